"""All places at which a record or a statement is named, to the character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path as FilePath

from generator import references
from generator.diagnostics import Diagnostic, Location
from generator.document import Citation
from generator.exemptions import LIST
from generator.graph import Graph, PlacedStatement
from generator.load import load_exemptions
from generator.model import Event, Kind, Mark, Path, Ref, Term, marked, marked_values
from generator.quotes import lock
from generator.source import Origin, decode, read_regular_file
from generator.values import Value
from generator.views.addresses import page_of

LOCK = f"content/{lock.NAME}"


class How(Enum):
    """How a place names a record: the groups of a report, in its order."""

    FIELD = "field"
    CITATION = "citation"
    LINK = "link"
    ADDRESS = "address"
    EXEMPTION = "exemption"
    LOCK = "lock"


class Use(Value):
    """One place that names a record.

    `place` is that of the id's first character. `record_id` is the record that names it and `path`
    the field; `offset` counts in the field's text, None where the id is the whole of it. For the
    list of exemptions and the lock, `record_id` is empty.
    """

    how: How
    place: Location
    record_id: str = ""
    path: Path = ()
    offset: int | None = None


def uses(graph: Graph, project_dir: FilePath, id: str) -> Iterator[Use]:
    """Every use of an id: in records, those with mistakes too, in exemptions and in the lock.

    In the order of the files and, within a record, of its fields.
    """
    yield from uses_in_records(graph, id)
    listed, _ = load_exemptions(project_dir / LIST, LIST)
    for entry in listed:
        if entry.record_id == id:
            yield Use(How.EXEMPTION, entry.place)
    yield from _uses_in_lock(graph, project_dir, id)


def uses_in_records(graph: Graph, id: str) -> Iterator[Use]:
    """The same without the list of exemptions and the lock."""
    library = graph.library
    addresses = _addresses(graph, id)
    whole = ((record.id, marked(record)) for record in library.records.values())
    for record_id, marks in whole:
        yield from _uses_in(record_id, marks, library.origins[record_id], id, addresses)
    for damaged in library.damaged:
        marks = marked_values(damaged.kind, damaged.values)
        record_id = str(damaged.values["id"])
        yield from _uses_in(record_id, marks, damaged.origin, id, addresses)


def _uses_in(
    record_id: str, marks: Iterable[tuple[Path, Mark, str]], origin: Origin, id: str,
    addresses: Sequence[re.Pattern[str]],
) -> Iterator[Use]:  # fmt: skip
    for path, mark, text in marks:
        if id not in text:
            continue
        if isinstance(mark, Ref):
            if text == id:
                yield Use(How.FIELD, origin.inside_text(path, text, 0), record_id, path)
        elif mark.name != Kind.TEXT:
            is_markdown = mark.name == Kind.MARKDOWN
            found = list(_references(text, id, is_markdown))
            if is_markdown:
                found += [(m.start("id"), How.ADDRESS) for a in addresses for m in a.finditer(text)]
            for offset, how in sorted(found, key=lambda pair: pair[0]):
                yield Use(how, origin.inside_text(path, text, offset), record_id, path, offset)


def _references(text: str, id: str, is_markdown: bool) -> Iterator[tuple[int, How]]:
    for reference in references.scan(text, is_markdown=is_markdown).references:
        if reference.id == id:
            is_citation = isinstance(reference.node, Citation)
            yield reference.offset, How.CITATION if is_citation else How.LINK


def _addresses(graph: Graph, id: str) -> tuple[re.Pattern[str], ...]:
    """Typed addresses of this site that hold the id: the record's page, or its place on one."""
    written = f"(?P<id>{re.escape(id)})"
    record = graph.library.records.get(id)
    if record is None or isinstance(record, (Event, Term)):
        return (re.compile(rf"#(?:event|term|statement)-{written}(?=[)>\s])"),)
    folder = re.escape(page_of(record)[: -len(id)])
    return (
        # Of a link, or of one whose address stands in a line of its own.
        re.compile(rf"(?:\]\(<?|\]:\s*<?)/{folder}{written}(?=[/#)>\s]|$)", re.MULTILINE),
        re.compile(rf"#statement-{written}(?=\.\d+[)>\s])"),
    )


# --- the lock --------------------------------------------------------------------------------


def _uses_in_lock(graph: Graph, project_dir: FilePath, id: str) -> Iterator[Use]:
    if not any(names(entry, id) for entry in graph.library.quote_entries):
        return
    for number, line in enumerate(lines_of(project_dir, LOCK), start=1):
        for key in ("key", "text"):
            found = re.search(rf'"{key}": "(?={re.escape(id)}(?:"|\.\d+"))', line)
            if found and (key == "key" or line[found.end() :].startswith(f'{id}"')):
                yield Use(How.LOCK, Location(LOCK, number, found.end() + 1))


def names(entry: lock.Entry, id: str) -> bool:
    """Whether a line of the lock is about a statement of this id, of this record, or about its text."""
    return entry.text == id or renamed_key(entry.key, id, id) is not None


def renamed_key(key: str, old: str, new: str) -> str | None:
    """The key of a quotation once `old` is called `new`; None where it is that of another."""
    carrier, dot, number = key.rpartition(".")
    if key == old:
        return new
    return f"{new}.{number}" if dot and carrier == old and number.isdigit() else None


def fingerprint_under(placed: PlacedStatement, old: str, new: str) -> str:
    """The fingerprint of a quotation once `old` is called `new`: its speaker is part of it."""
    quote = placed.statement.quote or ""
    return lock.fingerprint(quote, new) if placed.statement.speaker == old else placed.fingerprint


def lines_of(project_dir: FilePath, shown: str) -> list[str]:
    """The lines of a file that was read before; none where it cannot be read any more."""
    limit = lock.LIMIT_BYTES
    data = read_regular_file(project_dir / shown, shown, limit)
    text = data if isinstance(data, Diagnostic) else decode(data, shown)
    return [] if isinstance(text, Diagnostic) else text.split("\n")
