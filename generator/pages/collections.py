"""The lists of all records of a kind: grouped, and cut into pages where they are long."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from generator.components.head import Contents
from generator.components.lists import Entry, Terms
from generator.components.lists import Term as TermEntry
from generator.components.timeline import Period, Timeline
from generator.dates import DateError, PartialDate
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
from generator.model import Actor, Article, Event, Place, Source, Term
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.finish import finish, names_of, pager
from generator.values import Value
from generator.views.addresses import glossary_page, term_anchor, timeline_page
from generator.views.collections import (
    COLLECTIONS,
    PAGE_SIZE,
    Group,
    Leaf,
    grouped,
    initial,
    leaf_paths,
    paged,
)
from generator.views.topic import in_time_order, newest_first


class _List(Value):
    """How all records of a kind are listed: what stands above them, in which groups, each shown how."""

    about: str
    groups: Callable[[Graph], Iterable[Group[Any]]]
    shown: Callable[[Graph, Sequence[Any]], Blocks]
    page_size: int = PAGE_SIZE


def bundles(graph: Graph, history: History) -> Bundles:
    del history
    # Each page by itself: whoever leads to one of them does not rest on what stands on the others.
    for path in _LISTS:
        yield from _list(graph, path)
    events = graph.reads.worked_out("dates of the timeline", lambda: _events_by_page(graph))
    for page in events:
        yield page, partial(_timeline, graph, events, page)
    terms = graph.reads.worked_out("letters of the glossary", lambda: _terms_by_page(graph))
    for page in terms:
        yield page, partial(_glossary, graph, terms, page)


# --- lists ---------------------------------------------------------------------------------------


def _articles(graph: Graph) -> Iterable[Group[Article]]:
    def year(article: Article) -> str:
        date = graph.article_date(article)
        return str(date.year) if date else "Date not given"

    return grouped(newest_first(graph, graph.articles.values()), year)


def _actors(graph: Graph) -> Iterable[Group[Actor]]:
    labels = {
        "person": "People",
        "organisation": "Organisations",
        "state": "States",
        "people": "Peoples",
    }
    order = list(labels)
    actors = sorted(graph.actors.values(), key=lambda a: (order.index(a.type), a.name.casefold()))
    return grouped(actors, lambda actor: labels[actor.type])


def _places(graph: Graph) -> Iterable[Group[Place]]:
    places = sorted(graph.places.values(), key=lambda place: place.name.casefold())
    return grouped(places, lambda place: initial(place.name))


def _sources(graph: Graph) -> Iterable[Group[Source]]:
    sources = sorted(
        graph.sources.values(), key=lambda s: (s.publisher.casefold(), s.title.casefold())
    )
    return grouped(sources, lambda source: source.publisher)


def _source(source: Source) -> Entry:
    """A source below its publisher's name: its title, author and date."""
    line = parts.joined([
        parts.words(source.author) if source.author else (),
        (parts.when(source.date),) if source.date else parts.words("date not given"),
        parts.words(source.kind) if source.kind else (),
    ])  # fmt: skip
    return Entry(parts.link(source.id, source.title), line)


# By the path of each, which is also the name of its records.
_LISTS: Mapping[str, _List] = {
    "topics": _List(
        "Questions behind the news, answered.",
        lambda graph: grouped(graph.topics.values(), lambda _: ""),
        lambda _, topics: parts.entries(map(parts.topic_entry, topics)),
    ),
    "articles": _List(
        "News articles, summarised and explained.",
        _articles,
        lambda graph, found: parts.entries(parts.article_entry(graph, one) for one in found),
        page_size=100,
    ),
    "issues": _List(
        "What the sides disagree about.",
        lambda graph: grouped(graph.issues.values(), lambda _: ""),
        lambda _, issues: parts.entries(map(parts.issue_entry, issues)),
    ),
    "actors": _List(
        "People, organisations and states in the explainers.",
        _actors,
        lambda _, actors: parts.people(actors),
    ),
    "places": _List(
        "Places in the explainers.",
        _places,
        lambda _, places: parts.bullets(map(parts.place_entry, places)),
    ),
    "sources": _List(
        "Everything this site rests on, by publisher.",
        _sources,
        lambda _, sources: parts.entries(map(_source, sources), "source"),
    ),
}


def _list(graph: Graph, path: str) -> Bundles:
    """The pages of one list, each of which rests on the records that it shows, and on no others."""
    listed = _LISTS[path]

    def cut() -> dict[str, Leaf[str]]:
        groups = (
            Group(group.label, tuple(record.id for record in group.entries))
            for group in listed.groups(graph)
        )
        return {leaf.path: leaf for leaf in paged(groups, path, listed.page_size)}

    leaves = graph.reads.worked_out(f"pages of {path}", cut)
    names = graph.reads.worked_out(f"pager of {path}", lambda: names_of(leaves.values()))
    for page in leaf_paths(path, len(getattr(graph, path)), listed.page_size):
        yield page, partial(_leaf, graph, path, leaves, names, page)


