"""What the last build made for a site, so that what is as it was is not made again.

Kept in the database beside the site, one row for each bundle, and one for each site with all that could be
read when its bundles were as their rows say; see `database.py`. A bundle is kept where nothing that was read
to make it has changed since; a page of one that was made anew, where its mark is the same.
Either only where each file is the very one that was written: what is remembered of others helps nobody.
"""

from __future__ import annotations

import contextlib
import errno
import json
import stat
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from generator import database
from generator.database import Database, database_of, is_sound, sum_of
from generator.engines.bundles import (
    OF_ANOTHER_FORM,
    Bundle,
    Written,
    only_listed,
    prints_of,
    told_of,
    written_as,
)
from generator.engines.readable import Readable, is_among
from generator.history import is_untracked
from generator.output import Aside, Filling, Waiting
from generator.publishing import file_of
from generator.values import Value, replace


class Kept:
    """The pages of the site in one folder, as the last build that ended there left them.

    `ground` is a fingerprint of all that pages are made of beside what can be read.
    """

    def __init__(self, project_dir: Path, site_dir: Path, ground: str, readable: Readable) -> None:
        self._database = database_of(project_dir)
        self._reader = database.Reader(self._database)
        self._site = str(site_dir)
        self._waiting: Waiting | None = None
        self._rows: Aside | None = None
        self._readable = readable.told
        self._mark = _mark(ground, readable.told)
        self._before, self._changed = self._changes(ground, readable)
        # Of files it shows whether they are ours. Words are taken from no database that came with the
        # project: somebody else's would be published.
        self.is_ours = is_untracked(project_dir, database.FOLDER)

    def _changes(self, ground: str, readable: Readable) -> tuple[str, frozenset[int]]:
        """The mark of the build before, and the numbers of what changed since; "" where none can be believed."""
        query = "SELECT mark, readable FROM sites WHERE site = ?"
        for mark, told in database.read(self._database, query, lambda: (self._site,)):
            with contextlib.suppress(*OF_ANOTHER_FORM):
                if mark == _mark(ground, told):
                    return mark, readable.changed_since(told)
        return "", frozenset()

    def shelf(self, firsts: Sequence[str]) -> Shelf:
        """What is known of these bundles, asked for at once: one by one it takes ten times as long."""
        # Where another build has been faster, its rows tell what it has read.
        query = (
            "SELECT first, sum, read, pages, files, rows FROM bundles WHERE site = ? "
            "AND (SELECT mark FROM sites WHERE site = ?) = ? AND first IN "
        )
        rows = (
            self._reader.rows(
                f"{query}({', '.join('?' * len(firsts))})",
                self._site, self._site, self._before, *firsts,
            )
            if self._before
            else []
        )  # fmt: skip
        sound = {
            first: _Row(*texts)
            for first, total, *texts in rows
            if is_sound(total, self._site, first, *texts)
        }
        return Shelf(self, sound)

    def is_as_it_was(self, read: str) -> bool:
        """Whether nothing changed of what a row says was read.

        Errors: ValueError and TypeError for what no row of ours says.
        """
        numbers = b64decode(read, validate=True)
        return bool(numbers) and not is_among(numbers, self._changed)

    def wait_in(self, building: Path) -> None:
        """Have what bundles hold beside their names wait in a folder until it is needed."""
        self._waiting = Waiting(building)
        self._rows = Aside(building)

    def close(self) -> None:
        self._reader.close()
        for waiting in (self._waiting, self._rows):
            if waiting is not None:
                waiting.close()

    def received(self, bundle: Bundle) -> Bundle:
        """A bundle that stands in the building folder, less what its row and the search index need."""
        assert self._waiting is not None
        assert self._rows is not None
        if bundle.rows:
            self._rows.put(bundle.first, bundle.rows)
        # Words that would not be believed are not kept.
        if not bundle.is_kept and (self.is_ours or not bundle.rows):
            self._waiting.put(self._row(bundle))
        pages = only_listed(bundle.pages)
        return replace(bundle, pages=pages, files="{}", rows=b"", read=b"")

    def rows_of(self, name: str) -> bytes:
        """The rows of the search index in a portion, once all bundles are received."""
        assert self._rows is not None
        return self._rows.get(name)

    def remember(self, bundles: Sequence[Bundle]) -> None:
        """Keep what a build has put into the site's folder; what is not told here is forgotten.

        All that was made has been received.
        """
        names = "SELECT first FROM bundles WHERE site = ?"
        known = {first for (first,) in database.read(self._database, names, lambda: (self._site,))}
        gone = known - {bundle.first for bundle in bundles}
        rows = self._waiting
        if rows is None or (self._mark == self._before and not gone and rows.is_empty):
            return

        def work(to: Database) -> None:
            own = (self._site,)
            if to.execute("SELECT mark FROM sites WHERE site = ?", own).fetchall() != [
                (self._before,)
            ]:
                # Rows of another build were made of what that one has read.
                to.execute("DELETE FROM bundles WHERE site = ?", own)
            to.executemany(
                "DELETE FROM bundles WHERE site = ? AND first = ?",
                [(self._site, first) for first in gone],
            )
            to.executemany("INSERT OR REPLACE INTO bundles VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            row = (self._site, self._mark, self._readable)
            to.execute("INSERT OR REPLACE INTO sites VALUES (?, ?, ?)", row)
            to.execute("DELETE FROM bundles WHERE typeof(site) <> 'text'")
            to.execute("DELETE FROM sites WHERE typeof(site) <> 'text'")
            others = to.execute("SELECT site FROM bundles UNION SELECT site FROM sites").fetchall()
            left = [(other,) for (other,) in others if _is_gone(other)]
            to.executemany("DELETE FROM bundles WHERE site = ?", left)
            to.executemany("DELETE FROM sites WHERE site = ?", left)

        database.write(self._database, work)

    def _row(self, bundle: Bundle) -> tuple[str | int, ...]:
        read = b64encode(bundle.read).decode()
        pages = json.dumps([*map(told_of, bundle.pages)], ensure_ascii=False)
        texts = (read, pages, bundle.files, bundle.rows.decode())
        total = sum_of(self._site, bundle.first, *texts)
        return (self._site, bundle.first, total, *texts)


def _is_gone(site: str) -> bool:
    """Whether there is surely no folder; one that cannot be looked at today may be there tomorrow."""
    try:
        return not stat.S_ISDIR(Path(site).stat().st_mode)
    except OSError as error:
        return error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}
    except ValueError:
        return True


