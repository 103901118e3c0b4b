"""The fast build: every file of the site straight from the documents, by several processes at once.

It gives the bytes that `mkdocs build` gives, and the same answer where that would refuse. A page for
which nothing has changed is not made again: its files are carried over from the site before.
"""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from generator.database import FOLDER
from generator.document import Document, Listed
from generator.engines.cluster import Files, cluster
from generator.engines.kept import Bundle, Kept, Written, pages_of, row_of_files
from generator.engines.made_with import is_code_as_it_was
from generator.engines.mkdocs_adapter import EngineError, date_by_commit
from generator.engines.mkdocs_adapter import build_site as build_by_mkdocs
from generator.engines.press import Order, Press
from generator.engines.processes import available_jobs, end_helpers, uninterrupted, workers
from generator.engines.readable import Readable, numbers_of
from generator.form import FormLacks
from generator.output import Filling, Print, building_folder, remove_folder, replace_folder
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
    ground = f"{press.ground} {edition.ground}"
    kept = Kept(project_dir, site_dir, ground, Readable(site.graph.reads))
    assert isinstance(site.documents, Pages)
    work = partial(_Work, project_dir, press, edition, kept, site.documents)
    spare = project_dir / FOLDER / "spare"
    try:
        with without_collecting():
            bundles = _build(work, site_dir, spare, jobs or available_jobs(), scheduler)
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
        kept.remember(bundles)
    pages = pages_of(bundles)
    edition.beside.forget_others(written.card for written in pages if written.card is not None)
    return len(pages)


@dataclass(frozen=True)
class _Work:
    """All that is to be written to a folder that is being made.

    Each process of a build has the whole of it in memory.
    """

    project_dir: Path
    press: Press
    edition: Edition
    kept: Kept
    pages: Pages
    filling: Filling

    @property
    def batches(self) -> range:
        return range(0, len(self.pages.bundles), BATCH)

    def write_theme(self) -> dict[str, Print]:
        renderer = self.press.renderer
        assets = {path: file.read_bytes() for path, file in renderer.assets().items()}
        missing = renderer.missing_page(self.edition.dress(None))
        return self.filling.fill({"404.html": missing, **assets})

    def write_rest(self, pages: Sequence[Written]) -> dict[str, Print]:
        """What belongs to no page.

        Errors: ValueError where two pages have one address.
        """
        twice = [path for path, times in Counter(w.page.path for w in pages).items() if times > 1]
        if twice:
            raise ValueError(f"two pages have the address {twice[0]}")
        return self.filling.fill(self.edition.files_of_all([written.page for written in pages]))

    def write_batch(self, start: int) -> list[Bundle]:
        """Put the pages of a batch of bundles into the folder."""
        bundles = [
            self.kept.bundle(first, self.filling) or self.write_bundle(first)
            for first in self.pages.bundles[start : start + BATCH]
        ]
        # Pages leave circles behind; nothing older than the batch is looked through for them.
        gc.collect(0)
        return bundles

    def write_bundle(self, first: str) -> Bundle:
        sheets, read = self.sheets(first)
        written = [
            self.carried_over(sheet) or self.written(sheet, self.press.files(sheet))
            for sheet in sheets
        ]
        return Bundle(first, tuple(written), read)

    def sheets(self, first: str) -> tuple[list[Sheet], bytes]:
        """The pages of a bundle, and the numbers of all that they are made of."""
        with self.edition.reads.apart() as read:
            sheets = [*map(self.edition.sheet, self.pages.of_bundle(first))]
        return sheets, numbers_of(read)

    def carried_over(self, sheet: Sheet) -> Written | None:
        """A page as the build before left it; None where it has to be made."""
        return self.kept.page(sheet.document.path, self.press.mark(sheet), self.filling)

    def written(self, sheet: Sheet, files: dict[str, bytes]) -> Written:
        """A page whose files are put into the folder."""
        told = row_of_files(self.filling.fill(files))
        return Written(self.listed(sheet.document), sheet.card, self.press.mark(sheet), told)

    def listed(self, document: Document) -> Listed:
        """A page without its text, and without its places where nobody will ask for them."""
        is_asked = leads_into(self.edition.publication.graph, document)
        return document.listed if is_asked else document.listed_whole


def _build(
    begin: Callable[[Filling], _Work], live: Path, spare: Path, jobs: int, scheduler: str | None
) -> list[Bundle]:
    """Build in a folder that takes the place of `live`; what was there is the next build's to begin with."""
    global _work
    with contextlib.ExitStack() as cleaning:
        with uninterrupted():
            building = building_folder(live, spare)
            cleaning.callback(remove_folder, building)
        filling = Filling(building, live)
        _work = work = begin(filling)
        cleaning.callback(_forget_work)
        # What the edition makes goes before what a theme brings along under the same name.
        theme = work.write_theme()
        bundles = _write_here(work, jobs) if scheduler is None else _write_afar(work, scheduler)
        pages = pages_of(bundles)
        rest = work.write_rest(pages)
        filling.prune(chain(theme, rest, *(written.paths for written in pages)))
        replace_folder(building, live, spare=spare)
    return bundles


# What the processes of a build were branched off with: no page is sent from one to another.
_work: _Work | None = None


def _forget_work() -> None:
    global _work
    _work = None


def _the_work() -> _Work:
    assert _work is not None
    return _work


def _write_batch(start: int) -> list[Bundle]:
    return _the_work().write_batch(start)


def _write_here(work: _Work, jobs: int) -> list[Bundle]:
    """Have pages made by processes of this machine, which know all that this one knows."""
    jobs = min(jobs, len(work.batches))
    with contextlib.ExitStack() as ending:
        with uninterrupted() if jobs > 1 else contextlib.nullcontext():
            executor = ending.enter_context(workers(jobs))
            ending.push(end_helpers)
            batches = [executor.submit(_write_batch, start) for start in work.batches]
        return [bundle for batch in batches for bundle in batch.result()]


def _write_afar(work: _Work, scheduler: str) -> list[Bundle]:
    """Have pages made by workers that know nothing of the site but the sheets that they are sent."""
    order = Order(str(work.project_dir), work.press.ground, os.environ["SOURCE_DATE_EPOCH"])
    bundles: dict[str, Bundle | tuple[list[str], bytes]] = {}
    found: dict[str, Written] = {}
    sent: deque[tuple[list[Sheet], Future[Files]]] = deque()
    with cluster(scheduler, order) as workers_there:

        def receive(most: int) -> None:
            while len(sent) > most:
                sheets, made = sent.popleft()
                for sheet, files in zip(sheets, workers_there.receive(made), strict=True):
                    found[sheet.document.path] = work.written(sheet, files)

        for start in work.batches:
            to_send = []
            for first in work.pages.bundles[start : start + BATCH]:
                kept = work.kept.bundle(first, work.filling)
                if kept is not None:
                    bundles[first] = kept
                    continue
                sheets, read = work.sheets(first)
                bundles[first] = ([sheet.document.path for sheet in sheets], read)
                for sheet in sheets:
                    carried = work.carried_over(sheet)
                    if carried is None:
                        to_send.append(sheet)
                    else:
                        found[sheet.document.path] = carried
            if to_send:
                sent.append((to_send, workers_there.send(to_send)))
            receive(SENT_LIMIT)
        receive(0)
    return [
        made
        if isinstance(made, Bundle)
        else Bundle(first, tuple(found[p] for p in made[0]), made[1])
        for first, made in bundles.items()
    ]
