"""The form at /admin/ as a person uses it: clicks in a browser, files in the checkout."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from generator.form import CodeHost, FormLacks, admin_files
from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as TooLateError

from conftest import THOROUGH, Run

from . import machine
from .conftest import Open, needed
from .form_server import form_of
from .visits import Visit

pytestmark = pytest.mark.slow

ARTICLE = "content/articles/harbour-vote.yml"
EVENTS = "content/events/bridge.yml"


@pytest.fixture
def project(golden_project: Path) -> Path:
    """The small complete site, with comments where people put them."""
    article = golden_project / ARTICLE
    text = article.read_text(encoding="utf-8")
    text = "# The desk knows the mayor's office.\n" + text
    text = text.replace("topics: [harbour-bridge]", "# One only.\ntopics: [harbour-bridge]  # why")
    text = text.replace("    verb: denied", "    # Their words.\n    verb: denied  # not: said")
    article.write_text(text, encoding="utf-8")
    events = golden_project / EVENTS
    text = events.read_text(encoding="utf-8")
    text = text.replace("- id: vote-held", "# The last one.\n- id: vote-held  # by hand")
    events.write_text(text, encoding="utf-8")
    return golden_project


@pytest.fixture(autouse=True)
def _program(project: Path) -> None:
    try:
        admin_files(project)
    except FormLacks:
        needed(machine.Lack("program for the form", "make form"))


@pytest.fixture
def form(project: Path, visit: Open) -> Iterator[Visit]:
    """The form of the project, past its front door."""
    with form_of(project) as address:
        opened = visit(address)
        opened.page.get_by_role("button", name="Work with Local Repository").click()
        opened.page.get_by_role("button", name="Create New Entry").wait_for()
        yield opened


def test_clicks_write_a_source_and_an_article_that_check_accepts(
    form: Visit, project: Path, explainer: Run
) -> None:
    """A person who writes no YAML makes two records; all other files keep their bytes."""
    page = form.page
    before = _digests(project)

    _new(page, "Sources")
    _fill(page, "Title", "Harbour bridge: the vote is near")
    _fill(page, "Publisher", "Ansel Evening News")
    _fill(page, "Date", "2031-05-03")
    _save(page)
    _new(page, "Articles")
    _choose(page, "Source", "Ansel Evening News")
    _fill(page, "Summary", SUMMARY)
    _choose(page, "Topics", "bridge")
    page.get_by_role("button", name=_add("Statement")).click()
    statement = page.get_by_role("group", name=f"“{_marked('Statements')}” Field")
    _choose(page, "Speaker", "Ada Quill", within=statement)
    _fill(page, "Quote", "No: it will not cost a penny # at all", within=statement)
    _reach(page, statement.get_by_role("button", name=_add("Via"))).click()
    page.get_by_role("menuitem", name="Publication").click()
    _choose(page, "Publication", "Ansel Evening News", within=statement)
    _name_file(page, "evening-news-on-the-vote")
    _save(page)

    made = {path: text for path, text in _texts(project).items() if path not in before}
    assert made == {
        "content/sources/ansel-evening-news-2031-05-03.yml": SOURCE_FILE,
        "content/articles/evening-news-on-the-vote.yml": ARTICLE_FILE,
    }
    assert {path: mark for path, mark in _digests(project).items() if path in before} == before
    checked = explainer("check", cwd=project)
    assert checked.returncode == 0, checked.stdout
    assert form.strangers() == []
    assert form.violations() == []


def test_an_edit_changes_its_own_lines_and_keeps_all_comments(form: Visit, project: Path) -> None:
    """One field of a record with comments is changed, in a file of its own and in a list."""
    page = form.page
    before = _texts(project)

    _open(page, "Articles", "harbour-vote")
    _fill(page, "Title", "A vote: soon")
    _save(page)
    _open(page, "Events", "voted for the bridge")
    _fill(page, "Text", "The council voted for the bridge, by 11 to 10.")
    _save(page)

    after = _texts(project)
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {ARTICLE, EVENTS}
    assert after[ARTICLE] == before[ARTICLE].replace(
        "key_points:", 'title: "A vote: soon"\nkey_points:'
    )
    assert after[EVENTS] == before[EVENTS].replace("bridge by 11", "bridge, by 11")

    # What somebody else changed meanwhile is not overwritten, and the person is told.
    _open(page, "Terms", "Span")
    file = project / "content/terms/span.yml"
    theirs = file.read_text(encoding="utf-8") + "aliases: [reach]\n"
    file.write_text(theirs, encoding="utf-8")
    _fill(page, "Term", "Wide span")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("alert").filter(has_text="changed by somebody else").wait_for()
    assert file.read_text(encoding="utf-8") == theirs


@pytest.mark.skipif(not THOROUGH, reason="the same editor on other files: in `make browser`")
def test_the_published_form_changes_a_record_within_its_list(project: Path, visit: Open) -> None:
    """Files are read as the code host has them; here the browser's own folder stands for it."""
    before = _texts(project)
    with form_of(project, CodeHost("github", "desk/site", "main")) as address:
        opened = visit(address)
        page = opened.page
        enter = page.get_by_role("button", name="Work with Local Repository")
        enter.wait_for()
        page.evaluate(FOLDER_OF_THE_BROWSER, before)
        enter.click()

        _to(page, "Events, in lists")
        page.get_by_role("gridcell", name="Bridge").click()
        page.get_by_role("button", name="Expand", exact=True).last.click()
        page.get_by_role("textbox", name="Date", exact=True).last.fill("2031-07")
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("grid", name="Files").wait_for()

        after = page.evaluate(TEXT_IN_THE_BROWSER, EVENTS)
        assert after == before[EVENTS].replace("date: 2031-06-30", "date: 2031-07")
        assert opened.strangers() == []
        assert opened.violations() == []


