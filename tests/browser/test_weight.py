"""A first visit is light: an old phone on a slow line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from .conftest import Open
from .kinds import Site
from .parts import search
from .server import Served
from .visits import WATCH, Reader
from .weight import KB, weigh

pytestmark = pytest.mark.slow


def test_a_first_visit_of_an_explainer_is_light(visit: Open, served: Served, site: Site) -> None:
    """Every explainer, gzip: all requests 110 KB, its HTML 25 KB, script 40 KB."""
    addresses = site.pages("explainer")
    heavy = []

    for address in addresses:
        weight = weigh(visit(served.url(address), width=390))
        if weight.total > 110 * KB or weight.html > 25 * KB or weight.script > 40 * KB:
            heavy.append(f"{address} {weight}")

    assert len(addresses) >= 3
    assert not heavy, "\n".join(heavy)


def test_search_costs_nothing_until_it_is_used(open_kind: Open) -> None:
    """Neither its worker nor its index is loaded with a page."""
    visit = open_kind("explainer")
    visit.page.wait_for_load_state("networkidle")
    first = [request.url for request in visit.requests]

    search(visit, "Crimea")

    later = [request.url for request in visit.requests][len(first) :]
    assert not [url for url in first if "search" in url]
    assert [url for url in later if "search" in url]


@pytest.mark.parametrize("kind", ["explainer", "issues"])
def test_a_font_that_comes_late_moves_nothing(
    kind: str, reader_process: Reader, served: Served, site: Site
) -> None:
    """On a slow line a page stays as it was first drawn; the font is there for the next one."""
    context = reader_process.browser().new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(WATCH)
    late: list[Route] = []
    context.route("**/*.woff2", lambda route: late.append(route))
    page = context.new_page()
    page.goto(served.url(site.address(kind)), wait_until="commit")
    page.locator(".foot").wait_for()
    page.wait_for_timeout(500)

    for route in late:
        route.continue_()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    shift = page.evaluate("window.__shift")
    context.close()

    assert late
    assert round(shift, 2) == 0
