"""Names of countries, territories and seas on a map, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.maps.frame import WIDTH, Frame
from generator.maps.geometry import Box, Point, Ring
from generator.maps.ground import Ground
from generator.maps.pins import RADIUS, Mark
from generator.maps.raster import CELL, Raster, places
from generator.values import Value

PHONE, WIDE = 22.5, 15.5  # the sizes that the style gives, in units of the drawing
EDGE = 5
LONGEST_NAME = 30


class Label(Value):
    """A name at the middle of its line; `kind` is land, sea, dispute or place.

    One that `is_wide` has room only where letters are small against the map, and is not shown on
    a phone. `anchor` is SVG's text-anchor.
    """

    kind: str
    text: str
    at: Point
    is_wide: bool
    anchor: str = "middle"


def width_of(text: str, size: float) -> float:
    """About how wide a line of text is; marks that stand above a letter take no room."""
    return sum(_width(character) for character in text) * size


def _width(character: str) -> float:
    if character in "iljtfr.,’' I":
        return 0.34
    if character in "mwMWОЖШЩЮ—":
        return 0.9
    if ord(character) > 0x2E80:
        return 1.05
    return 0.7 if character.isupper() else 0.58


class Labels:
    """Finds places for names one after the other; what has been placed is in the way of the next."""

    def __init__(self, ground: Ground, marks: Sequence[Mark]) -> None:
        self.frame = frame = ground.frame
        self.countries, self.seas = ground.countries, ground.seas
        self.placed: list[Label] = []
        self.boxes: list[Box] = []
        self.marks = [Box(*mark.at, *mark.at) for mark in marks]
        self.taken = Raster(WIDTH, frame.height)
        for mark in marks:
            x, y = mark.at
            self.take(Box(x, y, x, y).grown(RADIUS if len(marks) > 1 else RADIUS - 6))
            if mark.is_moved:
                steps = 12
                for step in range(steps + 1):
                    px = x + (mark.place[0] - x) * step / steps
                    py = y + (mark.place[1] - y) * step / steps
                    self.take(Box(px, py, px, py).grown(3))

    def take(self, box: Box) -> None:
        """Keep names out of a box."""
        self.boxes.append(box)
        self.taken.mark(box.grown(2))

    def name_countries(self, *, is_wide: bool) -> tuple[str, ...]:
        """Name the countries, the largest first; tells the names of all that are seen."""
        for name, raster in self.countries:
            self.name_area("land", name, raster, is_wide=is_wide)
        return tuple(name for name, _ in self.countries)

    def name_seas(self, *, is_wide: bool) -> tuple[str, ...]:
        """Name the seas; tells the names of all that are seen."""
        for name, water in self.seas:
            self.name_area("sea", name, water, is_wide=is_wide)
        return tuple(name for name, _ in self.seas)

    def name_area(
        self, kind: str, name: str, area: Raster, *, is_wide: bool, fit: float = 0.9
    ) -> bool:
        """Put a name in the middle of an area, if that has room; whether it was put there."""
        if any(label.text == name for label in self.placed):
            return True
        size = WIDE if is_wide else PHONE
        spot = self._spot(area, width_of(name, size), size * 1.1, 0.75 if is_wide else fit)
        if spot is None:
            return False
        self._put(Label(kind, name, spot, is_wide), size)
        return True

    def name_beside(self, kind: str, name: str, box: Box, *, is_wide: bool) -> bool:
        """Put a name beside a box: right, left, above or below; whether there was room."""
        if len(name) > LONGEST_NAME:
            return False
        size = WIDE if is_wide else PHONE
        width, height = width_of(name, size), size
        x, y = box.centre
        corners = (
            ((box.left, box.top - height * 0.35), "end"),
            ((box.right, box.top - height * 0.35), "start"),
            ((box.left, box.bottom + height * 0.35), "end"),
            ((box.right, box.bottom + height * 0.35), "start"),
        )
        for at, anchor in (
            ((box.right + 5, y), "start"),
            ((box.left - 5, y), "end"),
            ((x, box.top - height * 0.6), "middle"),
            ((x, box.bottom + height * 0.6), "middle"),
            # At a corner a name would seem to be that of the next mark; a hatched shape has none.
            *(corners if kind == "dispute" else ()),
        ):
            left = {"start": at[0], "end": at[0] - width, "middle": at[0] - width / 2}[anchor]
            room = Box(left, at[1] - height / 2, left + width, at[1] + height / 2)
            others = [mark for mark in self.marks if not box.grown(1).covers(mark)]
            gap = RADIUS + 9 if kind == "place" else RADIUS
            is_clear = not any(room.meets(mark.grown(gap)) for mark in others)
            if self.frame.box.grown(-EDGE).covers(room) and self.is_free(room) and is_clear:
                self.take(room)
                self.placed.append(Label(kind, name, at, is_wide, anchor))
                return True
        return False

    def _put(self, label: Label, size: float) -> None:
        width = width_of(label.text, size)
        x, y = label.at
        self.take(Box(x - width / 2, y - size / 2, x + width / 2, y + size / 2).grown(1))
        self.placed.append(label)

    def is_free(self, room: Box) -> bool:
        """Whether nothing has been put into a box yet."""
        return not any(room.meets(box) for box in self.boxes)

    def _spot(self, area: Raster, width: float, height: float, fit: float) -> Point | None:
        """The middle of the room that lies nearest to the middle of all rooms there are.

        `fit` is how much of the width must lie in the area; the rest may hang over on both sides.
        """
        columns, rows = int(width // CELL) + 1, int(height // CELL) + 1
        inner = max(1, round(columns * fit))
        over = (columns - inner) // 2
        free = [((1 << area.columns) - 1) & ~row for row in self.taken.bits]
        whole = Raster(WIDTH, self.frame.height)
        whole.bits = free
        inside = area.rooms(inner, rows)
        rooms = [
            (mine >> over) & theirs
            for mine, theirs in zip(inside, whole.rooms(columns, rows), strict=True)
        ]
        edge = EDGE // CELL + 1
        rooms[:edge] = [0] * edge
        rooms[max(0, area.rows - rows - edge + 1) :] = [0] * (rows + edge - 1)
        usable = ((1 << max(0, area.columns - columns - 2 * edge + 1)) - 1) << edge
        found = list(places([room & usable for room in rooms]))
        if not found:
            return None
        middle_x = sum(x for x, _ in found) / len(found)
        middle_y = sum(y for _, y in found) / len(found)
        x, y = min(found, key=lambda r: ((r[0] - middle_x) ** 2 + (r[1] - middle_y) ** 2, r))
        return (x + columns / 2) * CELL, (y + rows / 2) * CELL


def raster_of(frame: Frame, rings: Iterable[Ring]) -> Raster:
    """The squares of a frame that rings cover."""
    return Raster.of(WIDTH, frame.height, rings)
