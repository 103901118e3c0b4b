"""The ledger: four parts, each with its shape and its word; colour only seconds them."""

from __future__ import annotations

from generator.components.ledger import Ledger, Standing
from generator.writers.html.markup import element, escaped, icon
from generator.writers.html.page import Forms, Page


def status(name: str, words: str) -> str:
    """The shape and the word of a standing: "known", "claimed", "disputed" or "unknown"."""
    return f'<span class="st st--{name}">{icon(name)}{escaped(words)}</span>'


def _ledger(page: Page, block: Ledger) -> str:
    return element("div", "".join(_part(page, part) for part in block.standings), "ledger")


def _part(page: Page, part: Standing) -> str:
    title = element("h3", status(part.status, part.title), id=part.anchor)
    hint = element("p", escaped(part.hint), "ledger__x") if part.hint else ""
    items = element("ul", "".join(map(page.item, part.items)))
    more = element("p", page.inlines(part.more), "ledger__x") if part.more else ""
    return element("section", title + hint + items + more, aria_labelledby=part.anchor)


FORMS: Forms = {Ledger: _ledger}
