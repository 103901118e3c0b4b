"""One page, with all that its files are made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from generator.cards import Card
from generator.document import Document, PageLink
from generator.exports.citing import Cited
from generator.exports.head import Head
from generator.skin import Skin
from generator.values import Value, names_of


class Dress(Value):
    """All that the theme's templates are given of one page beside its text.

    `report` is where the record can be mended on the code host; `record` its file.
    """

    skin: Skin
    head: Head
    cited: Cited | None = None
    record: str | None = None
    report: str | None = None
    twin: str | None = None


class Sheet(Value):
    """A page as it goes to whoever writes its files, who needs to know nothing else of the site.

    `card` are the words of the page's own picture for those who share it; None where it has none.
    `digest` is a fingerprint of the rest: with the same, whoever writes the files comes to the same.
    `lost` are the paths that its links lead to and at which there is no page.
    """

    document: Document
    dress: Dress
    card: Card | None
    digest: str
    lost: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The path of the page's file below the site."""
        return file_of(self.document.path)

    def is_there(self, path: str) -> bool:
        """Whether there is a page at a path that one of its links leads to."""
        return path not in self.lost


def file_of(path: str) -> str:
    """Where the site has the page at a path."""
    return f"{path}/index.html" if path else "index.html"


def digest_of(*parts: Any) -> tuple[str, set[str]]:
    """A fingerprint of records and all that stands in them, and the pages that links there lead to.

    Errors: TypeError for what is neither plain nor a record: nobody could say when two are the same.
    """
    leads_to: set[str] = set()

    def named_fields(node: Any) -> Any:
        kind = type(node)
        if kind is PageLink and node.page:
            leads_to.add(node.page)
        return _reader(kind)(node)

    encoder = json.JSONEncoder(
        ensure_ascii=False, check_circular=False, separators=(",", ":"), default=named_fields
    )
    text = encoder.encode(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), leads_to


def _values_of(kind: Any) -> Callable[[Any], Any]:
    """What reads off the name and the fields of a record, and nothing that was worked out from them.

    Where a record may stand, no tuple of plain values may: the two cannot be taken for each other.
    """
    names = names_of(kind)
    return attrgetter("__class__.__name__", *names) if names else lambda _: (kind.__name__,)


# Asked for every node of every page.
_reader: Callable[[Any], Callable[[Any], Any]] = cache(_values_of)
