"""The fast build: every file of the site straight from the documents, by several processes at once.

It gives the bytes that `mkdocs build` gives, and the same answer where that would refuse. A page for
which nothing has changed is not made again: its files are carried over from the site before.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain
from pathlib import Path

from generator.database import FOLDER
from generator.engines.bundles import Bundle, Written, pages_of
from generator.engines.cluster import Files, cluster
from generator.engines.kept import Kept
from generator.engines.made_with import is_code_as_it_was
from generator.engines.mkdocs_adapter import EngineError, date_by_commit
from generator.engines.mkdocs_adapter import build_site as build_by_mkdocs
from generator.engines.press import Order, Press
from generator.engines.processes import available_jobs, end_helpers, uninterrupted, workers
from generator.engines.readable import Readable
from generator.engines.work import Work
from generator.form import FormLacks
from generator.output import Filling, building_folder, remove_folder, replace_folder
from generator.pages import Pages
from generator.publishing import Edition, Sheet
from generator.site import Site, without_collecting
from generator.skin import SkinError

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
    with _faults_told():
        date_by_commit(site)
        if scheduler is not None:
            # Others are told the day of this build, whatever their clocks say.
            os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))
        press = Press(project_dir)
        if not press.renderer.knows_all:
            return build_by_mkdocs(project_dir, site_dir)
        edition = Edition(site, press.renderer.settings, project_dir)
        ground = f"{press.ground} {edition.ground}"
        # Before it is taken down what can be read: how they are cut is part of that.
        portions = edition.portions
        kept = Kept(project_dir, site_dir, ground, Readable(site.graph.reads))
        assert isinstance(site.documents, Pages)
        work = partial(Work, project_dir, press, edition, kept, site.documents, portions)
        state = project_dir / FOLDER
        spare = None if site_dir.is_relative_to(state) else state / "spare"
        with without_collecting():
            bundles = _build(work, site_dir, spare, jobs or available_jobs(), scheduler)
    pages = pages_of(bundles)
    edition.beside.forget_others(written.card for written in pages if written.card)
    return len(pages)


@contextlib.contextmanager
def _faults_told() -> Iterator[None]:
    """What is wrong with the machine, or with files of the project beside its content, as EngineErrors."""
    try:
        yield
    except (FormLacks, SkinError) as error:
        raise EngineError(str(error)) from None
    except BrokenProcessPool:
        raise EngineError(
            "the system ended a process that was writing pages, perhaps for want of memory; "
            "--jobs 1 needs the least"
        ) from None
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise EngineError(
                "the site's folder cannot be replaced, as it is where a disk is mounted; name a folder "
                "below it with --site-dir"
            ) from error
        told = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise EngineError(
            f"a file cannot be read or written: {told}; make room or give leave there, or name another "
            "folder with --site-dir"
        ) from error


def _build(
    begin: Callable[[Filling], Work],
    live: Path,
    spare: Path | None,
    jobs: int,
    scheduler: str | None,
) -> list[Bundle]:
    """Build in a folder that takes the place of `live`; what was there is the next build's to begin with."""
    global _work
    with contextlib.ExitStack() as cleaning:
        with uninterrupted():
            building = building_folder(live, spare)
            cleaning.callback(_clear_away, building)
        filling = Filling(building, live)
        _work = work = begin(filling)
        cleaning.callback(_forget_work)
        cleaning.callback(work.kept.close)
        work.kept.wait_in(building)
        # What the edition makes goes before what a theme brings along under the same name.
        theme = work.write_theme()
        bundles = _write_here(work, jobs) if scheduler is None else _write_afar(work, scheduler)
        rest = work.write_rest(bundles)
        filling.keep(chain(theme, rest))
        filling.prune()
        replace_folder(building, live, spare=spare)
        if is_code_as_it_was() and work.press.renderer.is_theme_as_it_was():
            work.kept.remember(bundles)
    return bundles


def _clear_away(building: Path) -> None:
    """Remove what was not finished; who presses Ctrl-C once more waits for that."""
    with uninterrupted():
        remove_folder(building)


# What the processes of a build were branched off with: no page is sent from one to another.
_work: Work | None = None


def _forget_work() -> None:
    global _work
    _work = None


def _the_work() -> Work:
    assert _work is not None
    return _work


def _write_batch(start: int) -> list[Bundle]:
    return _the_work().write_batch(start)


def _write_here(work: Work, jobs: int) -> list[Bundle]:
    """Have pages made by processes of this machine, which know all that this one knows."""
    jobs = min(jobs, len(work.batches))
    with contextlib.ExitStack() as ending:
        with uninterrupted() if jobs > 1 else contextlib.nullcontext():
            executor = ending.enter_context(workers(jobs))
            ending.push(end_helpers)
            batches = deque(executor.submit(_write_batch, start) for start in work.batches)
        found: list[Bundle] = []
        while batches:
            # What a batch gave is let go with it.
            found += map(work.received, batches.popleft().result())
        return found


def _write_afar(work: Work, scheduler: str) -> list[Bundle]:
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
            shelf = work.kept.shelf(work.batch(start))
            for first in work.batch(start):
                kept = work.taken_over(first, shelf)
                if kept is not None or first in work.portions:
                    bundles[first] = kept or work.write_portion(first)
                    continue
                sheets, read = work.sheets(first)
                bundles[first] = ([sheet.document.path for sheet in sheets], read)
                for sheet in sheets:
                    carried = work.carried_over(first, sheet, shelf)
                    if carried is None:
                        to_send.append(sheet)
                    else:
                        found[sheet.document.path] = carried
            if to_send:
                sent.append((to_send, workers_there.send(to_send)))
            receive(SENT_LIMIT)
        receive(0)
    return [
        work.received(
            made
            if isinstance(made, Bundle)
            else Bundle(first, tuple(found[path] for path in made[0]), read=made[1])
        )
        for first, made in bundles.items()
    ]