FOLDER_OF_THE_BROWSER = """async texts => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle('.git', { create: true });
  for (const [path, text] of Object.entries(texts)) {
    const names = path.split('/');
    let folder = root;
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
    const file = await (await folder.getFileHandle(names.at(-1), { create: true })).createWritable();
    await file.write(text);
    await file.close();
  }
  window.showDirectoryPicker = async () => root;
}"""
TEXT_IN_THE_BROWSER = """async path => {
  const names = path.split('/');
  let folder = await navigator.storage.getDirectory();
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await (await folder.getFileHandle(names.at(-1))).getFile()).text();
}"""


SUMMARY = (
    "The vote on the bridge is near. The mayor says once more that it pays for itself, and the paper "
    "has asked nobody else.\n\nThe crews were not heard."
)
SOURCE_FILE = """\
# yaml-language-server: $schema=../../site_config/schema/sources.json
title: "Harbour bridge: the vote is near"
publisher: Ansel Evening News
date: 2031-05-03
"""
ARTICLE_FILE = """\
# yaml-language-server: $schema=../../site_config/schema/articles.json
source: ansel-evening-news-2031-05-03
summary: >-
  The vote on the bridge is near. The mayor says once more that it pays for itself, and the paper
  has asked nobody else.

  The crews were not heard.
topics: [harbour-bridge]
statements:
  - speaker: ada-quill
    quote: "No: it will not cost a penny # at all"
    via: [ansel-evening-news-2031-05-03]
"""


# --- what a person does -------------------------------------------------------------------------


def _add(what: str) -> str:
    return f"Add {_marked(what)}"


def _marked(text: str) -> str:
    """As the program writes what is not its own: between marks of direction."""
    return f"\u2068{text}\u2069"


def _to(page: Page, collection: str) -> None:
    page.get_by_role("treeitem", name=collection, exact=True).click()


def _new(page: Page, collection: str) -> None:
    _to(page, collection)
    page.get_by_role("button", name="Create New Entry").click()


def _open(page: Page, collection: str, shown: str) -> None:
    _to(page, collection)
    page.get_by_role("gridcell", name=shown).last.click()


def _fill(page: Page, name: str, text: str, within: Locator | None = None) -> None:
    """Type into a field, again where the program filled it once more while it was opening it."""
    box = (within or page).get_by_role("textbox", name=name, exact=True).first
    for _ in range(5):
        box.fill(text)
        page.wait_for_timeout(150)
        if box.input_value() == text:
            return
    raise AssertionError(f"{name} does not keep what is typed")


def _choose(page: Page, name: str, option: str, within: Locator | None = None) -> None:
    """Take an option of a list, which the program may close once more while it is opening it."""
    box = (within or page).get_by_role("combobox", name=name, exact=True)
    for _ in range(5):
        box.click()
        with contextlib.suppress(TooLateError):
            page.get_by_role("option", name=option).first.click(timeout=3_000)
            return
    raise AssertionError(f"{name} does not offer {option}")


def _reach(page: Page, control: Locator) -> Locator:
    """Scroll until it is there: fields are made when they come near."""
    page.mouse.move(600, 500)
    for _ in range(200):
        if control.count():
            break
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(30)
    return control


def _name_file(page: Page, name: str) -> None:
    page.get_by_role("radio", name="Slug").click()
    page.get_by_role("button", name="Edit Slug").click()
    _fill(page, "Slug", name)
    page.get_by_role("button", name="Done").click()


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Create New Entry").wait_for()


def _texts(project: Path) -> dict[str, str]:
    return {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((project / "content").rglob("*"))
        if path.is_file()
    }


def _digests(project: Path) -> dict[str, str]:
    files = sorted(path for path in (project / "content").rglob("*") if path.is_file())
    return {
        path.relative_to(project).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
