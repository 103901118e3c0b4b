"""What may be there already: the record that somebody is about to make a second time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from generator.graph import Graph
from generator.likeness import nearest
from generator.model import Actor, Article, Place, Record, Source, Term

ALIKE = 0.85


def same_or_near(folder: str, called: str, graph: Graph) -> tuple[Record, bool] | None:
    """The record of a kind that is called so, or nearly so, and whether it is called just so."""
    by_name: dict[str, Record] = {}
    for record in graph.library.records.values():
        if record.folder == folder:
            for name in names_of(record):
                by_name.setdefault(_folded(name), record)
    wanted = _folded(called)
    if wanted in by_name:
        return by_name[wanted], True
    near = nearest(wanted, by_name, at_least=ALIKE)
    return (by_name[near], False) if near else None


def names_of(record: Record) -> tuple[str, ...]:
    """All that a record is called."""
    match record:
        case Actor() | Place():
            return record.names
        case Term():
            return (record.term, *record.aliases)
    found = (getattr(record, key, None) for key in ("title", "question"))
    return tuple(name for name in found if name)


def near_publisher(typed: str, graph: Graph) -> str | None:
    """A publisher that sources of the site name, and that is spelt nearly so; None for just so."""
    known = {_folded(name): name for name in _publishers(graph)}
    if typed in known.values():
        return None
    found = known.get(_folded(typed))
    if found:
        return found
    near = nearest(_folded(typed), known, at_least=ALIKE)
    return known[near] if near else None


def _publishers(graph: Graph) -> Iterable[str]:
    return (source.publisher for source in graph.sources.values())


def same_source(title: str, publisher: str, date: str, url: str, graph: Graph) -> Source | None:
    """The source of that address, or of that title, publisher and day."""
    for source in graph.sources.values():
        if url and url in (source.url, source.archived):
            return source
        same_day = not date or source.date is None or str(source.date) == date
        if (
            same_day
            and _folded(source.title) == _folded(title)
            and _folded(source.publisher) == _folded(publisher)
        ):
            return source
    return None


def original_of(source_id: str, graph: Graph) -> str:
    """The id of the text that a source republishes, through all copies; its own where it is no copy."""
    seen = {source_id}
    while (source := graph.sources.get(source_id)) and source.republishes:
        source_id = source.republishes
        if source_id in seen:
            break
        seen.add(source_id)
    return source_id


def article_on(source_id: str, graph: Graph) -> Article | None:
    """The article that summarises a source already."""
    return next((a for a in graph.articles.values() if a.source == source_id), None)


def near_id(typed: str, folder: str, graph: Graph) -> str | None:
    """The id of a record of a kind that was most likely meant."""
    return nearest(typed, (i for i, f in graph.library.folders_by_id.items() if folder in f))


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(plain.removeprefix("the ").split())
