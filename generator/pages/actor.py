"""A person, an organisation, a state or a people: who they are and what the site records of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.components.head import Contents
from generator.document import (
    Block,
    Blocks,
    Document,
    Foreign,
    Heading,
    Inlines,
    LineBreak,
    Text,
    quoted_words,
)
from generator.graph import Graph, PlacedStatement
from generator.history import History
from generator.model import Actor, Role
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.finish import finish
from generator.pages.growth import growth
from generator.views.addresses import page_of
from generator.views.appearances import events_naming, statements_by, topics_of_actor, voices_of
from generator.views.names import native_name
from generator.views.topic import by_date


def bundles(graph: Graph, history: History) -> Bundles:
    del history
    for actor in graph.actors.values():
        yield page_of(actor), partial(_document, graph, actor)


def _document(graph: Graph, actor: Actor) -> Iterator[Document]:
    blocks: list[Block] = [
        parts.kicker(parts.capitalised(actor.type)),
        Heading(1, parts.words(actor.name), "top"),
        *(parts.prose_blocks(actor.description) if actor.description else ()),
        *parts.facts(_facts(actor)),
        Contents(),
        *parts.section("Members", "members", growth(graph, actor.id)),
        *parts.section("What they said", "statements", _statements(graph, actor)),
        *parts.section("Events", "timeline", parts.timeline(events_naming(graph, actor.id))),
        *parts.section("Background", "background", parts.entries(map(parts.topic_entry, topics_of_actor(graph, actor.id)))),
        *parts.section("Speaking for them", "voices", parts.people(voices_of(graph, actor.id))),
    ]  # fmt: skip
    description = parts.plain_words(graph, actor.description) or parts.current_role(actor)
    yield from finish(graph, page_of(actor), actor.name, description, blocks, record_id=actor.id)


def _facts(actor: Actor) -> Iterator[tuple[str, Inlines]]:
    native = native_name(actor)
    if native:
        yield "In the original", (Foreign(*native),)
    yield "Also known as", parts.words(", ".join(actor.aliases)) if actor.aliases else ()
    yield "Represents", parts.link(actor.represents) if actor.represents else ()
    offices = [_role(role) for role in actor.roles]
    told = [inline for office in offices for inline in (LineBreak(), *office)][1:]
    yield "Office" if len(offices) == 1 else "Offices", tuple(told)
    yield "Sources", parts.cites(actor.sources)


def _role(role: Role) -> Inlines:
    start = role.start.words if role.start else None
    end = role.end.words if role.end else None
    if start and end:
        told = f"{role.title}, {start} to {end}"
    elif start:
        told = f"{role.title}, from {start}"
    elif end:
        told = f"{role.title}, until {end}"
    else:
        told = f"{role.title}"
    return (Text(told), *parts.cites(role.sources))


def _statements(graph: Graph, actor: Actor) -> Blocks:
    """In the order of time; those without a day last."""
    found = sorted(statements_by(graph, actor.id), key=by_date)
    return parts.bullets(map(_entry, found))


def _entry(placed: PlacedStatement) -> Inlines:
    statement = placed.statement
    day: Inlines = (parts.when(statement.date), Text(": ")) if statement.date else ()
    if statement.quote is not None:
        said: Inlines = (Text(f"“{quoted_words(statement.quote)}”"),)
    else:
        said = parts.prose_inlines(statement.text or statement.position or "")
    more = (Text(" In "), *parts.link(placed.key), Text("."))
    return (*day, *said, *parts.cites(placed.source_ids), *more)
