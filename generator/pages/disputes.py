"""Claims beside their denials, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable

from generator.components.statement import Side, Versus
from generator.document import Blocks, Inline, Inlines, Text
from generator.graph import Graph, PlacedStatement
from generator.model import Issue
from generator.pages.parts import capitalised, cites, joined, link, prose_inlines, when, words
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


def disputes(graph: Graph, issues: Iterable[Issue]) -> Blocks:
    """Each claim on the issues that somebody denied, with every answer to it."""
    found: list[Versus] = []
    for placed in statements_on(graph, issues):
        steps = answers(graph, placed.key)
        if any(step.done == "denied" for step in steps):
            found.append(_versus(graph, placed, steps))
    return tuple(found)


def _versus(graph: Graph, placed: PlacedStatement, steps: tuple[Step, ...]) -> Versus:
    name = attribution(graph, placed).speaker
    title = (*link(placed.key, f"What {name} {placed.statement.verb}"),)
    sides = tuple(_side(graph, step.placed, _LABELS[step.done]) for step in steps)
    done = joined((words(_outcome(graph, step)) for step in steps), "; ")
    outcome: Inlines = (Text(capitalised(_text(done))), Text("."))
    return Versus(title, f"dispute-{placed.key}", _side(graph, placed, "Claim"), sides, outcome)


def _outcome(graph: Graph, step: Step) -> str:
    day = step.placed.statement.date
    return f"{step.done} by {attribution(graph, step.placed).speaker}" + (
        f", {day.words}" if day else ""
    )


def _text(inlines: Inlines) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Text))


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
