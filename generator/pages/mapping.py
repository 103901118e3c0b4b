"""Maps on pages: the places of a page, numbered on the map and in the list below it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from generator.components.figure import Figure
from generator.document import Blocks, Inlines, Text
from generator.maps import Drawing, Pin, locator, locators
from generator.model import Place
from generator.pages import parts


def place_map(place: Place) -> Blocks:
    """Where a place lies; nothing where its record has no coordinates."""
    pins = _pins([place])
    if not pins:
        return ()
    return (_figure(_locator(pins, f"Where {place.name} lies")),)


def topic_map(places: Sequence[Place], title: str, file: str) -> Blocks:
    """The places of an explainer, and those crowded together once more from nearer by.

    The drawings are files of their own, `file` with an ending: they would double the page.
    """
    located = [place for place in places if place.latitude is not None]
    entries = [parts.place_entry(place) for place in located]
    rest = [parts.place_entry(place) for place in places if place.latitude is None]
    if not located:
        return parts.bullets(rest)
    first, *closer = _locators(_pins(located), title)
    more = (
        _figure(drawing, file=f"{file}-{number}") for number, drawing in enumerate(closer, start=2)
    )
    return (_figure(first, tuple(entries), file), *more, *parts.bullets(rest))


def _figure(drawing: Drawing, places: tuple[Inlines, ...] = (), file: str | None = None) -> Figure:
    notes = tuple((Text(note),) for note in drawing.notes)
    about = f"{drawing.title}. {drawing.description}"
    return Figure(drawing.svg, "places", about, (), places, notes, drawing.credit, file)


# A check and the build after it draw the same maps.
@lru_cache(maxsize=10_000)
def _locator(pins: tuple[Pin, ...], title: str) -> Drawing:
    return locator(pins, title=title)


@lru_cache(maxsize=1_000)
def _locators(pins: tuple[Pin, ...], title: str) -> tuple[Drawing, ...]:
    return locators(pins, title=title)


def _pins(places: Sequence[Place]) -> tuple[Pin, ...]:
    return tuple(
        Pin(number, place.name, place.longitude, place.latitude)
        for number, place in enumerate(places, start=1)
        if place.longitude is not None and place.latitude is not None
    )
