"""An explainer: the short answer first, the questions, then all that is drawn from the records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

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
    PageLink,
    Paragraph,
    Strong,
    Text,
    text_of,
    walk_inlines,
)
from generator.graph import Graph, PlacedStatement
from generator.history import History
from generator.model import Event, Issue, Topic
from generator.model import Term as GlossaryTerm
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.disputes import disputes_in_short
from generator.pages.finish import finish
from generator.pages.growth import growth_in_short
from generator.pages.issue import positions_table
from generator.pages.mapping import topic_map
from generator.pages.statements import claim_item, statement_blocks
from generator.pages.timelines import timeline_page
from generator.sentences import sentence_at
from generator.views.addresses import address_of, page_of, term_anchor
from generator.views.ledger import Fact, ledger
from generator.views.periods import key_events
from generator.views.topic import (
    articles_of,
    events_of,
    issues_of,
    linked_in,
    statements_on,
    terms_of,
    whos_who,
)

QUOTATIONS_SHOWN = 3


def bundles(graph: Graph, history: History) -> Bundles:
    for topic in graph.topics.values():
        yield page_of(topic), partial(_document, graph, history, topic)


def _document(graph: Graph, history: History, topic: Topic) -> Iterator[Document]:
    issues = issues_of(graph, topic.id)
    events = events_of(graph, topic.id)
    key = key_events(events, topic.highlights)
    whole = f"{page_of(topic)}/timeline"
    blocks: list[Block] = [
        parts.kicker("Explainer"),
        Heading(1, parts.words(topic.question), "top"),
        *parts.freshness(_freshness(graph, history, topic)),
        Brief("In short", "in-short", _in_short(topic)),
        *_why(topic),
        Contents(),
        *parts.section("What is known, claimed and disputed", "status", _status(graph, topic, whole if len(key) < len(events) else None)),
        *_body(graph, topic),
        *parts.section("Timeline", "timeline", _timeline(key, len(events), whole)),
        *_growth(graph, topic),
        *parts.section("Where the sides stand", "positions", _positions(graph, issues)),
        *parts.section("Claims and denials", "denials", disputes_in_short(graph, issues)),
        *parts.section("In their own words", "quotations", _quotations(graph, topic, issues)),
        *parts.section("Who’s who", "people", _people(graph, topic, key)),
        *parts.section("Places", "places", _places(graph, topic, key)),
        *parts.section("Terms", "terms", _terms(graph, topic)),
        *parts.section("In the news", "articles", _articles(graph, topic)),
        *parts.changes(topic),
    ]  # fmt: skip
    description = parts.plain_words(graph, topic.in_short[0])
    yield from finish(graph, page_of(topic), topic.title, description, blocks, record_id=topic.id)
    if len(key) < len(events):
        yield from timeline_page(graph, whole, topic.id, events, topic.highlights)


def _timeline(key: tuple[Event, ...], number: int, whole: str) -> Blocks:
    """The events that tell the story in short, and the way to all of them."""
    if len(key) == number:
        return parts.timeline(key)
    more = PageLink(whole, None, parts.words(f"The whole timeline: {number:,} events"))
    return (*parts.timeline(key, in_one=True, with_notes=False), Paragraph((more,), role="more"))


def _growth(graph: Graph, topic: Topic) -> Blocks:
    if topic.growth_of is None:
        return ()
    name = graph.actors[topic.growth_of].name
    shown = growth_in_short(graph, topic.growth_of, f"assets/maps/{page_of(topic)}-growth")
    return parts.section(f"How {name} grew", "growth", shown)


def _freshness(graph: Graph, history: History, topic: Topic) -> Iterator[Dated | None]:
    if topic.as_of:
        yield Dated("As of", (parts.when(topic.as_of),))
    dated = [(last, e) for e in events_of(graph, topic.id) if (last := e.date.last_day)]
    if dated:
        _, latest = max(dated, key=lambda pair: pair[0])
        yield Dated("Covers events to", (parts.when(latest.date),))
    if topic.review_by:
        yield Dated("Next review by", (parts.when(topic.review_by),))
    yield parts.changed(graph, history, topic.id)
    yield parts.corrected(topic)


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
    anchor: str | None = None
    for block in prose.parse_markdown(topic.body):
        if isinstance(block, Heading) and block.level <= 2:
            blocks += [*answer, *_rests_on(graph, answer, anchor)]
            blocks.append(Heading(2, block.children, block.anchor))
            answer, anchor = [], block.anchor
        else:
            answer.append(block)
    return (*blocks, *answer, *_rests_on(graph, answer, anchor))


def _rests_on(graph: Graph, answer: list[Block], anchor: str | None) -> Blocks:
    cited = (i.source_id for i in walk_inlines(tuple(answer)) if isinstance(i, Citation))
    ids = tuple(dict.fromkeys(cited))
    return (RestsOn(parts.rests_on(len(ids), len(graph.origins_of(ids))), anchor),) if ids else ()


def _status(graph: Graph, topic: Topic, whole: str | None) -> Blocks:
    """The ledger; `whole` is the page of the whole timeline, None where it stands on this page."""
    found = ledger(graph, topic.id)
    standings: list[Standing] = []
    for status, title, anchor, hint, entries in (
        ("known", "Known", "known", "Not seriously contested", found.known),
        ("claimed", "Claimed", "claimed", "One side says so", found.claimed),
        ("disputed", "Disputed", "disputed", "The sides contradict each other", found.disputed),
        ("unknown", "Not known", "not-known", "We could not establish it", found.unknown),
    ):
        if not entries:
            continue
        items = [Item((Paragraph(parts.prose_inlines(text)),)) for text in entries.sentences]
        items += [_fact_item(graph, fact) for fact in entries.facts]
        more = _more(whole, entries.more)
        standings.append(Standing(status, title, hint, anchor, tuple(items), more))
    return (Ledger(tuple(standings)),) if standings else ()


def _fact_item(graph: Graph, fact: Fact) -> Item:
    return parts.event_item(fact) if isinstance(fact, Event) else claim_item(graph, fact)


def _more(whole: str | None, number: int) -> Inlines:
    """The way to the known facts that do not stand in the ledger."""
    if not number:
        return ()
    told = parts.count(number, "more known fact")
    if whole is None:
        return (PageLink("", "timeline", parts.words(f"{told} in the timeline below")),)
    return (PageLink(whole, None, parts.words(f"{told} in the whole timeline")),)


def _positions(graph: Graph, issues: tuple[Issue, ...]) -> Blocks:
    return tuple(
        block for issue in issues for block in positions_table(graph, issue, in_short=True)
    )


def _quotations(graph: Graph, topic: Topic, issues: tuple[Issue, ...]) -> Blocks:
    """The quotations that the editor chose, else one a speaker; all stand with their issues."""
    quoted = [p for p in statements_on(graph, issues) if p.statement.quote is not None]
    chosen = [p for p in quoted if p.key in topic.highlights] or _one_a_speaker(quoted)
    shown = chosen[:QUOTATIONS_SHOWN]
    blocks = [b for p in shown for b in statement_blocks(graph, p, anchored=False)]
    if len(shown) < len(quoted):
        named = parts.joined((parts.link(issue.id, issue.question) for issue in issues), " · ")
        blocks.append(Paragraph((Text(f"All {len(quoted):,} quotations: "), *named), role="more"))
    return tuple(blocks)


def _one_a_speaker(quoted: list[PlacedStatement]) -> list[PlacedStatement]:
    first = {str(placed.statement.speaker): placed for placed in reversed(quoted)}
    return [placed for placed in quoted if placed in first.values()]


def _people(graph: Graph, topic: Topic, key: tuple[Event, ...]) -> Blocks:
    """Whoever this page names: in its answers, as a side, or as who claims or disputes."""
    named = set(linked_in(topic))
    for event in key:
        named |= {*event.claimed_by, *event.disputed_by}
    for placed in statements_on(graph, issues_of(graph, topic.id)):
        named.add(str(placed.statement.speaker))
    # States need no introduction.
    shown = (a for a in whos_who(graph, topic.id) if a.id in named and a.type != "state")
    return parts.people(shown, in_short=True)


def _places(graph: Graph, topic: Topic, key: tuple[Event, ...]) -> Blocks:
    """The places that the editor chose for the map, else those that this page names."""
    named = {*topic.map} or {*linked_in(topic), *(id for event in key for id in event.places)}
    places = [graph.places[id] for id in graph.places if id in named]
    places.sort(key=lambda place: place.name.casefold())
    return topic_map(graph, places, f"{topic.title}: the places", f"assets/maps/{page_of(topic)}")


def _terms(graph: Graph, topic: Topic) -> Blocks:
    """The words that the answers use, in short; the glossary has their sources."""
    linked = linked_in(topic)
    found = tuple(
        Term(term_anchor(t.id), _in_glossary(graph, t), _in_short_of(t))
        for t in terms_of(graph, topic.id)
        if t.id in linked
    )
    if not found:
        return ()
    more = PageLink("glossary", None, parts.words("The glossary, with the sources of each word"))
    return (Terms(found), Paragraph((more,), role="more"))


def _in_short_of(term: GlossaryTerm) -> Inlines:
    """The first sentence of a definition; of a contested word the whole, with who rejects it."""
    start, end = sentence_at(term.definition, 0)
    return parts.prose_line(term.definition if term.contested else term.definition[start:end])


def _in_glossary(graph: Graph, term: GlossaryTerm) -> Inlines:
    address = address_of(graph, term.id)
    return (PageLink(address.page, address.anchor, parts.words(term.term)),)


def _articles(graph: Graph, topic: Topic) -> Blocks:
    return parts.entries(parts.article_entry(graph, a) for a in articles_of(graph, topic.id))


def questions(topic: Topic) -> Iterator[tuple[str, str]]:
    """Each question that an explainer answers, with its anchor."""
    for block in prose.parse_markdown(topic.body):
        if isinstance(block, Heading) and block.level <= 2:
            yield text_of(block.children), block.anchor
