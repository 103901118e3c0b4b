"""JSON Feed 1.1: the same entries as the Atom feeds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.exports.days import timestamp
from generator.exports.entries import Entry
from generator.exports.publication import Publication


def feed(
    publication: Publication, path: str, title: str, page: str, entries: Sequence[Entry],
    first_path: str = "",
) -> bytes:  # fmt: skip
    """The feed that lies at `path` and belongs to the page with the path `page`.

    `feed_url` is the present address. A feed in this form has no other id, so `first_path` goes unsaid.
    """
    del first_path
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": publication.address(page),
        "feed_url": publication.file_address(path),
        "description": publication.description,
        "language": publication.language,
        "authors": [{"name": publication.name, "url": publication.url}],
        "items": [_item(entry) for entry in entries],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_modified": timestamp(entry.updated),
    }
    if entry.published:
        item["date_published"] = timestamp(entry.published)
    if entry.about_url:
        item["external_url"] = entry.about_url
    if entry.tags:
        item["tags"] = list(entry.tags)
    return item
