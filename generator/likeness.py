"""What was most likely meant: the nearest key, value or id to what somebody typed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from itertools import zip_longest

# A guess at a key is only for a slip of the finger: "abstentions" must not become "absent".
SLIP = 0.75
ALIKE = 0.7


def nearest(word: str, choices: Iterable[str], *, at_least: float = 0.6) -> str | None:
    """The choice that `word` was most likely meant to be, if it is like it at all (0 to 1)."""
    found = difflib.get_close_matches(word[:200], list(choices), n=1, cutoff=at_least)
    return found[0] if found else None


def nearest_id(id: str, choices: Iterable[str]) -> str | None:
    """The id that was most likely meant. Two dates alone make no likeness: names must agree."""
    name = _DATE_AT_END.sub("", id)[:200]
    found = difflib.get_close_matches(id[:200], list(choices), n=3, cutoff=0.7)
    # Another day is another article: two dates may differ by a slip, not by a year.
    found = [other for other in found if _dates_agree(id, other)]
    alike = (
        other
        for other in found
        if difflib.SequenceMatcher(None, name, _DATE_AT_END.sub("", other)).ratio() >= 0.75
    )
    return next(alike, None)


def _dates_agree(id: str, other: str) -> bool:
    one, two = _DATE_AT_END.search(id), _DATE_AT_END.search(other)
    if one is None or two is None:
        return True
    pairs = zip_longest(one.group(), two.group())
    differing = [one_of for one_of, other_of in pairs if one_of != other_of]
    return len(differing) <= 2


_DATE_AT_END = re.compile(r"-\d{4}(-\d{1,2}){0,2}$")
