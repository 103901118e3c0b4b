"""Medians, spreads and ratios, and a Markdown table of them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

NOTHING = "–"


@dataclass(frozen=True)
class Spread:
    """The middle, the least and the most of some runs, in the unit of the runs."""

    median: float
    least: float
    most: float


def spread(runs: Sequence[float]) -> Spread:
    """Errors: ValueError for no runs."""
    if not runs:
        raise ValueError("there are no runs to take a median of")
    return Spread(statistics.median(runs), min(runs), max(runs))


def ratio(theirs: Spread, ours: Spread | None) -> float | None:
    """How many times as much as ours, median by median: above 1 ours is faster, or smaller."""
    return theirs.median / ours.median if ours and ours.median else None


def as_seconds(found: Spread) -> str:
    """As "2.91 (2.88–3.10)": the median, then from the least to the most; one run has no spread."""
    if found.least == found.most:
        return f"{found.median:.2f}"
    return f"{found.median:.2f} ({found.least:.2f}–{found.most:.2f})"


def as_ratio(found: float | None) -> str:
    if found is None:
        return NOTHING
    return f"{found:.2f}×" if found < 10 else f"{found:.0f}×"


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded, so that it can be read as it stands.

    Errors: ValueError for a row of another length.
    """
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in lines
    )
