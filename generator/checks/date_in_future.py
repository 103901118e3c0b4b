"""A day on which something is said to have happened, or to have been published, is still to come.

Why: Nobody can have seen it. Most often a digit of the year or the month is wrong.

Before:

    # content/sources/ferry-notice.yml
    title: Notice to the crews of the ferry
    publisher: Harbour Gazette
    date: 2091-03-04

After:

    # content/sources/ferry-notice.yml
    title: Notice to the crews of the ferry
    publisher: Harbour Gazette
    date: 2031-03-04
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.dates import PartialDate
from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, record_finding, statement_finding, statements
from generator.model import Article, Event, Source

SEVERITY = Severity.WARNING

Subject = Article | Event | Source | PlacedStatement


def subjects(ground: Ground) -> Iterator[Subject]:
    """Every article, event, source and statement."""
    graph = ground.graph
    yield from graph.articles.values()
    yield from graph.events.values()
    yield from graph.sources.values()
    yield from statements(ground)


def look(ground: Ground, subject: Subject) -> Iterator[Finding]:
    help = "write the day as the source gives it, or leave it out"
    if isinstance(subject, PlacedStatement):
        if _is_to_come(ground, subject.statement.date):
            message = f"{_words(subject.statement.date)} is still to come"
            yield statement_finding(ground, subject, ("date",), message, help)
        return
    for key in ("date", "accessed"):
        day = getattr(subject, key, None)
        if _is_to_come(ground, day):
            message = f"{_words(day)} is still to come"
            yield record_finding(ground, subject, (key,), message, help)


def _is_to_come(ground: Ground, date: PartialDate | None) -> bool:
    """Whether not even its first day has come."""
    first = date.first_day if date else None
    return first is not None and first > ground.today


def _words(date: PartialDate | None) -> str:
    return date.words if date else ""
