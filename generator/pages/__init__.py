"""One file a page kind: which views, in which order, make its documents.

A page kind is a module with `bundles(graph, history)`; it stands in PAGE_KINDS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import overload

from generator.document import Document
from generator.graph import Graph
from generator.history import History
from generator.pages import actor, article, collections, home, issue, place, source, standing, topic
from generator.pages.bundles import Bundle
from generator.reads import Read, Reads

# The order of the site's pages wherever all of them are listed.
PAGE_KINDS = (home, topic, standing, issue, place, actor, collections, article, source)


class Pages(Sequence[Document]):
    """Every page of the site in its order, each made when it is first asked for.

    What is made with a page are those that stand below it, for one found by its path; all, for one
    found by its number.
    """

    def __init__(self, graph: Graph, history: History) -> None:
        bundles = _each_once(kind.bundles(graph, history) for kind in PAGE_KINDS)
        self._bundles = {first: _Making(make, graph.reads) for first, make in bundles}
        # The paths of the pages below which others are made with them, in the site's order.
        self.bundles = tuple(self._bundles)
        # Whoever finds no page at an address has read that too.
        self._is_there = graph.reads.noted("addresses", dict.fromkeys(self._bundles, True))

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
        for first in self._is_there:
            for path, document in self._bundles[first].all().items():
                if path in seen:
                    raise ValueError(f"two pages have the address {path}")
                seen.add(path)
                yield document

    def of_bundle(self, first: str) -> Iterator[Document]:
        """The pages of a bundle, kept no longer than somebody goes through them.

        What is read until then is what they are made of; see `reads` of the graph.
        """
        yield from self._bundles[first].all().values()
        self._bundles[first].forget()

    def find(self, path: str) -> Document | None:
        """The page at a path; no more is made than pages that stand with it, up to it."""
        parts = path.split("/")
        for count in range(len(parts), 0, -1):
            first = "/".join(parts[:count])
            found = self._bundles[first].find(path) if first in self._is_there else None
            if found is not None:
                return found
        return None

    def is_there(self, path: str) -> bool:
        """Whether there is a page at a path; that of a record need not be made for the answer."""
        return path in self._is_there or self.find(path) is not None

    def paths(self) -> list[str]:
        """The paths of all pages; home is called index."""
        return [document.path or "index" for document in self.all()]


@dataclass(slots=True)
class _Begun:
    """The pages of a bundle that are made, and those that are not.

    `read` is what was read to make them: whoever looks at a page has read what it is made of, also
    where another had it made. `told` are the reads of the one who has been told of all that last.
    """

    left: Iterator[Document]
    made: dict[str, Document] = field(default_factory=dict)
    read: set[Read] = field(default_factory=set)
    told: set[Read] | None = None


class _Making:
    """The pages of one bundle, made one after another as far as they are asked for."""

    # There is one for each record, and most are never begun in the same process.
    __slots__ = ("_begun", "_lock", "_make", "_reads")

    def __init__(self, make: Callable[[], Iterable[Document]], reads: Reads) -> None:
        self._make = make
        self._reads = reads
        self._begun: _Begun | None = None
        # A preview shows pages while it makes others.
        self._lock = Lock()

    def find(self, path: str) -> Document | None:
        with self._lock:
            return self._made_until(path).get(path)

    def all(self) -> dict[str, Document]:
        with self._lock:
            return self._made_until(None)

    def forget(self) -> None:
        with self._lock:
            self._begun = None

    def _made_until(self, path: str | None) -> dict[str, Document]:
        """The pages up to the one at a path; all of them for None."""
        begun = self._begun
        # Each page of a long list leads to all others.
        if begun and begun.told is self._reads.now and path in begun.made:
            return begun.made
        try:
            with self._reads.apart() as read:
                begun = self._begun = self._begun or _Begun(iter(self._make()))
                while path not in begun.made:
                    document = next(begun.left, None)
                    if document is None:
                        break
                    if document.path in begun.made:
                        raise ValueError(f"two pages have the address {document.path}")
                    begun.made[document.path] = document
                begun.read |= read
                read |= begun.read
            begun.told = self._reads.now
        except Exception:
            # Who asks again gets the same answer, and not a page that seems not to be there.
            self._begun = None
            raise
        return begun.made


def _each_once(kinds: Iterable[Iterable[Bundle]]) -> Iterator[Bundle]:
    seen: set[str] = set()
    for bundles in kinds:
        for first, make in bundles:
            if first in seen:
                raise ValueError(f"two pages have the address {first}")
            seen.add(first)
            yield first, make


def documents(graph: Graph, history: History) -> Iterator[Document]:
    """Every page of the site; each address once."""
    yield from Pages(graph, history).all()
