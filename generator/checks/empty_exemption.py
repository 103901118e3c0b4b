"""An exemption gives no reason, names nobody who answers for it, or ends on a day that nobody waits for.

Why: Exemptions are shown to readers with their reason, owner and end. One without them is the silence
that exemptions are there to replace.

Before:

    # content/places/old-pier.yml
    name: The old pier
    exempt: {rule: orphan-record, why: TODO, owner: news desk, until: 2031-12-31}

After:

    # content/places/old-pier.yml
    name: The old pier
    exempt: {rule: orphan-record, why: its history follows in May, owner: news desk, until: 2031-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Location, Severity
from generator.exemptions import Granted
from generator.ground import Finding, Ground
from generator.placeholders import is_stand_in

SEVERITY = Severity.ERROR

YEARS_LIMIT = 3


def subjects(ground: Ground) -> Iterator[Granted]:
    """Every exemption, of records, statements and the list."""
    yield from ground.graph.exemptions.values()


def look(ground: Ground, granted: Granted) -> Iterator[Finding]:
    for key, wanted in (("why", "the reason"), ("owner", "who will mend it")):
        value = getattr(granted.exemption, key)
        if is_stand_in(value):
            message = f'"{value}" does not say {wanted}, and readers see it'
            yield _finding(granted, granted.place, message, f"write {key}: with {wanted}")
    last = granted.exemption.until.last_day
    if last is None or last > _years_on(ground.today):
        message = f"an exemption ends within {YEARS_LIMIT} years"
        help = "write the day by which it will be mended or looked at again"
        yield _finding(granted, granted.until_place, message, help)


def _years_on(day: date) -> date:
    return date(day.year + YEARS_LIMIT, day.month, min(day.day, 28))


def _finding(granted: Granted, place: Location, message: str, help: str) -> Finding:
    return Finding(granted.record_id, place, message, help, statement=granted.statement)
