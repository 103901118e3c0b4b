"""Where each actor stands on an issue, and when it said so."""

from __future__ import annotations

from generator.graph import Graph, PlacedStatement
from generator.model import Issue, Unnamed
from generator.values import Value
from generator.views.names import speaker_name
from generator.views.topic import statements_on


class Side(Value):
    """One actor's positions, oldest first; a spokesman's stand under the actor he represents."""

    name: str
    actor_id: str | None
    positions: tuple[PlacedStatement, ...]


def positions(graph: Graph, issue: Issue) -> tuple[Side, ...]:
    """The sides of an issue, in the order in which each is first heard.

    Shape: one Side an actor; statements without a `position` are left out.
    Source: each position carries its statement's source ids.
    """
    sides: dict[str, list[PlacedStatement]] = {}
    names: dict[str, tuple[str, str | None]] = {}
    for placed in statements_on(graph, [issue]):
        if placed.statement.position is None:
            continue
        speaker = placed.statement.speaker
        if isinstance(speaker, Unnamed):
            key = f"unnamed {speaker.unnamed}"
            names[key] = (speaker_name(graph, placed.statement), None)
        else:
            key = graph.actors[speaker].represents or speaker
            names[key] = (graph.actors[key].name, key)
        sides.setdefault(key, []).append(placed)
    return tuple(Side(*names[key], tuple(found)) for key, found in sides.items())


def voices_on(graph: Graph, issue_id: str) -> frozenset[str]:
    """The actors whose statements on an issue the site carries, and those whom they represent."""
    found = set()
    for placed in graph.statements_by_issue.get(issue_id, ()):
        speaker = placed.statement.speaker
        if not isinstance(speaker, Unnamed):
            found |= {speaker, graph.actors[speaker].represents or speaker}
    return frozenset(found)
