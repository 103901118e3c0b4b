"""Files on the way out: only changed bytes, orphans pruned, each whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

KEPT = frozenset({".gitignore"})


def write_tree(folder: Path, text_by_path: Mapping[str, str]) -> int:
    """Make `folder` hold exactly these files, and return how many were written or removed.

    Each file is replaced whole or not at all; one that has the right bytes is not touched,
    so that a server watching the folder sees only what changed.
    Errors: ValueError for a path that leaves `folder`.
    """
    changes = 0
    wanted: set[Path] = set()
    for relative, text in text_by_path.items():
        path = inside(folder, relative)
        wanted.add(path)
        make_folder(path.parent, folder)
        changes += _write(path, text.encode("utf-8"))
    return changes + _prune(folder, wanted)


def write_files(folder: Path, data_by_path: Mapping[str, bytes]) -> int:
    """Write these files below `folder`, leave all others there, and return how many had other bytes.

    Errors: ValueError for a path that leaves `folder`.
    """
    changes = 0
    for relative, data in data_by_path.items():
        path = inside(folder, relative)
        make_folder(path.parent, folder)
        changes += _write(path, data)
    return changes


def create_files(folder: Path, text_by_path: Mapping[str, str]) -> None:
    """Make these new files below `folder`, in this order: all of them, or none.

    Errors: FileExistsError, which names the path, where something stands at one of them, or a link
    or a file in the place of one of their folders; ValueError for a path that leaves `folder`.
    """
    made: list[Path] = []
    try:
        for relative, text in text_by_path.items():
            path = inside(folder, relative)
            for above in (*reversed(path.relative_to(folder).parents), Path(relative)):
                here = folder / above
                is_in_the_way = above == Path(relative) or not here.is_dir() or here.is_symlink()
                if is_in_the_way and (here.is_symlink() or here.exists()):
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(here))
            path.parent.mkdir(parents=True, exist_ok=True)
            _create(path, text.encode("utf-8"))
            made.append(path)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def inside(folder: Path, relative: str) -> Path:
    """Where a file below `folder` stands; ValueError for a path that leaves it."""
    if Path(relative).is_absolute() or ".." in Path(relative).parts:
        raise ValueError(f"{relative} leaves the folder it is written to")
    return folder / relative


def _create(path: Path, data: bytes) -> None:
    """A new file, whole or not at all; never in the place of one that is there by now."""
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        # Unlike a renamed file, a linked one takes nobody's place.
        try:
            os.link(name, path)
        except FileExistsError:
            raise
        except OSError:
            # A disk without hard links.
            with path.open("xb") as file:
                file.write(data)
    finally:
        Path(name).unlink(missing_ok=True)


def write_file(path: Path, text: str) -> bool:
    """Replace one file whole, if its bytes differ; whether they did."""
    return _write(path, text.encode("utf-8")) > 0


def _write(path: Path, data: bytes) -> int:
    with contextlib.suppress(OSError):
        if not path.is_symlink() and path.read_bytes() == data:
            return 0
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    # Who may read and write a file is not ours to change.
    mode = path.lstat().st_mode & 0o777 if path.is_file() and not path.is_symlink() else 0o644
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return 1


def make_folder(folder: Path, root: Path) -> None:
    """Like mkdir -p, but below `root` a file or a link that stands in the way makes room."""
    root.mkdir(parents=True, exist_ok=True)
    here = str(root)
    # From above, so that no link is followed. Thousands of folders: to ask a Path takes twice as long.
    for name in folder.relative_to(root).parts:
        here = f"{here}/{name}"
        # Another process of the same build may be faster.
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            if stat.S_ISDIR(os.lstat(here).st_mode):
                continue
            Path(here).unlink()
        Path(here).mkdir(exist_ok=True)


def _prune(folder: Path, wanted: set[Path]) -> int:
    removed = 0
    for here, folders, files in os.walk(folder, topdown=False):
        for name in files:
            path = Path(here, name)
            if path not in wanted and name not in KEPT:
                path.unlink()
                removed += 1
        for name in folders:
            path = Path(here, name)
            if path.is_symlink():
                path.unlink()
                removed += 1
            elif not any(path.iterdir()):
                path.rmdir()
    return removed
