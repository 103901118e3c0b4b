"""Where the social card of each page lies; the pictures are drawn elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document import Document
from generator.exports.publication import Publication
from generator.exports.words import headline

WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    """A picture of a page for places that show links; sizes in pixels."""

    url: str
    width: int
    height: int
    alt: str


def card_path(document: Document) -> str:
    """The file of a page's card below the site; home is called index."""
    return f"assets/cards/{document.path or 'index'}.png"


def card(publication: Publication, document: Document) -> Card:
    shown = headline(publication.graph, document) if document.path else publication.description
    alt = f"{publication.name}: {shown}"
    return Card(publication.file_address(card_path(document)), WIDTH, HEIGHT, alt)
