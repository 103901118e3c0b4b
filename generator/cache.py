"""What each file of content/ held when it was last read, so that it need not be parsed again.

One small SQLite database beside the site, in `.explainer/`. It can be thrown away at any time. It
holds plain JSON, is keyed by the code that reads, and what comes out of it is validated like what
comes out of a file; a database that is broken or foreign is dropped, one that is locked or not
ours to write is left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import stat
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = ".explainer"
NAME = "state.db"
# Below this, reading is quicker than any bookkeeping, and a check leaves no trace.
FILES_LIMIT = 500
# A file that is changed twice within the clock's grain keeps its time: git waits as well.
GRAIN_NS = 2_000_000_000
# Reports of so many different states are kept.
REPORTS_KEPT = 8
# The modules that decide what a file gives.
_READERS = (
    "cache.py", "characters.py", "dates.py", "load.py", "mistakes.py", "model.py", "prose.py",
    "references.py", "source.py", "syntax.py",
)  # fmt: skip
# As SQLite keeps them: a database with anything else in it, such as a view, is not ours.
_TABLES = frozenset({
    "CREATE TABLE code (fingerprint TEXT)",
    "CREATE TABLE files (shown TEXT PRIMARY KEY, stamp TEXT, sum INTEGER, records TEXT)",
    "CREATE TABLE reports (key TEXT PRIMARY KEY, sum INTEGER, text TEXT)",
})  # fmt: skip
# Another process writes, the disk is full, or we may not: no reason to throw anything away.
_EXCUSED = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}  # fmt: skip
_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Stamp = tuple[int, int, int, int]


@dataclass(frozen=True)
class CachedRecord:
    """One record as it was written, with its id, and the place where it begins."""

    values: dict[str, Any]
    line: int
    column: int


@dataclass
class FileCache:
    """The records of files that were read without a mistake, by the path that reports show.

    `known` holds stamps and records as they came out of the database, `fresh` as they go in.
    """

    path: Path
    versions: tuple[str, ...] = ()
    known: dict[str, tuple[str, Any]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    fresh: dict[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, shown: str, stamp: Stamp | None) -> list[CachedRecord] | None:
        """The records of a file that is still as it was; None where it must be read."""
        self.seen.add(shown)
        found = self.known.get(shown)
        if found is None or stamp is None or found[0] != _written(stamp):
            return None
        return _records(found[1])

    def put(self, shown: str, stamp: Stamp, records: list[CachedRecord]) -> None:
        """Remember what a file gave, unless it may have changed again within one tick."""
        if is_settled(stamp):
            listed = [[r.values, r.line, r.column] for r in records]
            self.fresh[shown] = (_written(stamp), _write_json(listed))

    def save(self) -> None:
        """Write what is new and forget what is gone, in one transaction or not at all."""
        gone = self.known.keys() - self.seen
        if not self.fresh and not gone:
            return
        rows = (
            (shown, stamp, _sum(shown, stamp, text), text)
            for shown, (stamp, text) in self.fresh.items()
        )

        def work(database: sqlite3.Connection) -> None:
            database.executemany("DELETE FROM files WHERE shown = ?", [(shown,) for shown in gone])
            database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)

        _write(self.path, self.versions, work)


def open_cache(project_dir: Path, versions: tuple[str, ...] = ()) -> FileCache:
    """The cache of a project: empty where there is none that can be believed.

    `versions` are those of the libraries that read for us.
    """
    cache = FileCache(project_dir / FOLDER / NAME, versions)
    rows = _read(
        cache.path,
        "SELECT shown, stamp, sum, records FROM files WHERE (SELECT fingerprint FROM code) = ?",
        lambda: (_fingerprint(versions),),
    )
    sound = [row for row in rows if _is_sound(row[2], row[0], row[1], row[3])]
    # Parsed at once: that is twice as quick as one by one.
    with contextlib.suppress(ValueError, RecursionError):
        listed = json.loads(f"[{','.join(row[3] for row in sound)}]")
        if len(listed) == len(sound):
            cache.known = {
                row[0]: (row[1], records) for row, records in zip(sound, listed, strict=True)
            }
    return cache


def read_report(project_dir: Path, key: str, versions: tuple[str, ...]) -> str | None:
    """What was kept under a key; None where nothing is, or nothing that can be believed."""
    rows = _read(
        project_dir / FOLDER / NAME,
        "SELECT sum, text FROM reports WHERE key = ? AND (SELECT fingerprint FROM code) = ?",
        lambda: (key, _fingerprint(versions)),
    )
    return next((text for total, text in rows if _is_sound(total, key, text)), None)


def keep_report(project_dir: Path, key: str, text: str, versions: tuple[str, ...]) -> None:
    """Keep a text under a key, and forget all but the last few."""

    def work(database: sqlite3.Connection) -> None:
        row = (key, _sum(key, text), text)
        database.execute("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", row)
        database.execute(
            "DELETE FROM reports WHERE rowid NOT IN "
            "(SELECT rowid FROM reports ORDER BY rowid DESC LIMIT ?)", (REPORTS_KEPT,),
        )  # fmt: skip

    _write(project_dir / FOLDER / NAME, versions, work)


def state_of(paths: Iterable[Path], versions: tuple[str, ...], *more: str) -> str | None:
    """A fingerprint of files by size, times and number, of all our code, and of what else counts.

    None where a file changed so lately that a second change could leave no trace, and where there
    are so few files that nothing needs to be remembered.
    """
    digest = hashlib.sha256(_fingerprint(versions, everything=True).encode())
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


def _sum(*texts: str) -> int:
    return zlib.crc32("\0".join(texts).encode())


def _is_sound(total: Any, *texts: Any) -> bool:
    """Whether a row is as it was written: SQLite hands out what a disk has spoilt."""
    return all(isinstance(text, str) for text in texts) and total == _sum(*texts)


def _records(listed: Any) -> list[CachedRecord] | None:
    """The records of a row; None where it has another form than ours."""
    try:
        found = [CachedRecord(*record) for record in listed]
    except TypeError:
        return None
    is_ours = all(
        isinstance(r.values, dict) and isinstance(r.line, int) and isinstance(r.column, int)
        for r in found
    )
    return found if found and is_ours else None


def _is_plain(path: Path) -> bool:
    """Whether the folder and the database are what they seem: a link could lead to other people's."""
    folder, file = (_mode(path.parent), _mode(path))
    return (folder is None or stat.S_ISDIR(folder)) and (file is None or stat.S_ISREG(file))


