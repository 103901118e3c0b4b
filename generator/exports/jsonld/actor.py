"""A person, an organisation, a state or a people."""

from __future__ import annotations

from generator.exports.jsonld.days import bounds
from generator.exports.jsonld.ids import Node, id_of, without_gaps
from generator.exports.publication import Publication
from generator.exports.words import plain
from generator.model import Actor, Role
from generator.views.addresses import page_of

# A state that speaks is both a place and a body. A people is no body: schema.org has no word.
TYPES: dict[str, str | list[str]] = {
    "person": "Person",
    "organisation": "Organization",
    "state": ["Country", "Organization"],
    "people": "Thing",
}


def actor(publication: Publication, record: Actor) -> Node:
    """What the record says of an actor; offices with the days that are known."""
    names = [record.native_name, *record.aliases]
    about = plain(publication.graph, record.description) if record.description else None
    offices = [_office(role) for role in record.roles] if record.type == "person" else []
    return without_gaps(
        {
            "@type": TYPES[record.type],
            "@id": id_of(publication, record.id),
            "name": record.name,
            "alternateName": [name for name in names if name],
            "description": about,
            "url": publication.address(page_of(record)),
            "hasOccupation": offices,
        }
    )


def _office(role: Role) -> Node:
    start = bounds(role.start)[0] if role.start else None
    end = bounds(role.end)[0] if role.end else None
    return without_gaps(
        {
            "@type": "Role",
            "hasOccupation": {"@type": "Occupation", "name": role.title},
            "startDate": start,
            "endDate": end,
        }
    )
