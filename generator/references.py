"""Citations and links in editors' prose: `[@source, p. 4]` and `[[id|words]]`, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.document import Citation, RecordLink
from generator.values import Value

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID_LINE = re.compile(
    rb"""(?:^[ \t-]*|[{,] *)id:[ \t]*["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?[ \t\r]*(?=[,}#]|$)""",
    re.MULTILINE,
)


def ids_written(data: bytes) -> Iterator[str]:
    """The ids that stand in the lines of `id:` of a file, which need not be right in anything else."""
    return (match.group(1).decode() for match in _ID_LINE.finditer(data))


class Problem(Value):
    """A mistake inside prose: where in its text, which one, and the cure.

    `named` is what was typed where an id belongs, should it be a record's name.
    """

    offset: int
    code: str
    message: str
    help: str
    named: str = ""


class Reference(Value):
    """A citation or a link in prose, where in the text its id stands, and how it was typed.

    Of several citations in one pair of brackets the first holds what was typed.
    """

    offset: int
    node: Citation | RecordLink
    typed: str = ""

    @property
    def id(self) -> str:
        return self.node.source_id if isinstance(self.node, Citation) else self.node.record_id


class Scan(Value):
    """The text cut into literal stretches and references, and what was wrong with them."""

    pieces: tuple[str | Reference, ...]
    problems: tuple[Problem, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Reference))


# --- references ------------------------------------------------------------------------------

PROBLEMS_LIMIT = 5

_MARK = re.compile(r"\\[\\\[]|\[@|\[\[")
_MARK_OR_CODE = re.compile(
    r"\\.|(?<!`)(?P<ticks>`++)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)|\[@|\[\[", re.DOTALL
)


@lru_cache(maxsize=10_000)
def scan(text: str, *, is_markdown: bool = False) -> Scan:
    """Find each citation and link of a prose text.

    In YAML prose a backslash keeps `[@` and `[[` literal; in Markdown, so do code spans.
    """
    if "[" not in text:
        return Scan((text,) if text else (), ())
    pieces: list[str | Reference] = []
    problems: list[Problem] = []
    literal: list[str] = []
    position = 0
    pattern = _MARK_OR_CODE if is_markdown else _MARK
    while match := pattern.search(text, position):
        literal.append(text[position : match.start()])
        position = match.end()
        opener = match.group()
        if opener not in {"[@", "[["}:
            literal.append(_literal(opener, text, match.end(), is_markdown))
            if not is_markdown and opener == "\\[" and text[position : position + 1] in {"[", "@"}:
                literal.append(text[position])
                position += 1
            continue
        found, end = (_cite if opener == "[@" else _link)(text, match.start())
        if isinstance(found, Problem):
            # One mistake is told often enough by its first few.
            problems += [found] if len(problems) < PROBLEMS_LIMIT else []
            literal.append(text[match.start() : end])
        else:
            pieces.append("".join(literal))
            literal.clear()
            pieces.extend(found)
        position = end
    pieces.append("".join([*literal, text[position:]]))
    return Scan(tuple(piece for piece in pieces if piece != ""), tuple(problems))


def _literal(opener: str, text: str, end: int, is_markdown: bool) -> str:
    """What stands for a stretch that is no reference: only `\\[[` and `\\[@` lose their backslash."""
    escapes_reference = opener == "\\[" and text[end : end + 1] in {"[", "@"}
    return "[" if escapes_reference and not is_markdown else opener


def _cite(text: str, start: int) -> tuple[list[str | Reference] | Problem, int]:
    """`[@id, locator; @other]` from its opening bracket: its references, and where it ends."""
    end = _closing(text, start + 1, "]")
    if end is None:
        return Problem(
            start, "broken-citation", "the citation opened by [@ here is never closed",
            'write it as [@source-id] or [@source-id, p. 4]; for a literal "[@" write "\\[@"',
        ), start + 2  # fmt: skip
    inside = text[start + 1 : end]
    found: list[str | Reference] = []
    offset = start + 1
    for part in inside.split(";"):
        match = re.fullmatch(r"(\s*@)([^\s,]*)\s*(?:,\s*(.*?))?\s*", part, re.DOTALL)
        if match is None or not ID_PATTERN.fullmatch(match.group(2)):
            lead = len(part) - len(part.lstrip())
            return Problem(
                offset + lead, "broken-citation", f'"{excerpt(part.strip())}" is not a citation',
                "write it as [@source-id] or [@source-id, p. 4]", part.strip().lstrip("@"),
            ), end + 1  # fmt: skip
        locator = " ".join(match.group(3).split()) if match.group(3) else None
        place = offset + match.end(1)
        typed = "" if found else text[start : end + 1]
        found.append(Reference(place, Citation(match.group(2), locator), typed))
        offset += len(part) + 1
    return found, end + 1


def _link(text: str, start: int) -> tuple[list[str | Reference] | Problem, int]:
    """`[[id|words]]` from its opening brackets: its reference, and where it ends."""
    end = _closing(text, start + 2, "]]")
    if end is None:
        return Problem(
            start, "broken-link", "the link opened by [[ here is never closed",
            'write it as [[id]] or [[id|words]]; for a literal "[[" write "\\[["',
        ), start + 2  # fmt: skip
    inside = text[start + 2 : end]
    id, bar, words = inside.partition("|")
    words = " ".join(words.split())
    if not ID_PATTERN.fullmatch(id.strip()) or (bar and not words):
        return Problem(
            start + 2, "broken-link", f'"{excerpt(inside)}" is not a link to a record',
            "write it as [[id]] or [[id|words]]", id.strip(),
        ), end + 2  # fmt: skip
    lead = len(id) - len(id.lstrip())
    link = RecordLink(id.strip(), words or None)
    return [Reference(start + 2 + lead, link, text[start : end + 2])], end + 2


def _closing(text: str, start: int, closer: str) -> int | None:
    """Where `closer` stands, looked for within the paragraph and before another opening."""
    end = text.find(closer, start, start + 500)
    if end < 0:
        return None
    between = text[start:end]
    return None if "[" in between or re.search(r"\n\s*\n", between) else end


def excerpt(text: str, limit: int = 40) -> str:
    """The beginning of a text on one line, to be named in a message."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
