"""How each thing of one side is called in a report, where it stands and where readers find it."""

from __future__ import annotations

from generator.changes.change import Subject
from generator.changes.words import shortened
from generator.diagnostics import Location
from generator.graph import Graph, PlacedStatement
from generator.model import (
    Actor,
    Article,
    Event,
    Issue,
    Page,
    Place,
    Record,
    Source,
    Statement,
    Term,
    Topic,
)
from generator.values import Value
from generator.views.addresses import Address, address_of
from generator.views.names import name_of, speaker_name

KINDS = {
    Article: "article", Topic: "explainer", Issue: "issue", Event: "event", Actor: "actor",
    Place: "place", Term: "term", Source: "source", Page: "page",
}  # fmt: skip
NAME_LIMIT = 90


class Subjects(Value):
    """The things of one side. Nothing here fails where the content has mistakes."""

    graph: Graph

    def record(self, record: Record) -> Subject:
        place = self.graph.library.origins[record.id].location
        return Subject(
            KINDS[type(record)], record.id, shortened(_name(self.graph, record), NAME_LIMIT), place,
            self._address(record.id),
        )  # fmt: skip

    def statement(self, placed: PlacedStatement) -> Subject:
        origin = self.graph.library.origins[placed.carrier.id]
        name = f"{speaker_name(self.graph, placed.statement)}: {words_of(placed.statement)}"
        return Subject(
            "statement", placed.key, shortened(name, NAME_LIMIT),
            origin.at(("statements", placed.index)), self._address(placed.key),
        )  # fmt: skip

    def answer(self, record: Record, anchor: str, question: str, start: int) -> Subject:
        """One question of an explainer, or a section of a standing page, with what follows it.

        `start` is the character of the body at which it begins.
        """
        whole = self.record(record)
        origin = self.graph.library.origins[record.id]
        place = origin.inside(("body",), start) if start else whole.place
        address = f"{whole.address}#{anchor}" if whole.address and anchor else whole.address
        return Subject(
            "answer" if isinstance(record, Topic) else "section", f"{record.id}#{anchor}",
            shortened(question or _name(self.graph, record), NAME_LIMIT), place, address,
        )  # fmt: skip

    def exemption(self, record_id: str, rule: str, place: Location) -> Subject:
        return Subject("exemption", record_id, shortened(rule, NAME_LIMIT), place)

    def _address(self, id: str) -> str | None:
        try:
            found: Address = address_of(self.graph, id)
        except KeyError:  # what has mistakes may stand nowhere
            return None
        page = f"/{found.page}/" if found.page else "/"
        return f"{page}#{found.anchor}" if found.anchor else page


def words_of(statement: Statement) -> str:
    """What a statement says, in its own words before ours."""
    if statement.quote:
        return f"“{statement.quote}”"
    return statement.text or statement.position or ""


def _name(graph: Graph, record: Record) -> str:
    """What a report calls a record: more than its page does where that leans on other records."""
    match record:
        case Article():
            return record.title or record.summary
        case Event():
            return f"{record.date.words}: {record.text}"
    return name_of(graph, record)
