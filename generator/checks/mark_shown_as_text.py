"""A mark in the body of a page does not do what it was typed for, and readers see it as it stands.

Why: neither HTML nor pictures are allowed in a page, so `<b>` is shown with its brackets and
`![words](picture.png)` with its marks; an anchor with a capital or a space is shown behind its
heading; of two anchors alike, the second gets another name than the one that links use.

Before:

    # content/pages/contact.md
    # Contact

    ## Where we are {#Where We Are}

    On the quay, <b>not</b> in the harbour.

After:

    # content/pages/contact.md
    # Contact

    ## Where we are {#where-we-are}

    On the quay, **not** in the harbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.ground import Finding, Ground
from generator.model import Page, Topic, suggested_id

SEVERITY = Severity.WARNING

_ANCHOR = re.compile(r"^#{1,6} [^\n]*?\{\s*#(?P<anchor>[^}\n]*)\}[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\\.", re.DOTALL)
_ELEMENT = re.compile(r"</?(?P<name>[a-z][a-z0-9]*)(?: [^<>\n]*)?/?>", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKDOWN = {
    "b": "**two stars**", "strong": "**two stars**", "i": "*stars*", "em": "*stars*",
    "a": "[words](address)", "br": "a blank line between paragraphs",
}  # fmt: skip


def subjects(ground: Ground) -> Iterator[Page | Topic]:
    """Every page with a body of its own."""
    yield from ground.graph.topics.values()
    yield from ground.graph.pages.values()


def look(ground: Ground, record: Page | Topic) -> Iterator[Finding]:
    body = record.body
    taken: set[str] = set()
    for found in _ANCHOR.finditer(body):
        anchor = found["anchor"].strip()
        place = found.start("anchor")
        if not _ID.fullmatch(anchor):
            message = f'"{{#{anchor[:40]}}}" is no anchor, so it is shown as text'
            wanted = suggested_id(anchor) or "a-short-name"
            yield _finding(ground, record, place, message, f"write {{#{wanted}}}")
        elif anchor in taken:
            message = f'the anchor "{anchor}" is used twice on this page'
            yield _finding(ground, record, place, message, "give one of the two another name")
        taken.add(anchor)
    # As long as it was, so that places stay.
    text = _CODE.sub(lambda code: " " * len(code.group()), body)
    for found in _ELEMENT.finditer(text):
        instead = _MARKDOWN.get(found["name"].lower())
        message = f"HTML is not allowed here, so {found.group()[:40]} is shown as text"
        help = f"write {instead}" if instead else "take it out, or write it in Markdown"
        yield _finding(ground, record, found.start(), message, help)
    for found in _PICTURE.finditer(text):
        message = f"no picture can stand here, so {found.group()[:40]} is shown as text"
        help = "take it out, or lead to it: [words](address)"
        yield _finding(ground, record, found.start(), message, help)


def _finding(ground: Ground, record: Page | Topic, offset: int, message: str, help: str) -> Finding:
    place = ground.place_inside(record, ("body",), record.body, offset)
    return Finding(record.id, place, message, help)
