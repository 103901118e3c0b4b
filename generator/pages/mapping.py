"""Maps on pages: the places of a page, numbered on the map and in the list below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.components.figure import Figure
from generator.document import Blocks, Inlines, Text
from generator.graph import Graph
from generator.maps import Drawing, Pin, locator, locators
from generator.model import Place
from generator.pages import parts


def place_map(graph: Graph, place: Place) -> Blocks:
    """Where a place lies; nothing where its record has no coordinates."""
    pins = _pins([place])
    if not pins:
        return ()
    return (_figure(graph, _locator(pins, f"Where {place.name} lies"), (place,)),)


def topic_map(graph: Graph, places: Sequence[Place], title: str, file: str) -> Blocks:
    """The places of an explainer, and those crowded together once more from nearer by.

    The drawings are files of their own, `file` with an ending: they would double the page.
    """
    located = [place for place in places if place.point is not None]
    entries = [_entry(place) for place in located]
    rest = [parts.place_entry(place) for place in places if place.point is None]
    if not located:
        return parts.bullets(rest)
    first, *closer = _locators(_pins(located), title)
    more = (
        _figure(graph, drawing, places, file=f"{file}-{number}")
        for number, drawing in enumerate(closer, start=2)
    )
    return (_figure(graph, first, places, tuple(entries), file), *more, *parts.bullets(rest))


def _entry(place: Place) -> Inlines:
    """A place in the list of a map; what is said of whose it is has its sources."""
    if place.status:
        return (*parts.named(place), Text(". "), *parts.prose_inlines(place.status))
    return parts.place_entry(place)


def _figure(
    graph: Graph,
    drawing: Drawing,
    named: Sequence[Place],
    entries: tuple[Inlines, ...] = (),
    file: str | None = None,
) -> Figure:
    notes: list[Inlines] = [(Text(note),) for note in drawing.notes]
    notes += _said_of(graph, drawing, named)
    about = f"{drawing.title}. {drawing.description}"
    return Figure(drawing.svg, "places", about, (), entries, tuple(notes), drawing.credit, file)


def _said_of(graph: Graph, drawing: Drawing, named: Sequence[Place]) -> Iterator[Inlines]:
    """What the records say of disputed land on a map, where the page does not say it already."""
    told = {place.name for place in named}
    if told & set(drawing.disputed):
        return
    for place in graph.places.values():
        if place.status and not {place.name, *place.aliases}.isdisjoint(drawing.disputed):
            yield _entry(place)


# A check and the build after it draw the same maps.
@lru_cache(maxsize=10_000)
def _locator(pins: tuple[Pin, ...], title: str) -> Drawing:
    return locator(pins, title=title)


@lru_cache(maxsize=1_000)
def _locators(pins: tuple[Pin, ...], title: str) -> tuple[Drawing, ...]:
    return locators(pins, title=title)


def _pins(places: Sequence[Place]) -> tuple[Pin, ...]:
    return tuple(
        Pin(number, place.name, *place.point)
        for number, place in enumerate(places, start=1)
        if place.point is not None
    )
