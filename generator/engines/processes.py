"""Several processes of one machine that work side by side, and end with the one that called them."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def available_jobs() -> int:
    """How many processes this machine lets run at once; one where none can be branched off."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


def workers(jobs: int) -> Executor:
    """So many processes, branched off with all that this one knows; this one itself for one."""
    if jobs > 1:
        branching = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(
            jobs, mp_context=branching, initializer=_end_with, initargs=(os.getpid(),)
        )
    return _Here()


def end_helpers(kind: type[BaseException] | None, *_: object) -> None:
    """Where a build fails or is stopped, nobody waits for what its processes still do."""
    if kind is not None:
        for helper in multiprocessing.active_children():
            helper.kill()


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
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
