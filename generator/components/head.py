"""The top of a page: how fresh it is, the short answer, its contents."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document import (
    Blocks,
    Component,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    Text,
)


@dataclass(frozen=True)
class Dated:
    """One fact of the freshness line: "As of", "23 November 2026"."""

    label: str
    value: Inlines


@dataclass(frozen=True)
class Freshness(Component):
    """What a reader asks of a page's age and ground."""

    facts: tuple[Dated, ...]

    def plain(self) -> Blocks:
        told: list[Inline] = []
        for dated in self.facts:
            told += [Text(f"{' ' if told else ''}{dated.label} "), *dated.value, Text(".")]
        return (Paragraph(tuple(told), role="asof"),)


@dataclass(frozen=True)
class Brief(Component):
    """The short answer."""

    title: str
    anchor: str
    blocks: Blocks

    def plain(self) -> Blocks:
        return (Heading(2, (Text(self.title),), self.anchor), *self.blocks)


@dataclass(frozen=True)
class Jump:
    """A line of the contents."""

    target: str
    words: str


@dataclass(frozen=True)
class JumpGroup:
    label: str
    jumps: tuple[Jump, ...]


@dataclass(frozen=True)
class Contents(Component):
    """Where on the page is what. The last step of a page fills it from the headings below it."""

    groups: tuple[JumpGroup, ...] = ()

    def plain(self) -> Blocks:
        return ()
