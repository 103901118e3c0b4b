"""Workers on other machines, by Dask: each has the same checkout at the same path.

A scheduler and its workers run what they are sent: whoever can reach them must be trusted.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from generator.engines.mkdocs_adapter import EngineError
from generator.engines.press import LIKE_HERE, Order, printed
from generator.publishing import Sheet

# Seconds within which a scheduler answers, or is not there.
_PATIENCE = 10
# Seconds without any worker, after which nobody waits for another.
_ALONE = 20
# How often it is looked whether there still is one.
_STEP = 2

Files = list[dict[str, bytes]]


@dataclass
class Cluster:
    """The workers of a scheduler, all of which have the code, theme and settings of `order`."""

    scheduler: str
    order: Order
    _client: Any
    _executor: Executor

    def send(self, sheets: Sequence[Sheet]) -> Future[Files]:
        """Have the files of a batch of pages made by one of the workers."""
        with self._told():
            return self._executor.submit(printed, self.order, sheets)

    def receive(self, sent: Future[Files]) -> Files:
        """What was made of a batch, once it is there.

        Errors: EngineError where it could not be made, or where no worker is left to make it.
        """
        last_seen = time.monotonic()
        while True:
            with self._told():
                with contextlib.suppress(NotYetError):
                    return sent.result(_STEP)
                if self._client.scheduler_info()["workers"]:
                    last_seen = time.monotonic()
            if time.monotonic() - last_seen > _ALONE:
                raise EngineError(
                    f"no worker of {self.scheduler} is left; {_start(self.scheduler)}"
                )

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever goes wrong between machines, in one line."""
        try:
            yield
        except EngineError:
            raise
        except Exception as error:
            told = str(error).partition("\n")[0] or type(error).__name__
            raise EngineError(
                f"look at what its workers print, or build here without --executor; those of "
                f"{self.scheduler} made no pages: {told}"
            ) from error


@contextlib.contextmanager
def cluster(scheduler: str, order: Order) -> Iterator[Cluster]:
    """The workers of a scheduler, such as "dask://desk.example:8786".

    Errors: EngineError where it does not answer, or where a worker would make other pages.
    """
    try:
        from distributed import Client
    except ImportError:
        raise EngineError(
            "--executor needs Dask; install it with: .venv/bin/pip install distributed"
        ) from None
    # What its parts tell each other is nothing to an editor.
    for name in ("distributed", "asyncio", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = cast(Any, Client)(
            _address(scheduler), timeout=_PATIENCE, set_as_default=False
        )
    except (OSError, ValueError):
        raise EngineError(f"{scheduler} does not answer; start it with: dask scheduler") from None
    with contextlib.ExitStack() as closing:
        # Nobody waits for what its workers still do.
        closing.callback(client.close, timeout=_PATIENCE)
        found = Cluster(scheduler, order, client, client.get_executor())
        with found._told():
            _require_same(client, scheduler, order)
        yield found


def _require_same(client: Any, scheduler: str, order: Order) -> None:
    """Ask each worker, in words that any code understands, what it would make pages with.

    Errors: EngineError for one that would make others, and where there is none.
    """

    # Sent as it stands here, and not by name: another code may not know the name.
    def unlike(project_dir: str, ground: str, day: str) -> str | None:
        try:
            from generator.engines.press import Order, printed

            printed(Order(project_dir, ground, day), [])
        except Exception as error:
            return str(error) or type(error).__name__
        return None

    answers = client.run(unlike, order.project_dir, order.ground, order.day, on_error="return")
    if not answers:
        raise EngineError(f"{scheduler} has no workers; {_start(scheduler)}")
    for worker, answer in sorted(answers.items()):
        if answer is not None:
            cure = "" if LIKE_HERE in str(answer) else f"; {LIKE_HERE}"
            raise EngineError(f"the worker {worker} is not like this machine: {answer}{cure}")


def _start(scheduler: str) -> str:
    return f"start some with: dask worker {_address(scheduler)}"


def _address(scheduler: str) -> str:
    """As Dask writes it: "tcp://desk.example:8786"."""
    return f"tcp://{urlsplit(scheduler).netloc}"
