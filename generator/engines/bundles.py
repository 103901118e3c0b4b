"""What a build has made, bundle by bundle, and how a row of the database tells it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.document import Listed
from generator.output import Print
from generator.values import Value, replace


class Written(Value):
    """A page that stands in a build's folder.

    `card` is the fingerprint of its picture, "" where it has none of its own; `mark` that of all that its
    files are made of. `files` are its files by their paths below the site, as a row holds them: as text they
    take least room. Both are empty where nobody needs them any more.
    """

    page: Listed
    card: str
    mark: str
    files: str


class Bundle(Value):
    """Pages that were made together, below the page at `first`, in their order; or a portion of that name.

    `files` are those that belong to no page, as a row holds them, and `rows` those of the search index.
    `read` are the numbers of all that was read to make them (see `Readable`); with `is_kept`, they were not
    made, but are those of the build before, whose row tells them.
    """

    first: str
    pages: tuple[Written, ...] = ()
    files: str = "{}"
    rows: bytes = b""
    read: bytes = b""
    is_kept: bool = False

    @property
    def paths(self) -> Iterator[str]:
        """All its files, by their paths below the site."""
        for files in (*(page.files for page in self.pages), self.files):
            yield from json.loads(files)


def pages_of(bundles: Iterable[Bundle]) -> list[Written]:
    return [page for bundle in bundles for page in bundle.pages]


# --- rows ----------------------------------------------------------------------------------------

# What comes of a row that is sound and that nothing of ours has written.
OF_ANOTHER_FORM = (ValueError, TypeError, AttributeError, RecursionError, LookupError)


def only_listed(pages: Iterable[Written]) -> tuple[Written, ...]:
    """The same pages, for whoever only asks where they are and what they are called."""
    return tuple(replace(page, mark="", files="{}") for page in pages)


def told_of(written: Written) -> list[Any]:
    """A page as a row tells it."""
    page = written.page
    words = [page.title, page.description, page.record_id, page.anchors]
    return [page.path, written.mark, written.files, written.card, *words]


def written_as(told: list[Any]) -> Written:
    """A page as a row tells it.

    Errors: any of OF_ANOTHER_FORM for what is no page.
    """
    path, mark, files, card, title, description, record_id, anchors = told
    texts = (path, mark, files, card, title, description, record_id or "", *anchors)
    if not all(isinstance(part, str) for part in texts):
        raise TypeError(f"{path} has no words")
    return Written(Listed(path, title, description, record_id, tuple(anchors)), card, mark, files)


def row_of_files(files: Mapping[str, Print]) -> str:
    """A page's files by their paths below the site, as a row holds them."""
    return json.dumps(files)


def prints_of(text: str) -> dict[str, Print]:
    """The prints of a row, by path; none where one is none."""
    found = {name: (size, time, number) for name, (size, time, number) in json.loads(text).items()}
    return (
        found if all(isinstance(part, int) for prints in found.values() for part in prints) else {}
    )
