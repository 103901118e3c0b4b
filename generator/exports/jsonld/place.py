"""A place, with who holds and who claims it in words."""

from __future__ import annotations

from generator.exports.jsonld.ids import Node, id_of, reference, without_gaps
from generator.exports.publication import Publication
from generator.exports.words import plain
from generator.model import Place
from generator.views.addresses import page_of


def place(publication: Publication, record: Place) -> Node:
    """What the record says of a place. It lies in no country here unless an editor wrote so."""
    graph = publication.graph
    about = record.description or record.status
    geo = None
    if record.point is not None:
        geo = {
            "@type": "GeoCoordinates",
            "latitude": record.latitude,
            "longitude": record.longitude,
        }
    return without_gaps(
        {
            "@type": "Place",
            "@id": id_of(publication, record.id),
            "name": record.name,
            "alternateName": [n for n in (record.native_name, *record.aliases) if n],
            "description": plain(graph, about) if about else None,
            "disambiguatingDescription": plain(graph, record.status) if record.status else None,
            "url": publication.address(page_of(record)),
            "geo": geo,
            "containedInPlace": reference(publication, record.part_of) if record.part_of else None,
        }
    )
