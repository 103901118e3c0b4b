"""The files of content/: which there are, in which folders, and which are told instead of read."""

from __future__ import annotations

import os
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator import cache
from generator.diagnostics import Diagnostic, Location, Related
from generator.model import KIND_BY_FOLDER, Record
from generator.values import Value


class Folder(Value):
    """A folder of content/: where it lies, where below content/, and of what kind its records are."""

    path: Path
    relative: Path
    shown: str
    kind: type[Record] | None


class File(Value):
    """A file of a folder; paths are made only for one that is opened, because they are dear."""

    folder: Folder
    name: str
    shown: str

    @property
    def path(self) -> Path:
        return self.folder.path / self.name

    @property
    def relative(self) -> Path:
        return self.folder.relative / self.name

    def stamp(self) -> cache.Stamp | None:
        return cache.stamp_of(f"{self.folder.path}/{self.name}")


class Found(Value):
    """Every file that is to be read, sorted by path, and what was wrong with names and folders.

    `folders` are the stamps of all folders, each taken before it was looked into; empty where something was
    wrong, or so new that the next change might not show.
    """

    files: list[File]
    diagnostics: list[Diagnostic]
    folders: dict[Path, cache.Stamp | None]

    def is_as_it_was(self) -> bool:
        """Whether the same would be found now."""
        is_same = all(cache.stamp_of(path) == stamp for path, stamp in self.folders.items())
        return bool(self.folders) and is_same


def find(content_dir: Path, shown_as: str) -> Found:
    """Look through content/, which reports call `shown_as`; links are not followed.

    Errors: none raised; a folder that cannot be read is a diagnostic.
    """
    began, diagnostics = time.time_ns(), list[Diagnostic]()
    stamps = {content_dir: cache.stamp_of(content_dir)}
    files = list(_walk(content_dir, shown_as, stamps, diagnostics))
    is_settled = all(stamp and cache.is_settled(stamp, began) for stamp in stamps.values())
    return Found(files, diagnostics, stamps if is_settled and not diagnostics else {})


def _walk(
    content_dir: Path,
    shown_as: str,
    stamps: dict[Path, cache.Stamp | None],
    diagnostics: list[Diagnostic],
) -> Iterator[File]:
    def unreadable(error: OSError) -> None:
        where = shown_path(shown_as, Path(error.filename).relative_to(content_dir))
        message = f"this folder cannot be read: {error.strerror}"
        help = "make the folder readable, or remove it"
        diagnostics.append(Diagnostic("unreadable-file", Location(where), message, help))

    for folder, folders, files in os.walk(content_dir, onerror=unreadable, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        relative = here.relative_to(content_dir)
        kind = KIND_BY_FOLDER.get(relative.parts[0]) if relative.parts else None
        found = Folder(here, relative, shown_path(shown_as, relative).removesuffix("/."), kind)
        for name in list(folders):
            if (here / name).is_symlink():
                folders.remove(name)
                files.append(name)
        # Before they are looked into: what comes while they are is in no list that may be believed.
        stamps |= {here / name: cache.stamp_of(here / name) for name in folders}
        twins = _twins(found, files)
        diagnostics += twins.values()
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith(("~", ".swp")) and name not in twins:
                yield File(found, name, f"{found.shown}/{printable(name)}")


def _twins(folder: Folder, files: list[str]) -> dict[str, Diagnostic]:
    """One name with two endings, or two names alike but for case or encoding: the later ones, which are
    read no further, and what is told of them."""
    twins: dict[str, Diagnostic] = {}
    by_name: dict[str, list[str]] = defaultdict(list)
    for name in sorted(files):
        stem, ending = os.path.splitext(name)
        if ending.lower() in {".yml", ".yaml", ".md"}:
            by_name[folded(stem)].append(name)
    for first, *others in by_name.values():
        for twin in others:
            twins[twin] = Diagnostic(
                "duplicate-id", Location(f"{folder.shown}/{printable(twin)}"),
                f'"{twin}" and "{first}" are one name with two spellings or endings',
                "keep one of the two files",
                (Related(Location(f"{folder.shown}/{printable(first)}"), "the other file"),),
            )  # fmt: skip
    return twins


def shown_path(shown_as: str, relative: Path) -> str:
    """A path below content/ as reports show it, with nothing in it that could break a line."""
    return printable(f"{shown_as}/{relative.as_posix()}")


def printable(path: str) -> str:
    """A path as it is shown: bytes that are no characters give way."""
    return path if path.isascii() else path.encode("utf-8", "replace").decode()


def folded(id: str) -> str:
    """What two ids that only look different have in common."""
    if id.isascii():
        return id.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", id).casefold())
