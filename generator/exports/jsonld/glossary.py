"""The glossary as a set of defined terms."""

from __future__ import annotations

import re

from generator.document import Document
from generator.exports.jsonld.ids import Node, id_of, without_gaps
from generator.exports.publication import Publication
from generator.exports.words import plain
from generator.model import Term
from generator.views.addresses import address_of

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“‘])")


def glossary(publication: Publication, document: Document) -> Node:
    """The terms on this page of the glossary, in the order of the alphabet."""
    graph = publication.graph
    here = [t for t in graph.terms.values() if address_of(graph, t.id).page == document.path]
    here.sort(key=lambda term: term.term.casefold())
    return {
        "@type": "DefinedTermSet",
        "@id": publication.address(document.path, "terms"),
        "name": document.title,
        "hasDefinedTerm": [_term(publication, term) for term in here],
    }


def _term(publication: Publication, term: Term) -> Node:
    words = plain(publication.graph, term.definition)
    return without_gaps(
        {
            "@type": "DefinedTerm",
            "@id": id_of(publication, term.id),
            "name": term.term,
            "alternateName": list(term.aliases),
            # The page has the whole; half a sentence could say the opposite.
            "description": _first_sentence(words),
        }
    )


def _first_sentence(words: str) -> str:
    return _SENTENCE_END.split(words, maxsplit=1)[0]
