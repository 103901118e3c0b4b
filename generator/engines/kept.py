"""What the last build made for each page of a site, so that what is as it was is not made again.

Kept in the database beside the site; see `database.py`. A bundle of pages is kept where all that was read
to make it is as it was; a page that was made anew, where its mark is the same. Either only where each file
is the very one that was written: what is remembered of others helps nobody.
"""

from __future__ import annotations

import contextlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from generator import database
from generator.cards import Card
from generator.database import Database, database_of, is_sound, sum_of
from generator.document import Listed
from generator.engines.readable import Readable
from generator.output import Filling, Print
from generator.publishing import file_of


@dataclass(frozen=True, slots=True)
class Written:
    """A page that stands in a build's folder; `page` and `card` are what others ask of it.

    `files` are its files by their paths below the site, as a row holds them: as text they take least
    room. With `is_kept`, they are those of the build before.
    """

    page: Listed
    card: Card | None
    mark: str
    files: str
    is_kept: bool = False

    @property
    def paths(self) -> Iterable[str]:
        found: dict[str, Print] = json.loads(self.files)
        return found.keys()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pages that were made together, below the page at `first`, in their order.

    `read` are the numbers of all that was read to make them (see `Readable`), `rest` a fingerprint of
    all that stands there; with `is_kept`, they were not made, but are those of the build before, whose row
    tells both.
    """

    first: str
    pages: tuple[Written, ...]
    read: bytes = b""
    rest: str = ""
    is_kept: bool = False


def pages_of(bundles: Iterable[Bundle]) -> list[Written]:
    return [page for bundle in bundles for page in bundle.pages]


class Kept:
    """The pages of the site in one folder, as the last build that ended there left them.

    `ground` is a fingerprint of all that pages are made of beside what can be read.
    """

    def __init__(self, project_dir: Path, site_dir: Path, ground: str, readable: Readable) -> None:
        self._database = database_of(project_dir)
        self._site_dir = site_dir
        self._ground = ground
        self._readable = readable
        self._pages = self._rows("SELECT path, sum, mark, page, files FROM pages WHERE site = ?")
        self._bundles = self._rows(
            "SELECT first, sum, rest, read, pages FROM bundles WHERE site = ?"
        )

    def bundle(self, first: str, filling: Filling) -> Bundle | None:
        """A bundle of pages, taken over into a folder that is being made; None where it must be made."""
        rest, read, told = self._bundles.get(first, _NO_ROW)
        with contextlib.suppress(*_OF_ANOTHER_FORM):
            numbers = b64decode(read)
            if rest and rest == self._rest(self._readable.sum_of(numbers)):
                listed = json.loads(told)
                pages = [self.page(path, mark, filling) for path, mark in listed]
                there = tuple(page for page in pages if page is not None)
                if listed[:1] and listed[0][0] == first and len(there) == len(pages):
                    return Bundle(first, there, is_kept=True)
        return None

    def page(self, path: str, mark: str, filling: Filling) -> Written | None:
        """The same of one page, which has this mark now."""
        known, told, files = self._pages.get(path, _NO_ROW)
        if known == mark:
            with contextlib.suppress(*_OF_ANOTHER_FORM):
                page, card, prints = *_from_text(path, told), _prints(files)
                if file_of(path) in prints and filling.carry_over(prints):
                    return Written(page, card, mark, files, is_kept=True)
        return None

    def made(self, first: str, pages: Iterable[Written], read: bytes) -> Bundle:
        """A bundle of pages that were made of what is to be read under these numbers."""
        return Bundle(first, tuple(pages), read, self._readable.sum_of(read))

    def let_go(self) -> None:
        """Hold no more than what `remember` needs: nobody asks for a page or a bundle any more."""
        self._readable.let_go()
        self._pages = dict.fromkeys(self._pages, _NO_ROW)
        self._bundles = dict.fromkeys(self._bundles, _NO_ROW)

    def remember(self, bundles: Sequence[Bundle]) -> None:
        """Keep what a build has put into the site's folder; what is not told here is forgotten."""
        pages = pages_of(bundles)
        gone = self._pages.keys() - {written.page.path for written in pages}
        ended = self._bundles.keys() - {bundle.first for bundle in bundles}
        new = [written for written in pages if not written.is_kept]
        made = [bundle for bundle in bundles if not bundle.is_kept]
        if not (gone or ended or new or made):
            return
        site = str(self._site_dir)

        # Not lists: all rows together take more room than the site's pages in memory.
        rows, more = map(self._row_of_page, new), map(self._row_of_bundle, made)

        def work(to: Database) -> None:
            to.executemany(
                "DELETE FROM pages WHERE site = ? AND path = ?", [(site, path) for path in gone]
            )
            to.executemany(
                "DELETE FROM bundles WHERE site = ? AND first = ?",
                [(site, first) for first in ended],
            )
            to.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", rows)
            to.executemany("INSERT OR REPLACE INTO bundles VALUES (?, ?, ?, ?, ?, ?)", more)
            to.execute("DELETE FROM pages WHERE typeof(site) <> 'text'")
            to.execute("DELETE FROM bundles WHERE typeof(site) <> 'text'")
            others = to.execute("SELECT site FROM pages UNION SELECT site FROM bundles").fetchall()
            left = [(other,) for (other,) in others if not Path(other).is_dir()]
            to.executemany("DELETE FROM pages WHERE site = ?", left)
            to.executemany("DELETE FROM bundles WHERE site = ?", left)

        database.write(self._database, work)

    def _rows(self, query: str) -> dict[str, tuple[str, str, str]]:
        """By the name of each, the texts of the rows that are as they were written."""
        rows = database.read(self._database, query, lambda: (str(self._site_dir),))
        return {name: texts for name, total, *texts in rows if is_sound(total, name, *texts)}

    def _rest(self, read: str) -> str:
        """A fingerprint of all that a bundle rests on, by that of what was read for it."""
        return f"{self._ground} {read}"

    def _row_of_page(self, written: Written) -> tuple[str, str, int, str, str, str]:
        path, told = written.page.path, _as_text(written)
        total = sum_of(path, written.mark, told, written.files)
        return (str(self._site_dir), path, total, written.mark, told, written.files)

    def _row_of_bundle(self, bundle: Bundle) -> tuple[str, str, int, str, str, str]:
        rest, read = self._rest(bundle.rest), b64encode(bundle.read).decode()
        pages = json.dumps([(written.page.path, written.mark) for written in bundle.pages])
        return (
            str(self._site_dir),
            bundle.first,
            sum_of(bundle.first, rest, read, pages),
            rest,
            read,
            pages,
        )


