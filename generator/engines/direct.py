"""The fast build: every file of the site straight from the documents, by several processes at once.

It gives the bytes that `mkdocs build` gives, and the same answer where that would refuse. A page of
which nothing has changed is not made again: its files are carried over from the site before.
"""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from generator.document import Listed
from generator.engines.cluster import Files, cluster
from generator.engines.kept import Kept, Written, row_of_files
from generator.engines.made_with import is_code_as_it_was
from generator.engines.mkdocs_adapter import EngineError, date_by_commit
from generator.engines.mkdocs_adapter import build_site as build_by_mkdocs
from generator.engines.press import Order, Press
from generator.engines.processes import available_jobs, end_helpers, uninterrupted, workers
from generator.form import FormLacks
from generator.output import Print, building_folder, fill_folder, remove_folder, replace_folder
from generator.pages import Pages
from generator.publishing import Edition, Sheet
from generator.search import leads_into
from generator.site import Site, without_collecting

# Records whose pages a process makes before it asks for more.
BATCH = 10
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
    if scheduler is not None:
        # Others are told the day of this build, whatever their clocks say.
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))
    press = Press(project_dir)
    if not press.renderer.knows_all:
        return build_by_mkdocs(project_dir, site_dir)
    edition = Edition(site, press.renderer.settings, project_dir)
    kept = Kept(project_dir, site_dir)
    assert isinstance(site.documents, Pages)
    work = _Work(project_dir, press, edition, kept, site.documents, site_dir, site_dir)
    try:
        with without_collecting():
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
    if is_code_as_it_was():
        kept.remember(pages)
    edition.beside.forget_others(written.card for written in pages if written.card is not None)
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
    pages: Pages
    folder: Path
    live: Path

    @property
    def batches(self) -> range:
        return range(0, len(self.pages.bundles), BATCH)

    def write_theme(self) -> None:
        renderer = self.press.renderer
        assets = {path: file.read_bytes() for path, file in renderer.assets().items()}
        missing = renderer.missing_page(self.edition.dress(None))
        self.fill({"404.html": missing, **assets})

    def write_rest(self, pages: Sequence[Written]) -> None:
        """What belongs to no page.

        Errors: ValueError where two pages have one address.
        """
        twice = [path for path, times in Counter(w.page.path for w in pages).items() if times > 1]
        if twice:
            raise ValueError(f"two pages have the address {twice[0]}")
        self.fill(self.edition.files_of_all([written.page for written in pages]))

    def fill(self, files: dict[str, bytes]) -> dict[str, Print]:
        return fill_folder(self.folder, files, self.live)

    def write_pages(self, start: int) -> list[Written]:
        """Put the pages of a batch into the folder."""
        pages = [
            self.carried_over(sheet) or self.written(sheet, self.press.files(sheet))
            for sheet in self.sheets(start)
        ]
        # Pages leave circles behind; nothing older than the batch is looked through for them.
        gc.collect(0)
        return pages

    def sheets(self, start: int) -> Iterator[Sheet]:
        for first in self.pages.bundles[start : start + BATCH]:
            yield from map(self.edition.sheet, self.pages.of_bundle(first))

    def carried_over(self, sheet: Sheet) -> Written | None:
        """A page as the build before left it; None where it has to be made."""
        mark = self.press.mark(sheet)
        if not self.kept.carry_over(sheet.document.path, mark, self.folder):
            return None
        return Written(self.listed(sheet), sheet.card)

    def written(self, sheet: Sheet, files: dict[str, bytes]) -> Written:
        """A page whose files are put into the folder."""
        made = self.press.mark(sheet), row_of_files(self.fill(files))
        return Written(self.listed(sheet), sheet.card, made)

    def listed(self, sheet: Sheet) -> Listed:
        """A page without its text, and without its places where nobody will ask for them."""
        document = sheet.document
        is_asked = leads_into(self.edition.publication.graph, document)
        return document.listed if is_asked else document.listed_whole


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
        pages = _write_here(work, jobs) if scheduler is None else _write_afar(work, scheduler)
        work.write_rest(pages)
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


def _write_here(work: _Work, jobs: int) -> list[Written]:
    """Have pages made by processes of this machine, which know all that this one knows."""
    jobs = min(jobs, len(work.batches))
    with contextlib.ExitStack() as ending:
        with uninterrupted() if jobs > 1 else contextlib.nullcontext():
            executor = ending.enter_context(workers(jobs))
            ending.push(end_helpers)
            batches = [executor.submit(_write_pages, start) for start in work.batches]
        return [written for batch in batches for written in batch.result()]


def _write_afar(work: _Work, scheduler: str) -> list[Written]:
    """Have pages made by workers that know nothing of the site but the sheets that they are sent."""
    order = Order(str(work.project_dir), work.press.ground, os.environ["SOURCE_DATE_EPOCH"])
    paths: list[str] = []
    found: dict[str, Written] = {}
    sent: deque[tuple[list[Sheet], Future[Files]]] = deque()
    with cluster(scheduler, order) as workers_there:

        def receive(most: int) -> None:
            while len(sent) > most:
                sheets, made = sent.popleft()
                for sheet, files in zip(sheets, workers_there.receive(made), strict=True):
                    found[sheet.document.path] = work.written(sheet, files)

        for start in work.batches:
            sheets = []
            for sheet in work.sheets(start):
                paths.append(sheet.document.path)
                kept = work.carried_over(sheet)
                if kept is None:
                    sheets.append(sheet)
                else:
                    found[sheet.document.path] = kept
            if sheets:
                sent.append((sheets, workers_there.send(sheets)))
            receive(SENT_LIMIT)
        receive(0)
    return [found[path] for path in paths]
