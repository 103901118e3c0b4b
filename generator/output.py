"""The file system on the way out: only changed bytes, orphans pruned, whole folders at once."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
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
        path = _inside(folder, relative)
        wanted.add(path)
        _make_folder(path.parent, folder)
        changes += _write(path, text.encode("utf-8"))
    return changes + _prune(folder, wanted)


def write_files(folder: Path, data_by_path: Mapping[str, bytes]) -> int:
    """Write these files below `folder`, leave all others there, and return how many had other bytes.

    Errors: ValueError for a path that leaves `folder`.
    """
    changes = 0
    for relative, data in data_by_path.items():
        path = _inside(folder, relative)
        _make_folder(path.parent, folder)
        changes += _write(path, data)
    return changes


# Size, time of change in nanoseconds, and number of a file, which a second name leaves as they are.
Print = tuple[int, int, int]


def fill_folder(folder: Path, data_by_path: Mapping[str, bytes], before: Path) -> dict[str, Print]:
    """Write these files into a folder that is being made and that nobody looks into yet.

    What `before`, the folder that it is to replace, has with the same bytes is the same file under a
    second name, with the time at which it was written. Returns what tells each file from all others
    that stood or will stand at its path.
    Errors: ValueError for a path that leaves `folder`.
    """
    mode = _mode_of_files(folder)
    prints = {}
    for relative, data in data_by_path.items():
        path = _inside(folder, relative)
        if _second_name(before / relative, path, mode) is None or path.read_bytes() != data:
            # Never into a file that may have another name, under which somebody reads it.
            path.unlink(missing_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
        prints[relative] = _print(path.lstat())
    return prints


def carry_over(folder: Path, prints: Mapping[str, Print], before: Path) -> bool:
    """Give files of `before` a second name in a folder that is being made; whether it was done.

    All of them, or none where one is not as its print says, or cannot stand there.
    """
    mode = _mode_of_files(folder)
    made: list[Path] = []
    # Whoever says which files there are may be mistaken: names can be too long, or no names.
    with contextlib.suppress(OSError, ValueError):
        for relative, expected in prints.items():
            if _print((before / relative).lstat()) != expected:
                break
            path = _inside(folder, relative)
            found = _second_name(before / relative, path, mode)
            if found is not None:
                made.append(path)
            # Asked of the second name: another build may be replacing `before` just now.
            if found != expected:
                break
        else:
            return True
    for path in made:
        path.unlink()
    return False


def _print(status: os.stat_result) -> Print:
    return (status.st_size, status.st_mtime_ns, status.st_ino)


def _mode_of_files(folder: Path) -> int:
    """Who may read and write a new file in a folder that was made just now."""
    return folder.stat().st_mode & 0o666


def _second_name(path: Path, second: Path, mode: int) -> Print | None:
    """Give a regular file of this mode a second name; its print, or None where it has no second name."""
    try:
        try:
            os.link(path, second, follow_symlinks=False)
        except FileNotFoundError:
            # Most folders are there already.
            second.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, second, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return None
    status = second.lstat()
    if stat.S_ISREG(status.st_mode) and stat.S_IMODE(status.st_mode) == mode:
        return _print(status)
    second.unlink()
    return None


def create_files(folder: Path, text_by_path: Mapping[str, str]) -> None:
    """Make these new files below `folder`, in this order: all of them, or none.

    Errors: FileExistsError, which names the path, where something stands at one of them, or a link
    or a file in the place of one of their folders; ValueError for a path that leaves `folder`.
    """
    made: list[Path] = []
    try:
        for relative, text in text_by_path.items():
            path = _inside(folder, relative)
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


def _inside(folder: Path, relative: str) -> Path:
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


def _make_folder(folder: Path, root: Path) -> None:
    """Like mkdir -p, but below `root` a file or a link that stands in the way makes room."""
    for parent in reversed((folder, *folder.parents)):
        below = parent != root and root in parent.parents
        if below and (parent.is_symlink() or (parent.exists() and not parent.is_dir())):
            parent.unlink()
    folder.mkdir(parents=True, exist_ok=True)


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


# --- a folder replaced at once ---------------------------------------------------------------


def building_folder(live: Path) -> Path:
    """A new empty folder beside `live`, in which its successor can be built.

    The name holds the process that builds in it; what dead processes left is removed, and
    a site that was taken away but not yet replaced is put back.
    """
    for stale in live.parent.glob(f".{live.name}.building-*"):
        if not _is_alive(stale.name.rsplit("-", 1)[-1]):
            shutil.rmtree(stale, ignore_errors=True)
    if _old(live).exists() and not live.exists():
        _old(live).rename(live)
    folder = live.parent / f".{live.name}.building-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _old(live: Path) -> Path:
    return live.parent / f".{live.name}.old"


def live_folder(building: Path) -> Path | None:
    """The folder that `building` is to replace; None for a folder that is no building folder."""
    name, mark, _ = building.name.partition(".building-")
    return building.parent / name[1:] if mark and name.startswith(".") else None


Seen = frozenset[tuple[str, Print]]


def seen_in(folder: Path) -> Seen:
    """Every file of a folder as it is now: its path in it, and what tells it from others."""
    found = []
    for here, _, names in os.walk(folder):
        for name in names:
            path = Path(here, name)
            found.append((path.relative_to(folder).as_posix(), _print(path.lstat())))
    return frozenset(found)


def replace_folder(building: Path, live: Path, seen: Seen | None = None) -> bool:
    """Put `building` in the place of `live` in one step, and remove what was there.

    On Linux the two change names at once, so there is no moment without a site. Elsewhere
    two renames follow each other, and the next build mends what a stop between them left.
    With `seen`, nothing is replaced where `live` holds anything else by now; returns whether it was.
    """
    if seen is not None and seen_in(live) != seen:
        return False
    if live.exists() and _exchange(building, live):
        if seen is not None and seen_in(building) != seen:
            # Somebody saved in this very moment: what they saved has the name again.
            _exchange(building, live)
            return False
        shutil.rmtree(building, ignore_errors=True)
        return True
    old = _old(live)
    shutil.rmtree(old, ignore_errors=True)
    if live.exists():
        live.rename(old)
    building.rename(live)
    shutil.rmtree(old, ignore_errors=True)
    return True


def folder_beside(live: Path, data_by_path: Mapping[str, bytes], gone: Iterable[str]) -> Path:
    """A folder beside `live` with all that it holds, less what is `gone` and with these files.

    What stays the same is the same file under a second name: nothing is read or written anew.
    Errors: OSError where a file cannot be written; nothing is left beside `live` then.
    """
    folder = building_folder(live)
    try:
        shutil.copytree(live, folder, symlinks=True, copy_function=_link, dirs_exist_ok=True)
        for relative in gone:
            (folder / relative).unlink()
        write_files(folder, data_by_path)
    except BaseException:
        remove_folder(folder)
        raise
    return folder


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without such names
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def remove_folder(building: Path) -> None:
    """Take away a folder that was built and is not wanted; nothing but such a folder."""
    if live_folder(building) is not None:
        shutil.rmtree(building, ignore_errors=True)


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders with Linux's renameat2; False where the system has no such call."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
    )
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(number, os.strerror(number), str(one))


def _is_alive(pid: str) -> bool:
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
