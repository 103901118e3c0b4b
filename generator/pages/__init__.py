"""One file a page kind: which views, in which order, make its documents.

A page kind is a module with `bundles(graph, history)`; it stands in PAGE_KINDS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

from generator.document import Document
from generator.graph import Graph
from generator.history import History
from generator.pages import actor, article, collections, home, issue, place, source, standing, topic
from generator.pages.bundles import Bundle

# The order of the site's pages wherever all of them are listed.
PAGE_KINDS = (home, topic, standing, issue, place, actor, collections, article, source)


class Pages(Sequence[Document]):
    """Every page of the site in its order, each made when it is first asked for.

    What is made with a page are those that stand below it, for one found by its path; all, for one
    found by its number.
    """

    def __init__(self, graph: Graph, history: History) -> None:
        self._bundles = dict(_each_once(kind.bundles(graph, history) for kind in PAGE_KINDS))
        self._made: dict[str, dict[str, Document]] = {}

    @overload
    def __getitem__(self, place: int) -> Document: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Document, ...]: ...

    def __getitem__(self, place: int | slice) -> Document | tuple[Document, ...]:
        return self._all[place]

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> tuple[Document, ...]:
        return tuple(self.all())

    def all(self) -> Iterator[Document]:
        """Every page in the site's order.

        Errors: ValueError where two pages have one address.
        """
        seen: set[str] = set()
        for first in self._bundles:
            for path, document in self._bundle(first).items():
                if path in seen:
                    raise ValueError(f"two pages have the address {path}")
                seen.add(path)
                yield document

    def find(self, path: str) -> Document | None:
        """The page at a path; no more is made than the pages that stand with it."""
        parts = path.split("/")
        for count in range(len(parts), 0, -1):
            first = "/".join(parts[:count])
            if first in self._bundles and path in self._bundle(first):
                return self._bundle(first)[path]
        return None

    def is_there(self, path: str) -> bool:
        """Whether there is a page at a path; that of a record need not be made for the answer."""
        return path in self._bundles or self.find(path) is not None

    def paths(self) -> list[str]:
        """The paths of all pages; home is called index."""
        return [document.path or "index" for document in self.all()]

    def _bundle(self, first: str) -> dict[str, Document]:
        if first not in self._made:
            self._made[first] = _by_path(self._bundles[first]())
        return self._made[first]


def _each_once(kinds: Iterable[Iterable[Bundle]]) -> Iterator[Bundle]:
    seen: set[str] = set()
    for bundles in kinds:
        for first, make in bundles:
            if first in seen:
                raise ValueError(f"two pages have the address {first}")
            seen.add(first)
            yield first, make


def _by_path(documents: Iterable[Document]) -> dict[str, Document]:
    made: dict[str, Document] = {}
    for document in documents:
        if document.path in made:
            raise ValueError(f"two pages have the address {document.path}")
        made[document.path] = document
    return made


def documents(graph: Graph, history: History) -> Iterator[Document]:
    """Every page of the site; each address once."""
    yield from Pages(graph, history).all()
