"""How one text is written in YAML: bare, in quotation marks, folded or line by line.

Everything is written from the text that was read, so that it cannot matter how it was typed; of
what was typed only the line breaks of a folded text are kept, where no line is too long.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.source import Mapping, Scalar, Sequence, parse_yaml
from generator.syntax import quoted

# Where a text is wrapped, and up to where one that its editor broke by hand is left alone.
WIDTH = 100
LONG = 140
NARROWEST = 40

# Texts that are bare in any place, so that the parser need not be asked.
_SURELY_BARE = re.compile(r"[^\W_](?:[\w/.’–-]|[ ](?=[\w/.’–]))*")
# A word for nothing, and what other readers of YAML take for a number or a yes: quotation marks
# around these are the editor's, and stay.
_NULL = re.compile(r"~?|null", re.IGNORECASE)
_NOT_TEXT_ELSEWHERE = re.compile(
    r"[-+.]?[0-9][0-9_.,:eExXoOa-fA-F+-]*|true|false|yes|no|on|off|y|n", re.IGNORECASE
)
_BREAKABLE = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
# Links and citations are looked for and renamed as they stand, so they are kept on one line.
_LINK = re.compile(r"\[[\[@][^\[\]\n]{1,80}\]")
_HEADER = re.compile(r"[|>][^\n]*\n?")


def meant(scalar: Scalar) -> str:
    """The text without line breaks at its end, which no field of a record keeps."""
    return scalar.text.rstrip("\n")


def one_line(scalar: Scalar, *, in_flow: bool = False) -> str:
    """The text on one line: bare where that means the same, else in quotation marks."""
    if scalar.is_null:
        return ""
    text = meant(scalar)
    if scalar.quote in {"'", '"'} and _NOT_TEXT_ELSEWHERE.fullmatch(text):
        return quoted(text)
    return text if is_bare(text, in_flow) else quoted(text)


@lru_cache(maxsize=4096)
def is_bare(text: str, in_flow: bool) -> bool:
    """Whether the text can stand without quotation marks, there and as a key."""
    if _NULL.fullmatch(text) or "\n" in text or "\t" in text:
        return False
    if _SURELY_BARE.fullmatch(text):
        return True
    parsed = parse_yaml(f"[{text}, {text}]" if in_flow else f"- {text}\n- {text}\n", "")
    return (
        not parsed.diagnostics
        and isinstance(parsed.node, Sequence)
        and [item.text if isinstance(item, Scalar) else None for item in parsed.node.items]
        == [text, text]
    )


@lru_cache(maxsize=256)
def key(text: str) -> str:
    """A key as it is written before its colon."""
    parsed = parse_yaml(f"{text}: 1", "")
    is_same = isinstance(parsed.node, Mapping) and parsed.node.key(text) and not parsed.diagnostics
    return text if is_same and is_bare(text, True) else quoted(text)


def lines_of(scalar: Scalar, lead: str, indent: int) -> list[str]:
    """The lines of a text behind `lead`, such as "  note:", with all below it at `indent`.

    Shape: one line, or the line with `>-` or `|-` and those of the text.
    """
    text = meant(scalar)
    inline = f"{lead} {one_line(scalar)}".rstrip()
    if scalar.is_null or not text:
        return [inline]
    paragraphs = text.split("\n\n")
    if not all(map(_can_be_folded, paragraphs)):
        return _line_by_line(text, lead, indent) if _can_be_literal(text) else [inline]
    if not _BREAKABLE.search(text) and len(paragraphs) == 1:
        return [inline]
    kept = _kept(scalar, paragraphs, indent)
    if kept is not None:
        return [f"{lead} >-", *_indented(kept, indent)]
    is_typed_so = scalar.quote not in {"|", ">"} and "\n" not in scalar.raw
    if len(paragraphs) == 1 and len(inline) <= (LONG if is_typed_so else WIDTH):
        return [inline]
    wrapped = [wrap(paragraph, max(WIDTH - indent, NARROWEST)) for paragraph in paragraphs]
    return [f"{lead} >-", *_indented(wrapped, indent)]


def wrap(paragraph: str, width: int) -> list[str]:
    """Break at single spaces, so that no line is longer than `width` but for one long word or link."""
    lines: list[str] = []
    whole = _LINK.sub(lambda link: link.group().replace(" ", "\0"), paragraph)
    for word in _BREAKABLE.split(whole):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [line.replace("\0", " ") for line in lines]


def _kept(scalar: Scalar, paragraphs: list[str], indent: int) -> list[list[str]] | None:
    """The lines of a folded text as they were typed; None where they are not to be kept."""
    if scalar.quote not in {"|", ">"} or (scalar.quote == "|" and len(paragraphs) > 1):
        return None
    typed = _HEADER.sub("", scalar.raw, count=1).strip("\n").split("\n")
    found: list[list[str]] = [[]]
    for line in typed:
        if line.strip(" "):
            found[-1].append(line.strip(" "))
        else:
            found.append([])
    if [" ".join(lines) for lines in found] != paragraphs:
        return None
    is_too_long = any(
        indent + len(line) > LONG and _BREAKABLE.search(line) for lines in found for line in lines
    )
    return None if is_too_long else found


def _indented(paragraphs: list[list[str]], indent: int) -> list[str]:
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        lines += [""] if number else []
        lines += [" " * indent + line for line in paragraph]
    return lines


def _can_be_folded(paragraph: str) -> bool:
    return bool(paragraph) and "\n" not in paragraph and paragraph == paragraph.strip(" \t")


def _can_be_literal(text: str) -> bool:
    """Whether `|-` shows the text: a line of spaces or a first line that is moved in would mislead."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and lines[0][0] not in " \t"
        and all(line == line.rstrip(" \t") for line in lines)
    )


def _line_by_line(text: str, lead: str, indent: int) -> list[str]:
    return [f"{lead} |-", *((" " * indent + line).rstrip() for line in text.split("\n"))]
