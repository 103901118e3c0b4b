"""Edits of a file at exact places: all other bytes of it stay as they are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from generator.diagnostics import Location
from generator.values import Value


class Edit(Value, order=True):
    """At `place` stands `old`, and `new` is to stand there; an empty `old` puts `new` in."""

    place: Location
    old: str
    new: str


class EditError(ValueError):
    """What was to be replaced does not stand at its place; `place` says where."""

    def __init__(self, edit: Edit) -> None:
        super().__init__(f'"{edit.old}" is not written here letter by letter')
        self.place = edit.place


# As source.py reads line ends: columns and lines are counted in what it makes of them.
_LINE_END = re.compile(r"\r\n|\r|\n")


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a UTF-8 file after all edits; a byte-order mark and line ends are kept.

    Edits of one place are made once. A line that is put in ends as the first line of the file does.
    Errors: EditError where another text stands at the place of an edit.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode("utf-8")
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    line_end = ends[0].group() if ends else "\n"
    for edit in sorted(set(edits), reverse=True):
        if edit.place.line > len(starts):
            raise EditError(edit)
        at = starts[edit.place.line - 1] + edit.place.column - 1
        if text[at : at + len(edit.old)] != edit.old:
            raise EditError(edit)
        new = edit.new.replace("\n", line_end)
        text = f"{text[:at]}{new}{text[at + len(edit.old) :]}"
    return mark + text.encode("utf-8")
