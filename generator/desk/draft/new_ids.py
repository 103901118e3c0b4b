"""Ids for the records of a draft, formed as those of records that somebody begins by hand."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.desk import ids
from generator.desk.draft.drafting import Draft
from generator.model import suggested_id
from generator.quotes.names import romanised
from generator.quotes.texts import SavedText


def id_of_source(draft: Draft, saved: SavedText, taken: Collection[str]) -> str:
    """Publisher and day, as the site names its sources; else the name of the file."""
    language = draft.head.language
    publisher, title = (_lettered(t, language) for t in (draft.head.publisher, draft.head.title))
    if publisher and draft.head.date is not None:
        return ids.whole(publisher, taken, day=_day(draft), more=title)
    return ids.whole(_lettered(saved.path.stem) or title or "saved-text", taken)


def id_of_article(draft: Draft, source_id: str, taken: Collection[str]) -> str:
    """The day and the first words of the title; its source's id where these have no letter for it."""
    found = ids.new_id(_lettered(draft.head.title, draft.head.language), taken, day=_day(draft))
    return found or ids.whole(f"{source_id}-article", taken)


# Where Ukraine writes its letters in Latin ones otherwise than Russia does (resolution 55 of 2010).
_UKRAINIAN = str.maketrans(
    {"г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "х": "kh", "щ": "shch", "й": "i"}
)
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def _lettered(text: str | None, language: str | None = None) -> str:
    """A text in the letters that an id has; empty where none of it can be told in them."""
    plain = (text or "").lower()
    if language == "uk":
        plain = re.sub(r"\b[єїйюя]", lambda first: _UKRAINIAN_FIRST[first.group()], plain)
        plain = plain.translate(_UKRAINIAN).replace("ю", "iu").replace("я", "ia")
    return suggested_id(romanised(plain))


def _day(draft: Draft) -> str:
    """The day of publication, or as much of it as is known; empty where nothing is."""
    return draft.head.date.edtf if draft.head.date is not None else ""
