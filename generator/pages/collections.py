"""The lists of all records of a kind: grouped, and cut into pages where they are long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from generator.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Inlines,
    Item,
    List,
    PageLink,
    Paragraph,
    Strong,
    Text,
    slug,
)
from generator.graph import Graph
from generator.history import History
from generator.model import Article, Event, Term
from generator.pages import parts
from generator.pages.finish import finish, pager
from generator.views.addresses import TIMELINE_PAGE_LIMIT, event_anchor, glossary_page, term_anchor
from generator.views.collections import Group, Leaf, grouped, initial, paged
from generator.views.topic import in_time_order, newest_first

Entry = TypeVar("Entry")
ARTICLES_PAGE_SIZE = 100


def documents(graph: Graph, history: History) -> Iterator[Document]:
    del history
    yield from _topics(graph)
    yield from _articles(graph)
    yield from _issues(graph)
    yield from _actors(graph)
    yield from _places(graph)
    yield from _sources(graph)
    yield from _timeline(graph)
    yield from _glossary(graph)


def _topics(graph: Graph) -> Iterator[Document]:
    entries = parts.bullets(map(parts.topic_entry, graph.topics.values()))
    yield from _single(
        graph, "topics", "Explainers", "Questions behind the news, answered.", entries
    )


def _issues(graph: Graph) -> Iterator[Document]:
    entries = parts.bullets(
        (Strong(parts.link(issue.id, issue.question)), Text(" "),
         *(parts.without_citations(parts.prose_inlines(issue.summary)) if issue.summary else ()))
        for issue in graph.issues.values()
    )  # fmt: skip
    yield from _single(graph, "issues", "Issues", "What the sides disagree about.", entries)


def _articles(graph: Graph) -> Iterator[Document]:
    def year(article: Article) -> str:
        date = graph.article_date(article)
        return str(date.year) if date else "Date not given"

    groups = grouped(newest_first(graph, graph.articles.values()), year)
    leaves = paged(groups, "articles", ARTICLES_PAGE_SIZE)
    about = "News articles, summarised and explained."
    yield from _leaves(
        graph,
        "In the news",
        about,
        leaves,
        lambda a: Item((Paragraph(parts.article_entry(graph, a)),)),
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
    yield from _leaves(
        graph, "Who’s who", about, leaves, lambda a: Item((Paragraph(parts.actor_entry(a)),))
    )


def _places(graph: Graph) -> Iterator[Document]:
    places = sorted(graph.places.values(), key=lambda place: place.name.casefold())
    leaves = paged(grouped(places, lambda place: initial(place.name)), "places")
    yield from _leaves(
        graph, "Places", "Places in the explainers.", leaves,
        lambda place: Item((Paragraph(parts.place_entry(place)),)),
    )  # fmt: skip


def _sources(graph: Graph) -> Iterator[Document]:
    sources = sorted(
        graph.sources.values(), key=lambda s: (s.publisher.casefold(), s.title.casefold())
    )
    leaves = paged(grouped(sources, lambda source: source.publisher), "sources")
    about = "Everything this site rests on, by publisher."
    yield from _leaves(
        graph, "Sources", about, leaves, lambda s: Item((Paragraph(parts.source_words(s)),))
    )


def _timeline(graph: Graph) -> Iterator[Document]:
    """One page while it is short; a page a year, and an index, when it is long."""
    events = in_time_order(graph.events.values())
    about = "Every dated fact on this site, oldest first."
    if len(events) <= TIMELINE_PAGE_LIMIT:
        groups = grouped(events, lambda event: str(event.date.year))
        yield from _leaves(graph, "Timeline", about, (Leaf("timeline", 1, groups),), _event)
        return
    years = grouped(in_time_order(events), lambda event: str(event.date.year))
    years = tuple(Group(label, entries) for label, entries in _merged(years).items())
    index = parts.bullets(
        (PageLink(f"timeline/{year.label}", None, parts.words(year.label)),
         Text(f": {parts.count(len(year.entries), 'dated fact')}"))
        for year in years
    )  # fmt: skip
    yield from _single(graph, "timeline", "Timeline", about, index)
    for year in years:
        leaf = Leaf(f"timeline/{year.label}", 1, (year,))
        yield from _leaves(graph, f"Timeline: {year.label}", about, (leaf,), _event)


def _merged(groups: Iterable[Group[Event]]) -> dict[str, tuple[Event, ...]]:
    merged: dict[str, tuple[Event, ...]] = {}
    for group in groups:
        merged[group.label] = merged.get(group.label, ()) + group.entries
    return merged


def _event(event: Event) -> Item:
    return parts.event_item(event, event_anchor(event.id))


def _glossary(graph: Graph) -> Iterator[Document]:
    """One page while it is short; a page a letter, and an index, when it is long."""
    title, about = "Glossary", "What the words mean, and who rejects them."
    pages: dict[str, list[Term]] = {"glossary": []}
    for term in sorted(graph.terms.values(), key=lambda term: term.term.casefold()):
        pages.setdefault(glossary_page(graph, term), []).append(term)
    for path, terms in pages.items():
        blocks = _head(title, about)
        if path == "glossary" and len(pages) > 1:
            blocks += parts.bullets(
                (PageLink(other, None, parts.words(other.rpartition("/")[2].upper())),
                 Text(f": {parts.count(len(found), 'term')}"))
                for other, found in pages.items() if other != path
            )  # fmt: skip
        for term in terms:
            blocks += _term(term)
        yield from finish(graph, path, title, about, blocks)


def _term(term: Term) -> Blocks:
    remarks: list[Inlines] = []
    if term.aliases:
        remarks.append(parts.words(f"Also: {', '.join(term.aliases)}."))
    if term.contested:
        remarks.append(parts.words("The word is contested."))
    if term.see_also:
        remarks.append((Text("See also "), *parts.links(term.see_also), Text(".")))
    if term.topics:
        remarks.append((Text("Used in "), *parts.links(term.topics), Text(".")))
    return (
        Heading(2, parts.words(term.term), term_anchor(term.id)),
        Paragraph(parts.with_citations(term.definition, term.sources)),
        *((Paragraph(parts.joined(remarks, " "), role="remark"),) if remarks else ()),
    )


def _head(title: str, about: str) -> list[Block]:
    return [Heading(1, parts.words(title), "top"), Paragraph(parts.words(about), role="standfirst")]


def _single(graph: Graph, path: str, title: str, about: str, entries: Blocks) -> Iterator[Document]:
    blocks = [*_head(title, about), *(entries or (Paragraph(parts.words("Nothing yet.")),))]
    yield from finish(graph, path, title, about, blocks, with_sources=False)


def _leaves(
    graph: Graph,
    title: str,
    about: str,
    leaves: tuple[Leaf[Entry], ...],
    item: Callable[[Entry], Item],
) -> Iterator[Document]:
    """The pages of one collection, each with its groups and the way to the other pages."""
    for leaf in leaves:
        blocks = _head(title, about)
        if len(leaves) > 1:
            blocks.append(Paragraph(pager(leaves, leaf), role="pager"))
        for group in leaf.groups:
            blocks.append(Heading(2, parts.words(group.label), f"group-{slug(group.label)}"))
            blocks.append(List(tuple(item(entry) for entry in group.entries)))
        if not leaf.groups:
            blocks.append(Paragraph(parts.words("Nothing yet.")))
        numbered = title if leaf.number == 1 else f"{title}, page {leaf.number}"
        yield from finish(graph, leaf.path, numbered, about, blocks)
