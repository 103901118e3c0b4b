"""What all pages are made with, as fingerprints: our code, libraries, settings and theme.

Code and libraries count as this process began: what is written to the disk while it runs is not what it runs.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.cache import Stamp, code_fingerprint, stamp_from

# By which a template can ask MkDocs for the day of the build.
_NAMES_OF_DAY = (b"build_date_utc", b"update_date")


def _libraries() -> tuple[str, ...]:
    """Every library that can be imported, by name and version."""
    folders = (folder for folder in map(Path, dict.fromkeys(sys.path)) if folder.is_dir())
    return tuple(
        name
        for folder in folders
        for name in sorted(os.listdir(folder))
        if name.endswith((".dist-info", ".egg-info"))
    )


CODE = code_fingerprint()
_LIBRARIES = _libraries()


def is_code_as_it_was() -> bool:
    """Whether the code on the disk is still what this process runs, as far as it has run it."""
    return code_fingerprint() == CODE


def fingerprint(settings: str, themes: Sequence[str], day: str) -> str:
    """Of settings, of the folders of a theme, and of Python and its libraries.

    `day` is the build's, which is another with each commit: it counts where the theme asks for it.
    """
    digest = hashlib.sha256(repr((sys.version, _LIBRARIES)).encode())
    digest.update(settings.encode("utf-8", "surrogatepass"))
    asks_for_day = False
    for name, path in _theme_files(themes):
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        asks_for_day = asks_for_day or any(word in data for word in _NAMES_OF_DAY)
    if asks_for_day:
        digest.update(day.encode())
    return digest.hexdigest()


def stamps_of(themes: Sequence[str]) -> dict[Path, Stamp]:
    """What tells each file of a theme from all that stood or will stand at its path."""
    return {path: stamp_from(path.stat()) for _, path in _theme_files(themes)}


def _theme_files(folders: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The files of a theme that came with no library, by name and place, also behind links."""
    with_libraries = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    for theme in map(Path, folders):
        if with_libraries.isdisjoint(theme.parents):
            seen: set[Path] = set()
            for here, below, names in os.walk(theme, followlinks=True):
                # A link may lead back to where it lies.
                below[:] = sorted(name for name in below if Path(here, name).resolve() not in seen)
                seen.update(Path(here, name).resolve() for name in below)
                for path in (Path(here, name) for name in sorted(names)):
                    if path.is_file():
                        yield path.relative_to(theme).as_posix(), path
