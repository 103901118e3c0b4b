"""A drawing as a file of its own, with the colours and letters that a page would give it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
_OPENING = re.compile(r"<svg\b[^>]*>")


def standalone(svg: str, styles: str, colours: Mapping[str, str]) -> str:
    """`svg` with `styles` inside it, each `var(--name)` replaced by its value in `colours`.

    Errors: KeyError for a variable that has no value.
    """
    resolved = _VARIABLE.sub(lambda match: colours[match[1]], styles)
    opening = _OPENING.match(svg)
    assert opening is not None
    tag = opening.group()
    if "xmlns=" not in tag:
        tag = tag.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"{tag}<style>{resolved}</style>{svg[opening.end() :]}\n"


def colours_in(tokens: str, selector: str) -> dict[str, str]:
    """The custom properties that a style sheet sets for a selector, by name without hyphens."""
    found: dict[str, str] = {}
    for block in re.findall(re.escape(selector) + r"\{([^}]*)\}", tokens):
        found |= dict(re.findall(r"--([a-z0-9-]+):([^;}]+)", block))
    return found
