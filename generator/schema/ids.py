"""The ids that exist, each with what it stands for, so that references can be completed."""

from __future__ import annotations

from collections.abc import Iterable

from generator.graph import Graph
from generator.model import (
    ID_LIMIT,
    Actor,
    Event,
    Issue,
    Place,
    Record,
    Source,
    Statement,
    Term,
    Topic,
)
from generator.references import ID_PATTERN
from generator.values import Value, field
from generator.views.names import speaker_name

LABEL_LIMIT = 120


class Known(Value):
    """Ids by folder ("statements" among them), in alphabetical order, each with a label or "".

    `rules` are the codes from which a record can be exempt; none where they are not looked at.
    """

    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    rules: tuple[str, ...] = ()

    def of(self, kinds: Iterable[str]) -> dict[str, str]:
        """The ids of these kinds, of all kinds if empty, with their labels."""
        folders = tuple(kinds) or tuple(self.labels)
        found = {
            id: label for folder in folders for id, label in self.labels.get(folder, {}).items()
        }
        return dict(sorted(found.items()))


def known(graph: Graph, rules: Iterable[str] = ()) -> Known:
    """Every id that is taken, also by records that could not be made.

    A file that lies in no kind's folder may be meant as any kind, as the graph sees it.
    """
    labels: dict[str, dict[str, str]] = {}
    for id, folders in graph.library.folders_by_id.items():
        # A record with an impossible id is remembered by it, but nothing may name it.
        for folder in folders if _can_be_named(id) else ():
            labels.setdefault(folder, {})[id] = _label(graph, id)
    anywhere = labels.pop("", {})
    for folder in labels:
        labels[folder] = dict(sorted((labels[folder] | anywhere).items()))
    return Known(dict(sorted(labels.items())), tuple(sorted(rules)))


def _can_be_named(id: str) -> bool:
    return ID_PATTERN.fullmatch(id) is not None and len(id) <= ID_LIMIT


def _label(graph: Graph, id: str) -> str:
    if id in graph.statements:
        label = _of_statement(graph, graph.statements[id].statement)
    else:
        label = _of_record(graph.library.records.get(id))
    words = " ".join(label.split())
    return words if len(words) <= LABEL_LIMIT else words[: LABEL_LIMIT - 1].rstrip() + "…"


def _of_record(record: Record | None) -> str:
    match record:
        case Actor() | Place():
            return record.name
        case Term():
            return record.term
        case Source():
            day = f", {record.date.words}" if record.date else ""
            return f"{record.publisher}{day}: {record.title}"
        case Topic():
            return record.title
        case Issue():
            return record.title or record.question
        case Event():
            return f"{record.date.words}: {record.text}"
    return ""


def _of_statement(graph: Graph, statement: Statement) -> str:
    day = f", {statement.date.words}" if statement.date else ""
    said = f"“{statement.quote}”" if statement.quote else statement.text or statement.position
    return f"{speaker_name(graph, statement)}{day}: {said}"
