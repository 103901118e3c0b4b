"""The top of a page: how fresh it is, the short answer, its contents."""

from __future__ import annotations

from generator.document import (
    Blocks,
    Component,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    Text,
)
from generator.values import Value


class Dated(Value):
    """One fact of the freshness line: "As of", "23 November 2026"."""

    label: str
    value: Inlines


class Freshness(Component):
    """What a reader asks of a page's age and ground."""

    facts: tuple[Dated, ...]

    def plain(self) -> Blocks:
        told: list[Inline] = []
        for dated in self.facts:
            told += [Text(f"{' ' if told else ''}{dated.label} "), *dated.value, Text(".")]
        return (Paragraph(tuple(told), role="asof"),)


class Brief(Component):
    """The short answer."""

    title: str
    anchor: str
    blocks: Blocks

    def plain(self) -> Blocks:
        return (Heading(2, (Text(self.title),), self.anchor), *self.blocks)


class Jump(Value):
    """A line of the contents."""

    target: str
    words: str


class JumpGroup(Value):
    label: str
    jumps: tuple[Jump, ...]


class Contents(Component):
    """Where on the page is what. The last step of a page fills it from the headings below it."""

    groups: tuple[JumpGroup, ...] = ()

    def plain(self) -> Blocks:
        return ()
