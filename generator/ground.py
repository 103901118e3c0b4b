"""What the rules of `checks/` look at, and what they may say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from types import ModuleType
from typing import Any

from generator.diagnostics import Location, Related, Severity
from generator.document import Document
from generator.graph import Graph, PlacedStatement
from generator.manual import Explanation, parse_explanation
from generator.model import Path, Record
from generator.values import Value


class Ground(Value):
    """All that a rule may know.

    `find_page` makes the page at a path, None where there is none; `paths` are those of all pages.
    """

    graph: Graph
    today: date
    find_page: Callable[[str], Document | None]
    paths: Callable[[], Iterable[str]]

    def place(self, record: Record, path: Path = ()) -> Location:
        """The place in the file of a record's field, or of the nearest thing above it."""
        return self.graph.library.origins[record.id].at(path)

    def place_inside(self, record: Record, path: Path, text: str, offset: int) -> Location:
        """The place of one character of a text field, counted in the text as the model holds it."""
        return self.graph.library.origins[record.id].inside_text(path, text, offset)

    def place_of(self, placed: PlacedStatement, path: Path = ()) -> Location:
        """The place of a field of a statement."""
        return self.place(placed.carrier, ("statements", placed.index, *path))


class Finding(Value):
    """One thing that a rule found: whose exemption could cover it, where, what, and the cure.

    `record_id` is the record, `statement` the number of its statement where it is about one;
    `severity` is given where it is another than the rule's.
    """

    record_id: str
    place: Location
    message: str
    help: str
    related: tuple[Related, ...] = ()
    statement: int | None = None
    severity: Severity | None = None


class Skip(Value):
    """A rule could say nothing of its subject, such as for want of a date."""

    why: str


Look = Callable[[Ground, Any], Iterable[Finding | Skip]]


@dataclass(frozen=True)
class Rule:
    """One rule: a module of `checks/` with `SEVERITY`, `subjects` and `look`.

    `subjects` are all things that the rule looks at; `look` says what is wrong with one of them.
    """

    code: str
    severity: Severity
    explanation: Explanation
    subjects: Callable[[Ground], Iterable[Any]] = field(repr=False)
    look: Look = field(repr=False)

    @classmethod
    def of(cls, module: ModuleType) -> Rule:
        """The rule of a module; its name is the code, its docstring the manual."""
        code = module.__name__.rsplit(".", 1)[-1].replace("_", "-")
        explanation = parse_explanation(code, module.__doc__ or "")
        return cls(code, module.SEVERITY, explanation, module.subjects, module.look)


def statement_finding(
    ground: Ground, placed: PlacedStatement, path: Path, message: str, help: str, *related: Related
) -> Finding:
    """A finding about one field of a statement."""
    place = ground.place_of(placed, path)
    return Finding(placed.carrier.id, place, message, help, related, placed.index)


def record_finding(
    ground: Ground, record: Record, path: Path, message: str, help: str, *related: Related
) -> Finding:
    """A finding about one field of a record."""
    return Finding(record.id, ground.place(record, path), message, help, related)


def statements(ground: Ground) -> Iterator[PlacedStatement]:
    """Every statement of the site."""
    yield from ground.graph.statements.values()
