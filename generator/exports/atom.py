"""Atom feeds (RFC 4287).

An entry's `updated` moves with its content only; see days.py. A feed's is that of its newest entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.exports.days import timestamp
from generator.exports.entries import Entry
from generator.exports.publication import Publication
from generator.exports.xml import Element, child, written

_NO_DAY = date(1970, 1, 1)


def feed(
    publication: Publication, path: str, title: str, page: str, entries: Sequence[Entry],
    first_path: str = "",
) -> bytes:  # fmt: skip
    """The feed that lies at `path` and belongs to the page with the path `page`.

    `first_path` is where it lay before it was renamed: a feed's id is for ever.
    """
    root = Element(
        "feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": publication.language}
    )
    own = publication.file_address(path)
    child(root, "id", publication.file_address(first_path or path))
    child(root, "title", title)
    child(root, "subtitle", publication.description)
    child(root, "updated", timestamp(_newest(publication, entries)))
    child(root, "link", rel="self", type="application/atom+xml", href=own)
    child(root, "link", rel="alternate", type="text/html", href=publication.address(page))
    if publication.licence:
        child(root, "link", rel="license", href=publication.licence)
    if publication.rights:
        child(root, "rights", publication.rights)
    author = child(root, "author")
    child(author, "name", publication.name)
    child(author, "uri", publication.url)
    for entry in entries:
        _entry(root, entry)
    return written(root)


def _entry(root: Element, entry: Entry) -> None:
    element = child(root, "entry")
    child(element, "id", entry.id)
    child(element, "title", entry.title)
    child(element, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.about_url:
        child(element, "link", rel="related", href=entry.about_url)
    if entry.published:
        child(element, "published", timestamp(entry.published))
    child(element, "updated", timestamp(entry.updated))
    for tag in entry.tags:
        child(element, "category", term=tag)
    child(element, "summary", entry.summary)
    child(element, "content", entry.html, type="html")


def _newest(publication: Publication, entries: Sequence[Entry]) -> date:
    """A feed without entries has the day of the newest commit, and without git none: 1970."""
    if entries:
        return max(entry.updated for entry in entries)
    return publication.history.committed_on or _NO_DAY
