"""A document as Markdown that reads well and that Python-Markdown turns into inert HTML.

What Markdown can say is said in Markdown; attribute lists (`{: #anchor .role }`) carry anchors
and roles. What it cannot say stands there as HTML, from writers/html/. Extensions that the result
needs: attr_list, sane_lists, tables.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote

from generator.components.sources import SourceList
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
    Inline,
    Inlines,
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
from generator.writers import html as forms
from generator.writers.citing import Cited, grouped
from generator.writers.html.markup import once, single_spaced
from generator.writers.relative import relative

Escape = Callable[[str], str]


def file_of(page: str) -> str:
    """The Markdown file of a page: "topics/crimea" is topics/crimea.md, home is index.md."""
    return f"{page}.md" if page else "index.md"


def write(document: Document, escape: Escape | None = None) -> str:
    """The text of a document's Markdown file for an engine, with its front matter.

    `escape` stands for the one place where characters are made literal; only the test that
    proves that place to be needed passes another.
    """
    page = page_of(document)
    writer = _Writer(document.path.rpartition("/")[0], page, escape or escaped)
    return f"{_front_matter(document)}\n{writer.blocks(document.blocks)}\n"


def write_twin(document: Document) -> str:
    """The same page as Markdown that stands alone: no HTML of ours, no marks for a style sheet."""
    writer = _Twin(document.path.rpartition("/")[0], page_of(document), escaped)
    return f"{writer.blocks(_plain(document.blocks))}\n"


def page_of(document: Document) -> forms.Page:
    """What components need of the page: the numbers of its citations, and their sources."""
    listed = [block for block in document.blocks if isinstance(block, SourceList)]
    sources = {source.source_id: source for block in listed for source in block.sources}
    numbers = {id: source.number for id, source in sources.items()} or document.numbers
    return forms.Page(document.path, numbers, sources)


def _plain(blocks: Blocks) -> Blocks:
    plain: list[Block] = []
    for block in blocks:
        plain += block.plain() if isinstance(block, Component) else (block,)
    return tuple(plain)


def _front_matter(document: Document) -> str:
    # Themes print titles as they stand, so the title is escaped here; JSON strings are YAML.
    lines = ["---", f"title: {_quoted(document.title)}"]
    if document.description:
        lines.append(f"description: {_quoted(document.description)}")
    return "\n".join([*lines, "---", ""])


def _quoted(text: str) -> str:
    return json.dumps(html.escape(" ".join(text.split())), ensure_ascii=False)


# --- escaping --------------------------------------------------------------------------------

_MARKUP = re.compile(r"[\\`*_{}\[\]]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_ENTITY = re.compile(r"[&<>|]")
_HTML_MARKUP = re.compile(r"[\\`*_{}\[\]|]")


@once
def escaped(text: str) -> str:
    """`text` with every character that Markdown or HTML could read as markup made literal."""
    text = _MARKUP.sub(r"\\\g<0>", text)
    return _ENTITY.sub(lambda match: _ENTITIES[match.group()], text)


_CLOSING_HASHES = re.compile(r"#+$")
_LINE_START = re.compile(r"(?P<mark>[-+#!])|(?P<number>\d+)(?P<dot>\.)|(?P<fence>[~=:^])")


def _line(text: str) -> str:
    """A paragraph's text made safe at its beginning, where list, heading and fence marks count."""
    text = text.lstrip()
    if text[:1].isalpha():
        return text
    if text.startswith("["):
        # Words in brackets before a colon would define a reference and vanish.
        text = text.replace("\\]:", "\\]&#58;").replace("]:", "]&#58;")
    match = _LINE_START.match(text)
    if match is None:
        return text
    if match["mark"]:
        return f"\\{text}"
    if match["number"]:
        return f"{match['number']}\\.{text[match.end() :]}"
    return f"&#{ord(match['fence'])};{text[1:]}"


@once
def address(href: str) -> str:
    """An address for the parentheses of a Markdown link."""
    safe = quote(href, safe="%/:?#@!$&*+,;=~-._")
    return safe.replace("&", "&amp;").replace("*", "%2A")


# --- blocks ----------------------------------------------------------------------------------


def _attributes(anchor: str | None, role: str | None = None, *more: str) -> str:
    """An attribute list, or nothing; a language attribute comes in `more`."""
    parts = [f"#{anchor}"] if anchor else []
    parts += [f".{role}"] if role else []
    parts += more
    return "{: " + " ".join(parts) + " }" if parts else ""


def _language(language: str | None) -> tuple[str, ...]:
    if language is None:
        return ()
    return (f"lang={language}", f"dir={direction(language)}")


