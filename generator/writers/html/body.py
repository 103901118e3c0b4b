"""A page's text as HTML in one step, to the byte what an engine makes of the page's Markdown.

`mkdocs build` writes Markdown first and reads it again; this writes the end of that way at once.
What writers/markdown.py does to keep Python-Markdown from misreading a text leaves traces in its
HTML, such as a colon as `&#58;`: they are made here too. tests/test_body.py and tests/test_direct.py
hold the two against each other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from generator.document import (
    Block,
    BlockQuote,
    Blocks,
    Citation,
    Code,
    CodeBlock,
    Component,
    Document,
    Emphasis,
    Foreign,
    Heading,
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
from generator.values import Value
from generator.writers.citing import Cited, grouped
from generator.writers.html import component
from generator.writers.html.markup import once, single_spaced
from generator.writers.html.page import Page
from generator.writers.markdown import address, literal, page_of


class UnknownFormError(Exception):
    """A form of which nobody has shown what Markdown makes of it."""


def body(document: Document, is_there: Callable[[str], bool]) -> str | None:
    """The HTML of a page's text; None for a page that only the engine itself can be trusted with.

    `is_there` says whether a path that a link leads to is a page's.
    """
    try:
        return _Body(page_of(document), is_there).blocks(document.blocks).strip()
    except UnknownFormError:
        return None


class _Run(NamedTuple):
    """Written inlines, and the first and the last character that they have in Markdown."""

    html: str
    first: str = ""
    last: str = ""


_FENCE = re.compile(r"[~=:^]")
# Blocks of which Markdown may take the second for a part of the first.
_OPEN_ENDED = (List, BlockQuote, CodeBlock, Table)
_CLINGING = (*_OPEN_ENDED, Quotation)


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("|", "&#124;")


@once
def _words(text: str) -> _Run:
    """A text as it stands in Markdown, where some marks have a stroke before them."""
    return _Run(_escaped(text), "\\" if text[:1] in _STRUCK else text[:1], text[-1:])


_STRUCK = tuple("\\`*_{}[]")


def _tagged(written: str) -> _Run:
    return _Run(written, "<", ">")


def _inner(text: str) -> str:
    """A line of text that Markdown neither trims nor takes for nothing."""
    if not text or text != text.strip():
        raise UnknownFormError
    return text


class _Body(Value):
    page: Page
    is_there: Callable[[str], bool]

    # --- blocks ------------------------------------------------------------------------------

    def blocks(self, blocks: Blocks) -> str:
        written = []
        before: Block | None = None
        for block in blocks:
            if isinstance(block, _CLINGING) and isinstance(before, _OPEN_ENDED):
                raise UnknownFormError
            written.append(self.block(block))
            before = block
        return "\n".join(written)

    def block(self, block: Block) -> str:
        match block:
            case Component():
                # Markdown sets what is HTML already apart from what follows.
                return f"{component(self.page, block)}\n"
            case Paragraph(children, role, anchor):
                return f"<p{_attributes(anchor, role)}>{self.line(children)}</p>"
            case Heading(level, children, anchor):
                text = self.inlines(children).html
                if not text:
                    return f'<h{level} id="{html.escape(anchor)}"></h{level}>\n'
                return f'<h{level} id="{anchor}">{_inner(text)}</h{level}>'
            case List(items, ordered):
                return self._list(items, "ol" if ordered else "ul")
            case BlockQuote(inner):
                return f"<blockquote>\n{self._simple(inner)}\n</blockquote>"
            case Quotation():
                return self._quotation(block)
            case Table(header, rows):
                return self._table(header, rows)
            case Rule():
                return "<hr />"
            case CodeBlock():
                raise UnknownFormError

    def line(self, inlines: Inlines) -> str:
        return _inner(_at_a_beginning(self.inlines(inlines)))

    def _simple(self, blocks: Blocks) -> str:
        if not blocks or not all(isinstance(block, Paragraph) for block in blocks):
            raise UnknownFormError
        return "\n".join(map(self.block, blocks))

    def _list(self, items: tuple[Item, ...], tag: str) -> str:
        is_loose = any(len(item.blocks) > 1 or item.anchor for item in items)
        if is_loose and len(items) == 1 and len(items[0].blocks) == 1:
            raise UnknownFormError
        written = []
        for item in items:
            if not item.blocks or not all(isinstance(block, Paragraph) for block in item.blocks):
                raise UnknownFormError
            first, *rest = item.blocks
            assert isinstance(first, Paragraph)
            if first.role or first.anchor:
                raise UnknownFormError
            text = self.line(first.children)
            if is_loose:
                inner = "\n".join(
                    [f"<p{_attributes(item.anchor)}>{text}</p>", *map(self.block, rest)]
                )
                written.append(f"<li>\n{inner}\n</li>")
            else:
                written.append(f"<li>{text}</li>")
        return f"<{tag}>\n" + "\n".join(written) + f"\n</{tag}>"

    def _quotation(self, block: Quotation) -> str:
        text = quoted_words(block.text)
        if text != single_spaced(text):
            raise UnknownFormError
        words = _escaped(f"“{text}”")
        language = block.language
        attributes = f' dir="{direction(language)}"' if language else ""
        attributes += _attributes(block.anchor)
        attributes += f' lang="{language}"' if language else ""
        told = self.line(block.attribution)
        return (
            f"<blockquote>\n<p{attributes}>{words}</p>\n</blockquote>\n"
            f'<p class="attribution">{told}</p>'
        )

    def _table(self, header: tuple[Inlines, ...], rows: tuple[tuple[Inlines, ...], ...]) -> str:
        if len(header) < 2 or not rows:
            raise UnknownFormError
        head = "\n".join(f"<th>{self.cell(cell)}</th>" for cell in header)
        lines = ["<table>", "<thead>", "<tr>", head, "</tr>", "</thead>", "<tbody>"]
        for row in rows:
            lines += ["<tr>", "\n".join(f"<td>{self.cell(cell)}</td>" for cell in row), "</tr>"]
        return "\n".join([*lines, "</tbody>", "</table>"])

    def cell(self, inlines: Inlines) -> str:
        text = self.inlines(inlines).html
        if text != text.strip() or "<code>" in text:
            raise UnknownFormError
        return text

    # --- inlines -----------------------------------------------------------------------------

    def inlines(self, inlines: Inlines) -> _Run:
        parts = [_INLINE[type(part)](self, part) for part in grouped(inlines)]
        if len(parts) == 1:
            return parts[0]
        written, first, last = "", "", ""
        for part in parts:
            if part.first == "*" == last:
                part = _tagged(part.html)
            if part.first == "[" and last == "!":
                written = f"{written[:-1]}&#33;"
            written += part.html
            first = first or part.first
            last = part.last or last
        return _Run(written, first, last)

    def link(self, link: Link) -> _Run:
        return _Run(f'<a href="{address(link.href)}">{self._linked(link.children)}</a>', "[", ")")

    def page_link(self, link: PageLink) -> _Run:
        if link.page and not self.is_there(link.page):
            raise UnknownFormError
        url = self.page.url(link.page, link.anchor) if link.page else f"#{link.anchor or ''}"
        return _Run(f'<a href="{address(url)}">{self._linked(link.children)}</a>', "[", ")")

    def _linked(self, children: Inlines) -> str:
        words = self.inlines(children).html
        if "<a " in words:
            raise UnknownFormError
        return words

    def marked(self, tag: str, children: Inlines) -> _Run:
        inner = self.inlines(children)
        nests = any(isinstance(child, (Emphasis, Strong)) for child in children)
        written = f"<{tag}>{inner.html}</{tag}>"
        is_as_html = (
            nests
            or not inner.html
            or inner.html != inner.html.strip()
            or "*" in (inner.first, inner.last)
        )
        return _tagged(written) if is_as_html else _Run(written, "*", "*")

    def cited(self, group: Cited) -> _Run:
        word = _words(group.word)
        numbers = [self.number(citation) for citation in group.citations]
        written = "".join(number.html for number in numbers)
        if self.page.sources:
            return _tagged(f'<span class="cites">{word.html}{written}</span>')
        shown = f"{word.html[:-1]}&#33;" if word.html.endswith("!") else word.html
        return _Run(shown + written, word.first or numbers[0].first, numbers[-1].last)

    def number(self, citation: Citation) -> _Run:
        if self.page.sources:
            return _tagged(literal(self.page.number(citation)))
        number = str(self.page.numbers[citation.source_id])
        shown = f"{number}, {_escaped(citation.locator)}" if citation.locator else number
        anchor = source_anchor(citation.source_id)
        return _Run(f'<a class="cite" href="#{anchor}">{shown}</a>', "[", "}")


def _foreign(inline: Foreign) -> _Run:
    words, language = _words(single_spaced(inline.text)), inline.language
    if language is None:
        return words
    told = f'lang="{language}" dir="{direction(language)}"'
    return _tagged(f"<span {told}>{words.html}</span>")


def _unresolved(_: _Body, link: RecordLink) -> _Run:
    raise ValueError(f"the link to {link.record_id} was not resolved by its page")


_INLINE: dict[type[Any], Callable[[_Body, Any], _Run]] = {
    Text: lambda _, text: _words(single_spaced(text.text)),
    Time: lambda _, time: _words(single_spaced(time.text)),
    Foreign: lambda _, inline: _foreign(inline),
    Emphasis: lambda body, inner: body.marked("em", inner.children),
    Strong: lambda body, inner: body.marked("strong", inner.children),
    Code: lambda _, code: _tagged(f"<code>{_escaped(' '.join(code.text.split()))}</code>"),
    LineBreak: lambda _, __: _tagged("<br>"),
    Link: _Body.link,
    PageLink: _Body.page_link,
    Citation: _Body.number,
    Cited: _Body.cited,
    RecordLink: _unresolved,
}


def _attributes(anchor: str | None, role: str | None = None) -> str:
    told = f' class="{role}"' if role else ""
    return f'{told} id="{anchor}"' if anchor else told


def _at_a_beginning(run: _Run) -> str:
    """A text where a line begins, with the traces of what keeps it from being read as a mark."""
    text = run.html
    if text[:1].isspace():
        raise UnknownFormError
    if run.first == "[":
        text = text.replace("]:", "]&#58;")
    if _FENCE.match(text):
        return f"&#{ord(text[0])};{text[1:]}"
    return text