def _mark(ground: str, readable: bytes) -> str:
    """A fingerprint of all that a site's bundles were made of."""
    return blake2b(ground.encode() + readable, digest_size=16).hexdigest()


class _Row(Value):
    """What the database holds of a bundle, none of which need be right."""

    read: str
    pages: str
    files: str
    rows: str


class Shelf:
    """What the last build left of a few bundles."""

    def __init__(self, kept: Kept, rows: Mapping[str, _Row]) -> None:
        self._kept = kept
        self._rows = rows

    def bundle(self, first: str, filling: Filling) -> Bundle | None:
        """A bundle of pages, taken over into a folder that is being made; None where it must be made."""
        row = self._as_it_was(first)
        with contextlib.suppress(*OF_ANOTHER_FORM):
            pages = [written_as(told) for told in json.loads(row.pages)] if row else []
            if pages and pages[0].page.path == first and _carry_over(pages, filling):
                return Bundle(first, tuple(pages), is_kept=True)
        return None

    def portion(self, name: str, filling: Filling) -> Bundle | None:
        """The same of a portion of what belongs to no page."""
        row = self._as_it_was(name)
        with contextlib.suppress(*OF_ANOTHER_FORM):
            if row and row.rows and self._kept.is_ours:
                return Bundle(name, rows=row.rows.encode(), is_kept=True)
            prints = prints_of(row.files) if row else {}
            if row and prints and filling.carry_over(prints):
                return Bundle(name, files=row.files, is_kept=True)
        return None

    def _as_it_was(self, first: str) -> _Row | None:
        """The row of a bundle for which all that was read is as it was."""
        row = self._rows.get(first)
        with contextlib.suppress(*OF_ANOTHER_FORM):
            if row is not None and self._kept.is_as_it_was(row.read):
                return row
        return None

    def page(self, first: str, path: str, mark: str, filling: Filling) -> Written | None:
        """The same of one page of a bundle, which has this mark now."""
        row = self._rows.get(first)
        with contextlib.suppress(*OF_ANOTHER_FORM):
            for told in json.loads(row.pages) if row is not None else ():
                if told[:2] == [path, mark]:
                    page = written_as(told)
                    return page if _carry_over([page], filling) else None
        return None


def _carry_over(pages: Iterable[Written], filling: Filling) -> bool:
    for written in pages:
        prints = prints_of(written.files)
        if file_of(written.page.path) not in prints or not filling.carry_over(prints):
            return False
    return True
