"""Where the paragraphs and the sentences of a text begin and end."""

from __future__ import annotations

import re

from generator.values import Value

_BLANK = re.compile(r"\n[ \t\u00a0\r\f\v]*(?:\n[ \t\u00a0\r\f\v]*)+|[\u2029\f]")
_LINE = re.compile(r"\r\n?|[\n\u2028\u0085]")
_TERMINAL = (".", "!", "?", "…", ":", "”", "»", '"', "“", "’", ")", "؟", "。")


class Stretch(Value):
    """A run of characters of a text."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


def paragraphs(text: str) -> tuple[Stretch, ...]:
    """The paragraphs of a text, in reading order, without the space around them.

    Empty lines part them. Where there are none each line is one, unless the lines look as if
    a program had wrapped them.
    """
    found = _cut(text, _BLANK)
    if len(found) == 1 and not _is_wrapped(text):
        found = _cut(text, _LINE)
    return found


def lines(text: str, within: Stretch) -> tuple[Stretch, ...]:
    """The lines of a paragraph that are not empty."""
    return tuple(
        Stretch(within.start + line.start, within.start + line.end)
        for line in _cut(text[within.start : within.end], _LINE)
    )


def _cut(text: str, separator: re.Pattern[str]) -> tuple[Stretch, ...]:
    found = []
    start = 0
    for match in [*separator.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            lead = len(piece) - len(piece.lstrip())
            found.append(Stretch(start + lead, start + lead + len(stripped)))
        start = match.end() if match else end
    return tuple(found)


def _is_wrapped(text: str) -> bool:
    """Whether most lines end in the middle of a sentence."""
    ends = [line.rstrip() for line in _LINE.split(text) if line.strip()]
    if len(ends) < 3:
        return len(ends) == 2 and not ends[0].endswith(_TERMINAL)
    open_ends = sum(not line.endswith(_TERMINAL) for line in ends[:-1])
    return open_ends > 0.6 * (len(ends) - 1) and max(map(len, ends)) < 120


# --- sentences -------------------------------------------------------------------------------

_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Capt|Lt|Maj|Sgt|Sen|Rep|Gov|Prof|Jr|Sr|vs|No|Nr|bzw|M|Mme|"
    r"г|гг|тыс|млн|млрд|ул|им|т|д|р|др|ім|вул)|\b\w|\d)\Z",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…؟。](?=[\s\"“”«»„‘’')\]]|\Z)")


def sentence_end(text: str, start: int, limit: int) -> int:
    """Where the sentence that runs at `start` ends, its stop included; `limit` if it does not."""
    for match in _END.finditer(text, start, limit):
        if _is_stop(text, match):
            return match.end()
    return limit


def sentence_start(text: str, end: int, limit: int) -> int:
    """Where the sentence that runs at `end` begins; `limit` if nothing ends before it."""
    start = limit
    for match in _END.finditer(text, limit, end):
        if _is_stop(text, match) and match.end() < end:
            start = match.end()
            while start < end and (text[start].isspace() or text[start] in "\"”»“’')]"):
                start += 1
            if start >= end:
                start = limit if match.start() == limit else match.end()
    return start


def _is_stop(text: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return match.group() != "…" or _begins_sentence(text, match.end())
    before = text[max(0, match.start() - 12) : match.start()]
    if not _ABBREVIATED.search(before):
        return True
    return _begins_sentence(text, match.end()) and before[-1:].isdigit()


def _begins_sentence(text: str, position: int) -> bool:
    rest = text[position : position + 6].lstrip(" \t\u00a0\u202f\"“”«»„‘’')")
    return not rest or not rest[0].islower()


def sentences(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """The sentences of a stretch, in reading order, without the space before them."""
    found = []
    while start < end:
        stop = sentence_end(text, start, end)
        piece = text[start:stop]
        if piece.strip():
            found.append(Stretch(start + len(piece) - len(piece.lstrip()), stop))
        start = max(stop, start + 1)
    return tuple(found)
