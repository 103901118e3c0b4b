"""A source: what it is, whose text it holds, and everything on the site that rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Inlines,
    Link,
    Text,
    quoted_words,
)
from generator.graph import Graph
from generator.history import History
from generator.languages import language_name
from generator.model import Source
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.finish import finish
from generator.views.addresses import page_of
from generator.views.attribution import attribution
from generator.views.provenance import Provenance, Resting, provenance, resting_on


def bundles(graph: Graph, history: History) -> Bundles:
    del history
    for source in graph.sources.values():
        yield page_of(source), partial(_document, graph, source)


def _document(graph: Graph, source: Source) -> Iterator[Document]:
    found = provenance(graph, source.id)
    blocks: list[Block] = [
        parts.kicker("Source"),
        Heading(1, parts.words(source.title), "top"),
        *parts.facts(_facts(source)),
        *(parts.prose_blocks(source.note) if source.note else ()),
        *parts.section("Whose text it is", "origin", _origin(found)),
        *parts.section("What rests on it", "resting", _resting(graph, resting_on(graph, source.id))),
    ]  # fmt: skip
    date = source.date.words if source.date else "date not given"
    description = f"{source.publisher}, {date}. What this site takes from it."
    yield from finish(
        graph, page_of(source), source.title, description, blocks,
        record_id=source.id, with_sources=False,
    )  # fmt: skip


def _facts(source: Source) -> Iterator[tuple[str, Inlines]]:
    yield "Publisher", parts.words(source.publisher)
    yield "Author", parts.words(source.author) if source.author else ()
    yield "Published", parts.words(source.date.words if source.date else "date not given")
    yield "Kind", parts.words(parts.capitalised(source.kind)) if source.kind else ()
    yield "Language", parts.words(language_name(source.language)) if source.language else ()
    yield "Address", (Link(source.url, parts.words(source.url)),) if source.url else ()
    yield (
        "Archived",
        (Link(source.archived, parts.words(source.archived)),) if source.archived else (),
    )
    seen = source.seen or ""
    if source.accessed:
        seen = f"{seen} ({source.accessed.words})" if seen else source.accessed.words
    yield "What we saw of it", parts.words(seen) if seen else ()


def _origin(found: Provenance) -> Blocks:
    told: list[Inlines] = []
    if found.originals:
        named = parts.joined((parts.source_words(s) for s in found.originals), " And that: ")
        told.append((Text("It republishes "), *named))
    if found.draws_on:
        told.append((Text("It draws on "), *parts.links(r.id for r in found.draws_on), Text(".")))
    for copy in found.copies:
        told.append((Text("Republished as "), *parts.source_words(copy)))
    for user in found.users:
        told.append((Text("Drawn on by "), *parts.source_words(user)))
    return parts.bullets(told)


def _resting(graph: Graph, found: Resting) -> Blocks:
    blocks: list[Block] = []
    blocks += _kind("Explainers", "topics", [parts.link(id) for id in found.topic_ids])
    blocks += _kind("Articles", "articles", [parts.link(a.id) for a in found.articles])
    blocks += _kind("Issues", "issues", [parts.link(issue.id) for issue in found.issues])
    blocks += _kind(
        "Statements", "statements", [_statement(graph, k) for k in found.statement_keys]
    )
    blocks += _kind("Dated facts", "events", [
        (*parts.link(e.id), Text(": "), *parts.without_citations(parts.prose_inlines(e.text)))
        for e in found.events
    ])  # fmt: skip
    blocks += _kind(
        "People, places and terms", "records", [parts.link(id) for id in found.other_ids]
    )
    if not blocks:
        return parts.bullets([parts.words("Nothing on this site rests on it yet.")])
    return tuple(blocks)


def _kind(title: str, anchor: str, entries: list[Inlines]) -> Blocks:
    return parts.section(title, anchor, parts.bullets(entries), level=3)


def _statement(graph: Graph, key: str) -> Inlines:
    placed = graph.statements[key]
    statement = placed.statement
    speaker = attribution(graph, placed).speaker
    said = statement.quote or parts.plain_words(graph, statement.text, statement.position)
    quoted = f"“{quoted_words(said)}”" if statement.quote else said
    return (*parts.link(key, speaker), Text(f": {quoted}"))
