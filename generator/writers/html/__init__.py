"""Components as HTML: each has one form, and every text is escaped in one place, markup.py.

Where Markdown has a form (headings, prose, lists, tables), writers/markdown.py writes that.
"""

from __future__ import annotations

from generator.document import Component
from generator.writers.html import figure, front, head, ledger, lists, sources, statement, timeline
from generator.writers.html.page import Forms, Page

FORMS: Forms = {
    **head.FORMS,
    **front.FORMS,
    **sources.FORMS,
    **ledger.FORMS,
    **timeline.FORMS,
    **statement.FORMS,
    **lists.FORMS,
    **figure.FORMS,
}


def component(page: Page, block: Component) -> str:
    """The HTML of a component on a page: one element, or several, without an empty line."""
    return FORMS[type(block)](page, block)


__all__ = ["Page", "component"]
