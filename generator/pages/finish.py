"""The last step of each page: links resolved, long lists cut, sources listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.components.head import Brief, Contents, Dated, Freshness, Jump, JumpGroup
from generator.components.lists import Entries
from generator.components.sources import CitedSource, SourceList
from generator.components.statement import SourceCard
from generator.components.timeline import Period, Timeline
from generator.document import (
    Block,
    Blocks,
    Citation,
    Document,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    PageLink,
    Paragraph,
    RecordLink,
    Strong,
    Text,
    Time,
    anchors_of,
    free_name,
    map_inlines,
    source_anchor,
    text_of,
)
from generator.graph import Graph
from generator.model import Source
from generator.pages.parts import (
    count,
    link,
    links,
    rests_on,
    section,
    shortened,
    source_line,
    words,
)
from generator.values import Value, replace
from generator.views.addresses import address_of, page_of, title_of
from generator.views.collections import Group, Leaf, paged

# A longer list runs over to pages of its own; this many of its items stay in place.
LIST_LIMIT = 200
LIST_OPEN = 50
# Pages below a page that are no long list of it.
SUB_PAGES = ("timeline", "next", "page")
# A page of fewer parts is seen at a glance.
CONTENTS_FROM = 4


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
    whole = _with_sources(graph, path, kept, with_sources)
    yield Document(path, title, description, whole, record_id, source_file)
    for overflow in overflows:
        leaves = paged([Group(overflow.heading, overflow.items)], overflow.path, LIST_LIMIT)
        names = names_of(leaves)
        for leaf in leaves:
            shown: Blocks = (
                Heading(1, words(f"{title}: {overflow.heading}"), "top"),
                Paragraph((PageLink(path, None, words(f"Back to {title}")),), role="more"),
                Paragraph(pager(names, leaf.path), role="pager"),
                *(overflow.shown(tuple(group.entries)) for group in leaf.groups),
            )
            below = _with_sources(graph, leaf.path, shown, with_sources)
            numbered = f"{title}: {overflow.heading}, page {leaf.number}"
            yield Document(leaf.path, numbered, description, below)


def names_of(leaves: Iterable[Leaf[Any]]) -> dict[str, str]:
    """The path of each page of a list -> what a pager calls it."""
    return {leaf.path: leaf.name for leaf in leaves}


def pager(names: Mapping[str, str], here: str) -> Inlines:
    """The way to the other pages of a long list; the one shown is not a link."""
    told: list[Inline] = []
    for path, name in names.items():
        if told:
            told.append(Text(" · "))
        label = words(name)
        told.append(Strong(label) if path == here else PageLink(path, None, label))
    return tuple(told)


class _Overflow(Value):
    """A list that is too long for its page: the heading it stood under, and where it goes."""

    path: str
    heading: str
    items: tuple[Any, ...]
    shown: Callable[[tuple[Any, ...]], Block]


def _without_overflow(path: str, blocks: Sequence[Block]) -> tuple[Blocks, list[_Overflow]]:
    kept: list[Block] = []
    overflows: list[_Overflow] = []
    heading = Heading(2, words("All"), "all")
    taken = {overflow_path(path, name) for name in SUB_PAGES}
    for block in blocks:
        if isinstance(block, Heading):
            heading = block
        items, shown = _long(block)
        if len(items) > LIST_LIMIT:
            target = free_name(overflow_path(path, heading.anchor), taken)
            taken.add(target)
            overflows.append(_Overflow(target, text_of(heading.children), items, shown))
            more = words(f"All {len(items):,}")
            kept.append(shown(items[:LIST_OPEN]))
            kept.append(Paragraph((PageLink(target, None, more),), role="more"))
        else:
            kept.append(block)
    return tuple(kept), overflows


def overflow_path(path: str, name: str) -> str:
    return f"{path}/{name}".lstrip("/")


def _long(block: Block) -> tuple[tuple[Any, ...], Callable[[tuple[Any, ...]], Block]]:
    """The items of a block that can be cut, and how some of them are shown alone."""
    if isinstance(block, List):
        return block.items, lambda items: replace(block, items=items)
    if isinstance(block, Entries):
        return block.entries, lambda entries: replace(block, entries=entries)
    if isinstance(block, Timeline):
        moments = tuple(moment for period in block.periods for moment in period.moments)
        return moments, lambda moments: Timeline((Period("", None, moments),))
    return (), lambda _: block


def _with_sources(graph: Graph, path: str, blocks: Blocks, with_sources: bool) -> Blocks:
    others = frozenset(anchors_of(tuple(b for b in blocks if not isinstance(b, Heading))))
    here = others | {block.anchor for block in blocks if isinstance(block, Heading)}
    numbers: dict[str, int] = {}

    def resolve(inline: RecordLink | Citation) -> Inline:
        # Counted in passing: to walk through a page again takes as long as to resolve it.
        if isinstance(inline, Citation):
            numbers.setdefault(inline.source_id, len(numbers) + 1)
            return inline
        return _resolved(graph, path, here, inline)

    resolved = map_inlines(blocks, resolve, (RecordLink, Citation))
    reserved = {source_anchor(id) for id in numbers}
    listed: Blocks = ()
    if with_sources and reserved:
        reserved.add("sources")
        resolved = _with_unique_anchors(resolved, reserved | others)
        listed = section("Sources", "sources", (_source_list(graph, numbers, resolve),))
        resolved = _with_ground(graph, resolved, numbers)
    else:
        resolved = _with_unique_anchors(resolved, reserved | others)
    return _with_contents((*resolved, *listed))


def _with_ground(graph: Graph, blocks: Blocks, numbers: dict[str, int]) -> Blocks:
    """The freshness of a page, and beside it on how much it rests."""
    sources, origins = len(numbers), len(graph.origins_of(numbers))
    told = count(sources, "source")
    if origins < sources:
        told += f", {count(origins, 'origin')}"
    ground = Dated("Rests on", (PageLink("", "sources", words(told)),))
    return tuple(
        Freshness((*block.facts, ground)) if isinstance(block, Freshness) else block
        for block in blocks
    )


def _with_contents(blocks: Blocks) -> Blocks:
    """The contents of a page, in two groups where it answers questions; none for a short page."""
    index = next((i for i, block in enumerate(blocks) if isinstance(block, Contents)), None)
    if index is None:
        return blocks
    below = [*_sections(blocks[index + 1 :])]
    asked = [jump for jump in below if jump.words.endswith("?")]
    rest = [jump for jump in below if jump not in asked]
    groups: tuple[JumpGroup, ...] = (JumpGroup("On this page", tuple(below)),)
    if len(asked) > 2 and rest:
        groups = (
            JumpGroup("Questions answered here", tuple(asked)),
            JumpGroup("And for reference", tuple(rest)),
        )
    filled = (Contents(groups),) if len(below) >= CONTENTS_FROM else ()
    return (*blocks[:index], *filled, *blocks[index + 1 :])


def _sections(blocks: Blocks) -> Iterator[Jump]:
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            yield Jump(block.anchor, text_of(block.children))
        if isinstance(block, (Brief, SourceCard)):
            yield Jump(block.anchor, block.title)


def _resolved(graph: Graph, path: str, here: frozenset[str], found: RecordLink) -> Inline:
    """A link to a record; what stands on this page too is not looked for on another."""
    link = _from_elsewhere(graph, found)
    if link.page == path and link.anchor is None:
        return link.children[0]
    if link.page == path or link.anchor in here:
        return PageLink("", link.anchor, link.children)
    return link


def _from_elsewhere(graph: Graph, found: RecordLink) -> PageLink:
    """A link to a record as it stands on all pages but few."""

    def made() -> PageLink:
        address = address_of(graph, found.record_id)
        shown = words(found.words or title_of(graph, found.record_id))
        return PageLink(address.page, address.anchor, shown)

    return graph.once(("link", found.record_id, found.words), made)


def _with_unique_anchors(blocks: Blocks, taken: set[str]) -> Blocks:
    """Headings that are called alike, or like another anchor in `taken`, get numbers: records keep theirs."""
    taken = set(taken)
    unique: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            anchor = free_name(block.anchor, taken)
            taken.add(anchor)
            if anchor != block.anchor:
                block = replace(block, anchor=anchor)
        unique.append(block)
    return tuple(unique)


def _source_list(
    graph: Graph, numbers: dict[str, int], resolve: Callable[[RecordLink], Inline]
) -> SourceList:
    """The sources of a page in the order of their numbers."""
    cited = tuple(_listed(graph, id, number, resolve) for id, number in numbers.items())
    told = f"This page {rests_on(len(numbers), len(graph.origins_of(numbers))).lower()}, as far as we can trace."
    return SourceList(words(told), cited)


def _listed(
    graph: Graph, source_id: str, number: int, resolve: Callable[[RecordLink], Inline]
) -> CitedSource:
    """A source under its number on a page; all but the number and the remarks is as on other pages."""
    kept = graph.once(("cited", source_id), lambda: _cited(graph.sources[source_id]))
    changed: dict[str, Any] = {"number": number}
    if kept.remarks:
        changed["remarks"] = tuple(
            resolve(inline) if isinstance(inline, RecordLink) else inline for inline in kept.remarks
        )
    return replace(kept, **changed)


def _cited(source: Source) -> CitedSource:
    """A source as pages list it, as yet without its number; who lists sources is no source's page."""
    title: Inlines = words(source.title)
    archived: Inlines = () if source.url else words("No address is known.")
    if source.archived:
        archived = (Link(source.archived, words("Archived copy")),)
    if source.url:
        title = (Link(source.url, title),)
    about = (PageLink(page_of(source), None, words("About this source")),)
    # Machines find the date in the page's data; a list of eighty would weigh a quarter kilobyte more.
    line = (Text(i.text) if isinstance(i, Time) else i for i in source_line(source))
    return CitedSource(
        source.id, 0, source_anchor(source.id), source.kind or "",
        title, tuple(line), archived, about, _passed_on(source),
    )  # fmt: skip


def _passed_on(source: Source) -> Inlines:
    """Whose text a source holds, where it is not its own."""
    if source.republishes:
        return (Text("Republishes "), *link(source.republishes), Text("."))
    if source.draws_on:
        return (Text("Draws on "), *links(source.draws_on), Text("."))
    return ()