class _Writer(Value, dict=True):
    folder: str
    page: forms.Page
    escape: Escape

    def attributes(self, anchor: str | None, role: str | None = None, *more: str) -> str:
        return _attributes(anchor, role, *more)

    def blocks(self, blocks: Blocks) -> str:
        return "\n\n".join([self.block(block) for block in blocks])

    def block(self, block: Block) -> str:
        match block:
            case Heading(level, children, anchor):
                return self._heading(level, children, anchor)
            case Paragraph(children, role, anchor):
                return self._paragraph(_line(self.inlines(children)), self.attributes(anchor, role))
            case List():
                return self._list(block)
            case BlockQuote(inner):
                return _prefixed("> ", self.blocks(inner))
            case Quotation():
                return self._quotation(block)
            case Table():
                return self._table(block)
            case CodeBlock(text):
                return _prefixed("    ", text)
            case Rule():
                return "* * *"
            case Component():
                return forms.component(self.page, block)

    def _heading(self, level: int, children: Inlines, anchor: str) -> str:
        text = self.inlines(children)
        if not text:
            return self._empty_heading(level, anchor)
        # Hashes at the end would be taken for a closing mark.
        text = _CLOSING_HASHES.sub(lambda match: match.group().replace("#", "\\#"), text)
        return f"{'#' * level} {text} {self.attributes(anchor)}".rstrip()

    def _empty_heading(self, level: int, anchor: str) -> str:
        return f'<h{level} id="{html.escape(anchor)}"></h{level}>'

    def _paragraph(self, text: str, attributes: str) -> str:
        return f"{text}\n{attributes}" if attributes else text

    def _list(self, block: List) -> str:
        written = []
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}. ".ljust(4) if block.ordered else "-   "
            body = self.blocks(item.blocks)
            attributes = self.attributes(item.anchor)
            if attributes and len(item.blocks) == 1:
                body = f"{body}\n{attributes}"
            elif attributes:
                first, *rest = item.blocks
                body = "\n\n".join([f"{self.block(first)}\n{attributes}", self.blocks(tuple(rest))])
            written.append(mark + _prefixed("    ", body).lstrip())
        # In a loose list an attribute list belongs to the item's first paragraph, in a tight one
        # to the item: lists with anchors are always loose, so that an anchor means one thing.
        is_loose = any(len(item.blocks) > 1 or item.anchor for item in block.items)
        return ("\n\n" if is_loose else "\n").join(written)

    def _quotation(self, block: Quotation) -> str:
        words = quoted_words(block.text)
        attributes = self.attributes(block.anchor, None, *_language(block.language))
        quoted = _prefixed("> ", self._paragraph(_line(self.escape(f"“{words}”")), attributes))
        attribution = self._paragraph(
            _line(self.inlines(block.attribution)), self.attributes(None, "attribution")
        )
        return f"{quoted}\n\n{attribution}"

    def _table(self, block: Table) -> str:
        rows = [self._row(block.header), "| " + " | ".join("---" for _ in block.header) + " |"]
        return "\n".join([*rows, *(self._row(row) for row in block.rows)])

    def _row(self, cells: tuple[Inlines, ...]) -> str:
        return "| " + " | ".join(self.inlines(cell) for cell in cells) + " |"

    # --- inlines -----------------------------------------------------------------------------

    @cached_property
    def by_kind(self) -> dict[type[Any], Callable[[Any], str]]:
        """What writes each kind of inline; a chain of questions would cost more than all the rest."""
        return {
            Text: self.words, Time: self.words, Foreign: self.foreign, Code: self.code,
            Emphasis: self.marked, Strong: self.marked, LineBreak: self.line_break,
            Link: self.link, PageLink: self.page_link, RecordLink: self.unresolved,
            Citation: self.number, Cited: self.cited,
        }  # fmt: skip

    def inlines(self, inlines: Inlines) -> str:
        group = grouped(inlines)
        written = self.by_kind
        parts = [written[type(part)](part) for part in group]
        text = "".join(parts)
        return self._parted(group, parts) if "**" in text or "![" in text else text

    def _parted(self, group: Sequence[Inline | Cited], parts: list[str]) -> str:
        """What was written of each, where marks may touch that Markdown would read as one."""
        written = ""
        for inline, part in zip(group, parts, strict=True):
            if part.startswith("*") and written.endswith("*"):
                # Two runs of emphasis that touch would be read as one; HTML keeps them apart.
                assert isinstance(inline, (Emphasis, Strong))
                part = self._as_html(inline)
            if part.startswith("[") and written.endswith("!"):
                # An exclamation mark before a link would make it an image.
                written = f"{written[:-1]}&#33;"
            written += part
        return written

    def words(self, inline: Text | Time | Foreign) -> str:
        return self.escape(single_spaced(inline.text))

    def foreign(self, inline: Foreign) -> str:
        text, language = self.words(inline), inline.language
        if language is None:
            return text
        return f'<span lang="{language}" dir="{direction(language)}">{text}</span>'

    def code(self, inline: Code) -> str:
        return f"<code>{self.escape(' '.join(inline.text.split()))}</code>"

    def line_break(self, inline: LineBreak) -> str:
        del inline
        return "<br>"

    def link(self, link: Link) -> str:
        return f"[{self.inlines(link.children)}]({address(link.href)})"

    def page_link(self, link: PageLink) -> str:
        return f"[{self.inlines(link.children)}]({self._target(link.page, link.anchor)})"

    def unresolved(self, link: RecordLink) -> str:
        raise ValueError(f"the link to {link.record_id} was not resolved by its page")

    def marked(self, inline: Emphasis | Strong) -> str:
        inner = self.inlines(inline.children)
        nests = any(isinstance(child, (Emphasis, Strong)) for child in inline.children)
        if nests or not inner or inner != inner.strip() or "*" in (inner[0], inner[-1]):
            return self._as_html(inline)
        return f"{_MARKS[type(inline)]}{inner}{_MARKS[type(inline)]}"

    def _as_html(self, inline: Emphasis | Strong) -> str:
        tag = "em" if isinstance(inline, Emphasis) else "strong"
        return f"<{tag}>{self.inlines(inline.children)}</{tag}>"

    def cited(self, group: Cited) -> str:
        """The numbers of a place, with the word before them."""
        if not self.page.sources:
            word = self.escape(group.word)
            if word.endswith("!"):
                # An exclamation mark before a link would make it an image.
                word = f"{word[:-1]}&#33;"
            return word + "".join(map(self.number, group.citations))
        numbers = "".join(map(self.number, group.citations))
        return f'<span class="cites">{self.escape(group.word)}{numbers}</span>'

    def number(self, citation: Citation) -> str:
        """A number that opens its source in place; a link to the list where the page has none."""
        if self.page.sources:
            return literal(self.page.number(citation))
        number = str(self.page.numbers[citation.source_id])
        shown = f"{number}, {self.escape(citation.locator)}" if citation.locator else number
        return f"[{shown}](#{source_anchor(citation.source_id)}){{: .cite }}"

    def _target(self, page: str, anchor: str | None) -> str:
        return _way(page, anchor, self.folder) if page else address(f"#{anchor or ''}")


