"""A long row of events cut into periods that can be folded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from generator.model import Event
from generator.values import Value

# A row up to this long stands open in one piece; periods are filled up to the other number.
OPEN_LIMIT = 12
PERIOD_SIZE = 12


class Stretch(Value):
    """`title` is "2014" or "1949 to 1990"; "" where the whole row is one stretch."""

    title: str
    events: tuple[Event, ...]


def key_events(events: Sequence[Event], chosen: Collection[str]) -> tuple[Event, ...]:
    """The events that tell a long row in short: those chosen, and of a period without any the first
    and the one in its middle.

    The whole row where it is short.
    """
    kept: list[Event] = []
    for stretch in stretches(events):
        if not stretch.title:
            return stretch.events
        kept += [e for e in stretch.events if e.id in chosen] or _spread(stretch.events)
    return tuple(kept)


def _spread(events: tuple[Event, ...]) -> tuple[Event, ...]:
    return (events[0], events[len(events) // 2]) if len(events) > 1 else events


def stretches(events: Sequence[Event]) -> tuple[Stretch, ...]:
    """The events, oldest first, in periods of whole years; a full year stands alone."""
    if len(events) <= OPEN_LIMIT:
        return (Stretch("", tuple(events)),) if events else ()
    years = [(year, tuple(found)) for year, found in groupby(events, lambda e: e.date.year)]
    periods: list[tuple[int, int, tuple[Event, ...]]] = []
    for year, found in years:
        if periods and len(periods[-1][2]) + len(found) <= PERIOD_SIZE:
            first, _, before = periods[-1]
            periods[-1] = (first, year, (*before, *found))
        else:
            periods.append((year, year, found))
    return tuple(
        Stretch(str(first) if first == last else f"{first} to {last}", found)
        for first, last, found in periods
    )
