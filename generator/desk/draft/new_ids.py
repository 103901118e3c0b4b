"""Ids for the records of a draft, formed as those of records that somebody begins by hand."""

from __future__ import annotations

from collections.abc import Collection

from generator.desk import ids
from generator.desk.draft.drafting import Draft
from generator.model import suggested_id
from generator.quotes.names import romanised
from generator.quotes.texts import SavedText


def id_of_source(draft: Draft, saved: SavedText, taken: Collection[str]) -> str:
    """Publisher and day, as the site names its sources; else the name of the file."""
    publisher, title = _lettered(draft.head.publisher), _lettered(draft.head.title)
    if publisher and draft.head.date is not None:
        return ids.whole(publisher, taken, day=_day(draft), more=title)
    return ids.whole(_lettered(saved.path.stem) or title or "saved-text", taken)


def id_of_article(draft: Draft, source_id: str, taken: Collection[str]) -> str:
    """The day and the first words of the title; its source's id where these have no letter for it."""
    found = ids.new_id(_lettered(draft.head.title), taken, day=_day(draft))
    return found or ids.whole(f"{source_id}-article", taken)


def _lettered(text: str | None) -> str:
    """A text in the letters that an id has; empty where none of it can be told in them."""
    return suggested_id(romanised(text or ""))


def _day(draft: Draft) -> str:
    """The day of publication, or as much of it as is known; empty where nothing is."""
    return draft.head.date.edtf if draft.head.date is not None else ""
