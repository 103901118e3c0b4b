"""Nothing on the site names a record, so no reader will come to it.

Why: What nobody refers to is forgotten, and goes stale without anybody seeing it.

Before:

    # content/terms/pier.yml
    term: Pier
    definition: What carries a bridge between its ends. [@gazette-letters]

After:

    # content/terms/pier.yml
    term: Pier
    definition: What carries a bridge between its ends. [@gazette-letters]
    topics: [harbour-bridge]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.ground import Finding, Ground, record_finding
from generator.model import Actor, Event, Place, Source, Term

SEVERITY = Severity.WARNING

Subject = Actor | Place | Term | Source | Event


def subjects(ground: Ground) -> Iterator[Subject]:
    """Every actor, place, term, source and event."""
    graph = ground.graph
    for kind in (graph.actors, graph.places, graph.terms, graph.sources, graph.events):
        yield from kind.values()


def look(ground: Ground, record: Subject) -> Iterator[Finding]:
    if any(mention.record_id != record.id for mention in ground.graph.mentions_of(record.id)):
        return
    if isinstance(record, Term) and record.topics:
        return
    if isinstance(record, Event) and (record.topics or record.actors or record.places):
        return
    help = f"name it where it belongs, such as [[{record.id}]], or remove it"
    if isinstance(record, Event):
        help = "add topics: or actors:, so that it stands on their pages, or remove it"
    if isinstance(record, Source):
        help = f"cite it as [@{record.id}] where it belongs, or remove it"
    yield record_finding(ground, record, (), f'nothing on the site names "{record.id}"', help)
