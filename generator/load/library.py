"""All records by id, as they were written."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from generator.model import Record
from generator.naming import Names
from generator.quotes.lock import Entry
from generator.source import Origin
from generator.values import Value, field

# The records of one file, each with its origin.
Entered = tuple[tuple[Record, Origin], ...]


class Damaged(Value):
    """What an editor wrote for a record that the model refused."""

    kind: type[Record]
    values: dict[str, Any]
    origin: Origin


class Library(Value, dict=True):
    """All records by id, as they were written, each with its origin.

    Records keep the order of their files' paths and, within a file, the order written there.
    `folders_by_id` knows every id that is taken, "statements" among the folders, also by files
    and records that could not be read: who names them makes no second mistake. An id in such a file
    has each folder that it may belong to. `damaged` are records with mistakes, whose references can
    be looked at all the same. `quote_entries` are what quotes.lock says of quotations that were
    compared with their texts.
    """

    records: dict[str, Record] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    folders_by_id: dict[str, frozenset[str]] = field(default_factory=dict)
    damaged: list[Damaged] = field(default_factory=list)
    quote_entries: list[Entry] = field(default_factory=list)

    @cached_property
    def id_by_former_id(self) -> dict[str, str]:
        """What records were called -> what they are called now."""
        found: dict[str, str] = {}
        for record in self.records.values():
            for former in record.formerly:
                if former != record.id:
                    found.setdefault(former, record.id)
        return found

    def of(self, kind: type[Record]) -> tuple[Any, ...]:
        return tuple(record for record in self.records.values() if isinstance(record, kind))

    @cached_property
    def names(self) -> Names:
        """What all records are called, those with mistakes too."""
        whole = ((type(r).folder, id, dict(r)) for id, r in self.records.items())
        broken = ((d.kind.folder, str(d.values["id"]), d.values) for d in self.damaged)
        return Names((*whole, *broken))
