"""Without JavaScript a page is whole: its words, its folds and its citations."""

from __future__ import annotations

import difflib

import pytest

from conftest import THOROUGH

from .conftest import Open
from .kinds import KINDS
from .parts import CITATION

pytestmark = pytest.mark.slow


SOME = ("home", "explainer", "article", "issue", "standing", "timeline", "404")


@pytest.mark.parametrize("kind", KINDS if THOROUGH else SOME)
def test_a_page_says_the_same_without_scripts(kind: str, open_kind: Open) -> None:
    """The same headings and the same text, in the same order."""
    pages = {script: open_kind(kind, width=390, script=script) for script in (True, False)}

    headings = {script: page.probe("headings") for script, page in pages.items()}
    texts = {script: page.probe("readable") for script, page in pages.items()}

    missing = [line for line in difflib.ndiff(texts[True], texts[False]) if line[0] in "+-"]
    assert headings[True] == headings[False]
    assert len(texts[True]) >= 5
    assert not missing, "\n".join(missing[:20])


def test_citations_open_and_close_without_scripts(open_kind: Open) -> None:
    """A number opens its source where the reader is; Escape closes it, and the focus is back."""
    visit = open_kind("explainer", width=390, script=False)
    page, number = visit.page, visit.first(CITATION)
    panel = page.locator(f"[id='{number.get_attribute('popovertarget')}']")

    number.click()

    assert panel.evaluate("e => e.matches(':popover-open')")
    assert len(panel.inner_text()) > 20
    page.keyboard.press("Escape")
    assert not panel.evaluate("e => e.matches(':popover-open')")
    assert number.evaluate("e => e === document.activeElement")


def test_folds_open_and_close_without_scripts(open_kind: Open) -> None:
    """A summary opens and closes what it heads."""
    visit = open_kind("explainer", width=390, script=False)
    summary = visit.first("main details:not([open]) > summary")
    fold = summary.locator("xpath=..").element_handle()
    assert fold is not None

    summary.click()
    opened = fold.evaluate("e => e.open")
    fold.query_selector("summary").click()  # type: ignore[union-attr]

    assert opened
    assert not fold.evaluate("e => e.open")


@pytest.mark.parametrize("kind", ["home", "explainer"])
def test_no_control_is_dead_without_scripts(kind: str, open_kind: Open) -> None:
    """Search and the choice of colours need a script: without one they are not shown."""
    page = open_kind(kind, width=1280, script=False).page

    dead = page.locator("header button:visible:not([popovertarget]), [data-search-open]:visible")

    assert [
        button.inner_text() or button.get_attribute("aria-label") for button in dead.all()
    ] == []


def test_dark_colours_need_no_script(open_kind: Open) -> None:
    """A reader whose system is dark has a dark page."""
    grounds = {
        (dark, script): open_kind("home", dark=dark, script=script).page.evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for dark in (False, True)
        for script in (False, True)
    }

    assert grounds[True, False] == grounds[True, True] != grounds[False, True]
    assert grounds[False, False] == grounds[False, True]
