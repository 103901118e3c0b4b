"""From degrees to a plane: an equal-area azimuthal projection for regions, Equal Earth for all."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from generator.maps.geometry import Point
from generator.values import Value

EARTH_RADIUS_KM = 6371.0


class Projection(Protocol):
    """A plane in kilometres, x to the east and y to the south, around (`longitude`, `latitude`)."""

    @property
    def longitude(self) -> float: ...

    def plane(self, longitude: float, latitude: float) -> Point:
        """Where a place lies in the plane."""
        ...

    def planes(self, places: Iterable[Point]) -> list[Point]:
        """The same of many places, given as (longitude, latitude)."""
        ...


class Azimuthal(Value, dict=True):
    """Lambert's azimuthal equal-area projection; true at its centre, folded only opposite it."""

    longitude: float
    latitude: float

    @cached_property
    def _centre(self) -> Point:
        return math.sin(math.radians(self.latitude)), math.cos(math.radians(self.latitude))

    def plane(self, longitude: float, latitude: float) -> Point:
        return self.planes([(longitude, latitude)])[0]

    def planes(self, places: Iterable[Point]) -> list[Point]:
        # A map has some ten thousand points: whatever is looked up for each of them can be felt.
        radians, sin, cos, sqrt = math.radians, math.sin, math.cos, math.sqrt
        sine, cosine = self._centre
        centre = self.longitude
        found = []
        for longitude, latitude in places:
            turn, lift = radians(longitude - centre), radians(latitude)
            sin_lift, cos_lift, cos_turn = sin(lift), cos(lift), cos(turn)
            nearness = 1 + sine * sin_lift + cosine * cos_lift * cos_turn
            k = EARTH_RADIUS_KM * sqrt(2 / (nearness if nearness > 1e-9 else 1e-9))
            y = -k * (cosine * sin_lift - sine * cos_lift * cos_turn)
            found.append((k * cos_lift * sin(turn), y))
        return found

    def place(self, x: float, y: float) -> Point:
        """The longitude and latitude of a point of the plane, the inverse of `plane`.

        Longitudes may lie beyond 180 degrees, so that they run on around the centre. Points
        beyond the edge of the world are taken to its edge.
        """
        sine, cosine = self._centre
        distance = math.hypot(x, y)
        if distance < 1e-9:
            return self.longitude, self.latitude
        angle = 2 * math.asin(min(distance / (2 * EARTH_RADIUS_KM), 1.0))
        sin_angle, cos_angle = math.sin(angle), math.cos(angle)
        lift = cos_angle * sine - y * sin_angle * cosine / distance
        turn = math.atan2(x * sin_angle, distance * cosine * cos_angle + y * sine * sin_angle)
        return self.longitude + math.degrees(turn), math.degrees(math.asin(max(-1, min(1, lift))))


class EqualEarth(Value):
    """The whole world at true areas (Šavrič, Patterson and Jenny, 2018)."""

    longitude: float = 0.0

    def plane(self, longitude: float, latitude: float) -> Point:
        a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
        t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
        t2 = t * t
        t6 = t2 * t2 * t2
        turn = math.radians(longitude - self.longitude)
        steep = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)
        x = 2 * math.sqrt(3) * turn * math.cos(t) / (3 * steep)
        return EARTH_RADIUS_KM * x, -EARTH_RADIUS_KM * t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))

    def planes(self, places: Iterable[Point]) -> list[Point]:
        return [self.plane(longitude, latitude) for longitude, latitude in places]


def distance_km(a: Point, b: Point) -> float:
    """The way over the ground between two (longitude, latitude)."""
    turn = math.radians(b[0] - a[0])
    la, lb = math.radians(a[1]), math.radians(b[1])
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(h, 1.0)))
