"""A whole timeline on a page of its own, below the page that tells it in short."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.document import Block, Document, Heading, PageLink, Paragraph, Text, slug
from generator.graph import Graph
from generator.model import Event
from generator.pages import parts
from generator.pages.finish import LIST_LIMIT, finish, names_of, pager
from generator.views.addresses import page_of, title_of
from generator.views.collections import grouped, paged

# A longer one is cut into pages of whole years, as far as a year has room on one.
WHOLE_LIMIT = 300


def timeline_page(
    graph: Graph, path: str, record_id: str, events: Sequence[Event], open_ids: Collection[str] = ()
) -> Iterator[Document]:
    """Every event of a record's timeline, oldest first, in periods or on pages."""
    name = title_of(graph, record_id)
    title = f"Timeline: {name}"
    about = f"{parts.count(len(events), 'dated fact')}, oldest first, each with its sources."
    head = _head(graph, record_id, name)
    if len(events) <= WHOLE_LIMIT:
        blocks = [*head, *parts.timeline(events, open_ids)]
        yield from finish(graph, path, title, about, blocks, cut=False)
        return
    leaves = paged(grouped(events, lambda event: str(event.date.year)), path, LIST_LIMIT)
    names = names_of(leaves)
    for leaf in leaves:
        blocks = [*head, Paragraph(pager(names, leaf.path), role="pager")]
        for group in leaf.groups:
            blocks.append(Heading(2, parts.words(group.label), f"group-{slug(group.label)}"))
            blocks += parts.timeline(group.entries, in_one=True, with_notes=True)
        numbered = title if leaf.number == 1 else f"{title}, page {leaf.number}"
        yield from finish(graph, leaf.path, numbered, about, blocks, cut=False)


def _head(graph: Graph, record_id: str, name: str) -> list[Block]:
    back = PageLink(page_of(graph.library.records[record_id]), None, parts.words(name))
    return [
        parts.kicker("Timeline"),
        Heading(1, parts.words(name), "top"),
        Paragraph((Text("Back to "), back), role="more"),
    ]
