"""Editors' prose: its citations and links, and, for `.md` files, its Markdown.

The one owner of Python-Markdown and nh3. Two readings:

- `parse_prose`: literal text of a YAML field; only `[@source, p. 4]` and `[[id|words]]` mean
  something.
- `parse_markdown`: the body of a `.md` file. Raw HTML is off, what Python-Markdown gives is
  sanitised by nh3, and only what document.py has a node for can come out.

Both are pure functions of their text and are remembered by it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from threading import Lock

import markdown
import nh3

from generator.characters import HIDDEN, hidden_message
from generator.document import (
    PAGE_ANCHORS,
    Block,
    BlockQuote,
    Blocks,
    Citation,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Item,
    LineBreak,
    Link,
    List,
    PageLink,
    Paragraph,
    Rule,
    Strong,
    Table,
    Text,
    free_name,
    slug,
    text_of,
)
from generator.references import Problem, Reference, excerpt, scan
from generator.values import replace

# Python-Markdown is quadratic or worse in each of these; measured, a block at all limits at
# once takes well under a second.
BLOCK_LENGTH_LIMIT = 10_000
BRACKETS_LIMIT = 400
MARKS_LIMIT = 400
NESTING_LIMIT = 12
CELLS_LIMIT = 2_000
BLOCK_LINES_LIMIT = 1_000
LINES_LIMIT = 5_000
FILE_MARKS_LIMIT = 10_000
FILE_COST_LIMIT = 10_000_000
PROSE_MARKS_LIMIT = 1_000


# --- YAML prose ------------------------------------------------------------------------------


@lru_cache(maxsize=10_000)
def parse_prose(text: str) -> tuple[Inlines, ...]:
    """The paragraphs of a YAML prose field."""
    paragraphs: list[list[Inline]] = [[]]
    for piece in scan(text).pieces:
        if isinstance(piece, Reference):
            paragraphs[-1].append(piece.node)
            continue
        for index, part in enumerate(re.split(r"\n\s*\n", piece)):
            if index:
                paragraphs.append([])
            if part:
                paragraphs[-1].append(Text(re.sub(r"\s+", " ", part)))
    return tuple(tidy(tuple(paragraph)) for paragraph in paragraphs if paragraph)


def tidy(inlines: Inlines) -> Inlines:
    """Prose as a printer sets it: citations close up behind the stop or comma that an editor
    may have typed after them, and no space stands at either end."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and result and isinstance(result[-1], Citation):
            stop = _STOP.match(inline.text)
            if stop:
                _set_before_citations(result, stop.group(1))
                inline = Text(inline.text[stop.end() :])
        before = result[-1] if result else None
        if isinstance(inline, Citation) and isinstance(before, Text):
            text = before.text.rstrip()
            result[-1:] = [Text(text)] if text else []
        if inline != Text("") and not (inline == Text(" ") and not result):
            result.append(inline)
    if result and isinstance(result[0], Text):
        result[0] = Text(result[0].text.lstrip())
    if result and isinstance(result[-1], Text):
        result[-1] = Text(result[-1].text.rstrip())
    return tuple(inline for inline in result if inline != Text(""))


_STOP = re.compile(r"\s*([.,;:])(?![.\w])")


def _set_before_citations(result: list[Inline], stop: str) -> None:
    """Put a stop in front of the run of citations that ends `result`."""
    at = len(result)
    while at and isinstance(result[at - 1], Citation):
        at -= 1
    before = result[at - 1] if at else None
    if isinstance(before, Text):
        result[at - 1] = Text(before.text.removesuffix(stop) + stop)
    else:
        result.insert(at, Text(stop))


# --- Markdown --------------------------------------------------------------------------------


def check_markdown(text: str) -> tuple[Problem, ...]:
    """What must be mended before the text may be given to a Markdown parser."""
    problems = []
    offset = lines = 0
    for block in re.split(r"(\n[ \t]*\n)", text):
        lines += block.count("\n")
        problem = _too_much(block)
        if problem:
            problems.append(
                Problem(offset, "too-complex", problem, "break it into shorter paragraphs")
            )
        offset += len(block)
    if lines > LINES_LIMIT:
        message = f"this text has {lines:,} lines; the limit is {LINES_LIMIT:,}"
        problems.append(Problem(0, "too-complex", message, "split it into several pages"))
    marks = sum(text.count(mark) for mark in "[]<(*_`\\|&")
    if marks > FILE_MARKS_LIMIT and not problems:
        message = f"this text has {marks:,} brackets and marks; the limit is {FILE_MARKS_LIMIT:,}"
        problems.append(Problem(0, "too-complex", message, "split it into several pages"))
    cost = sum(len(block) * _brackets(block) for block in re.split(r"\n[ \t]*\n", text))
    if cost > FILE_COST_LIMIT and not problems:
        message = "this text has too many long paragraphs full of brackets and marks"
        problems.append(Problem(0, "too-complex", message, "split it into several pages"))
    if not problems:
        problems += _hidden_entities(text)
        problems += _bad_links(text)
    return tuple(problems)


