"""Pages that are no articles: collections, and those that tell of one record."""

from __future__ import annotations

from generator.document import Document
from generator.exports.jsonld.ids import Node, website_id, without_gaps
from generator.exports.publication import Publication


def page(publication: Publication, document: Document, kind: str, **more: object) -> Node:
    """A web page of this site; `kind` is schema.org's name for it."""
    address = publication.address(document.path)
    return without_gaps(
        {
            "@type": kind,
            "@id": address,
            "name": document.title if document.path else publication.name,
            "description": document.description,
            "inLanguage": publication.language,
            "isPartOf": {"@id": website_id(publication)},
            **more,
        }
    )
