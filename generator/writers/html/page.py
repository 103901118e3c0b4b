"""What a component needs of the page it stands on: links, numbers, and the basic blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.components.sources import CitedSource
from generator.document import (
    Block,
    BlockQuote,
    Blocks,
    Citation,
    Code,
    CodeBlock,
    Component,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Item,
    LineBreak,
    Link,
    List,
    PageLink,
    Paragraph,
    Quotation,
    RecordLink,
    Rule,
    Strong,
    Table,
    Text,
    Time,
    quoted_words,
    source_anchor,
)
from generator.languages import direction
from generator.writers.citing import Cited, grouped
from generator.writers.html.markup import address, attribute, element, escaped
from generator.writers.relative import relative

Forms = dict[type[Component], Callable[["Page", Any], str]]


@dataclass(frozen=True)
class Page:
    """`path` is the page's, such as "topics/crimea"; `numbers` and `sources` are by source id."""

    path: str
    numbers: dict[str, int] = field(default_factory=dict)
    sources: dict[str, CitedSource] = field(default_factory=dict)

    def url(self, page: str, anchor: str | None) -> str:
        """A relative address, from this page's folder."""
        fragment = f"#{anchor}" if anchor else ""
        if page == "" and anchor:
            return fragment
        return f"{relative(page, self.path)}/{fragment}"

    # --- inlines -----------------------------------------------------------------------------

    def inlines(self, inlines: Inlines) -> str:
        return "".join(
            self.cited(part, escaped(part.word)) if isinstance(part, Cited) else self.inline(part)
            for part in grouped(inlines)
        )

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return escaped(text)
            case Foreign(text, language):
                return foreign(text, language)
            case Emphasis(children):
                return f"<em>{self.inlines(children)}</em>"
            case Strong(children):
                return f"<strong>{self.inlines(children)}</strong>"
            case Code(text):
                return f"<code>{escaped(' '.join(text.split()))}</code>"
            case LineBreak():
                return "<br>"
            case Time(text, iso):
                return (
                    f'<time datetime="{attribute(iso)}">{escaped(text)}</time>'
                    if iso
                    else escaped(text)
                )
            case Link(href, children):
                return f'<a href="{address(href)}">{self.inlines(children)}</a>'
            case PageLink(page, anchor, children):
                return f'<a href="{address(self.url(page, anchor))}">{self.inlines(children)}</a>'
            case Citation():
                return self.number(inline)
            case RecordLink(record_id, _):
                raise ValueError(f"the link to {record_id} was not resolved by its page")

    def cited(self, group: Cited, word: str) -> str:
        """Numbers that open their source in place, with the word before them, already escaped."""
        return f'<span class="cites">{word}{"".join(map(self.number, group.citations))}</span>'

    def number(self, citation: Citation) -> str:
        number = str(self.numbers[citation.source_id])
        shown = f"{number}, {citation.locator}" if citation.locator else number
        source = self.sources.get(citation.source_id)
        if source is None:
            anchor = source_anchor(citation.source_id)
            return f'<a class="cite" href="#{attribute(anchor)}">{escaped(shown)}</a>'
        label = f"Source {shown}"
        return (
            f'<button class="cite" popovertarget=":{number}" aria-label="{attribute(label)}">'
            f"{escaped(shown)}</button>"
        )

    # --- basic blocks, inside components -----------------------------------------------------

    def blocks(self, blocks: Blocks) -> str:
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        match block:
            case Heading(level, children, anchor):
                return element(f"h{level}", self.inlines(children), id=anchor)
            case Paragraph(children, role, anchor):
                return element("p", self.inlines(children), role, id=anchor)
            case List(items, ordered):
                return element("ol" if ordered else "ul", "".join(map(self.item, items)))
            case BlockQuote(inner):
                return element("blockquote", self.blocks(inner))
            case Quotation(text, attribution, language, anchor):
                words = element("p", f"“{escaped(quoted_words(text))}”")
                quote = element(
                    "blockquote", words, lang=language, dir=_direction(language), id=anchor
                )
                return quote + element("p", self.inlines(attribution), "attribution")
            case Table(header, rows):
                return self._table(header, rows)
            case CodeBlock(text):
                return f"<pre><code>{escaped(text)}</code></pre>"
            case Rule():
                return "<hr>"
            case Component():
                raise ValueError("a component does not stand inside another")

    def item(self, item: Item) -> str:
        """A list item; one paragraph needs no element of its own."""
        anchor = item.anchor
        if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):
            return element("li", self.inlines(item.blocks[0].children), id=anchor)
        return element("li", self.blocks(item.blocks), id=anchor)

    def _table(self, header: tuple[Inlines, ...], rows: tuple[tuple[Inlines, ...], ...]) -> str:
        head = "".join(element("th", self.inlines(cell), scope="col") for cell in header)
        body = "".join(
            element("tr", "".join(element("td", self.inlines(cell)) for cell in row))
            for row in rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def foreign(text: str, language: str | None) -> str:
    """Words in another language, marked as such and kept apart from the direction around them."""
    if language is None:
        return f"<bdi>{escaped(text)}</bdi>"
    return f'<span lang="{attribute(language)}" dir="{direction(language)}">{escaped(text)}</span>'


def _direction(language: str | None) -> str | None:
    return direction(language) if language else None
