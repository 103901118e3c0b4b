"""Which feeds there are: one in each form for the site, and one in each for every explainer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.exports import atom, json_feed
from generator.exports.entries import Entry, site_entries, topic_entries
from generator.exports.publication import Publication
from generator.model import Topic
from generator.views.addresses import first_page_of, page_of

Write = Callable[[Publication, str, str, str, Sequence[Entry], str], bytes]
# Name of the file, media type, writer.
FORMS: tuple[tuple[str, str, Write], ...] = (
    ("feed.xml", "application/atom+xml", atom.feed),
    ("feed.json", "application/feed+json", json_feed.feed),
)


def feeds(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """(path below the site, bytes) of every feed."""
    yield from site_feeds(publication)
    for topic in publication.graph.topics.values():
        yield from topic_feeds(publication, topic)


def site_feeds(publication: Publication) -> Iterator[tuple[str, bytes]]:
    yield from _in_all_forms(publication, "", publication.name, site_entries(publication), "")


def topic_feeds(publication: Publication, topic: Topic) -> Iterator[tuple[str, bytes]]:
    """Those of one explainer; beside the records, they rest on the day of the newest commit."""
    title = f"{publication.name}: {topic.title}"
    entries = topic_entries(publication, topic)
    yield from _in_all_forms(publication, page_of(topic), title, entries, first_page_of(topic))


def _in_all_forms(
    publication: Publication, page: str, title: str, entries: Sequence[Entry], first_page: str
) -> Iterator[tuple[str, bytes]]:
    for name, _, write in FORMS:
        path = f"{page}/{name}".lstrip("/")
        first_path = f"{first_page}/{name}".lstrip("/")
        yield path, write(publication, path, title, page, entries, first_path)