_NO_ROW = ("", "", "")
# What comes of a row that is sound and that nothing of ours has written.
_OF_ANOTHER_FORM = (ValueError, TypeError, AttributeError, RecursionError)


def _as_text(written: Written) -> str:
    page, card = written.page, written.card
    told = (
        page.title,
        page.description,
        page.record_id,
        sorted(page.anchors),
        card and astuple(card),
    )
    return json.dumps(told, ensure_ascii=False)


def _from_text(path: str, text: str) -> tuple[Listed, Card | None]:
    title, description, record_id, anchors, card = json.loads(text)
    words = Card(*card) if card is not None else None
    others = (record_id or "", words.date or "") if words else (record_id or "",)
    texts = (title, description, *anchors, *others, *(card or ())[:3])
    if not all(isinstance(part, str) for part in texts):
        raise TypeError(f"{path} has no words")
    return Listed(path, title, description, record_id, frozenset(anchors)), words


def row_of_files(files: Mapping[str, Print]) -> str:
    """A page's files by their paths below the site, as a row holds them."""
    return json.dumps(files)


def _prints(text: str) -> dict[str, Print]:
    """The prints of a row, by path; none where one is none."""
    found = {name: (size, time, number) for name, (size, time, number) in json.loads(text).items()}
    return (
        found if all(isinstance(part, int) for prints in found.values() for part in prints) else {}
    )
