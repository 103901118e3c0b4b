"""One file a page kind: which views, in which order, make its documents.

A page kind is a module with `documents(graph, history)`; it stands in PAGE_KINDS.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.document import Document
from generator.graph import Graph
from generator.history import History
from generator.pages import actor, article, collections, home, issue, place, source, standing, topic

PAGE_KINDS = (home, topic, article, issue, actor, place, source, collections, standing)


def documents(graph: Graph, history: History) -> Iterator[Document]:
    """Every page of the site; each address once."""
    for kind in PAGE_KINDS:
        yield from kind.documents(graph, history)
