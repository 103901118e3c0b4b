"""An issue: the question, where each side stands, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.components.head import Contents
from generator.components.lists import Position, PositionRow, Positions
from generator.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Inlines,
    PageLink,
    Paragraph,
    Text,
    Time,
)
from generator.graph import Graph, PlacedStatement
from generator.history import History
from generator.model import Article, Issue
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.disputes import disputes
from generator.pages.finish import finish
from generator.pages.statements import compared, statement_blocks
from generator.views.addresses import page_of
from generator.views.names import name_of, speaker_name
from generator.views.positions import Side, positions
from generator.views.topic import statements_on

SIDES_SHOWN = 7


def bundles(graph: Graph, history: History) -> Bundles:
    for issue in graph.issues.values():
        yield page_of(issue), partial(_document, graph, history, issue)


def _document(graph: Graph, history: History, issue: Issue) -> Iterator[Document]:
    statements = statements_on(graph, [issue])
    blocks: list[Block] = [
        parts.kicker("Issue"),
        Heading(1, parts.words(issue.question), "top"),
        *(parts.prose_blocks(issue.summary) if issue.summary else ()),
        *parts.freshness([parts.changed(graph, history, issue.id), parts.corrected(issue)]),
        Contents(),
        *parts.section("Where the sides stand", "positions", positions_table(graph, issue)),
        *parts.section("Claims and denials", "denials", disputes(graph, [issue])),
        *parts.section("What was said", "statements", _statements(graph, issue, statements)),
        *parts.section("Background", "background", _topics(graph, issue)),
        *parts.changes(issue),
    ]
    description = parts.plain_words(graph, issue.summary) or issue.question
    title = name_of(graph, issue)
    yield from finish(graph, page_of(issue), title, description, blocks, record_id=issue.id)


def positions_table(graph: Graph, issue: Issue, *, in_short: bool = False) -> Blocks:
    """One row an actor, its positions oldest first, each with its date and sources.

    In short, for another page than the issue's own, the latest alone of those who say most.
    """
    rows = []
    sides = positions(graph, issue)
    for side in _main(sides) if in_short else sides:
        who = parts.link(side.actor_id, side.name) if side.actor_id else parts.words(side.name)
        shown = (_latest(side.positions),) if in_short else side.positions
        held = tuple(_position(graph, placed, side.actor_id) for placed in shown)
        rows.append(PositionRow(who, held))
    if not rows:
        return ()
    told = parts.words("Each actor’s positions, oldest first")
    caption = parts.link(issue.id, issue.question) if in_short else told
    said = "What they said last, as far as we have it" if in_short else "What they said"
    table = Positions(caption, tuple(rows), said)
    if len(rows) == len(sides):
        return (table,)
    more = PageLink(
        page_of(issue), "positions", parts.words(f"All {len(sides)} sides, and all they said")
    )
    return (table, Paragraph((more,), role="more"))


def _main(sides: tuple[Side, ...]) -> list[Side]:
    """Those with most positions, in the order in which each is first heard."""
    most = sorted(sides, key=lambda side: -len(side.positions))[:SIDES_SHOWN]
    return [side for side in sides if side in most]


def _latest(held: tuple[PlacedStatement, ...]) -> PlacedStatement:
    """The last that has a day; what has none may be older than all."""
    dated = [placed for placed in held if placed.statement.date]
    return (dated or held)[-1]


def _position(graph: Graph, placed: PlacedStatement, side_id: str | None) -> Position:
    statement = placed.statement
    by = None if statement.speaker == side_id else speaker_name(graph, statement)
    rejected: Inlines = ()
    if statement.rejected_by:
        rejecting = parts.links(rejection.by for rejection in statement.rejected_by)
        rejected = (Text("Rejected by "), *rejecting)
    text = parts.with_citations(statement.position or "", placed.source_ids)
    day = parts.when(statement.date)
    if by and statement.date is None:
        day = Time("date not given")
    return Position(by, day, text, rejected)


def _statements(graph: Graph, issue: Issue, statements: tuple[PlacedStatement, ...]) -> Blocks:
    """Statements in full; those that an article carries are shown with a link to it."""
    blocks = [*compared(graph, statements)]
    for placed in statements:
        carried: Inlines = ()
        if isinstance(placed.carrier, Article):
            carried = (Text("It stands in "), *parts.link(placed.key), Text("."))
        here = placed.carrier is issue
        blocks += statement_blocks(graph, placed, anchored=here, more=carried)
    return tuple(blocks)


def _topics(graph: Graph, issue: Issue) -> Blocks:
    return parts.entries(parts.topic_entry(graph.topics[id]) for id in issue.topics)
