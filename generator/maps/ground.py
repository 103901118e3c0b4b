"""What lies in a frame, whatever is marked there: land, borders, countries, seas, disputed land."""

from __future__ import annotations

from functools import lru_cache

from generator.maps.frame import WIDTH, Frame
from generator.maps.geometry import Box, Ring
from generator.maps.outlines import Shape, outlines
from generator.maps.raster import Raster
from generator.maps.seas import SEAS
from generator.maps.territories import TERRITORIES, Territory
from generator.values import Value

LEAST_TERRITORY = 20.0  # units of area; what is smaller cannot be seen to be hatched
FEWEST_CELLS = 12  # what covers fewer squares has no room for a name

Named = tuple[str, Raster]


class Ground(Value):
    """A frame with what is drawn in it, in its units; `countries` are the largest first."""

    frame: Frame
    land: list[Ring]
    borders: list[Ring]
    disputed: list[tuple[Territory, list[Ring]]]
    countries: list[Named]
    seas: list[Named]


# Places that lie together share a frame, and so do a check and the build after it.
@lru_cache(maxsize=64)
def ground_of(frame: Frame) -> Ground:
    """The ground of a frame. It is shared: nobody changes what is in it."""
    found = outlines()
    land = frame.areas(found.land)
    return Ground(
        frame,
        land,
        frame.lines(found.borders),
        _disputed(frame),
        _countries(frame),
        _seas(frame, Raster.of(WIDTH, frame.height, land)),
    )


def _disputed(frame: Frame) -> list[tuple[Territory, list[Ring]]]:
    seen = []
    for id, territory in TERRITORIES.items():
        rings = frame.areas(outlines().territories[id], smallest=LEAST_TERRITORY)
        if any(frame.box.meets(Box.around(ring)) for ring in rings):
            seen.append((territory, rings))
    return seen


def _countries(frame: Frame) -> list[Named]:
    seen = []
    for name, shapes in outlines().countries.items():
        near = [shape for shape in shapes if _may_meet(shape, frame.degrees)]
        rings = frame.areas(near) if near else []
        if rings:
            raster = Raster.of(WIDTH, frame.height, rings)
            if raster.count >= FEWEST_CELLS:
                seen.append((raster.count, name, raster))
    seen.sort(key=lambda entry: (-entry[0], entry[1]))
    return [(name, raster) for _, name, raster in seen]


def _seas(frame: Frame, land: Raster) -> list[Named]:
    seen = []
    for name, ring in SEAS.items():
        shape = Shape(ring, Box.around(ring))
        rings = frame.areas([shape]) if _may_meet(shape, frame.degrees) else []
        water = Raster.of(WIDTH, frame.height, rings).without(land)
        if water.count >= FEWEST_CELLS * 4:
            seen.append((name, water))
    return seen


def _may_meet(shape: Shape, degrees: Box) -> bool:
    box = shape.box
    if not (box.top < degrees.bottom and degrees.top < box.bottom):
        return False
    return any(
        box.left + shift < degrees.right and degrees.left < box.right + shift
        for shift in (-360, 0, 360)
    )
