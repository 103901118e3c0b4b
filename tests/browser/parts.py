"""Parts of the page that tests work with, by the marks that its templates promise."""

from __future__ import annotations

from playwright.sync_api import Locator

from .visits import Visit

CITATION = "main [popovertarget]"
SEARCH_BUTTON = "[data-search-open]"
SEARCH_FIELD = "dialog[open] input"
SEARCH_RESULT = "dialog[open] a[href]"
OPEN_PANEL = ":popover-open"


def open_citation(visit: Visit) -> Locator:
    """Open the first citation of a page; returns its panel."""
    visit.first(CITATION).click()
    panel = visit.page.locator(OPEN_PANEL)
    panel.wait_for()
    return panel


def open_search(visit: Visit) -> Locator:
    """Open the search dialog; returns its field."""
    visit.first(SEARCH_BUTTON).click()
    field = visit.page.locator(SEARCH_FIELD).first
    field.wait_for()
    return field


def search(visit: Visit, words: str) -> None:
    """Search, and wait for the first result."""
    open_search(visit).fill(words)
    visit.page.locator(SEARCH_RESULT).first.wait_for()
