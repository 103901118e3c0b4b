"""An event is marked as claimed or disputed, and nobody is named who claims or disputes it.

Why: Readers are told that somebody says so, and cannot know who. A claim without a claimant is rumour.

Before:

    # content/events/ferry.yml
    - id: ferry-2031-03-04-struck
      date: 2031-03-04
      text: The ferry struck the pier.
      status: claimed
      sources: [gazette-letters]

After:

    # content/events/ferry.yml
    - id: ferry-2031-03-04-struck
      date: 2031-03-04
      text: The ferry struck the pier.
      status: claimed
      claimed_by: [ada-quill]
      sources: [gazette-letters]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.ground import Finding, Ground, record_finding
from generator.model import Event

SEVERITY = Severity.ERROR

_NAMING = {"claimed": "claimed_by", "disputed": "disputed_by"}


def subjects(ground: Ground) -> Iterator[Event]:
    """Every event that is not established."""
    yield from (e for e in ground.graph.events.values() if e.status in _NAMING)


def look(ground: Ground, event: Event) -> Iterator[Finding]:
    key = _NAMING[event.status]
    if not getattr(event, key):
        message = f"this is marked as {event.status}, and it is not said by whom"
        help = f"add {key}: with the ids of those who do, such as [jane-smith], or remove status:"
        yield record_finding(ground, event, ("status",), message, help)
