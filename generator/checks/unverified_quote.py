"""Quotations of a record are not verified: they were not found in the text of their source.

Why: Quotation marks promise exact words, and readers are told beside each whether we looked.

Before: an article or issue with a quotation of which content/quotes.lock knows nothing.

After: the same, once explainer verify --texts DIR has found the words in the text of their source.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, record_finding, statement_finding
from generator.model import Article, Issue
from generator.quotes.lock import State
from generator.views.verification import EXEMPTING

SEVERITY = Severity.NOTE


def subjects(ground: Ground) -> Iterator[tuple[PlacedStatement, ...]]:
    """The quotations of each article and issue that has some."""
    carriers: tuple[Article | Issue, ...] = (
        *ground.graph.articles.values(),
        *ground.graph.issues.values(),
    )
    for carrier in carriers:
        quoted = tuple(p for p in ground.graph.statements_of(carrier) if p.statement.quote)
        if quoted:
            yield quoted


def look(ground: Ground, quoted: tuple[PlacedStatement, ...]) -> Iterator[Finding]:
    never = [p for p in quoted if ground.graph.quotations[p.key].state is State.NEVER]
    help = "save the texts outside git, named by source id, and run: explainer verify --texts DIR"
    for placed in [p for p in never if _is_exempt(p)]:
        message = "this quotation is not verified against the text of its source"
        yield statement_finding(ground, placed, ("quote",), message, help)
        never.remove(placed)
    if not never:
        return
    number = (
        "the one quotation" if len(quoted) == 1 else f"{len(never)} of {len(quoted)} quotations"
    )
    verb = "is" if len(never) == 1 else "are"
    message = f"{number} here {verb} not verified against the text of the source"
    # One line a record: its place will do, and thousands of files need not be read for it.
    yield record_finding(ground, never[0].carrier, (), message, help)


def _is_exempt(placed: PlacedStatement) -> bool:
    return any(exemption.rule == EXEMPTING for exemption in placed.statement.exempt)
