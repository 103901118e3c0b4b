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

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from generator import references
from generator.dates import PartialDate
from generator.diagnostics import Related, Severity
from generator.document import RecordLink
from generator.ground import Finding, Ground, record_finding
from generator.model import Event

SEVERITY = Severity.ERROR

# Two wordings of one event come out above these. Of the 515 pairs of the site's own events that
# are near enough and share an actor or a place, the most alike have 76 and 62.
ALIKE_IN_WORDS = 88
ALIKE_IN_ALL = 75
WITHIN_DAYS = 400
NEIGHBOURS = 40
# What tells one event of a row from the next: its number, or the day up to which it counts.
_NUMBER = re.compile(
    r"\d+|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b"
)


def subjects(ground: Ground) -> Iterator[tuple[Event, tuple[Event, ...]]]:
    """Every event of a topic, with those that follow it on its topics' timelines."""
    following: dict[str, dict[str, Event]] = {}
    for events in ground.graph.events_by_topic.values():
        for index, event in enumerate(events):
            later = events[index + 1 : index + 1 + NEIGHBOURS]
            following.setdefault(event.id, {}).update((other.id, other) for other in later)
    for id, found in following.items():
        yield ground.graph.events[id], tuple(found.values())


def look(ground: Ground, subject: tuple[Event, tuple[Event, ...]]) -> Iterator[Finding]:
    event, later = subject
    for other in later:
        if _share(event, other) and _alike(event, other) and _differ(event.date, other.date):
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
    if any(id in second.actors for id in first.actors):
        return True
    return any(id in second.places for id in first.places)


def _alike(first: Event, second: Event) -> bool:
    (one, one_sorted), (other, other_sorted) = _plain(first.text), _plain(second.text)
    # The same as token_sort_ratio, without sorting the words of each event again for each pair.
    if not fuzz.ratio(one_sorted, other_sorted, score_cutoff=ALIKE_IN_ALL):
        return False
    if fuzz.token_set_ratio(one, other) < ALIKE_IN_WORDS:
        return False
    numbers, others = _numbers(one, first.date), _numbers(other, second.date)
    return not (numbers - others and others - numbers)


def _numbers(text: str, date: PartialDate) -> Counter[str]:
    """The numbers of a text, in figures or in words, less those of its own day."""
    own = date.words.lower()
    without_year = own.rpartition(" ")[0]
    for words in (own, without_year if without_year[:1].isdigit() else own):
        text = text.replace(words, "")
    return Counter(_NUMBER.findall(text))


@lru_cache(maxsize=100_000)
def _plain(text: str) -> tuple[str, str]:
    """The words of a text without its citations, as written and in the order of the alphabet."""
    words = "".join(map(_shown, references.scan(text).pieces)).lower().split()
    return " ".join(words), " ".join(sorted(words))


def _shown(piece: str | references.Reference) -> str:
    if isinstance(piece, str):
        return piece
    return piece.node.words or piece.id if isinstance(piece.node, RecordLink) else ""
