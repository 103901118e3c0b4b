"""Files that are as they were: their records are known, and places in them are looked for when asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from generator import cache, source
from generator.diagnostics import Location
from generator.listing import File
from generator.load.library import Entered
from generator.load.parsing import read_file
from generator.model import Record
from generator.source import LazyOrigin, Origin
from generator.values import Value


def unparsed(
    kind: type[Record],
    file: File,
    stamp: cache.Stamp,
    records: Iterable[tuple[Record, int, int]],
) -> Entered:
    """Records of a file, each with the line and the column where it begins, as it gave them with this stamp.

    It is parsed again once somebody asks for a place in it: its syntax takes several times the room of its
    records.
    """
    waiting = _Unparsed(file, kind, stamp)
    places = ((record, Location(file.shown, line, column)) for record, line, column in records)
    return tuple(
        (record, LazyOrigin(place, _OriginOf(waiting, number, place)))
        for number, (record, place) in enumerate(places)
    )


@dataclasses.dataclass(slots=True)
class _Unparsed:
    file: File
    kind: type[Record]
    stamp: cache.Stamp
    origins: list[Origin] | None = None

    def origin(self, number: int, place: Location) -> Origin:
        """That of one of its records; no more than its place where the file is another by now."""
        if self.origins is None:
            given = read_file(self.kind, self.file)
            is_same = given.stamp == self.stamp
            self.origins = [written.origin for written in given.written] if is_same else []
        if number < len(self.origins):
            return self.origins[number]
        return Origin(source.Mapping(place, ()))


class _OriginOf(Value):
    """What finds the origin of one record of such a file; there is one for each record."""

    unparsed: _Unparsed
    number: int
    place: Location

    def __call__(self) -> Origin:
        return self.unparsed.origin(self.number, self.place)
