"""Characters that cannot be seen and so can hide what a reviewed line says."""

from __future__ import annotations

import re

# What YAML calls non-printable, line and paragraph separators, and direction overrides.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff\ufffe\uffff\ud800-\udfff]"
)


def hidden_message(character: str) -> str:
    """What to say of a hidden character, without showing it."""
    name = "a NUL character" if character == "\0" else f"the character U+{ord(character):04X}"
    return f"{name} stands here, which cannot be seen or published"
