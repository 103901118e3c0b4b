"""Statements: somebody's exact words as a Quotation, what they hold in ours as a Claim.

Never a ClaimReview: the site judges no claim.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.document import quoted_words
from generator.exports.jsonld.days import exact
from generator.exports.jsonld.ids import (
    Node,
    id_of,
    publisher_id,
    reference,
    references,
    without_gaps,
)
from generator.exports.publication import Publication
from generator.exports.words import plain
from generator.graph import PlacedStatement
from generator.model import Unnamed
from generator.views.verification import verified

# What schema.org calls a claim is about facts; demands, promises and votes are none.
_ASSERTING = frozenset(
    """accused acknowledged argued asserted claimed concluded confirmed corrected denied described
    estimated found predicted replied reported said stated testified told warned wrote""".split()
)


def statements(publication: Publication, placed: Iterable[PlacedStatement]) -> list[Node]:
    """A node for each quotation and each claim; other statements stand on the page alone."""
    found = (_quotation(publication, one) or _claim(publication, one) for one in placed)
    return [node for node in found if node]


def _quotation(publication: Publication, placed: PlacedStatement) -> Node | None:
    statement = placed.statement
    if statement.quote is None:
        return None
    return without_gaps(
        {
            "@type": "Quotation",
            "@id": id_of(publication, placed.key),
            "text": quoted_words(statement.quote),
            "inLanguage": statement.language,
            "dateCreated": exact(statement.date),
            "spokenByCharacter": _speaker(publication, placed),
            "isBasedOn": references(publication, placed.source_ids),
        }
    )


def _claim(publication: Publication, placed: PlacedStatement) -> Node | None:
    """The wording is ours, so this site stands as the interpreter.

    The first appearance is the first text in the chain; where no chain is known, none is told.
    """
    statement = placed.statement
    said = statement.text or statement.position
    if said is None or statement.verb not in _ASSERTING:
        return None
    graph = publication.graph
    first = statement.via[0].who if statement.via else None
    return without_gaps(
        {
            "@type": "Claim",
            "@id": id_of(publication, placed.key),
            "text": plain(graph, said),
            "author": _speaker(publication, placed),
            "dateCreated": exact(statement.date),
            "claimInterpreter": {"@id": publisher_id(publication)},
            "firstAppearance": reference(publication, first)
            if first and first in graph.sources
            else None,
            "appearance": references(publication, placed.source_ids),
        }
    )


def _speaker(publication: Publication, placed: PlacedStatement) -> Node | None:
    """The speaker by @id; nobody where the source names nobody, or only a headline has the words."""
    speaker = placed.statement.speaker
    if isinstance(speaker, Unnamed):
        return None
    if placed.key in publication.graph.quotations:
        found = verified(publication.graph, placed)
        if found.is_headline_only or found.is_speaker_open:
            return None
    return reference(publication, speaker)
