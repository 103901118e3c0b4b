"""What is wrong, where, and what to type instead: a value, with its renderings.

An editor's mistake is data. Each stage returns the diagnostics it met beside what it could
make, and only the edge of the program decides to stop.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum
from typing import Any

from generator.values import Value, field


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Location(Value, order=True):
    """A place in a file. Lines and columns count from 1; columns count characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Related(Value):
    """Another place that the reader of a diagnostic should look at, and why."""

    location: Location
    text: str


class Diagnostic(Value):
    """One mistake. `message` stands alone; `help` says what to type."""

    code: str
    location: Location
    message: str
    help: str
    related: tuple[Related, ...] = ()
    severity: Severity = field(default=Severity.ERROR)

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        return (self.location, self.code, self.message)


def errors_in(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: d.sort_key))


def as_text(diagnostic: Diagnostic) -> str:
    """The form an editor reads in a terminal; every part safe to print."""
    lines = [
        f"{printable(str(diagnostic.location))}: {diagnostic.severity.value}[{diagnostic.code}] "
        f"{printable(diagnostic.message)}"
    ]
    lines += [
        f"  {printable(str(related.location))}: {printable(related.text)}"
        for related in diagnostic.related
    ]
    lines.append(f"  help: {printable(diagnostic.help)}")
    return "\n".join(lines)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array, one object a diagnostic, for programs."""
    # ASCII alone: a report may be printed to a terminal, and JSON leaves DEL as it is.
    return json.dumps([_object(d) for d in diagnostics], indent=2).replace("\x7f", "\\u007f")


def as_github(diagnostic: Diagnostic) -> str:
    """A workflow command that marks the line in a pull request."""
    level = {"error": "error", "warning": "warning", "note": "notice"}[diagnostic.severity.value]
    place = diagnostic.location
    text = f"{printable(diagnostic.message)}\nhelp: {printable(diagnostic.help)}"
    return (
        f"::{level} file={_property(printable(place.path))},line={place.line},col={place.column},"
        f"title={_property(diagnostic.code)}::{_escape(text)}"
    )


def printable(text: str) -> str:
    """`text` with what could steer a terminal or hide written out as an escape.

    Content may come from a stranger: a file name or a value must not move the cursor,
    recolour the screen or reverse the reading direction of a report.
    """
    return "".join(c if _is_plain(c) else f"\\u{{{ord(c):x}}}" for c in text)


_DIRECTION_CONTROLS = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def _is_plain(character: str) -> bool:
    return character == " " or (character.isprintable() and character not in _DIRECTION_CONTROLS)


def _object(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "path": diagnostic.location.path,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "related": [
            {
                "path": related.location.path,
                "line": related.location.line,
                "column": related.location.column,
                "message": related.text,
            }
            for related in diagnostic.related
        ],
    }


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
