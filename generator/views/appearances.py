"""Where a person, body or place appears: in events, and in statements as their speaker."""

from __future__ import annotations

from generator.graph import Graph, PlacedStatement
from generator.model import Actor, Event, Place, Topic
from generator.views.topic import in_time_order, linked_in


def events_naming(graph: Graph, id: str) -> tuple[Event, ...]:
    """Events that name an actor or a place in any of their fields, oldest first, each once."""
    naming = dict.fromkeys(mention.record_id for mention in graph.mentions_of(id))
    return in_time_order(graph.events[other] for other in naming if other in graph.events)


def topics_naming(graph: Graph, id: str) -> tuple[Topic, ...]:
    """Explainers that name a record in their text or on their map, in the order of their files."""
    naming = {mention.record_id for mention in graph.mentions_of(id)}
    return tuple(graph.topics[other] for other in graph.topics if other in naming)


def statements_by(graph: Graph, actor_id: str) -> tuple[PlacedStatement, ...]:
    """What an actor said, in the order of the files that carry it."""
    spoken = (m for m in graph.mentions_of(actor_id) if m.path[-1] == "speaker")
    return tuple(placed for m in spoken if (placed := graph.statement_named_by(m)))


def topics_of_actor(graph: Graph, actor_id: str) -> tuple[Topic, ...]:
    """Explainers among whose people (see `whos_who`) an actor is, in the order of their files.

    Asked from the actor's side, so that no page of an actor rests on articles that do not name it.
    """
    found = {
        id for placed in statements_by(graph, actor_id) for id in _topics_of_issue(graph, placed)
    }
    for mention in graph.mentions_of(actor_id):
        record = graph.library.records[mention.record_id]
        if isinstance(record, Event):
            if actor_id in (*record.actors, *record.claimed_by, *record.disputed_by):
                found.update(record.topics)
        elif isinstance(record, Topic) and actor_id in linked_in(record):
            found.add(record.id)
    return tuple(graph.topics[id] for id in graph.topics if id in found)


def _topics_of_issue(graph: Graph, placed: PlacedStatement) -> tuple[str, ...]:
    issue = graph.issues.get(placed.issue_id) if placed.issue_id else None
    return issue.topics if issue else ()


def voices_of(graph: Graph, actor_id: str) -> tuple[Actor, ...]:
    """Actors who represent this one."""
    naming = (m.record_id for m in graph.mentions_of(actor_id) if m.path == ("represents",))
    return tuple(graph.actors[id] for id in naming if id in graph.actors)


def parts_of(graph: Graph, place_id: str) -> tuple[Place, ...]:
    """Places that lie in this one."""
    naming = (m.record_id for m in graph.mentions_of(place_id) if m.path == ("part_of",))
    return tuple(graph.places[id] for id in naming if id in graph.places)
