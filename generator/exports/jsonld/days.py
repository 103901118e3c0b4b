"""Records' dates as schema.org takes them: never more exact than what is known."""

from __future__ import annotations

from datetime import date

from generator.dates import Form, PartialDate, Point


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def exact(day: PartialDate | None) -> str | None:
    """A year, a month or a day; None for spans and for what is only about right."""
    return _point(day.start) if day is not None and day.form is Form.POINT else None


def bounds(day: PartialDate) -> tuple[str | None, str | None]:
    """Beginning and end; the end is None for a single point, both for what is only about right."""
    if day.form not in (Form.POINT, Form.SPAN):
        return None, None
    return _point(day.start), _point(day.end)


def _point(point: Point | None) -> str | None:
    if point is None or point.approximate or point.uncertain:
        return None
    return point.iso
