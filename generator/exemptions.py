"""Exemptions from rules: data with an owner and an end, never silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.diagnostics import Location
from generator.load import Library, Listed
from generator.model import Article, Exemption, Issue, Path
from generator.source import Origin
from generator.values import Value

# For what an editor cannot write at the record itself.
LIST = "site_config/exemptions.yml"


class Granted(Value):
    """One exemption: what it covers and where it is written.

    `record_id` is the record; `statement` the number of its statement, None for the whole record.
    `place` is that of the rule's name, `until_place` that of its end.
    """

    record_id: str
    exemption: Exemption
    place: Location
    until_place: Location
    statement: int | None = None

    def covers(self, code: str, record_id: str, statement: int | None) -> bool:
        """Whether it lets a finding pass: that of the record, or of the one statement."""
        return (
            self.exemption.rule == code
            and self.record_id == record_id
            and self.statement in (None, statement)
        )

    def has_ended(self, today: date) -> bool:
        last = self.exemption.until.last_day
        return last is not None and last < today


def granted(library: Library, listed: Sequence[Listed]) -> Iterator[Granted]:
    """Every exemption: those of records and statements, and those of the list."""
    for record in library.records.values():
        origin = library.origins[record.id]
        for index, exemption in enumerate(record.exempt):
            yield Granted(record.id, exemption, *_places(origin, ("exempt", index)))
        if isinstance(record, (Article, Issue)):
            for number, statement in enumerate(record.statements):
                for index, exemption in enumerate(statement.exempt):
                    places = _places(origin, ("statements", number, "exempt", index))
                    yield Granted(record.id, exemption, *places, number)
    for entry in listed:
        yield Granted(entry.record_id, entry.exemption, entry.place, entry.place)


def _places(origin: Origin, path: Path) -> tuple[Location, Location]:
    return origin.at((*path, "rule")), origin.at((*path, "until"))