def _leaf(
    graph: Graph,
    path: str,
    leaves: Mapping[str, Leaf[str]],
    names: Mapping[str, str],
    page: str,
) -> Iterator[Document]:
    """One page of a list, with its groups and the way to the other pages."""
    listed, title, leaf = _LISTS[path], COLLECTIONS[path], leaves[page]
    records = getattr(graph, path)
    blocks = _head(title, listed.about)
    if len(names) > 1:
        blocks.append(Paragraph(pager(names, page), role="pager"))
    for group in leaf.groups:
        shown = listed.shown(graph, [records[id] for id in group.entries])
        blocks += _below(group.label, shown)
    if not leaf.groups:
        blocks.append(Paragraph(parts.words("Nothing yet.")))
    numbered = title if leaf.number == 1 else f"{title}, page {leaf.number}"
    yield from finish(graph, page, numbered, listed.about, blocks, cut=False)


# --- timeline and glossary -----------------------------------------------------------------------


def _events_by_page(graph: Graph) -> Mapping[str, Sequence[str]]:
    """One page while there are few; an index and a page a year or month where there are many."""
    pages: dict[str, list[str]] = {"timeline": []}
    for event in in_time_order(graph.events.values()):
        pages.setdefault(timeline_page(graph, event), []).append(event.id)
    return pages


def _timeline(graph: Graph, pages: Mapping[str, Sequence[str]], path: str) -> Iterator[Document]:
    events = [graph.events[id] for id in pages[path]]
    period = _period(path)
    title, about = COLLECTIONS["timeline"], "Every dated fact on this site, oldest first."
    if period:
        title, about = (
            f"{title}: {period}",
            f"{parts.count(len(events), 'dated fact')} of {period}, oldest first.",
        )
    blocks = _head(title, about)
    if period:
        blocks += _around(list(pages), path)
    elif len(pages) > 1:
        blocks += _index(pages, "dated fact")
    blocks.append(Contents())
    for group in grouped(events, lambda event: str(event.date.year)):
        # A page of one year has said so.
        blocks += _below("" if period else group.label, _events(group.entries))
    if not events and len(pages) == 1:
        blocks.append(Paragraph(parts.words("Nothing yet.")))
    yield from finish(graph, path, title, about, blocks, cut=False)


def _period(path: str) -> str:
    """What a page of the timeline is of: "2014", "March 2014", or "" for the whole."""
    period = path.partition("/")[2]
    with contextlib.suppress(DateError):
        return PartialDate.parse(period).words if period else ""
    return period


def _around(pages: Sequence[str], path: str) -> Blocks:
    """The way from a page of the timeline to the one before it, to all of them and to the one after."""
    here = pages.index(path)
    before, after = pages[here - 1], pages[here + 1 : here + 2]
    steps: list[Inlines] = [(PageLink("timeline", None, parts.words("All years")),)]
    if "/" in before:
        steps.insert(0, (Text("← "), _to_period(before)))
    steps += [(_to_period(page), Text(" →")) for page in after]
    return (Paragraph(parts.joined(steps, " · "), role="pager"),)


def _to_period(path: str) -> PageLink:
    return PageLink(path, None, parts.words(parts.capitalised(_period(path))))


def _index(pages: Mapping[str, Sequence[str]], one: str) -> Blocks:
    """Links to the pages of a collection that is cut by date or letter, with their counts."""
    return parts.bullets(
        (_to_period(path), Text(f": {parts.count(len(entries), one)}"))
        for path, entries in pages.items()
        if "/" in path
    )


def _events(events: Sequence[Event]) -> Blocks:
    return (Timeline((Period("", None, tuple(map(parts.moment, events))),)),)


def _terms_by_page(graph: Graph) -> Mapping[str, Sequence[str]]:
    """One page while there are few; an index and a page a letter where there are many."""
    pages: dict[str, list[str]] = {"glossary": []}
    for term in sorted(graph.terms.values(), key=lambda term: term.term.casefold()):
        pages.setdefault(glossary_page(graph, term), []).append(term.id)
    return pages


def _glossary(graph: Graph, pages: Mapping[str, Sequence[str]], path: str) -> Iterator[Document]:
    title, about = COLLECTIONS["glossary"], "What the words mean, and who rejects them."
    terms = [graph.terms[id] for id in pages[path]]
    blocks = _head(title, about)
    if path == "glossary" and len(pages) > 1:
        blocks += _index(pages, "term")
    if terms:
        blocks.append(Terms(tuple(map(_term, terms))))
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


def _below(label: str, entries: Blocks) -> Blocks:
    """Entries below the heading of their group; a group without a label is the whole collection."""
    if not label:
        return entries
    return (Heading(2, parts.words(label), f"group-{slug(label)}"), *entries)


def _head(title: str, about: str) -> list[Block]:
    return [Heading(1, parts.words(title), "top"), Paragraph(parts.words(about), role="standfirst")]
