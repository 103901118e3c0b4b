"""A map framed to its places, each with its number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from generator.maps.frame import LEAST_WIDTH_KM, WIDTH, Frame, frame_of
from generator.maps.geometry import Box, Point, Ring, area
from generator.maps.ground import Ground, ground_of
from generator.maps.labels import PHONE, Label, Labels, raster_of, width_of
from generator.maps.outlines import CREDIT, outlines
from generator.maps.pins import RADIUS, Mark, Pin, crowded, marks, near_ones
from generator.maps.projection import EqualEarth, distance_km
from generator.maps.seas import SEAS
from generator.maps.svg import Drawing, element, escaped, path, root
from generator.maps.territories import BORDERS, TERRITORIES, Territory
from generator.values import replace
from generator.views.enlargement import listed

LEAST_NAMED = 450.0  # what is smaller is named where letters are small
FEWEST_NAMES = 3  # one place with fewer names around it is shown from further off
CLOSE_KM = 450
CLOSE = WIDTH / 1_000  # a map of so many units a kilometre has room for the names of its places
SCALES_KM = (2_000, 1_000, 500, 200, 100, 50)
SEEN_COUNTRIES = 8  # how many the description names


def locator(pins: Sequence[Pin], *, title: str, prefix: str = "map") -> Drawing:
    """A map that shows where places lie.

    Shape: `svg` is 640 units wide and as high as its places ask for; one place is shown with its
    name and about 900 km around it, many with their numbers. A place too far from the others stands
    at the edge, with an arrow in its direction and a note.
    Arguments: `title` names the map; `prefix` begins the ids in it and is to be unique on a page.
    Errors: ValueError where there is no pin.
    """
    return _locator(pins, near_ones(pins), title, prefix)[0]


def locators(pins: Sequence[Pin], *, title: str, prefix: str = "map") -> tuple[Drawing, ...]:
    """The map of `locator`, and where several of its places crowd together, that corner closer.

    Shape: one map or two; the second says in its notes only what the first does not.
    """
    first, placed = _locator(pins, near_ones(pins), title, prefix)
    crowd = crowded(placed)
    if not crowd:
        return (first,)
    frame = frame_of([pin.degrees for pin in crowd], least_km=CLOSE_KM)
    inside = [p for p in pins if frame.box.grown(-RADIUS).holds(frame.at(*p.degrees))]
    names = "places " + listed([str(pin.number) for pin in crowd])
    closer, _ = _locator(
        inside, crowd, f"{title}: {names}, closer", f"{prefix}-closer", least_km=CLOSE_KM
    )
    notes = tuple(note for note in closer.notes if note not in first.notes)
    return first, replace(closer, notes=notes)


def _locator(
    pins: Sequence[Pin],
    near: Sequence[Pin],
    title: str,
    prefix: str,
    *,
    least_km: float = LEAST_WIDTH_KM,
) -> tuple[Drawing, tuple[Mark, ...]]:
    is_single = len(pins) == 1
    extent = _extent(pins[0].name) if is_single else ()
    frame = frame_of([*(pin.degrees for pin in near), *extent], least_km=least_km)
    drawing = _drawn(pins, ground_of(frame), title, prefix, is_area=bool(extent))
    if is_single and not extent and drawing[2] < FEWEST_NAMES:
        frame = frame_of([pin.degrees for pin in near], least_km=LEAST_WIDTH_KM * 1.6)
        drawing = _drawn(pins, ground_of(frame), title, prefix, is_area=False)
    return drawing[:2]


def _extent(name: str) -> tuple[Point, ...]:
    """What is to be seen of a sea or a territory that a page is about."""
    for territory in TERRITORIES.values():
        if territory.name == name:
            return tuple(p for shape in outlines().territories[territory.id] for p in shape.points)
    return tuple(SEAS.get(name, ()))


def _drawn(
    pins: Sequence[Pin], ground: Ground, title: str, prefix: str, *, is_area: bool
) -> tuple[Drawing, tuple[Mark, ...], int]:
    """The drawing, its marks, and how many names of countries and seas it bears."""
    frame, land, disputed = ground.frame, ground.land, ground.disputed
    placed = marks([(pin, frame.at(*pin.degrees)) for pin in pins], frame.box)
    shown = () if is_area else placed
    labels = Labels(ground, shown)
    names = _name_all(labels, shown, disputed, is_close=frame.units_per_km > CLOSE)
    description = _description(pins, names, disputed)
    content = [
        _hatching(prefix) if disputed else "",
        element("rect", class_="map__sea", width=WIDTH, height=frame.height),
        element("path", class_="map__land", d=path(land)) if land else "",
        element("path", class_="map__border", d=path(ground.borders, is_closed=False)),
        *(
            element("path", class_="map__dispute", fill=f"url(#{prefix}-h)", d=path(rings))
            for _, rings in disputed
        ),
        *_scale(labels),
        *(_label(label) for label in labels.placed),
        *(_lead(mark) for mark in shown if mark.is_moved),
        *(_mark(mark, is_single=len(pins) == 1) for mark in shown),
    ]
    svg = root(
        content,
        prefix=prefix,
        title=title,
        description=description,
        width=WIDTH,
        height=frame.height,
        has_links=any(pin.href for pin in pins),
    )
    notes = _notes(frame, placed, disputed)
    named = sum(label.kind in ("land", "sea", "dispute") for label in labels.placed)
    places = tuple(name for territory, _ in disputed for name in territory.places)
    return Drawing(svg, title, description, notes, CREDIT, places), placed, named


Disputed = list[tuple[Territory, list[Ring]]]


def _name_all(
    labels: Labels, placed: Sequence[Mark], disputed: Disputed, *, is_close: bool
) -> tuple[str, ...]:
    """Put all names on the map, what matters most first; tells what countries and seas are seen."""
    if len(placed) == 1:
        _name_place(labels, placed[0], is_wide=False)
    for mark in placed:
        if mark.outwards is not None or is_close:
            _name_place(labels, mark, is_wide=False)
    for is_wide in (False, True):
        for territory, rings in disputed:
            _name_territory(labels, territory, rings, is_wide=is_wide)
        countries = labels.name_countries(is_wide=is_wide)
        seas = labels.name_seas(is_wide=is_wide)
    for mark in placed:
        _name_place(labels, mark, is_wide=True)
    return (*countries, *(f"the {name}" for name in seas))


def _name_territory(
    labels: Labels, territory: Territory, rings: list[Ring], *, is_wide: bool
) -> None:
    is_small = sum(abs(area(ring)) for ring in rings) < LEAST_NAMED
    is_rough = not is_wide or isinstance(labels.frame.projection, EqualEarth)
    if any(label.text == territory.name for label in labels.placed) or (is_small and is_rough):
        return
    box = Box.around([point for ring in rings for point in ring])
    if not labels.name_area(
        "dispute", territory.name, raster_of(labels.frame, rings), is_wide=is_wide
    ):
        labels.name_beside("dispute", territory.name, box, is_wide=is_wide)


def _name_place(labels: Labels, mark: Mark, *, is_wide: bool) -> None:
    if any(label.text == mark.pin.name for label in labels.placed):
        return
    x, y = mark.at
    labels.name_beside("place", mark.pin.name, Box(x, y, x, y).grown(RADIUS), is_wide=is_wide)


def _description(pins: Sequence[Pin], names: tuple[str, ...], disputed: Disputed) -> str:
    shown = [n for n in names if not n.startswith("the ")][:SEEN_COUNTRIES]
    shown += [n for n in names if n.startswith("the ")][:3]
    sentences = [f"Shows {listed(shown)}."] if shown else []
    if len(pins) == 1:
        sentences.append(f"Marked: {pins[0].name}.")
    else:
        places = "; ".join(f"{pin.number} {pin.name}" for pin in pins)
        sentences.append(f"Numbered places: {places}.")
    if disputed:
        sentences.append(f"Hatched as disputed: {listed([t.name for t, _ in disputed])}.")
    return " ".join(sentences)


def _notes(frame: Frame, placed: Sequence[Mark], disputed: Disputed) -> tuple[str, ...]:
    notes = []
    if disputed:
        names = listed([territory.name for territory, _ in disputed])
        notes.append(
            f"Hatched, because states dispute whose it is: {names}. The map takes no side."
        )
    notes += [territory.note for territory, _ in disputed if territory.note]
    drawn = [b.name for b in BORDERS if frame.box.holds(frame.at(*b.place))]
    if drawn:
        notes.append(
            "Other borders are those of Natural Earth’s file, also where states dispute them: "
            f"{listed(drawn)}."
        )
    inside = [mark.pin.degrees for mark in placed if mark.outwards is None]
    for mark in placed:
        if mark.outwards is not None:
            away = min(distance_km(mark.pin.degrees, other) for other in inside)
            notes.append(
                f"{mark.pin.name} ({mark.pin.number}) lies outside the map, about "
                f"{round(away, -2):,.0f} km from the nearest place on it."
            )
    return tuple(notes)


def _hatching(prefix: str) -> str:
    stripes = element("rect", class_="map__hatch-ground", width=7, height=7) + element(
        "rect", class_="map__hatch", width=2.6, height=7
    )
    pattern = element(
        "pattern",
        stripes,
        id=f"{prefix}-h",
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def _label(label: Label) -> str:
    wide = " map__wide" if label.is_wide else ""
    return element(
        "text",
        escaped(label.text),
        class_=f"map__{label.kind}-name{wide}",
        x=round(label.at[0]),
        y=round(label.at[1]),
        dy=".35em",
        text_anchor=None if label.anchor == "start" else label.anchor,
    )


def _scale(labels: Labels) -> Iterator[str]:
    """A bar that shows a round number of kilometres, in a corner with room; none for the world."""
    frame = labels.frame
    if isinstance(frame.projection, EqualEarth):
        return
    long = next(km for km in SCALES_KM if km * frame.units_per_km < 150 or km == SCALES_KM[-1])
    bar, words = long * frame.units_per_km, f"{long:,} km"
    width, height = max(bar, width_of(words, PHONE)), PHONE + 10
    for x, y in (
        (12.0, frame.height - height - 8),
        (WIDTH - width - 12, frame.height - height - 8),
        (12.0, 8.0),
        (WIDTH - width - 12, 8.0),
    ):
        room = Box(x, y, x + width, y + height)
        if labels.is_free(room.grown(2)):
            base = y + height
            line = [[(x, base - 6), (x, base), (x + bar, base), (x + bar, base - 6)]]
            yield element("path", class_="map__scale", d=path(line, is_closed=False))
            yield element(
                "text", words, class_="map__scale-name", x=round(x + 4), y=round(base - 7)
            )
            return


def _lead(mark: Mark) -> str:
    (x1, y1), (x2, y2) = mark.at, mark.place
    line = element("path", class_="map__lead", d=path([[(x1, y1), (x2, y2)]], is_closed=False))
    return line + element("circle", class_="map__dot", cx=round(x2), cy=round(y2), r=4)


def _mark(mark: Mark, *, is_single: bool) -> str:
    arrow = ""
    if mark.outwards is not None:
        turn = round(math.degrees(mark.outwards))
        arrow = element(
            "path", class_="map__arrow", d="M6-14L31 0L6 14z", transform=f"rotate({turn})"
        )
    if is_single:
        drawn = element("circle", class_="map__spot-ring", r=11) + element(
            "circle", class_="map__spot", r=6
        )
    else:
        drawn = element("circle", r=13) + element(
            "text", str(mark.pin.number), dy=".35em", text_anchor="middle"
        )
    x, y = round(mark.at[0]), round(mark.at[1])
    group = element("g", arrow + drawn, class_="map__pin", transform=f"translate({x} {y})")
    if mark.pin.href is None:
        return group
    return element("a", group, href=mark.pin.href, aria_label=mark.pin.name)
