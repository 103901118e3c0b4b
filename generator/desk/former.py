"""Where in a file the line stands that keeps a record's old id: `formerly: [old]`."""

from __future__ import annotations

from collections.abc import Sequence as Lines

from generator.desk.edits import Edit
from generator.diagnostics import Location
from generator.source import Mapping, Node, Origin, Scalar, Sequence


def former_id_added(origin: Origin, lines: Lines[str], old: str) -> Edit:
    """The edit that adds an id to `formerly` of a record, as the last of the list.

    `lines` are those of the record's file. Where there is no list yet, it comes below `id:`, else
    before the first key.
    """
    assert isinstance(origin.node, Mapping)
    known = origin.node.get("formerly")
    return _first(origin.node, lines, old) if known is None else _further(known, lines, old)


def _further(known: Node, lines: Lines[str], old: str) -> Edit:
    if isinstance(known, Scalar):
        return Edit(
            known.location, known.raw, f"[{known.raw}, {old}]" if known.raw else f" [{old}]"
        )
    assert isinstance(known, Sequence)
    if not known.items:
        return Edit(_after(known.location, 1), "", old)
    last = known.items[-1]
    assert isinstance(last, Scalar)
    if _is_at(known.location, "[", lines):
        return Edit(_after(last.location, len(last.raw)), "", f", {old}")
    line = lines[last.location.line - 1]
    return Edit(_end_of(last.location, line), "", f"\n{line[: last.location.column - 1]}{old}")


def _first(record: Mapping, lines: Lines[str], old: str) -> Edit:
    place = record.location
    if _is_at(place, "{", lines):
        return Edit(_after(place, 1), "", f"formerly: [{old}], ")
    key, value = record.key("id"), record.get("id")
    if key is not None and value is not None:
        indent = " " * (key.location.column - 1)
        line = lines[value.location.line - 1]
        return Edit(_end_of(value.location, line), "", f"\n{indent}formerly: [{old}]")
    if record.entries:
        first = record.entries[0][0].location
        indent = " " * (first.column - 1)
        return Edit(Location(first.path, first.line), "", f"{indent}formerly: [{old}]\n")
    if lines[0].rstrip() == "---":  # front matter without a key
        return Edit(Location(place.path, 2), "", f"formerly: [{old}]\n")
    return Edit(Location(place.path), "", f"---\nformerly: [{old}]\n---\n")


def _is_at(place: Location, character: str, lines: Lines[str]) -> bool:
    return lines[place.line - 1][place.column - 1 :].startswith(character)


def _after(place: Location, characters: int) -> Location:
    return Location(place.path, place.line, place.column + characters)


def _end_of(place: Location, line: str) -> Location:
    return Location(place.path, place.line, len(line) + 1)
