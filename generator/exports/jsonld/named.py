"""A thing in three words: what it is, its @id and its name. Its own page tells the rest."""

from __future__ import annotations

from generator.exports.jsonld.actor import TYPES
from generator.exports.jsonld.ids import Node, id_of
from generator.exports.publication import Publication
from generator.model import Actor, Place
from generator.views.names import name_of


def named(publication: Publication, id: str) -> Node:
    """An actor, a place or a term."""
    record = publication.graph.library.records[id]
    kind: str | list[str] = "Place" if isinstance(record, Place) else "DefinedTerm"
    if isinstance(record, Actor):
        kind = TYPES[record.type]
    return {
        "@type": kind,
        "@id": id_of(publication, id),
        "name": name_of(publication.graph, record),
    }
