"""What belongs to one explainer: its events, issues, articles, people, places and terms."""

from __future__ import annotations

from collections.abc import Iterable

from generator import references
from generator.document import Citation
from generator.graph import Graph, PlacedStatement
from generator.model import (
    Actor,
    Article,
    Event,
    Issue,
    Kind,
    Place,
    Record,
    Term,
    TextKind,
    Unnamed,
    marked,
)


def events_of(graph: Graph, topic_id: str) -> tuple[Event, ...]:
    """Events of one topic, oldest first; those of one day keep the order of their files."""
    return graph.events_by_topic.get(topic_id, ())


def in_time_order(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.date.sort_key))


def issues_of(graph: Graph, topic_id: str) -> tuple[Issue, ...]:
    return graph.issues_by_topic.get(topic_id, ())


def articles_of(graph: Graph, topic_id: str) -> tuple[Article, ...]:
    """Articles that touch a topic, newest first; those without a date last."""
    return newest_first(graph, graph.articles_by_topic.get(topic_id, ()))


def newest_first(graph: Graph, articles: Iterable[Article]) -> tuple[Article, ...]:
    def key(article: Article) -> tuple[int, ...]:
        date = graph.article_date(article)
        return tuple(-part for part in date.sort_key) if date else (1,)

    return tuple(sorted(articles, key=key))


def statements_on(graph: Graph, issues: Iterable[Issue]) -> tuple[PlacedStatement, ...]:
    """Statements on any of the issues, oldest first; undated ones last."""
    groups = [graph.statements_by_issue.get(id, ()) for id in {issue.id: None for issue in issues}]
    # Those of one day keep the order of the files, from whichever issue they come.
    order = graph.order_of_statements
    found = sorted((placed for group in groups for placed in group), key=lambda p: order[p.key])
    return tuple(sorted(found, key=by_date))


def by_date(placed: PlacedStatement) -> tuple[int, ...]:
    """What statements are sorted by: the oldest first, those without a day last."""
    date = placed.statement.date
    return (0, *date.sort_key) if date else (1,)


def whos_who(graph: Graph, topic_id: str) -> tuple[Actor, ...]:
    """Actors of a topic's events, positions and prose: persons first, then by name."""
    ids: dict[str, None] = {}
    for event in events_of(graph, topic_id):
        ids |= dict.fromkeys((*event.actors, *event.claimed_by, *event.disputed_by))
    for placed in statements_on(graph, issues_of(graph, topic_id)):
        if not isinstance(placed.statement.speaker, Unnamed):
            ids[placed.statement.speaker] = None
    ids |= dict.fromkeys(linked_in(graph.topics[topic_id]))
    actors = (graph.actors[id] for id in ids if id in graph.actors)
    return tuple(sorted(actors, key=lambda a: (a.type != "person", a.name.casefold())))


def places_of(graph: Graph, topic_id: str) -> tuple[Place, ...]:
    """Places of a topic's events and prose, by name."""
    ids = dict.fromkeys(id for event in events_of(graph, topic_id) for id in event.places)
    ids |= dict.fromkeys(linked_in(graph.topics[topic_id]))
    places = (graph.places[id] for id in ids if id in graph.places)
    return tuple(sorted(places, key=lambda place: place.name.casefold()))


def terms_of(graph: Graph, topic_id: str) -> tuple[Term, ...]:
    """Terms that name the topic or are linked in its prose, in the order of the alphabet."""
    linked = set(linked_in(graph.topics[topic_id]))
    found = (t for t in graph.terms.values() if topic_id in t.topics or t.id in linked)
    return tuple(sorted(found, key=lambda term: term.term.casefold()))


def linked_in(record: Record) -> tuple[str, ...]:
    """The ids that a record's prose links to with [[…]], in order of first use."""
    found: dict[str, None] = {}
    for _, mark, text in marked(record):
        if isinstance(mark, TextKind) and mark.name != Kind.TEXT:
            scan = references.scan(text, is_markdown=mark.name == Kind.MARKDOWN)
            for reference in scan.references:
                if not isinstance(reference.node, Citation):
                    found[reference.id] = None
    return tuple(found)
