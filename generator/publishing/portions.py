"""What stands beside the pages and is made portion by portion, each of a few records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from generator.exports import Publication, topic_feeds
from generator.search import Stretch, stretches
from generator.values import Value, field
from generator.views.addresses import page_of


class Portion(Value):
    """`files` are by their paths below the site; `rows` belong into the search index."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    rows: bytes = b""


def portions_of(publication: Publication) -> dict[str, Callable[[], Portion]]:
    """What makes each portion, by a name that no page has.

    With the same name, the same settings and the same of what is read while it is made, it is the same.
    """
    graph = publication.graph
    made: dict[str, Callable[[], Portion]] = {}
    day = publication.history.committed_on
    for topic in graph.topics.values():
        made[f"feeds of {page_of(topic)} on {day}"] = partial(_feeds, publication, topic.id)
    found = stretches(graph)
    for name in found:
        made[name_of_rows(name)] = partial(_rows, publication, found, name)
    return made


def name_of_rows(stretch: str) -> str:
    """The name of the portion with the rows of a stretch of the search index."""
    return f"rows of {stretch}"


def _feeds(publication: Publication, topic_id: str) -> Portion:
    return Portion(dict(topic_feeds(publication, publication.graph.topics[topic_id])))


def _rows(publication: Publication, found: Mapping[str, Stretch], name: str) -> Portion:
    return Portion(rows=found[name].rows(publication.graph))
