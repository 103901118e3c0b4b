"""Addresses of this site that editors typed, with what stands there once all pages are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import Location
from generator.document import Document, PageLink, anchors_of, walk_inlines
from generator.load import Library


@dataclass(frozen=True)
class Target:
    """Where a link leads: the page's path, the place on it, and how the address was typed.

    `anchors` are those of the page; None where there is no such page.
    """

    record_id: str
    source_file: str | None
    page: str
    anchor: str | None
    typed: str
    anchors: frozenset[str] | None


def targets(documents: Sequence[Document]) -> Iterator[Target]:
    """The target of each link inside the site.

    Links to records cannot be dead; these are addresses such as /topics/crimea/#timeline.
    """
    anchors = {d.path or "index": frozenset(anchors_of(d.blocks)) for d in documents}
    for document in documents:
        for inline in walk_inlines(document.blocks):
            if isinstance(inline, PageLink):
                page = inline.page or document.path or "index"
                typed = f"/{inline.page}/" if inline.page else ""
                yield Target(
                    document.record_id or "", document.source_file, page, inline.anchor, typed,
                    anchors.get(page),
                )  # fmt: skip


def place_of(target: Target, library: Library, typed: str) -> Location:
    """Where the address was typed; the file alone where it stands there in another form."""
    origin = library.origins.get(target.record_id)
    if origin is None:
        return Location(target.source_file or "content")
    body = origin.body.text if origin.body else ""
    for form in (f"({typed}", f"({typed.replace('/#', '#')}", f"({typed.rstrip('/')})"):
        at = body.find(form)
        if at >= 0:
            return origin.inside(("body",), at + 1)
    return origin.location
