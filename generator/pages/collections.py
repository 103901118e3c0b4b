"""The lists of all records of a kind: grouped, and cut into pages where they are long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from generator.components.head import Contents
from generator.components.lists import Entry, Terms
from generator.components.lists import Term as TermEntry
from generator.components.timeline import Period, Timeline
from generator.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Inlines,
    PageLink,
    Paragraph,
    Text,
    slug,
)
from generator.graph import Graph
from generator.history import History
from generator.model import Article, Event, Source, Term
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.finish import finish, pager
from generator.views.addresses import glossary_page, term_anchor, timeline_page
from generator.views.collections import COLLECTIONS, Group, Leaf, grouped, initial, paged
from generator.views.topic import in_time_order, newest_first

Kept = TypeVar("Kept")
ARTICLES_PAGE_SIZE = 100


def bundles(graph: Graph, history: History) -> Bundles:
    del history
    yield "topics", partial(_topics, graph)
    yield "articles", partial(_articles, graph)
    yield "issues", partial(_issues, graph)
    yield "actors", partial(_actors, graph)
    yield "places", partial(_places, graph)
    yield "sources", partial(_sources, graph)
    # Each page by itself: whoever leads to one of them does not rest on what stands on the others.
    for path in _events_by_page(graph):
        yield path, partial(_timeline, graph, path)
    for path in _terms_by_page(graph):
        yield path, partial(_glossary, graph, path)


def _topics(graph: Graph) -> Iterator[Document]:
    leaves = paged(grouped(graph.topics.values(), lambda _: ""), "topics")
    about = "Questions behind the news, answered."
    yield from _leaves(
        graph,
        about,
        leaves,
        lambda topics: parts.entries(map(parts.topic_entry, topics)),
    )


def _issues(graph: Graph) -> Iterator[Document]:
    leaves = paged(grouped(graph.issues.values(), lambda _: ""), "issues")
    about = "What the sides disagree about."
    yield from _leaves(
        graph, about, leaves, lambda issues: parts.entries(map(parts.issue_entry, issues))
    )


def _articles(graph: Graph) -> Iterator[Document]:
    def year(article: Article) -> str:
        date = graph.article_date(article)
        return str(date.year) if date else "Date not given"

    groups = grouped(newest_first(graph, graph.articles.values()), year)
    leaves = paged(groups, "articles", ARTICLES_PAGE_SIZE)
    about = "News articles, summarised and explained."
    yield from _leaves(
        graph,
        about,
        leaves,
        lambda found: parts.entries(parts.article_entry(graph, article) for article in found),
    )


def _actors(graph: Graph) -> Iterator[Document]:
    labels = {
        "person": "People",
        "organisation": "Organisations",
        "state": "States",
        "people": "Peoples",
    }
    order = list(labels)
    actors = sorted(graph.actors.values(), key=lambda a: (order.index(a.type), a.name.casefold()))
    leaves = paged(grouped(actors, lambda a: labels[a.type]), "actors")
    about = "People, organisations and states in the explainers."
    yield from _leaves(graph, about, leaves, parts.people)


def _places(graph: Graph) -> Iterator[Document]:
    places = sorted(graph.places.values(), key=lambda place: place.name.casefold())
    leaves = paged(grouped(places, lambda place: initial(place.name)), "places")
    yield from _leaves(
        graph, "Places in the explainers.", leaves,
        lambda found: parts.bullets(map(parts.place_entry, found)),
    )  # fmt: skip


def _sources(graph: Graph) -> Iterator[Document]:
    sources = sorted(
        graph.sources.values(), key=lambda s: (s.publisher.casefold(), s.title.casefold())
    )
    leaves = paged(grouped(sources, lambda source: source.publisher), "sources")
    about = "Everything this site rests on, by publisher."
    yield from _leaves(
        graph,
        about,
        leaves,
        lambda found: parts.entries((_source(s) for s in found), "source"),
    )


def _events_by_page(graph: Graph) -> Mapping[str, Sequence[Event]]:
    """One page while there are few; an index and a page a year or month where there are many."""

    def cut() -> dict[str, list[Event]]:
        pages: dict[str, list[Event]] = {"timeline": []}
        for event in in_time_order(graph.events.values()):
            pages.setdefault(timeline_page(graph, event), []).append(event)
        return pages

    return graph.once(("pages of the timeline",), cut)


def _timeline(graph: Graph, path: str) -> Iterator[Document]:
    title, about = COLLECTIONS["timeline"], "Every dated fact on this site, oldest first."
    pages = _events_by_page(graph)
    events = pages[path]
    blocks = _head(title, about)
    if path == "timeline" and len(pages) > 1:
        blocks += _index(pages, "dated fact")
    blocks.append(Contents())
    for group in grouped(events, lambda event: str(event.date.year)):
        blocks += _group(group, _events)
    if not events and len(pages) == 1:
        blocks.append(Paragraph(parts.words("Nothing yet.")))
    period = path.partition("/")[2]
    shown = f"{title}: {period}" if period else title
    yield from finish(graph, path, shown, about, blocks, cut=False)


def _index(pages: Mapping[str, Sequence[Kept]], one: str) -> Blocks:
    """Links to the pages of a collection that is cut by date or letter, with their counts."""
    return parts.bullets(
        (PageLink(path, None, parts.words(path.partition("/")[2].upper())),
         Text(f": {parts.count(len(entries), one)}"))
        for path, entries in pages.items() if "/" in path
    )  # fmt: skip


def _events(events: Sequence[Event]) -> Blocks:
    return (Timeline((Period("", None, tuple(map(parts.moment, events))),)),)


def _source(source: Source) -> Entry:
    """A source below its publisher's name: its title, author and date."""
    line = parts.joined([
        parts.words(source.author) if source.author else (),
        (parts.when(source.date),) if source.date else parts.words("date not given"),
        parts.words(source.kind) if source.kind else (),
    ])  # fmt: skip
    return Entry(parts.link(source.id, source.title), line)


