"""The text that was read took its words from somebody, and the chain of a quotation leaves them out.

Why: Words that a paper has from an agency are the agency's report of them, and readers should see that.

Before:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        quote: Every member of the crews will have work.
        via: [harbour-gazette-2031-05-02]

After:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        quote: Every member of the crews will have work.
        via: [coast-wire, harbour-gazette-2031-05-02]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Related, Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, statement_finding, statements
from generator.model import Actor, Source, Unnamed

SEVERITY = Severity.WARNING


def subjects(ground: Ground) -> Iterator[PlacedStatement]:
    """Every quotation with a chain."""
    yield from (p for p in statements(ground) if p.statement.quote and p.statement.via)


def look(ground: Ground, placed: PlacedStatement) -> Iterator[Finding]:
    graph, via = ground.graph, placed.statement.via
    last = graph.sources.get(via[-1].who or "")
    if last is None or not last.draws_on or _speaks_itself(ground, placed, last):
        return
    if len(via) > 1:
        # The words came by way of what stands between: a text that they were read in, the agency,
        # or an aide whom the text itself names. What else it draws on is no hand in them.
        return
    told = " or ".join(f'"{id}"' for id in last.draws_on)
    message = f'"{last.id}" has its words from {told}, and the chain does not say so'
    help = "put before it whoever passed these words on"
    origin = graph.library.origins[last.id]
    related = Related(origin.at(("draws_on",)), "the source's own record says so")
    yield statement_finding(ground, placed, ("via", len(via) - 1), message, help, related)


def _speaks_itself(ground: Ground, placed: PlacedStatement, source: Source) -> bool:
    speaker = placed.statement.speaker
    if isinstance(speaker, Unnamed):
        return False
    names = _names(ground.graph.actors[speaker])
    return source.publisher in names or source.author in names


def _names(actor: Actor) -> set[str]:
    return {actor.name, *actor.aliases}
