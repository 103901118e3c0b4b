"""The front page: the explainers with what they answer, what is new, how the site is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from generator.components.front import Lead, Leads, Mark, Marks
from generator.components.lists import Entry
from generator.document import Block, Blocks, Document, Heading, PageLink, Paragraph, Text
from generator.graph import Graph
from generator.history import History
from generator.model import Topic
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.finish import finish
from generator.pages.topic import questions
from generator.views.addresses import page_of
from generator.views.topic import newest_first

OnShelf = TypeVar("OnShelf")
SHELF_LENGTH = 10
QUESTIONS_SHOWN = 4


def bundles(graph: Graph, history: History) -> Bundles:
    del history
    yield "", partial(_document, graph)


def _document(graph: Graph) -> Iterator[Document]:
    articles = newest_first(graph, graph.articles.values())
    topics = list(graph.topics.values())
    # The first stands large, with what it answers.
    leads = tuple(
        _lead(t, QUESTIONS_SHOWN if i == 0 else 0) for i, t in enumerate(topics[:SHELF_LENGTH])
    )
    blocks: list[Block] = [
        Heading(1, parts.words("Background to the news. Every statement says who said it, where, when and through whom."), "top"),
        *((Leads(leads),) if leads else ()),
        *_all("topics", len(topics)),
        *_shelf("In the news", "articles", articles, partial(parts.article_entry, graph)),
        *_shelf("Issues", "issues", list(graph.issues.values()), parts.issue_entry),
        *_reading(),
        Paragraph(_counts(graph), role="meta"),
    ]  # fmt: skip
    description = "Explainers that say where each statement comes from, and who disputes it."
    yield from finish(graph, "", "Home", description, blocks, with_sources=False, cut=False)


def _lead(topic: Topic, number: int) -> Lead:
    asked = list(questions(topic))
    shown = tuple(
        (PageLink(page_of(topic), anchor, parts.words(question)),)
        for question, anchor in asked[:number]
    )
    line = [parts.words(parts.count(len(asked), "question") + " answered")] if asked else []
    if topic.as_of:
        line.append((Text("as of "), parts.when(topic.as_of)))
    title = parts.link(topic.id, topic.question)
    # The one that stands large tells its whole short answer.
    told = topic.in_short if number else topic.in_short[:1]
    standfirst = parts.joined(map(parts.prose_line, told), " ")
    return Lead("Explainer", title, standfirst, shown, parts.joined(line), f"explainer-{topic.id}")


def _shelf(
    title: str, page: str, records: Sequence[OnShelf], entry: Callable[[OnShelf], Entry]
) -> Blocks:
    """The first entries of a collection, and the way to all of them."""
    first = parts.entries(map(entry, records[:SHELF_LENGTH]))
    return parts.section(title, page, (*first, *_all(page, len(records))))


def _all(page: str, number: int) -> Blocks:
    if number <= SHELF_LENGTH:
        return ()
    return (Paragraph((PageLink(page, None, parts.words(f"All {number:,}")),), role="more"),)


def _reading() -> Blocks:
    """How a statement is read here: what a number does, and what a mark says."""
    number = (
        "A small number after a sentence opens its source where you are: what it is, who published "
        "it and when. Under each answer stands how many sources it has, and from how many distinct "
        "origins they come."
    )
    marks = Marks(
        (
            Mark("known", "Known", "not seriously contested"),
            Mark("claimed", "Claimed", "one side says so"),
            Mark("disputed", "Disputed", "the sides contradict each other"),
            Mark("unknown", "Not known", "we could not establish it"),
        )
    )
    way = (
        "Below a quotation stands the way it took: who spoke, who reported it, who translated it, "
        "and in which text we read it."
    )
    told = (Paragraph(parts.words(number)), marks, Paragraph(parts.words(way)))
    return parts.section("How to read a statement here", "reading", told)


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
