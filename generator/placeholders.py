"""Words that only keep a place free: "TBD", "unknown author", "to be confirmed"."""

from __future__ import annotations

import re

_STAND_IN = re.compile(
    r"(?:t\.?b\.?[acd]|to ?do|fix ?me|x{2,})(?:\s*[:,;(–—-].*)?|"
    r"(?:unknown|unnamed) ?(?:author|publisher|title|source)?|untitled|n\.?/?a|none|null|nil|"
    r"(?:author|publisher|title|source) (?:unknown|unnamed|missing)|"
    r"(?:to be|will be|not yet|not) (?:added|announced|confirmed|decided|determined|given)\b.*|"
    r"place ?holder(?: \w+)?|lorem ipsum.*",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = " .…,;:!?-–—_*()[]{}<>\"'“”‘’"


def is_stand_in(value: str) -> bool:
    """Whether nothing is left of a text beside its marks, or a word that keeps a place free."""
    words = value.strip(_MARKS)
    return not words or _STAND_IN.fullmatch(words) is not None
