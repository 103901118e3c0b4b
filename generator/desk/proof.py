"""Whether two readings of the content mean the same, but for one id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from generator.desk.uses import Use, fingerprint_under, renamed_key, uses_in_records
from generator.graph import Graph
from generator.load import Library
from generator.model import Part, Path, Record
from generator.quotes.lock import Entry, Quoted, states


def difference(
    before: Graph, after: Library, old: str, new: str, *, is_known: bool = True
) -> str | None:
    """The first record, or quotation, that says something else than before; None where none does.

    `after` are the files that were changed, read anew. Each of their records, as it was before but
    with `new` written wherever it names `old`, must be that of after to the last character; one that
    is known keeps `old` in `formerly`.
    """
    by_record: dict[str, list[Use]] = defaultdict(list)
    for use in uses_in_records(before, old):
        by_record[use.record_id].append(use)
    records = before.library.records
    for now in after.records.values():
        record = records.get(old if now.id == new else now.id)
        if record is None or _values(now) != _expected(
            record, by_record.pop(record.id, []), old, new, is_known
        ):
            return f'"{now.id}"'
    if by_record or (old in records and new not in after.records):
        return f'"{next(iter(by_record), new)}"'
    return _quotation_that_differs(before, after.quote_entries, old, new)


def _quotation_that_differs(
    before: Graph, entries: Sequence[Entry], old: str, new: str
) -> str | None:
    """The first quotation of which the lock says something else than before."""
    if not entries:
        return None
    quoted = [
        Quoted(
            renamed_key(placed.key, old, new) or placed.key,
            new if placed.carrier.id == old else placed.carrier.id,
            fingerprint_under(placed, old, new),
        )
        for placed in before.statements.values()
        if placed.statement.quote is not None
    ]
    now = states(quoted, entries)
    for key, checked in before.quotations.items():
        if now[renamed_key(key, old, new) or key].state is not checked.state:
            return f'the quotation "{key}"'
    return None


def _expected(record: Record, uses: list[Use], old: str, new: str, is_known: bool) -> Any:
    values = _values(record)
    # From the end, so that an offset still holds when it comes to it.
    for use in sorted(uses, key=lambda use: use.offset or 0, reverse=True):
        holder, step = _holder(values, use.path)
        at = use.offset or 0
        holder[step] = f"{holder[step][:at]}{new}{holder[step][at + len(old) :]}"
    if record.id == old:
        values["id"] = new
        values["formerly"] += [old] if is_known and old not in record.formerly else []
    for statement in values.get("statements", ()):
        if statement["id"] == old:
            statement["id"] = new
    return values


def _holder(values: Any, path: Path) -> tuple[Any, Any]:
    """What holds the value at a path, and under which key or number."""
    for step in path[:-1]:
        values = values[step]
    return values, path[-1]


def _values(record: Record) -> Any:
    """All of a record as lists and keys that can be changed."""
    return _loosened(record)


def _loosened(value: Any) -> Any:
    if isinstance(value, Part):
        return {key: _loosened(inner) for key, inner in value}
    if isinstance(value, tuple):
        return [_loosened(inner) for inner in value]
    return value
