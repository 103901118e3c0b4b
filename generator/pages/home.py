"""The front page: the explainers with their short answers, then what is new."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document import Block, Document, Heading, PageLink, Paragraph, Text
from generator.graph import Graph
from generator.history import History
from generator.pages import parts
from generator.pages.finish import finish
from generator.views.topic import newest_first

NEWEST_COUNT = 10


def documents(graph: Graph, history: History) -> Iterator[Document]:
    del history
    articles = newest_first(graph, graph.articles.values())
    blocks: list[Block] = [
        Heading(1, parts.words("Background to the news, with its sources"), "top"),
        Paragraph(
            parts.words("Every statement says who said it, where, when and through whom."),
            role="standfirst",
        ),
        *parts.section("Explainers", "explainers", parts.bullets(map(parts.topic_entry, graph.topics.values()))),
        *parts.section("In the news", "articles", (
            *parts.bullets(parts.article_entry(graph, a) for a in articles[:NEWEST_COUNT]),
            *_all("articles", "All articles", len(articles)),
        ) if articles else ()),
        *parts.section("Issues", "issues", parts.bullets(parts.link(i.id, i.question) for i in graph.issues.values())),
        Paragraph(_counts(graph), role="remark"),
    ]  # fmt: skip
    description = "Explainers that say where each statement comes from, and who disputes it."
    yield from finish(graph, "", "Home", description, blocks, with_sources=False)


def _all(page: str, title: str, number: int) -> tuple[Block, ...]:
    if number <= NEWEST_COUNT:
        return ()
    return (Paragraph((PageLink(page, None, parts.words(f"{title} ({number:,})")),), role="more"),)


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
