"""Claims beside what was said against them, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.components.statement import Side, Versus
from generator.document import Block, Blocks, Inline, PageLink, Paragraph, Text
from generator.graph import Graph, PlacedStatement
from generator.model import Issue
from generator.pages.parts import (
    cites,
    count,
    joined,
    link,
    plain_words,
    prose_inlines,
    when,
    words,
)
from generator.pages.statements import chain_sentence, speaker_words
from generator.views.addresses import page_of
from generator.views.attribution import attribution
from generator.views.claims import Step, answers
from generator.views.topic import statements_on

_LABELS = {
    "denied": "Denial",
    "confirmed": "Confirmation",
    "corrected": "What was said later",
    "withdrawn": "Withdrawal",
}


# A claim that is only confirmed is in no dispute.
_OPPOSING = {"denied", "corrected", "withdrawn"}
# An explainer shows so many, and leads to all of them.
CLAIMS_SHOWN = 4
ANSWERS_SHOWN = 2


def disputes(graph: Graph, issues: Sequence[Issue]) -> Blocks:
    """Each claim on the issues that somebody denied, corrected or withdrew, with every answer to it."""
    return tuple(_versus(graph, placed, steps) for placed, steps in _disputed(graph, issues))


def disputes_in_short(graph: Graph, issues: Sequence[Issue]) -> Blocks:
    """The claims that were answered most, each with its first answers, and the way to all."""
    found = _disputed(graph, issues)
    most = sorted(found, key=lambda pair: len(pair[1]), reverse=True)[:CLAIMS_SHOWN]
    shown = [(placed, _first(steps)) for placed, steps in found if (placed, steps) in most]
    blocks: list[Block] = [_versus(graph, placed, steps) for placed, steps in shown]
    number = sum(len(steps) for _, steps in found)
    if sum(len(steps) for _, steps in shown) < number:
        disputed = {placed.issue_id for placed, _ in found}
        ways = ((_way_to(issue),) for issue in issues if issue.id in disputed)
        told = Text(f"{count(len(found), 'claim')} and {count(number, 'answer')} in all: ")
        blocks.append(Paragraph((told, *joined(ways, " · ")), role="more"))
    return tuple(blocks)


def _way_to(issue: Issue) -> PageLink:
    return PageLink(page_of(issue), "denials", words(issue.question))


def _first(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The first answers, an opposing one among them."""
    opposing = [step for step in steps if step.done in _OPPOSING]
    kept = [*opposing, *(step for step in steps if step not in opposing)][:ANSWERS_SHOWN]
    return tuple(step for step in steps if step in kept)


def _disputed(
    graph: Graph, issues: Iterable[Issue]
) -> list[tuple[PlacedStatement, tuple[Step, ...]]]:
    found = ((placed, answers(graph, placed.key)) for placed in statements_on(graph, issues))
    return [pair for pair in found if any(step.done in _OPPOSING for step in pair[1])]


def _versus(graph: Graph, placed: PlacedStatement, steps: tuple[Step, ...]) -> Versus:
    sides = tuple(_side(graph, step.placed, _LABELS[step.done]) for step in steps)
    title = link(placed.key, _claim(graph, placed))
    return Versus(title, f"dispute-{placed.key}", _side(graph, placed, "Claim"), sides)


def _claim(graph: Graph, placed: PlacedStatement) -> str:
    """What is in dispute, in the editor's words."""
    said = plain_words(graph, placed.statement.position, placed.statement.text)
    return said.rstrip(".") or f"What {attribution(graph, placed).speaker} {placed.statement.verb}"


def _side(graph: Graph, placed: PlacedStatement, label: str) -> Side:
    statement = placed.statement
    told = attribution(graph, placed)
    who: list[Inline] = [*speaker_words(told)]
    if statement.date:
        who += [Text(", "), when(statement.date)]
    said = statement.text or statement.position
    language = statement.language if statement.language != "en" else None
    way = chain_sentence(told)
    return Side(
        label, tuple(who), statement.quote, language,
        prose_inlines(said) if said and statement.quote is None else (),
        (*way, *((Text("."),) if way else ()), *cites(placed.source_ids)),
    )  # fmt: skip
