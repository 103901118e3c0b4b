"""An explainer as a BackgroundNewsArticle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document import Citation, Document
from generator.exports.jsonld.article import written_by_us
from generator.exports.jsonld.ids import Node, id_of, references, without_gaps
from generator.exports.jsonld.named import named
from generator.exports.jsonld.source import cited
from generator.exports.publication import Publication
from generator.exports.words import plain
from generator.model import Topic
from generator.prose import parse_prose
from generator.views.positions import positions
from generator.views.topic import events_of, issues_of, linked_in

# Who holds at least so many positions on its issues is a side in what an explainer is about.
SIDE_POSITIONS = 2


def explainer(publication: Publication, document: Document, topic: Topic) -> Node:
    """The explainer: what it says in short, why it exists, what it rests on and deals with.

    Of its sources those of the short answer are told: a full bibliography would weigh more than the
    text, and stands on the page.
    """
    graph = publication.graph
    namesakes = _namesakes(publication, topic)
    about = dict.fromkeys((*namesakes, *_sides(publication, topic)))
    dealt_with = (
        id for id in linked_in(topic) if id in {*graph.actors, *graph.places, *graph.terms}
    )
    return written_by_us(publication, document, topic) | without_gaps(
        {
            "@type": ["NewsArticle", "BackgroundNewsArticle"],
            "@id": id_of(publication, topic.id),
            "headline": topic.question,
            "alternativeHeadline": topic.title,
            "abstract": " ".join(plain(graph, text) for text in topic.in_short),
            "backstory": plain(graph, topic.why) if topic.why else None,
            "temporalCoverage": _period(publication, topic),
            "spatialCoverage": references(
                publication, (id for id in namesakes if id in graph.places)
            ),
            "about": [named(publication, id) for id in about],
            "mentions": references(publication, (id for id in dealt_with if id not in about)),
            "citation": _citations(publication, document, topic),
        }
    )


def _namesakes(publication: Publication, topic: Topic) -> list[str]:
    """Places and terms that are called like the explainer."""
    graph = publication.graph
    title = topic.title.casefold()
    places = [p.id for p in graph.places.values() if title in _names(p.name, p.aliases)]
    return places + [t.id for t in graph.terms.values() if title in _names(t.term, t.aliases)]


def _names(name: str, aliases: Iterable[str]) -> set[str]:
    return {one.casefold() for one in (name, *aliases)}


def _sides(publication: Publication, topic: Topic) -> list[str]:
    """The sides of its issues, in the order of their voices: every side, so that none is favoured."""
    counts: dict[str, int] = {}
    for issue in issues_of(publication.graph, topic.id):
        for side in positions(publication.graph, issue):
            if side.actor_id is not None:
                counts[side.actor_id] = counts.get(side.actor_id, 0) + len(side.positions)
    return [id for id, count in counts.items() if count >= SIDE_POSITIONS]


def _period(publication: Publication, topic: Topic) -> str | None:
    """From the year of the oldest fact, open at the end: the matter goes on."""
    years = [event.date.year for event in events_of(publication.graph, topic.id)]
    return f"{min(years):04d}/.." if years else None


def _citations(publication: Publication, document: Document, topic: Topic) -> list[Node]:
    short = set(_cited_in(topic.in_short))
    numbers = document.numbers
    graph = publication.graph
    found = (cited(publication, graph.sources[id]) for id in numbers if id in short)
    return [{key: value for key, value in node.items() if key != "@id"} for node in found]


def _cited_in(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for inlines in parse_prose(text):
            for inline in inlines:
                if isinstance(inline, Citation):
                    yield inline.source_id
