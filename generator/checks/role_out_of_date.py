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
from generator.diagnostics import Location, Related, Severity
from generator.document import RecordLink
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, Skip, statements
from generator.model import Actor, Event, Path, Record, Role, Unnamed
from generator.values import Value
from generator.views.attribution import day_of

SEVERITY = Severity.ERROR

_EXCUSES = re.compile(
    r"\b(?:former|then|future|later|ex|past|next|outgoing|incoming|acting|candidate|elect|designate)\b",
    re.IGNORECASE,
)
# Offices that say nothing without their field: two ministers are not one office.
_OF_A_FIELD = re.compile(
    r"(?:(?P<rank>.*) )?(?P<office>adviser|advisor|aide|ambassador|chair|chairman|chairwoman|director"
    r"|head|member|minister|representative|secretary)",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"(?:U\.?S\.?|U\.?K\.?|E\.?U\.?|U\.?N\.?|Federal|[A-Z]\w+(?:an|ch|ese|ish)) (?=\w)"
)
_OWN_OFFICES = ("foreign", "general", "permanent", "press", "prime")
_LINK = re.compile(r" (?:of|for|at|in|to)(?: the)? ")
# The vice-president is no president, and an aide to President Smith is not the President.
_NOT_BEHIND = "".join(
    f"(?<!{word})"
    for word in (
        "vice ", "vice-", "deputy ", "deputy-", "assistant ", "under ", "under-", "shadow ",
        "prime ", " of ", " for ", " by ", " to ", " of the ", " to the ", "-",
    )
)  # fmt: skip


class Given(Value):
    """Words that may give an actor an office; `offset` is where in the field a link stands."""

    actor: Actor
    words: str
    path: Path
    text: str = ""
    offset: int | None = None


def subjects(ground: Ground) -> Iterator[Event | PlacedStatement]:
    """Every statement that names an office or links to a record, and every event that links."""
    for placed in statements(ground):
        statement = placed.statement
        if statement.role or "[[" in f"{statement.text} {statement.position}":
            yield placed
    yield from (event for event in ground.graph.events.values() if "[[" in event.text)


def look(ground: Ground, subject: Event | PlacedStatement) -> Iterator[Finding | Skip]:
    day = subject.date if isinstance(subject, Event) else day_of(ground.graph, subject)
    record = subject if isinstance(subject, Event) else subject.carrier
    number = None if isinstance(subject, Event) else subject.index
    skipped = None
    for given in _given(ground, subject):
        wrong = _wrong_role(given.actor, given.words, day)
        if isinstance(wrong, Skip):
            skipped = wrong
        elif wrong is not None:
            message = f'"{given.actor.id}" was not {wrong.title} on that day, but {_held(wrong)}'
            help = "write the office of that day, or put former, then or future before it"
            origin = ground.graph.library.origins[given.actor.id]
            related = Related(origin.at(("roles",)), "the offices of the record")
            place = _place(ground, record, given)
            yield Finding(record.id, place, message, help, (related,), number)
    if skipped:
        yield skipped


def _given(ground: Ground, subject: Event | PlacedStatement) -> Iterator[Given]:
    if isinstance(subject, Event):
        yield from _linked(ground, ("text",), subject.text)
        return
    statement, path = subject.statement, ("statements", subject.index)
    if statement.role and not isinstance(statement.speaker, Unnamed):
        yield Given(ground.graph.actors[statement.speaker], statement.role, (*path, "role"))
    yield from _linked(ground, (*path, "text"), statement.text or "")
    yield from _linked(ground, (*path, "position"), statement.position or "")


def _linked(ground: Ground, path: Path, text: str) -> Iterator[Given]:
    for reference in references.scan(text).references:
        link, actor = reference.node, ground.graph.actors.get(reference.id)
        if actor is not None and isinstance(link, RecordLink) and link.words:
            yield Given(actor, link.words, path, text, reference.offset)


def _place(ground: Ground, record: Record, given: Given) -> Location:
    if given.offset is None:
        return ground.place(record, given.path)
    return ground.place_inside(record, given.path, given.text, given.offset)


def _held(role: Role) -> str:
    start, end = (day.words if day else "" for day in (role.start, role.end))
    if not start:
        return f"until {end}"
    return f"from {start} to {end}" if end else f"from {start}"


def _wrong_role(actor: Actor, words: str, day: PartialDate | None) -> Role | Skip | None:
    """A role that the words name and that nobody could hold on that day; None where all is well."""
    named = [role for role in actor.roles if _office(role.title).search(words)]
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
def _office(title: str) -> re.Pattern[str]:
    """The office in other words: "President" of "President of Russia", and "Foreign Minister" as
    well as "Minister of Foreign Affairs" of "Minister of Foreign Affairs of Russia"."""
    head, *rest = _LINK.split(title.partition(",")[0], maxsplit=2)
    head, field = _WHOSE.sub("", head), rest[0] if rest else ""
    match = _OF_A_FIELD.fullmatch(head)
    forms = [re.escape(head)]
    rank = match["rank"] or "" if match else ""
    if match and field and not rank.lower().endswith(_OWN_OFFICES):
        short = re.escape(f"{rank} {field.removesuffix(' Affairs')} {match['office']}".strip())
        forms = [rf"{re.escape(head)} (?:of|for|at|in|to) (?:the )?{re.escape(field)}", short]
    return re.compile(rf"{_NOT_BEHIND}\b(?:{'|'.join(forms)})\b", re.IGNORECASE)
