"""The one form in which a record is written: order of keys, lists, lines and comments."""

from __future__ import annotations

from collections.abc import Iterator

from generator.desk.comments import Entry, Group, Layout
from generator.desk.scalars import LONG, WIDTH, is_bare, key, lines_of, meant, one_line
from generator.schema.shapes import Allowed, Type, shape_of
from generator.source import Scalar

STEP = 2
_UNKNOWN = Allowed(Type.TEXT)


def write(layout: Layout, kind: str, text: str) -> str:
    """A file of records of one kind ("articles"), as text; `text` shows what stood on one line."""
    record = Allowed(Type.GROUP, group=shape_of(kind))
    allowed = Allowed(Type.LIST, item=record, may_be_one=True)
    root = layout.root
    lines = _tidy(layout.head)
    writer = _Writer(text)
    if root.is_list:
        _set_apart(root, writer, allowed)
    lines += writer.block(root, 0, allowed)
    return "\n".join(lines) + "\n"


def _set_apart(root: Group, writer: _Writer, allowed: Allowed) -> None:
    """One empty line between records; records of one line each stand together like a table."""
    tables = [writer.is_inline(entry, allowed.item or _UNKNOWN) for entry in root.entries]
    for number, entry in enumerate(root.entries[1:], start=1):
        if not (tables[number - 1] and tables[number]):
            entry.before.insert(0, "")


class _Writer:
    def __init__(self, text: str) -> None:
        self.text = text

    def block(self, group: Group, indent: int, allowed: Allowed) -> list[str]:
        """The lines of a list or of keys, one below the other."""
        lines: list[str] = []
        for entry, inner in _in_order(group, allowed):
            before = [*entry.before]
            if not lines:
                before = _without_first_blanks(before)
            found = self._entry(entry, indent, inner, before)
            lines += [*_at(_tidy(before), indent), *found]
        return [*lines, *_at(_tidy(group.tail), indent)]

    def _entry(self, entry: Entry, indent: int, allowed: Allowed, before: list[str]) -> list[str]:
        """The lines of a key or an item; what must stand above them is added to `before`."""
        margin = " " * indent
        lead = f"{margin}{key(entry.key.text)}:" if entry.key else f"{margin}-"
        value = entry.value
        if isinstance(value, Scalar):
            lines = lines_of(value, lead, indent + STEP)
            if len(entry.after) > 1 and len(lines) > 1:
                before += entry.after
                return lines
            return _with_comment(lines, entry.after)
        inline = self._inline(value, lead, allowed)
        if inline is not None:
            return _with_comment([inline], entry.after)
        if entry.key is None and not value.is_list:
            return self._record(entry, value, indent, allowed, before)
        return [*_with_comment([lead], entry.after), *self.block(value, indent + STEP, allowed)]

    def _record(
        self, entry: Entry, value: Group, indent: int, allowed: Allowed, before: list[str]
    ) -> list[str]:
        """An item that has keys: the first stands behind the dash, its comments above the dash."""
        before += entry.after
        lines = self.block(value, indent + STEP, allowed)
        skipped = next(n for n, line in enumerate(lines) if not _is_comment(line))
        before += [line.strip() for line in lines[:skipped]]
        return [f"{' ' * indent}- {lines[skipped].lstrip()}", *lines[skipped + 1 :]]

    def is_inline(self, entry: Entry, allowed: Allowed) -> bool:
        value = entry.value
        return isinstance(value, Group) and self._inline(value, "-", allowed) is not None

    def _inline(self, group: Group, lead: str, allowed: Allowed) -> str | None:
        """The line of a group in brackets; None where it is to stand line by line."""
        if group.owner is None or not _fits_brackets(group):
            return None
        if not group.entries:
            return f"{lead} {'[]' if group.is_list else '{}'}"
        if not group.is_flow and not _are_ids(group, allowed):
            return None
        if allowed.item and allowed.item.type is Type.PROSE:
            return None
        line = f"{lead} {_in_brackets(group, allowed)}"
        was_one_line = group.is_flow and "\n" not in self.text[group.start : group.end]
        return line if len(line) <= (LONG if was_one_line else WIDTH) else None


def _in_order(group: Group, allowed: Allowed) -> list[tuple[Entry, Allowed]]:
    """The entries as they are to be written, each with what its value holds.

    A key that no record has stays behind the key that it was typed behind.
    """
    if group.is_list:
        return [(entry, allowed.item or allowed) for entry in group.entries]
    shape = (allowed.item or allowed).group
    by_name = {field.name: field.value for field in shape.fields} if shape else {}
    ranks = {name: rank for rank, name in enumerate(by_name)}
    rank, found = -1, []
    for entry in group.entries:
        name = entry.key.text if entry.key else ""
        rank = ranks.get(name, rank)
        found.append((rank, entry, by_name.get(name, _UNKNOWN)))
    found.sort(key=lambda item: item[0])
    return [(entry, inner) for _, entry, inner in found]


def _in_brackets(group: Group, allowed: Allowed) -> str:
    parts = []
    for entry, inner in _in_order(group, allowed):
        value = entry.value
        shown = (
            one_line(value, in_flow=True)
            if isinstance(value, Scalar)
            else _in_brackets(value, inner)
        )
        parts.append(f"{key(entry.key.text)}: {shown}".rstrip() if entry.key else shown)
    return f"[{', '.join(parts)}]" if group.is_list else f"{{{', '.join(parts)}}}"


def _are_ids(group: Group, allowed: Allowed) -> bool:
    """Whether a list that was typed line by line holds nothing but ids, so that one line will do."""
    item = allowed.item
    return (
        group.is_list
        and item is not None
        and (item.bare or item).type is Type.REFERENCE
        and all(
            isinstance(e.value, Scalar) and is_bare(meant(e.value), True) for e in group.entries
        )
    )


def _fits_brackets(group: Group) -> bool:
    """Whether brackets can hold the group: they have no room for a comment or a key without value."""
    return not group.tail and all(
        not any(entry.before)
        and not entry.after
        and (
            not entry.value.is_null
            if isinstance(entry.value, Scalar)
            else _fits_brackets(entry.value)
        )
        for entry in group.entries
    )


def _with_comment(lines: list[str], after: list[str]) -> list[str]:
    """Behind the first line, two spaces away; what goes on stands under it in the same column."""
    if not after:
        return lines
    column = len(lines[0]) + 2
    first, *others = after
    return [f"{lines[0]}  {first}", *(" " * column + line for line in others), *lines[1:]]


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _at(lines: list[str], indent: int) -> Iterator[str]:
    return (" " * indent + line if line else "" for line in lines)


def _without_first_blanks(lines: list[str]) -> list[str]:
    start = next((n for n, line in enumerate(lines) if line), len(lines))
    return lines[start:]


def _tidy(lines: list[str]) -> list[str]:
    """Comments with no two empty lines in a row."""
    return [line for n, line in enumerate(lines) if line or n == 0 or lines[n - 1]]
