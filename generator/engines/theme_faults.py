"""What is wrong with a theme, at the line of its template, for whoever wrote that."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

import generator

_OURS = Path(generator.__file__).parent


def fault_in(error: Exception, project_dir: Path, theme: Sequence[str]) -> str | None:
    """The template and the line in it where an error arose, and what the error says.

    `theme` are the folders that templates come from, and hooks that others wrote. None where neither was at
    work, or where it was code of ours that failed while one was: that is no fault of theirs.
    """
    if isinstance(error, UnicodeDecodeError):
        # It is told where a template is included, if that, and nowhere which one cannot be read.
        for template in _not_utf_8(theme):
            return f"{_shown(template, project_dir)}: not in UTF-8; save it as UTF-8"
    frames = traceback.extract_tb(error.__traceback__)
    while frames and not _is_below(frames[-1].filename, theme):
        if _is_below(frames.pop().filename, [str(_OURS)]):
            return None
    if not frames:
        return None
    return _told(frames[-1], error, project_dir)


def fault_of_hook(error: Exception, project_dir: Path) -> str | None:
    """The same of a hook that others wrote and that failed while it was read; None where there was none."""
    libraries = [str(_OURS), sys.prefix, sys.base_prefix]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(project_dir) and not _is_below(frame.filename, libraries):
            return _told(frame, error, project_dir)
    return None


def _told(frame: traceback.FrameSummary, error: Exception, project_dir: Path) -> str:
    place = f"{_shown(Path(frame.filename), project_dir)}:{frame.lineno}"
    kind = type(error).__name__
    return f"{place}: {kind}: {error}" if str(error) else f"{place}: {kind}"


def _is_below(file: str, folders: Sequence[str]) -> bool:
    return any(Path(file).is_relative_to(folder) for folder in folders)


def _shown(path: Path, project_dir: Path) -> Path:
    return path.relative_to(project_dir) if path.is_relative_to(project_dir) else path


def _not_utf_8(theme: Sequence[str]) -> Iterator[Path]:
    for folder in map(Path, theme):
        for template in folder.rglob("*.html"):
            try:
                template.read_text("utf-8")
            except UnicodeDecodeError:
                yield template
            except OSError:
                continue
