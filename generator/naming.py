"""The record that was meant where an editor typed a name instead of an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

# The fields by which people know a record.
_NAMING = ("name", "native_name", "term", "title")
Words = frozenset[str]

LIMIT = 3


class Names:
    """What each record is called, in words without case and accents.

    Shape: built of (folder, id, the record's values or attributes as a mapping) in any order.
    """

    def __init__(self, records: Iterable[tuple[str, str, dict[str, Any]]]) -> None:
        self._called = [
            (folder, id, words)
            for folder, id, values in records
            for name in (id, *_names(values))
            if (words := _words(name))
        ]

    def meant(self, typed: str, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The ids of the records of `kinds` (any, if empty) that `typed` can mean, sorted.

        In this order: those called exactly so; those with all words typed in one of their names;
        those of whose names, of two words or more, all words were typed. None where so many can
        be meant that a list of them is no help.
        """
        wanted = _words(typed)
        if not any(len(word) > 2 for word in wanted):
            return ()
        here = [(id, words) for folder, id, words in self._called if not kinds or folder in kinds]
        ways: tuple[Callable[[Words], bool], ...] = (
            lambda words: words == wanted,
            lambda words: words > wanted,
            lambda words: len(words) > 1 and words < wanted,
        )
        for fits in ways:
            found = {id for id, words in here if fits(words)}
            if found:
                return tuple(sorted(found)) if len(found) <= LIMIT else ()
        return ()


def _names(values: dict[str, Any]) -> Iterator[str]:
    aliases = values.get("aliases")
    several = aliases if isinstance(aliases, (list, tuple)) else ()
    yield from (n for n in (*map(values.get, _NAMING), *several) if isinstance(n, str))


def _words(name: str) -> Words:
    plain = unicodedata.normalize("NFKD", name[:200]).casefold()
    return frozenset(
        re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    )
