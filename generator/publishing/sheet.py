"""One page, with all that its files are made of."""

from __future__ import annotations

import hashlib
from typing import Any

from generator.cards import Card
from generator.document import Document, PageLink, walk_inlines
from generator.exports.citing import Cited
from generator.exports.head import Head
from generator.skin import Skin
from generator.values import Value, packed


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


def digest_of(*parts: Any) -> str:
    """A fingerprint of values and all that stands in them.

    Errors: TypeError for what is neither plain nor a value: nobody could say when two are the same.
    """
    return hashlib.sha256(packed(parts)).hexdigest()


def pages_linked_in(document: Document) -> set[str]:
    """The pages that links of a page lead to."""
    found = walk_inlines(document.blocks)
    return {link.page for link in found if isinstance(link, PageLink) and link.page}
