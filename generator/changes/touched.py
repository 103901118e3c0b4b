"""The pages that a change touches: the documents of both versions, made and compared."""

from __future__ import annotations

from dataclasses import replace

from generator.changes.change import TouchedPage
from generator.changes.sides import Side
from generator.document import Document
from generator.graph import Graph
from generator.history import History
from generator.pages import Pages


def touched_pages(base: Side, head: Side) -> tuple[TouchedPage, ...] | None:
    """Every page that is new, gone or reads otherwise, by its address.

    None where one of the sides has mistakes: such content has no pages. Days of last change are
    left out, because a page does not read otherwise for having been committed.
    """
    if not (base.is_sound and head.is_sound):
        return None
    if _is_same(base, head):
        return ()
    one, other = base.graph, head.graph
    if one.places == other.places:
        one, other = _without_maps(one), _without_maps(other)
    before, after = _documents(one), _documents(other)
    found = [TouchedPage(path, "gone") for path in before if path not in after]
    for path, document in after.items():
        if path not in before:
            found.append(TouchedPage(path, "new"))
        elif _read(before[path]) != _read(document):
            found.append(TouchedPage(path, "changed"))
    return tuple(sorted(found, key=lambda page: page.path))


def _is_same(base: Side, head: Side) -> bool:
    """Whether nothing differs that a page is made of; the order of records can be seen on pages."""
    one, other = base.graph, head.graph
    return (
        list(one.library.records.values()) == list(other.library.records.values())
        and one.quotations == other.quotations
        and [(g.record_id, g.statement, g.exemption) for g in one.exemptions.values()]
        == [(g.record_id, g.statement, g.exemption) for g in other.exemptions.values()]
    )


def _without_maps(graph: Graph) -> Graph:
    """The graph without coordinates: drawing maps takes longer than all else that pages are made of.

    Where no place changed, a map differs only by the places that it shows, and a page without a map
    lists these.
    """
    nowhere = {"latitude": None, "longitude": None}
    places = {id: place.model_copy(update=nowhere) for id, place in graph.places.items()}
    return replace(graph, places=places)


def _documents(graph: Graph) -> dict[str, Document]:
    return {document.path: document for document in Pages(graph, History()).all()}


def _read(document: Document) -> tuple[object, ...]:
    return document.title, document.description, document.blocks
