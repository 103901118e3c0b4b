"""Where an id is defined, where its page stands, and what names it, with the words of each place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from generator.desk.uses import LOCK, How, lines_of, uses
from generator.diagnostics import Location
from generator.graph import Graph
from generator.values import Value
from generator.views.addresses import Address, address_of

WORDS_LIMIT = 100


class Named(Value):
    """One place that names the id: the line's words around it, and the record in which it stands."""

    how: How
    place: Location
    words: str
    record_id: str
    field: str


class Whereabouts(Value):
    """All about an id. `address` is None for a record with mistakes; `named` is in the order of
    `How`, then of the files."""

    id: str
    kind: str
    defined: Location
    address: Address | None
    named: tuple[Named, ...]

    def counts(self) -> Mapping[How, int]:
        return {how: sum(n.how is how for n in self.named) for how in How}


def whereabouts(graph: Graph, project_dir: Path, id: str) -> Whereabouts:
    """Errors: KeyError for an id that nothing has."""
    lines: dict[str, list[str]] = defaultdict(list)
    named = []
    for use in uses(graph, project_dir, id):
        path = use.place.path
        if path not in lines:
            lines[path] = lines_of(project_dir, path)
        field = ".".join(map(str, use.path))
        words = _words(lines[path], use.place)
        named.append(Named(use.how, use.place, words, use.record_id, field))
    order = list(How)
    named.sort(key=lambda one: (order.index(one.how), one.place))
    return Whereabouts(id, _kind(graph, id), _defined(graph, id), _address(graph, id), tuple(named))


def _words(lines: list[str], place: Location) -> str:
    """The line without the white space around it; of a long line what stands around the place."""
    if place.line > len(lines):
        return ""
    line = lines[place.line - 1]
    if place.path == LOCK:
        return re.sub(r'\{"key": ("[^"]*").*', r"the quotation \1", line)
    if len(line.strip()) <= WORDS_LIMIT:
        return line.strip()
    start = max(place.column - 1 - WORDS_LIMIT // 2, 0)
    part = line[start : start + WORDS_LIMIT].strip()
    return f"{'…' if start else ''}{part}{'…' if start + WORDS_LIMIT < len(line) else ''}"


def _kind(graph: Graph, id: str) -> str:
    return min(graph.library.folders_by_id[id]).removesuffix("s") or "file"


def _defined(graph: Graph, id: str) -> Location:
    if id in graph.statements:
        placed = graph.statements[id]
        return graph.library.origins[placed.carrier.id].at(("statements", placed.index))
    return graph.library.origins[id].location


def _address(graph: Graph, id: str) -> Address | None:
    try:
        return address_of(graph, id)
    except KeyError:
        return None
