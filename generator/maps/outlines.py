"""The outlines that maps are drawn from: land, borders, countries and disputed territories."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

from generator.maps.geometry import Box, Ring
from generator.values import Value

CREDIT = "Outlines: Natural Earth, public domain, simplified."


class Shape(Value):
    """A ring or a line in degrees, with the box around it."""

    points: Ring
    box: Box


class Outlines(Value):
    """All shapes in degrees; the rings of one country or territory stand together.

    `borders` are the lines between two countries, without those of a disputed territory.
    """

    land: tuple[Shape, ...]
    borders: tuple[Shape, ...]
    countries: dict[str, tuple[Shape, ...]]
    territories: dict[str, tuple[Shape, ...]]


@cache
def outlines() -> Outlines:
    """The outlines kept beside this module; OUTLINES.txt says where they come from."""
    here = Path(__file__).parent
    packed = json.loads((here / "outlines.json").read_text(encoding="utf-8"))
    loose = json.loads((here / "territories.json").read_text(encoding="utf-8"))
    arcs = [_degrees(arc) for arc in packed["arcs"]]

    def shapes(rings: list[list[int]]) -> tuple[Shape, ...]:
        return tuple(_shape(_joined(ring, arcs)) for ring in rings)

    territories = {id: shapes(rings) for id, rings in packed["territories"].items()}
    for id, rings in loose.items():
        territories[id] = tuple(_shape([(x, y) for x, y in ring]) for ring in rings)
    return Outlines(
        shapes(packed["land"]),
        tuple(_shape(_unbroken(arcs[arc])) for arc in packed["borders"]),
        {name: shapes(rings) for name, rings in packed["countries"].items()},
        dict(sorted(territories.items())),
    )


def _degrees(values: list[int]) -> Ring:
    x = y = 0
    points = []
    for dx, dy in zip(values[::2], values[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 100, y / 100))
    return points


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += part[1:] if points else part
    return _unbroken(points)


def _unbroken(points: Ring) -> Ring:
    """The line with longitudes that run on where it crosses the date line."""
    xs = [x for x, _ in points]
    # Of thousands of lines few are so wide that a step could be.
    if max(xs) - min(xs) <= 180 or all(abs(a - b) <= 180 for a, b in pairwise(xs)):
        return points
    found, shift = [points[0]], 0
    for (last, _), (x, y) in pairwise(points):
        shift += -360 if x - last > 180 else 360 if last - x > 180 else 0
        found.append((x + shift, y))
    return found


def _shape(points: Ring) -> Shape:
    return Shape(points, Box.around(points))
