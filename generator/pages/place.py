"""A place: what it is, who holds and who claims it, and what happened there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.document import Block, Document, Foreign, Heading, Inlines
from generator.graph import Graph
from generator.history import History
from generator.model import Place
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.finish import finish
from generator.pages.mapping import place_map
from generator.views.addresses import page_of
from generator.views.appearances import events_naming, parts_of, topics_naming
from generator.views.names import native_name


def bundles(graph: Graph, history: History) -> Bundles:
    del history
    for place in graph.places.values():
        yield page_of(place), partial(_document, graph, place)


def _document(graph: Graph, place: Place) -> Iterator[Document]:
    events = events_naming(graph, place.id)
    parts_of_it = parts_of(graph, place.id)
    blocks: list[Block] = [
        parts.kicker(parts.capitalised(place.kind) if place.kind else "Place"),
        Heading(1, parts.words(place.name), "top"),
        *(parts.prose_blocks(place.description) if place.description else ()),
        *parts.facts(_facts(place)),
        *place_map(graph, place),
        *parts.section("What happened here", "timeline", parts.timeline(events)),
        *parts.section("Background", "background", parts.entries(map(parts.topic_entry, topics_naming(graph, place.id)))),
        *parts.section("Places in it", "parts", parts.bullets(map(parts.place_entry, parts_of_it))),
    ]  # fmt: skip
    description = parts.plain_words(graph, place.description, place.status) or place.name
    yield from finish(graph, page_of(place), place.name, description, blocks, record_id=place.id)


def _facts(place: Place) -> Iterator[tuple[str, Inlines]]:
    native = native_name(place)
    if native:
        yield "In the original", (Foreign(*native),)
    yield "Also known as", parts.words(", ".join(place.aliases)) if place.aliases else ()
    yield "Status", parts.prose_inlines(place.status) if place.status else ()
    yield "Part of", parts.link(place.part_of) if place.part_of else ()
    if place.point is not None:
        yield "Coordinates", parts.words(_coordinates(*place.point))
    yield "Sources", parts.cites(place.sources)


def _coordinates(longitude: float, latitude: float) -> str:
    """Degrees as a reader writes them: "45.3° N, 34.4° E"."""
    north = f"{abs(latitude):g}° {'N' if latitude >= 0 else 'S'}"
    return f"{north}, {abs(longitude):g}° {'E' if longitude >= 0 else 'W'}"
