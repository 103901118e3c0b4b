"""A Library as one graph, from all its records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from generator.diagnostics import Diagnostic
from generator.exemptions import granted
from generator.graph import Graph, PlacedStatement
from generator.load import Library, Listed
from generator.model import (
    KINDS,
    Actor,
    Article,
    Event,
    Issue,
    Page,
    Place,
    Record,
    Source,
    Term,
    Topic,
)
from generator.quotes.lock import Quoted, states
from generator.resolving.again import resolve_again
from generator.resolving.following import Follower, WhoHeld, nobody
from generator.resolving.memory import Followed
from generator.resolving.placing import placed_in

OfTopics = TypeVar("OfTopics", Article, Issue, Event)


def resolve(
    library: Library,
    listed: Sequence[Listed] = (),
    memory: Followed | None = None,
    lost: WhoHeld = nobody,
) -> tuple[Graph, tuple[Diagnostic, ...]]:
    """Follow every reference of every record; `listed` are the exemptions of site_config/.

    With a `memory`, references of records that are as they were when it was filled are not followed again;
    where no more than words changed, neither is anything else. `lost` is asked, where an id is unknown, which
    file held it before.

    Shape: the graph, and a diagnostic for each reference that leads nowhere, each broken
    citation or link of a prose field, and each circle of sources that republish each other.
    The graph is whole only where no diagnostic is an error.
    """
    again = resolve_again(library, listed, memory) if memory is not None else None
    if again is not None:
        return again, ()
    records = _by_kind(library)
    carriers = (*records[Article].values(), *records[Issue].values())
    known = memory if memory is not None and memory.is_of(library) else Followed()
    placed = {c.id: (c, known.placed_in(c) or tuple(placed_in(c, library))) for c in carriers}
    statements = {one.key: one for _, group in placed.values() for one in group}
    resolver = Follower(library, statements, known, lost)
    for record in library.records.values():
        resolver.resolve(record)
    for damaged in library.damaged:
        resolver.follow_damaged(damaged)
    resolver.report_circles(records)
    mentions = resolver.mentions()
    graph = Graph(
        library,
        articles=records[Article],
        topics=records[Topic],
        issues=records[Issue],
        events=records[Event],
        actors=records[Actor],
        places=records[Place],
        terms=records[Term],
        sources=records[Source],
        pages=records[Page],
        statements=statements,
        mentions=mentions,
        articles_by_topic=_by_topic(records[Article].values()),
        issues_by_topic=_by_topic(records[Issue].values()),
        events_by_topic=_by_topic(
            sorted(records[Event].values(), key=lambda event: event.date.sort_key)
        ),
        statements_by_carrier={id: group for id, (_, group) in placed.items() if group},
        statements_by_source=_grouped(statements, lambda one: one.source_ids),
        statements_by_issue=_grouped(statements, lambda one: _only(one.issue_id)),
        events_in_year=Counter(event.date.year for event in records[Event].values()),
        quotations=states(
            [
                Quoted(placed.key, placed.carrier.id, placed.fingerprint)
                for placed in statements.values()
                if placed.statement.quote is not None
            ],
            library.quote_entries,
        ),
        exemptions=dict(enumerate(granted(library, listed))),
        records_in_file=Counter(library.origins[id].location.path for id in library.records),
    )
    if memory is not None:
        memory.ids, memory.records = library.folders_by_id, library.records.keys()
        memory.led, memory.placed = resolver.led, placed
        memory.mentions = mentions if len(resolver.led) == len(resolver.found) else None
        memory.graph, memory.listed = (None if resolver.diagnostics else graph), listed
    return graph, tuple(resolver.diagnostics)


def _by_kind(library: Library) -> dict[type[Record], dict[str, Any]]:
    """The records of each kind by their ids, in the order of their files."""
    found: dict[type[Record], dict[str, Any]] = {kind: {} for kind in KINDS}
    for record in library.records.values():
        found[type(record)][record.id] = record
    return found


def _by_topic(records: Iterable[OfTopics]) -> dict[str, tuple[OfTopics, ...]]:
    """The records of each topic, in the order in which they are given."""
    found: dict[str, list[OfTopics]] = defaultdict(list)
    for record in records:
        for topic_id in dict.fromkeys(record.topics):
            found[topic_id].append(record)
    return {topic_id: tuple(group) for topic_id, group in found.items()}


def _grouped(
    statements: dict[str, PlacedStatement], keys: Callable[[PlacedStatement], tuple[str, ...]]
) -> dict[str, tuple[PlacedStatement, ...]]:
    found: dict[str, list[PlacedStatement]] = defaultdict(list)
    for placed in statements.values():
        named = keys(placed)
        for key in named if len(named) < 2 else dict.fromkeys(named):
            found[key].append(placed)
    return {key: tuple(group) for key, group in found.items()}


def _only(id: str | None) -> tuple[str, ...]:
    return (id,) if id else ()
