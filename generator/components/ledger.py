"""What is known, claimed, disputed and not known, side by side."""

from __future__ import annotations

from generator.document import (
    Block,
    Blocks,
    Component,
    Heading,
    Inlines,
    Item,
    List,
    Paragraph,
    Text,
)
from generator.values import Value


class Standing(Value):
    """One part of the ledger; `status` is "known", "claimed", "disputed" or "unknown"."""

    status: str
    title: str
    hint: str
    anchor: str
    items: tuple[Item, ...]
    more: Inlines = ()


class Ledger(Component):
    standings: tuple[Standing, ...]

    def plain(self) -> Blocks:
        blocks: list[Block] = []
        for standing in self.standings:
            blocks.append(Heading(3, (Text(standing.title),), standing.anchor))
            if standing.hint:
                blocks.append(Paragraph((Text(standing.hint),), role="remark"))
            blocks.append(List(standing.items))
            if standing.more:
                blocks.append(Paragraph(standing.more, role="remark"))
        return tuple(blocks)
