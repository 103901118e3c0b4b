"""Dated facts that editors chose as the first ones of an explainer."""

from __future__ import annotations

from generator.document import Document
from generator.exports.jsonld.days import bounds
from generator.exports.jsonld.ids import Node, id_of, references, without_gaps
from generator.exports.publication import Publication
from generator.exports.words import plain, shortened
from generator.model import Event
from generator.views.addresses import address_of

NAME_LENGTH = 110


def events(publication: Publication, document: Document) -> list[Node]:
    """The highlights of all explainers that stand on this page of the timeline, in time order.

    Only what is established, and only with a date that is known: an Event says that it happened.
    """
    graph = publication.graph
    chosen = {id for topic in graph.topics.values() for id in topic.highlights}
    found = sorted(
        (event for id, event in graph.events.items() if id in chosen),
        key=lambda event: event.date.sort_key,
    )
    return [
        _event(publication, event)
        for event in found
        if event.status == "established"
        and bounds(event.date)[0]
        and address_of(graph, event.id).page == document.path
    ]


def _event(publication: Publication, event: Event) -> Node:
    start, end = bounds(event.date)
    return without_gaps(
        {
            "@type": "Event",
            "@id": id_of(publication, event.id),
            "name": shortened(plain(publication.graph, event.text), NAME_LENGTH),
            "startDate": start,
            "endDate": end,
            "location": references(publication, event.places),
        }
    )
