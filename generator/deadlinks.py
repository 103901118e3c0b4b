"""Addresses of this site that editors typed, with what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator import prose
from generator.diagnostics import Location
from generator.document import Document, PageLink, anchors_of, walk_inlines
from generator.graph import Graph
from generator.model import Page, Topic
from generator.values import Value
from generator.views.addresses import page_of

FindPage = Callable[[str], Document | None]


class Target(Value):
    """Where a link leads: the page's path, the place on it, and how the address was typed.

    `anchors` are those of the page; None where there is no such page.
    """

    record: Topic | Page
    page: str
    anchor: str | None
    typed: str
    anchors: frozenset[str] | None


def targets(graph: Graph, find: FindPage) -> Iterator[Target]:
    """The target of each link inside the site that a Markdown text has.

    Links to records cannot be dead; these are addresses such as /topics/crimea/#timeline.
    """
    records: tuple[Topic | Page, ...] = (*graph.topics.values(), *graph.pages.values())
    for record in records:
        for inline in walk_inlines(prose.parse_markdown(record.body)):
            if isinstance(inline, PageLink):
                page = inline.page or page_of(record)
                found = find("" if page == "index" else page)
                anchors = frozenset(anchors_of(found.blocks)) if found else None
                typed = f"/{inline.page}/" if inline.page else ""
                yield Target(record, page, inline.anchor, typed, anchors)


def place_of(target: Target, graph: Graph, typed: str) -> Location:
    """Where the address was typed; the file alone where it stands there in another form."""
    origin = graph.library.origins[target.record.id]
    body = origin.body.text if origin.body else ""
    for form in (f"({typed}", f"({typed.replace('/#', '#')}", f"({typed.rstrip('/')})"):
        at = body.find(form)
        if at >= 0:
            return origin.inside(("body",), at + 1)
    return origin.location
