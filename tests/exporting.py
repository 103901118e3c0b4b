"""A publication made of a project on disk, and the pages of it that tests ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.exports import Publication, files_of_all, topic_feeds
from generator.exports.jsonld import text
from generator.exports.publication import policies_of
from generator.history import History
from generator.site import read_site
from generator.values import replace

from conftest import GOLDEN, ROOT

SCHEMAS = ROOT / "tests" / "exports"
PUBLISHED, CHANGED = date(2031, 5, 4), date(2031, 5, 9)
TOPIC, ARTICLE = "content/topics/harbour-bridge.md", "content/articles/harbour-vote.yml"
ISSUE = "content/issues/who-pays.yml"
# Noon on 10 May 2031, the newest commit.
COMMITTED_AT = 1936180800
HISTORY = History(
    dict.fromkeys((TOPIC, ARTICLE, ISSUE, "content/actors/people.yml"), CHANGED),
    COMMITTED_AT,
    dict.fromkeys((TOPIC, ARTICLE, ISSUE, "content/actors/people.yml"), PUBLISHED),
)


def files_of(publication: Publication) -> dict[str, bytes]:
    """Path below the site -> bytes, for every export that is a file of its own."""
    topics = publication.graph.topics.values()
    of_topics = (feed for topic in topics for feed in topic_feeds(publication, topic))
    return dict(files_of_all(publication)) | dict(of_topics)


@cache
def site_of(project: Path) -> Any:
    """The site of a project, read once."""
    site = read_site(project)
    assert site.is_publishable, site.diagnostics
    return site


def publication_of(project: Path = GOLDEN, **changes: Any) -> Publication:
    """The project as a publication at example.org; the golden one has a history of its own."""
    site = site_of(project)
    made = Publication(
        site.graph,
        HISTORY if project == GOLDEN else site.history,
        site.documents,
        "The Desk",
        "Background to the news of Port Ansel.",
        "https://example.org/",
        policies_of(site.graph),
    )
    return replace(made, **changes)


def json_ld(publication: Publication, path: str) -> list[dict[str, Any]]:
    """The nodes of a page's JSON-LD, read back from its text."""
    document = publication.document_by_path[path]
    nodes: list[dict[str, Any]] = json.loads(text(publication, document))["@graph"]
    return nodes


def node_of(publication: Publication, path: str, kind: str) -> dict[str, Any]:
    """The only node of a type on a page."""
    (found,) = (n for n in json_ld(publication, path) if kind in types_of(n))
    return found


def types_of(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type", [])
    return [kinds] if isinstance(kinds, str) else kinds


def every_node(value: Any) -> Iterator[dict[str, Any]]:
    """Each object in JSON-LD, however deep."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from every_node(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every_node(inner)
