"""Lists of things: positions, people, terms, facts about a record, entries of a collection."""

from __future__ import annotations

from generator.document import (
    Blocks,
    Component,
    Foreign,
    Inline,
    Inlines,
    Item,
    LineBreak,
    List,
    Paragraph,
    Strong,
    Table,
    Text,
    Time,
)
from generator.values import Value


class Position(Value):
    """What an actor held on one day; `by` is who spoke for it, `rejected` who rejects it."""

    by: str | None
    date: Time
    text: Inlines
    rejected: Inlines = ()


class PositionRow(Value):
    who: Inlines
    positions: tuple[Position, ...]


class Positions(Component):
    """Who holds what on one question."""

    caption: Inlines
    rows: tuple[PositionRow, ...]
    said: str = "What they said"

    def plain(self) -> Blocks:
        rows = []
        for row in self.rows:
            cell: list[Inline] = []
            for position in row.positions:
                by = f"{position.by}, " if position.by else ""
                cell += [LineBreak()] if cell else []
                cell += [Text(f"{by}{position.date.text}: "), *position.text]
                if position.rejected:
                    cell += [Text(" ("), *position.rejected, Text(")")]
            rows.append((row.who, tuple(cell)))
        table = Table(((Text("Who"),), (Text(self.said),)), tuple(rows))
        return (Paragraph((Strong(self.caption),)), table)


class Person(Value):
    name: Inlines
    native: Foreign | None
    office: str
    about: Inlines = ()


class People(Component):
    """Who's who: the name, the name in its own script, the office, a sentence."""

    people: tuple[Person, ...]

    def plain(self) -> Blocks:
        items = []
        for person in self.people:
            native = (Text(" ("), person.native, Text(")")) if person.native else ()
            rest = person.about or ((Text(person.office),) if person.office else ())
            told = (Text(". "), *rest) if rest else ()
            items.append(Item((Paragraph((Strong(person.name), *native, *told)),)))
        return (List(tuple(items)),)


class Term(Value):
    anchor: str | None
    name: Inlines
    definition: Inlines
    remarks: Inlines = ()


class Terms(Component):
    """Words and what they mean."""

    terms: tuple[Term, ...]

    def plain(self) -> Blocks:
        items = []
        for term in self.terms:
            told = (Strong(term.name), Text(". "), *term.definition)
            remarks = (Text(" "), *term.remarks) if term.remarks else ()
            items.append(Item((Paragraph((*told, *remarks)),), term.anchor))
        return (List(tuple(items)),)


class Fact(Value):
    label: str
    value: Inlines


class Facts(Component):
    """Short facts about a record, each with its label."""

    facts: tuple[Fact, ...]

    def plain(self) -> Blocks:
        items = (
            Item((Paragraph((Strong((Text(fact.label),)), Text(": "), *fact.value)),))
            for fact in self.facts
        )
        return (List(tuple(items)),)


class Entry(Value):
    """One entry of a collection: its title, what it is, and a line about it."""

    title: Inlines
    line: Inlines = ()
    about: Inlines = ()
    anchor: str | None = None


class Entries(Component):
    """The entries of a collection; `kind` tells the style sheet how large they stand."""

    entries: tuple[Entry, ...]
    kind: str = "plain"

    def plain(self) -> Blocks:
        items = []
        for entry in self.entries:
            line = (Text(" "), *entry.line, Text(".")) if entry.line else ()
            about = (Text(" "), *entry.about) if entry.about else ()
            items.append(Item((Paragraph((Strong(entry.title), *line, *about)),), entry.anchor))
        return (List(tuple(items)),)
