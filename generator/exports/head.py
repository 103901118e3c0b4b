"""What stands in the head of a page, as plain data; the theme writes and escapes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from generator.document import Document
from generator.exports import jsonld
from generator.exports.cards import card
from generator.exports.feeds import FORMS
from generator.exports.publication import Publication
from generator.exports.security import REFERRER_POLICY, meta_policy
from generator.exports.twins import twin_path
from generator.exports.words import headline
from generator.model import Article, Issue, Record, Topic
from generator.values import Value


class Alternate(Value):
    """The same, or what follows it, in another form: `<link rel=alternate>`."""

    type: str
    title: str
    href: str


class Head(Value):
    """The head of one page. All texts are literal: whoever writes them escapes them.

    `properties` are `<meta property content>` (Open Graph), `names` `<meta name content>`, both in
    order. `robots` is None where robots need no word. `json_ld` is safe between script tags as it
    stands. `content_security_policy` is the form for a meta tag, which must stand before any script.
    """

    title: str
    description: str
    canonical: str
    properties: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    alternates: tuple[Alternate, ...]
    license: str | None
    cite_as: str | None
    robots: str | None
    referrer: str
    content_security_policy: str
    json_ld: str


def head(publication: Publication, document: Document) -> Head:
    """The head of a published page."""
    record = publication.graph.library.records.get(document.record_id or "")
    shown = headline(publication.graph, document) if document.path else publication.name
    canonical = publication.address(document.path)
    return Head(
        title=f"{shown} | {publication.name}" if document.path else shown,
        description=document.description,
        canonical=canonical,
        properties=tuple(_properties(publication, document, record)),
        # The other card tags fall back on Open Graph's.
        names=(("twitter:card", "summary_large_image"),),
        alternates=tuple(_alternates(publication, document, record)),
        license=publication.licence,
        cite_as=canonical,
        robots=None,
        referrer=REFERRER_POLICY,
        content_security_policy=_policy(publication),
        json_ld=jsonld.text(publication, document),
    )


def head_of_missing(publication: Publication) -> Head:
    """The head of the page for addresses that hold nothing: no robot is to keep it."""
    return Head(
        title=f"Page not found | {publication.name}",
        description="There is nothing at this address.",
        canonical="",
        properties=(),
        names=(),
        alternates=(),
        license=None,
        cite_as=None,
        robots="noindex",
        referrer=REFERRER_POLICY,
        content_security_policy=_policy(publication),
        json_ld="",
    )


# The same on every page.
_meta_policy = lru_cache(meta_policy)


def _policy(publication: Publication) -> str:
    return _meta_policy(publication.script_hashes, trusted_types=publication.trusted_types)


def _properties(
    publication: Publication, document: Document, record: Record | None
) -> Iterator[tuple[str, str]]:
    is_article = isinstance(record, (Article, Issue, Topic))
    shown = headline(publication.graph, document) if document.path else publication.name
    picture = card(publication, document)
    yield "og:type", "article" if is_article else "website"
    yield "og:site_name", publication.name
    yield "og:locale", publication.locale
    yield "og:title", shown
    yield "og:description", document.description
    yield "og:url", publication.address(document.path)
    yield "og:image", picture.url
    yield "og:image:type", "image/png"
    yield "og:image:width", str(picture.width)
    yield "og:image:height", str(picture.height)
    yield "og:image:alt", picture.alt
    if is_article:
        assert record is not None
        yield from _article(publication, record)


def _article(publication: Publication, record: Record) -> Iterator[tuple[str, str]]:
    published, modified = publication.published(record.id), publication.modified(record.id)
    if published:
        yield "article:published_time", published.isoformat()
    if modified:
        yield "article:modified_time", modified.isoformat()
    section = publication.title(record.folder)
    if section is not None:
        yield "article:section", section
    for title in _tags(publication, record):
        yield "article:tag", title


def _tags(publication: Publication, record: Record) -> Iterator[str]:
    if isinstance(record, Topic):
        yield record.title
    elif isinstance(record, (Article, Issue)):
        yield from (publication.graph.topics[id].title for id in record.topics)


def _alternates(
    publication: Publication, document: Document, record: Record | None
) -> Iterator[Alternate]:
    """The page's own forms first: where a program takes one feed, it takes the first."""
    if isinstance(record, Topic):
        title = f"{publication.name}: {record.title}"
        for name, media_type, _ in FORMS:
            href = publication.file_address(f"{document.path}/{name}")
            yield Alternate(media_type, title, href)
    for name, media_type, _ in FORMS:
        yield Alternate(media_type, publication.name, publication.file_address(name))
    if publication.with_twins:
        yield Alternate(
            "text/markdown", "This page as Markdown", publication.file_address(twin_path(document))
        )
