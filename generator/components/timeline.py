"""Dated facts in a row: a mark is as tall as its date is vague."""

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
    Time,
)
from generator.values import Value


class Count(Value):
    """One figure of a vote: "For", 100."""

    label: str
    number: int


class Moment(Value):
    """One dated fact.

    `vagueness` is "day", "month", "span" or "year"; `status` that of the fact, with `standing` as
    its words; `vote` the figures of a vote, words first.
    """

    anchor: str | None
    date: Time
    vagueness: str
    text: Inlines
    status: str
    standing: Inlines = ()
    note: Inlines = ()
    vote: tuple[Count, ...] = ()


class Period(Value):
    """A stretch of the timeline that folds; one without a title stands open."""

    title: str
    anchor: str | None
    moments: tuple[Moment, ...]
    is_open: bool = False


class Timeline(Component):
    periods: tuple[Period, ...]

    def plain(self) -> Blocks:
        blocks: list[Block] = []
        for period in self.periods:
            if period.title:
                blocks.append(Heading(3, (Text(period.title),), period.anchor or "period"))
            blocks.append(List(tuple(map(_item, period.moments))))
        return tuple(blocks)


def _item(moment: Moment) -> Item:
    told = moment.standing or (() if moment.status == "established" else (Text(moment.status),))
    standing: Inlines = (Text(" ("), *told, Text(")")) if told else ()
    first = (Strong((moment.date,)), Text(" "), *moment.text, *standing)
    blocks: list[Block] = [Paragraph(first)]
    if moment.vote:
        figures = ", ".join(f"{count.label} {count.number:,}" for count in moment.vote)
        blocks.append(Paragraph((Text(f"Votes: {figures}."),), role="remark"))
    if moment.note:
        blocks.append(Paragraph(moment.note, role="remark"))
    return Item(tuple(blocks), moment.anchor)
