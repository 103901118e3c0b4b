"""What each record is called."""

from __future__ import annotations

from generator.graph import Graph
from generator.model import (
    Actor,
    Article,
    Event,
    Issue,
    Page,
    Place,
    Record,
    Source,
    Statement,
    Term,
    Topic,
    Unnamed,
)


def name_of(graph: Graph, record: Record) -> str:
    """The name of a record in running text and at the head of its page."""
    match record:
        case Actor() | Place():
            return record.name
        case Term():
            return record.term
        case Source() | Page() | Topic():
            return record.title
        case Issue():
            return record.title or record.question
        case Article():
            return record.title or graph.sources[record.source].title
        case Event():
            return record.date.words
    raise TypeError(f"no name for {type(record).__name__}")  # pragma: no cover - kinds are closed


def speaker_name(graph: Graph, statement: Statement) -> str:
    """The speaker's name, or the words that the source used instead of one.

    An actor whose record has mistakes is called by the id.
    """
    if isinstance(statement.speaker, Unnamed):
        return statement.speaker.unnamed
    actor = graph.actors.get(statement.speaker)
    return actor.name if actor else statement.speaker


def native_name(record: Actor | Place) -> tuple[str, str | None] | None:
    """A name in its own script, with its language."""
    if record.native_name is None:
        return None
    return record.native_name, record.native_language
