"""The one small SQLite database beside the site, in `.explainer/`: what earlier runs found out.

It can be thrown away at any time. One that is broken or foreign is dropped; one that is locked or
not ours to write is left alone. What its rows mean is the business of who keeps them; each row holds
a sum or a mark of itself, for SQLite hands out what a disk has spoilt.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = ".explainer"
NAME = "state.db"
# As SQLite keeps them: a database with anything else in it, such as a view, is not ours.
TABLES = frozenset({
    "CREATE TABLE bundles (site TEXT, first TEXT, sum INTEGER, read TEXT, pages TEXT, files TEXT, "
    "rows TEXT, PRIMARY KEY (site, first))",
    "CREATE TABLE code (fingerprint TEXT)",
    "CREATE TABLE files (shown TEXT PRIMARY KEY, stamp TEXT, sum INTEGER, records TEXT)",
    "CREATE TABLE reports (key TEXT PRIMARY KEY, sum INTEGER, text TEXT)",
    "CREATE TABLE sites (site TEXT PRIMARY KEY, mark TEXT, readable BLOB)",
})  # fmt: skip
# Another process writes, the disk is full, or we may not: no reason to throw anything away.
_EXCUSED = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}  # fmt: skip

Database = sqlite3.Connection


def database_of(project_dir: Path) -> Path:
    """Where a project has its database."""
    return project_dir / FOLDER / NAME


def read(path: Path, query: str, parameters: Callable[[], tuple[str, ...]]) -> list[Any]:
    """The rows of a query, all of one moment; none where there is no database to be believed."""
    try:
        connection = _opened(path)
        if connection is not None:
            with contextlib.closing(connection):
                return connection.execute(query, parameters()).fetchall()
    except sqlite3.Error as error:
        _drop_unless_excused(path, error)
    except (OSError, ValueError):
        pass
    return []


class Reader:
    """The rows of many queries, each of its own moment, for processes that are branched off later too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # A connection is its process's own.
        self._process: int | None = None
        self._connection: Database | None = None

    def rows(self, query: str, *parameters: str) -> list[Any]:
        """As for `read`; where something was wrong once, nothing is asked for any more."""
        try:
            if self._process != os.getpid():
                self._process, self._connection = os.getpid(), None
                self._connection = _opened(self._path)
            if self._connection is not None:
                return self._connection.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            self._connection = None
            _drop_unless_excused(self._path, error)
        except ValueError:
            pass
        return []

    def close(self) -> None:
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._process = self._connection = None


def _opened(path: Path) -> Database | None:
    """A connection that reads from a database with our tables; None where there is none yet.

    Errors: sqlite3.Error for what is no database of ours.
    """
    if not _is_plain(path) or _mode(path) is None:
        return None
    with contextlib.ExitStack() as closing:
        connection = closing.enter_context(contextlib.closing(_connected(path, "ro")))
        if _has_tables(connection):
            closing.pop_all()
            return connection
    return None


def write(path: Path, work: Callable[[Database], None]) -> None:
    """One transaction on a database of our form, or none; what fails is not told."""
    if not _is_plain(path):
        return
    try:
        path.parent.mkdir(exist_ok=True)
        with contextlib.closing(_connected(path, "rwc")) as database:
            database.execute("BEGIN IMMEDIATE")
            _make_tables(database)
            work(database)
            database.execute("COMMIT")
    except sqlite3.Error as error:
        _drop_unless_excused(path, error)
    except (OSError, ValueError):
        pass


def sum_of(*texts: str) -> int:
    """What a row holds to show that its texts are as they were written."""
    return zlib.crc32("\0".join(texts).encode("utf-8", "surrogateescape"))


def is_sound(total: Any, *texts: Any) -> bool:
    """Whether a row is as it was written."""
    return all(isinstance(text, str) for text in texts) and total == sum_of(*texts)


def _is_plain(path: Path) -> bool:
    """Whether the folder and the database are what they seem: a link could lead to other people's."""
    folder, file = (_mode(path.parent), _mode(path))
    return (folder is None or stat.S_ISDIR(folder)) and (file is None or stat.S_ISREG(file))


def _mode(path: Path) -> int | None:
    try:
        return os.lstat(path).st_mode
    except OSError:
        return None


def _connected(path: Path, mode: str) -> Database:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    # Without an isolation level, transactions begin where we say so.
    return sqlite3.connect(address, timeout=1, isolation_level=None, uri=True)


def _tables(database: Database) -> frozenset[str]:
    rows = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return frozenset(row[0] for row in rows)


class _ForeignError(sqlite3.DatabaseError):
    """A sound database that we did not make."""


def _has_tables(database: Database) -> bool:
    """Whether somebody has made our tables; there may be none yet, but no others.

    Errors: _ForeignError.
    """
    tables = _tables(database)
    if tables and tables != TABLES:
        raise _ForeignError
    return bool(tables)


def _make_tables(database: Database) -> None:
    for table in () if _has_tables(database) else sorted(TABLES):
        database.execute(table)


def _drop_unless_excused(path: Path, error: sqlite3.Error) -> None:
    """Throw away what is no database of ours: it can be made again."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _EXCUSED:
        return
    # The journal first: alone, it would be played back into the next database.
    for spoilt in (path.with_name(f"{NAME}-journal"), path):
        with contextlib.suppress(OSError):
            spoilt.unlink(missing_ok=True)
