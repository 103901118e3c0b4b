"""What a preview adds to a page: the mistakes above it, and the script that follows each change.

It is one piece of markup that stands above `<main>`; all else is as the build writes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from generator.diagnostics import Diagnostic, printable
from generator.preview.resident import State

PLACE = "/_preview"
# So many are told one by one; a longer list is not read on a page.
SHOWN_LIMIT = 30
_MAIN = re.compile(rb"<main\b")


def with_banner(page: bytes, banner: str) -> bytes:
    """A page with the banner above what it is about."""
    found = _MAIN.search(page)
    at = found.start() if found else 0
    return page[:at] + banner.encode() + page[at:]


def banner(state: State, own: Sequence[Diagnostic], fingerprint: str, *, is_there: bool) -> str:
    """The banner of a page; `own` are the warnings and notes on the record that it is made from."""
    look = state.shown.engine.look if state.shown else 0
    return (
        f'<link rel="stylesheet" href="{PLACE}/preview.css">'
        f'<section class="preview" aria-label="Preview" data-preview data-page="{fingerprint}" '
        f'data-look="{look}">{told(state, own, is_there=is_there)}</section>'
        f'<script src="{PLACE}/preview.js" defer></script>'
    )


def told(state: State, own: Sequence[Diagnostic], *, is_there: bool) -> str:
    """What stands in the banner: trouble and mistakes first, then what is worth a look."""
    parts = []
    if state.trouble:
        parts.append(_alert("The site cannot be made anew.", state.trouble))
    errors = state.errors
    if errors:
        parts.append(
            _alert(f"{_count(len(errors), 'mistake')} in the content. {_below(state, is_there)}")
        )
        parts.append(_list("mistakes", "What is wrong, and what to type", errors, is_open=True))
    if own:
        title = f"{_count(len(own), 'remark')} on this page’s record"
        parts.append(_list("remarks", title, own, is_open=False))
    return "".join(parts)


def _below(state: State, is_there: bool) -> str:
    if state.shown is None:
        return "There is no good version to show yet."
    if not is_there:
        return "In the last good version there is no page at this address."
    return "Below is the last good version of this page."


def _alert(sentence: str, more: str = "") -> str:
    detail = f'<pre class="preview__pre">{_text(more)}</pre>' if more else ""
    return f'<p class="preview__alert" role="alert"><strong>{_text(sentence)}</strong></p>{detail}'


def _list(name: str, title: str, found: Sequence[Diagnostic], *, is_open: bool) -> str:
    items = "".join(map(_item, found[:SHOWN_LIMIT]))
    left = len(found) - SHOWN_LIMIT
    rest = f'<p class="preview__more">{left:,} more: run explainer check</p>' if left > 0 else ""
    shown = " open" if is_open else ""
    return (
        f'<details class="preview__{name}" data-fold="{name}"{shown}><summary>{_text(title)}</summary>'
        f'<ol class="preview__list">{items}</ol>{rest}</details>'
    )


def _item(diagnostic: Diagnostic) -> str:
    related = "".join(
        f"<li><code>{_text(str(r.location))}</code> {_text(r.text)}</li>"
        for r in diagnostic.related
    )
    code = diagnostic.code
    return (
        f"<li><code>{_text(str(diagnostic.location))}</code> "
        f'<a href="{PLACE}/explain/{quote(code)}">{diagnostic.severity.value}[{_text(code)}]</a> '
        f"{_text(diagnostic.message)}"
        f'<p class="preview__help">Help: {_text(diagnostic.help)}</p>'
        f"{f'<ul>{related}</ul>' if related else ''}</li>"
    )


def _text(text: str) -> str:
    """Text of an editor, or of a stranger: nothing in it is markup, and nothing hides."""
    return "\n".join(escape(printable(line)) for line in text.split("\n"))


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
