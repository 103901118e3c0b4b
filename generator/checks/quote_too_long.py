"""More than 75 words of one source stand in quotation marks on one page.

Why: Other people's words stay short: the law allows as much as the purpose needs, and readers want the point.

Before: an article or issue whose quotations from one source have 76 words or more in all.

After: the same with the sentences that matter, cut with […] or told in your own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground
from generator.model import Article, Issue
from generator.values import Value

SEVERITY = Severity.WARNING
WORDS_LIMIT = 75
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Quoted(Value):
    """What one page quotes from one source."""

    carrier: Article | Issue
    source_id: str
    quotations: tuple[PlacedStatement, ...]


def subjects(ground: Ground) -> Iterator[Quoted]:
    """For each article and issue, each source that it quotes."""
    graph = ground.graph
    for article in graph.articles.values():
        yield from _by_source(article, graph.statements_of(article))
    for issue in graph.issues.values():
        yield from _by_source(issue, graph.statements_by_issue.get(issue.id, ()))


def look(ground: Ground, quoted: Quoted) -> Iterator[Finding]:
    # A word takes a letter and a space: short quotations need not be counted.
    if (
        sum(len(placed.statement.quote or "") + 1 for placed in quoted.quotations)
        <= 2 * WORDS_LIMIT
    ):
        return
    counts = {placed.key: _count(placed) for placed in quoted.quotations}
    total = sum(counts.values())
    if total <= WORDS_LIMIT:
        return
    longest = max(quoted.quotations, key=lambda placed: counts[placed.key])
    message = (
        f'{total} words of "{quoted.source_id}" are quoted on this page; the limit is {WORDS_LIMIT}'
    )
    help = "keep the sentences that matter, cut with […], and tell the rest in your own words"
    yield Finding(quoted.carrier.id, ground.place_of(longest, ("quote",)), message, help)


def _by_source(carrier: Article | Issue, shown: tuple[PlacedStatement, ...]) -> Iterator[Quoted]:
    found: dict[str, list[PlacedStatement]] = {}
    for placed in shown:
        if placed.statement.quote is not None and placed.source_ids:
            found.setdefault(placed.source_ids[0], []).append(placed)
    for source_id, quotations in found.items():
        yield Quoted(carrier, source_id, tuple(quotations))


def _count(placed: PlacedStatement) -> int:
    return len(_WORD.findall(placed.statement.quote or ""))
