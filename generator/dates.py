"""Dates at the precision known: EDTF in, plain British English out.

Source: the Extended Date/Time Format of the Library of Congress, levels 0 and 1, and of
level 2 the sets "on or before" and "on or after" (ISO 8601-2).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from generator.values import Value

MONTHS = tuple(calendar.month_name)

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")


class DateError(ValueError):
    """A date that cannot be read; `help` says what to type instead."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


HELP_FORMS = (
    "write 2014, 2014-03 or 2014-03-18; a span as 2014-02/2014-03; "
    "add ~ where it is about right (1991~); an open end as 2014-03/.."
)


class Form(Enum):
    """What a date's one or two points mean."""

    POINT = "point"
    SPAN = "span"
    BEFORE = "before"
    AFTER = "after"


class Point(Value):
    """A year, a month or a day, perhaps only about right (`~`) or doubtful (`?`)."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    uncertain: bool = False

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def edtf(self) -> str:
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        if self.approximate and self.uncertain:
            return text + "%"
        return text + "~" * self.approximate + "?" * self.uncertain

    @property
    def iso(self) -> str:
        """The point without its doubts, as HTML's `time` element takes it."""
        return self.edtf.rstrip("~?%")

    def words(self, *, with_year: bool = True, with_month: bool = True) -> str:
        parts = []
        if self.day:
            parts.append(str(self.day))
        if self.month and with_month:
            parts.append(MONTHS[self.month])
        if with_year or not parts:
            parts.append(str(self.year))
        text = " ".join(parts)
        if self.approximate:
            text = f"about {text}"
        return f"{text} (uncertain)" if self.uncertain else text


class PartialDate(Value, dict=True):
    """One date of a record, never more exact than what is known.

    Shape: a POINT has `start` only; a SPAN has both, and None where an end is open;
    BEFORE has `end` only and AFTER has `start` only, both meaning "that point or beyond".
    Order: `sort_key` puts "2014-03" before "2014-03-01", and a span at its start.
    """

    form: Form
    start: Point | None = None
    end: Point | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read EDTF, or the words "before 2014-03" and "after 2014-03".

        Errors: DateError, with the cure, for anything that is no date or no possible one.
        """
        text = text.strip()
        if text.startswith("before "):
            return cls(Form.BEFORE, end=_step(_point(text[7:].strip()), -1))
        if text.startswith("after "):
            return cls(Form.AFTER, start=_step(_point(text[6:].strip()), +1))
        if text.startswith("[..") and text.endswith("]"):
            return cls(Form.BEFORE, end=_point(text[3:-1]))
        if text.startswith("[") and text.endswith("..]"):
            return cls(Form.AFTER, start=_point(text[1:-3]))
        if "/" in text and not _EUROPEAN.fullmatch(text):
            return cls._parse_span(text)
        return cls(Form.POINT, start=_point(text))

    @classmethod
    def _parse_span(cls, text: str) -> PartialDate:
        first, _, second = text.partition("/")
        start = None if first in {"", ".."} else _point(first)
        end = None if second in {"", ".."} else _point(second)
        if start is None and end is None:
            raise DateError(f'"{text}" has no date at either end', HELP_FORMS)
        if start and end and end.last_day < start.first_day:
            raise DateError(
                f'the span "{text}" ends before it begins', f"write {end.edtf}/{start.edtf}"
            )
        return cls(Form.SPAN, start, end)

    @property
    def edtf(self) -> str:
        if self.form is Form.SPAN:
            return (
                f"{self.start.edtf if self.start else '..'}/{self.end.edtf if self.end else '..'}"
            )
        if self.form is Form.BEFORE:
            return f"[..{self._only.edtf}]"
        if self.form is Form.AFTER:
            return f"[{self._only.edtf}..]"
        return self._only.edtf

    @property
    def _only(self) -> Point:
        point = self.start or self.end
        assert point is not None
        return point

    @cached_property
    def first_day(self) -> date | None:
        """The earliest day this can mean; None where it has no beginning."""
        return self.start.first_day if self.start else None

    @cached_property
    def last_day(self) -> date | None:
        """The latest day this can mean; None where it has no end."""
        if self.form is Form.POINT:
            return self._only.last_day
        return self.end.last_day if self.end else None

    @property
    def year(self) -> int:
        """The year under which a timeline files this date."""
        return self._only.year

    @cached_property
    def iso(self) -> str | None:
        """What HTML's `time datetime` can hold; None for what it cannot (spans, open ends)."""
        return self._only.iso if self.form is Form.POINT else None

    @cached_property
    def sort_key(self) -> tuple[int, int, int]:
        point = self._only
        return (point.year, point.month or 0, point.day or 0)

    @cached_property
    def words(self) -> str:
        """How a reader reads it: "18 March 2014", "about 1991", "from March 2014"."""
        if self.form is Form.BEFORE:
            return f"{self._only.words()} or earlier"
        if self.form is Form.AFTER:
            return f"{self._only.words()} or later"
        if self.form is Form.POINT:
            return self._only.words()
        if self.start is None:
            return f"until {self._only.words()}"
        if self.end is None:
            return f"from {self._only.words()}"
        same_year = self.start.year == self.end.year and self.start.month is not None
        same_month = same_year and self.start.month == self.end.month and self.start.day is not None
        start = self.start.words(with_year=not same_year, with_month=not same_month)
        return f"{start} to {self.end.words()}"

    def covers(self, day: date) -> bool:
        """Whether `day` can lie within this date."""
        starts = self.first_day is None or self.first_day <= day
        return starts and (self.last_day is None or day <= self.last_day)

    def __str__(self) -> str:
        return self.edtf


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(f'"{text}" is not a date', _suggest(text))
    year, month, day, mark = match.groups()
    point = Point(
        int(year),
        int(month) if month else None,
        int(day) if day else None,
        approximate=mark in {"~", "%"} and mark is not None,
        uncertain=mark in {"?", "%"} and mark is not None,
    )
    if point.year == 0:
        raise DateError("there is no year 0", HELP_FORMS)
    if point.month is not None and not 1 <= point.month <= 12:
        raise DateError(f'"{text}" has no month {point.month}', HELP_FORMS)
    if point.day is not None:
        assert point.month is not None
        last = calendar.monthrange(point.year, point.month)[1]
        if not 1 <= point.day <= last:
            raise DateError(
                f"{MONTHS[point.month]} {point.year} has no day {point.day}",
                f"write a day from 01 to {last}, or {point.year:04d}-{point.month:02d} "
                "if the day is not known",
            )
    return point