@once
def _way(page: str, anchor: str | None, folder: str) -> str:
    """The address of a page's file, from a file in `folder`."""
    target = relative(file_of(page), folder)
    return address(f"{target}#{anchor}" if anchor else target)


_MARKS = {Emphasis: "*", Strong: "**"}


@once
def literal(markup: str) -> str:
    """HTML for the middle of a line of Markdown, which reads its marks even within attributes."""
    return _HTML_MARKUP.sub(lambda match: f"&#{ord(match.group())};", markup)


# What would end a code span, a table's cell, or count as HTML in spite of it.
_ESCAPED = re.compile(r"\\(.)")
_NO_CODE = re.compile(r"[`<&|\\]|^$")


class _Twin(_Writer):
    """Markdown for people and programs that read the file itself."""

    def attributes(self, anchor: str | None, role: str | None = None, *more: str) -> str:
        del anchor, role, more
        return ""

    def _empty_heading(self, level: int, anchor: str) -> str:
        del anchor
        return "#" * level

    # Without HTML: what Markdown has no mark for stands as its words alone.

    def foreign(self, inline: Foreign) -> str:
        return self.words(inline)

    def code(self, inline: Code) -> str:
        text = " ".join(inline.text.split())
        return self.escape(text) if _NO_CODE.search(text) else f"`{text}`"

    def page_link(self, link: PageLink) -> str:
        """A twin has no anchors: a link on the page is words, one to another goes to its top."""
        if link.page == "" and link.anchor:
            return self.inlines(link.children)
        return f"[{self.inlines(link.children)}]({self._target(link.page, None)})"

    def line_break(self, inline: LineBreak) -> str:
        """A break would begin a line, where marks count, and a table's row has no lines."""
        del inline
        return " / "

    def marked(self, inline: Emphasis | Strong) -> str:
        """Emphasis in which no star is left that could be taken for its end."""
        nests = any(isinstance(child, (Emphasis, Strong)) for child in inline.children)
        inner = self.inlines(inline.children)
        if "\\" in inner:
            inner = _ESCAPED.sub(lambda m: "&#42;" if m[1] == "*" else m[0], inner)
        if nests or not inner or inner != inner.strip():
            return inner
        return f"{_MARKS[type(inline)]}{inner}{_MARKS[type(inline)]}"

    def _as_html(self, inline: Emphasis | Strong) -> str:
        """Emphasis that touches another goes without marks."""
        return self.inlines(inline.children)

    def cited(self, group: Cited) -> str:
        return self.escape(group.word) + "".join(map(self.number, group.citations))

    def number(self, citation: Citation) -> str:
        number = str(self.page.numbers[citation.source_id])
        shown = f"{number}, {self.escape(citation.locator)}" if citation.locator else number
        return f"\\[{shown}\\]"


def _prefixed(prefix: str, text: str) -> str:
    """Every line of `text` behind `prefix`; empty lines keep only its visible part."""
    if text and "\n" not in text:
        return prefix + text
    return "\n".join(
        f"{prefix}{line}".rstrip() if not line else prefix + line for line in text.split("\n")
    )
