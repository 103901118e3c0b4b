"""What was in content/ at the last commit and may not be there any more."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from generator.history import read_before
from generator.references import ids_written


def lost_ids(project_dir: Path) -> dict[str, str]:
    """Id -> the file that held it, for all that stood in files which are others by now, or gone.

    Some of these ids may still be there. Outside git there are none.
    """
    found: dict[str, str] = {}
    for path, data in read_before(project_dir, "content").items():
        for id in (PurePosixPath(path).stem, *ids_written(data)):
            found.setdefault(id, path)
    return found
