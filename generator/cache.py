"""What each file of content/ held when it was last read, so that it need not be parsed again.

One small SQLite database beside the site, in `.explainer/`. It can be thrown away at any time. It
holds plain JSON, is keyed by the code that reads, and what comes out of it is validated like what
comes out of a file; a database that is broken, foreign, locked or not ours to write is left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
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

Stamp = tuple[int, int, int, int]


@dataclass(frozen=True)
class CachedRecord:
    """One record as it was written: its values, its place, and its id where the file named it."""

    values: dict[str, Any]
    line: int
    column: int
    file_id: str | None


@dataclass
class FileCache:
    """The records of files that were read without a mistake, by the path that reports show."""

    path: Path
    versions: tuple[str, ...] = ()
    known: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    fresh: dict[str, tuple[Stamp, str]] = field(default_factory=dict)

    def get(self, shown: str, stamp: Stamp) -> list[CachedRecord] | None:
        """The records of a file that is still as it was; None where it must be read."""
        self.seen.add(shown)
        found = self.known.get(shown)
        if found is None or found[0] != stamp:
            return None
        try:
            return [CachedRecord(*record) for record in json.loads(found[1])]
        except (ValueError, TypeError, RecursionError):
            return None

    def put(self, shown: str, stamp: Stamp, records: list[CachedRecord]) -> None:
        """Remember what a file gave, unless it may have changed again within one tick."""
        if time.time_ns() - stamp[1] > GRAIN_NS:
            listed = [[r.values, r.line, r.column, r.file_id] for r in records]
            self.fresh[shown] = (stamp, json.dumps(listed, ensure_ascii=False))

    def save(self) -> None:
        """Write what is new and forget what is gone, in one transaction or not at all."""
        gone = self.known.keys() - self.seen
        if not self.fresh and not gone:
            return
        with (
            contextlib.suppress(sqlite3.Error, OSError),
            _opened(self.path, self.versions) as database,
        ):
            rows = [(shown, *stamp, text) for shown, (stamp, text) in self.fresh.items()]
            database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)
            database.executemany("DELETE FROM files WHERE shown = ?", [(shown,) for shown in gone])


def open_cache(project_dir: Path, versions: tuple[str, ...] = ()) -> FileCache:
    """The cache of a project: empty where there is none that can be believed.

    `versions` are those of the libraries that read for us.
    """
    cache = FileCache(project_dir / FOLDER / NAME, versions)
    with contextlib.suppress(sqlite3.Error, OSError, ValueError):
        if cache.path.is_file():
            with _opened(cache.path, versions) as database:
                rows = database.execute("SELECT * FROM files").fetchall()
            cache.known = {row[0]: ((row[1], row[2], row[3], row[4]), row[5]) for row in rows}
    return cache


def read_report(project_dir: Path, key: str, versions: tuple[str, ...]) -> str | None:
    """What was kept under a key; None where nothing is, or nothing that can be believed."""
    path = project_dir / FOLDER / NAME
    with contextlib.suppress(sqlite3.Error, OSError):
        if path.is_file():
            with _opened(path, versions) as database:
                row = database.execute("SELECT text FROM reports WHERE key = ?", (key,)).fetchone()
            return str(row[0]) if row else None
    return None


def keep_report(project_dir: Path, key: str, text: str, versions: tuple[str, ...]) -> None:
    """Keep a text under a key, and forget all but the last few."""
    path = project_dir / FOLDER / NAME
    with contextlib.suppress(sqlite3.Error, OSError), _opened(path, versions) as database:
        database.execute("INSERT OR REPLACE INTO reports (key, text) VALUES (?, ?)", (key, text))
        database.execute(
            "DELETE FROM reports WHERE rowid NOT IN "
            "(SELECT rowid FROM reports ORDER BY rowid DESC LIMIT ?)", (REPORTS_KEPT,),
        )  # fmt: skip


def state_of(paths: Iterable[Path], versions: tuple[str, ...], *more: str) -> str | None:
    """A fingerprint of files by size, times and number, of all our code, and of what else counts.

    None where a file changed so lately that a second change could leave no trace, and where there
    are so few files that nothing needs to be remembered.
    """
    digest = hashlib.sha256(_fingerprint(versions, everything=True).encode())
    now, number = time.time_ns(), 0
    for path in paths:
        stamp = stamp_of(path)
        if stamp is not None and now - stamp[1] <= GRAIN_NS:
            return None
        number += 1
        digest.update(f"{path}\0{stamp}\0".encode("utf-8", "surrogateescape"))
    for text in more:
        digest.update(f"{text}\0".encode())
    return digest.hexdigest() if number >= FILES_LIMIT else None


def stamp_of(path: Path | str) -> Stamp | None:
    """Size, times and number of a regular file, without following a link; None for anything else."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)


@contextlib.contextmanager
def _opened(path: Path, versions: tuple[str, ...]) -> Iterator[sqlite3.Connection]:
    """A database of our own form and of this code; another is emptied first."""
    path.parent.mkdir(exist_ok=True)
    database = sqlite3.connect(path, timeout=1)
    try:
        database.execute("CREATE TABLE IF NOT EXISTS code (fingerprint TEXT)")
        found = database.execute("SELECT fingerprint FROM code").fetchone()
        ours = _fingerprint(versions)
        if found != (ours,):
            database.executescript("DROP TABLE IF EXISTS files; DELETE FROM code;")
            database.execute("INSERT INTO code VALUES (?)", (ours,))
        database.execute(
            "CREATE TABLE IF NOT EXISTS files (shown TEXT PRIMARY KEY, size INTEGER, "
            "mtime INTEGER, inode INTEGER, ctime INTEGER, records TEXT)"
        )
        database.execute("CREATE TABLE IF NOT EXISTS reports (key TEXT PRIMARY KEY, text TEXT)")
        yield database
        database.commit()
    except sqlite3.DatabaseError as error:
        if not any(word in str(error) for word in _BUSY):
            # What is no database of ours is thrown away: it can be made again.
            database.close()
            path.unlink(missing_ok=True)
        raise
    finally:
        database.close()


# Another process writes, or we may not.
_BUSY = ("locked", "readonly", "unable to open", "disk")


def _fingerprint(versions: tuple[str, ...], *, everything: bool = False) -> str:
    """Of the code that reads files, or of all our code, and of the libraries that read for us."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    every = sorted(p.relative_to(here).as_posix() for p in here.rglob("*.py")) if everything else ()
    for name in every or _READERS:
        digest.update(f"{name}\0".encode() + (here / name).read_bytes())
    digest.update("\0".join(versions).encode())
    return digest.hexdigest()
