"""The JSON-LD of a page: one @graph whose @ids agree from page to page.

Source: schema.org. A kind of record is one file here. What no record says is left out, and no
page carries more than it shows its readers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.document import Document
from generator.exports.jsonld.actor import actor
from generator.exports.jsonld.article import summary
from generator.exports.jsonld.breadcrumbs import breadcrumbs
from generator.exports.jsonld.event import events
from generator.exports.jsonld.explainer import explainer
from generator.exports.jsonld.glossary import glossary
from generator.exports.jsonld.ids import Node, id_of, publisher_id
from generator.exports.jsonld.page import page
from generator.exports.jsonld.place import place
from generator.exports.jsonld.publisher import publisher, website
from generator.exports.jsonld.source import source
from generator.exports.jsonld.statements import statements
from generator.exports.publication import Publication
from generator.model import Actor, Article, Issue, Place, Record, Source, Topic
from generator.views.collections import COLLECTIONS

# Made once: it is asked for each page.
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def graph_of(publication: Publication, document: Document) -> Node:
    """The JSON-LD document of a page, as plain data."""
    nodes = [*_nodes(publication, document)]
    way = breadcrumbs(publication, document)
    if way is not None:
        nodes.append(way)
    return {"@context": "https://schema.org", "@graph": nodes}


def text(publication: Publication, document: Document) -> str:
    """The JSON-LD of a page as text that may stand between `<script>` tags.

    No character in it can end the script or begin a comment; `JSON.parse` gives the same data.
    """
    written = _encoded(graph_of(publication, document))
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return written


def _nodes(publication: Publication, document: Document) -> Iterator[Node]:
    record = publication.graph.library.records.get(document.record_id or "")
    if record is not None:
        yield from _of_record(publication, document, record)
    elif document.path == "":
        yield website(publication)
        yield publisher(publication)
        yield page(publication, document, "WebPage", about={"@id": publisher_id(publication)})
    else:
        yield from _of_collection(publication, document)


def _of_record(publication: Publication, document: Document, record: Record) -> Iterator[Node]:
    graph = publication.graph
    match record:
        case Topic():
            yield explainer(publication, document, record)
            yield publisher(publication)
        case Article():
            yield summary(publication, document, record)
            yield from statements(publication, graph.statements_of(record))
            yield publisher(publication)
        case Issue():
            said = statements(publication, graph.statements_of(record))
            parts = [{"@id": node["@id"]} for node in said]
            keywords = [graph.topics[id].title for id in record.topics]
            yield page(
                publication, document, "CollectionPage",
                headline=record.question, keywords=keywords, hasPart=parts,
            )  # fmt: skip
            yield from said
            yield publisher(publication)
        case Actor():
            yield from _about(publication, document, actor(publication, record))
        case Place():
            yield from _about(publication, document, place(publication, record))
        case Source():
            yield from _about(publication, document, source(publication, record))
        case _:
            kind = "AboutPage" if record.id == "about" else "WebPage"
            yield page(publication, document, kind, publisher={"@id": publisher_id(publication)})
            yield publisher(publication)


def _about(publication: Publication, document: Document, thing: Node) -> Iterator[Node]:
    yield page(publication, document, "WebPage", about={"@id": thing["@id"]})
    yield thing


def _of_collection(publication: Publication, document: Document) -> Iterator[Node]:
    kind = document.path.split("/")[0]
    if kind not in COLLECTIONS:
        yield page(publication, document, "WebPage")
    elif kind == "glossary":
        terms = glossary(publication, document)
        yield page(publication, document, "CollectionPage", mainEntity={"@id": terms["@id"]})
        yield terms
    elif kind == "timeline":
        found = events(publication, document)
        parts = [{"@id": node["@id"]} for node in found]
        yield page(publication, document, "CollectionPage", about=parts)
        yield from found
    elif document.path == "topics":
        parts = [{"@id": id_of(publication, id)} for id in publication.graph.topics]
        yield page(publication, document, "CollectionPage", hasPart=parts)
    else:
        yield page(publication, document, "CollectionPage")
