"""What is to be done, the most urgent first: what the rules found, and what records say themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from pathlib import Path

from generator.desk.uses import lines_of
from generator.diagnostics import Diagnostic, Location, Severity
from generator.exemptions import Granted
from generator.graph import Graph
from generator.source import comments
from generator.values import Value

ENDS_SOON_DAYS = 30


class Group(Enum):
    """Kinds of tasks, the most urgent first, each with what one of them is called.

    A record is one task, however many quotations of it were never compared.
    """

    MISTAKE = "mistake"
    EXPIRED = "expired exemption"
    CHANGED = "changed quotation"
    PLACEHOLDER = "placeholder source"
    OVERDUE = "overdue review"
    ENDING = "ending exemption"
    CONFIRM = "unconfirmed suggestion"
    DRAFT = "draft"
    NOTED = "noted task"
    UNVERIFIED = "unverified quotations"
    ORPHAN = "orphan"


# What a rule has found is not looked for again. Errors of other codes are mistakes.
_GROUP_BY_CODE = {
    "changed-quote": Group.CHANGED,
    "draft": Group.DRAFT,
    "expired-exemption": Group.EXPIRED,
    "orphan-record": Group.ORPHAN,
    "placeholder-source": Group.PLACEHOLDER,
    "review-overdue": Group.OVERDUE,
    "unverified-quote": Group.UNVERIFIED,
}


class Task(Value):
    """One thing to do: where, what, and the day by which it is or was due, where there is one."""

    group: Group
    place: Location
    text: str
    due: date | None = None


def tasks(
    graph: Graph, diagnostics: Iterable[Diagnostic], exemptions: Iterable[Granted],
    project_dir: Path, today: date,
) -> tuple[Task, ...]:  # fmt: skip
    """All tasks: by group, then the one due first, then by place.

    `diagnostics` are those of a whole check on that day.
    """
    by_rules = tuple(_found_by_rules(graph, diagnostics, exemptions))
    told = {task.place for task in by_rules if task.group is Group.DRAFT}
    found = [
        *by_rules,
        *_ending(exemptions, today),
        # Rules wait until mistakes are mended; what is a draft is plain before.
        *(draft for draft in _drafts(graph) if draft.place not in told),
        *_noted(graph, project_dir),
    ]
    order = list(Group)
    return tuple(
        sorted(found, key=lambda t: (order.index(t.group), t.due or date.max, t.place, t.text))
    )


def _found_by_rules(
    graph: Graph, diagnostics: Iterable[Diagnostic], exemptions: Iterable[Granted]
) -> Iterator[Task]:
    due = {grant.until_place: grant.exemption.until.last_day for grant in exemptions}
    for topic in graph.topics.values():
        if topic.review_by is not None:
            place = graph.library.origins[topic.id].at(("review_by",))
            due[place] = topic.review_by.last_day
    for found in diagnostics:
        group = _GROUP_BY_CODE.get(found.code)
        is_error = found.severity is Severity.ERROR
        if is_error and group in (None, Group.DRAFT):
            group = Group.MISTAKE
        if group is not None:
            has_day = group in (Group.OVERDUE, Group.EXPIRED)
            text = f"{found.message} [{found.code}]" if group is Group.MISTAKE else found.message
            yield Task(group, found.location, text, due.get(found.location) if has_day else None)


def _ending(exemptions: Iterable[Granted], today: date) -> Iterator[Task]:
    """Exemptions that end soon; those that have ended are found by the check."""
    for grant in exemptions:
        last = grant.exemption.until.last_day
        if last is not None and 0 <= (last - today).days <= ENDS_SOON_DAYS:
            exempt = grant.exemption
            text = f"{exempt.owner}: the exemption from {exempt.rule} ends on {exempt.until.words}"
            yield Task(Group.ENDING, grant.until_place, text, last)


def _drafts(graph: Graph) -> Iterator[Task]:
    for record in graph.library.records.values():
        if getattr(record, "draft", False):
            place = graph.library.origins[record.id].at(("draft",))
            yield Task(Group.DRAFT, place, f'"{record.id}" is a draft')


# --- what an editor has noted in a comment ---------------------------------------------------

_MAY_BE_NOTED = re.compile(r"#[ \t]*(?:confirm|todo|fixme)\b", re.IGNORECASE)
_NOTED = re.compile(r"(?P<mark>confirm|todo|fixme)\b[ \t]*:?[ \t]*(?P<words>.*)", re.IGNORECASE)


def _noted(graph: Graph, project_dir: Path) -> Iterator[Task]:
    origins = (graph.library.origins[id] for id in graph.library.records)
    damaged = (broken.origin for broken in graph.library.damaged)
    paths = {origin.location.path for origin in (*origins, *damaged)}
    for path in sorted(paths):
        lines = lines_of(project_dir, path)
        if any(_MAY_BE_NOTED.search(line) for line in lines):
            yield from _noted_in(path, lines)


def _noted_in(path: str, lines: Sequence[str]) -> Iterator[Task]:
    for place, words in comments("\n".join(lines), path):
        noted = _NOTED.match(words)
        if noted is None:
            continue
        line = lines[place.line - 1][: place.column - 1].strip()
        is_confirm = noted["mark"].lower() == "confirm"
        text = ": ".join(part for part in (line, noted["words"]) if part) or noted["mark"]
        yield Task(Group.CONFIRM if is_confirm else Group.NOTED, place, text)
