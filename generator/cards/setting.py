"""Type: how wide words are, where lines break, how large a text may be to fit its frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from PIL import Image, ImageDraw, ImageFont

from generator.cards.letters import FONTS, family_of, with_ellipsis
from generator.values import Value

# Type is drawn at twice its size and halved: steps of half a pixel between letters, and no hinting
# to be seen.
SCALE = 2
_JOINTS = re.compile(r"(?<=[-–—/])(?=\w)")
# Shorter words are not broken at their dashes: "2021-22", "NATO-Russia".
_LONG = 20
# Words that begin what follows; a line is better not ended with one.
_LEADING = frozenset(
    "a an and as at but by for from her his how if in is its no not of on or than that the their to "
    "was what when where which while who why with".split()
)


# By identity: what is remembered of a face is found without comparing what it is made of.
class Face(Value, eq=False):
    """A cut of type: families in the order tried, weight, size in pixels of the card."""

    families: tuple[str, ...]
    weight: int
    size: int

    def width(self, text: str) -> float:
        """In pixels of the card."""
        return _width(self, text)

    def draw(self, text: str, *, room: int) -> Image.Image:
        """One line of type, white on black, its base line `room` pixels from the top.

        The picture is wide enough for the text and one size and a half high.
        """
        plate = Image.new("L", (int(self.width(text)) + self.size, self.size * 3 // 2))
        canvas, x = plate.im, 0.0
        for letter, following in pairwise((*text, "")):
            # Large type may stand on whole pixels, which are packed smaller.
            whole, rest = divmod(round(x), SCALE) if self.size < 50 else (round(x / SCALE), 0)
            glyph = _glyph(self, letter, rest)
            if glyph:
                left, top, right, bottom = glyph.box
                # What `plate.paste` comes to; its checks take longer than the letter.
                place = (whole + left, room + top, whole + right, room + bottom)
                canvas.paste(255, place, glyph.ink.im)
            x += _advance(self, letter, following)
        return plate

    def font(self, letter: str) -> ImageFont.FreeTypeFont:
        family = family_of(letter, self.families) or self.families[0]
        return _font(family, self.weight, self.size)


@cache
def _font(family: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout: the other one is a library that a machine has or has not.
    return ImageFont.truetype(
        FONTS / f"{family}-{weight}.ttf", size * SCALE, layout_engine=ImageFont.Layout.BASIC
    )


@lru_cache(maxsize=16384)
def _width(face: Face, text: str) -> float:
    return sum(_advance(face, a, b) for a, b in pairwise((*text, ""))) / SCALE


@lru_cache(maxsize=16384)
def _advance(face: Face, letter: str, following: str) -> float:
    """How far the next letter stands from this one, in pixels of the plate, kerning included."""
    font = face.font(letter)
    if following and face.font(following) is font:
        return font.getlength(letter + following) - font.getlength(following)
    return font.getlength(letter)


class _Glyph(Value):
    """A letter's ink, and where it lies from the point on the base line where the letter begins."""

    ink: Image.Image
    box: tuple[int, int, int, int]


# Letters come back so often that drawing each anew takes ten times as long.
@lru_cache(maxsize=4096)
def _glyph(face: Face, letter: str, rest: int) -> _Glyph | None:
    """A letter drawn `rest` pixels of the plate to the right; None where it has no ink."""
    font, margin = face.font(letter), face.size
    width = int(font.getlength(letter)) + 2 * margin * SCALE
    plate = Image.new("L", (width, 2 * face.size * SCALE))
    start = (margin * SCALE + rest, face.size * SCALE)
    ImageDraw.Draw(plate).text(start, letter, font=font, fill=255, anchor="ls")
    plate = plate.reduce(SCALE)
    box = plate.getbbox()
    if not box:
        return None
    left, top, right, bottom = box
    place = (left - margin, top - margin, right - margin, bottom - margin)
    return _Glyph(plate.crop(box), place)


def pieces(text: str) -> list[str]:
    """What a line may break between: words with their space, and the parts of very long ones."""
    words = re.findall(r"[^ ]+ ?", text)
    return [part for w in words for part in (_JOINTS.split(w) if len(w) > _LONG else [w])]


# The standfirst is tried anew below each headline.
@lru_cache(maxsize=64)
def fitted(text: str, face: Face, measure: int, limit: int) -> tuple[str, ...] | None:
    """The text in at most `limit` lines of about one length; None where it needs more."""
    words = pieces(text)
    widths = [face.width(word.rstrip(" ")) for word in words]
    if not words or max(widths) > measure:
        return None
    full = [face.width(word) for word in words]
    latest = _filled(full, widths, measure)
    if len(latest) > limit:
        return None
    ends = _balanced(words, full, widths, measure, latest)
    starts = [0, *ends[:-1]]
    return tuple("".join(words[a:b]).rstrip(" ") for a, b in zip(starts, ends, strict=True))


