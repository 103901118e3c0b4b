"""The fast build: every file of the site straight from the documents, by several processes at once.

It gives the bytes that `mkdocs build` gives, and the same answer where that would refuse. A page of
which nothing has changed is not made again: its files are carried over from the site before.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from generator.document import Document
from generator.engines.cluster import cluster
from generator.engines.kept import Kept, Written
from generator.engines.mkdocs_adapter import EngineError, date_by_commit
from generator.engines.mkdocs_adapter import build_site as build_by_mkdocs
from generator.engines.press import Order, Press, printed
from generator.engines.processes import available_jobs, end_helpers, uninterrupted, workers
from generator.form import FormLacks
from generator.output import building_folder, fill_folder, remove_folder, replace_folder
from generator.publishing import Edition, Sheet
from generator.site import Site

# Pages that a process makes before it asks for more.
BATCH = 40
# Batches that are on their way to a cluster or back: what is made waits in memory to be written.
SENT_LIMIT = 64


def build_site(
    project_dir: Path,
    site_dir: Path,
    site: Site,
    jobs: int | None = None,
    scheduler: str | None = None,
) -> int:
    """Write the site of what was read, and put it in the place of `site_dir`; returns how many pages.

    Pages are made by `jobs` processes, or by the workers of the cluster whose `scheduler` has this
    address, such as "dask://desk.example:8786".
    Where mkdocs.yml asks for what only MkDocs can give, such as hooks of others, MkDocs itself builds.
    Errors: EngineError where settings, theme or a link cannot be used; the site that was there stays.
    """
    date_by_commit(site)
    press = Press(project_dir)
    if not press.renderer.knows_all:
        return build_by_mkdocs(project_dir, site_dir)
    edition = Edition(site, press.renderer.settings, project_dir)
    kept = Kept(project_dir, site_dir)
    work = _Work(project_dir, press, edition, kept, site.documents, site_dir, site_dir)
    try:
        pages = _build(work, jobs or available_jobs(), scheduler)
    except FormLacks as lack:
        raise EngineError(str(lack)) from None
    except BrokenProcessPool:
        raise EngineError(
            "the system ended a process that was writing pages, perhaps for want of memory; "
            "--jobs 1 needs the least"
        ) from None
    except OSError as error:
        told = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise EngineError(
            f"a file cannot be written: {told}; make room or give leave there, or name another "
            "folder with --site-dir"
        ) from error
    kept.remember(pages)
    edition.forget_others()
    return len(pages)


@dataclass(frozen=True)
class _Work:
    """All that is to be written to `folder`, which is to replace `live`.

    Each process of a build has the whole of it in memory.
    """

    project_dir: Path
    press: Press
    edition: Edition
    kept: Kept
    documents: Sequence[Document]
    folder: Path
    live: Path

    @property
    def batches(self) -> range:
        return range(0, len(self.documents), BATCH)

    def write_theme(self) -> None:
        renderer = self.press.renderer
        assets = {path: file.read_bytes() for path, file in renderer.assets().items()}
        missing = renderer.missing_page(self.edition.dress(None))
        self.fill({"404.html": missing, **assets})

    def write_part(self, number: int) -> None:
        self.fill(self.edition.parts[number]())

    def fill(self, files: dict[str, bytes]) -> None:
        fill_folder(self.folder, files, self.live)

    def carry_over(self, start: int) -> tuple[list[Written], list[tuple[Sheet, str]]]:
        """Of a batch the pages that are as they were, and the others with their marks."""
        done: list[Written] = []
        left: list[tuple[Sheet, str]] = []
        for document in self.documents[start : start + BATCH]:
            sheet = self.edition.sheet(document)
            mark = self.press.mark(sheet)
            taken = self.kept.take(document.path, mark, self.folder)
            if taken is not None:
                done.append(taken)
            else:
                left.append((sheet, mark))
        return done, left

    def write_pages(self, start: int) -> list[Written]:
        """Put a batch of pages into the folder."""
        done, left = self.carry_over(start)
        for sheet, mark in left:
            files = self.press.files(sheet)
            self.fill(files)
            done.append(Written(sheet.document.path, mark, tuple(files)))
        return done


def _build(work: _Work, jobs: int, scheduler: str | None) -> list[Written]:
    global _work
    with contextlib.ExitStack() as cleaning:
        with uninterrupted():
            building = building_folder(work.live)
            cleaning.callback(remove_folder, building)
        _work = work = replace(work, folder=building)
        cleaning.callback(_forget_work)
        # What the edition makes goes before what a theme brings along under the same name.
        work.write_theme()
        if scheduler is not None:
            with cluster(scheduler) as executor:
                pages = [*_write_afar(work, executor)]
            for number in range(len(work.edition.parts)):
                work.write_part(number)
        else:
            pages = _write_here(work, jobs, cleaning)
        replace_folder(building, work.live)
    return pages


# What the processes of a build were branched off with: no page is sent from one to another.
_work: _Work | None = None


def _forget_work() -> None:
    global _work
    _work = None


def _the_work() -> _Work:
    assert _work is not None
    return _work


def _write_pages(start: int) -> list[Written]:
    return _the_work().write_pages(start)


def _write_part(number: int) -> None:
    _the_work().write_part(number)


def _write_here(work: _Work, jobs: int, cleaning: contextlib.ExitStack) -> list[Written]:
    jobs = min(jobs, len(work.batches) + len(work.edition.parts))
    with uninterrupted() if jobs > 1 else contextlib.nullcontext():
        executor = cleaning.enter_context(workers(jobs))
        cleaning.push(end_helpers)
        # What belongs to no page comes first: some of it takes long.
        parts = [executor.submit(_write_part, number) for number in range(len(work.edition.parts))]
        pages = [executor.submit(_write_pages, start) for start in work.batches]
    for part in parts:
        part.result()
    return [page for batch in pages for page in batch.result()]


def _write_afar(work: _Work, executor: Executor) -> Iterator[Written]:
    """Have pages made by workers that know nothing of the site but what each batch tells them."""
    order = Order(str(work.project_dir), work.press.ground, os.environ.get("SOURCE_DATE_EPOCH"))
    waiting: deque[_Awaited] = deque()
    for start in work.batches:
        done, left = work.carry_over(start)
        yield from done
        if left:
            made = executor.submit(printed, order, [sheet for sheet, _ in left])
            waiting.append((left, made))
        if len(waiting) > SENT_LIMIT:
            yield from _received(work, *waiting.popleft())
    for batch in waiting:
        yield from _received(work, *batch)


_Awaited = tuple[list[tuple[Sheet, str]], Future[list[dict[str, bytes]]]]


def _received(
    work: _Work, sent: list[tuple[Sheet, str]], made: Future[list[dict[str, bytes]]]
) -> Iterator[Written]:
    for (sheet, mark), files in zip(sent, made.result(), strict=True):
        work.fill(files)
        yield Written(sheet.document.path, mark, tuple(files))