_LEVEL = re.compile(r">|[*+-](?=\s)|[0-9]{1,9}\.(?=\s)")
_LEAD = re.compile(r"(?:[ \t]|>|[*+-](?=\s)|[0-9]{1,9}\.(?=\s))*+")


def _too_much(block: str) -> str | None:
    if len(block) > BLOCK_LENGTH_LIMIT:
        return f"this paragraph has {len(block):,} characters; the limit is {BLOCK_LENGTH_LIMIT:,}"
    brackets = _brackets(block)
    if brackets > BRACKETS_LIMIT:
        return f"this paragraph has {brackets:,} brackets; the limit is {BRACKETS_LIMIT}"
    marks = sum(block.count(mark) for mark in "*_`\\")
    if marks > MARKS_LIMIT:
        return f"this paragraph has {marks:,} of the marks * _ ` \\; the limit is {MARKS_LIMIT}"
    lines = block.strip("\n").split("\n")
    if len(lines) > BLOCK_LINES_LIMIT:
        return f"this paragraph has {len(lines):,} lines; the limit is {BLOCK_LINES_LIMIT:,}"
    # A table has as many cells in each row as in its first, however short the others are.
    if len(lines) > 2 and lines[0].count("|") * len(lines) > CELLS_LIMIT:
        return f"this table has more than {CELLS_LIMIT:,} cells"
    for line in lines:
        lead = _LEAD.match(line)
        depth = lead.group().expandtabs(4) if lead else ""
        if len(_LEVEL.findall(depth)) > NESTING_LIMIT or len(depth) > NESTING_LIMIT * 4:
            return f"this is nested more than {NESTING_LIMIT} levels deep"
    return None


def _brackets(block: str) -> int:
    return sum(block.count(mark) for mark in "[]<(")


def check_prose(text: str) -> tuple[Problem, ...]:
    """What must be mended in a YAML prose field: each mark costs an escape on the page."""
    marks = sum(text.count(mark) for mark in "*_`\\|&<>{}[]#")
    if marks <= PROSE_MARKS_LIMIT:
        return ()
    message = f"this text has {marks:,} brackets and marks; the limit is {PROSE_MARKS_LIMIT:,}"
    return (Problem(0, "too-complex", message, "take them out, or write the text in a .md file"),)


_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def _hidden_entities(text: str) -> list[Problem]:
    """Entities that stand for characters which may not be typed either."""
    found = ((match, HIDDEN.search(unescape(match.group()))) for match in _ENTITY.finditer(text))
    return [
        Problem(match.start(), "control-character", hidden_message(hidden.group()), "delete it")
        for match, hidden in found
        if hidden
    ]


_TAGS = {
    "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip

# Stand for references while Python-Markdown works; from a private-use plane that text cannot
# hold unnoticed, because the same characters in the text are replaced as well.
_OPEN, _CLOSE = "\U000f0000", "\U000f0001"
_PLACEHOLDER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


class _Html(markdown.Markdown):
    """One reused instance: making one costs as much as a page."""

    def __init__(self) -> None:
        super().__init__(extensions=["tables", "sane_lists"], output_format="html")
        self.preprocessors.deregister("html_block")
        for name in ("html", "automail", "image_link", "image_reference", "reference",
                     "short_reference", "short_image_ref"):  # fmt: skip
            if name in self.inlinePatterns:
                self.inlinePatterns.deregister(name)
        self.parser.blockprocessors.deregister("reference")


_markdown = _Html()
_one_at_a_time = Lock()


@lru_cache(maxsize=20_000)
def parse_markdown(text: str) -> Blocks:
    """The blocks of a Markdown text that `check_markdown` had nothing against."""
    html, found = _converted(text)
    builder = _TreeBuilder(found)
    builder.feed(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )
    )
    builder.close()
    return _with_own_anchors(builder.blocks(), set(PAGE_ANCHORS))


