"""Articles that are still drafts: what the site is without them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic
from generator.graph import Graph
from generator.load import Library, Listed
from generator.model import Article
from generator.resolving import resolve


def drafts(graph: Graph) -> tuple[Article, ...]:
    """The articles that are not to be published yet, in the order of their files."""
    return tuple(article for article in graph.articles.values() if article.draft)


def withheld(graph: Graph) -> frozenset[str]:
    """The ids of all that waits with the drafts: they themselves, their statements that have an id,
    and the sources that nothing else on the site names."""
    hidden = {article.id for article in drafts(graph)}
    if not hidden:
        return frozenset()
    compared = {entry.text for entry in graph.library.quote_entries}
    waiting = [id for id in graph.sources if id not in compared and graph.mentions_of(id)]
    grows = True
    while grows:
        found = {
            id
            for id in waiting
            if id not in hidden and all(m.record_id in hidden for m in graph.mentions_of(id))
        }
        hidden |= found
        grows = bool(found)
    said = {
        statement.id
        for article in drafts(graph)
        for statement in article.statements
        if statement.id is not None
    }
    return frozenset(hidden | said)


def published(graph: Graph, listed: Sequence[Listed] = ()) -> tuple[Graph, tuple[Diagnostic, ...]]:
    """The graph without its drafts, as if their files were not there.

    Shape: that graph, and a diagnostic for each reference that leads to a draft; the rule
    reference-to-draft tells the same in better words, unless a record is exempt from it.
    """
    hidden = withheld(graph)
    library = graph.library
    kept = Library(
        {id: record for id, record in library.records.items() if id not in hidden},
        {id: origin for id, origin in library.origins.items() if id not in hidden},
        {id: folders for id, folders in library.folders_by_id.items() if id not in hidden},
        library.damaged,
        library.quote_entries,
    )
    found, problems = resolve(kept, [entry for entry in listed if entry.record_id not in hidden])
    return found, problems
