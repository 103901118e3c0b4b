"""A drawing made when the site is built, with what it shows in words below it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document import Block, Blocks, Component, Inlines, Item, List, Paragraph


@dataclass(frozen=True)
class Figure(Component):
    """`svg` is markup of our own making (generator/maps), in which every text is escaped.

    `places` are the numbered places of a map; `notes` what has to be said of it; `credit` whose
    shapes they are.
    """

    svg: str
    kind: str
    caption: Inlines = ()
    places: tuple[Inlines, ...] = ()
    notes: tuple[Inlines, ...] = ()
    credit: str = ""

    def plain(self) -> Blocks:
        blocks: list[Block] = [Paragraph(self.caption)] if self.caption else []
        if self.places:
            items = tuple(Item((Paragraph(place),)) for place in self.places)
            blocks.append(List(items, ordered=True))
        blocks += [Paragraph(note, role="remark") for note in self.notes]
        return tuple(blocks)
