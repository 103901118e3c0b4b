"""What is put aside on the disk for a while, because it would take too much room in memory."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path


class _Unnamed:
    """A file of `folder` that has no name itself and is gone once it is closed."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`

    def close(self) -> None:
        # What was put aside in vain need not reach the disk.
        with contextlib.suppress(OSError):
            self._file.close()


class Aside(_Unnamed):
    """Bytes by name; all is put before any of it is fetched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, name: str, data: bytes) -> None:
        self._places[name] = (self._file.tell(), len(data))
        self._file.write(data)

    def get(self, name: str) -> bytes:
        """Errors: KeyError for a name under which nothing was put."""
        start, size = self._places[name]
        self._file.seek(start)
        return self._file.read(size)


class Waiting(_Unnamed):
    """Rows on their way into a database, in the order in which they were put."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.is_empty = True

    def put(self, row: Sequence[str | int]) -> None:
        self.is_empty = False
        self._file.write(f"{json.dumps(row)}\n".encode())

    def __iter__(self) -> Iterator[list[str | int]]:
        self._file.seek(0)
        return map(json.loads, self._file)
