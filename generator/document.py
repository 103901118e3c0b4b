"""The blocks and inlines of a page: what a page says, before any markup.

A document is a small typed tree. Pages arrange it, writers turn it into Markdown or HTML,
and each writer escapes in one place, so no editor's character can become markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Container, Iterator
from functools import cache, cached_property
from typing import Any

from generator.values import Value, kinds_of, replace

# --- inlines ---------------------------------------------------------------------------------


class Text(Value):
    """Literal characters; white space is as wide as one space."""

    text: str


class Foreign(Value):
    """Literal characters in another language than the page's."""

    text: str
    language: str | None


class Emphasis(Value):
    children: Inlines


class Strong(Value):
    children: Inlines


class Code(Value):
    text: str


class LineBreak(Value):
    pass


class Link(Value):
    """A link to another site: http, https or mailto."""

    href: str
    children: Inlines


class PageLink(Value):
    """A link inside the site. `page` is a page's path, such as "actors/nato"; "" is this page."""

    page: str
    anchor: str | None
    children: Inlines


class RecordLink(Value):
    """A link to a record, by id; `words` is None where the record's own name is to stand."""

    record_id: str
    words: str | None


class Citation(Value):
    """A number that leads to the source; `locator` is the place in it, such as "p. 4"."""

    source_id: str
    locator: str | None = None


class Time(Value):
    """A date in words; `iso` is its form for machines, None where it has none, such as a span."""

    text: str
    iso: str | None = None


Inline = (
    Text | Foreign | Emphasis | Strong | Code | LineBreak | Link | PageLink | RecordLink | Citation
    | Time
)  # fmt: skip
Inlines = tuple[Inline, ...]

# --- blocks ----------------------------------------------------------------------------------


class Heading(Value):
    level: int
    children: Inlines
    anchor: str


class Paragraph(Value):
    """`role` names what the paragraph is for the style sheet: "standfirst", "kicker" …"""

    children: Inlines
    role: str | None = None
    anchor: str | None = None


class Item(Value):
    """One item of a list; `anchor` lets others point at it."""

    blocks: Blocks
    anchor: str | None = None


class List(Value):
    items: tuple[Item, ...]
    ordered: bool = False


class BlockQuote(Value):
    blocks: Blocks


class Quotation(Value):
    """Somebody's exact words, and below them whose they are and how they reached us."""

    text: str
    attribution: Inlines
    language: str | None = None
    anchor: str | None = None


