"""Positions, people, terms, facts and the entries of collections."""

from __future__ import annotations

from generator.components.lists import (
    Entries,
    Entry,
    Facts,
    People,
    Person,
    Position,
    Positions,
    Terms,
)
from generator.writers.html.markup import element, escaped, icon
from generator.writers.html.page import Forms, Page, foreign


def _positions(page: Page, block: Positions) -> str:
    rows = ""
    for row in block.rows:
        who = element("th", page.inlines(row.who), scope="row")
        cell = "".join(_position(page, position) for position in row.positions)
        rows += f"<tr>{who}<td>{cell}</td></tr>"
    caption = element("caption", page.inlines(block.caption))
    said = element("th", escaped(block.said), scope="col")
    head = f'<thead><tr><th scope="col">Who</th>{said}</tr></thead>'
    return element("table", f"{caption}{head}<tbody>{rows}</tbody>", "pos")


def _position(page: Page, position: Position) -> str:
    by = f"{escaped(position.by)}, " if position.by else ""
    told = element("p", by + page.inline(position.date), "pos__d")
    told += element("p", page.inlines(position.text))
    if position.rejected:
        told += element("p", icon("denied") + page.inlines(position.rejected), "pos__r")
    return told


def _people(page: Page, block: People) -> str:
    return element("ul", "".join(_person(page, person) for person in block.people), "who")


def _person(page: Page, person: Person) -> str:
    native = ""
    if person.native:
        native = " " + foreign(person.native.text, person.native.language)
    told = element("p", page.inlines(person.name) + native, "who__n")
    if person.office:
        told += element("p", escaped(person.office), "who__o")
    if person.about:
        told += element("p", page.inlines(person.about))
    return element("li", told)


def _terms(page: Page, block: Terms) -> str:
    entries = ""
    for term in block.terms:
        told = element("dt", page.inlines(term.name)) + element("dd", page.inlines(term.definition))
        if term.remarks:
            told += element("dd", page.inlines(term.remarks), "meta")
        entries += element("div", told, id=term.anchor)
    return element("dl", entries, "terms")


def _facts(page: Page, block: Facts) -> str:
    rows = "".join(
        f"<div><dt>{escaped(fact.label)}</dt><dd>{page.inlines(fact.value)}</dd></div>"
        for fact in block.facts
    )
    return element("dl", rows, "facts")


def _entries(page: Page, block: Entries) -> str:
    entries = "".join(_entry(page, entry) for entry in block.entries)
    return element("ul", entries, f"cards cards--{block.kind}")


def _entry(page: Page, entry: Entry) -> str:
    told = element("p", page.inlines(entry.title), "cards__t")
    if entry.line:
        told += element("p", page.inlines(entry.line), "cards__m")
    if entry.about:
        told += element("p", page.inlines(entry.about), "cards__a")
    return element("li", told, id=entry.anchor)


FORMS: Forms = {
    Positions: _positions,
    People: _people,
    Terms: _terms,
    Facts: _facts,
    Entries: _entries,
}
