"""Texts and lists as lines of YAML that read back as the same, to the letter."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence

from generator import source

# What is longer stands below its key, in lines of this width.
PLAIN_WIDTH = 80
WRAPPED_WIDTH = 92


def line(key: str, value: str | Sequence[str]) -> str:
    """`key: value` with a line break at its end; a long text is folded below its key."""
    if not isinstance(value, str):
        return f"{key}: [{', '.join(value)}]\n"
    plain = f"{key}: {value}\n"
    if len(plain) <= PLAIN_WIDTH and _reads_back(plain, value):
        return plain
    folded = f"{key}: >-\n{_folded(value)}"
    if len(plain) > PLAIN_WIDTH and _reads_back(folded, value):
        return folded
    return f"{key}: {json.dumps(value, ensure_ascii=False)}\n"


def _folded(value: str) -> str:
    paragraphs = (
        textwrap.fill(
            paragraph, WRAPPED_WIDTH, initial_indent="  ", subsequent_indent="  ",
            break_long_words=False, break_on_hyphens=False,
        )
        for paragraph in value.split("\n\n")
    )  # fmt: skip
    return "\n\n".join(paragraphs) + "\n"


def _reads_back(text: str, value: str) -> bool:
    parsed = source.parse_yaml(text, "")
    if parsed.diagnostics or not isinstance(parsed.node, source.Mapping):
        return False
    ((_, node),) = parsed.node.entries
    return isinstance(node, source.Scalar) and not node.is_null and node.text == value
