"""Values of a record in one line, and what the entries of its lists are called."""

from __future__ import annotations

from typing import Any

from generator.changes.words import shortened
from generator.model import (
    Change,
    Exemption,
    Hop,
    Member,
    Part,
    Pinned,
    Rejection,
    Role,
    Unnamed,
)


def name_of_entry(part: Any) -> Any:
    """What an entry of a list is called, so that it is known again; None where nothing names it."""
    match part:
        case Role():
            return part.title
        case Member():
            return part.who or part.name
        case Rejection():
            return part.by
        case Change() | Pinned():
            return part.text
        case Exemption():
            return part.rule
        case _:
            return None


def shown(value: Any) -> str:
    """A value in one line, as an editor would write it, cut where it is long."""
    return shortened(_plain(value))


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Hop) and value.who and value == Hop(who=value.who):
        return value.who
    if isinstance(value, Unnamed):
        return value.unnamed
    if isinstance(value, Part):
        given = [
            f"{name}: {_plain(found)}"
            for name in type(value).model_fields
            if (found := getattr(value, name)) not in (None, (), "")
        ]
        return "; ".join(given)
    if isinstance(value, tuple) and value and isinstance(value[0], Hop):
        return " → ".join(map(_plain, value))
    if isinstance(value, (tuple, list)):
        return ", ".join(map(_plain, value))
    return str(value)