def cut(text: str, face: Face, measure: int, limit: int) -> tuple[str, ...]:
    """The text in at most `limit` lines, each as full as can be; what is too much is cut.

    It is cut at the end of a sentence where that keeps most of it, otherwise at a word, with an
    ellipsis. A word wider than the measure is broken where it must be.
    """
    words = [part for word in pieces(text) for part in _broken(word, face, measure)]
    full, widths = [face.width(w) for w in words], [face.width(w.rstrip(" ")) for w in words]
    ends = _filled(full, widths, measure)
    if len(ends) <= limit:
        starts = [0, *ends[:-1]]
        return tuple("".join(words[a:b]).rstrip(" ") for a, b in zip(starts, ends, strict=True))
    kept = "".join(words[: ends[limit - 1]]).rstrip(" ")
    sentence = re.match(r".*[.?!][”’»)]?(?= )", kept + " ")
    if sentence and 2 * len(sentence[0]) > len(kept):
        return cut(sentence[0], face, measure, limit)
    last = words[ends[limit - 2] if limit > 1 else 0 : ends[limit - 1]]
    while len(last) > 1 and face.width(with_ellipsis("".join(last))) > measure:
        last.pop()
    foot = "".join(last)
    while len(foot) > 1 and face.width(with_ellipsis(foot)) > measure:
        foot = foot[:-1]
    starts = [0, *ends[: limit - 2]] if limit > 1 else []
    lines = ("".join(words[a:b]).rstrip(" ") for a, b in zip(starts, ends, strict=False))
    return (*list(lines)[: limit - 1], with_ellipsis(foot))


def _broken(word: str, face: Face, measure: int) -> list[str]:
    """A word in parts no wider than the measure; nearly always the word itself."""
    parts = []
    while face.width(word.rstrip(" ")) > measure:
        length = next(
            n for n in range(len(word), 0, -1) if n == 1 or face.width(word[:n]) <= measure
        )
        parts.append(word[:length])
        word = word[length:]
        if len(parts) > 40:
            return parts
    return [*parts, word] if word.strip() else parts


def _filled(full: Sequence[float], widths: Sequence[float], measure: float) -> list[int]:
    """Where each line ends when every line takes as many words as it can."""
    ends, x = [], 0.0
    for place in range(len(full)):
        if x and x + widths[place] > measure:
            ends.append(place)
            x = 0.0
        x += full[place]
    return [*ends, len(full)]


def _balanced(
    words: Sequence[str],
    full: Sequence[float],
    widths: Sequence[float],
    measure: float,
    latest: list[int],
) -> list[int]:
    """Where lines end so that they are alike in length and break between phrases.

    There are no more lines than in `latest`, where each is as full as can be. The cost of a line is
    the square of what it lacks to the mean, as a share of the measure.
    """
    if len(latest) == 1:
        return latest
    before = [0.0, *accumulate(full)]
    mean = before[-1] / len(latest)
    # Where a line may end -> the cost of the lines up to there, and their ends.
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for soonest, last in zip(_soonest(before, widths, measure), latest, strict=False):
        row: dict[int, tuple[float, list[int]]] = {}
        for end in range(soonest, last + 1):
            right, breaking = before[end - 1] + widths[end - 1], _break_cost(words, end)
            for start in reversed(best):
                x = right - before[start]
                if start >= end or x > measure:
                    continue
                cost = best[start][0] + ((mean - x) / measure) ** 2 + breaking
                if end not in row or cost < row[end][0]:
                    row[end] = (cost, [*best[start][1], end])
        best = row
    return best[len(words)][1] if len(words) in best else latest


def _soonest(before: Sequence[float], widths: Sequence[float], measure: float) -> list[int]:
    """Where each line ends when every line below it is as full as can be."""
    ends = [len(widths)]
    for start in reversed(range(len(widths))):
        if before[ends[-1] - 1] - before[start] + widths[ends[-1] - 1] > measure:
            ends.append(start + 1)
    return ends[::-1]


def _break_cost(words: Sequence[str], end: int) -> float:
    """What a break after `words[end - 1]` costs; one after a mark is worth something."""
    if end == len(words):
        return 0.0
    word = words[end - 1].strip()
    if word.casefold() in _LEADING:
        return 0.04
    return -0.015 if word[-1:] in ",:;.?!" else 0.0
