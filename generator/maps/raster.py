"""Which small squares of a drawing a shape covers, so that room for a label is found fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.maps.geometry import Box, Ring

CELL = 6


class Raster:
    """A drawing in squares of six units. A row is one whole number, a covered square a bit of it."""

    def __init__(self, width: int, height: int) -> None:
        self.columns, self.rows = width // CELL, height // CELL
        self.bits = [0] * self.rows

    @classmethod
    def of(cls, width: int, height: int, rings: Iterable[Ring]) -> Raster:
        """The squares whose middle lies in the rings, where a ring in a ring is a hole."""
        raster = cls(width, height)
        crossings: list[list[float]] = [[] for _ in range(raster.rows)]
        for ring in rings:
            x1, y1 = ring[-1]
            for x2, y2 in ring:
                low, high = (y1, y2) if y1 < y2 else (y2, y1)
                for row in range(max(0, int(low / CELL)), min(raster.rows, int(high / CELL) + 1)):
                    y = (row + 0.5) * CELL
                    if low <= y < high:
                        crossings[row].append(x1 + (x2 - x1) * (y - y1) / (y2 - y1))
                x1, y1 = x2, y2
        for row, found in enumerate(crossings):
            found.sort()
            for start, end in zip(found[::2], found[1::2], strict=False):
                raster._cover(row, int(start / CELL + 0.5), int(end / CELL + 0.5))
        return raster

    def _cover(self, row: int, first: int, end: int) -> None:
        first, end = max(first, 0), min(end, self.columns)
        if end > first:
            self.bits[row] |= ((1 << (end - first)) - 1) << first

    @property
    def count(self) -> int:
        """How many squares are covered."""
        return sum(row.bit_count() for row in self.bits)

    def without(self, other: Raster) -> Raster:
        """The squares that this covers and the other does not."""
        found = Raster(self.columns * CELL, self.rows * CELL)
        found.bits = [mine & ~theirs for mine, theirs in zip(self.bits, other.bits, strict=True)]
        return found

    def mark(self, box: Box) -> None:
        """Cover all squares that a box touches."""
        first, end = int(box.left // CELL), int(box.right // CELL) + 1
        for row in range(max(0, int(box.top // CELL)), min(self.rows, int(box.bottom // CELL) + 1)):
            self._cover(row, first, end)

    def rooms(self, columns: int, rows: int) -> list[int]:
        """Where a box of so many squares is covered whole; a bit for each of its top left squares."""
        across = [_runs(row, columns) for row in self.bits]
        found = []
        for top in range(self.rows - rows + 1):
            room = across[top]
            for row in across[top + 1 : top + rows]:
                room &= row
                if not room:
                    break
            found.append(room)
        return found + [0] * (self.rows - len(found))


def _runs(row: int, length: int) -> int:
    """The bits at which `length` set bits begin."""
    have = 1
    while row and have < length:
        step = min(have, length - have)
        row &= row >> step
        have += step
    return row


def places(rooms: list[int]) -> Iterator[tuple[int, int]]:
    """The (column, row) of each set bit, row by row."""
    for row, bits in enumerate(rooms):
        while bits:
            lowest = bits & -bits
            yield lowest.bit_length() - 1, row
            bits ^= lowest
