"""What a page rests on: the list at its foot, the panel of each number, the line under an answer."""

from __future__ import annotations

from generator.document import Blocks, Component, Inlines, Item, List, Paragraph, Text
from generator.values import Value


class CitedSource(Value):
    """One source as this page cites it.

    `title` leads to it where it has an address, `about` to its record here; `remarks` say whose text
    it passes on.
    """

    source_id: str
    number: int
    anchor: str
    kind: str
    title: Inlines
    line: Inlines
    archived: Inlines
    about: Inlines
    remarks: Inlines = ()


class SourceList(Component):
    """The sources of a page in the order of their numbers."""

    lead: Inlines
    sources: tuple[CitedSource, ...]

    def plain(self) -> Blocks:
        items = tuple(Item((Paragraph(_listed(s)),), s.anchor) for s in self.sources)
        return (Paragraph(self.lead), List(items, ordered=True))


def _listed(source: CitedSource) -> Inlines:
    told = (*source.title, _COMMA, *source.line, _STOP)
    for more in (source.archived, source.remarks):
        told += (*more, _SPACE) if more else ()
    return (*told, *source.about)


_COMMA, _STOP, _SPACE = Text(", "), Text(". "), Text(" ")


class RestsOn(Component):
    """Under an answer: how many sources it has, from how many distinct origins, and its address.

    `answer` is the anchor of the answer's heading.
    """

    words: str
    answer: str | None = None

    def plain(self) -> Blocks:
        return (Paragraph((Text(f"{self.words}."),), role="rests"),)
