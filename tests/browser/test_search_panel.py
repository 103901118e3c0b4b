"""Search, the choice of colours and folds, as a reader meets them in Chromium."""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from generator.history import History
from generator.pages import documents
from generator.search import search_index
from generator.site import read_graph

from .visits import Reader

Page = Any
ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "site_config" / "theme"
pytestmark = pytest.mark.slow

TOKENS = """
:root{--serif:serif;--sans:sans-serif;--paper:#fdfcf9;--panel:#f3f1ea;--ink:#1b1c1e;--soft:#54565a;
--rule:#d5d1c6;--edge:#85837c;--acc:#0b4f5c;--acc-wash:#e4eef0;color-scheme:light}
:root[data-theme=dark]{--paper:#15181a;--panel:#1f2426;--ink:#e9e6df;--soft:#b0b0aa;--rule:#3a4043;
--edge:#8b9092;--acc:#86c9d3;--acc-wash:#1c3238;color-scheme:dark}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--paper:#15181a;--panel:#1f2426;
--ink:#e9e6df;--soft:#b0b0aa;--rule:#3a4043;--edge:#8b9092;--acc:#86c9d3;--acc-wash:#1c3238;color-scheme:dark}}
*,::before,::after{box-sizing:border-box}html{font-size:125%}body{margin:0;background:var(--paper);color:var(--ink)}
:focus-visible{outline:3px solid var(--acc)}
"""
SHELL = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<script>{{ first }}</script><link rel="stylesheet" href="{{ 'assets/site.css' | url }}">
<script src="{{ 'assets/reader.js' | url }}" defer></script></head><body><header>
{% include "partials/search.html" %}{% include "partials/palette.html" %}</header>
<main><h1>Page</h1><label>Words <textarea></textarea></label>
<details><summary>Outer</summary><details><summary>Inner</summary><p id="event-deep">Deep</p></details></details>
</main></body></html>"""


# --- a page to try it on ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def trial_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with the real partials, script, styles, policy and index; its address ends in /."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(THEME / "assets", folder / "assets")
    styles = TOKENS + (ROOT / "site_config" / "styles" / "search.css").read_text("utf-8")
    (folder / "assets" / "site.css").write_text(styles, "utf-8")
    graph, _ = read_graph(ROOT)
    index = search_index(graph, list(documents(graph, History())))
    (folder / "assets" / "search-index.json").write_bytes(index)
    first = (THEME.parent / "palette-first.js").read_text("utf-8")
    for path, base in (("index.html", "."), ("topics/crimea/index.html", "../..")):
        _write(folder / path, _rendered(first, base))
    with _served(folder, first) as url:
        yield url


def _rendered(first: str, base: str) -> str:
    theme = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=True)
    theme.filters["url"] = lambda path: f"{base}/{path}"
    return theme.from_string(SHELL).render(
        base_url=base, first=jinja2.utils.markupsafe.Markup(first)
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


class _served:  # noqa: N801 - reads as a `with`
    def __init__(self, folder: Path, first: str) -> None:
        digest = base64.b64encode(hashlib.sha256(first.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; script-src 'self' 'sha256-{digest}'; style-src 'self'; "
            "img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'"
        )

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(folder))

            def end_headers(self) -> None:
                self.send_header("Content-Security-Policy", policy)
                super().end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *_: Any) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def site_url(trial_url: str) -> str:
    return trial_url


@pytest.fixture
def browser(reader_process: Reader) -> Any:
    return reader_process.browser()


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def found(page: Page, query: str) -> list[tuple[str, str, str]]:
    """(title, kind, address) of each result, once the worker has answered."""
    if not page.locator("dialog[open]").count():
        page.click("[data-search-open]")
    page.fill("#_search-field", query)
    page.locator('[data-search-results][aria-busy="false"]').wait_for(state="attached")
    links = page.locator("[data-search-results] a").evaluate_all(
        """links => links.map(a => [a.querySelector(".search__title").innerText,
          a.querySelector(".search__kind").innerText.split(" · ")[0], a.getAttribute("href")])"""
    )
    return [(title, kind, address) for title, kind, address in links]


# --- what is found ----------------------------------------------------------------------------


def test_a_person_is_found_by_each_spelling(page: Page, site_url: str) -> None:
    """Aliases, other scripts and a slip of the pen lead to the same page."""
    person = ("Volodymyr Zelensky", "Person", f"{site_url}actors/volodymyr-zelensky/")
    page.goto(site_url)

    first = {spelling: found(page, spelling)[:1] for spelling in SPELLINGS}

    assert first == {spelling: [person] for spelling in SPELLINGS}


SPELLINGS = (
    "Зеленський", "зеленский володимир", "Zelenskyy", "Zelensky", "ZELENSKIY", "Zelenskij",
)  # fmt: skip


# What a reader types -> the kind and the address of what that reader looks for.
BEST = {
    "Crimea": ("Explainer", "topics/crimea/"),
    "sanctions": ("Explainer", "topics/sanctions/"),
    "NATO expansion": ("Explainer", "topics/nato-expansion/"),
    "18 March 2014": ("Event", "timeline/2014/#event-cr-2014-03-18-treaty"),
    "2014-03-18": ("Event", "timeline/2014/#event-cr-2014-03-18-treaty"),
    "little green men": ("Term", "glossary/#term-little-green-men"),
    "polite people": ("Term", "glossary/#term-little-green-men"),
    "the Americans should have no illusions about this": (
        "Statement", "articles/us-warns-russia-2022-01-10/#statement-ryabkov-no-illusions"
    ),
    "what was the referendum": ("Answer", "topics/crimea/#referendum"),
    "Qirim": ("Place", "places/crimea-peninsula/"),
    "UN General Assembly declares Crimea referendum invalid": (
        "Source", "sources/panarmenian-2014-03-28/"
    ),
}  # fmt: skip


def test_the_best_result_is_first(page: Page, site_url: str) -> None:
    """Explainers, dates in both forms, terms by alias, statements and answers by their words."""
    page.goto(site_url)
    wrong = {}

    for query, (kind, address) in BEST.items():
        results = found(page, query)
        # Two events of one day may stand in either order.
        best = [(result[1], result[2]) for result in results[: 2 if kind == "Event" else 1]]
        if (kind, site_url + address) not in best:
            wrong[query] = results[:5]

    assert wrong == {}


def test_explainers_stand_before_sources(page: Page, site_url: str) -> None:
    """A word that both have in their titles brings the explainer first and sources behind."""
    page.goto(site_url)

    kinds = [kind for _, kind, _ in found(page, "Crimea referendum")]

    assert kinds[0] == "Explainer"
    assert kinds.count("Source") > 2
    assert set(kinds[-kinds.count("Source") :]) == {"Source"}


def test_results_hold_no_numbers_of_citations(page: Page, site_url: str) -> None:
    """No digit of a citation is stuck to a word of a result."""
    page.goto(site_url)
    found(page, "soldiers")

    # A source's own name may hold a digit.
    ours = page.locator("[data-search-results] a").filter(has_not_text="Source\n")
    text = "\n".join(ours.all_inner_texts())

    assert "soldiers" in text
    assert not re.search(r"[a-z][.,]?\d|\[@", text)


def test_the_hit_is_marked_and_the_page_named(page: Page, site_url: str) -> None:
    """A result says what it is, on which page, and shows the words that matched."""
    page.goto(site_url)

    found(page, "military uniforms")
    first = page.locator("[data-search-results] a").first

    assert first.locator(".search__kind").inner_text() == "Statement · Status of Crimea"
    assert first.locator(".search__text mark").all_inner_texts() == ["military uniforms"]


def test_of_what_happened_on_a_day_the_beginning_is_shown(page: Page, site_url: str) -> None:
    """The title is the day: a line cut around it in a note would say nothing of what happened."""
    page.goto(site_url)

    found(page, "27 February 2014")

    events = page.locator("[data-search-results] a", has_text="Event")
    texts = events.locator(".search__text").all_inner_texts()
    assert texts
    assert not texts[0].startswith("…")


def test_a_query_in_another_script_shows_the_name_that_matched(page: Page, site_url: str) -> None:
    """The reader sees why an English name is the answer to a Cyrillic word."""
    page.goto(site_url)

    found(page, "Зеленський")

    name = page.locator(".search__name").first
    assert name.inner_text() == "Володимир Зеленський"
    assert name.locator("mark").inner_text() == "Зеленський"


def test_nothing_found_says_so_and_what_to_try(page: Page, site_url: str) -> None:
    """A query that markup could be made of is shown as it was typed."""
    page.goto(site_url)

    results = found(page, "<b>qqqxyz</b>")

    told = page.locator("[data-search-status]").inner_text()
    assert results == []
    assert told.startswith("No result for “<b>qqqxyz</b>”. Try")


def test_words_that_never_meet_are_told_apart(page: Page, site_url: str) -> None:
    """Where no entry has all words, the reader is told that these have some."""
    page.goto(site_url)

    results = found(page, "Wilmington deportation")

    assert results
    assert "Nothing has all of these words" in page.locator("[data-search-status]").inner_text()


def test_many_results_are_counted_and_the_first_shown(page: Page, site_url: str) -> None:
    """The status line gives the whole number in a polite live region."""
    page.goto(site_url)

    results = found(page, "Russia")

    status = page.locator("[role=status]")
    assert len(results) == 50
    assert re.fullmatch(r"\d{3} results, the first 50 shown", status.inner_text())


# --- the panel --------------------------------------------------------------------------------


def test_nothing_is_asked_for_before_search_is_opened(page: Page, site_url: str) -> None:
    """A page costs its styles and one script; opening search brings the worker and the index."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(site_url)))
    page.goto(site_url, wait_until="networkidle")
    before = set(asked)

    found(page, "Crimea")

    searching = {"assets/minisearch.js", "assets/search-index.json", "assets/search-worker.js"}
    assert "assets/reader.js" in before
    assert not searching & before
    assert set(asked) - before == searching


