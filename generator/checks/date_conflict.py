"""Two records tell of one event and give it different days.

Why: A reader finds both on the timeline and cannot know which is right.

Before:

    # content/events/more.yml
    - id: bridge-voted
      date: 2031-05-20
      text: The council voted for the bridge by 11 to 10 votes.
      sources: [gazette-letters]
      topics: [harbour-bridge]
      actors: [port-ansel-council]

After:

    # content/events/more.yml
    - id: bridge-begun
      date: 2031-05-20
      text: Work on the bridge began.
      sources: [gazette-letters]
      topics: [harbour-bridge]
      actors: [port-ansel-council]
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from generator import references
from generator.dates import PartialDate
from generator.diagnostics import Related, Severity
from generator.ground import Finding, Ground, record_finding
from generator.model import Event

SEVERITY = Severity.ERROR

# Texts of one event in two wordings come out above this; measured on the site's own content.
ALIKE = 88
WITHIN_DAYS = 400
NEIGHBOURS = 40


def subjects(ground: Ground) -> Iterator[tuple[Event, tuple[Event, ...]]]:
    """Every event of a topic, with those that follow it on the topic's timeline."""
    seen: set[str] = set()
    for events in ground.graph.events_by_topic.values():
        for index, event in enumerate(events):
            if event.id not in seen:
                seen.add(event.id)
                yield event, events[index + 1 : index + 1 + NEIGHBOURS]


def look(ground: Ground, subject: tuple[Event, tuple[Event, ...]]) -> Iterator[Finding]:
    event, later = subject
    for other in later:
        if _differ(event.date, other.date) and _share(event, other) and _alike(event, other):
            message = f'this reads like "{event.id}", which is dated {event.date.words}'
            help = "keep one record with the right day, or say in the texts how the events differ"
            origin = ground.graph.library.origins[event.id]
            related = Related(origin.at(("date",)), "the other day")
            yield record_finding(ground, other, ("date",), message, help, related)


def _differ(first: PartialDate, second: PartialDate) -> bool:
    """Whether the days do not overlap, and lie near enough to be one event's."""
    ends = (first.last_day, second.first_day)
    if None in ends or None in (first.first_day, second.last_day):
        return False
    last, begin = ends
    assert last is not None
    assert begin is not None
    return last < begin and (begin - last).days <= WITHIN_DAYS


def _share(first: Event, second: Event) -> bool:
    return bool(set(first.actors) & set(second.actors) or set(first.places) & set(second.places))


def _alike(first: Event, second: Event) -> bool:
    one, other = _plain(first.text), _plain(second.text)
    return fuzz.ratio(one, other) >= ALIKE or fuzz.token_sort_ratio(one, other) >= ALIKE


def _plain(text: str) -> str:
    pieces = (piece for piece in references.scan(text).pieces if isinstance(piece, str))
    return " ".join("".join(pieces).split()).lower()
