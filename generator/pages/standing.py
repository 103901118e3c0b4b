"""Standing pages: about, how we work, and whatever else stands in content/pages/."""

from __future__ import annotations

from collections.abc import Iterator

from generator import prose
from generator.document import Block, Document, Heading, Paragraph, text_of
from generator.graph import Graph
from generator.history import History
from generator.model import Page
from generator.pages import parts
from generator.pages.finish import finish
from generator.views.addresses import page_of


def documents(graph: Graph, history: History) -> Iterator[Document]:
    for page in graph.pages.values():
        blocks: list[Block] = [
            Heading(1, parts.words(page.title), "top"),
            *prose.parse_markdown(page.body),
            *parts.changed_line(history, graph.library.origins[page.id].location.path),
        ]
        description = page.description or _first_words(page)
        yield from finish(graph, page_of(page), page.title, description, blocks, record_id=page.id)


def _first_words(page: Page) -> str:
    paragraphs = (b for b in prose.parse_markdown(page.body) if isinstance(b, Paragraph))
    return next((text_of(p.children) for p in paragraphs), page.title)
