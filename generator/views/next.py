"""What happened after an article."""

from __future__ import annotations

from generator.graph import Graph
from generator.model import Article, Event
from generator.views.topic import events_of, in_time_order


def what_happened_next(graph: Graph, article: Article) -> tuple[Event, ...]:
    """Events of the article's topics that began after its day, oldest first.

    An event whose date is too vague to be surely later is left out; so is everything where
    the article has no date.
    """
    date = graph.article_date(article)
    if date is None or date.last_day is None:
        return ()
    events = {e.id: e for topic_id in article.topics for e in events_of(graph, topic_id)}
    return in_time_order(
        event
        for event in events.values()
        if event.date.first_day is not None and event.date.first_day > date.last_day
    )
