"""A folder that is made to replace another: what stays is the same file under a second name."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.output.files import inside, make_folder

_PIECE = 1 << 20
_MADE_LIMIT = 1000
# Size, time of change in nanoseconds, and number of a file, which a second name leaves as they are.
Print = tuple[int, int, int]


class Filling:
    """A folder that is being made, which nobody looks into yet, and which is to replace `before`.

    It may hold what an earlier site held: of that only those files count that are the very ones of
    `before`, so that nothing gets an older time than it had.
    """

    def __init__(self, folder: Path, before: Path) -> None:
        self.folder = folder
        self._before = before
        # Who may read and write a new file here.
        self._mode = folder.stat().st_mode & 0o666
        # Folders that were made, of late and for us: most files stand beside others.
        self._made: set[str] = set()
        try:
            self._held = _held(folder)
        except OSError:
            # Too deep to be named, or not ours to look into.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(exist_ok=True)
            self._held = set()

    def fill(self, data_by_path: Mapping[str, bytes]) -> dict[str, Print]:
        """Write these files; what `before` has with the same bytes keeps the time of its writing.

        Returns what tells each file from all others that stood or will stand at its path.
        Errors: ValueError for a path that leaves the folder.
        """
        prints = {}
        for relative, data in data_by_path.items():
            path = inside(self.folder, relative)
            if self._second_name(relative, path)[0] is None or not _holds(path, data):
                # Never into a file that may have another name, under which somebody reads it.
                if _clear(path):
                    self._made.clear()
                self._make_folder_of(relative)
                with path.open("xb") as file:
                    file.write(data)
            prints[relative] = print_of(path.lstat())
        return prints

    def carry_over(self, prints: Mapping[str, Print]) -> bool:
        """Take over files of `before`; whether it was done.

        All of them, or none where one is not as its print says, or cannot stand here.
        """
        made: list[Path] = []
        # Whoever says which files there are may be mistaken: names can be too long, or no names.
        with contextlib.suppress(OSError, ValueError):
            for relative, expected in prints.items():
                # Thousands of files: a Path for each takes longer than to look at them.
                if print_of(os.lstat(f"{self._before}/{relative}")) != expected:
                    break
                if relative in self._held and self._print(relative) == expected:
                    continue
                # Another way to say a name would be another name when it is looked for.
                if os.path.normpath(relative) != relative:
                    break
                path = inside(self.folder, relative)
                found, is_new = self._second_name(relative, path)
                if is_new:
                    made.append(path)
                # Asked of the second name: another build may be replacing `before` just now.
                if found != expected:
                    break
            else:
                return True
        for path in made:
            path.unlink(missing_ok=True)
        return False

    def keep(self, wanted: Iterable[str]) -> None:
        """Have these files stay when what else an earlier site held is taken away."""
        # Gone through one by one: there are several for each page.
        self._held.difference_update(wanted)

    def prune(self) -> None:
        """Take away what an earlier site held and this one does not."""
        for relative in self._held:
            path = self.folder / relative
            # Where a page has become a folder, there is nothing to take away.
            with contextlib.suppress(OSError):
                path.unlink()
                while path.parent != self.folder:
                    path = path.parent
                    path.rmdir()

    def _second_name(self, relative: str, path: Path) -> tuple[Print | None, bool]:
        """Have a file of `before` here too, if it has the right mode; its print, else None.

        And whether it was not here before.
        """
        is_new = True
        if relative in self._held:
            self._held.discard(relative)
            path.unlink(missing_ok=True)
        try:
            self._make_folder_of(relative)
            os.link(f"{self._before}/{relative}", path, follow_symlinks=False)
        except FileExistsError:
            # It may have been taken over before, with others that were not all there.
            if not _is_same(self._before / relative, path):
                return None, False
            is_new = False
        except (OSError, NotImplementedError):
            return None, False
        found = self._print(relative)
        if found is None:
            path.unlink()
        return found, is_new and found is not None

    def _make_folder_of(self, relative: str) -> None:
        """Make the folder in which a file is to stand, unless this was done for another of late."""
        folder = relative.rpartition("/")[0]
        if folder in self._made:
            return
        make_folder(self.folder / folder, self.folder)
        if len(self._made) >= _MADE_LIMIT:
            self._made.clear()
        self._made.add(folder)

    def _print(self, relative: str) -> Print | None:
        """That of a file that is here; None where it is none, or who may read it is not as it should be."""
        status = os.lstat(f"{self.folder}/{relative}")
        return print_of(status) if status.st_mode == stat.S_IFREG | self._mode else None


def _held(folder: Path) -> set[str]:
    """The files of a folder, by their paths in it.

    All else is taken away: links, pipes, folders that hold nothing. Folders get the mode that new ones
    have.
    """
    found: set[str] = set()
    folders = [""]
    empty: list[str] = []
    mode = folder.stat().st_mode
    # Thousands of files: a Path for each takes longer than to look at them.
    for below in folders:
        here, number = f"{folder}/{below}", len(found)
        if os.lstat(here).st_mode != mode:
            Path(here).chmod(stat.S_IMODE(mode))
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{below}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    found.add(f"{below}{entry.name}")
                else:
                    Path(entry.path).unlink()
        if len(found) == number and below:
            empty.append(here)
    for here in reversed(empty):
        # One in which others stand stays.
        with contextlib.suppress(OSError):
            Path(here).rmdir()
    return found


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes; never all of a large one in memory."""
    if path.stat().st_size != len(data):
        return False
    there = memoryview(data)
    with path.open("rb") as file:
        return all(
            file.read(_PIECE) == there[start : start + _PIECE]
            for start in range(0, len(data), _PIECE)
        )


def _is_same(one: Path, other: Path) -> bool:
    """Whether a file has both names."""
    with contextlib.suppress(OSError):
        return print_of(one.lstat()) == print_of(other.lstat())
    return False


def _clear(path: Path) -> bool:
    """Take away what stands at a path of a folder that nobody looks into; whether it was a folder."""
    is_folder = path.is_dir() and not path.is_symlink()
    if is_folder:
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return is_folder


def print_of(status: os.stat_result) -> Print:
    return (status.st_size, status.st_mtime_ns, status.st_ino)
