"""Statements with the articles and issues that carry them, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from generator.graph import PlacedStatement, statement_key
from generator.load import Library
from generator.model import Article, Issue, Source, Statement


def placed_in(carrier: Article | Issue, library: Library) -> Iterator[PlacedStatement]:
    for index, statement in enumerate(carrier.statements):
        key = statement_key(carrier, index)
        source_ids = _sources_of(statement, carrier, library)
        yield PlacedStatement(key, statement, carrier, index, source_ids)


def _sources_of(
    statement: Statement, carrier: Article | Issue, library: Library
) -> tuple[str, ...]:
    if statement.sources:
        return statement.sources
    for hop in reversed(statement.via):
        if isinstance(library.records.get(hop.who or ""), Source):
            return (hop.who or "",)
    return (carrier.source,) if isinstance(carrier, Article) else ()
