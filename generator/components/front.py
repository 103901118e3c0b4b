"""The front page: explainers with the questions they answer, and how the site is read."""

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
    Strong,
    Text,
)
from generator.values import Value


class Lead(Value):
    """An explainer as the front page shows it."""

    kicker: str
    title: Inlines
    standfirst: Inlines
    questions: tuple[Inlines, ...]
    line: Inlines
    anchor: str


class Leads(Component):
    """The first stands large, the others beside each other below it."""

    leads: tuple[Lead, ...]

    def plain(self) -> Blocks:
        blocks: list[Block] = []
        for lead in self.leads:
            blocks.append(Heading(2, lead.title, lead.anchor))
            blocks.append(Paragraph(lead.standfirst))
            if lead.questions:
                items = tuple(Item((Paragraph(question),)) for question in lead.questions)
                blocks.append(List(items))
            if lead.line:
                blocks.append(Paragraph(lead.line, role="remark"))
        return tuple(blocks)


class Mark(Value):
    """A standing with what it means; `status` as in a ledger."""

    status: str
    title: str
    meaning: str


class Marks(Component):
    """What the shapes beside statements say."""

    marks: tuple[Mark, ...]

    def plain(self) -> Blocks:
        items = (
            Item((Paragraph((Strong((Text(mark.title),)), Text(f": {mark.meaning}"))),))
            for mark in self.marks
        )
        return (List(tuple(items)),)
