"""Several sources are named, but all of them can be traced to one origin.

Why: Five papers that copy one wire know no more than the wire. Readers are told so, and so are you.

Before:

    # content/events/ferry.yml
    - id: last-ferry
      date: 2031-05-01
      text: The last ferry left at noon.
      sources: [harbour-gazette-2031-05-02, mirror-harbour]

After:

    # content/events/ferry.yml
    - id: last-ferry
      date: 2031-05-01
      text: The last ferry left at noon.
      sources: [harbour-gazette-2031-05-02, gazette-letters]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, record_finding, statement_finding, statements
from generator.model import Event

SEVERITY = Severity.NOTE


def subjects(ground: Ground) -> Iterator[PlacedStatement | Event]:
    """Statements and events that name more than one source."""
    yield from (placed for placed in statements(ground) if len(placed.source_ids) > 1)
    yield from (event for event in ground.graph.events.values() if len(event.sources) > 1)


def look(ground: Ground, subject: PlacedStatement | Event) -> Iterator[Finding]:
    source_ids = subject.sources if isinstance(subject, Event) else subject.source_ids
    origins = ground.graph.origins_of(source_ids)
    if len(origins) != 1:
        return
    message = f'these {len(source_ids)} sources have one origin that we can trace: "{origins[0]}"'
    help = "add a source of another origin, or keep only the one nearest to it"
    if isinstance(subject, Event):
        yield record_finding(ground, subject, ("sources",), message, help)
    else:
        yield statement_finding(ground, subject, ("sources",), message, help)
