"""Ids: one for a new record, out of what it is called, and those that there are, found in a hurry."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.references import ids_written

WORDS_LIMIT = 4
LENGTH_LIMIT = 60
FILE_LIMIT_BYTES = 1_000_000
# Words that tell nothing of what a text is about; the id of a headline ends before one.
_SMALL = frozenset(
    "a about after again against all amid an and are as at be before but by can could do does for "
    "from had has have how if in into is it its may must no not of off on or out over say says said "
    "shall should so than that the their they this to under up was were what when where which who "
    "why will with would".split()
)
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
# A list of records, or one with an id of its own: the file's name is nobody's id.
_NAMES_ITS_RECORDS = re.compile(rb"\A(?:[ \t\r]*(?:#[^\n]*)?\n)*-(?: |\n)|^id:", re.MULTILINE)


def new_id(named: str, taken: Collection[str], *, day: str = "", fewest: int = 1) -> str:
    """An id that nobody has, of what a record is called and its day; empty where no letter fits.

    `named` is already in an id's letters, such as "ministers-to-look-again"; `day` is an EDTF date,
    of which the day, the month or the year is taken and stands first. A text gives its first words up
    to a small one, but at least `fewest` that tell something; more of them where that id is taken, and
    a number where all are.
    """
    words = [word for word in named.split("-") if word]
    if not words:
        return ""
    found = _DAY.match(day.strip())
    for stem in _stems(words, fewest):
        id = f"{found.group()}-{stem}" if found else stem
        if id not in taken:
            return id
    numbers = (f"{id}-{number}" for number in range(2, len(taken) + 3))
    return next(numbered for numbered in numbers if numbered not in taken)


def whole(named: str, taken: Collection[str], *, day: str = "", more: str = "") -> str:
    """The same of a name that is taken whole, such as a person's or a publisher's.

    `more` are words that tell two of them apart, such as those of a title.
    """
    if not named:
        return ""
    found = _DAY.match(day.strip())
    id = f"{named.removeprefix('the-')}-{found.group()}" if found else named
    told_apart = (f"{id}-{stem}" for stem in _stems(more.split("-"), 1) if stem)
    numbers = (f"{id}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (id, *told_apart, *numbers) if one not in taken)


def _stems(words: list[str], fewest: int) -> Iterator[str]:
    """The first words up to a small one, then with more and more of those that tell something."""
    telling = [word for word in words if word not in _SMALL] or words
    first = words.index(telling[0])
    run = 0
    while first + run < len(words) and words[first + run] == telling[min(run, len(telling) - 1)]:
        run += 1
    fewest = min(max(fewest, min(run, WORDS_LIMIT)), len(telling))
    while fewest > 1 and len("-".join(telling[:fewest])) > LENGTH_LIMIT:
        fewest -= 1
    for number in range(fewest, len(telling) + 1):
        stem = "-".join(telling[:number])
        if number == fewest or len(stem) <= LENGTH_LIMIT:
            yield stem[:LENGTH_LIMIT].strip("-")


def ids_in(content_dir: Path, *folders: str) -> list[str]:
    """The ids of records and statements below some folders of content/, or all; sorted, each once.

    Files are looked through for their names and their lines of `id:` only, so that a shell can
    complete ids while somebody types. What cannot be read is left out.
    """
    found: set[str] = set()
    for folder in folders or sorted(_names_of(content_dir)):
        for path in _files(content_dir / folder):
            data = _data(path)
            found.update(ids_written(data))
            if not _NAMES_ITS_RECORDS.search(data):
                found.add(path.stem)
    return sorted(found)


def _names_of(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in entries if entry.is_dir(follow_symlinks=False))


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(here, name)
            if path.suffix in {".yml", ".yaml", ".md"} and not path.is_symlink():
                yield path


def _data(path: Path) -> bytes:
    try:
        if not path.is_file() or path.stat().st_size > FILE_LIMIT_BYTES:
            return b""
        return path.read_bytes()
    except OSError:
        return b""
