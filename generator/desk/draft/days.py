"""Words of time in a text, and the dates that they mean, no more exact than the words are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from generator.dates import DateError, PartialDate
from generator.desk.draft.calendar_words import (
    AGO,
    AHEAD,
    BEFORE_DAY,
    MONTHS,
    NUMBERS,
    OFFSETS,
    WEEKDAYS,
)
from generator.values import Value

_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_AHEAD = re.compile(AHEAD, re.IGNORECASE)


class TimeWords(Value):
    """Words of time where they stand; `date` is None where the day of publication is not known.

    `is_day` where they mean one day; `is_ahead` where that is still to come; `is_full` where the
    words give the year themselves. `ahead` is what they mean if it is still to come, where a month
    or a day has no year.
    """

    start: int
    end: int
    words: str
    date: PartialDate | None
    is_day: bool
    is_ahead: bool = False
    is_full: bool = False
    ahead: PartialDate | None = None


def time_words(text: str, published: date | None) -> tuple[TimeWords, ...]:
    """All words of time in a text, in reading order; none lies in another.

    Dates: EDTF as exact as the words: a day, a month, a year, and a week as its span of days.
    """
    found: list[TimeWords] = [
        *_full(text),
        *_partial(text, published),
        *_offsets(text, published),
        *_weekdays(text, published),
    ]
    kept: list[TimeWords] = []
    for words in sorted(found, key=lambda w: (w.start, -w.end, not w.is_full)):
        if not kept or words.start >= kept[-1].end:
            kept.append(words)
    return tuple(kept)


def first_full_date(text: str) -> PartialDate | None:
    """The first date of a text that is given with its year."""
    return next((words.date for words in sorted(_full(text), key=lambda w: w.start)), None)


# --- dates with a month ------------------------------------------------------------------------


@cache
def _full_patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(f"(?P<m{n}>{names})" for n, names in enumerate(MONTHS, 1))
    day = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?"
    year = r"(?P<y>(?:19|20)\d{2})"
    return (
        re.compile(rf"\b{day}\s+(?:de\s+)?(?:{month})\b\.?,?\s+(?:de\s+|del\s+)?{year}\b", re.IGNORECASE),
        re.compile(rf"\b(?:{month})\b\.?\s+{day},?\s+{year}\b", re.IGNORECASE),
        re.compile(rf"\b(?:{month})\b\.?,?\s+(?:de\s+|del\s+)?{year}\b", re.IGNORECASE),
    )  # fmt: skip


_NUMERIC = re.compile(r"\b(?P<y>(?:19|20)\d{2})-(?P<mo>\d{2})-(?P<d>\d{2})\b")
# 31.05.2022 has one reading; 05/06/2022 has two and is left alone.
_DOTTED = re.compile(r"\b(?P<d>\d{1,2})\.(?P<mo>\d{1,2})\.(?P<y>(?:19|20)\d{2})\b")


def _full(text: str) -> Iterator[TimeWords]:
    text = text.translate(_ARABIC_DIGITS)
    for pattern in (*_full_patterns(), _NUMERIC, _DOTTED):
        for match in pattern.finditer(text):
            given = match.groupdict()
            month = _month(given)
            day = int(given["d"]) if given.get("d") else None
            meant = _date(int(given["y"]), month, day)
            if meant is not None:
                yield TimeWords(
                    *match.span(), _words(match.group()), meant, day is not None, is_full=True
                )


def _month(given: dict[str, str | None]) -> int:
    named = next((n for n in range(1, 13) if given.get(f"m{n}")), None)
    return named or int(given["mo"] or 0)


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    written = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    try:
        return PartialDate.parse(written)
    except DateError:
        return None


@cache
def _partial_patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(f"(?P<m{n}>{names})" for n, names in enumerate(MONTHS, 1))
    return (
        re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?:{month})(?!\w)", re.IGNORECASE),
        re.compile(rf"\b(?:{month})\s+(?P<d>\d{{1,2}})(?!\w|[.,:]\d)", re.IGNORECASE),
        re.compile(rf"\b(?:in|since|im|seit|en|в|у|с|з)\s+(?:{month})(?!\w)", re.IGNORECASE),
    )  # fmt: skip


def _partial(text: str, published: date | None) -> Iterator[TimeWords]:
    """A day or a month without its year: the last one before the day of publication."""
    for pattern in _partial_patterns():
        for match in pattern.finditer(text):
            given = match.groupdict()
            if re.search(r"\b(?:may|mar|mars)\b", match.group()) and not given.get("d"):
                continue
            month, day = _month(given), int(given["d"]) if given.get("d") else None
            meant = _last_before(published, month, day) if published else None
            ahead = None
            if published and meant and meant.year < published.year:
                ahead = _date(published.year, month, day)
            yield TimeWords(
                *match.span(), _words(match.group()), meant, day is not None, ahead=ahead
            )


def _last_before(published: date, month: int, day: int | None) -> PartialDate | None:
    for year in (published.year, published.year - 1):
        meant = _date(year, month, day)
        if meant is not None and meant.first_day is not None and meant.first_day <= published:
            return meant
    return None


# --- days of the week, and so many days ago ------------------------------------------------------


@cache
def _weekday_pattern() -> re.Pattern[str]:
    names = "|".join(f"(?P<w{n}>{names})" for n, names in enumerate(WEEKDAYS))
    return re.compile(
        rf"(?<!\w)(?:(?P<before>{BEFORE_DAY})\s+)?(?:{names})(?!\w)(?P<after>\s+(?:dernier|pasado|prochain|próximo|الماضي|المقبل))?",
        re.IGNORECASE,
    )


def _weekdays(text: str, published: date | None) -> Iterator[TimeWords]:
    for match in _weekday_pattern().finditer(text):
        weekday = next(n for n in range(7) if match[f"w{n}"])
        name = match[f"w{weekday}"]
        # Cyrillic and Arabic have such words for other things too: "среду" needs its "в".
        if not match["before"] and (not name[0].isupper() and name[0] >= "Ѐ"):
            continue
        near = text[max(0, match.start() - 14) : match.end() + 12]
        is_ahead = _AHEAD.search(near) is not None
        meant = _on_weekday(published, weekday, is_ahead=is_ahead) if published else None
        yield TimeWords(*match.span(), _words(match.group()), meant, True, is_ahead)


def _on_weekday(published: date, weekday: int, *, is_ahead: bool) -> PartialDate | None:
    """The last such day up to that of publication; the first behind it where it is to come."""
    back = (published.weekday() - weekday) % 7
    day = published + timedelta(days=7 - back if is_ahead else -back)
    return _date(day.year, day.month, day.day)


@cache
def _offset_patterns() -> tuple[tuple[re.Pattern[str], str, int | None], ...]:
    fixed = [(p, unit, number) for p, unit, number in OFFSETS]
    counted = [(p, unit, None) for p, unit in AGO]
    return tuple(
        (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), unit, number)
        for pattern, unit, number in (*fixed, *counted)
    )


def _offsets(text: str, published: date | None) -> Iterator[TimeWords]:
    for pattern, unit, fixed in _offset_patterns():
        for match in pattern.finditer(text):
            number = fixed if fixed is not None else _counted(match)
            if number is None or re.match(r"[A-Z]\w* [A-Z]", match.group()):
                continue  # "This Week" is a programme
            meant = _moved(published, unit, number) if published else None
            yield TimeWords(*match.span(), _words(match.group()), meant, unit == "day")


def _counted(match: re.Match[str]) -> int | None:
    word = next((value for value in match.groupdict().values() if value), "").lower()
    number = int(word) if word.isdigit() and len(word) < 4 else NUMBERS.get(word)
    return -number if number is not None else None


def _moved(published: date, unit: str, number: int) -> PartialDate | None:
    if unit == "day":
        day = published + timedelta(days=number)
        return _date(day.year, day.month, day.day)
    if unit == "week":
        monday = published + timedelta(days=7 * number - published.weekday())
        return PartialDate.parse(f"{monday}/{monday + timedelta(days=6)}")
    if unit == "month":
        year, month = divmod(published.year * 12 + published.month - 1 + number, 12)
        return _date(year, month + 1)
    return _date(published.year + number)


def _words(found: str) -> str:
    return " ".join(found.split())