def _with_own_anchors(blocks: Blocks, taken: set[str]) -> Blocks:
    """Headings that are called alike, or like a part of a page, get numbers, wherever they stand."""
    return tuple(_with_own_anchor(block, taken) for block in blocks)


def _with_own_anchor(block: Block, taken: set[str]) -> Block:
    match block:
        case Heading(_, _, chosen):
            anchor = free_name(chosen, taken)
            taken.add(anchor)
            return replace(block, anchor=anchor)
        case BlockQuote(inner):
            return replace(block, blocks=_with_own_anchors(inner, taken))
        case List(items):
            kept = (replace(item, blocks=_with_own_anchors(item.blocks, taken)) for item in items)
            return replace(block, items=tuple(kept))
        case _:
            return block


Found = tuple[tuple[Inline, str], ...]


@lru_cache(maxsize=2_000)
def _converted(text: str) -> tuple[str, Found]:
    """Python-Markdown's HTML, not yet safe, and what its placeholders stand for, as typed."""
    found: list[tuple[Inline, str]] = []
    parts: list[str] = []

    def keep(inline: Inline, typed: str) -> None:
        parts.append(f"{_OPEN}{len(found)}{_CLOSE}")
        found.append((inline, typed))

    for piece in scan(text, is_markdown=True).pieces:
        if isinstance(piece, Reference):
            keep(piece.node, piece.typed)
            continue
        for part in re.split(f"([{_OPEN}{_CLOSE}])", piece):
            if part in {_OPEN, _CLOSE}:
                keep(Text(part), part)
            else:
                parts.append(part)
    # One converter for all: a preview reads and shows at the same time.
    with _one_at_a_time:
        _markdown.reset()
        return _markdown.convert("".join(parts)), tuple(found)


def _bad_links(text: str) -> list[Problem]:
    """Links of Markdown to anything but http, https, mailto and pages of this site."""
    problems = []
    after = 0
    html, found = _converted(text)
    for found_href in _hrefs(html):
        href = _PLACEHOLDER.sub(lambda match: found[int(match.group(1))][1], found_href)
        after = _offset_of_link(text, href, after)
        if not _is_allowed(href):
            problems.append(
                Problem(
                    after,
                    "unsafe-link",
                    f'a link may not lead to "{excerpt(href)}"',
                    "write an address that begins with https://, http:// or mailto:, or [[id]]",
                )
            )
    return problems


def _offset_of_link(text: str, href: str, after: int) -> int:
    """Where a link's address was typed: behind "](" or "<", and behind the link before it."""
    for opener in ("](", "](<", "<"):
        at = text.find(opener + href, after)
        if at >= 0:
            return at + len(opener)
    # The address is spelled in another way than it is read; the link itself must do.
    return max(text.find("](", after) + 2, after)


def _is_allowed(href: str) -> bool:
    if re.match(r"https?://[^\s/]|mailto:[^\s]", href, re.IGNORECASE):
        return not re.search(r"[\[\]\s]", href)
    return re.fullmatch(r"#[\w.-]+|/(?!/)[a-z0-9/-]*(?:#[\w.-]+)?", href) is not None


def _hrefs(html: str) -> list[str]:
    finder = _HrefFinder()
    finder.feed(html)
    return finder.found


class _HrefFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value or "" for name, value in attributes if name == "href"]


class _Open:
    """An element whose end has not come yet, with what it holds so far."""

    def __init__(self, tag: str, href: str | None = None) -> None:
        self.tag = tag
        self.href = href
        self.inlines: list[Inline] = []
        self.blocks: list[Block] = []
        self.items: list[Item] = []
        self.rows: list[tuple[Inlines, ...]] = []
        self.cells: list[Inlines] = []


