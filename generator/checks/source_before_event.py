"""A source was published before what it is said to report.

Why: It may announce a thing, but it cannot tell that the thing happened. Mostly one of the days is wrong.

Before:

    # content/events/ferry.yml
    - id: last-ferry
      date: 2031-05-03
      text: The last ferry left at noon.
      sources: [harbour-gazette-2031-05-02]
      topics: [harbour-bridge]

After:

    # content/events/ferry.yml
    - id: last-ferry
      date: 2031-05-01
      text: The last ferry left at noon.
      sources: [harbour-gazette-2031-05-02]
      topics: [harbour-bridge]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.dates import PartialDate
from generator.diagnostics import Related, Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, Skip, record_finding, statement_finding, statements
from generator.model import Event

SEVERITY = Severity.ERROR


def subjects(ground: Ground) -> Iterator[Event | PlacedStatement]:
    """Every event, and every statement with a day."""
    yield from ground.graph.events.values()
    yield from (placed for placed in statements(ground) if placed.statement.date is not None)


def look(ground: Ground, subject: Event | PlacedStatement) -> Iterator[Finding | Skip]:
    date = subject.date if isinstance(subject, Event) else subject.statement.date
    first = date.first_day if date else None
    if first is None or date is None:
        yield Skip("the day has no beginning")
        return
    source_ids = subject.sources if isinstance(subject, Event) else subject.source_ids
    if any(ground.graph.sources[id].date is None for id in source_ids):
        yield Skip("a source has no day")
    for index, id in enumerate(source_ids):
        published = ground.graph.sources[id].date
        last = published.last_day if published else None
        if published and last and last < first and not _is_vague(date, published):
            message = f'"{id}" was published on {published.words}, before {date.words}'
            help = "look up both days and mend the wrong one, or name a source that came after"
            origin = ground.graph.library.origins[id]
            related = Related(origin.at(("date",)), "the day of the source")
            if isinstance(subject, Event):
                yield record_finding(ground, subject, ("sources", index), message, help, related)
            else:
                path = _path(subject, id)
                yield statement_finding(ground, subject, path, message, help, related)


def _path(placed: PlacedStatement, id: str) -> tuple[str | int, ...]:
    statement = placed.statement
    if id in statement.sources:
        return ("sources", statement.sources.index(id))
    hands = [hop.who for hop in statement.via]
    return ("via", hands.index(id)) if id in hands else ("date",)


def _is_vague(date: PartialDate, published: PartialDate) -> bool:
    """About the first day of a doubtful date nothing is sure."""
    points = [p for p in (date.start, published.start, published.end) if p]
    return any(point.approximate or point.uncertain for point in points)
