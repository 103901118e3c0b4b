"""What is far from the window is not laid out, and nobody notices but the old phone."""

from __future__ import annotations

import pytest

from .accessibility import violations
from .conftest import Open
from .kinds import Site
from .server import Served

pytestmark = pytest.mark.slow

QUOTE = ".quote[id]"
SKIPPED = "e => !e.checkVisibility({contentVisibilityAuto: true})"


def test_what_is_far_below_is_laid_out_when_a_reader_comes_near(open_kind: Open) -> None:
    visit = open_kind("issue", width=390, whole=False)
    last = visit.page.locator(QUOTE).last
    words = last.locator("p").first
    was_skipped = words.evaluate(SKIPPED)

    last.scroll_into_view_if_needed()
    visit.settle()

    assert visit.page.locator(QUOTE).count() >= 10
    assert was_skipped
    assert not words.evaluate(SKIPPED)


@pytest.mark.parametrize("width", [390, 1280])
def test_an_address_within_what_is_not_laid_out_leads_to_its_place(
    width: int, visit: Open, served: Served, site: Site
) -> None:
    """A statement in the middle and a source at the foot stand in the window, and stay there."""
    address = site.address("issue")
    first = visit(served.url(address), width=width, whole=False)
    statements = first.page.locator(QUOTE).evaluate_all("all => all.map(e => e.id)")
    sources = first.page.locator(".sources .src").evaluate_all("all => all.map(e => e.id)")

    for place in (statements[len(statements) // 2], sources[len(sources) // 2]):
        deep = visit(served.url(f"{address}#{place}"), width=width, whole=False)
        deep.settle()
        tops = []
        for _ in range(3):
            deep.settle()
            tops.append(
                deep.page.evaluate(
                    "id => document.getElementById(id).getBoundingClientRect().top", place
                )
            )
        assert 0 <= tops[0] < 800, place
        assert max(tops) - min(tops) < 1, place


@pytest.mark.parametrize("width", [390, 1280])
def test_the_list_of_what_is_on_a_page_leads_past_what_is_not_laid_out(
    width: int, open_kind: Open
) -> None:
    visit = open_kind("issue", width=width, whole=False)
    visit.page.locator(".jump a[href='#sources']").click()
    visit.settle()
    visit.settle()

    top = visit.page.evaluate("document.getElementById('sources').getBoundingClientRect().top")
    assert 0 <= top < 100


def test_reading_down_and_up_moves_nothing_under_the_eyes(open_kind: Open) -> None:
    """True heights take over from guessed ones while a reader scrolls: no layout shift is counted."""
    visit = open_kind("issue", width=390, whole=False)
    scroll = "by => { scrollBy(0, by); return new Promise(requestAnimationFrame) }"

    for by in [500] * 80 + [-500] * 80:
        visit.page.evaluate(scroll, by)
    visit.settle()

    assert visit.page.evaluate("scrollY") == 0
    assert round(visit.page.evaluate("window.__shift"), 2) == 0


def test_a_citation_opens_where_nothing_else_of_its_list_is_laid_out(open_kind: Open) -> None:
    visit = open_kind("issue", width=390, whole=False)
    number = visit.first(".cite")

    number.click()
    visit.settle()

    panel = visit.page.locator(".src:popover-open")
    box = panel.bounding_box()
    assert box is not None
    assert panel.locator(".src__t").inner_text()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 844


@pytest.mark.parametrize("kind", ["issue", "article", "explainer"])
def test_nothing_that_is_not_laid_out_reaches_over_what_is(
    kind: str, open_kind: Open, axe_source: str
) -> None:
    """The heights guessed for it are tall enough: no unseen link lies near a seen one."""
    visit = open_kind(kind, width=390, whole=False)

    assert violations(visit, axe_source, ["target-size"]) == []
