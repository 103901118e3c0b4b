"""The fast build: every file of the site straight from the documents, by several processes at once.

It gives the bytes that `mkdocs build` gives, and the same answer where that would refuse.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from generator.document import Document
from generator.engines.mkdocs_adapter import EngineError, Renderer, date_by_commit
from generator.engines.mkdocs_adapter import build_site as build_by_mkdocs
from generator.form import FormLacks
from generator.output import building_folder, fill_folder, remove_folder, replace_folder
from generator.publishing import Edition
from generator.site import Site

T = TypeVar("T")

# Pages that a process makes before it asks for more.
BATCH = 40


def available_jobs() -> int:
    """How many processes this machine lets run at once; one where none can be branched off."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


def build_site(project_dir: Path, site_dir: Path, site: Site, jobs: int | None = None) -> int:
    """Write the site of what was read, and put it in the place of `site_dir`; returns how many pages.

    Where mkdocs.yml asks for what only MkDocs can give, such as hooks of others, MkDocs itself builds.
    Errors: EngineError where settings, theme or a link cannot be used; the site that was there stays.
    """
    date_by_commit(site)
    renderer = Renderer(project_dir, strict=True)
    if not renderer.knows_all:
        return build_by_mkdocs(project_dir, site_dir)
    edition = Edition(site, renderer.settings, project_dir)
    try:
        _build(_Work(renderer, edition, site.documents, site_dir), jobs or available_jobs())
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
    edition.forget_others()
    return len(site.documents)


def _build(work: _Work, jobs: int) -> None:
    global _work
    with contextlib.ExitStack() as cleaning:
        with _uninterrupted():
            building = building_folder(work.folder)
            cleaning.callback(remove_folder, building)
        _work = replace(work, folder=building)
        cleaning.callback(_forget_work)
        # What the edition makes goes before what a theme brings along under the same name.
        _write_theme()
        batches = range(0, len(work.documents), BATCH)
        jobs = min(jobs, len(batches) + len(work.edition.parts))
        with _uninterrupted() if jobs > 1 else contextlib.nullcontext():
            executor = cleaning.enter_context(_workers(jobs))
            cleaning.push(_end_helpers)
            # What belongs to no page comes first: some of it takes long.
            parts = [executor.submit(_write_part, n) for n in range(len(work.edition.parts))]
            pages = [executor.submit(_write_pages, start) for start in batches]
        for future in (*parts, *pages):
            future.result()
        replace_folder(building, work.folder)


@dataclass(frozen=True)
class _Work:
    """All that is to be written to `folder`; each process of a build has the whole of it in memory."""

    renderer: Renderer
    edition: Edition
    documents: Sequence[Document]
    folder: Path


# What the processes of a build were branched off with: no page is sent from one to another.
_work: _Work | None = None


def _forget_work() -> None:
    global _work
    _work = None


def _workers(jobs: int) -> Executor:
    if jobs > 1:
        branching = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(
            jobs, mp_context=branching, initializer=_end_with, initargs=(os.getpid(),)
        )
    return _Here()


def _end_helpers(kind: type[BaseException] | None, *_: object) -> None:
    """Where a build fails or is stopped, nobody waits for what its processes still do."""
    if kind is not None:
        for helper in multiprocessing.active_children():
            helper.kill()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the processes are branched off, and they themselves never heed it.

    Python forgets an interrupt that meets it while it branches.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_PR_SET_PDEATHSIG = 1


def _end_with(parent: int) -> None:
    """A build that is killed leaves no process behind that waits for more."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It was killed before it could be asked to tell.
        os.kill(os.getpid(), signal.SIGKILL)


class _Here(Executor):
    """Whatever is to be done is done at once, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **named: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **named))
        except Exception as error:
            future.set_exception(error)
        return future


def _the_work() -> _Work:
    assert _work is not None
    return _work


def _write_pages(start: int) -> None:
    work = _the_work()
    files: dict[str, bytes] = {}
    for document in work.documents[start : start + BATCH]:
        name = f"{document.path}/index.html" if document.path else "index.html"
        files[name] = work.renderer.page(work.edition, document, work.edition.is_there)
        files |= work.edition.beside(document)
    fill_folder(work.folder, files)


def _write_part(number: int) -> None:
    work = _the_work()
    fill_folder(work.folder, work.edition.parts[number]())


def _write_theme() -> None:
    work = _the_work()
    assets = {path: file.read_bytes() for path, file in work.renderer.assets().items()}
    fill_folder(work.folder, {"404.html": work.renderer.missing_page(work.edition), **assets})
