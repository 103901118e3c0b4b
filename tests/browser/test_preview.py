"""The preview in a browser: the page follows what is saved, its reader stays where they were."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import GOLDEN, add_engine
from previewing import Preview, previewing

from .accessibility import violations
from .conftest import Open
from .states import no_faults

pytestmark = pytest.mark.slow

TOPIC = "topics/harbour-bridge/"
RECORD = "content/topics/harbour-bridge.md"
BROKEN = "name: Somebody New\ntype: persona\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    shutil.copytree(GOLDEN / "content", project / "content")
    add_engine(project)
    return project


# Both stand before `visit` in a test: a page whose server is gone keeps its browser waiting.


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    with previewing(project) as running:
        running.get("/")
        yield running


@pytest.fixture
def preview_of_a_mistake(project: Path) -> Iterator[Preview]:
    """A preview of content that was never right."""
    (project / "content" / "actors" / "new.yml").write_text(BROKEN)
    with previewing(project) as running:
        yield running


def saved(preview: Preview, path: str, before: str, after: str) -> None:
    text = (preview.project / path).read_text("utf-8")
    assert before in text
    preview.write(path, text.replace(before, after, 1))


def test_the_page_follows_what_is_saved_and_its_reader_stays(preview: Preview, visit: Open) -> None:
    """Nothing is clicked; what was in view is in view, although the page grew above it."""
    page = visit(preview.server.url + TOPIC, width=390).page
    heading = page.locator("main h2").last
    heading.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 120)")
    top = heading.evaluate("e => e.getBoundingClientRect().top")
    more = "A sentence with the word heliotrope stands here now. " * 12

    saved(preview, RECORD, "\n## ", f"\n{more}[@gazette-letters]\n\n## ")
    page.get_by_text("heliotrope").first.wait_for(state="attached")

    page.wait_for_function("document.readyState === 'complete'")
    again = page.locator("main h2").last.evaluate("e => e.getBoundingClientRect().top")
    assert page.evaluate("scrollY") > 0
    assert abs(again - top) < 2


def test_a_mistake_comes_and_goes_above_the_page_as_it_was(preview: Preview, visit: Open) -> None:
    """The page below is not even loaded anew; the banner can be folded, and stays so."""
    page = visit(preview.server.url + TOPIC, width=390).page
    page.evaluate("window.untouched = true")

    preview.write("content/actors/new.yml", BROKEN)
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "1 mistake in the content. Below is the last good version" in alert.inner_text()
    place = page.get_by_text("content/actors/new.yml:2:7")
    assert place.is_visible()
    page.locator("[data-preview] summary").focus()
    page.keyboard.press("Enter")
    place.wait_for(state="hidden")
    preview.write("content/actors/newer.yml", BROKEN)
    page.get_by_text("2 mistakes in the content.").wait_for()
    assert not place.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"

    for name in ("new", "newer"):
        (preview.project / "content" / "actors" / f"{name}.yml").unlink()
    alert.wait_for(state="detached")

    assert page.evaluate("window.untouched")


def test_content_that_was_never_right_is_followed_too(
    preview_of_a_mistake: Preview, visit: Open
) -> None:
    """The waiting page gives way to the site."""
    page = visit(preview_of_a_mistake.server.url, width=1280).page
    page.get_by_role("heading", name="Nothing to show yet").wait_for()

    (preview_of_a_mistake.project / "content" / "actors" / "new.yml").unlink()

    page.locator("footer").wait_for()


def test_who_searches_is_not_disturbed(preview: Preview, visit: Open) -> None:
    """The page is loaded anew once the search is closed."""
    page = visit(preview.server.url + TOPIC, width=390).page
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("ansel")

    saved(preview, RECORD, "\n## ", "\nHeliotrope. [@gazette-letters]\n\n## ")
    preview.until_page(f"/{TOPIC}", "Heliotrope")
    page.wait_for_timeout(500)
    assert page.get_by_role("searchbox").input_value() == "ansel"

    page.keyboard.press("Escape")
    page.get_by_text("Heliotrope").first.wait_for(state="attached")


def test_a_preview_that_was_stopped_is_told_and_the_next_one_followed(
    project: Path, visit: Open
) -> None:
    """A page from before stays where it is while the next one has nothing to show yet."""
    mistake = project / "content" / "actors" / "new.yml"
    with previewing(project) as first:
        page = visit(first.server.url + TOPIC, width=390).page
        page.evaluate("scrollTo(0, 900); window.untouched = true")
    page.get_by_text("The preview was stopped.").wait_for()
    mistake.write_text(BROKEN)

    with previewing(project, port=first.server.server_port):
        page.get_by_text("1 mistake in the content.").wait_for()
        assert page.evaluate("window.untouched && scrollY > 500")
        mistake.unlink()
        page.get_by_role("alert").wait_for(state="detached")
        page.locator("footer").wait_for()
        assert page.evaluate("scrollY > 500")
        page.close()


@pytest.mark.parametrize("path", ["", TOPIC, "no-such-page/"])
def test_a_page_is_not_loaded_again_while_nothing_is_saved(
    path: str, preview: Preview, visit: Open
) -> None:
    visited = visit(preview.server.url + path, width=1280)
    page, loaded = visited.page, len(visited.requests)
    page.evaluate("window.untouched = true")

    page.wait_for_timeout(1000)

    assert page.evaluate("window.untouched")
    more = [request.url for request in visited.requests[loaded:]]
    assert all("/_preview/events?" in url for url in more), more


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_the_banner_is_for_everybody(
    width: int, dark: bool, preview: Preview, visit: Open, axe_source: str
) -> None:
    """axe finds nothing; the policy of the page lets it be; nothing is wider than the window."""
    (preview.project / "content" / "quotes.lock").unlink()
    preview.until_banner("/articles/harbour-vote/", "unverified-quote")
    preview.write("content/pages/more.md", "# More\n\nSee [there](/no-such-page/).\n")
    preview.until_banner("/", "mistake")
    faults = {}

    for path in ("articles/harbour-vote/", "more/", "_preview/explain/dead-link"):
        visited = visit(preview.server.url + path, width=width, dark=dark)
        visited.unfold()
        visited.settle()
        faults[path] = [
            *violations(visited, axe_source),
            *visited.violations(),
            *visited.strangers(),
        ]
        wide = visited.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        faults[path] += ["wider than the window"] if wide else []

    no_faults(faults)
