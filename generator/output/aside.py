"""What is put aside on the disk for a while, because it would take too much room in memory."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path


class Aside:
    """Bytes by name, in a file of `folder` that has no name itself and is gone once it is closed.

    All is put before any of it is fetched.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, name: str, data: bytes) -> None:
        self._places[name] = (self._file.tell(), len(data))
        self._file.write(data)

    def get(self, name: str) -> bytes:
        """Errors: KeyError for a name under which nothing was put."""
        start, size = self._places[name]
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()
