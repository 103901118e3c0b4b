"""A graph and a history that note what is read of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from generator.graph import Graph
from generator.history import History
from generator.reads import Reads


def noted(graph: Graph, history: History) -> tuple[Graph, History]:
    """The same records and days; `reads` of the graph notes what is read of both."""
    reads = Reads()
    library = replace(graph.library, **_noted(graph.library, reads))
    # Worked out of all records by whoever asks first: the others would seem not to have asked.
    former = reads.noted("id_by_former_id", graph.library.id_by_former_id)
    library.__dict__["id_by_former_id"] = former
    new = replace(graph, library=library, reads=reads, **_noted(graph, reads))
    return new, replace(history, **_noted(history, reads))


def _noted(holder: Any, reads: Reads) -> dict[str, Any]:
    """The mappings among the fields of a record, by the names of the fields."""
    values = {f.name: getattr(holder, f.name) for f in fields(holder) if f.init}
    # Two fields of one name would have one fingerprint.
    assert reads.mappings.keys().isdisjoint(values)
    return {
        name: reads.noted(name, value)
        for name, value in values.items()
        if isinstance(value, Mapping)
    }
