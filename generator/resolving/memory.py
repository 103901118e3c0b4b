"""What a process that reads again and again keeps of the references that it followed."""

from __future__ import annotations

from collections.abc import KeysView, Sequence
from dataclasses import dataclass, field

from generator.graph import Graph, Mention, PlacedStatement
from generator.load import Library, Listed
from generator.model import Record

# What a record names, and where.
Led = tuple[tuple[str, Mention], ...]
# The statements of each carrier, by its id.
Placed = dict[str, tuple[Record, tuple[PlacedStatement, ...]]]


@dataclass
class Followed:
    """What was made of each record without a mistake, for a process that reads again.

    Where its references `led` and how its statements are `placed` is believed of a record that is the very
    same, as long as all ids are what they were, and the same of them are records. `mentions` are what `led`
    comes to, None where other records had mistakes. `graph` is all of it, with the exemptions that were
    `listed`; None where anything was wrong.
    """

    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    records: KeysView[str] = field(default_factory=lambda: {}.keys())
    led: dict[str, tuple[Record, Led]] = field(default_factory=dict)
    placed: Placed = field(default_factory=dict)
    mentions: dict[str, tuple[Mention, ...]] | None = None
    graph: Graph | None = None
    listed: Sequence[Listed] = ()

    def is_of(self, library: Library) -> bool:
        return self.ids == library.folders_by_id and self.records == library.records.keys()

    def led_by(self, record: Record) -> Led | None:
        """What a record names and where; None where it must be followed."""
        known, led = self.led.get(record.id, (None, ()))
        return led if known is record else None

    def placed_in(self, record: Record) -> tuple[PlacedStatement, ...] | None:
        """The statements that a record carries; None where they must be placed."""
        known, placed = self.placed.get(record.id, (None, ()))
        return placed if known is record else None
