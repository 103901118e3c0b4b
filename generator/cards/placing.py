"""Which card a page has, where the card lies, and which words it takes from the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.cards.drawing import SITE_NAME, Card
from generator.cards.letters import parted
from generator.document import Block, Component, Document, Heading, Paragraph, text_of

FOLDER = "assets/cards"
# Nobody shares one of hundreds of bibliographic entries, or one year of the timeline, for its
# title: the pages below these have the card of the collection.
_ONE_CARD = frozenset({"sources", "timeline", "glossary"})
# The head of a page is within its first blocks.
_HEAD_LENGTH = 8


def card_path(document_path: str) -> str:
    """Where the card of a page lies, below the site's root: "assets/cards/topics/crimea.png".

    Home is called index. Several pages may have one card: see `owns_card`.
    """
    room, *rest = document_path.split("/")
    if room in _ONE_CARD or (len(rest) == 2 and rest[0] == "page"):
        return _file(room)
    # What goes on below a record's page, such as "topics/crimea/timeline", has the record's card.
    return _file("/".join([room, *rest[:1]]))


def owns_card(document_path: str) -> bool:
    """Whether the card of a page is made from its own words, and not from its collection's."""
    return card_path(document_path) == _file(document_path)


def _file(document_path: str) -> str:
    return f"{FOLDER}/{document_path or 'index'}.png"


def card_of(document: Document, date: str | None = None, site: str = SITE_NAME) -> Card:
    """The words of a page's card: its heading, what it says under it, and what it is.

    `date` is the words of the date that counts for the page, such as "10 January 2022"; without it,
    a page that says as of when it is has those words. `site` is whose page it is.
    """
    head = tuple(_head(document))
    heading = next((b for b in head if isinstance(b, Heading) and b.level == 1), None)
    title = text_of(heading.children) if heading else document.title
    standfirst = _said(head, "standfirst") or _below(head) or document.description
    if not document.path:
        # Home's heading is a sentence and a promise.
        title, promise = parted(title)
        standfirst = promise or standfirst
    as_of = re.match(r"As of [^.]+", _said(head, "asof"))
    day = date or (as_of[0] if as_of else None)
    return Card(title, standfirst, _said(head, "kicker"), day, site)


def _head(document: Document) -> Iterator[Block]:
    for block in document.blocks[:_HEAD_LENGTH]:
        if isinstance(block, Component):
            yield from block.plain()
        else:
            yield block


def _below(head: tuple[Block, ...]) -> str:
    """The plain paragraph that stands right below the heading, with names for its links."""
    for block, following in pairwise(head):
        is_title = isinstance(block, Heading) and block.level == 1
        if is_title and isinstance(following, Paragraph) and following.role is None:
            return text_of(following.children)
    return ""


def _said(head: tuple[Block, ...], role: str) -> str:
    paragraphs = (b for b in head if isinstance(b, Paragraph) and b.role == role)
    return next((text_of(paragraph.children) for paragraph in paragraphs), "")
