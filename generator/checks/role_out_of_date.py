"""Somebody is given an office that, by their own record, they did not hold on that day.

Why: "President" before the election tells readers something false about who decided.

Before:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        role: Mayor of Port Ansel
        date: 2028-03
        text: Spoke for the ferry.
        sources: [coast-wire-2031-06-30]

After:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        role: Member of the council
        date: 2028-03
        text: Spoke for the ferry.
        sources: [coast-wire-2031-06-30]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator import references
from generator.dates import PartialDate
from generator.diagnostics import Related, Severity
from generator.document import RecordLink
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, Skip, record_finding, statement_finding, statements
from generator.model import Actor, Event, Role, Unnamed
from generator.views.attribution import day_of

SEVERITY = Severity.ERROR

_EXCUSES = re.compile(
    r"\b(?:former|then|future|later|ex|past|next|outgoing|incoming)\b", re.IGNORECASE
)


def subjects(ground: Ground) -> Iterator[Event | PlacedStatement]:
    """Every statement that names an office, and every event whose text links to an actor."""
    yield from (p for p in statements(ground) if p.statement.role)
    yield from (e for e in ground.graph.events.values() if "[[" in e.text)


def look(ground: Ground, subject: Event | PlacedStatement) -> Iterator[Finding | Skip]:
    if isinstance(subject, PlacedStatement):
        statement = subject.statement
        if not isinstance(statement.speaker, Unnamed) and statement.role:
            actor = ground.graph.actors[statement.speaker]
            wrong = _wrong_role(actor, statement.role, day_of(ground.graph, subject))
            if isinstance(wrong, Skip):
                yield wrong
            elif wrong is not None:
                yield statement_finding(ground, subject, ("role",), *_told(ground, actor, wrong))
        return
    for reference in references.scan(subject.text).references:
        link = reference.node
        linked = ground.graph.actors.get(reference.id) if isinstance(link, RecordLink) else None
        if linked is None or not isinstance(link, RecordLink) or not link.words:
            continue
        wrong = _wrong_role(linked, link.words, subject.date)
        if isinstance(wrong, Role):
            message, help, related = _told(ground, linked, wrong)
            finding = record_finding(ground, subject, ("text",), message, help, related)
            place = ground.place_inside(subject, ("text",), subject.text, reference.offset)
            yield Finding(finding.record_id, place, message, help, (related,))


def _told(ground: Ground, actor: Actor, role: Role) -> tuple[str, str, Related]:
    held = " to ".join(d.words for d in (role.start, role.end) if d)
    message = f'"{actor.id}" was not {role.title} on that day, but from {held}'
    help = "write the office of that day, or put former, then or future before it"
    place = ground.graph.library.origins[actor.id].at(("roles",))
    return message, help, Related(place, "the offices of the record")


def _wrong_role(actor: Actor, words: str, day: PartialDate | None) -> Role | Skip | None:
    """A role that the words name and that nobody could hold on that day; None where all is well."""
    named = [role for role in actor.roles if _head(role.title).search(words)]
    if not named or _EXCUSES.search(words):
        return None
    if day is None or any(role.start is None and role.end is None for role in named):
        return Skip("the day of the office is not known")
    return None if any(_can_hold(role, day) for role in named) else named[0]


def _can_hold(role: Role, day: PartialDate) -> bool:
    """Whether the office and the day can overlap at all."""
    begins = role.start.first_day if role.start else None
    ends = role.end.last_day if role.end else None
    starts_after = begins is not None and day.last_day is not None and day.last_day < begins
    ended_before = ends is not None and day.first_day is not None and day.first_day > ends
    return not starts_after and not ended_before


@lru_cache(maxsize=10_000)
def _head(title: str) -> re.Pattern[str]:
    """The office itself, without its place: "President" of "President of Russia"."""
    head = re.split(r"\s+(?:of|for|at|in|to)\s+|,", title, maxsplit=1)[0]
    # "President" is not the vice-president's office, nor "minister" the prime minister's.
    return re.compile(
        rf"(?<!vice )(?<!vice-)(?<!deputy )(?<!prime )\b{re.escape(head)}\b", re.IGNORECASE
    )
