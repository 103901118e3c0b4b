"""Every control is reached, seen and left by keyboard."""

from __future__ import annotations

import pytest

from conftest import THOROUGH

from .conftest import Open
from .keyboard import focus_faults
from .kinds import KINDS
from .parts import CITATION, SEARCH_BUTTON
from .states import no_faults

pytestmark = pytest.mark.slow


# How often a short run presses Tab: through the head of a page and into what it is about.
PRESSES = 60


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_is_reached_and_seen(kind: str, open_kind: Open) -> None:
    """Tab goes from one to the next; each has an outline and lies in the window, uncovered."""
    faults = {}

    for width, unfolded in ((390, False), (1280, True)) if THOROUGH else ((390, True),):
        visit = open_kind(kind, width=width, calm=True)
        if unfolded:
            visit.unfold()
        faults[f"{width} px"] = focus_faults(visit, 10_000 if THOROUGH else PRESSES)

    no_faults(faults)


@pytest.mark.parametrize("kind", ["home", "explainer"])
def test_the_head_of_a_page_is_reached_and_seen_on_a_desk(kind: str, open_kind: Open) -> None:
    """A wide window has controls that a phone has not: the menu, the list of contents."""
    visit = open_kind(kind, width=1280, calm=True)

    no_faults({"1280 px": focus_faults(visit, 30)})


@pytest.mark.parametrize("width", [390, 1280])
def test_escape_closes_a_citation_and_the_focus_returns(width: int, open_kind: Open) -> None:
    """Enter opens the source, Tab goes into it, Escape leaves it where the reader was."""
    visit = open_kind("explainer", width=width)
    page, number = visit.page, visit.first(CITATION)
    number.focus()

    page.keyboard.press("Enter")
    page.locator(":popover-open").wait_for()
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest(':popover-open') !== null")
    page.keyboard.press("Escape")

    assert inside
    assert page.locator(":popover-open").count() == 0
    assert number.evaluate("e => e === document.activeElement")


def test_escape_closes_search_and_the_focus_returns(open_kind: Open) -> None:
    """Opened by keyboard, the field has the focus at once; Escape leaves it."""
    visit = open_kind("explainer")
    page, button = visit.page, visit.first(SEARCH_BUTTON)
    button.focus()

    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]").first
    dialog.wait_for()
    page.wait_for_function("document.activeElement.localName === 'input'")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")

    assert button.evaluate("e => e === document.activeElement")


def test_the_first_tab_leads_to_the_content(open_kind: Open) -> None:
    """Somebody without a mouse need not pass the menu on every page."""
    page = open_kind("explainer").page

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert skip
    assert skip.startswith("#")
    assert page.evaluate("document.activeElement.closest('main') !== null")
