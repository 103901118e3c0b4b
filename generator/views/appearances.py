"""Where a person, body or place appears: in events, and in statements as their speaker."""

from __future__ import annotations

from generator.graph import Graph, PlacedStatement
from generator.model import Actor, Event, Place, Topic
from generator.views.topic import in_time_order


def events_naming(graph: Graph, id: str) -> tuple[Event, ...]:
    """Events that name an actor or a place in any of their fields, oldest first, each once."""
    naming = dict.fromkeys(mention.record_id for mention in graph.mentions_of(id))
    return in_time_order(graph.events[other] for other in naming if other in graph.events)


def topics_naming(graph: Graph, id: str) -> tuple[Topic, ...]:
    """Explainers that name a record in their text or on their map, in the order of their files."""
    naming = {mention.record_id for mention in graph.mentions_of(id)}
    return tuple(topic for topic in graph.topics.values() if topic.id in naming)


def statements_by(graph: Graph, actor_id: str) -> tuple[PlacedStatement, ...]:
    """What an actor said, in the order of the files that carry it."""
    spoken = (m for m in graph.mentions_of(actor_id) if m.path[-1] == "speaker")
    return tuple(placed for m in spoken if (placed := graph.statement_named_by(m)))


def voices_of(graph: Graph, actor_id: str) -> tuple[Actor, ...]:
    """Actors who represent this one."""
    naming = (m.record_id for m in graph.mentions_of(actor_id) if m.path == ("represents",))
    return tuple(graph.actors[id] for id in naming if id in graph.actors)


def parts_of(graph: Graph, place_id: str) -> tuple[Place, ...]:
    """Places that lie in this one."""
    naming = (m.record_id for m in graph.mentions_of(place_id) if m.path == ("part_of",))
    return tuple(graph.places[id] for id in naming if id in graph.places)
