"""An explainer: the short answer first, the questions, then all that is drawn from the records."""

from __future__ import annotations

from collections.abc import Iterator

from generator import prose
from generator.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Item,
    List,
    Paragraph,
    Strong,
    Text,
)
from generator.graph import Graph
from generator.history import History
from generator.model import Event, Issue, Topic
from generator.pages import parts
from generator.pages.finish import finish
from generator.pages.issue import positions_table
from generator.pages.statements import claim_item, statement_blocks
from generator.views.addresses import page_of
from generator.views.ledger import Fact, ledger
from generator.views.topic import (
    articles_of,
    events_of,
    issues_of,
    places_of,
    statements_on,
    terms_of,
    whos_who,
)


def documents(graph: Graph, history: History) -> Iterator[Document]:
    for topic in graph.topics.values():
        yield from _document(graph, history, topic)


def _document(graph: Graph, history: History, topic: Topic) -> Iterator[Document]:
    issues = issues_of(graph, topic.id)
    blocks: list[Block] = [
        parts.kicker("Explainer"),
        Heading(1, parts.words(topic.question), "top"),
        *_freshness(graph, history, topic),
        *parts.section("In short", "in-short", _in_short(topic)),
        *_why(topic),
        *_body(topic),
        *parts.section("What is known, claimed and disputed", "status", _status(graph, topic)),
        *parts.section("Timeline", "timeline", parts.timeline(events_of(graph, topic.id))),
        *parts.section("Where the sides stand", "positions", _positions(graph, issues)),
        *parts.section("In their own words", "quotations", _quotations(graph, issues)),
        *parts.section("Who’s who", "people", parts.bullets(map(parts.actor_entry, whos_who(graph, topic.id)))),
        *parts.section("Places", "places", parts.bullets(map(parts.place_entry, places_of(graph, topic.id)))),
        *parts.section("Terms", "terms", _terms(graph, topic)),
        *parts.section("In the news", "articles", _articles(graph, topic)),
    ]  # fmt: skip
    description = parts.plain_words(topic.in_short[0])
    yield from finish(graph, page_of(topic), topic.title, description, blocks, record_id=topic.id)


def _freshness(graph: Graph, history: History, topic: Topic) -> Blocks:
    told = []
    if topic.as_of:
        told.append(f"As of {topic.as_of.words}.")
    dated = [(last, e) for e in events_of(graph, topic.id) if (last := e.date.last_day)]
    if dated:
        _, latest = max(dated, key=lambda pair: pair[0])
        told.append(f"Covers events to {latest.date.words}.")
    if topic.review_by:
        told.append(f"Next review by {topic.review_by.words}.")
    day = history.changed(graph.library.origins[topic.id].location.path)
    if day:
        told.append(f"Last changed on {parts.day_words(day)}.")
    return (Paragraph(parts.words(" ".join(told)), role="asof"),) if told else ()


def _in_short(topic: Topic) -> Blocks:
    if len(topic.in_short) == 1:
        return parts.prose_blocks(topic.in_short[0])
    return parts.bullets(map(parts.prose_inlines, topic.in_short))


def _why(topic: Topic) -> Blocks:
    if topic.why is None:
        return ()
    label = (Strong(parts.words("Why this page exists.")), Text(" "))
    return (Paragraph((*label, *parts.prose_inlines(topic.why)), role="why"),)


def _body(topic: Topic) -> Blocks:
    """The editor's questions and answers; a lone # counts as ##, because the page has its title."""
    return tuple(
        Heading(max(block.level, 2), block.children, block.anchor)
        if isinstance(block, Heading)
        else block
        for block in prose.parse_markdown(topic.body)
    )


def _status(graph: Graph, topic: Topic) -> Blocks:
    found = ledger(graph, topic.id)
    blocks: list[Block] = []
    for title, anchor, hint, entries in (
        ("Known", "known", "Not seriously contested.", found.known),
        ("Claimed", "claimed", "Somebody says so; who answered is named.", found.claimed),
        ("Disputed", "disputed", "The sides contradict each other.", found.disputed),
        ("Not known", "not-known", "", found.unknown),
    ):
        if not entries:
            continue
        remark = (Paragraph(parts.words(hint), role="remark"),) if hint else ()
        items = [Item((Paragraph(parts.prose_inlines(text)),)) for text in entries.sentences]
        items += [_fact_item(graph, fact) for fact in entries.facts]
        inside = (*remark, List(tuple(items)), *_more(entries.more))
        blocks += parts.section(title, anchor, inside, level=3)
    return tuple(blocks)


def _fact_item(graph: Graph, fact: Fact) -> Item:
    return parts.event_item(fact) if isinstance(fact, Event) else claim_item(graph, fact)


def _more(number: int) -> Blocks:
    if not number:
        return ()
    told = f"{parts.count(number, 'more known fact')} in the timeline below."
    return (Paragraph(parts.words(told), role="remark"),)


def _positions(graph: Graph, issues: tuple[Issue, ...]) -> Blocks:
    blocks: list[Block] = []
    for issue in issues:
        table = positions_table(graph, issue)
        if table:
            blocks.append(Paragraph((Strong(parts.link(issue.id, issue.question)),)))
            blocks += table
    return tuple(blocks)


def _quotations(graph: Graph, issues: tuple[Issue, ...]) -> Blocks:
    return tuple(
        block
        for placed in statements_on(graph, issues)
        if placed.statement.quote is not None
        for block in statement_blocks(graph, placed, anchored=False)
    )


def _terms(graph: Graph, topic: Topic) -> Blocks:
    return parts.bullets(
        (
            Strong(parts.link(term.id)),
            Text(". "),
            *parts.with_citations(term.definition, term.sources),
        )
        for term in terms_of(graph, topic.id)
    )


def _articles(graph: Graph, topic: Topic) -> Blocks:
    return parts.bullets(parts.article_entry(graph, a) for a in articles_of(graph, topic.id))
