"""Quotation marks of every form: what stands between two that belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.quotes.paragraphs import Stretch

_MARK = re.compile(r"''|``|<<|>>|,,(?=\w)|[“”„‟\"«»‹›‘’‚‛'＂]")
CLOSERS = {
    "“": "”“", "„": "“”\"", "‟": "”", '"': '"”', "«": "»", "»": "«", "‹": "›", "›": "‹",
    "‘": "’'", "’": "’", "‚": "‘’", "‛": "’", "'": "'’", "``": "''”", "''": "''", "<<": ">>",
    ",,": "''“”\"", "”": "”", "＂": "＂",
}  # fmt: skip
# Nobody quotes deeper; whoever types a thousand openers only wants to keep us busy.
NESTING_LIMIT = 8
_SINGLE = frozenset("‘’‚‛'")
_NO_CONTEXT = frozenset("”»«›‹")


@dataclass
class Span:
    """What stands between two marks; `parent` is the span around it."""

    mark: str
    start: int
    end: int = -1
    children: list[Span] = field(default_factory=list)
    goes_on: bool = False
    close: int = -1
    marks: list[int] = field(default_factory=list)


def quoted_spans(text: str, blocks: tuple[Stretch, ...]) -> list[tuple[Stretch, list[Span]]]:
    """For each paragraph, its quotations that lie in no other; those left open go on or are dropped."""
    found = []
    for index, block in enumerate(blocks):
        spans, unclosed = _scan(text, block)
        if unclosed is not None:
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if following and text[following.start] in {
                unclosed.mark,
                "»" if unclosed.mark == "«" else "",
            }:
                unclosed.goes_on = True
                spans.append(unclosed)
            elif unclosed.mark not in _SINGLE:
                spans.append(unclosed)
        found.append((block, sorted(spans, key=lambda span: span.start)))
    return found


def _scan(text: str, block: Stretch) -> tuple[list[Span], Span | None]:
    done: list[Span] = []
    stack: list[Span] = []
    for match in _MARK.finditer(text, block.start, block.end):
        mark = match.group()
        before = text[match.start() - 1] if match.start() > block.start else " "
        after = text[match.end()] if match.end() < block.end else " "
        if _is_apostrophe(text, block, match, before, after, stack):
            continue
        at = _closes(stack, mark, before, after)
        if at is not None:
            span = stack[at]
            # What was opened inside and never closed was no quotation.
            for stray in stack[at + 1 :]:
                span.children += stray.children
            del stack[at:]
            span.end, span.close = match.start(), match.start()
            span.marks = [span.start - 1, match.start()]
            (stack[-1].children if stack else done).append(span)
        elif len(stack) < NESTING_LIMIT and _opens(mark, before, after):
            stack.append(Span(mark, match.end()))
    for stray in stack[1:]:
        stack[0].children += stray.children
    if not stack:
        return done, None
    unclosed = stack[0]
    unclosed.end = unclosed.close = block.end
    unclosed.marks = [unclosed.start - 1]
    if unclosed.mark in _SINGLE:
        return done + unclosed.children, None
    return done, unclosed


def _is_apostrophe(
    text: str, block: Stretch, match: re.Match[str], before: str, after: str, stack: list[Span]
) -> bool:
    mark = match.group()
    if mark not in {"'", "’", "‘", "‛"}:
        return False
    if (before.isalnum() and after.isalnum()) or (mark == "’" and before.isspace()):
        return True
    single = next((span for span in reversed(stack) if span.mark in _SINGLE), None)
    if mark in {"’", "'"} and before.isalnum():
        if single is None:
            return True
        # The parents’ house: a possessive where the quotation goes on and is closed later.
        if before in "sxz" and after == " " and text[match.end() + 1 : match.end() + 2].islower():
            rest = text[match.end() : min(block.end, match.end() + 600)]
            closer = re.search(r"[,.!?…]['’](?!\w)|['’](?=[,.;)\s]|\Z)", rest)
            opener = re.search(r"(?:^|[\s(—–])['‘](?=\w)", rest)
            return closer is not None and (opener is None or closer.start() < opener.start())
    return mark == "’" and single is None


def _closes(stack: list[Span], mark: str, before: str, after: str) -> int | None:
    for at in range(len(stack) - 1, -1, -1):
        if mark not in _closers_of(stack[at].mark):
            continue
        if mark in _NO_CONTEXT and stack[at].mark != mark:
            return at
        is_closing = not before.isspace() and not (
            after.isalnum() and not before.isalnum() and mark in {'"', "'"} and before in "(—–-["
        )
        if mark in {"“", '"', "'", "’", "‘", "＂"} and after.isalnum() and mark != '"':
            is_closing = False
        if mark == "“" and stack[at].mark == "“" and (before.isspace() or after.isalnum()):
            is_closing = False
        if is_closing:
            return at
    return None


def _closers_of(mark: str) -> tuple[str, ...]:
    closers = CLOSERS.get(mark, "")
    if mark in {"``", ",,", "''", "<<"}:
        return ("''", "”", "“", '"') if mark != "<<" else (">>",)
    return tuple(closers)


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in {"“", "«", "„", "‹", "‟", "``", "<<", ",,"}:
        return True
    if mark in {">>", "‹"}:
        return False
    at_head = before.isspace() or before in "([{—–-/“”\"„«‘'‚:"
    if mark in {"»", "›", "”"}:
        return at_head and (after.isalnum() or after in "[…¡¿")
    return at_head and (after.isalnum() or after in '[…¡¿“"«$€£(-–—')
