"""Where the social card of each page lies; the pictures are drawn elsewhere."""

from __future__ import annotations

from generator.cards import card_path, owns_card
from generator.document import Document
from generator.exports.publication import Publication
from generator.exports.words import headline
from generator.values import Value

WIDTH, HEIGHT = 1200, 630


class Card(Value):
    """A picture of a page for places that show links; sizes in pixels."""

    url: str
    width: int
    height: int
    alt: str


def card(publication: Publication, document: Document) -> Card:
    shown = headline(publication.graph, document) if document.path else publication.description
    alt = f"{publication.name}: {shown}" if owns_card(document.path) else publication.name
    return Card(publication.file_address(card_path(document.path)), WIDTH, HEIGHT, alt)
