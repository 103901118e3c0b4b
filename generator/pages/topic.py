"""An explainer: the short answer first, the questions, then all that is drawn from the records."""

from __future__ import annotations

from collections.abc import Iterator

from generator import prose
from generator.components.head import Brief, Contents, Dated
from generator.components.ledger import Ledger, Standing
from generator.components.lists import Term, Terms
from generator.components.sources import RestsOn
from generator.document import (
    Block,
    Blocks,
    Citation,
    Document,
    Heading,
    Inlines,
    Item,
    Paragraph,
    Strong,
    Text,
    text_of,
    walk_inlines,
)
from generator.graph import Graph
from generator.history import History
from generator.model import Event, Issue, Topic
from generator.pages import parts
from generator.pages.disputes import disputes
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

REFERENCE = "And for reference"


def documents(graph: Graph, history: History) -> Iterator[Document]:
    for topic in graph.topics.values():
        yield from _document(graph, history, topic)


def _document(graph: Graph, history: History, topic: Topic) -> Iterator[Document]:
    issues = issues_of(graph, topic.id)
    events = events_of(graph, topic.id)
    blocks: list[Block] = [
        parts.kicker("Explainer"),
        Heading(1, parts.words(topic.question), "top"),
        *parts.freshness(_freshness(graph, history, topic)),
        Brief("In short", "in-short", _in_short(topic)),
        *_why(topic),
        Contents(),
        *parts.section("What is known, claimed and disputed", "status", _status(graph, topic)),
        *_body(graph, topic),
        *parts.section("Timeline", "timeline", parts.timeline(events, topic.highlights)),
        *parts.section("Where the sides stand", "positions", _positions(graph, issues)),
        *parts.section("Claims and denials", "denials", disputes(graph, issues)),
        *parts.section("In their own words", "quotations", _quotations(graph, issues)),
        *parts.section("Who’s who", "people", parts.people(whos_who(graph, topic.id))),
        *parts.section("Places", "places", parts.bullets(map(parts.place_entry, places_of(graph, topic.id)))),
        *parts.section("Terms", "terms", _terms(graph, topic)),
        *parts.section("In the news", "articles", _articles(graph, topic)),
    ]  # fmt: skip
    description = parts.plain_words(topic.in_short[0])
    yield from finish(graph, page_of(topic), topic.title, description, blocks, record_id=topic.id)


def _freshness(graph: Graph, history: History, topic: Topic) -> Iterator[Dated | None]:
    if topic.as_of:
        yield Dated("As of", (parts.when(topic.as_of),))
    dated = [(last, e) for e in events_of(graph, topic.id) if (last := e.date.last_day)]
    if dated:
        _, latest = max(dated, key=lambda pair: pair[0])
        yield Dated("Covers events to", (parts.when(latest.date),))
    if topic.review_by:
        yield Dated("Next review by", (parts.when(topic.review_by),))
    yield parts.changed(history, graph.library.origins[topic.id].location.path)


def _in_short(topic: Topic) -> Blocks:
    if len(topic.in_short) == 1:
        return parts.prose_blocks(topic.in_short[0])
    return parts.bullets(map(parts.prose_inlines, topic.in_short))


def _why(topic: Topic) -> Blocks:
    if topic.why is None:
        return ()
    label = (Strong(parts.words("Why this page exists.")), Text(" "))
    return (Paragraph((*label, *parts.prose_inlines(topic.why)), role="why"),)


def _body(graph: Graph, topic: Topic) -> Blocks:
    """The editor's questions and answers, and below each answer what it rests on.

    A lone # counts as ##, because the page has its title.
    """
    blocks: list[Block] = []
    answer: list[Block] = []
    for block in prose.parse_markdown(topic.body):
        if isinstance(block, Heading) and block.level <= 2:
            blocks += [*answer, *_rests_on(graph, answer)]
            blocks.append(Heading(2, block.children, block.anchor))
            answer = []
        else:
            answer.append(block)
    return (*blocks, *answer, *_rests_on(graph, answer))


def _rests_on(graph: Graph, answer: list[Block]) -> Blocks:
    cited = (i.source_id for i in walk_inlines(tuple(answer)) if isinstance(i, Citation))
    ids = tuple(dict.fromkeys(cited))
    return (RestsOn(ids, len(graph.origins_of(ids))),) if ids else ()


def _status(graph: Graph, topic: Topic) -> Blocks:
    found = ledger(graph, topic.id)
    standings: list[Standing] = []
    for status, title, anchor, hint, entries in (
        ("known", "Known", "known", "Not seriously contested", found.known),
        ("claimed", "Claimed", "claimed", "Somebody says so; who answered is named", found.claimed),
        ("disputed", "Disputed", "disputed", "The sides contradict each other", found.disputed),
        ("unknown", "Not known", "not-known", "We could not establish it", found.unknown),
    ):
        if not entries:
            continue
        items = [Item((Paragraph(parts.prose_inlines(text)),)) for text in entries.sentences]
        items += [_fact_item(graph, fact) for fact in entries.facts]
        standings.append(Standing(status, title, hint, anchor, tuple(items), _more(entries.more)))
    return (Ledger(tuple(standings)),) if standings else ()


def _fact_item(graph: Graph, fact: Fact) -> Item:
    return parts.event_item(fact) if isinstance(fact, Event) else claim_item(graph, fact)


def _more(number: int) -> Inlines:
    if not number:
        return ()
    return parts.words(f"{parts.count(number, 'more known fact')} in the timeline below")


def _positions(graph: Graph, issues: tuple[Issue, ...]) -> Blocks:
    return tuple(block for issue in issues for block in positions_table(graph, issue, linked=True))


def _quotations(graph: Graph, issues: tuple[Issue, ...]) -> Blocks:
    return tuple(
        block
        for placed in statements_on(graph, issues)
        if placed.statement.quote is not None
        for block in statement_blocks(graph, placed, anchored=False)
    )


def _terms(graph: Graph, topic: Topic) -> Blocks:
    found = tuple(
        Term(None, parts.link(t.id), parts.with_citations(t.definition, t.sources))
        for t in terms_of(graph, topic.id)
    )
    return (Terms(found),) if found else ()


def _articles(graph: Graph, topic: Topic) -> Blocks:
    return parts.entries(parts.article_entry(graph, a) for a in articles_of(graph, topic.id))


def questions(topic: Topic) -> Iterator[tuple[str, str]]:
    """Each question that an explainer answers, with its anchor."""
    for block in prose.parse_markdown(topic.body):
        if isinstance(block, Heading) and block.level <= 2:
            yield text_of(block.children), block.anchor
