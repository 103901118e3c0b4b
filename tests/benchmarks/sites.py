"""Whether a tool really built what it is timed for."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from .failures import BenchmarkError

# How many pages of a difference are named.
NAMED = 5


def pages_in(site: Path) -> frozenset[str]:
    """The folders below `site` that hold a page; "" is the front page."""
    found = (file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    return frozenset("" if path == "." else path for path in found)


def require_pages(tool: str, site: Path, expected: Set[str]) -> None:
    """Errors: BenchmarkError, with names and numbers, where pages are missing or too many."""
    built = pages_in(site)
    if built == expected:
        return
    raise BenchmarkError(
        f"{tool} built {len(built):,} pages and not the {len(expected):,} of the corpus; "
        f"missing: {_named(expected - built)}; too many: {_named(built - expected)}"
    )


def require_word(tool: str, site: Path, page: str, word: str) -> None:
    """Errors: BenchmarkError where an edit did not reach its page."""
    if word not in (site / page / "index.html").read_text("utf-8"):
        raise BenchmarkError(f"{tool} was done before the edit stood on /{page}/")


def _named(pages: Set[str]) -> str:
    some = [f"/{page}/" for page in sorted(pages)[:NAMED]]
    more = ["…"] if len(pages) > NAMED else []
    return ", ".join(some + more) or "none"
