"""A source: what somebody else published. Its `url` is theirs, its @id our page of it."""

from __future__ import annotations

from generator.exports.jsonld.days import exact
from generator.exports.jsonld.ids import Node, id_of, references, without_gaps
from generator.exports.publication import Publication
from generator.model import Source

_TYPES = {
    "academic work": "ScholarlyArticle",
    "law": "Legislation",
    "magazine": "Article",
    "news site": "NewsArticle",
    "newspaper": "NewsArticle",
    "report": "Report",
    "web page": "WebPage",
    "wire report": "NewsArticle",
}


def type_of(record: Source) -> str:
    return _TYPES.get(record.kind or "", "CreativeWork")


def cited(publication: Publication, record: Source) -> Node:
    """A source as a citation: as much as a bibliography has."""
    return without_gaps(
        {
            "@type": type_of(record),
            "@id": id_of(publication, record.id),
            "name": record.title,
            "url": record.url,
            "publisher": {"@type": "Organization", "name": record.publisher},
            "datePublished": exact(record.date),
        }
    )


def source(publication: Publication, record: Source) -> Node:
    """The whole record; whose text it passes on stands in `isBasedOn`.

    An author stands in `creditText`: the record does not say whether it is a person.
    """
    drawn = [id for id in record.draws_on if id in publication.graph.sources]
    based = [record.republishes] if record.republishes else []
    return cited(publication, record) | without_gaps(
        {
            "creditText": record.author,
            "archivedAt": record.archived,
            "inLanguage": record.language,
            "isBasedOn": references(publication, [*based, *drawn]),
        }
    )