class Table(Value):
    """A header row and body rows of equal length."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


class CodeBlock(Value):
    text: str


class Rule(Value):
    pass


class Component(Value):
    """A block that Markdown has no form for; the HTML writer has one for each.

    What stands in the fields of a subclass is found by the walkers below.
    """

    def plain(self) -> Blocks:
        """The same in headings, paragraphs and lists, for Markdown that stands alone."""
        raise NotImplementedError


Block = (
    Heading | Paragraph | List | BlockQuote | Quotation | Table | CodeBlock | Rule | Component
)  # fmt: skip
Blocks = tuple[Block, ...]


class Document(Value, dict=True):
    """One page. `path` is its address without slashes at the ends: "topics/crimea"; "" is home.

    `record_id` is the record whose page this is; None for collections.
    """

    path: str
    title: str
    description: str
    blocks: Blocks
    record_id: str | None = None
    source_file: str | None = None

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Source id -> the number it has on this page."""
        return citation_numbers(self.blocks)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every place on the page that a link can point at."""
        return frozenset(anchors_of(self.blocks))

    @property
    def listed(self) -> Listed:
        """The page without its text."""
        return Listed(
            self.path, self.title, self.description, self.record_id, tuple(sorted(self.anchors))
        )

    @property
    def listed_whole(self) -> Listed:
        """The same without its places, for a page that is only named as a whole."""
        return Listed(self.path, self.title, self.description, self.record_id)


class Listed(Value):
    """What lists of all pages tell of one: a document less its text, which takes a hundred times the room."""

    path: str
    title: str
    description: str
    record_id: str | None
    anchors: tuple[str, ...] = ()


# --- walking ---------------------------------------------------------------------------------


def text_of(inlines: Inlines) -> str:
    """The plain words of inlines, as a screen reader would speak them without the numbers."""
    parts = []
    for inline in inlines:
        match inline:
            case Text(text) | Foreign(text, _) | Code(text) | Time(text, _):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Emphasis(children) | Strong(children) | Link(_, children):
                parts.append(text_of(children))
            case PageLink(_, _, children):
                parts.append(text_of(children))
            case RecordLink(record_id, words):
                parts.append(words or record_id)
            case Citation():
                pass
    return " ".join("".join(parts).split())


_INLINES = frozenset(Inline.__args__)

# What annotations say of fields in which nothing else can stand: most fields of a page are such.
_PLAIN = frozenset({"str", "str | None", "int", "int | None", "bool", "bool | None"})
_ONLY_INLINES = frozenset({"Inlines", "tuple[Inlines, ...]", "tuple[tuple[Inlines, ...], ...]"})


def _fields_with_nodes(kind: Any) -> tuple[str, ...]:
    """The fields of a node in which others may stand; none for what is no node."""
    if not issubclass(kind, Value):
        return ()
    return tuple(name for name, written in kinds_of(kind).items() if written not in _PLAIN)


def _fields_with_blocks(kind: Any) -> tuple[str, ...]:
    """The fields of a block or of a part of one in which blocks may stand, the last first."""
    if kind in _INLINES or not issubclass(kind, Value):
        return ()
    found = kinds_of(kind).items()
    return tuple(name for name, written in found if written not in _PLAIN | _ONLY_INLINES)[::-1]


# Inlines in which no others stand.
_LEAVES = frozenset(kind for kind in _INLINES if not _fields_with_nodes(kind))

# Asked for every value of every block of every page.
_node_fields: Callable[[Any], tuple[str, ...]] = cache(_fields_with_nodes)
_node_fields_last_first: Callable[[Any], tuple[str, ...]] = cache(
    lambda kind: _fields_with_nodes(kind)[::-1]
)
_block_fields_last_first: Callable[[Any], tuple[str, ...]] = cache(_fields_with_blocks)


def walk_inlines(blocks: Blocks) -> Iterator[Inline]:
    """Every inline of the blocks in reading order, parents before their children."""
    # From a list of its own: generators inside generators hand each find up level by level.
    waiting: list[Any] = [blocks]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is tuple:
            waiting += node[::-1]
            continue
        if kind in _INLINES:
            yield node
        for name in _node_fields_last_first(kind):
            waiting.append(getattr(node, name))


def map_inlines(
    blocks: Blocks, change: Callable[[Any], Inline], kinds: Collection[type] = _INLINES
) -> Blocks:
    """The blocks with `change` applied to each inline of these kinds, in reading order, children first.

    What holds nothing that is changed is the same object as before.
    """
    result: Blocks = _Mapping(change, kinds).mapped(blocks)
    return result


class _Mapping:
    """One walk of `map_inlines`: a function that calls itself would be a circle, and outlive it."""

    __slots__ = ("change", "kinds", "still")

    def __init__(self, change: Callable[[Any], Inline], kinds: Collection[type]) -> None:
        self.change = change
        self.kinds = kinds
        self.still = _LEAVES.difference(kinds)

    def mapped(self, value: Any) -> Any:
        kind = type(value)
        if kind is tuple:
            for place, item in enumerate(value):
                # Most of a page is plain words.
                if type(item) in self.still:
                    continue
                new = self.mapped(item)
                if new is not item:
                    return (*value[:place], new, *map(self.mapped, value[place + 1 :]))
            return value
        changed: dict[str, Any] = {}
        for name in _node_fields(kind):
            old = getattr(value, name)
            if not old:
                continue
            new = self.mapped(old)
            if new is not old:
                changed[name] = new
        node = replace(value, **changed) if changed else value
        return self.change(node) if kind in self.kinds else node


def anchors_of(blocks: Blocks) -> Iterator[str]:
    """Every anchor that a link can point at, in reading order."""
    waiting: list[Any] = [blocks]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is tuple:
            waiting += node[::-1]
            continue
        if kind in _INLINES:
            continue
        anchor = getattr(node, "anchor", None)
        if anchor:
            yield anchor
        for name in _block_fields_last_first(kind):
            waiting.append(getattr(node, name))


def citation_numbers(blocks: Blocks) -> dict[str, int]:
    """Source id -> the number it has on this page, in the order of first citation."""
    numbers: dict[str, int] = {}
    for inline in walk_inlines(blocks):
        if isinstance(inline, Citation):
            numbers.setdefault(inline.source_id, len(numbers) + 1)
    return numbers


# Anchors that pages give to parts of their own; what the shell and the panels of sources have
# begins with a low line or a colon, which no heading's does.
PAGE_ANCHORS = frozenset(
    "articles background changes claimed denials disputed events exemptions growth in-short issues key-points "
    "known members next not-known origin parts people places positions quotations "
    "quotations-checked reading records resting sources statements status summary terms timeline top "
    "topics voices".split()
)


def free_name(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or with the first number behind it that is not taken: "list", "list-2", "list-3"."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def source_anchor(source_id: str) -> str:
    """The anchor of a source in the list at the foot of each page."""
    return f"source-{source_id}"


def quoted_words(quote: str) -> str:
    """A quotation's own words, to be set between marks or alone.

    Without the pair of double marks around the whole of it, if it has one, and without a comma at
    its end, which belongs to the newspaper's sentence.
    """
    outer = len(quote) > 1 and quote[0] in '“"' and quote[-1] in '”"'
    inner = quote[1:-1]
    words = inner if outer and not any(mark in inner for mark in '“”"') else quote
    return words.removesuffix(",")


def slug(text: str) -> str:
    """An anchor for a heading: words in any script, joined by hyphens; "section" for none."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    return re.sub(r"[\W_]+", "-", folded).strip("-")[:80].rstrip("-") or "section"
