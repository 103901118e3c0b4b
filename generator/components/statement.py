"""What somebody said: the words, whose they are, and the way they took to reach this page."""

from __future__ import annotations

from generator.document import (
    Block,
    Blocks,
    Citation,
    Component,
    Heading,
    Inlines,
    Item,
    List,
    Paragraph,
    Quotation,
    Strong,
    Text,
)
from generator.values import Value


class Step(Value):
    """One hand of a chain: what it did, who it is, and what else is known of it."""

    done: str
    who: Inlines
    more: Inlines = ()


class Chain(Value):
    """Every hand that words or a text passed through, from the first to this page."""

    label: str
    steps: tuple[Step, ...]


class Words(Component):
    """A quotation or a reported statement.

    `quote` are exact words, `said` what was said in ours; one of the two is there. `done` is what
    the speaker did and when, "replied on 4 March 2014"; `sentence` the way of the words, from the
    first who heard them. `remarks`, `history` (what became of it) and `evidence` (whether the words
    were compared, and where they stand) follow. `is_checked` is None where there is nothing to check.
    """

    anchor: str | None
    speaker: Inlines
    office: str | None
    done: Inlines
    sentence: Inlines
    quote: str | None = None
    language: str | None = None
    said: Inlines = ()
    remarks: Inlines = ()
    chain: Chain | None = None
    history: tuple[Item, ...] = ()
    evidence: Inlines = ()
    is_checked: bool | None = None

    def plain(self) -> Blocks:
        blocks: list[Block] = []
        office = f", {self.office}," if self.office else ""
        if self.quote is not None:
            who = (*self.speaker, Text(f"{office} "), *self.done)
            way = _joined(who, self.sentence)
            blocks.append(Quotation(self.quote, way, self.language, self.anchor))
            if self.said:
                blocks.append(Paragraph(self.said))
        else:
            lead = (Strong(self.speaker), Text(f"{office} "), *self.done, Text(": "), *self.said)
            blocks.append(Paragraph(lead, anchor=self.anchor))
            if self.sentence:
                way = _joined(self.speaker, self.sentence)
                blocks.append(Paragraph(way, role="attribution"))
        if self.remarks:
            blocks.append(Paragraph(self.remarks, role="remark"))
        if self.chain:
            blocks.append(Paragraph((Text("The way of these words:"),), role="chain"))
            blocks.append(steps_list(self.chain))
        if self.history:
            blocks.append(Paragraph((Text("What became of it:"),), role="history"))
            blocks.append(List(self.history))
        if self.evidence:
            role = "checked" if self.is_checked else "unchecked"
            blocks.append(Paragraph(self.evidence, role=role))
        return tuple(blocks)


def _joined(who: Inlines, sentence: Inlines) -> Inlines:
    """A speaker and the way of the words; where no hand is told, only the numbers follow."""
    is_told = bool(sentence) and not isinstance(sentence[0], Citation)
    return (*who, Text(", "), *sentence) if is_told else (*who, *sentence)


def steps_list(chain: Chain) -> List:
    """The steps of a chain as a numbered list."""
    items = []
    for step in chain.steps:
        more = (Text("; "), *step.more) if step.more else ()
        items.append(Item((Paragraph((*step.who, Text(f": {step.done}"), *more)),)))
    return List(tuple(items), ordered=True)


class Side(Value):
    """One side of a dispute over a claim: who, how and when, and the words."""

    label: str
    who: Inlines
    quote: str | None
    language: str | None
    said: Inlines
    way: Inlines


def capitalised(inlines: Inlines) -> Inlines:
    """The inlines as a sentence of their own."""
    match inlines:
        case (Text(text), *rest):
            return (Text(text[:1].upper() + text[1:]), *rest)
    return inlines


class Versus(Component):
    """A claim beside its denial, in the order of time."""

    title: Inlines
    anchor: str
    claim: Side
    answers: tuple[Side, ...]

    def plain(self) -> Blocks:
        blocks: list[Block] = [Heading(3, self.title, self.anchor)]
        for side in (self.claim, *self.answers):
            lead = (Strong((Text(side.label),)), Text(". "), *side.who)
            blocks.append(Paragraph(lead))
            if side.quote is not None:
                blocks.append(Quotation(side.quote, capitalised(side.way), side.language))
            else:
                blocks.append(Paragraph((*side.said, Text(" "), *capitalised(side.way))))
        return tuple(blocks)


class SourceCard(Component):
    """Where a text comes from: in words, hand by hand, and how many origins there are."""

    title: str
    anchor: str
    blocks: Blocks
    chain: Chain | None
    foot: Inlines

    def plain(self) -> Blocks:
        blocks: list[Block] = [Heading(2, (Text(self.title),), self.anchor), *self.blocks]
        if self.chain:
            blocks.append(Paragraph((Text(f"{self.chain.label}:"),), role="chain"))
            blocks.append(steps_list(self.chain))
        if self.foot:
            blocks.append(Paragraph(self.foot))
        return tuple(blocks)
