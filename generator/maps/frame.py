"""The piece of the world that a map shows, and how its places come to the paper."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from generator.maps.geometry import (
    Box,
    Point,
    Ring,
    clipped_line,
    clipped_ring,
    simplified,
    simplified_ring,
)
from generator.maps.geometry import area as area_of
from generator.maps.outlines import Shape
from generator.maps.projection import Azimuthal, EqualEarth, Projection, distance_km
from generator.values import Value

WIDTH = 640
LEAST_HEIGHT, MOST_HEIGHT = 460, 560
LEAST_WIDTH_KM = 900
MARGIN = 58  # from the outermost place to the edge
WORLD_FROM_KM = 6_700  # the reach from the middle place at which only the whole world will do
TOLERANCE = 1.15
SMALLEST = 9.0  # the area of the smallest island drawn
BEYOND = 6  # shapes are cut this far outside what is seen, so that no cut shows as a coast
LONGEST_STEP = 1.5  # degrees; longer edges are bent as the projection bends them


class Frame(Value, dict=True):
    """A projection with its scale; lengths on the paper are units of the drawing."""

    projection: Projection
    units_per_km: float
    middle: Point  # of the plane, in km
    height: int
    degrees: Box  # what longitudes and latitudes it shows; longitudes run on beyond 180
    tolerance: float = TOLERANCE

    @property
    def box(self) -> Box:
        return Box(0, 0, WIDTH, self.height)

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place lies on the paper, which may be outside it."""
        turn = (longitude - self.projection.longitude + 180) % 360 - 180
        return self._on_paper([(self.projection.longitude + turn, latitude)])[0]

    def _on_paper(self, places: Iterable[Point]) -> Ring:
        (left, top), units, height = self.middle, self.units_per_km, self.height
        return [
            ((x - left) * units + WIDTH / 2, (y - top) * units + height / 2)
            for x, y in self.projection.planes(places)
        ]

    def areas(self, shapes: Sequence[Shape], *, smallest: float = SMALLEST) -> list[Ring]:
        """The rings of shapes, as they are seen in the frame; what is too small is left out."""
        found = []
        for shape, shift in self._near(shapes):
            ring = clipped_ring([(x + shift, y) for x, y in shape.points], self.degrees)
            ring = clipped_ring(self._projected([*ring, ring[0]])[:-1] if ring else [], self._cut)
            ring = simplified_ring(ring, self.tolerance)
            if len(ring) > 2 and abs(area_of(ring)) >= smallest:
                found.append(ring)
        return found

    def lines(self, shapes: Sequence[Shape]) -> list[Ring]:
        """The pieces of lines that are seen in the frame."""
        found = []
        for shape, shift in self._near(shapes):
            moved = [(x + shift, y) for x, y in shape.points]
            for piece in clipped_line(moved, self.degrees):
                for seen in clipped_line(self._projected(piece), self._cut):
                    found.append(simplified(seen, self.tolerance))
        return found

    def _near(self, shapes: Sequence[Shape]) -> list[tuple[Shape, int]]:
        return [
            (shape, shift)
            for shape in shapes
            if shape.box.top < self.degrees.bottom and self.degrees.top < shape.box.bottom
            for shift in (-360, 0, 360)
            if shape.box.left + shift < self.degrees.right
            and self.degrees.left < shape.box.right + shift
        ]

    def _projected(self, line: Ring) -> Ring:
        bent = line[:1]
        for last, here in pairwise(line):
            x, y = here[0] - last[0], here[1] - last[1]
            long = max(abs(x), abs(y))
            if long > LONGEST_STEP:
                steps = math.ceil(long / LONGEST_STEP)
                parts = (step / steps for step in range(1, steps))
                bent += [(last[0] + x * part, last[1] + y * part) for part in parts]
            bent.append(here)
        return self._on_paper(bent)

    @cached_property
    def _cut(self) -> Box:
        return self.box.grown(BEYOND)


def frame_of(places: Sequence[Point], *, least_km: float = LEAST_WIDTH_KM) -> Frame:
    """The frame around places, given as (longitude, latitude).

    Shape: never narrower than `least_km`; the whole world where the places lie further apart than an
    ocean. Errors: ValueError where there is no place.
    """
    if not places:
        raise ValueError("a map needs a place")
    centre = _middle(places)
    if max(distance_km(centre, place) for place in places) > WORLD_FROM_KM:
        return world()
    for _ in range(3):  # to the middle of the places as they lie on the paper
        projection = Azimuthal(*centre)
        seen = Box.around([projection.plane(_near(x, centre[0]), y) for x, y in places])
        centre = projection.place(*seen.centre)
    projection = Azimuthal(_wrapped(centre[0]), centre[1])
    seen = Box.around([projection.plane(_near(x, projection.longitude), y) for x, y in places])
    scale = min((WIDTH - 2 * MARGIN) / max(seen.width, 1e-6), WIDTH / least_km)
    scale = min(scale, (MOST_HEIGHT - 2 * MARGIN) / max(seen.height, 1e-6))
    needed = seen.height * scale + 2 * MARGIN
    height = round(min(max(needed, LEAST_HEIGHT), MOST_HEIGHT))
    return Frame(projection, scale, seen.centre, height, _degrees(projection, seen.centre, scale))


def world() -> Frame:
    """The whole world but for Antarctica, at true areas."""
    projection = EqualEarth(10.0)
    left = projection.plane(-169.9, 0)[0]
    top, bottom = projection.plane(10, 80)[1], projection.plane(10, -57)[1]
    scale = WIDTH / (-2 * left)
    return Frame(
        projection,
        scale,
        (0.0, (top + bottom) / 2),
        round((bottom - top) * scale),
        Box(-169.99, -60, 189.99, 84),
        TOLERANCE * 1.2,
    )


def _middle(places: Sequence[Point]) -> Point:
    """The middle of places on the globe; that of the map where they balance all round it."""
    x = y = z = 0.0
    for longitude, latitude in places:
        turn, lift = math.radians(longitude), math.radians(latitude)
        x += math.cos(lift) * math.cos(turn)
        y += math.cos(lift) * math.sin(turn)
        z += math.sin(lift)
    if math.hypot(x, y, z) < 1e-6:
        return 0.0, 0.0
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _near(longitude: float, centre: float) -> float:
    return centre + (longitude - centre + 180) % 360 - 180


def _wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def _degrees(projection: Azimuthal, middle: Point, scale: float) -> Box:
    """The degrees that a frame of the largest height shows, with some to spare."""
    half_width, half_height = WIDTH / scale / 2 * 1.04, MOST_HEIGHT / scale / 2 * 1.04
    steps = [i / 12 - 1 for i in range(25)]
    around = [
        projection.place(middle[0] + x * half_width, middle[1] + y * half_height)
        for x in steps
        for y in steps
    ]
    seen = Box.around(around)
    top = seen.bottom
    for pole in (90.0, -90.0):
        x, y = projection.plane(projection.longitude, pole)
        if abs(x - middle[0]) <= half_width and abs(y - middle[1]) <= half_height:
            west, east = projection.longitude - 179.9, projection.longitude + 179.9
            low, high = (seen.top, 90.0) if pole > 0 else (-90.0, top)
            seen = Box(west, low, east, high)
    return Box(
        max(seen.left - 1, projection.longitude - 179.9),
        max(seen.top - 1, -90.0),
        min(seen.right + 1, projection.longitude + 179.9),
        min(seen.bottom + 1, 90.0),
    )
