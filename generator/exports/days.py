"""The days that feeds tell of an entry: only content moves them, never commas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dates import PartialDate
from generator.exports.publication import Publication
from generator.model import Article, Topic
from generator.views.topic import events_of


def updated(publication: Publication, record: Article | Topic) -> date | None:
    """The day on which an entry last had new content; None where nothing honest can be said.

    A commit does not say whether it mended a comma or the matter, so git's last change does not
    count. What counts is what editors date themselves: the day on which the record was first
    published; for an explainer also its `as_of`, which an editor moves on purpose, and the day of
    the newest fact that it covers. A day after the newest commit is left out: a planned event is
    not yet news.

    Without git, an explainer has the day of its `as_of` or newest fact and an article that of the
    article which it summarises. A wrong or a new fact of old date moves nothing until the editor
    moves `as_of`.
    """
    days = [day for day in _days(publication, record) if _has_come(publication, day)]
    published = publication.published(record.id)
    if published is not None:
        days.append(published)
    return max(days, default=None)


def _days(publication: Publication, record: Article | Topic) -> Iterator[date]:
    graph = publication.graph
    if isinstance(record, Topic):
        yield from _exact(record.as_of)
        for event in events_of(graph, record.id):
            yield from _exact(event.date)
    elif publication.published(record.id) is None:
        yield from _exact(graph.article_date(record))


def _exact(day: PartialDate | None) -> Iterator[date]:
    """The day itself where it is known to the day."""
    if day is not None and day.iso is not None and len(day.iso) == len("2014-03-18"):
        assert day.last_day is not None
        yield day.last_day


def _has_come(publication: Publication, day: date) -> bool:
    newest = publication.history.committed_on
    return newest is None or day <= newest


def timestamp(day: date) -> str:
    """A day as RFC 3339 has it: its first second, in UTC."""
    return f"{day.isoformat()}T00:00:00Z"
