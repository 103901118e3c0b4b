"""The @id of each thing: one address for all pages that speak of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.exports.publication import Publication
from generator.views.addresses import address_of

Node = dict[str, Any]

# A page is not what it tells of: the thing has a fragment of its own.
_FRAGMENTS = {
    "actors": "actor", "articles": "article", "issues": "issue", "pages": "page",
    "places": "place", "sources": "source", "topics": "explainer",
}  # fmt: skip


def id_of(publication: Publication, id: str) -> str:
    """The @id of a record or a statement.

    Errors: KeyError for an id that is not in the graph.
    """
    address = address_of(publication.graph, id)
    anchor = address.anchor
    if anchor is None:
        anchor = _FRAGMENTS[publication.graph.library.records[id].folder]
    return publication.address(address.page, anchor)


def reference(publication: Publication, id: str) -> Node:
    return {"@id": id_of(publication, id)}


def references(publication: Publication, ids: Iterable[str]) -> list[Node]:
    return [reference(publication, id) for id in dict.fromkeys(ids)]


def publisher_id(publication: Publication) -> str:
    return f"{publication.url}#publisher"


def website_id(publication: Publication) -> str:
    return f"{publication.url}#website"


def without_gaps(node: Node) -> Node:
    """The node without properties that have no value: what is not known is not told."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}