def _mode(path: Path) -> int | None:
    try:
        return os.lstat(path).st_mode
    except OSError:
        return None


def _connected(path: Path, mode: str) -> contextlib.closing[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    # Without an isolation level, transactions begin where we say so.
    return contextlib.closing(sqlite3.connect(address, timeout=1, isolation_level=None, uri=True))


def _tables(database: sqlite3.Connection) -> frozenset[str]:
    rows = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return frozenset(row[0] for row in rows)


class _ForeignError(sqlite3.DatabaseError):
    """A sound database that we did not make."""


def _read(path: Path, query: str, parameters: Callable[[], tuple[str, ...]]) -> list[Any]:
    """The rows of a query, all of one moment; none where there is no database to be believed."""
    if not _is_plain(path) or _mode(path) is None:
        return []
    try:
        with _connected(path, "ro") as database:
            database.execute("BEGIN")
            tables = _tables(database)
            if tables and tables != _TABLES:
                raise _ForeignError
            return database.execute(query, parameters()).fetchall() if tables else []
    except sqlite3.Error as error:
        _drop_unless_excused(path, error)
    except (OSError, ValueError):
        pass
    return []


def _write(
    path: Path, versions: tuple[str, ...], work: Callable[[sqlite3.Connection], None]
) -> None:
    """One transaction on a database of our form and of this code, or none; what fails is not told."""
    if not _is_plain(path):
        return
    try:
        path.parent.mkdir(exist_ok=True)
        with _connected(path, "rwc") as database:
            database.execute("BEGIN IMMEDIATE")
            _prepare(database, _fingerprint(versions))
            work(database)
            database.execute("COMMIT")
    except sqlite3.Error as error:
        _drop_unless_excused(path, error)
    except (OSError, ValueError):
        pass


def _prepare(database: sqlite3.Connection, fingerprint: str) -> None:
    """Make our tables, and empty what other code left about files: reports name their own code."""
    tables = _tables(database)
    if tables and tables != _TABLES:
        raise _ForeignError
    for table in () if tables else sorted(_TABLES):
        database.execute(table)
    if database.execute("SELECT fingerprint FROM code").fetchall() != [(fingerprint,)]:
        database.execute("DELETE FROM files")
        database.execute("DELETE FROM code")
        database.execute("INSERT INTO code VALUES (?)", (fingerprint,))


def _drop_unless_excused(path: Path, error: sqlite3.Error) -> None:
    """Throw away what is no database of ours: it can be made again."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _EXCUSED:
        return
    # The journal first: alone, it would be played back into the next database.
    for spoilt in (path.with_name(f"{NAME}-journal"), path):
        with contextlib.suppress(OSError):
            spoilt.unlink(missing_ok=True)


def _fingerprint(versions: tuple[str, ...], *, everything: bool = False) -> str:
    """Of the code that reads files, or of all our code, and of the libraries that read for us."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    every = sorted(p.relative_to(here).as_posix() for p in here.rglob("*.py")) if everything else ()
    for name in every or _READERS:
        digest.update(f"{name}\0".encode() + (here / name).read_bytes())
    digest.update("\0".join(versions).encode())
    return digest.hexdigest()
