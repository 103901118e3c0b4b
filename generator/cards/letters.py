"""Which letters the cards' fonts have, and what of a text can be set in them."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
# Tried in this order, letter by letter: the second has what the first lacks.
SERIF = ("newsreader", "literata")
SANS = ("noto-sans",)

_SAME = str.maketrans({
    "\u02bb": "\u2018", "\u02bc": "\u2019", "\u2010": "-", "\u2011": "-", "\u2012": "\u2013",
    "\u2015": "\u2014", "\u202f": "\u00a0", "\u2007": "\u00a0",
})  # fmt: skip
# Pictures, modifiers and unassigned characters: a title says the same without them. A letter, a
# digit or a vowel sign is never left out.
_DECORATION = frozenset({"So", "Sk", "Sm", "Me", "Cn", "Co", "Cs", "Cf", "Cc"})
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def family_of(letter: str, families: tuple[str, ...]) -> str | None:
    """The first of the families that has a letter; None where none has."""
    number = ord(letter)
    for family in families:
        starts, ends = _ranges()[family]
        place = bisect_right(starts, number) - 1
        if place >= 0 and number <= ends[place]:
            return family
    return None


def settable(text: str, limit: int, families: tuple[str, ...] = SERIF) -> str | None:
    """A stranger's text as it can be set: one line of visible characters, at most `limit` long.

    Pictures are left out. None where a letter is in none of the fonts: a text with a letter missing
    would be another text. Scripts whose letters change their shape or run from right to left are
    in none of them, because the plain layout, the only one that gives the same picture on every
    machine, cannot set them.
    """
    # The first cut bounds the work, the second the result.
    text = unicodedata.normalize("NFC", _VARIATION.sub("", text[: 4 * limit])).translate(_SAME)
    text = _UNSEEN.sub(" ", text)
    unset = {letter for letter in set(text) if not _is_set(letter, families)}
    if any(unicodedata.category(letter) not in _DECORATION for letter in unset):
        return None
    text = text.translate(dict.fromkeys(map(ord, unset)))
    words = re.split(r"[^\S\u00a0]+", text.strip())
    return shortened(" ".join(words), limit)


def _is_set(letter: str, families: tuple[str, ...]) -> bool:
    # Cf: soft hyphens, joiners, marks of direction. Fonts have some of them, as visible marks.
    if unicodedata.category(letter) == "Cf":
        return False
    return letter.isspace() or family_of(letter, families) is not None


def shortened(text: str, limit: int) -> str:
    """A text of at most `limit` characters, cut between words where there is a place to."""
    if len(text) <= limit:
        return text
    head, space, _ = text[:limit].rpartition(" ")
    return with_ellipsis(head if space and len(head) > limit // 2 else text[: limit - 1])


def with_ellipsis(text: str) -> str:
    return text.rstrip(" \u00a0,;:.–—-") + "…"


def whole_sentences(text: str) -> str:
    """A text that was cut, without the sentence that it was cut in, unless that is all of it."""
    found = re.match(r".{40,}[.?!][”’»)]?(?= )", text) if text.endswith("…") else None
    return found[0] if found else text


def parted(text: str) -> tuple[str, str]:
    """A text's first sentence and the rest; all of it where that is no fit headline."""
    found = re.match(r"(.{12,120}?[.?!]) (?=\S)(.*)", text)
    return (found[1], found[2]) if found else (text, "")


@cache
def _ranges() -> dict[str, tuple[list[int], list[int]]]:
    """Family -> the first and the last code points of the runs of letters it has."""
    listed = json.loads((FONTS / "coverage.json").read_text(encoding="ascii"))
    return {family: ([a for a, _ in runs], [b for _, b in runs]) for family, runs in listed.items()}
