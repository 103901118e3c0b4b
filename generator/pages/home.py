"""The front page: the explainers with their short answers, then what is new."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document import Block, Blocks, Document, Heading, Inlines, PageLink, Paragraph, Text
from generator.graph import Graph
from generator.history import History
from generator.pages import parts
from generator.pages.finish import finish
from generator.views.topic import newest_first

SHELF_LENGTH = 10


def documents(graph: Graph, history: History) -> Iterator[Document]:
    del history
    articles = newest_first(graph, graph.articles.values())
    blocks: list[Block] = [
        Heading(1, parts.words("Background to the news, with its sources"), "top"),
        Paragraph(
            parts.words("Every statement says who said it, where, when and through whom."),
            role="standfirst",
        ),
        *_shelf(
            "Explainers",
            "explainers",
            "topics",
            [parts.topic_entry(t) for t in graph.topics.values()],
        ),
        *_shelf(
            "In the news", "articles", "articles", [parts.article_entry(graph, a) for a in articles]
        ),
        *_shelf(
            "Issues",
            "issues",
            "issues",
            [parts.link(i.id, i.question) for i in graph.issues.values()],
        ),
        Paragraph(_counts(graph), role="remark"),
    ]
    description = "Explainers that say where each statement comes from, and who disputes it."
    yield from finish(graph, "", "Home", description, blocks, with_sources=False, cut=False)


def _shelf(title: str, anchor: str, page: str, entries: list[Inlines]) -> Blocks:
    """The first entries of a collection, and the way to all of them."""
    first = parts.bullets(entries[:SHELF_LENGTH])
    if len(entries) > SHELF_LENGTH:
        everything = PageLink(page, None, parts.words(f"All {len(entries):,}"))
        first = (*first, Paragraph((everything,), role="more"))
    return parts.section(title, anchor, first)


def _counts(graph: Graph) -> tuple[Text | PageLink, ...]:
    told: list[Text | PageLink] = [Text("The records behind it: ")]
    for page, number, one in (
        ("timeline", len(graph.events), "dated fact"),
        ("actors", len(graph.actors), "person or body"),
        ("places", len(graph.places), "place"),
        ("glossary", len(graph.terms), "term"),
        ("sources", len(graph.sources), "source"),
    ):
        many = "people and bodies" if one == "person or body" else None
        if len(told) > 1:
            told.append(Text(", "))
        told.append(PageLink(page, None, parts.words(parts.count(number, one, many))))
    return (*told, Text("."))
