"""The parts of running text, each with its place in it: blocks, sentences, quoted words.

Markdown is read here as it was typed, so that a rule can name the very character; what it becomes
on a page is the work of prose.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Literal

from generator import references
from generator.values import Value

BlockKind = Literal["paragraph", "item", "table", "quotation"]
Span = tuple[int, int]


class Block(Value):
    """A paragraph, list item, table or quotation: what it is, its words, and where they begin."""

    kind: BlockKind
    start: int
    column: int
    text: str


_CHUNK = re.compile(r"(?:^[ \t]*\S[^\n]*\n?)+", re.MULTILINE)
_HEADING = re.compile(r"#[^\n]*\n?|\A[^\n]+\n(?:=+|-+)[ \t]*(?:\n|\Z)", re.MULTILINE)
_RULE = re.compile(r" {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,})\Z")
_ITEM = re.compile(r"[ \t]*(?:[*+-]|\d{1,9}\.)[ \t]+(?=\S)")
_TABLE = re.compile(r"[^\n]*\|[^\n]*\n[ \t]*(?=[^\n]*\|)[|:\- \t]*-[|:\- \t]*(?:\n|\Z)")


@lru_cache(maxsize=2_000)
def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks that hold prose, in their order: no headings, rules and code.

    Neighbouring paragraphs of a quotation are one block; an item inside an item is a block too.
    """
    found: list[Block] = []
    for chunk, is_code in _chunks(markdown):
        for start, text in () if is_code else _without_headings(chunk.group(), chunk.start()):
            new = list(_blocks_of(text, start))
            if found and found[-1].kind == new[0].kind == "quotation":
                before = found.pop()
                words = f"{before.text}\n\n{new[0].text}"
                new[0] = Block("quotation", before.start, before.column, words)
            found += new
    return tuple(found)


def _chunks(markdown: str) -> Iterator[tuple[re.Match[str], bool]]:
    """What stands between empty lines, and whether it is code: set in, and not below a list item."""
    in_list = False
    for chunk in _CHUNK.finditer(markdown):
        lines = chunk.group().split("\n")
        is_set_in = lines[0].startswith(("    ", "\t"))
        if not is_set_in:
            first = next((line for line in lines if not line.startswith("#")), "")
            in_list = _ITEM.match(first) is not None
        yield chunk, is_set_in and not in_list


def _without_headings(chunk: str, start: int) -> Iterator[tuple[int, str]]:
    """The stretches of lines between headings and rules."""
    kept: list[str] = []
    position = start
    under = _HEADING.match(chunk)
    skipped = 0 if chunk.startswith("#") or under is None else under.end()
    position += skipped
    for line in chunk[skipped:].splitlines(keepends=True):
        if line.startswith("#") or _RULE.match(line.rstrip("\n")):
            if kept:
                yield position - sum(map(len, kept)), "".join(kept)
            kept.clear()
        else:
            kept.append(line)
        position += len(line)
    if kept:
        yield position - sum(map(len, kept)), "".join(kept)


def _blocks_of(text: str, start: int) -> Iterator[Block]:
    kind: BlockKind = "paragraph"
    if _TABLE.match(text):
        kind = "table"
    elif text.lstrip(" ").startswith(">"):
        kind = "quotation"
    elif _ITEM.match(text):
        yield from _items(text, start)
        return
    lead = len(text) - len(text.lstrip())
    yield Block(kind, start + lead, len(text[:lead].expandtabs(4)), text.strip())


def _items(text: str, start: int) -> Iterator[Block]:
    """The items of a list, each with the lines that go on below its first."""
    lines: list[str] = []
    for line in [*text.splitlines(keepends=True), ""]:
        mark = _ITEM.match(line)
        if lines and (mark or not line):
            words = "".join(lines)
            lead = len(words) - len(words.lstrip())
            yield Block("item", start + lead, len(words[:lead].expandtabs(4)), words.strip())
            start += len(words)
            lines.clear()
        lines.append(line)


# --- inside a block --------------------------------------------------------------------------

