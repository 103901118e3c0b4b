"""The last step of each page: links resolved, long lists cut, sources listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.document import (
    Block,
    Blocks,
    Citation,
    Code,
    Document,
    Heading,
    Inline,
    Inlines,
    Item,
    List,
    PageLink,
    Paragraph,
    RecordLink,
    Strong,
    Text,
    anchors_of,
    citation_numbers,
    map_inlines,
    source_anchor,
    text_of,
    walk_inlines,
)
from generator.graph import Graph
from generator.model import Source
from generator.pages.parts import (
    count,
    joined,
    outward_link,
    section,
    shortened,
    source_words,
    words,
)
from generator.views.addresses import address_of, title_of
from generator.views.collections import Group, Leaf, paged

# A longer list runs over to pages of its own; this many of its items stay in place.
LIST_LIMIT = 200
LIST_OPEN = 50


def finish(
    graph: Graph,
    path: str,
    title: str,
    description: str,
    blocks: Sequence[Block],
    *,
    record_id: str | None = None,
    with_sources: bool = True,
    cut: bool = True,
) -> Iterator[Document]:
    """The document of a page, and the pages that its longest lists run over to.

    Links are resolved, and the list of the page's sources stands at its end. A list of more
    than LIST_LIMIT items shows its first; all of them stand on pages below this one, unless
    `cut` is off, for pages that have their own way with long lists.
    """
    kept, overflows = _without_overflow(path, blocks) if cut else (tuple(blocks), [])
    source_file = graph.library.origins[record_id].location.path if record_id else None
    description = shortened(description)
    whole = _with_sources(graph, path, kept, with_sources) + _record(source_file)
    yield Document(path, title, description, whole, record_id, source_file)
    for overflow in overflows:
        leaves = paged([Group(overflow.heading, overflow.items)], overflow.path, LIST_LIMIT)
        for leaf in leaves:
            shown: Blocks = (
                Heading(1, words(f"{title}: {overflow.heading}"), "top"),
                Paragraph((PageLink(path, None, words(f"Back to {title}")),), role="more"),
                Paragraph(pager(leaves, leaf), role="pager"),
                *(List(group.entries) for group in leaf.groups),
            )
            below = _with_sources(graph, leaf.path, shown, with_sources)
            numbered = f"{title}: {overflow.heading}, page {leaf.number}"
            yield Document(leaf.path, numbered, description, below)


def _record(source_file: str | None) -> Blocks:
    """The file that a page is made from, where a reader can see its every version."""
    if source_file is None:
        return ()
    told = (Text("This page is made from the record "), Code(source_file), Text("."))
    return (Paragraph(told, role="record"),)


def pager(leaves: Sequence[Leaf[Any]], here: Leaf[Any]) -> Inlines:
    """The way to the other pages of a long list; the one shown is not a link."""
    told: list[Inline] = []
    for leaf in leaves:
        if told:
            told.append(Text(" · "))
        label = words(str(leaf.number) if leaf.is_one_group else f"{leaf.number} ({leaf.label})")
        told.append(Strong(label) if leaf is here else PageLink(leaf.path, None, label))
    return tuple(told)


@dataclass(frozen=True)
class _Overflow:
    """A list that is too long for its page: the heading it stood under, and where it goes."""

    path: str
    heading: str
    items: tuple[Item, ...]


def _without_overflow(path: str, blocks: Sequence[Block]) -> tuple[Blocks, list[_Overflow]]:
    kept: list[Block] = []
    overflows: list[_Overflow] = []
    heading = Heading(2, words("All"), "all")
    for block in blocks:
        if isinstance(block, Heading):
            heading = block
        if isinstance(block, List) and len(block.items) > LIST_LIMIT:
            target = f"{path}/{heading.anchor}".lstrip("/")
            overflows.append(_Overflow(target, text_of(heading.children), block.items))
            more = words(f"All {len(block.items):,}")
            kept.append(replace(block, items=block.items[:LIST_OPEN]))
            kept.append(Paragraph((PageLink(target, None, more),), role="more"))
        else:
            kept.append(block)
    return tuple(kept), overflows


def _with_sources(graph: Graph, path: str, blocks: Blocks, with_sources: bool) -> Blocks:
    def resolve(inline: Inline) -> Inline:
        return _resolved(graph, path, inline)

    resolved = map_inlines(blocks, resolve)
    reserved = {source_anchor(id) for id in citation_numbers(resolved)}
    if with_sources and reserved:
        resolved = _with_unique_anchors(resolved, {*reserved, "sources"})
        listed = section("Sources", "sources", _source_list(graph, resolved))
        return resolved + map_inlines(listed, resolve)
    return _with_unique_anchors(resolved, reserved)


def _resolved(graph: Graph, path: str, inline: Inline) -> Inline:
    if not isinstance(inline, RecordLink):
        return inline
    address = address_of(graph, inline.record_id)
    shown = words(inline.words or title_of(graph, inline.record_id))
    if address.page == path and address.anchor is None:
        return shown[0]
    return PageLink("" if address.page == path else address.page, address.anchor, shown)


def _with_unique_anchors(blocks: Blocks, reserved: set[str]) -> Blocks:
    """Headings that are called alike, or like a record's anchor, get numbers: records keep theirs."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    others = tuple(block for block in blocks if not isinstance(block, Heading))
    taken = reserved | set(anchors_of(others))
    renamed: dict[int, Heading] = {}
    for block in headings:
        anchor, number = block.anchor, 1
        while anchor in taken:
            number += 1
            anchor = f"{block.anchor}-{number}"
        taken.add(anchor)
        renamed[id(block)] = Heading(block.level, block.children, anchor)
    return tuple(renamed.get(id(block), block) for block in blocks)


def _source_list(graph: Graph, blocks: Blocks) -> Blocks:
    """The sources of a page in the order of their numbers, with what rests on each here."""
    numbers = citation_numbers(blocks)
    if not numbers:
        return ()
    used_in = _places_of_citation(blocks)
    items = tuple(
        Item((Paragraph(_source_entry(graph.sources[id], used_in[id])),), source_anchor(id))
        for id in numbers
    )
    origins = graph.origins_of(numbers)
    told = (
        f"This page rests on {count(len(numbers), 'source')}, with "
        f"{count(len(origins), 'distinct origin')} that we can trace."
    )
    return (Paragraph(words(told)), List(items, ordered=True))


def _source_entry(source: Source, used_in: Iterable[tuple[str, str]]) -> Inlines:
    places = joined(((PageLink("", anchor, words(title)),) for title, anchor in used_in), ", ")
    rests = (Text(" Rests on it here: "), *places, Text(".")) if places else ()
    return (*source_words(source), Text(" "), *outward_link(source), *rests)


def _places_of_citation(blocks: Blocks) -> dict[str, list[tuple[str, str]]]:
    """Source id -> (title, anchor) of each section that cites it, in reading order."""
    places: dict[str, list[tuple[str, str]]] = {}
    here: tuple[str, str] | None = None
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1:
            here = (text_of(block.children), block.anchor)
        for inline in walk_inlines((block,)):
            if isinstance(inline, Citation):
                found = places.setdefault(inline.source_id, [])
                if here is not None and here not in found:
                    found.append(here)
    return places
