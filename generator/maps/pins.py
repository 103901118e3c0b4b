"""Where numbered marks stand so that none hides another, and those whose place is out of sight."""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.maps.geometry import Box, Point
from generator.maps.projection import distance_km
from generator.values import Value

RADIUS = 19  # as large as the style makes it on a phone
APART = 2 * RADIUS + 2
STEPS = 24
CROWD = 50  # how near to the next a place of a crowd lies
CLOSEST = 3  # a map of fewer places leaves none of them out
SPREAD_KM = 1_500  # nor does one whose places all lie nearer than this


class Pin(Value):
    """A numbered place; degrees east and north. `href` makes the mark a link."""

    number: int
    name: str
    longitude: float
    latitude: float
    href: str | None = None

    @property
    def degrees(self) -> Point:
        return self.longitude, self.latitude


class Mark(Value):
    """A pin on the paper: where its mark stands, and its place, which may be elsewhere.

    `outwards` is the direction, in radians, of a place that lies outside the map.
    """

    pin: Pin
    at: Point
    place: Point
    outwards: float | None = None

    @property
    def is_moved(self) -> bool:
        return self.outwards is None and math.dist(self.at, self.place) > 3


def near_ones(pins: Sequence[Pin]) -> tuple[Pin, ...]:
    """The pins that a map is framed to: a few far ones are left out where that halves what it shows.

    Shape: at least three, and at least two thirds of them, in the order given.
    """
    kept, fewest = list(pins), max(CLOSEST, math.ceil(len(pins) * 2 / 3))
    while len(kept) > fewest:
        closer = _closer(kept, fewest)
        if closer is None:
            break
        kept = closer
    return tuple(kept)


def _closer(pins: list[Pin], fewest: int) -> list[Pin] | None:
    """As many of the pins as lie within about half of their span; None where too few do."""
    span = _span(pins)
    kept = list(pins)
    while len(kept) > fewest and span > SPREAD_KM:
        far = max(kept, key=lambda pin: sum(distance_km(pin.degrees, p.degrees) for p in kept))
        kept = [pin for pin in kept if pin is not far]
        if _span(kept) <= span * 0.55:
            return kept
    return None


def _span(pins: Sequence[Pin]) -> float:
    return max(distance_km(a.degrees, b.degrees) for a in pins for b in pins)


def marks(places: Sequence[tuple[Pin, Point]], box: Box) -> tuple[Mark, ...]:
    """Marks for pins at their places on the paper, in the order given.

    A mark stands on its place where no other is in the way, else as near to it as it can without
    covering another mark, another place or the line that leads to one. The mark of a place
    outside the box stands at its edge.
    """
    room = box.grown(-RADIUS - 4)
    standing: list[Mark] = []
    seen = [(pin, place) for pin, place in places if box.grown(-2).holds(place)]
    for pin, place in seen:
        others = [p for _, p in seen if p != place]
        standing.append(Mark(pin, _spot(place, others, standing, room), place))
    for pin, place in places:
        if not box.grown(-2).holds(place):
            standing.append(_at_edge(pin, place, standing, room))
    order = {id(pin): index for index, (pin, _) in enumerate(places)}
    return tuple(sorted(standing, key=lambda mark: order[id(mark.pin)]))


def crowded(standing: Sequence[Mark]) -> tuple[Pin, ...]:
    """The pins of the largest group that stand so close that most had to be moved apart.

    Shape: three or more, in the order given; none where no three crowd.
    """
    waiting = [mark for mark in standing if mark.outwards is None]
    best: list[Mark] = []
    while waiting:
        group = [waiting.pop(0)]
        for member in group:  # grows while it is walked
            near = [m for m in waiting if math.dist(m.place, member.place) < CROWD]
            group += near
            waiting = [mark for mark in waiting if mark not in near]
        if sum(mark.is_moved for mark in group) * 2 >= len(group) > max(len(best), 2):
            best = group
    return tuple(mark.pin for mark in standing if mark in best)


def _spot(place: Point, others: Sequence[Point], standing: Sequence[Mark], room: Box) -> Point:
    """The spot with the fewest faults that is nearest to a place."""
    best, least = place, math.inf
    for distance in (0, RADIUS + 14, RADIUS + 24, RADIUS + 38, RADIUS + 56, RADIUS + 80, 130, 170):
        for step in range(STEPS if distance else 1):
            angle = 2 * math.pi * step / STEPS
            spot = (place[0] + distance * math.cos(angle), place[1] + distance * math.sin(angle))
            faults = _faults(spot, place, others, standing, room)
            if faults * 1_000 + distance < least:
                best, least = spot, faults * 1_000 + distance
        if least < 1_000:
            break
    return _inside(best, room)


def _faults(
    spot: Point, place: Point, others: Sequence[Point], standing: Sequence[Mark], room: Box
) -> float:
    faults = 0.0 if room.holds(spot) else 5.0
    for mark in standing:
        gap = math.dist(spot, mark.at)
        faults += 10 + (APART - gap) if gap < APART else 0
        faults += _from_line(mark.at, spot, place) < RADIUS + 2 and spot != place
        faults += mark.is_moved and _from_line(spot, mark.at, mark.place) < RADIUS + 2
        faults += mark.is_moved and spot != place and _cross(spot, place, mark.at, mark.place)
    is_moved = spot != place
    for other in others:
        near = RADIUS * 0.7 if not is_moved else RADIUS + 3
        faults += math.dist(spot, other) < near and (is_moved or math.dist(spot, other) > 0.5)
    return faults


def _at_edge(pin: Pin, place: Point, standing: Sequence[Mark], room: Box) -> Mark:
    room = room.grown(-10)
    x, y = room.centre
    dx, dy = place[0] - x, place[1] - y
    # Marks at the left and right can have their names beside them; so those edges come first.
    is_beside = abs(dx) > 0.6 * abs(dy)
    if is_beside:
        spot = (room.right if dx > 0 else room.left, y + dy * (room.width / 2) / abs(dx))
    else:
        spot = (x + dx * (room.height / 2) / abs(dy), room.bottom if dy > 0 else room.top)
    spot = _inside(spot, room)
    for step in range(1, 80):
        if all(math.dist(spot, mark.at) >= APART for mark in standing):
            break
        shift = (step + 1) // 2 * (APART / 2) * (1 if step % 2 else -1)
        moved = (spot[0], spot[1] + shift) if is_beside else (spot[0] + shift, spot[1])
        if room.holds(moved) and all(math.dist(moved, mark.at) >= APART for mark in standing):
            spot = moved
    return Mark(pin, spot, place, math.atan2(place[1] - spot[1], place[0] - spot[0]))


def _inside(point: Point, box: Box) -> Point:
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)


def _from_line(point: Point, a: Point, b: Point) -> float:
    """How far a point is from the line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    if not length:
        return math.dist(point, a)
    along = min(1.0, max(0.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length))
    return math.dist(point, (a[0] + along * dx, a[1] + along * dy))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
