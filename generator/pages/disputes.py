"""Claims beside what was said against them, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable

from generator.components.statement import Side, Versus
from generator.document import Blocks, Inline, Text
from generator.graph import Graph, PlacedStatement
from generator.model import Issue
from generator.pages.parts import cites, link, plain_words, prose_inlines, when
from generator.pages.statements import chain_sentence, speaker_words
from generator.views.attribution import attribution
from generator.views.claims import Step, answers
from generator.views.topic import statements_on

_LABELS = {
    "denied": "Denial",
    "confirmed": "Confirmation",
    "corrected": "Correction",
    "withdrawn": "Withdrawal",
}


# A claim that is only confirmed is in no dispute.
_OPPOSING = {"denied", "corrected", "withdrawn"}


def disputes(graph: Graph, issues: Iterable[Issue]) -> Blocks:
    """Each claim on the issues that somebody denied, corrected or withdrew, with every answer to it."""
    found: list[Versus] = []
    for placed in statements_on(graph, issues):
        steps = answers(graph, placed.key)
        if any(step.done in _OPPOSING for step in steps):
            found.append(_versus(graph, placed, steps))
    return tuple(found)


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
