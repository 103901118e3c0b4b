"""Names of languages, from their BCP 47 tags."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


@cache
def language_name(tag: str) -> str:
    """The English name of a language: "ru" is "Russian"; the tag itself where none is known."""
    base = tag.split("-")[0]
    try:
        names = Locale.parse("en_GB").languages
    except UnknownLocaleError:  # pragma: no cover - babel ships en_GB
        return tag
    return str(names.get(base, tag))


def direction(tag: str | None) -> str:
    """HTML's `dir` for a language: "rtl" or "ltr"."""
    return "rtl" if tag and tag.split("-")[0] in _RIGHT_TO_LEFT else "ltr"
