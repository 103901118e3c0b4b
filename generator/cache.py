"""What each file of content/ held when it was last read, so that it need not be parsed again.

The rows are plain JSON in the database beside the site (`database.py`), keyed by the code that reads;
what comes out of them is validated like what comes out of a file.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import database
from generator.database import Database, database_of, is_sound, sum_of
from generator.values import Value

# Below this, reading is quicker than any bookkeeping, and a check leaves no trace.
FILES_LIMIT = 500
# A file that is changed twice within the clock's grain keeps its time: git waits as well.
GRAIN_NS = 2_000_000_000
# Reports of so many different states are kept.
REPORTS_KEPT = 8
# The modules that decide what a file gives.
_READERS = (
    "cache.py", "characters.py", "database.py", "dates.py", "listing.py",
    "load/__init__.py", "load/exempting.py", "load/filing.py", "load/library.py", "load/memory.py", "load/parsing.py",
    "load/unparsed.py", "load/validating.py", "load/whole.py", "mistakes.py", "model.py", "prose.py",
    "references.py", "source.py", "syntax.py",
)  # fmt: skip
_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Stamp = tuple[int, int, int, int]


class CachedRecord(Value):
    """One record as it was written, with its id, and the place where it begins."""

    values: dict[str, Any]
    line: int
    column: int


@dataclass
class FileCache:
    """The records of files that were read without a mistake, by the path that reports show.

    Stamps and records are as they stand in the database: `known` those of files that nobody has asked
    for yet, `fresh` those that go in.
    """

    path: Path
    versions: tuple[str, ...] = ()
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    fresh: dict[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, shown: str, stamp: Stamp | None) -> list[CachedRecord] | None:
        """The records of a file that is still as it was; None where it must be read."""
        written, text = self.known.pop(shown, ("", ""))
        if stamp is None or written != _written(stamp):
            return None
        return _records(text)

    def put(self, shown: str, stamp: Stamp, records: list[CachedRecord]) -> None:
        """Remember what a file gave that cannot have changed again within one tick."""
        listed = [[r.values, r.line, r.column] for r in records]
        self.fresh[shown] = (_written(stamp), _write_json(listed))

    def save(self) -> None:
        """Write what is new and forget what is gone, in one transaction or not at all."""
        gone = self.known.keys()
        if not self.fresh and not gone:
            return
        rows = (
            (shown, stamp, sum_of(shown, stamp, text), text)
            for shown, (stamp, text) in self.fresh.items()
        )

        def work(to: Database) -> None:
            _forget_other_code(to, _fingerprint(self.versions))
            to.executemany("DELETE FROM files WHERE shown = ?", [(shown,) for shown in gone])
            to.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)

        database.write(self.path, work)


def open_cache(project_dir: Path, versions: tuple[str, ...] = ()) -> FileCache:
    """The cache of a project: empty where there is none that can be believed.

    `versions` are those of the libraries that read for us.
    """
    cache = FileCache(database_of(project_dir), versions)
    rows = database.read(
        cache.path,
        "SELECT shown, stamp, sum, records FROM files WHERE (SELECT fingerprint FROM code) = ?",
        lambda: (_fingerprint(versions),),
    )
    cache.known = {
        shown: (stamp, records)
        for shown, stamp, total, records in rows
        if is_sound(total, shown, stamp, records)
    }
    return cache


def read_report(project_dir: Path, key: str, versions: tuple[str, ...]) -> str | None:
    """What was kept under a key; None where nothing is, or nothing that can be believed."""
    rows = database.read(
        database_of(project_dir),
        "SELECT sum, text FROM reports WHERE key = ? AND (SELECT fingerprint FROM code) = ?",
        lambda: (key, _fingerprint(versions)),
    )
    return next((text for total, text in rows if is_sound(total, key, text)), None)


def keep_report(project_dir: Path, key: str, text: str, versions: tuple[str, ...]) -> None:
    """Keep a text under a key, and forget all but the last few."""

    def work(to: Database) -> None:
        _forget_other_code(to, _fingerprint(versions))
        row = (key, sum_of(key, text), text)
        to.execute("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", row)
        to.execute(
            "DELETE FROM reports WHERE rowid NOT IN "
            "(SELECT rowid FROM reports ORDER BY rowid DESC LIMIT ?)", (REPORTS_KEPT,),
        )  # fmt: skip

    database.write(database_of(project_dir), work)


def state_of(paths: Iterable[Path], versions: tuple[str, ...], *more: str) -> str | None:
    """A fingerprint of files by size, times and number, of all our code, and of what else counts.

    None where a file changed so lately that a second change could leave no trace, and where there
    are so few files that nothing needs to be remembered.
    """
    digest = hashlib.sha256(code_fingerprint(versions).encode())
    now, number = time.time_ns(), 0
    for path in paths:
        stamp = stamp_of(path)
        if stamp is not None and not is_settled(stamp, now):
            return None
        number += 1
        digest.update(f"{path}\0{stamp}\0".encode("utf-8", "surrogateescape"))
    for text in more:
        digest.update(f"{text}\0".encode())
    return digest.hexdigest() if number >= FILES_LIMIT else None


def stamp_of(path: Path | str) -> Stamp | None:
    """Size, times and number of what stands at a path, a link itself and not where it leads.

    None where nothing does, or nothing that we may look at.
    """
    try:
        return stamp_from(os.lstat(path))
    except OSError:
        return None


def stamp_from(status: os.stat_result) -> Stamp:
    """The same, of a file that is open."""
    return (status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)


def is_settled(stamp: Stamp, now: int | None = None) -> bool:
    """Whether a file is old enough that its next change will show, be its time set back or not."""
    return (time.time_ns() if now is None else now) - max(stamp[1], stamp[3]) > GRAIN_NS


def _written(stamp: Stamp) -> str:
    """A stamp as text: SQLite's numbers are too small for the file numbers of some disks."""
    return "{} {} {} {}".format(*stamp)


def _records(text: str) -> list[CachedRecord] | None:
    """The records of a row; None where it has another form than ours."""
    try:
        found = [CachedRecord(*record) for record in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        return None
    is_ours = all(
        isinstance(r.values, dict) and isinstance(r.line, int) and isinstance(r.column, int)
        for r in found
    )
    return found if found and is_ours else None


def _forget_other_code(to: Database, fingerprint: str) -> None:
    """Empty what other code left about files: reports name their own code."""
    if to.execute("SELECT fingerprint FROM code").fetchall() != [(fingerprint,)]:
        to.execute("DELETE FROM files")
        to.execute("DELETE FROM code")
        to.execute("INSERT INTO code VALUES (?)", (fingerprint,))


def _fingerprint(versions: tuple[str, ...]) -> str:
    """Of the code that reads files, and of the libraries that read for us."""
    return _hash_of(_READERS, versions)


def code_fingerprint(versions: tuple[str, ...] = ()) -> str:
    """Of all our code as it stands on the disk, and of these libraries."""
    found: list[str] = []
    for here, folders, names in os.walk(_HERE):
        folders[:] = [name for name in folders if name != "node_modules"]
        found += (Path(here, name).relative_to(_HERE).as_posix() for name in names)
    return _hash_of(sorted(name for name in found if name.endswith(".py")), versions)


_HERE = Path(__file__).parent


def _hash_of(names: Iterable[str], versions: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\0".encode() + (_HERE / name).read_bytes())
    digest.update("\0".join(versions).encode())
    return digest.hexdigest()
