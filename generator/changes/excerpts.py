"""The places at which two versions of a text differ, cut out so that a person can compare them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from generator.changes.words import SHOWN_LIMIT, tidy
from generator.diagnostics import printable

# So much of what stayed the same is shown on either side of what did not.
CONTEXT = 40
# So much of all places together, and so much of one.
LIMIT = 900
_PLACE_LIMIT = 300
# Sentences that are all alike are compared each with each.
_PAIRS_LIMIT = 1_000_000

_SENTENCE_END = re.compile(r"(?<=[.!?…”’)])\s+(?=[^\W\d_a-z]|[“‘\"(\[*-])")


def around_difference(before: str, after: str) -> tuple[str | None, str | None]:
    """Both texts, safe to print; of long ones the places where they differ, with what is beside them.

    Of very many places the first are shown, and at the end how many more there are. None stands
    where the other text alone says something.
    """
    old, new = tidy(before), tidy(after)
    if max(len(old), len(new)) <= SHOWN_LIMIT:
        return printable(old) or None, printable(new) or None
    places = list(_places(old, new))
    shown_old: list[str] = []
    shown_new: list[str] = []
    room = LIMIT
    for number, (one, other) in enumerate(places):
        room -= max(len(one), len(other))
        if room < 0 and number:
            left = len(places) - number
            more = f"[and {left:,} more place{'' if left == 1 else 's'}]"
            shown_old.append(more)
            shown_new.append(more)
            break
        shown_old += [one] if one else []
        shown_new += [other] if other else []
    return printable(" … ".join(shown_old)) or None, printable(" … ".join(shown_new)) or None


def _places(old: str, new: str) -> list[tuple[str, str]]:
    """Each run of sentences that differ, as it was and as it is."""
    one, other = _SENTENCE_END.split(old), _SENTENCE_END.split(new)
    if len(one) * len(other) > _PAIRS_LIMIT:
        return [_around(old, new)]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        _around(" ".join(one[start:end]), " ".join(other[first:last]))
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
    ]


def _around(old: str, new: str) -> tuple[str, str]:
    if max(len(old), len(new)) <= SHOWN_LIMIT:
        return old, new
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return _window(old, start, len(old) - end), _window(new, start, len(new) - end)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _window(text: str, start: int, end: int) -> str:
    first = text.rfind(" ", 0, max(start - CONTEXT, 0)) + 1 if start > CONTEXT else 0
    last = text.find(" ", end + CONTEXT)
    last = len(text) if last < 0 else last
    shown = text[first:last]
    if len(shown) > _PLACE_LIMIT:
        shown, last = shown[: _PLACE_LIMIT - 1], 0
    return f"{'… ' if first else ''}{shown}{' …' if last < len(text) else ''}"
