"""Whether a tool really built what it is timed for."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from .failures import BenchmarkError

# How many pages of a difference are named.
NAMED = 5
# Twins in Markdown, pictures for sharing, feeds, and what there is once for a site.
BESIDE = (
    "**/*.md", "assets/cards/**/*.png", "**/feed.xml", "**/feed.json", "sitemap.xml", "robots.txt",
    "llms.txt", "404.html",
)  # fmt: skip


def pages_in(site: Path) -> frozenset[str]:
    """The folders below `site` that hold a page; "" is the front page."""
    found = (file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    return frozenset("" if path == "." else path for path in found)


def files_beside(site: Path) -> frozenset[str]:
    """The files below `site` that are no pages and go with them, and hold something."""
    found = {file for pattern in BESIDE for file in site.glob(pattern) if file.stat().st_size}
    return frozenset(file.relative_to(site).as_posix() for file in found)


def require_pages(tool: str, site: Path, expected: Set[str]) -> None:
    """Errors: BenchmarkError, with names and numbers, where pages are missing or too many."""
    built = pages_in(site)
    _require_same(f"{tool} built {len(built):,} pages", _folders(built), _folders(expected))


def require_beside(tool: str, site: Path, expected: Set[str]) -> None:
    """Errors: BenchmarkError where twins, pictures or feeds are missing, too many or elsewhere."""
    built = files_beside(site)
    _require_same(f"{tool} wrote {len(built):,} files beside its pages", built, expected)


def _require_same(told: str, built: Set[str], expected: Set[str]) -> None:
    if built == expected:
        return
    raise BenchmarkError(
        f"{told} and not the {len(expected):,} of the corpus; "
        f"missing: {_named(expected - built)}; too many: {_named(built - expected)}"
    )


def require_word(tool: str, site: Path, page: str, word: str) -> None:
    """Errors: BenchmarkError where an edit did not reach its page."""
    if word not in (site / page / "index.html").read_text("utf-8"):
        raise BenchmarkError(f"{tool} was done before the edit stood on /{page}/")


def _named(paths: Set[str]) -> str:
    some = [f"/{path}" for path in sorted(paths)[:NAMED]]
    more = ["…"] if len(paths) > NAMED else []
    return ", ".join(some + more) or "none"


def _folders(pages: Set[str]) -> frozenset[str]:
    return frozenset(f"{page}/" if page else "" for page in pages)
