"""The graph of a Library in which a few records say something else, and lead where they led."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from generator.exemptions import granted
from generator.graph import Graph, PlacedStatement
from generator.load import Library, Listed
from generator.model import Article, Event, Issue, Record
from generator.reads import Reads
from generator.resolving.following import Follower
from generator.resolving.memory import Followed, Placed
from generator.resolving.placing import placed_in

Key = TypeVar("Key", bound=Hashable)


def resolve_again(library: Library, listed: Sequence[Listed], memory: Followed) -> Graph | None:
    """The graph of the reading before, with the records that are others by now.

    None where there is none without a mistake, where ids are others, and where a record leads elsewhere
    or stands elsewhere among others: then all of it has to be followed anew.
    """
    before = memory.graph
    # One object for as long as the same files hold the same ids.
    if before is None or library.folders_by_id is not before.library.folders_by_id:
        return None
    if memory.listed != listed or before.library.quote_entries != library.quote_entries:
        return None
    both = zip(before.library.records.values(), library.records.values(), strict=True)
    pairs = [(old, new) for old, new in both if old is not new]
    placed: Placed = {
        new.id: (new, tuple(placed_in(new, library)))
        for _, new in pairs
        if isinstance(new, (Article, Issue))
    }
    if any(_form(old, memory.placed) != _form(new, placed) for old, new in pairs):
        return None
    follower = Follower(library, before.statements, Followed())
    for _, new in pairs:
        follower.resolve(new)
    leads_elsewhere = any(memory.led[id][1] != led for id, (_, led) in follower.led.items())
    if follower.diagnostics or leads_elsewhere:
        return None
    graph = _with(before, library, listed, pairs, [group for _, group in placed.values()])
    memory.records = library.records.keys()
    memory.led |= follower.led
    memory.placed |= placed
    memory.graph = graph
    return graph


def _form(record: Record, placed: Placed) -> tuple[object, ...]:
    """What a graph is made of, beside what records name: days of events, keys and quotations of statements."""
    _, statements = placed.get(record.id, (record, ()))
    return (
        record.date if isinstance(record, Event) else None,
        [(one.key, one.statement.quote and one.fingerprint) for one in statements],
    )


def _with(
    before: Graph,
    library: Library,
    listed: Sequence[Listed],
    pairs: Iterable[tuple[Record, Record]],
    placed: Iterable[tuple[PlacedStatement, ...]],
) -> Graph:
    """The same graph with the second of each pair for the first, and its statements for those before."""
    instead: dict[int, Any] = {}
    of_kind: dict[str, dict[str, Record]] = defaultdict(dict)
    topics: dict[str, set[str]] = defaultdict(set)
    for old, record in pairs:
        instead[id(old)] = record
        of_kind[type(record).folder][record.id] = record
        if isinstance(record, (Article, Event, Issue)):
            topics[f"{type(record).folder}_by_topic"].update(record.topics)
    statements = [one for group in placed for one in group]
    instead |= {id(before.statements[one.key]): one for one in statements}
    new: dict[str, Any] = {
        **{name: {**getattr(before, name), **records} for name, records in of_kind.items()},
        **{name: _exchanged(getattr(before, name), ids, instead) for name, ids in topics.items()},
    }
    named = {one.key: one for one in statements}
    carriers = {one.carrier.id for one in statements}
    sources = {id for one in statements for id in one.source_ids}
    issues = {one.issue_id for one in statements if one.issue_id is not None}
    return replace(
        before,
        library=library,
        statements={**before.statements, **named},
        statements_by_carrier=_exchanged(before.statements_by_carrier, carriers, instead),
        statements_by_source=_exchanged(before.statements_by_source, sources, instead),
        statements_by_issue=_exchanged(before.statements_by_issue, issues, instead),
        exemptions=dict(enumerate(granted(library, listed))),
        reads=Reads(),
        **new,
    )


def _exchanged(
    groups: Mapping[Key, tuple[Any, ...]], keys: Iterable[Key], instead: Mapping[int, Any]
) -> dict[Key, tuple[Any, ...]]:
    """The same groups, with others for some of what stands under these keys."""
    new = {key: tuple(instead.get(id(one), one) for one in groups[key]) for key in keys}
    return {**groups, **new}
