"""The picture of a card: paper, a large headline, what it is about, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from PIL import Image

from generator.cards.letters import SANS, SERIF, parted, settable, whole_sentences
from generator.cards.mark import stamp
from generator.cards.png import QUICK, SMALL, Band, band, blank, png
from generator.cards.setting import Face, cut, fitted
from generator.values import Value

WIDTH, HEIGHT = 1200, 630
# A card is at most about this large, in bytes.
SIZE_LIMIT = 25_000
SITE_NAME = "Groundwork"

_LEFT, _MEASURE = 76, 1048
_TOP = 64
_BAND_TOP = 530
_FLOOR = _BAND_TOP - 44
# Below the top of the band.
_MIDDLE = (HEIGHT - _BAND_TOP) // 2
# One object for each face: what is remembered of a face is then found without comparing it.
_face = cache(Face)
_KICKER = Face(SANS, 600, 30)
_NAMES = tuple(Face(SERIF, 600, size) for size in (44, 36, 30))
# Beside a date that takes its half.
_NAME_MEASURE = 430
_DATE = Face(SANS, 600, 26)
# Sizes of the headline, largest first, with the lines that each may take.
_HEADLINES = (
    (124, 1), (112, 2), (104, 2), (96, 2), (88, 3), (80, 3), (74, 3), (68, 3), (62, 3), (62, 4), (56, 4),
)  # fmt: skip
_LEADING = 1.1
_STANDFIRSTS = (42, 38, 35)
_STANDFIRST_LINES = 3
_KICKER_STEP = 54
# Between headline and standfirst.
_GAP = 26

# The colours of the site's style sheet.
_PAPER, _INK, _SOFT, _ACCENT = (253, 252, 249), (27, 28, 30), (84, 86, 90), (11, 79, 92)


# The first of some rows, and the first after them.
Span = tuple[int, int]


class Card(Value):
    """The words of a card. `kind` is what the page is, `date` the words of its date, `site` whose it is."""

    title: str
    standfirst: str
    kind: str
    date: str | None = None
    site: str = SITE_NAME


def card(
    title: str, standfirst: str, kind: str, date: str | None = None, site: str = SITE_NAME
) -> bytes:
    """The picture of a page for those who share it: a PNG of 1200 by 630 pixels in 16 colours.

    Texts may be anything: what cannot be seen is left out, what is too long is cut. Where the title
    has letters that the fonts lack, the standfirst takes its place, and where that has too, the kind.
    The same texts give the same bytes, with the same releases of Pillow and zlib.
    """
    headline, below, kicker = _wording(title, standfirst, kind, site)
    lines = [*_kicker(kicker), *composed(headline, below, _KICKER_STEP if kicker else 0)]
    # What is left free goes above and below, a little more below.
    y = _TOP + round((_FLOOR - _TOP - sum(line.step for line in lines)) * 0.4)
    paper, inked = Image.new("P", (WIDTH, _BAND_TOP)), []
    for line in lines:
        if line.text:
            x, base = _LEFT + line.shift, y + line.base
            inked.append(_type(paper, line.face, line.text, x, base, line.ramp))
        y += line.step
    foot = _foot(settable(date or "", 40, SANS) or "", site)
    data = _png(paper, inked, foot, QUICK)
    return data if len(data) <= SIZE_LIMIT else _png(paper, inked, foot, SMALL)


def _png(paper: Image.Image, inked: Iterable[Span], foot: Band, strategy: int) -> bytes:
    bands, above = [], 0
    for top, bottom in _apart(inked):
        bands += [blank(WIDTH, top - above), band(paper, top, bottom, strategy)]
        above = bottom
    return png(WIDTH, HEIGHT, _palette(), [*bands, blank(WIDTH, _BAND_TOP - above), foot])


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans from the top down without the empty ones; those that overlap are made one."""
    found: list[Span] = []
    for top, bottom in sorted(spans):
        if found and top < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        elif top < bottom:
            found.append((top, bottom))
    return found


def _wording(title: str, standfirst: str, kind: str, site: str) -> tuple[str, str, str]:
    """Headline, standfirst and kicker, as far as each can be set."""
    kicker = settable(kind, 60, SANS) or ""
    headline = settable(title, 300)
    below = whole_sentences(settable(standfirst, 600) or "")
    if not headline or headline == site:
        headline, below = parted(below)
    if not headline:
        headline, kicker = kicker or settable(site, 60) or SITE_NAME, ""
    return headline, "" if below == headline else below, kicker


class _Line(Value):
    """A line of type: how far its base lies below its top, and how far the next top does."""

    face: Face
    text: str
    base: int
    step: int
    ramp: tuple[int, ...]
    shift: int = 0


def _kicker(text: str) -> list[_Line]:
    lines = cut(text, _KICKER, _MEASURE, 1) if text else ()
    return [_Line(_KICKER, line, 24, _KICKER_STEP, _ACCENT_RAMP) for line in lines]


