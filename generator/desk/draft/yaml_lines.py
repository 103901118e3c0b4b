"""Lines of YAML and of its comments that read back as what was meant."""

from __future__ import annotations

import json
import re
import textwrap

WIDTH = 110
_PLAIN = re.compile(r"[^\W_](?:[^\n:#\"'`{}\[\]&*!|>%@]|:(?=\S)|(?<=\S)#|(?<=\w)')*")


def key_line(key: str, value: str) -> str:
    """A key with a text that reads back as it is, on one line."""
    is_plain = _PLAIN.fullmatch(value) is not None and not value.endswith((":", " "))
    # Alone among words, this one reads as nothing.
    is_plain = is_plain and value.lower() != "null"
    return f"{key}: {value}" if is_plain else f"{key}: {json.dumps(value, ensure_ascii=False)}"


def comment(text: str) -> str:
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return "".join(f"# {'  ' if index else ''}{line}\n" for index, line in enumerate(lines))


def quoted(words: str) -> str:
    """Words of the text in a comment: on one line, and short."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return f'"{plain if len(plain) <= 60 else plain[:59] + "…"}"'
