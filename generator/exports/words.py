"""Prose as plain words, for exports that know no links and no citations."""

from __future__ import annotations

from collections.abc import Iterator

from generator import prose
from generator.document import Document, Inline, Inlines, Listed, RecordLink, Text, text_of
from generator.graph import Graph
from generator.model import Issue, Source, Topic
from generator.views.addresses import title_of


def headline(graph: Graph, document: Document | Listed) -> str:
    """What a page is called where it stands alone.

    An explainer and an issue by their question; a source so that our page of it is not taken for
    the text itself, or for our summary of it.
    """
    record = graph.library.records.get(document.record_id or "")
    match record:
        case Issue() | Topic():
            return record.question
        case Source():
            return f"Source: {record.title} ({record.publisher})"
    return document.title


def plain(graph: Graph, text: str) -> str:
    """A prose field in one run, with each link in the words that a reader sees."""
    return " ".join(paragraphs(graph, text))


def paragraphs(graph: Graph, text: str) -> Iterator[str]:
    """The paragraphs of a prose field as plain words, empty ones left out."""
    for inlines in prose.parse_prose(text):
        words = text_of(_named(graph, inlines))
        if words:
            yield _without_gaps(words)


def _named(graph: Graph, inlines: Inlines) -> Inlines:
    return tuple(_name(graph, inline) for inline in inlines)


def _name(graph: Graph, inline: Inline) -> Inline:
    if isinstance(inline, RecordLink):
        return Text(inline.words or title_of(graph, inline.record_id))
    return inline


def _without_gaps(words: str) -> str:
    """Where a citation stood before a full stop, no space is left."""
    for mark in (".", ",", ";", ":"):
        words = words.replace(f" {mark}", mark)
    return words


def shortened(text: str, length: int) -> str:
    """A text cut at a word, with a mark that it was cut."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