def composed(headline: str, below: str, taken: int) -> list[_Line]:
    """Headline and standfirst: the largest headline above a standfirst that is whole.

    Where no size leaves room for that, the standfirst is cut; where that would leave less than two
    lines of it, it is left out.
    """
    room = _FLOOR - _TOP - taken
    fitting = []
    for size, limit in _HEADLINES:
        lines = fitted(headline, _face(SERIF, 600, size), _MEASURE, limit)
        if lines:
            set_lines = _headline(lines, size)
            left = room - sum(line.step for line in set_lines)
            if left < 0:
                continue
            whole = _standfirst(below, left)
            if whole or not below:
                return [*set_lines, *whole]
            fitting.append((set_lines, left))
    if not fitting:
        size, limit = _HEADLINES[-1]
        set_lines = _headline(cut(headline, _face(SERIF, 600, size), _MEASURE, limit), size)
        fitting.append((set_lines, room - sum(line.step for line in set_lines)))
    for set_lines, left in fitting:
        some = _standfirst(below, left, shorten=True)
        if len(some) > 2:
            return [*set_lines, *some]
    return fitting[-1][0]


def _headline(lines: tuple[str, ...], size: int) -> list[_Line]:
    face, step, base = _face(SERIF, 600, size), round(size * _LEADING), round(size * 0.82)
    return [_Line(face, line, base, step, _INK_RAMP, -(size // 24)) for line in lines]


def _standfirst(text: str, room: int, *, shorten: bool = False) -> list[_Line]:
    """The lines of the standfirst and the space above it; none where it cannot stand."""
    for size in _STANDFIRSTS[-1:] if shorten else _STANDFIRSTS:
        face, step = _face(SERIF, 400, size), round(size * 1.32)
        limit = min(_STANDFIRST_LINES, (room - _GAP) // step)
        if limit < 1 or not text:
            continue
        make = cut if shorten else fitted
        lines = make(text, face, _MEASURE, limit)
        if lines:
            base = round(size * 0.86)
            space = _Line(face, "", 0, _GAP, _SOFT_RAMP)
            return [space, *(_Line(face, line, base, step, _SOFT_RAMP) for line in lines)]
    return []


# An archive has many pages of one day.
@lru_cache(maxsize=512)
def _foot(date: str, site: str) -> Band:
    """The lower end of a card: the mark, the site's name, and the date, if there is one."""
    plate = _nameplate(site).copy()
    if date:
        date = cut(date, _DATE, _MEASURE // 2, 1)[0]
        x = WIDTH - _LEFT - round(_DATE.width(date))
        _type(plate, _DATE, date, x, _MIDDLE + 10, _REVERSED)
    return band(plate, 0, plate.height)


@cache
def _nameplate(site: str) -> Image.Image:
    """What all cards have: a band with the mark and the site's name, as large as there is room for."""
    plate = Image.new("P", (WIDTH, HEIGHT - _BAND_TOP), _REVERSED[0])
    _pour(plate, stamp(64), _LEFT - 8, _MIDDLE - 32, _REVERSED)
    name = settable(site, 60)
    if name:
        fitting = (face for face in _NAMES if face.width(name) <= _NAME_MEASURE)
        face = next(fitting, _NAMES[-1])
        line = cut(name, face, _NAME_MEASURE, 1)[0]
        _type(plate, face, line, _LEFT + 68, _MIDDLE + round(face.size * 0.32), _REVERSED)
    return plate


def _type(
    plate: Image.Image, face: Face, text: str, x: int, base: int, ramp: tuple[int, ...]
) -> Span:
    """Set a line of type on the plate; the rows that have ink now."""
    room = face.size
    return _pour(plate, face.draw(text, room=room), x, base - room, ramp)


def _pour(plate: Image.Image, ink: Image.Image, x: int, y: int, ramp: tuple[int, ...]) -> Span:
    """Lay a picture of ink, 0 to 255, on the plate in the colours of a ramp."""
    box = ink.getbbox()
    if not box:
        return y, y
    left, top, right, bottom = box
    place = (x + left, y + top, x + right, y + bottom)
    plate.im.paste(ink.crop(box).im.point(_steps(ramp), "P"), place)
    return y + top, y + bottom


@cache
def _steps(ramp: tuple[int, ...]) -> list[int]:
    return [ramp[round(ink * (len(ramp) - 1) / 255)] for ink in range(256)]


# Sixteen colours, each where it does most: four bits a pixel.
_INK_RAMP = (0, 1, 2, 3, 4)
_SOFT_RAMP = (0, 5, 6, 7)
_ACCENT_RAMP = (0, 8, 9, 10, 11)
_REVERSED = (11, 12, 13, 14, 15)


@cache
def _palette() -> bytes:
    colours: dict[int, tuple[int, ...]] = {}
    for ramp, ground, ink in (
        (_INK_RAMP, _PAPER, _INK), (_SOFT_RAMP, _PAPER, _SOFT),
        (_ACCENT_RAMP, _PAPER, _ACCENT), (_REVERSED, _ACCENT, _PAPER),
    ):  # fmt: skip
        for step, index in enumerate(ramp):
            share = step / (len(ramp) - 1)
            colours[index] = tuple(
                round(a + (b - a) * share) for a, b in zip(ground, ink, strict=True)
            )
    return bytes(channel for index in sorted(colours) for channel in colours[index])
