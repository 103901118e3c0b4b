"""A document as Markdown that reads well and that Python-Markdown turns into inert HTML.

What Markdown can say is said in Markdown; attribute lists (`{: #anchor .role }`) carry anchors
and roles. What it cannot say stands there as HTML, from writers/html/. Extensions that the result
needs: attr_list, sane_lists, tables.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
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
    writer = _Writer(file_of(document.path), page, escape or escaped)
    return f"{_front_matter(document)}\n{writer.blocks(document.blocks)}\n"


def write_twin(document: Document) -> str:
    """The same page as Markdown that stands alone: no HTML of ours, no marks for a style sheet."""
    writer = _Twin(file_of(document.path), page_of(document), escaped)
    return f"{writer.blocks(_plain(document.blocks))}\n"


def page_of(document: Document) -> forms.Page:
    """What components need of the page: the numbers of its citations, and their sources."""
    listed = [block for block in document.blocks if isinstance(block, SourceList)]
    sources = {source.source_id: source for block in listed for source in block.sources}
    return forms.Page(document.path, document.numbers, sources)


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


@dataclass(frozen=True)
class _Writer:
    file: str
    page: forms.Page
    escape: Escape

    def attributes(self, anchor: str | None, role: str | None = None, *more: str) -> str:
        return _attributes(anchor, role, *more)

    def blocks(self, blocks: Blocks) -> str:
        return "\n\n".join(self.block(block) for block in blocks)

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
            return f'<h{level} id="{html.escape(anchor)}"></h{level}>'
        # Hashes at the end would be taken for a closing mark.
        text = _CLOSING_HASHES.sub(lambda match: match.group().replace("#", "\\#"), text)
        return f"{'#' * level} {text} {self.attributes(anchor)}"

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

    def inlines(self, inlines: Inlines) -> str:
        written = ""
        for inline in grouped(inlines):
            part = self._cited(inline) if isinstance(inline, Cited) else self.inline(inline)
            if part.startswith("*") and written.endswith("*"):
                # Two runs of emphasis that touch would be read as one; HTML keeps them apart.
                assert not isinstance(inline, Cited)
                part = self._as_html(inline)
            if part.startswith("[") and written.endswith("!"):
                # An exclamation mark before a link would make it an image.
                written = f"{written[:-1]}&#33;"
            written += part
        return written

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(text) | Time(text, _):
                return self.escape(single_spaced(text))
            case Foreign(text, language):
                text = single_spaced(text)
                if language is None:
                    return self.escape(text)
                attributes = f'lang="{language}" dir="{direction(language)}"'
                return f"<span {attributes}>{self.escape(text)}</span>"
            case Emphasis(children):
                return self._marked("*", inline, children)
            case Strong(children):
                return self._marked("**", inline, children)
            case Code(text):
                return f"<code>{self.escape(' '.join(text.split()))}</code>"
            case LineBreak():
                return "<br>"
            case Link(href, children):
                return f"[{self.inlines(children)}]({address(href)})"
            case PageLink(page, anchor, children):
                return f"[{self.inlines(children)}]({self._target(page, anchor)})"
            case Citation():
                return self._number(inline)
            case RecordLink(record_id, _):
                raise ValueError(f"the link to {record_id} was not resolved by its page")

    def _marked(self, mark: str, inline: Emphasis | Strong, children: Inlines) -> str:
        inner = self.inlines(children)
        nests = any(isinstance(child, (Emphasis, Strong)) for child in children)
        if nests or not inner or inner != inner.strip() or "*" in (inner[0], inner[-1]):
            return self._as_html(inline)
        return f"{mark}{inner}{mark}"

    def _as_html(self, inline: Inline) -> str:
        assert isinstance(inline, (Emphasis, Strong))
        tag = "em" if isinstance(inline, Emphasis) else "strong"
        return f"<{tag}>{self.inlines(inline.children)}</{tag}>"

    def _cited(self, group: Cited) -> str:
        """The numbers of a place, with the word before them."""
        if not self.page.sources:
            word = self.escape(group.word)
            if word.endswith("!"):
                # An exclamation mark before a link would make it an image.
                word = f"{word[:-1]}&#33;"
            return word + "".join(map(self._number, group.citations))
        numbers = "".join(map(self._number, group.citations))
        return f'<span class="cites">{self.escape(group.word)}{numbers}</span>'

    def _number(self, citation: Citation) -> str:
        """A number that opens its source in place; a link to the list where the page has none."""
        if self.page.sources:
            return literal(self.page.number(citation))
        number = str(self.page.numbers[citation.source_id])
        shown = f"{number}, {self.escape(citation.locator)}" if citation.locator else number
        return f"[{shown}](#{source_anchor(citation.source_id)}){{: .cite }}"

    def _target(self, page: str, anchor: str | None) -> str:
        if not page:
            return address(f"#{anchor or ''}")
        target = relative(file_of(page), self.file.rpartition("/")[0])
        return address(f"{target}#{anchor}" if anchor else target)


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

    def _heading(self, level: int, children: Inlines, anchor: str) -> str:
        if not self.inlines(children):
            return "#" * level
        return super()._heading(level, children, anchor).rstrip()

    def inline(self, inline: Inline) -> str:
        """Without HTML: what Markdown has no mark for stands as its words alone."""
        match inline:
            case Foreign(text, _):
                return self.escape(single_spaced(text))
            case Code(text):
                text = " ".join(text.split())
                return self.escape(text) if _NO_CODE.search(text) else f"`{text}`"
            case PageLink(page, anchor, children):
                # A twin has no anchors: a link on the page is words, one to another goes to its top.
                if page == "" and anchor:
                    return self.inlines(children)
                return f"[{self.inlines(children)}]({self._target(page, None)})"
            case LineBreak():
                # A break would begin a line, where marks count, and a table's row has no lines.
                return " / "
        return super().inline(inline)

    def _marked(self, mark: str, inline: Emphasis | Strong, children: Inlines) -> str:
        """Emphasis in which no star is left that could be taken for its end."""
        del inline
        nests = any(isinstance(child, (Emphasis, Strong)) for child in children)
        inner = _ESCAPED.sub(lambda m: "&#42;" if m[1] == "*" else m[0], self.inlines(children))
        if nests or not inner or inner != inner.strip():
            return inner
        return f"{mark}{inner}{mark}"

    def _as_html(self, inline: Inline) -> str:
        """Emphasis that touches another goes without marks."""
        assert isinstance(inline, (Emphasis, Strong))
        return self.inlines(inline.children)

    def _cited(self, group: Cited) -> str:
        return self.escape(group.word) + "".join(map(self._number, group.citations))

    def _number(self, citation: Citation) -> str:
        number = str(self.page.numbers[citation.source_id])
        shown = f"{number}, {self.escape(citation.locator)}" if citation.locator else number
        return f"\\[{shown}\\]"


def _prefixed(prefix: str, text: str) -> str:
    """Every line of `text` behind `prefix`; empty lines keep only its visible part."""
    return "\n".join(
        f"{prefix}{line}".rstrip() if not line else prefix + line for line in text.split("\n")
    )
