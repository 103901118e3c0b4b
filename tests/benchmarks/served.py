"""From the save of a file until a resident preview hands out the page with the edit."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from .failures import BenchmarkError
from .measure import Measured, environment
from .tools import Tool
from .tools.tool import EDITED

# Edits of one round; the round's figure is their median.
EDITS = 5
# How often the page is asked for, in seconds: a figure is never nearer than this.
STEP = 0.002
# How long a preview may take to start, or an edit to show.
PATIENCE = 900
# An editor looks at the page before the next edit; some previews wait for quiet.
PAUSE = 1.0


def serve(name: str, tool: Tool, number: int, log: Path) -> Measured:
    """The median of some edits of one article, with a preview started for them.

    Errors: BenchmarkError where the preview does not start, or an edit never shows.
    """
    tool.edit("first")
    with _preview(name, tool, log) as port:
        _wait_for(name, port, "first")
        found = []
        for edit in range(EDITS):
            time.sleep(PAUSE)
            word = f"heliotrope{number}x{edit}"
            began = time.perf_counter()
            tool.edit(word)
            _wait_for(name, port, word)
            found.append(time.perf_counter() - began)
    return Measured(statistics.median(found))


@contextlib.contextmanager
def _preview(name: str, tool: Tool, log: Path) -> Iterator[int]:
    port = _free_port()
    with log.open("wb") as told, subprocess.Popen(
        [*tool.serving, str(port)], cwd=tool.folder, env=environment(), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=told, stderr=told,
    ) as process:  # fmt: skip
        try:
            yield port
        finally:
            if process.poll() is not None:
                raise BenchmarkError(f"the preview of {name} ended; see {log}")
            os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(name: str, port: int, word: str) -> None:
    address = f"http://127.0.0.1:{port}/{EDITED}/"
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if word.encode() in _page(address):
            return
        time.sleep(STEP)
    raise BenchmarkError(f"an edit never showed in the preview of {name}")


def _page(address: str) -> bytes:
    """What stands at an address; nothing where nobody answers yet, or not to the end."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
        return b""
