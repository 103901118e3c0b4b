"""What a run found, as Markdown: a table for each size, and how the tools grow with it."""

from __future__ import annotations

from collections.abc import Mapping

from .corpus import Corpus
from .measure import Measured
from .rounds import Results
from .table import NOTHING, Spread, as_ratio, as_seconds, markdown_table, ratio, spread
from .tools import CONTENDERS, OURS

MB = 1_000_000


def of_size(corpus: Corpus, results: Results, lacking: Mapping[str, str]) -> str:
    """The tools in their order; one that is lacking has a row that says why."""
    ours = results.get(OURS)
    head = [
        "tool", "cold, s", "÷ ours", "processor s", "ms a page", "one edit, s", "÷ ours",
        "processor s", "edit to served, s", "÷ ours", "peak MB", "÷ ours",
    ]  # fmt: skip
    rows = []
    for key, contender in CONTENDERS.items():
        if key in lacking:
            rows.append([contender.name, f"missing: {lacking[key]}", *[NOTHING] * (len(head) - 2)])
        elif key in results:
            rows.append([contender.name, *_cells(results[key], ours, len(corpus.pages))])
    title = f"### {corpus.articles:,} articles, {len(corpus.pages):,} pages"
    return f"{title}\n\n{markdown_table(head, rows)}"


def of_growth(sizes: Mapping[int, tuple[Corpus, Results]]) -> str:
    """A cold build, size by size: milliseconds a page, and the largest process in MB."""
    corpora = [corpus for corpus, _ in sizes.values()]
    head = ["ms a page, cold / peak MB", *(f"{len(corpus.pages):,} pages" for corpus in corpora)]
    rows = []
    for key, contender in CONTENDERS.items():
        cells = [
            f"{_per_page(results[key], len(corpus.pages))} / {_peak(results[key]).median / MB:.0f}"
            for corpus, results in sizes.values()
            if key in results
        ]
        if cells:
            rows.append([contender.name, *cells])
    return f"### Growth\n\n{markdown_table(head, rows)}"


def _cells(
    found: dict[str, list[Measured]], ours: dict[str, list[Measured]] | None, pages: int
) -> list[str]:
    cold, warm, peak = _seconds(found, "cold"), _seconds(found, "warm"), _peak(found)
    return [
        as_seconds(cold),
        as_ratio(ratio(cold, _seconds(ours, "cold") if ours else None)),
        _processor(found, "cold"),
        _per_page(found, pages),
        as_seconds(warm),
        as_ratio(ratio(warm, _seconds(ours, "warm") if ours else None)),
        _processor(found, "warm"),
        *_served(found, ours),
        f"{peak.median / MB:.0f}",
        as_ratio(ratio(peak, _peak(ours) if ours else None)),
    ]


def _served(
    found: dict[str, list[Measured]], ours: dict[str, list[Measured]] | None
) -> tuple[str, str]:
    if not found.get("served"):
        return NOTHING, NOTHING
    theirs = _seconds(found, "served")
    is_there = ours is not None and ours.get("served")
    return as_seconds(theirs), as_ratio(
        ratio(theirs, _seconds(ours, "served") if ours and is_there else None)
    )


def _seconds(found: dict[str, list[Measured]], case: str) -> Spread:
    return spread([run.seconds for run in found[case]])


def _processor(found: dict[str, list[Measured]], case: str) -> str:
    return f"{spread([run.cpu_seconds for run in found[case]]).median:.2f}"


def _per_page(found: dict[str, list[Measured]], pages: int) -> str:
    return f"{1000 * _seconds(found, 'cold').median / pages:.2f}"


def _peak(found: dict[str, list[Measured]]) -> Spread:
    """Of cold builds: they hold the most."""
    return spread([run.peak_bytes for run in found["cold"]])
