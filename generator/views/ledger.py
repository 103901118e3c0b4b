"""What is established, claimed and disputed about a topic, by whom, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from generator.graph import Graph
from generator.model import Event
from generator.views.topic import events_of

# How many established facts stand open where the editor chose none.
OPEN_COUNT = 6


@dataclass(frozen=True)
class Ledger:
    """Shape: events oldest first under each status; `highlights` are the established ones
    that stand first, `established` the others; `not_known` is the editor's prose."""

    highlights: tuple[Event, ...]
    established: tuple[Event, ...]
    claimed: tuple[Event, ...]
    disputed: tuple[Event, ...]
    not_known: tuple[str, ...]


def ledger(graph: Graph, topic_id: str) -> Ledger:
    topic = graph.topics[topic_id]
    events = events_of(graph, topic_id)
    by_status = {
        status: tuple(event for event in events if event.status == status)
        for status in ("established", "claimed", "disputed")
    }
    established = by_status["established"]
    # What is claimed or disputed stands under its own heading, whatever an editor chose.
    chosen = [graph.events[id] for id in topic.highlights if graph.events[id] in established]
    chosen = chosen or list(established[:OPEN_COUNT])
    return Ledger(
        tuple(chosen),
        tuple(event for event in established if event not in chosen),
        by_status["claimed"],
        by_status["disputed"],
        topic.not_known,
    )
