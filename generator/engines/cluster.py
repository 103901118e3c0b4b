"""Workers on other machines, by Dask: each has the same checkout at the same path.

A scheduler and its workers run what they are sent: whoever can reach them must be trusted.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from typing import Any, cast
from urllib.parse import urlsplit

from generator.engines.mkdocs_adapter import EngineError

# Seconds within which a scheduler answers, or is not there.
_PATIENCE = 10


@contextlib.contextmanager
def cluster(scheduler: str) -> Iterator[Executor]:
    """The workers of a scheduler, such as "dask://desk.example:8786", as one executor.

    Errors: EngineError where it does not answer, or where its workers come to nothing.
    """
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise EngineError(
            "--executor needs Dask; install it with: .venv/bin/pip install distributed"
        ) from None
    # What its parts tell each other is nothing to an editor.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client: Any = cast(Any, Client)(
            f"tcp://{urlsplit(scheduler).netloc}", timeout=_PATIENCE, set_as_default=False
        )
    except (OSError, ValueError):
        raise EngineError(f"{scheduler} does not answer; start it with: dask scheduler") from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise EngineError(f"{scheduler} has no workers; start some with: dask worker") from None
        try:
            with client.get_executor() as executor:
                yield executor
        except (CancelledError, CommClosedError, KilledWorker) as error:
            raise EngineError(f"the workers of {scheduler} were lost: {error}") from error
