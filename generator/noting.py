"""A graph and a history that note what is read of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from generator.graph import Graph
from generator.history import History
from generator.load import Library
from generator.reads import Reads
from generator.values import names_of, replace


def noted(graph: Graph, history: History) -> tuple[Graph, History]:
    """The same records and days; `reads` of the graph notes what is read of both."""
    reads = Reads()
    library = replace(graph.library, **_noted(graph.library, names_of(Library), reads))
    # Worked out of all records by whoever asks first: the others would seem not to have asked.
    former = reads.noted("id_by_former_id", graph.library.id_by_former_id)
    library.__dict__["id_by_former_id"] = former
    own = [field.name for field in dataclasses.fields(graph) if field.init]
    new = dataclasses.replace(graph, library=library, reads=reads, **_noted(graph, own, reads))
    return new, replace(history, **_noted(history, names_of(History), reads))


def _noted(holder: Any, names: Iterable[str], reads: Reads) -> dict[str, Any]:
    """The mappings among the fields of a record, by the names of the fields."""
    values = {name: getattr(holder, name) for name in names}
    # Two fields of one name would have one fingerprint.
    assert reads.mappings.keys().isdisjoint(values)
    return {
        name: reads.noted(name, value)
        for name, value in values.items()
        if isinstance(value, Mapping)
    }
