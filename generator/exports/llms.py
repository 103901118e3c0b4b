"""llms.txt: the site in a few links, for language models that read it on somebody's behalf."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.document import Document, Listed
from generator.exports.publication import Publication
from generator.exports.twins import twin_path
from generator.exports.words import headline
from generator.views.addresses import page_of
from generator.views.topic import newest_first

ARTICLES_LENGTH = 50


def llms(publication: Publication) -> bytes:
    """Explainers first, then issues, articles, collections and standing pages; one line each."""
    graph = publication.graph
    articles = newest_first(graph, graph.articles.values())[:ARTICLES_LENGTH]
    lines = [f"# {_inline(publication.name)}", "", f"> {_inline(publication.description)}", ""]
    if publication.with_twins:
        lines += [
            "Each page has a Markdown twin beside it, at its own address with .md in place of the last slash.",
            "",
        ]
    for title, paths in (
        ("Explainers", [page_of(topic) for topic in graph.topics.values()]),
        ("Issues", [page_of(issue) for issue in graph.issues.values()]),
        ("In the news", [page_of(article) for article in articles]),
        ("About this site", [page_of(page) for page in graph.pages.values()]),
        ("Optional", ["timeline", "glossary", "actors", "places", "sources"]),
    ):
        lines += _section(publication, title, paths)
    return "\n".join(lines).encode()


def _section(publication: Publication, title: str, paths: Iterable[str]) -> Iterator[str]:
    pages = [publication.page(path) for path in paths]
    if not any(pages):
        return
    yield f"## {title}"
    yield ""
    for page in pages:
        if page is not None:
            title = _inline(headline(publication.graph, page))
            yield f"- [{title}]({_address(publication, page)}): {_inline(page.description)}"
    yield ""


def _address(publication: Publication, page: Document | Listed) -> str:
    if publication.with_twins:
        return publication.file_address(twin_path(page))
    return publication.address(page.path)


def _inline(text: str) -> str:
    """Literal text for one line of Markdown."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", " ".join(text.split()))
