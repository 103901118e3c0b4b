"""Pages that are made together: that of a record, or of a collection, and those that stand below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.document import Document

# The path of the first page, below which all of them stand, and what makes them.
Bundle = tuple[str, Callable[[], Iterable[Document]]]
Bundles = Iterator[Bundle]
