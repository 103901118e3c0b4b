"""Pages of ours that are articles; and the summary of an article that is somebody else's."""

from __future__ import annotations

from generator.document import Document
from generator.exports.cards import card
from generator.exports.jsonld.days import exact, iso
from generator.exports.jsonld.ids import (
    Node,
    id_of,
    publisher_id,
    references,
    without_gaps,
)
from generator.exports.jsonld.source import source
from generator.exports.publication import Publication
from generator.exports.words import plain
from generator.model import Article, Change, Issue, Record, Topic


def written_by_us(publication: Publication, document: Document, record: Record) -> Node:
    """What every article of ours has: address, picture, honest dates, author and publisher."""
    us = {"@id": publisher_id(publication)}
    return without_gaps(
        {
            "description": document.description,
            "url": publication.address(document.path),
            "mainEntityOfPage": publication.address(document.path),
            "image": card(publication, document).url,
            "datePublished": iso(publication.published(record.id)),
            "dateModified": iso(publication.modified(record.id)),
            "inLanguage": publication.language,
            "author": us,
            "publisher": us,
            "license": publication.licence,
            "publishingPrinciples": _principles(publication),
            "correction": [_correction(publication, change) for change in corrections(record)],
        }
    )


def _correction(publication: Publication, change: Change) -> Node:
    return without_gaps(
        {
            "@type": "CorrectionComment",
            "text": plain(publication.graph, change.text),
            "datePublished": exact(change.date),
        }
    )


def corrections(record: Record) -> tuple[Change, ...]:
    """What was wrong with a record and is told; updates are none."""
    changes = record.changes if isinstance(record, (Article, Issue, Topic)) else ()
    return tuple(change for change in changes if change.kind == "correction")


def _principles(publication: Publication) -> str | None:
    path = publication.policies.get("publishingPrinciples")
    return publication.address(path) if path else None


def summary(publication: Publication, document: Document, article: Article) -> Node:
    """Our summary of an article that somebody else published.

    It is an Article of ours, based on theirs and about it: calling it a NewsArticle would pass
    their reporting off as our own. Their headline is kept, as the page keeps it.
    """
    graph = publication.graph
    theirs = source(publication, graph.sources[article.source])
    received = [article.received_as] if article.received_as else []
    return written_by_us(publication, document, article) | without_gaps(
        {
            "@type": "Article",
            "@id": id_of(publication, article.id),
            "headline": document.title,
            "abstract": plain(graph, article.summary),
            "isBasedOn": [
                theirs,
                *references(publication, (id for id in received if id != article.source)),
            ],
            "about": {"@id": theirs["@id"]},
            "keywords": [graph.topics[id].title for id in article.topics],
        }
    )
