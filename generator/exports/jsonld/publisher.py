"""The site as a news organisation, with the policies that it has pages for, and as a web site."""

from __future__ import annotations

from generator.exports.jsonld.ids import Node, publisher_id, website_id
from generator.exports.publication import Publication


def publisher(publication: Publication) -> Node:
    """The organisation: name, address, and its policies as pages; nothing else is on record."""
    policies = {
        name: publication.address(*place.split("#")) for name, place in publication.policies.items()
    }
    return {
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(publication),
        "name": publication.name,
        "url": publication.url,
        **policies,
    }


def website(publication: Publication) -> Node:
    return {
        "@type": "WebSite",
        "@id": website_id(publication),
        "name": publication.name,
        "description": publication.description,
        "url": publication.url,
        "inLanguage": publication.language,
        "publisher": {"@id": publisher_id(publication)},
    }