class _TreeBuilder(HTMLParser):
    """Builds document nodes from the well-formed HTML that nh3 returns."""

    def __init__(self, found: Found) -> None:
        super().__init__(convert_charrefs=True)
        self.found = found
        self.stack = [_Open("root")]

    def blocks(self) -> Blocks:
        root = self.stack[0]
        _flush(root)
        return tuple(root.blocks)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.stack[-1].inlines.append(LineBreak())
        elif tag == "hr":
            _flush(self.stack[-1])
            self.stack[-1].blocks.append(Rule())
        else:
            self.stack.append(_Open(tag, dict(attributes).get("href")))

    def handle_data(self, data: str) -> None:
        top = self.stack[-1]
        if top.tag in {"pre", "code"}:
            top.inlines.append(Text(_PLACEHOLDER.sub(self._as_typed, data)))
            return
        position = 0
        for match in _PLACEHOLDER.finditer(data):
            _add_text(top, data[position : match.start()])
            top.inlines.append(self.found[int(match.group(1))][0])
            position = match.end()
        _add_text(top, data[position:])

    def handle_endtag(self, tag: str) -> None:
        if len(self.stack) < 2:
            return
        del tag  # nh3 balances what it returns, so the innermost element is the one that ends
        done = self.stack.pop()
        parent = self.stack[-1]
        if done.tag in {"em", "strong", "code", "a"}:
            parent.inlines.append(self._inline(done, parent))
        elif done.tag in {"li", "td", "th", "tr", "thead", "tbody"}:
            _add_to_list_or_table(done, parent)
        else:
            _flush(parent)
            parent.blocks += _blocks(done)

    def _inline(self, done: _Open, parent: _Open) -> Inline:
        children = tuple(done.inlines)
        if done.tag == "em":
            return Emphasis(children)
        if done.tag == "strong":
            return Strong(children)
        if done.tag == "a":
            return self._anchor(done)
        text = _literal_text(done)
        return Text(text) if parent.tag == "pre" else Code(text)

    def _as_typed(self, match: re.Match[str]) -> str:
        return self.found[int(match.group(1))][1]

    def _anchor(self, done: _Open) -> Inline:
        href, children = done.href or "", tuple(done.inlines)
        if href.startswith("#"):
            return PageLink("", href[1:], children)
        if href.startswith("/"):
            page, _, anchor = href.partition("#")
            return PageLink(page.strip("/") or "index", anchor or None, children)
        return Link(href, children)


def _add_text(top: _Open, text: str) -> None:
    if not text:
        return
    if (
        top.tag in {"root", "ul", "ol", "table", "thead", "tbody", "tr", "blockquote"}
        and not text.strip()
    ):
        return
    top.inlines.append(Text(re.sub(r"\s+", " ", text)))


def _flush(element: _Open) -> None:
    """Loose inlines of a list item or quotation become a paragraph of their own."""
    inlines = tidy(tuple(element.inlines))
    element.inlines.clear()
    if inlines:
        element.blocks.append(Paragraph(inlines))


def _literal_text(element: _Open) -> str:
    return "".join(inline.text for inline in element.inlines if isinstance(inline, Text))


def _add_to_list_or_table(done: _Open, parent: _Open) -> None:
    if done.tag == "li":
        _flush(done)
        parent.items.append(Item(tuple(done.blocks)))
    elif done.tag in {"td", "th"}:
        parent.cells.append(tidy(tuple(done.inlines)))
    elif done.tag == "tr":
        parent.rows.append(tuple(done.cells))
    else:
        parent.rows += done.rows


def _blocks(done: _Open) -> list[Block]:
    """What an element of block kind becomes, once all it holds has been read."""
    if done.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return [_heading(int(done.tag[1]), done.inlines)]
    if done.tag in {"ul", "ol"}:
        return [List(tuple(done.items), ordered=done.tag == "ol")]
    if done.tag == "pre":
        return [CodeBlock(_literal_text(done).rstrip("\n"))]
    if done.tag == "table":
        return [Table(done.rows[0], tuple(done.rows[1:]))] if done.rows else []
    _flush(done)
    if done.tag == "blockquote":
        return [BlockQuote(tuple(done.blocks))]
    return done.blocks


_EXPLICIT_ANCHOR = re.compile(r"\s*\{\s*#([a-z0-9]+(?:-[a-z0-9]+)*)\s*\}\s*$")


def _heading(level: int, inlines: list[Inline]) -> Heading:
    """A heading; `{#anchor}` at its end names its anchor, else its words do."""
    anchor = None
    if inlines and isinstance(inlines[-1], Text):
        match = _EXPLICIT_ANCHOR.search(inlines[-1].text)
        if match:
            anchor = match.group(1)
            inlines[-1] = Text(inlines[-1].text[: match.start()])
    children = tidy(tuple(inlines))
    return Heading(level, children, anchor or slug(text_of(children)))