def _step(point: Point, direction: int) -> Point:
    """The neighbouring point of the same precision: what "before" and "after" exclude."""
    try:
        return _neighbour(point, direction)
    except (OverflowError, ValueError):
        raise DateError(f"no date lies beyond {point.edtf}", HELP_FORMS) from None


def _neighbour(point: Point, direction: int) -> Point:
    if point.day:
        near = point.first_day + timedelta(days=direction)
        return Point(near.year, near.month, near.day, point.approximate, point.uncertain)
    if point.month:
        year, month = divmod(point.year * 12 + point.month - 1 + direction, 12)
        return _dated(Point(year, month + 1, None, point.approximate, point.uncertain))
    return _dated(Point(point.year + direction, None, None, point.approximate, point.uncertain))


def _dated(point: Point) -> Point:
    """The point itself; ValueError where the calendar does not reach it."""
    date(point.year, 1, 1)
    return point


_EUROPEAN = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_SHORT = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")


def _suggest(text: str) -> str:
    """A cure that fits what was typed, where it can be read as a possible date."""
    meant = _meant(text)
    if meant is None:
        return HELP_FORMS
    try:
        found = _point(meant).edtf
    except DateError:
        return HELP_FORMS
    # 4/3/2014 is the fourth of March to some and the third of April to others.
    is_clear = not _EUROPEAN.fullmatch(text)
    return f"write {found}" if is_clear else f"write year-month-day, such as {found}"


def _meant(text: str) -> str | None:
    """The date in EDTF that somebody who typed `text` may have had in mind."""
    european = _EUROPEAN.fullmatch(text)
    if european:
        day, month, year = european.groups()
        return f"{year}-{month.zfill(2)}-{day.zfill(2)}"
    short = _SHORT.fullmatch(text)
    if short and any(part and len(part) == 1 for part in short.groups()):
        return "-".join(part.zfill(2) for part in short.groups() if part)
    for number, name in enumerate(MONTHS[1:], start=1):
        spelled = re.search(rf"\b{name[:3]}\w*\b", text, re.IGNORECASE)
        year_found = re.search(r"\b[0-9]{4}\b", text)
        day_found = re.search(r"\b[0-9]{1,2}\b", text)
        if spelled and year_found:
            day = f"-{int(day_found.group()):02d}" if day_found else ""
            return f"{year_found.group()}-{number:02d}{day}"
    return None