def test_the_policy_is_kept(page: Page, site_url: str) -> None:
    """Search and colours work under the policy without a violation or an error."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(site_url)

    found(page, "Crimea")
    page.keyboard.press("Escape")
    page.click("[data-palette]")

    assert [fault for fault in faults if "favicon" not in fault] == []


def test_escape_closes_and_focus_returns(page: Page, site_url: str) -> None:
    """One press closes, even with words in the field, and the button has the focus again."""
    page.goto(site_url)
    found(page, "Crimea")

    page.keyboard.press("Escape")

    assert not page.locator("dialog[open]").count()
    assert page.evaluate("document.activeElement.matches('[data-search-open]')")


def test_the_field_has_focus_a_name_and_a_description(page: Page, site_url: str) -> None:
    """Opening puts the reader into a field that says what it is for."""
    page.goto(site_url)

    page.get_by_role("button", name="Search").click()

    assert page.get_by_role("dialog", name="Search").is_visible()
    field = page.get_by_role("searchbox", name="Search this site")
    assert field.evaluate("field => field === document.activeElement")


def test_arrows_and_enter_lead_through_the_results(page: Page, site_url: str) -> None:
    """Down reaches the results, Up the field again, Enter in the field opens the first."""
    page.goto(site_url)
    found(page, "Crimea")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.evaluate(
        "[...document.querySelectorAll('[data-search-results] a')].indexOf(document.activeElement)"
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/crimea/")

    assert second == 1


def test_enter_before_the_answer_still_opens_the_first(page: Page, site_url: str) -> None:
    """A fast typist need not wait for the index."""
    page.goto(site_url)
    page.click("[data-search-open]")

    page.keyboard.insert_text("Crimea")
    page.keyboard.press("Enter")

    page.wait_for_url("**/topics/crimea/")


@pytest.mark.parametrize("key", ["Control+k", "Meta+k"])
def test_keys_open_search(page: Page, site_url: str, key: str) -> None:
    """K with the usual key of the system; no single letter, which speech input would press by chance."""
    page.goto(site_url)

    page.keyboard.press(key)

    assert page.locator("dialog[open]").count() == 1
    assert page.input_value("#_search-field") == ""


def test_a_slash_that_is_typed_stays_a_slash(page: Page, trial_url: str) -> None:
    """Where a reader writes, the key is a letter."""
    page.goto(trial_url)
    page.focus("textarea")

    page.keyboard.press("/")

    assert not page.locator("dialog[open]").count()
    assert page.input_value("textarea") == "/"


def test_an_address_can_hold_a_query(page: Page, site_url: str) -> None:
    """A shared address opens search with its words, from any depth of the site."""
    page.goto(f"{site_url}topics/crimea/?q=Zelenskyy")

    first = page.locator("[data-search-results] a").first

    first.wait_for()
    assert page.input_value("#_search-field") == "Zelenskyy"
    assert first.get_attribute("href") == f"{site_url}actors/volodymyr-zelensky/"


def test_a_result_on_the_same_page_closes_the_panel(page: Page, site_url: str) -> None:
    """The place lies behind the panel, so the panel goes."""
    page.goto(f"{site_url}topics/crimea/")
    found(page, "what was the referendum")

    page.locator("[data-search-results] a").first.click()

    assert page.url == f"{site_url}topics/crimea/#referendum"
    assert not page.locator("dialog[open]").count()


def test_a_lost_index_is_told_and_tried_again(page: Page, site_url: str) -> None:
    """An honest message; the next opening asks anew."""
    page.context.route("**/search-index.json", lambda route: route.fulfill(status=503, body=""))
    page.goto(site_url)
    page.click("[data-search-open]")
    page.get_by_text("Search could not be loaded").wait_for()
    page.keyboard.press("Escape")

    page.context.unroute("**/search-index.json")

    assert found(page, "Crimea")[0][1] == "Explainer"


def test_without_script_the_buttons_are_not_shown(browser: Any, site_url: str) -> None:
    """A control that would do nothing is not there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)

    shown = [
        page.locator(part).is_visible()
        for part in ("[data-search-open]", "[data-palette]", "dialog")
    ]

    context.close()
    assert shown == [False, False, False]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_moves_sideways(page: Page, site_url: str, width: int) -> None:
    """At each width the open panel with long results fits, and targets are large enough."""
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(site_url)
    found(page, "Russia sanctions president")

    wide = page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll("dialog, dialog :not(input)")]
        .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline"
        && part.clientWidth).map(part => part.className)"""
    )
    small = page.evaluate(
        """() => [...document.querySelectorAll("dialog button, dialog input, dialog a, header button")]
        .filter(part => { const box = part.getBoundingClientRect(); return box.width < 44 || box.height < 44 })
        .map(part => part.className)"""
    )

    assert wide == []
    assert small == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_panel(
    page: Page, site_url: str, axe_source: str, colours: str
) -> None:
    """WCAG 2.2 AA and best practice, with results, in both palettes."""
    page.emulate_media(color_scheme=colours)
    page.goto(site_url)
    found(page, "Зеленський")
    page.keyboard.press("ArrowDown")

    page.evaluate(axe_source)
    violations = page.evaluate(
        "axe.run().then(result => result.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )

    assert violations == [], json.dumps(violations)


def test_texts_of_strangers_stay_text(page: Page, site_url: str) -> None:
    """Markup in a record is shown as typed; Arabic runs its own way; a long name breaks."""
    text = "<script>alert(1)</script> شبه جزيرة القرم"
    hostile = {
        "kinds": [["Term", 1]],
        "entries": [[0, "glossary/#term-x", "<img src=x onerror=alert(1)> " + "x" * 80, text]],
    }
    page.context.route("**/search-index.json", lambda route: route.fulfill(json=hostile))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site_url)

    results = found(page, "القرم")

    assert results[0][0] == hostile["entries"][0][2]
    assert page.locator(".search__text").inner_text() == text
    assert page.locator(".search__text mark").inner_text() == "القرم"
    assert not page.locator("dialog img, dialog script").count()
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 320


# --- colours ----------------------------------------------------------------------------------


def test_colours_switch_and_only_a_choice_is_stored(page: Page, site_url: str) -> None:
    """The button says what it will do; going back to the system's colours forgets the choice."""
    page.emulate_media(color_scheme="light")
    page.goto(site_url)
    stored = "JSON.stringify(Object.entries(localStorage))"
    untouched = page.evaluate(stored)

    page.get_by_role("button", name="Switch to dark colours").click()
    chosen = page.evaluate(stored)
    page.reload()
    kept = page.evaluate("document.documentElement.dataset.theme")
    page.get_by_role("button", name="Switch to light colours").click()

    assert (untouched, chosen, kept) == ("[]", '[["palette","dark"]]', "dark")
    assert page.evaluate(stored) == "[]"
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_the_button_follows_the_system(page: Page, site_url: str) -> None:
    """Without a choice, the page and the words of the button go with the system."""
    page.emulate_media(color_scheme="light")
    page.goto(site_url)

    page.emulate_media(color_scheme="dark")

    page.get_by_role("button", name="Switch to light colours").wait_for()


# --- folds ------------------------------------------------------------------------------------


def test_a_link_into_a_fold_opens_it(page: Page, trial_url: str) -> None:
    """On arrival and when the address changes, every fold around the place is opened."""
    page.goto(f"{trial_url}#event-deep")
    on_arrival = page.locator("#event-deep").is_visible()
    page.goto(f"{trial_url}topics/crimea/")

    page.evaluate("location.hash = '#event-deep'")

    page.locator("#event-deep").wait_for()
    assert on_arrival


def test_an_address_that_is_none_of_ours_breaks_nothing(page: Page, site_url: str) -> None:
    """A broken escape in an address stops no script."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    page.goto(f"{site_url}#%E0%A4%A")

    assert faults == []
