"""A chain says otherwise than the record of its source, or a copy is cited in place of the original.

Why: Who passes words on can shorten or change them. A copy that stands for the original hides a hand.

Before:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        text: Promised work to every member of the crews.
        sources: [mirror-harbour]

After:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        text: Promised work to every member of the crews.
        sources: [harbour-gazette-2031-05-02]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Related, Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, record_finding, statement_finding, statements
from generator.model import Article, Event

SEVERITY = Severity.ERROR


def subjects(ground: Ground) -> Iterator[Article | Event | PlacedStatement]:
    """Every article, event and statement."""
    yield from ground.graph.articles.values()
    yield from ground.graph.events.values()
    yield from statements(ground)


def look(ground: Ground, subject: Article | Event | PlacedStatement) -> Iterator[Finding]:
    if isinstance(subject, Article):
        original = ground.graph.sources[subject.source].republishes
        if original is not None:
            message = f'"{subject.source}" only republishes "{original}"'
            help = f"write source: {original} and received_as: {subject.source}"
            related = _because(ground, subject.source, "republishes")
            yield record_finding(ground, subject, ("source",), message, help, related)
    elif isinstance(subject, Event):
        for index, copy, original in _copies(ground, subject.sources):
            message = f'"{copy}" only republishes "{original}"'
            help = f'write "{original}", or name both'
            related = _because(ground, copy, "republishes")
            yield record_finding(ground, subject, ("sources", index), message, help, related)
    else:
        yield from _of_statement(ground, subject)


def _of_statement(ground: Ground, placed: PlacedStatement) -> Iterator[Finding]:
    statement = placed.statement
    hands = [hop.who for hop in statement.via]
    named = (*statement.sources, *(id for id in hands if id))
    for index, copy, original in _copies(ground, statement.sources, named):
        message = f'"{copy}" only republishes "{original}"'
        help = f'write "{original}", or name both'
        related = _because(ground, copy, "republishes")
        yield statement_finding(ground, placed, ("sources", index), message, help, related)
    for index, later in enumerate(hands):
        source = ground.graph.sources.get(later or "")
        before = (source.republishes, *source.draws_on) if source else ()
        turned = next((id for id in hands[index + 1 :] if id in before), None)
        if turned is not None and later is not None:
            message = f'by its own record "{later}" comes after "{turned}", not before it'
            help = f'put "{turned}" before "{later}": a chain runs from the speaker outwards'
            key = "republishes" if source and turned == source.republishes else "draws_on"
            related = _because(ground, later, key)
            yield statement_finding(ground, placed, ("via", index), message, help, related)
    texts = [index for index, id in enumerate(hands) if id in ground.graph.sources]
    last = ground.graph.sources[hands[texts[-1]] or ""] if texts else None
    if last is not None and last.republishes and last.republishes not in named:
        message = f'the chain ends in "{last.id}", which only republishes "{last.republishes}"'
        help = f'put "{last.republishes}" before it'
        related = _because(ground, last.id, "republishes")
        yield statement_finding(ground, placed, ("via", texts[-1]), message, help, related)


def _copies(
    ground: Ground, source_ids: tuple[str, ...], named: tuple[str, ...] = ()
) -> Iterator[tuple[int, str, str]]:
    """(place, copy, original) of each source that republishes one that is not named too."""
    for index, id in enumerate(source_ids):
        original = ground.graph.sources[id].republishes
        if original is not None and original not in (*source_ids, *named):
            yield index, id, original


def _because(ground: Ground, source_id: str, key: str) -> Related:
    origin = ground.graph.library.origins[source_id]
    return Related(origin.at((key,)), "the source's own record says so")
