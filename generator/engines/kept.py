"""What the last build wrote for each page of a site, so that what is as it was is not made again.

Kept in the database beside the site; see `database.py`. A page is kept only where its mark is the same
and each of its files is the very one that was written: what is remembered of others helps nobody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import database
from generator.cards import Card
from generator.database import Database, database_of, is_sound, sum_of
from generator.document import Listed
from generator.output import Print, carry_over


@dataclass(frozen=True, slots=True)
class Written:
    """A page that stands in a build's folder; `page` and `card` are what others ask of it.

    `made` are its mark and its files as a row holds them; None where they are those of the build before.
    """

    page: Listed
    card: Card | None
    made: tuple[str, str] | None = None


class Kept:
    """The pages of the site in one folder, as the last build that ended there left them."""

    def __init__(self, project_dir: Path, site_dir: Path) -> None:
        self._database = database_of(project_dir)
        self._site_dir = site_dir
        self._rows = {
            path: (mark, files)
            for path, total, mark, files in database.read(
                self._database,
                "SELECT path, sum, mark, files FROM pages WHERE site = ?",
                lambda: (str(site_dir),),
            )
            if is_sound(total, path, mark, files)
        }

    def carry_over(self, path: str, mark: str, folder: Path) -> Mapping[str, Print]:
        """Give a page's files to a folder that is being made; none where they have to be written."""
        known, files = self._rows.get(path, ("", ""))
        prints = _prints(files) if known == mark else {}
        return prints if carry_over(folder, prints, self._site_dir) else {}

    def remember(self, pages: Sequence[Written]) -> None:
        """Keep what a build has put into the site's folder; what is not told here is forgotten."""
        site = str(self._site_dir)
        gone = self._rows.keys() - {written.page.path for written in pages}
        rows = [_row(site, w.page.path, *w.made) for w in pages if w.made is not None]
        if not gone and not rows:
            return

        def work(to: Database) -> None:
            to.executemany(
                "DELETE FROM pages WHERE site = ? AND path = ?", [(site, path) for path in gone]
            )
            to.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)", rows)
            to.execute("DELETE FROM pages WHERE typeof(site) <> 'text'")
            others = to.execute("SELECT DISTINCT site FROM pages").fetchall()
            left = [(other,) for (other,) in others if not Path(other).is_dir()]
            to.executemany("DELETE FROM pages WHERE site = ?", left)

        database.write(self._database, work)


def row_of_files(files: Mapping[str, Print]) -> str:
    """A page's files by their paths below the site, as a row holds them."""
    return json.dumps(files)


def _row(site: str, path: str, mark: str, files: str) -> tuple[str, str, int, str, str]:
    return (site, path, sum_of(path, mark, files), mark, files)


def _prints(files: str) -> dict[str, Print]:
    """The prints of a row, by path; none where it has another form than ours."""
    try:
        listed = json.loads(files)
        found = {name: (size, time, number) for name, (size, time, number) in listed.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    is_ours = all(isinstance(part, int) for prints in found.values() for part in prints)
    return found if is_ours else {}
