"""What is known, claimed and disputed about a topic, by whom, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable

from generator.graph import Graph, PlacedStatement
from generator.model import Event, Topic
from generator.values import Value
from generator.views.claims import standing_of_claim
from generator.views.topic import events_of, issues_of, statements_on

# How many known facts stand open where the editor chose none.
OPEN_COUNT = 6

Fact = Event | PlacedStatement


class Entries(Value):
    """What stands under one heading: the editor's sentences, then facts in the editor's order
    and after them in that of time. `more` counts those that are left to the timeline."""

    sentences: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.sentences or self.facts)


class Ledger(Value):
    known: Entries
    claimed: Entries
    disputed: Entries
    unknown: Entries


def ledger(graph: Graph, topic_id: str) -> Ledger:
    """The ledger of an explainer, drawn from its events and the claims on its issues."""
    topic = graph.topics[topic_id]
    facts: dict[str, list[Fact]] = {"known": [], "claimed": [], "disputed": []}
    for event in events_of(graph, topic_id):
        facts[_standing(event)].append(event)
    for placed in statements_on(graph, issues_of(graph, topic_id)):
        standing = standing_of_claim(graph, placed)
        if standing is not None:
            facts[standing].append(placed)
    known = _ordered(topic, facts["known"])
    chosen = [fact for fact in known if id_of(fact) in topic.highlights] or known[:OPEN_COUNT]
    return Ledger(
        Entries(_pinned(topic, "known"), tuple(chosen), len(known) - len(chosen)),
        Entries(_pinned(topic, "claimed"), tuple(_ordered(topic, facts["claimed"]))),
        Entries(_pinned(topic, "disputed"), tuple(_ordered(topic, facts["disputed"]))),
        Entries((*_pinned(topic, "unknown"), *topic.not_known)),
    )


def _standing(event: Event) -> str:
    """A claim that somebody disputes is disputed, whatever it was recorded as."""
    if event.status == "established":
        return "known"
    return "disputed" if event.disputed_by else event.status


def id_of(fact: Fact) -> str:
    return fact.id if isinstance(fact, Event) else fact.key


def _pinned(topic: Topic, standing: str) -> tuple[str, ...]:
    return tuple(pinned.text for pinned in topic.pinned if pinned.status == standing)


def _ordered(topic: Topic, facts: Iterable[Fact]) -> list[Fact]:
    """Highlights first, in the order in which the editor named them; the others by time."""
    order = {id: index for index, id in enumerate(topic.highlights)}
    return sorted(facts, key=lambda fact: (order.get(id_of(fact), len(order)), _time(fact)))


def _time(fact: Fact) -> tuple[int, ...]:
    date = fact.date if isinstance(fact, Event) else fact.statement.date
    return (0, *date.sort_key) if date else (1,)
