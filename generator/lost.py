"""What was in content/ at the last commit and is not there any more."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from generator.history import files_at_head
from generator.references import ids_written

# Where so many ids are unknown, something else has happened than that a record was deleted.
MOST = 20


class Lost:
    """Finds the file that held an id at the last commit; asked for an id that nothing has now."""

    def __init__(self, project_dir: Path) -> None:
        self._project_dir = project_dir
        self._found: dict[str, tuple[str, ...]] = {}

    def file_of(self, id: str, kinds: Collection[str]) -> str | None:
        """The file, of one of these folders of content/ (any, if none is named); None outside git."""
        if id not in self._found:
            if len(self._found) >= MOST:
                return None
            held = files_at_head(self._project_dir, "content", id)
            self._found[id] = tuple(path for path, data in held.items() if _held(path, data, id))
        return next((p for p in self._found[id] if not kinds or p.split("/")[1] in kinds), None)


def _held(path: str, data: bytes, id: str) -> bool:
    """Whether a file held the record or the statement of an id."""
    if id in ids_written(data):
        return True
    return PurePosixPath(path).stem == id and not _HAS_IDS_OF_ITS_OWN.search(data)


# A list of records, or a record that says its id: neither is called like its file.
_HAS_IDS_OF_ITS_OWN = re.compile(rb"\A(?:(?:#[^\n]*|---[ \t]*)?\n)*-[ \t]|^id:", re.MULTILINE)
