"""A whole timeline on a page of its own, below the page that tells it in short."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.document import Block, Document, Heading, PageLink, Paragraph, Text
from generator.graph import Graph
from generator.model import Event
from generator.pages import parts
from generator.pages.finish import finish
from generator.views.addresses import page_of, title_of


def timeline_page(
    graph: Graph, path: str, record_id: str, events: Sequence[Event], open_ids: Collection[str] = ()
) -> Iterator[Document]:
    """Every event of a record's timeline, in periods, oldest first."""
    name = title_of(graph, record_id)
    title = f"Timeline: {name}"
    back = PageLink(page_of(graph.library.records[record_id]), None, parts.words(name))
    blocks: list[Block] = [
        parts.kicker("Timeline"),
        Heading(1, parts.words(name), "top"),
        Paragraph((Text("Back to "), back), role="more"),
        *parts.timeline(events, open_ids),
    ]
    about = f"{parts.count(len(events), 'dated fact')}, oldest first, each with its sources."
    yield from finish(graph, path, title, about, blocks, cut=False)
