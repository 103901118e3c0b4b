"""One file a page kind: which views, in which order, make its documents.

A page kind is a module with `documents(graph, history)`; it stands in PAGE_KINDS.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.document import Document
from generator.graph import Graph
from generator.history import History
from generator.pages import actor, article, collections, home, issue, place, source, standing, topic

# Kinds that links lead to most, and that are few, come first: see `Pages.find`.
PAGE_KINDS = (home, topic, standing, issue, place, actor, collections, article, source)


class Pages:
    """Every page of the site, made kind by kind when first asked for; each address once."""

    def __init__(self, graph: Graph, history: History) -> None:
        self._waiting = [(kind, graph, history) for kind in PAGE_KINDS]
        self._made: dict[str, Document] = {}

    def all(self) -> Iterator[Document]:
        while self._make():
            pass
        yield from self._made.values()

    def find(self, path: str) -> Document | None:
        """The page at a path; no more kinds are made than it takes to find it."""
        while path not in self._made:
            if not self._make():
                return None
        return self._made[path]

    def paths(self) -> list[str]:
        """The paths of all pages; home is called index."""
        return [document.path or "index" for document in self.all()]

    def _make(self) -> bool:
        if not self._waiting:
            return False
        kind, graph, history = self._waiting.pop(0)
        for document in kind.documents(graph, history):
            if document.path in self._made:
                raise ValueError(f"two pages have the address {document.path}")
            self._made[document.path] = document
        return True


def documents(graph: Graph, history: History) -> Iterator[Document]:
    """Every page of the site; each address once."""
    yield from Pages(graph, history).all()