def _terms_by_page(graph: Graph) -> Mapping[str, Sequence[Term]]:
    """One page while there are few; an index and a page a letter where there are many."""

    def cut() -> dict[str, list[Term]]:
        pages: dict[str, list[Term]] = {"glossary": []}
        for term in sorted(graph.terms.values(), key=lambda term: term.term.casefold()):
            pages.setdefault(glossary_page(graph, term), []).append(term)
        return pages

    return graph.once(("pages of the glossary",), cut)


def _glossary(graph: Graph, path: str) -> Iterator[Document]:
    title, about = COLLECTIONS["glossary"], "What the words mean, and who rejects them."
    pages = _terms_by_page(graph)
    blocks = _head(title, about)
    if path == "glossary" and len(pages) > 1:
        blocks += _index(pages, "term")
    if pages[path]:
        blocks.append(Terms(tuple(map(_term, pages[path]))))
    yield from finish(graph, path, title, about, blocks, cut=False)


def _term(term: Term) -> TermEntry:
    remarks: list[Inlines] = []
    if term.aliases:
        remarks.append(parts.words(f"Also: {', '.join(term.aliases)}."))
    if term.contested:
        remarks.append(parts.words("The word is contested."))
    if term.see_also:
        remarks.append((Text("See also "), *parts.links(term.see_also), Text(".")))
    if term.topics:
        remarks.append((Text("Used in "), *parts.links(term.topics), Text(".")))
    definition = parts.with_citations(term.definition, term.sources)
    name = parts.words(term.term)
    return TermEntry(term_anchor(term.id), name, definition, parts.joined(remarks, " "))


def _group(group: Group[Kept], shown: Callable[[Sequence[Kept]], Blocks]) -> Blocks:
    """A heading and the entries below it; a group without a label is the whole collection."""
    entries = shown(group.entries)
    if not group.label:
        return entries
    return (Heading(2, parts.words(group.label), f"group-{slug(group.label)}"), *entries)


def _head(title: str, about: str) -> list[Block]:
    return [Heading(1, parts.words(title), "top"), Paragraph(parts.words(about), role="standfirst")]


def _leaves(
    graph: Graph,
    about: str,
    leaves: tuple[Leaf[Kept], ...],
    shown: Callable[[Sequence[Kept]], Blocks],
) -> Iterator[Document]:
    """The pages of one collection, each with its groups and the way to the other pages."""
    title = COLLECTIONS[leaves[0].path]
    for leaf in leaves:
        blocks = _head(title, about)
        if len(leaves) > 1:
            blocks.append(Paragraph(pager(leaves, leaf), role="pager"))
        for group in leaf.groups:
            blocks += _group(group, shown)
        if not leaf.groups:
            blocks.append(Paragraph(parts.words("Nothing yet.")))
        numbered = title if leaf.number == 1 else f"{title}, page {leaf.number}"
        yield from finish(graph, leaf.path, numbered, about, blocks, cut=False)
