"""The summary of one published article, with the background it needs and what came after."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.components.head import Contents
from generator.components.statement import Chain, SourceCard, Step
from generator.document import (
    Block,
    Blocks,
    Citation,
    Document,
    Heading,
    Inlines,
    PageLink,
    Paragraph,
    Text,
)
from generator.graph import Graph
from generator.history import History
from generator.model import Article, Event, Source
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.finish import finish
from generator.pages.statements import compared, statement_blocks
from generator.pages.timelines import timeline_page
from generator.views.addresses import page_of
from generator.views.names import name_of
from generator.views.next import what_happened_next
from generator.views.periods import key_events
from generator.views.provenance import provenance


def bundles(graph: Graph, history: History) -> Bundles:
    for article in graph.articles.values():
        yield page_of(article), partial(_document, graph, history, article)


def _document(graph: Graph, history: History, article: Article) -> Iterator[Document]:
    title = name_of(graph, article)
    after = what_happened_next(graph, article)
    chosen = {id for topic_id in article.topics for id in graph.topics[topic_id].highlights}
    key = key_events(after, chosen)
    whole = f"{page_of(article)}/next"
    blocks: list[Block] = [
        *((parts.kicker(parts.DRAFT),) if article.draft else ()),
        parts.kicker("In the news, explained"),
        Heading(1, parts.words(title), "top"),
        *_byline(graph, article),
        *parts.freshness([parts.changed(graph, history, article.id), parts.corrected(article)]),
        *parts.section("Summary", "summary", _summary(article)),
        Contents(),
        *parts.section("Key points", "key-points", _key_points(article)),
        _origin(graph, article),
        *parts.section("What was said", "statements", _statements(graph, article)),
        *parts.section("The background you need", "background", _background(graph, article)),
        *parts.section("What happened next", "next", _next(key, len(after), whole)),
        *parts.section("How we read it", "reading", parts.bullets(map(parts.prose_inlines, article.reading))),
        *parts.changes(article),
    ]  # fmt: skip
    description = parts.plain_words(graph, article.summary)
    yield from finish(graph, page_of(article), title, description, blocks, record_id=article.id)
    if len(key) < len(after):
        yield from timeline_page(graph, whole, article.id, after, chosen)


def _byline(graph: Graph, article: Article) -> Blocks:
    source = graph.sources[article.source]
    date = graph.article_date(article)
    told = [source.author, source.publisher, date.words if date else "date not given"]
    line = ", ".join(part for part in told if part)
    return (Paragraph((Text(line), *parts.cites([source.id])), role="byline"),)


def _summary(article: Article) -> Blocks:
    *first, last = parts.prose_blocks(article.summary)
    assert isinstance(last, Paragraph)
    return (*first, Paragraph(_sourced(last.children, article)))


def _key_points(article: Article) -> Blocks:
    points = (parts.prose_inlines(point) for point in article.key_points)
    return parts.bullets(_sourced(point, article) for point in points)


def _sourced(inlines: Inlines, article: Article) -> Inlines:
    """What cites nothing itself rests on the article that is summarised."""
    if any(isinstance(inline, Citation) for inline in inlines):
        return inlines
    return inlines + parts.cites([article.source])


def _origin(graph: Graph, article: Article) -> SourceCard:
    """Whose text this is, by which copies it reached us, and how many origins that makes."""
    source = graph.sources[article.source]
    blocks: list[Block] = [*_published(source)]
    copy = graph.sources[article.received_as] if article.received_as else source
    if copy is not source:
        received = (
            Text("The copy that reached us is "), *parts.source_words(copy),
            *(_republication(copy, source)), *parts.cites([copy.id]),
        )  # fmt: skip
        blocks.append(Paragraph(received))
    found = provenance(graph, source.id)
    if found.originals:
        original = found.originals[-1]
        told = (Text("The text is not its own: it is that of "), *parts.source_words(original))
        blocks.append(Paragraph((*told, *parts.cites([original.id]))))
    if found.draws_on:
        told = (Text("It draws on "), *parts.links(r.id for r in found.draws_on), Text("."))
        blocks.append(Paragraph(told))
    texts = [*reversed(found.originals), source, *([copy] if copy is not source else [])]
    number = len({_first_text(graph, text) for text in texts})
    foot = Text(f"{parts.count(len(texts), 'text')}, {parts.count(number, 'original')}.")
    title = "Where this text comes from"
    return SourceCard(title, "origin", tuple(blocks), _way(texts, copy), (foot,))


def _first_text(graph: Graph, text: Source) -> str:
    """The text that all copies of a text are copies of."""
    return (text, *provenance(graph, text.id).originals)[-1].id


def _way(texts: list[Source], read: Source) -> Chain | None:
    """How the text travelled; nothing where the one that was published is the one that was read."""
    if len(texts) == 1:
        return None
    steps = [_passed_on(text, is_first=index == 0) for index, text in enumerate(texts)]
    day: Inlines = (parts.when(read.accessed),) if read.accessed else ()
    steps.append(Step("read and summarised", parts.words("This page"), day))
    return Chain("How the text travelled", tuple(steps))


def _passed_on(text: Source, *, is_first: bool) -> Step:
    day: Inlines = (parts.when(text.date),) if text.date else parts.words("date not given")
    return Step(
        "published" if is_first else "republished", parts.link(text.id, text.publisher), day
    )


def _published(source: Source) -> Blocks:
    told = (*parts.source_words(source), Text(" "), *parts.outward_link(source))
    return (Paragraph((*told, *parts.cites([source.id]))),)


def _republication(copy: Source, source: Source) -> tuple[Text, ...]:
    if copy.republishes != source.id:
        return ()
    return (Text(f" It republishes the text of {source.publisher}, to whom this page credits it."),)


def _statements(graph: Graph, article: Article) -> Blocks:
    placed = graph.statements_of(article)
    shown = (block for one in placed for block in statement_blocks(graph, one))
    return (*compared(graph, placed), *shown)


def _background(graph: Graph, article: Article) -> Blocks:
    """Each explainer's short answer in place, with the way to the whole of it."""
    blocks: list[Block] = []
    for topic_id in article.topics:
        topic = graph.topics[topic_id]
        blocks.append(Heading(3, parts.words(topic.question), f"background-{topic.id}"))
        blocks.append(Paragraph(parts.prose_inlines(topic.in_short[0])))
        more = parts.link(topic.id, f"The whole explainer: {topic.title}")
        blocks.append(Paragraph(more, role="more"))
    return tuple(blocks)


def _next(key: tuple[Event, ...], number: int, whole: str) -> Blocks:
    if len(key) == number:
        return parts.timeline(key)
    more = PageLink(whole, None, parts.words(f"All {number:,} events since"))
    return (*parts.timeline(key, in_one=True, with_notes=False), Paragraph((more,), role="more"))
