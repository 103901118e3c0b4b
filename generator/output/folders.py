"""Whole folders that are replaced at once."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from generator.output.files import write_files
from generator.output.second_names import Print, print_of


def building_folder(live: Path, spare: Path | None = None) -> Path:
    """A new folder beside `live`, in which its successor can be built.

    It is empty, or what `spare` was, a folder that an earlier site has left. The name holds the process
    that builds in it; what dead processes left is removed, and a site that was taken away but not
    yet replaced is put back.
    """
    for stale in live.parent.glob(f".{live.name}.building-*"):
        if not _is_alive(stale.name.rsplit("-", 1)[-1]):
            _remove(stale)
    if _old(live).exists() and not live.exists():
        _old(live).rename(live)
    folder = live.parent / f".{live.name}.building-{os.getpid()}"
    _remove(folder)
    folder.mkdir(parents=True)
    if spare is not None and live.exists() and _mode_of(spare.parent) is not None:
        _take(spare, folder)
    return folder


def _take(spare: Path, folder: Path) -> None:
    """Put the spare folder in the place of a new one; what is none of the same mode is taken away."""
    mode = _mode_of(folder)
    with contextlib.suppress(OSError):
        if _mode_of(spare) is None:
            spare.unlink()
        # In one step: another build may be about to take it too, or they stand on two disks.
        spare.rename(folder)
    if _mode_of(folder) != mode:
        _remove(folder)
        folder.mkdir()


def _mode_of(path: Path) -> int | None:
    """The mode of a folder, links not followed; None where there is none."""
    with contextlib.suppress(OSError):
        mode = path.lstat().st_mode
        return mode if stat.S_ISDIR(mode) else None
    return None


def _leave(folder: Path, spare: Path | None) -> None:
    """Make a folder that is done with the spare one; remove it where there is one, or it is a link."""
    if spare is not None and None not in (_mode_of(spare.parent), _mode_of(folder)):
        with contextlib.suppress(OSError):
            folder.rename(spare)
    _remove(folder)


def _remove(folder: Path) -> None:
    """Take away a folder, or a link that stands in its place."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


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
            found.append((path.relative_to(folder).as_posix(), print_of(path.lstat())))
    return frozenset(found)


def replace_folder(
    building: Path, live: Path, seen: Seen | None = None, spare: Path | None = None
) -> bool:
    """Put `building` in the place of `live` in one step; what was there becomes `spare` or is removed.

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
        _leave(building, spare)
        return True
    old = _old(live)
    _remove(old)
    if live.exists():
        live.rename(old)
    building.rename(live)
    _remove(old)
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


def why_irreplaceable(live: Path, brought: Collection[str] = ()) -> str | None:
    """Why a site must not be put in the place of what stands there, as words behind its name; None where it may.

    A folder is replaced whole: what somebody else keeps in it would be gone. `brought` are names that each
    site is given anew.
    """
    if live.is_symlink():
        return f"is a symbolic link; remove it, or build into {os.path.realpath(live)} itself"
    try:
        held = {entry.name for entry in os.scandir(live)}
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        return "is a file; remove it, or name another folder"
    except OSError as error:
        return f"cannot be looked into: {error.strerror}; give leave there, or name another folder"
    if held and not {"sitemap.xml", "404.html"} <= held:
        return "holds something else than a site, and would be replaced by one; name an empty or a new folder"
    for name in sorted(held - _HIDDEN_IN_SITES - set(brought)):
        if name.startswith(".") or name == "CNAME":
            return (
                f"holds {name}, which would be gone with the site that is replaced; name another folder, "
                "and copy the site from there"
            )
    return None


# What hosts read of ours, and what a desktop leaves wherever somebody looks.
_HIDDEN_IN_SITES = frozenset({".htaccess", ".nojekyll", ".DS_Store"})


def remove_folder(building: Path) -> None:
    """Take away a folder that was built and is not wanted; nothing but such a folder."""
    if live_folder(building) is not None:
        _remove(building)


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
