"""The kinds of page of a built site, each with one address, found and not typed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# A folder of pages about one thing each -> what such a page is called.
SINGLES = {
    "topics": "explainer", "articles": "article", "issues": "issue", "actors": "actor",
    "places": "place", "sources": "source",
}  # fmt: skip
COLLECTIONS = (*SINGLES, "timeline", "glossary")
KINDS = ("home", *SINGLES.values(), *COLLECTIONS, "standing", "404")

# The page that was drawn in the reference; elsewhere the longest of a kind stands for it, because
# it has the most that can go wrong.
CHOSEN = {"explainer": "topics/crimea/"}


@dataclass(frozen=True)
class Site:
    """A finished site on disk."""

    folder: Path

    def address(self, kind: str) -> str:
        """The address of the page that stands for `kind`, below the site's own.

        Errors: LookupError where the site has no such page.
        """
        if kind == "home":
            return ""
        if kind == "404":
            return "no/such/page/"
        if kind in COLLECTIONS:
            return self._longest(kind, [self.folder / kind])
        if kind == "standing":
            known = set(COLLECTIONS)
            folders = [f for f in self.folder.iterdir() if f.is_dir() and f.name not in known]
            return self._longest(kind, folders)
        singles = self.pages(kind)
        if CHOSEN.get(kind) in singles:
            return CHOSEN[kind]
        return self._longest(kind, [self.folder / address for address in singles])

    def pages(self, kind: str) -> list[str]:
        """The addresses of every page about one thing of a kind, sorted."""
        folder = next(f for f, name in SINGLES.items() if name == kind)
        found = (path.parent for path in (self.folder / folder).glob("*/index.html"))
        return sorted(path.relative_to(self.folder).as_posix() + "/" for path in found)

    def files(self) -> list[Path]:
        """Every page of the site, the one for a missing page included."""
        return sorted(self.folder.rglob("*.html"))

    def _longest(self, kind: str, folders: list[Path]) -> str:
        pages = [f / "index.html" for f in folders if (f / "index.html").is_file()]
        if not pages:
            raise LookupError(f"the site has no page of the kind {kind!r}")
        longest = max(sorted(pages), key=lambda page: page.stat().st_size)
        return longest.parent.relative_to(self.folder).as_posix() + "/"
