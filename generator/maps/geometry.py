"""Plane geometry for maps: clipping, simplifying, areas and tests of where a point lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.values import Value

Point = tuple[float, float]
Ring = list[Point]


class Box(Value):
    """A rectangle with its sides along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def covers(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.right >= other.right
            and self.top <= other.top
            and self.bottom >= other.bottom
        )

    @classmethod
    def around(cls, points: Iterable[Point]) -> Box:
        """The smallest box that holds the points. Errors: ValueError for none."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))


def area(ring: Ring) -> float:
    """The area that a ring encloses; negative where it runs the other way round."""
    total = 0.0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        total += x1 * y2 - x2 * y1
        x1, y1 = x2, y2
    return total / 2


def is_inside(point: Point, rings: Iterable[Ring]) -> bool:
    """Whether a point lies in the area of the rings, where a ring in a ring is a hole."""
    x, y = point
    inside = False
    for ring in rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
    return inside


def simplified(points: Ring, tolerance: float) -> Ring:
    """The line without the points that lie nearer than `tolerance` to it (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    keep = bytearray(len(points))
    keep[0] = keep[-1] = 1
    limit = tolerance * tolerance
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, where = limit, 0
        x1, y1 = points[first]
        dx, dy = points[last][0] - x1, points[last][1] - y1
        length = dx * dx + dy * dy
        for index in range(first + 1, last):
            px, py = points[index][0] - x1, points[index][1] - y1
            if length:
                along = (px * dx + py * dy) / length
                along = 0.0 if along < 0.0 else 1.0 if along > 1.0 else along
                px, py = px - along * dx, py - along * dy
            distance = px * px + py * py
            if distance > far:
                far, where = distance, index
        if where:
            keep[where] = 1
            waiting += ((first, where), (where, last))
    return [point for point, is_kept in zip(points, keep, strict=True) if is_kept]


def simplified_ring(ring: Ring, tolerance: float) -> Ring:
    """The same for a ring: it is cut at two far points, so that no corner is lost at its start."""
    if len(ring) < 4:
        return ring
    x, y = ring[0]
    far = max(range(len(ring)), key=lambda i: (ring[i][0] - x) ** 2 + (ring[i][1] - y) ** 2)
    there = simplified(ring[: far + 1], tolerance)
    back = simplified([*ring[far:], ring[0]], tolerance)
    return [*there, *back[1:-1]]


def clipped_ring(ring: Ring, box: Box) -> Ring:
    """The part of a ring's area inside a box (Sutherland and Hodgman); empty where there is none.

    A shape that the box cuts into several is joined along the box's side, which shows in its
    outline only: the box should lie a little outside what is seen.
    """
    if not ring:
        return ring
    extent = Box.around(ring)
    is_within = (
        extent.left >= box.left, extent.right <= box.right,
        extent.top >= box.top, extent.bottom <= box.bottom,
    )  # fmt: skip
    for (inside, crossing), is_whole in zip(_sides(box), is_within, strict=True):
        # Most rings cross one side or none.
        if is_whole:
            continue
        if not ring:
            return ring
        found: Ring = []
        last, last_is_in = ring[-1], inside(ring[-1])
        for here in ring:
            is_in = inside(here)
            if is_in != last_is_in:
                found.append(crossing(last, here))
            if is_in:
                found.append(here)
            last, last_is_in = here, is_in
        ring = found
    return ring


def clipped_line(line: Ring, box: Box) -> list[Ring]:
    """The pieces of a line that lie inside a box."""
    pieces = [line]
    for inside, crossing in _sides(box):
        pieces = [cut for piece in pieces for cut in _cut(piece, inside, crossing)]
    return pieces


def _cut(
    line: Ring, inside: Callable[[Point], bool], crossing: Callable[[Point, Point], Point]
) -> list[Ring]:
    found: list[Ring] = []
    piece: Ring = []
    last: Point | None = None
    was_in = False
    for here in line:
        is_in = inside(here)
        if last is not None and is_in != was_in:
            piece.append(crossing(last, here))
        if is_in:
            piece.append(here)
        elif piece:
            found.append(piece)
            piece = []
        last, was_in = here, is_in
    return [p for p in [*found, piece] if len(p) > 1]


Side = tuple[Callable[[Point], bool], Callable[[Point, Point], Point]]


def _sides(box: Box) -> tuple[Side, ...]:
    def at_x(x: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]))

    def at_y(y: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y)

    return (
        (lambda p: p[0] >= box.left, at_x(box.left)),
        (lambda p: p[0] <= box.right, at_x(box.right)),
        (lambda p: p[1] >= box.top, at_y(box.top)),
        (lambda p: p[1] <= box.bottom, at_y(box.bottom)),
    )
