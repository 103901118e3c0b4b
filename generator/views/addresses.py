"""Where on the site each record stands: the page's path, and the anchor on it."""

from __future__ import annotations

from string import ascii_letters

from generator.graph import Graph
from generator.model import Event, Page, Record, Term
from generator.values import Value
from generator.views.names import name_of

# Above this many events the timeline is cut into pages.
TIMELINE_PAGE_LIMIT = 200
# Above this many terms the glossary is cut into a page a letter.
GLOSSARY_PAGE_LIMIT = 200


class Address(Value):
    """`page` is a path without slashes at the ends, "" for home; `anchor` a place on it."""

    page: str
    anchor: str | None = None


def address_of(graph: Graph, id: str) -> Address:
    """Where readers find a record or a statement.

    Errors: KeyError for an id that is not in the graph.
    """
    if id in graph.statements:
        placed = graph.statements[id]
        return Address(page_of(placed.carrier), statement_anchor(id))
    record = graph.library.records[id]
    if isinstance(record, Event):
        return Address(timeline_page(graph, record), event_anchor(id))
    if isinstance(record, Term):
        return Address(glossary_page(graph, record), term_anchor(id))
    return Address(page_of(record))


def page_of(record: Record) -> str:
    """The path of a record's own page. Events and terms have none: see `address_of`."""
    return _page_called(record, record.id)


def first_page_of(record: Record) -> str:
    """The path that a record's own page had at first: what names it for ever."""
    return _page_called(record, record.formerly[0] if record.formerly else record.id)


def former_pages_of(record: Record) -> tuple[str, ...]:
    """The paths that a record's own page had before, the oldest first; none for events and terms."""
    if isinstance(record, (Event, Term)):
        return ()
    return tuple(_page_called(record, id) for id in record.formerly if id != record.id)


def _page_called(record: Record, id: str) -> str:
    return id if isinstance(record, Page) else f"{record.folder}/{id}"


# Anchors of records have a prefix, so that none can be called like a section of its page.


def event_anchor(id: str) -> str:
    return f"event-{id}"


def term_anchor(id: str) -> str:
    return f"term-{id}"


def statement_anchor(key: str) -> str:
    return f"statement-{key}"


def timeline_page(graph: Graph, event: Event) -> str:
    """One page while the timeline is short, then a page a year, and a month where a year is long."""
    if len(graph.events) <= TIMELINE_PAGE_LIMIT:
        return "timeline"
    year, month, _ = event.date.sort_key
    if graph.events_in_year.get(year, 0) <= TIMELINE_PAGE_LIMIT or not month:
        return f"timeline/{year}"
    return f"timeline/{year}-{month:02d}"


def glossary_page(graph: Graph, term: Term) -> str:
    if len(graph.terms) <= GLOSSARY_PAGE_LIMIT:
        return "glossary"
    letter = next((c for c in term.term.casefold() if c.isalnum()), "")
    return f"glossary/{letter}" if letter in ascii_letters and letter else "glossary/other"


def title_of(graph: Graph, id: str) -> str:
    """What a link to a record or a statement says where the editor gave no words."""
    if id in graph.statements:
        placed = graph.statements[id]
        return name_of(graph, placed.carrier)
    return name_of(graph, graph.library.records[id])
