"""Whose text a source is: what it republishes or draws on, what was made of it, what rests on it."""

from __future__ import annotations

from generator.graph import Graph
from generator.model import Article, Event, Issue, Record, Source
from generator.values import Value


class Provenance(Value):
    """Shape: `originals` run from this source back to the first text; `copies` are the sources
    that republish it, `users` those that draw on it."""

    originals: tuple[Source, ...]
    draws_on: tuple[Record, ...]
    copies: tuple[Source, ...]
    users: tuple[Source, ...]


def provenance(graph: Graph, source_id: str) -> Provenance:
    source = graph.sources[source_id]
    originals: list[Source] = []
    while (originals or [source])[-1].republishes:
        originals.append(graph.sources[(originals or [source])[-1].republishes or ""])
    return Provenance(
        tuple(originals),
        tuple(graph.library.records[id] for id in source.draws_on),
        _sources_naming(graph, source_id, "republishes"),
        _sources_naming(graph, source_id, "draws_on"),
    )


def _sources_naming(graph: Graph, source_id: str, field: str) -> tuple[Source, ...]:
    naming = dict.fromkeys(m.record_id for m in graph.mentions_of(source_id) if m.path[0] == field)
    return tuple(graph.sources[id] for id in naming if id in graph.sources)


class Resting(Value):
    """All that rests on one source, by kind; the ids of statements are their keys."""

    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    statement_keys: tuple[str, ...]
    topic_ids: tuple[str, ...]
    issues: tuple[Issue, ...]
    other_ids: tuple[str, ...]


def resting_on(graph: Graph, source_id: str) -> Resting:
    """What would have to be looked at again if this source were withdrawn."""
    naming = dict.fromkeys(m.record_id for m in graph.mentions_of(source_id))
    statements = dict.fromkeys(
        placed.key for placed in graph.statements_by_source.get(source_id, ())
    )
    # Words that only passed through it rest on it too.
    named = (graph.statement_named_by(mention) for mention in graph.mentions_of(source_id))
    statements |= dict.fromkeys(placed.key for placed in named if placed)
    return Resting(
        tuple(graph.articles[id] for id in naming if id in graph.articles),
        tuple(graph.events[id] for id in naming if id in graph.events),
        tuple(statements),
        tuple(id for id in naming if id in graph.topics),
        tuple(graph.issues[id] for id in naming if id in graph.issues),
        tuple(id for id in naming if id in graph.actors or id in graph.places or id in graph.terms),
    )
