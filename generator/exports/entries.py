"""The entries of the feeds: explainers and articles, with the day of their last new content."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from generator.exports.days import updated
from generator.exports.publication import Publication
from generator.exports.words import paragraphs, plain
from generator.model import Article, Prose, Topic
from generator.values import Value
from generator.views.addresses import first_page_of, page_of
from generator.views.topic import articles_of

# Readers of feeds ask often; what is older stands on the site.
FEED_LENGTH = 50


class Entry(Value):
    """One entry. `url` is its address, `first_url` the one that it had before it was renamed;
    `about_url` the article of somebody else that it is about; `html` the whole summary as HTML of
    paragraphs and lists, `summary` its first words."""

    url: str
    title: str
    summary: str
    html: str
    published: date | None
    updated: date
    tags: tuple[str, ...]
    about_url: str | None = None
    first_url: str | None = None

    @property
    def id(self) -> str:
        """What readers' programs know it by for ever."""
        return self.first_url or self.url


def site_entries(publication: Publication) -> tuple[Entry, ...]:
    """Explainers and articles of the whole site, the one with the newest content first."""
    graph = publication.graph
    return _entries(publication, (*graph.topics.values(), *graph.articles.values()))


def topic_entries(publication: Publication, topic: Topic) -> tuple[Entry, ...]:
    """One explainer and the articles that touch it."""
    return _entries(publication, (topic, *articles_of(publication.graph, topic.id)))


def _entries(publication: Publication, records: Iterable[Topic | Article]) -> tuple[Entry, ...]:
    """The newest of them. What has no honest day is left out: a feed must say when."""
    dated = [(day, one) for one in records if (day := updated(publication, one)) is not None]
    dated.sort(key=lambda pair: (-pair[0].toordinal(), page_of(pair[1])))
    return tuple(_entry(publication, day, record) for day, record in dated[:FEED_LENGTH])


def _entry(publication: Publication, day: date, record: Topic | Article) -> Entry:
    graph = publication.graph
    url, first_url = map(publication.address, (page_of(record), first_page_of(record)))
    published = publication.published(record.id)
    if isinstance(record, Topic):
        summary = " ".join(plain(graph, text) for text in record.in_short)
        html = _listed(publication, record.in_short)
        if record.why:
            html += _paragraphs(publication, record.why)
        return Entry(
            url, record.question, summary, html, published, day, (record.title,), None, first_url
        )
    source = graph.sources[record.source]
    html = _paragraphs(publication, record.summary) + _listed(publication, record.key_points)
    html += f"<p>{escape(f'A summary of an article in {source.publisher}.')}</p>"
    return Entry(
        url,
        record.title or source.title,
        plain(graph, record.summary),
        html,
        published,
        day,
        tuple(graph.topics[id].title for id in record.topics),
        source.url,
        first_url,
    )


def _paragraphs(publication: Publication, text: Prose) -> str:
    found = paragraphs(publication.graph, text)
    return "".join(f"<p>{escape(words)}</p>" for words in found)


def _listed(publication: Publication, texts: tuple[Prose, ...]) -> str:
    """Points as a list; a single one is a paragraph."""
    if len(texts) < 2:
        return "".join(_paragraphs(publication, text) for text in texts)
    items = (f"<li>{escape(plain(publication.graph, text))}</li>" for text in texts)
    return f"<ul>{''.join(items)}</ul>"
