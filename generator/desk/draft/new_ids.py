"""Ids for the records of a draft, as this site forms them."""

from __future__ import annotations

from collections.abc import Collection

from generator.desk.draft.drafting import Draft
from generator.model import suggested_id
from generator.quotes.names import romanised
from generator.quotes.texts import SavedText

TITLE_WORDS = 5
_SMALL = frozenset(
    "a an and as at by for from if in of on or the to with while after before".split()
)


def id_of_source(draft: Draft, saved: SavedText, taken: Collection[str]) -> str:
    """Publisher and day, as the site names its sources; else the name of the file."""
    head = draft.head
    publisher = suggested_id(romanised(head.publisher or "")).removeprefix("the-")
    if publisher and head.date is not None:
        return _free(f"{publisher}-{head.date.edtf.split('/')[0].rstrip('~?%')}", taken)
    return _free(
        suggested_id(romanised(saved.path.stem))
        or suggested_id(romanised(head.title or ""))
        or "saved-text",
        taken,
    )


def id_of_article(draft: Draft, source_id: str, taken: Collection[str]) -> str:
    """The day and the first words of the title; its source's id where these have no letter for it."""
    words = [w for w in suggested_id(romanised(draft.head.title or "")).split("-") if w]
    told = [w for w in words if w not in _SMALL and len(w) > 1][:TITLE_WORDS]
    if len(told) < 2:
        return _free(f"{source_id}-article", taken)
    day = draft.head.date
    start = [day.edtf.split("/")[0].rstrip("~?%")] if day is not None else []
    return _free("-".join([*start, *told]), taken)


def _free(id: str, taken: Collection[str]) -> str:
    id = suggested_id(id)[:80].strip("-")
    numbered = (f"{id}-{number}" for number in range(2, len(taken) + 3))
    return id if id not in taken else next(one for one in numbered if one not in taken)