_CODE = re.compile(r"(?<!`)(?P<ticks>`++).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_UNSEEN = re.compile(r"(?<=\]\()[^\s)]+|\{\s{0,9}#[^{}\n]{0,100}\}|\bhttps?://[^\s<>)\]]+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[*+-]|\d{1,9}\.)[ \t]|#)|(?<=\|)\n")
_STOP = re.compile(
    # First what is cheap to see: most characters end nothing.
    r"(?=[.!?…])"
    # Not behind an initial or a common short form, and not within [@source, p. 4].
    r"(?<![.!?…])(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St|Ms|No|no|pp|vs))(?<!\b(?:Mrs|Gen|Col|Sen|Rep|art|Art))(?<!\bp)"
    r"[.!?…]++[”’\"')\]*_]*+(?:\s*\[@[^\]\n]{1,300}\])*(?=\s|\Z)"
)
# No mark opens inside its own pair, so that a text of marks that never close is read but once.
_QUOTED = re.compile(
    r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"|‘(?:[^‘’]|(?<=\w)’(?=\w))*’|"
    r"(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)"
)


@lru_cache(maxsize=2_000)
def without_code(markdown: str) -> str:
    """The text with blanks in place of its code, so that every other character keeps its place."""
    pieces: list[str] = []
    position = 0
    for chunk, is_code in _chunks(markdown):
        pieces.append(markdown[position : chunk.start()])
        pieces.append(_blank(chunk) if is_code else _CODE.sub(_blank, chunk.group()))
        position = chunk.end()
    return "".join([*pieces, markdown[position:]])


def seen(markdown: str) -> str:
    """The text with blanks in place of code, addresses and anchors, which are not read as words."""
    return _UNSEEN.sub(_blank, without_code(markdown))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


@lru_cache(maxsize=200)
def _paragraphs(text: str) -> tuple[Span, ...]:
    ends = list(_PARAGRAPH_END.finditer(text))
    starts = [0, *(match.end() for match in ends)]
    return tuple(zip(starts, [*(match.start() for match in ends), len(text)], strict=True))


@lru_cache(maxsize=200)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """From where to where each sentence goes, with the sources behind it."""
    found: list[Span] = []
    for start, end in _paragraphs(text):
        position = start
        for match in _STOP.finditer(text, start, end):
            found.append((position, match.end()))
            position = match.end()
        found.append((position, end))
    return tuple(found)


@lru_cache(maxsize=200)
def _quotations(text: str) -> tuple[Span, ...]:
    matches = (match for span in _paragraphs(text) for match in _QUOTED.finditer(text, *span))
    return tuple(match.span() for match in matches)


def sentence_at(text: str, offset: int) -> Span:
    """From where to where the sentence goes that holds a character, with the sources behind it."""
    spans = sentence_spans(text)
    return spans[bisect_right(spans, offset, key=itemgetter(0)) - 1]


def without_quotations(text: str, stand_in: str) -> str:
    """The text with other words in the place of each quotation."""
    return _QUOTED.sub(stand_in, text)


def is_quoted(text: str, offset: int) -> bool:
    """Whether a character stands between quotation marks that its paragraph opens and closes."""
    spans = _quotations(text)
    at = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return at >= 0 and offset < spans[at][1]


@lru_cache(maxsize=200)
def _reference_spans(text: str, is_markdown: bool) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    for reference in references.scan(text, is_markdown=is_markdown).references:
        after_id = reference.offset + len(reference.id)
        if reference.typed.startswith("[["):
            end = text.rfind("[[", 0, reference.offset) + len(reference.typed)
            found += [(reference.offset, after_id, ""), (after_id, end, reference.id)]
        else:
            found.append((reference.offset, max(text.find("]", after_id), after_id), ""))
    return tuple(found)


def linked_id_at(text: str, offset: int, *, is_markdown: bool) -> str | None:
    """The id that a character links to, as one of the words of a link.

    It is empty for a character of a citation or of an id itself, which no reader sees as typed,
    and None for any other.
    """
    spans = _reference_spans(text, is_markdown)
    at = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return spans[at][2] if at >= 0 and offset < spans[at][1] else None


# "In terms of", "called for" and "with regard to" name nobody, and whoever denies or finds
# something is only quoted where "that" follows.
_NAMES_ITS_USER = re.compile(
    r"(?<![\w-])(?:say|says|said|saying|call(?:s|ed|ing)?(?! (?:for|on|off|up|back)\b)|"
    r"describe[sd]?|describing|(?<!in )(?<!with )(?<!this )regard(?:s|ed)?|consider(?:s|ed)?|"
    r"according to|(?<!in )(?<!long )(?<!short )terms?(?! of office)|termed|words?|wording|name[sd]?(?! after)|"
    r"label(?:s|led)?|(?:speaks?|spoke|speaking) of|refer(?:s|red|ring)? to|writes?|wrote|so-called|"
    r"in the (?:view|eyes) of|in (?:its|their|his|her) (?:view|eyes)|"
    r"(?:claim|argue|assert|den[yi]|declare|find|found|rule|insist|state|maintain|repl[yi]|warn|"
    r"announce|report|hold|held|agree|accept)(?:e?[sd])? that)(?![\w-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=2_000)
def names_its_user(sentence: str) -> bool:
    """Whether a sentence says of its words that they are somebody's: "what Russia calls …"."""
    return _NAMES_ITS_USER.search(sentence) is not None
