"""What a component needs of the page it stands on: links, numbers, and the basic blocks."""

from __future__ import annotations

from collections.abc import Callable
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
from generator.values import Value, field
from generator.writers.citing import Cited, grouped
from generator.writers.html.markup import address, attribute, element, escaped, once
from generator.writers.relative import relative

Forms = dict[type[Component], Callable[["Page", Any], str]]


class Page(Value):
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
        return "".join([_INLINE[type(part)](self, part) for part in grouped(inlines)])

    def inline(self, inline: Inline) -> str:
        return _INLINE[type(inline)](self, inline)

    def link(self, link: PageLink) -> str:
        href = address(self.url(link.page, link.anchor))
        return f'<a href="{href}">{self.inlines(link.children)}</a>'

    def cited(self, group: Cited) -> str:
        """Numbers that open their source in place, with the word before them."""
        numbers = "".join(map(self.number, group.citations))
        return f'<span class="cites">{escaped(group.word)}{numbers}</span>'

    def number(self, citation: Citation) -> str:
        number = self.numbers[citation.source_id]
        if citation.source_id in self.sources:
            return _opener(number, citation.locator)
        anchor = source_anchor(citation.source_id)
        shown = _shown(number, citation.locator)
        return f'<a class="cite" href="#{attribute(anchor)}">{escaped(shown)}</a>'

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


def _shown(number: int, locator: str | None) -> str:
    return f"{number}, {locator}" if locator else str(number)


@once
def _opener(number: int, locator: str | None) -> str:
    """The button that opens the panel of a source."""
    shown = _shown(number, locator)
    return (
        f'<button class="cite" popovertarget=":{number}" aria-label="Source {attribute(shown)}">'
        f"{escaped(shown)}</button>"
    )


def foreign(text: str, language: str | None) -> str:
    """Words in another language, marked as such and kept apart from the direction around them."""
    if language is None:
        return f"<bdi>{escaped(text)}</bdi>"
    return f'<span lang="{attribute(language)}" dir="{direction(language)}">{escaped(text)}</span>'


def _direction(language: str | None) -> str | None:
    return direction(language) if language else None


def _time(time: Time) -> str:
    shown = escaped(time.text)
    return f'<time datetime="{attribute(time.iso)}">{shown}</time>' if time.iso else shown


def _unresolved(_: Page, link: RecordLink) -> str:
    raise ValueError(f"the link to {link.record_id} was not resolved by its page")


# By kind: a chain of questions would cost more than all the rest, at some hundred inlines a page.
_INLINE: dict[type[Any], Callable[[Page, Any], str]] = {
    Text: lambda _, text: escaped(text.text),
    Foreign: lambda _, words: foreign(words.text, words.language),
    Emphasis: lambda page, inner: f"<em>{page.inlines(inner.children)}</em>",
    Strong: lambda page, inner: f"<strong>{page.inlines(inner.children)}</strong>",
    Code: lambda _, code: f"<code>{escaped(' '.join(code.text.split()))}</code>",
    LineBreak: lambda _, __: "<br>",
    Time: lambda _, time: _time(time),
    Link: lambda page, link: f'<a href="{address(link.href)}">{page.inlines(link.children)}</a>',
    PageLink: Page.link,
    Citation: Page.number,
    Cited: Page.cited,
    RecordLink: _unresolved,
}
