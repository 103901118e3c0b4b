"""`explainer serve`: each change is shown, mistakes stand above the last good page, and nothing breaks."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from generator import site
from generator.checking import Checked
from generator.engines.mkdocs_adapter import build_site
from generator.preview import resident
from generator.preview.answers import answer, event
from generator.preview.resident import State
from generator.preview.shown import PageMade, Shown
from generator.preview.watching import Touched, Watch, touched_by
from watchdog.observers.inotify import InotifyEmitter

from careless import Hand
from conftest import GOLDEN, ROOT, add_engine
from previewing import Preview, previewing

pytestmark = pytest.mark.longer

ABOUT = "content/pages/about.md"
WORDS = "# About this site\n\nA sentence with the word {word}.\n"
ARTICLE = "/articles/harbour-vote/"


def golden(folder: Path) -> Path:
    project = folder / "project"
    shutil.copytree(GOLDEN / "content", project / "content")
    add_engine(project)
    return project


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """The golden project, of which each test has its own copy."""
    with previewing(golden(tmp_path)) as running:
        running.get("/")
        yield running


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The same, for tests that change nothing."""
    with previewing(golden(tmp_path_factory.mktemp("still"))) as running:
        running.get("/")
        yield running


# --- what is shown ---------------------------------------------------------------------------


@pytest.mark.slow
def test_each_file_is_as_the_build_writes_it(tmp_path: Path) -> None:
    """Pages byte for byte but for the banner, everything else without exception."""
    project = golden(tmp_path)
    actor = project / "content" / "actors" / "newer.yml"
    actor.write_text("name: Somebody New\ntype: person\nformerly: [newcomer]\n")
    build_site(project, project / "site")
    built = {
        path.relative_to(project / "site").as_posix(): path.read_bytes()
        for path in sorted((project / "site").rglob("*"))
        if path.is_file()
    }

    different = []
    with previewing(project) as preview:
        for name, data in built.items():
            address = "/" + name.removesuffix("index.html")
            got = preview.get(address)
            shown = got.page if name.endswith(".html") and name != "404.html" else got.body
            if (got.status, shown) != (200, data):
                different.append((name, got.status))
        missing = preview.get("/there/is/no/such/page/")

    assert len([name for name in built if name.endswith(".html")]) > 20
    assert "actors/newcomer/index.html" in built
    assert different == []
    assert missing.status == 404
    assert missing.page == built["404.html"]


def test_a_saved_change_is_on_the_page(preview: Preview) -> None:
    """Of the page of the record, and of those that name it."""
    preview.write(ABOUT, "# About our harbour\n\nA sentence with the word heliotrope.\n")

    preview.until_page("/about/", "heliotrope")
    assert "About our harbour" in preview.get("/").text


def test_a_new_a_renamed_and_a_removed_file_are_followed(preview: Preview) -> None:
    """The page comes, moves and goes; its old address holds nothing."""
    record = preview.project / "content" / "actors" / "new.yml"
    preview.write("content/actors/new.yml", "name: Somebody New\ntype: person\n")
    preview.until_page("/actors/new/", "Somebody New")

    record.rename(record.with_name("newer.yml"))
    preview.until_page("/actors/newer/", "Somebody New")
    assert preview.get("/actors/new/").status == 404

    record.with_name("newer.yml").unlink()
    preview.until(lambda: preview.get("/actors/newer/").status == 404, "the page was gone")
    assert "Somebody" not in preview.get("/actors/").text


def test_a_file_saved_by_renaming_another_onto_it_is_seen(preview: Preview) -> None:
    """As many editors save: a file beside it is written, and takes its place."""
    beside = preview.project / "content" / "pages" / ".about.md.new"
    beside.write_text(WORDS.format(word="vermilion"))
    beside.replace(preview.project / ABOUT)

    preview.until_page("/about/", "vermilion")


def test_of_two_saves_in_one_moment_the_second_counts(preview: Preview) -> None:
    """Same size, same inode, a few milliseconds apart."""
    for first, second in (("aaaa", "bbbb"), ("cccc", "dddd"), ("eeee", "ffff")):
        preview.write(ABOUT, WORDS.format(word=first))
        preview.write(ABOUT, WORDS.format(word=second))

        preview.until_page("/about/", second)


def test_a_content_folder_that_was_taken_away_and_put_back_is_followed(preview: Preview) -> None:
    """As by a checkout of another branch; what is saved afterwards is seen too."""
    content = preview.project / "content"
    aside = preview.project / ".aside"
    content.rename(aside)
    preview.until_banner("/about/", "missing-content")
    aside.rename(content)
    preview.until(lambda: not preview.get("/about/").banner.count("missing"), "it was back")

    preview.write(ABOUT, WORDS.format(word="heliotrope"))

    preview.until_page("/about/", "heliotrope")


def test_who_asks_after_a_save_gets_the_edit(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer waits for the reading, which has not begun; a long one is not waited for."""
    monkeypatch.setattr(resident, "ANSWER_SECONDS", 60.0)
    preview.write(ABOUT, WORDS.format(word="heliotrope"))
    preview.resident.touched(Touched.CONTENT, ABOUT, is_whole=True)

    assert "heliotrope" in preview.get("/about/").text

    monkeypatch.setattr(resident, "ANSWER_SECONDS", 0.0)
    for name in ("HUSH_SECONDS", "QUIET_SECONDS", "PATIENCE_SECONDS"):
        monkeypatch.setattr(resident, name, 1.0)
    preview.write(ABOUT, WORDS.format(word="vermilion"))
    preview.resident.touched(Touched.CONTENT, ABOUT)

    assert "heliotrope" in preview.get("/about/").text
    preview.until_page("/about/", "vermilion")


def test_a_page_is_whole_whatever_is_saved_meanwhile(preview: Preview) -> None:
    """Pages are asked for all the time while a record is saved again and again."""
    seen: set[tuple[int, bool]] = set()
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            for path in ("/about/", "/", ARTICLE):
                got = preview.get(path)
                seen.add((got.status, got.text.rstrip().endswith("</html>")))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(12):
        preview.write(ABOUT, WORDS.format(word=f"heliotrope{number}"))
        threading.Event().wait(0.02)
    preview.until_page("/about/", "heliotrope11")
    is_over.set()
    for reader in readers:
        reader.join()

    assert seen == {(200, True)}


def test_drafts_are_shown(preview: Preview) -> None:
    """An article that is not to be published yet has its page, and says what it is."""
    file = preview.project / "content" / "articles" / "harbour-vote.yml"
    text = file.read_text("utf-8")
    preview.write(
        "content/articles/strike.yml",
        "draft: true\nsource: gazette-letters\nsummary: The crews write that nobody asked them.\n"
        "topics: [harbour-bridge]\n",
    )

    got = preview.until_page("/articles/strike/", "nobody asked them")

    assert "Draft: not published" in got.text
    assert "warning[draft]" in got.banner
    assert file.read_text("utf-8") == text


# --- mistakes --------------------------------------------------------------------------------


def test_a_mistake_stands_above_the_last_good_page_until_it_is_mended(preview: Preview) -> None:
    """On every page, with its place, what is wrong and what to type."""
    before = {path: preview.get(path).page for path in ("/about/", "/", ARTICLE)}
    preview.write("content/actors/new.yml", "name: Somebody New\ntype: persona\n")

    got = preview.until_banner("/about/", "1 mistake in the content.")
    after = {path: preview.get(path).page for path in before}

    assert after == before
    assert all("1 mistake" in preview.get(path).banner for path in before)
    assert "content/actors/new.yml:2:7" in got.banner
    assert "error[unknown-value]" in got.banner
    assert "Help: " in got.banner
    assert "Below is the last good version of this page." in got.banner
    assert "there is no page at this address" in preview.get("/actors/new/").banner

    preview.write("content/actors/new.yml", "name: Somebody New\ntype: person\n")
    preview.until_page("/actors/new/", "Somebody New")
    assert "mistake" not in preview.get("/about/").banner


def test_a_broken_rule_is_a_mistake_like_any_other(preview: Preview) -> None:
    """What would not be published does not stand there as if it were."""
    preview.write("content/pages/more.md", "# More\n\nSee [there](/no-such-page/).\n")

    preview.until_banner("/", "error[dead-link]")

    assert preview.get("/more/").status == 404


def test_content_that_was_never_right_has_a_page_that_says_so(tmp_path: Path) -> None:
    """The preview begins all the same, and shows the site as soon as it can."""
    project = golden(tmp_path)
    record = project / "content" / "actors" / "a.yml"
    record.write_text("name: A\n")

    with previewing(project) as preview:
        got = preview.get("/")
        assert "content/actors/a.yml:1:1" in got.banner
        assert "There is no good version to show yet." in got.banner
        assert "Nothing to show yet" in got.text

        record.write_text("name: A\ntype: person\n")
        preview.until_page("/", "</footer>")
        assert "mistake" not in preview.get("/").banner


def test_remarks_are_those_on_the_record_of_the_page(preview: Preview) -> None:
    """Notes and warnings on other records are for other pages; the mistakes come first."""
    (preview.project / "content" / "quotes.lock").unlink()
    preview.until_banner(ARTICLE, "note[unverified-quote]")
    preview.write("content/pages/more.md", "# More\n\nSee [there](/no-such-page/).\n")
    preview.until_banner("/", "mistake")

    article, about = preview.get(ARTICLE).banner, preview.get("/about/").banner

    assert "note[unverified-quote]" in article
    assert article.index("error[") < article.index("on this page’s record") < article.index("note[")
    assert "on this page’s record" not in about


def test_of_a_file_of_many_records_each_page_has_its_own_remarks(preview: Preview) -> None:
    """A stretch of the file belongs to each record."""
    people = preview.project / "content" / "actors" / "people.yml"
    text = people.read_text("utf-8")
    orphan = "- id: nobody-knows\n  name: Nobody Knows\n  type: person\n"
    people.write_text(f"{orphan}{text}", encoding="utf-8")

    got = preview.until_page("/actors/nobody-knows/", "Nobody Knows")

    assert "orphan-record" in got.banner
    assert "orphan-record" not in preview.get("/actors/ada-quill/").banner


def test_nothing_of_a_stranger_is_markup_in_the_banner(preview: Preview) -> None:
    """A file's name and a value are text."""
    preview.write("content/actors/<b>x.yml", "name: N\ntype: <script>alert(1)</script>\n")

    banner = preview.until_banner("/", "mistake").banner

    assert "<script>alert" not in banner
    assert "<b>x" not in banner
    assert "<script>alert(1)</script>" in unescape(banner)
    assert "content/actors/<b>x.yml:" in unescape(banner)


def test_the_code_of_a_mistake_leads_to_its_manual(preview: Preview) -> None:
    """On this machine: no other server is asked for it."""
    preview.write("content/actors/new.yml", "name: Somebody New\ntype: persona\n")
    banner = preview.until_banner("/", "mistake").banner

    assert 'href="/_preview/explain/unknown-value"' in banner
    assert "http" not in banner
    assert "Why:" in preview.get("/_preview/explain/unknown-value").text
    assert preview.get("/_preview/explain/no-such-code-at-all").status == 404


# --- before the rules have looked ------------------------------------------------------------


class Rules:
    """The rules, which wait until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        self.go.set()
        whole = site.check

        def check(*arguments: Any) -> Checked:
            assert self.go.wait(60)
            return whole(*arguments)

        monkeypatch.setattr(site, "check", check)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rules]:
    rules = Rules(monkeypatch)
    yield rules
    rules.go.set()


def test_a_page_is_shown_before_the_rules_have_looked_at_it(preview: Preview, rules: Rules) -> None:
    """Nothing is told of the reading until they have; then what was shown is what is shown."""
    rules.go.clear()
    with preview.events("/about/") as told:
        first = next(told)
        preview.write(ABOUT, WORDS.format(word="heliotrope"))
        second = next(told)
        ahead = preview.until_page("/about/", "heliotrope")

        assert first["page"] != second["page"]
        assert second["page"] in ahead.banner
        assert len(preview.states) == 1

    rules.go.set()
    preview.until(lambda: len(preview.states) == 2, "the rules were through")
    assert preview.states[1].is_fresh
    assert preview.states[1].last is None
    assert preview.get("/about/").page == ahead.page


def test_what_the_rules_do_not_let_pass_is_shown_no_longer(preview: Preview, rules: Rules) -> None:
    """The last good version comes back, and the banner says why; the next save waits for the rules."""
    before = preview.get("/about/").page
    rules.go.clear()
    preview.write(ABOUT, "# About\n\nSee [vermilion](/no-such-page/).\n")
    preview.until_page("/about/", "vermilion")
    rules.go.set()

    got = preview.until_banner("/about/", "error[dead-link]")
    assert got.page == before
    preview.until(lambda: len(preview.states) == 2, "the mistake was told")

    rules.go.clear()
    preview.write(ABOUT, WORDS.format(word="heliotrope"))
    threading.Event().wait(1)
    assert preview.get("/about/").page == before
    rules.go.set()
    preview.until_page("/about/", "heliotrope")


@pytest.mark.parametrize("path", ["/about/", ARTICLE])
def test_a_page_that_cannot_be_made_yet_waits_for_the_rules(
    path: str, preview: Preview, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it was the last that somebody looked at or another: a rule may be about to say why."""
    before = preview.get(path).page
    preview.get("/about/")
    good, whole = preview.states[0].shown, Shown.page

    def page(shown: Shown, asked: str) -> PageMade:
        if shown is not good and f"/{asked}/" == path:
            raise ZeroDivisionError
        return whole(shown, asked)

    monkeypatch.setattr(Shown, "page", page)
    rules.go.clear()
    preview.write(ABOUT, WORDS.format(word="heliotrope"))
    threading.Event().wait(1)
    got = preview.get(path)

    assert (got.status, got.page) == (200, before)
    assert "bug" not in got.banner
    rules.go.set()
    preview.until_banner(path, "ZeroDivisionError")
    assert preview.get(path).page == before


def test_the_page_that_was_opened_last_is_made_first(
    preview: Preview, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scripts of other open pages ask too, in whatever order."""
    made: list[str] = []
    whole = Shown.page

    def page(shown: Shown, asked: str) -> PageMade:
        if threading.current_thread().name == "reading":
            made.append(asked)
        return whole(shown, asked)

    preview.get("/about/")
    with preview.events("/about/") as told:
        next(told)
        preview.get(ARTICLE)
        preview.get("/no/such/page/")
        monkeypatch.setattr(Shown, "page", page)
        for number in range(3):
            preview.write(ABOUT, WORDS.format(word=f"heliotrope{number}"))
            preview.until(lambda n=number: len(preview.states) == n + 2, "it was read")
            next(told)

    assert made == [ARTICLE.strip("/")] * 3


@dataclass
class Patient:
    """A preview that takes for one what is saved within seconds; `first` is its state at the beginning."""

    project: Path
    reading: resident.Resident
    told: Queue[State]
    first: State

    def saved(self, touched: Touched, path: str) -> None:
        self.reading.touched(touched, path, is_whole=True)

    def next(self) -> State:
        return self.told.get(timeout=60)


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Patient]:
    monkeypatch.setattr(resident, "QUIET_SECONDS", 10.0)
    monkeypatch.setattr(resident, "PATIENCE_SECONDS", 60.0)
    project = golden(tmp_path)
    told: Queue[State] = Queue()
    reading = resident.Resident(project, told.put)
    reading.start()
    yield Patient(project, reading, told, told.get(timeout=60))
    reading.stop()


def test_settings_that_could_not_be_read_are_read_with_the_next_file(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved together is read as one, the theme too, though the first try came too early."""
    tried = threading.Event()

    def too_early(_: Path) -> None:
        tried.set()
        raise FileNotFoundError

    with monkeypatch.context() as early:
        early.setattr(resident, "Renderer", too_early)
        patient.saved(Touched.LOOK, "mkdocs.yml")
        assert tried.wait(60)
    patient.saved(Touched.CONTENT, ABOUT)
    first, second = patient.first, patient.next()

    assert second.trouble is None
    assert second.changed == ("mkdocs.yml", ABOUT)
    assert first.shown is not None
    assert second.shown is not None
    assert second.shown.engine.look > first.shown.engine.look


def test_files_that_are_saved_together_are_read_as_one(patient: Patient) -> None:
    """A reference that leads nowhere until the second of them is there is no mistake."""
    newer = "content/actors/newer.yml"

    (patient.project / ABOUT).write_text("# About\n\nSee [[newer]].\n")
    patient.saved(Touched.CONTENT, ABOUT)
    threading.Event().wait(1)
    (patient.project / newer).write_text("name: Newer\ntype: person\n")
    patient.saved(Touched.CONTENT, newer)
    first, second = patient.first, patient.next()

    assert first.is_fresh
    assert second.is_fresh
    assert set(second.changed) == {ABOUT, newer}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_is_shown_as_a_fresh_process_would(seed: int, tmp_path: Path) -> None:
    """Mistakes and, where there are none, each page; else the pages are those of before."""
    project = golden(tmp_path)
    hand, last_good = Hand(project / "content", seed), None
    told: Queue[State] = Queue()
    reading = resident.Resident(project, told.put)
    reading.start()
    told.get(timeout=60)
    good = 0
    for _ in range(25):
        what = hand.edit()
        reading.touched(Touched.CONTENT, what, is_whole=True)
        state, fresh = told.get(timeout=60), site.read_site(project, with_drafts=True)
        assert (state.diagnostics, state.trouble) == (fresh.diagnostics, None), what
        assert state.is_fresh == fresh.is_publishable
        assert state.shown is not None
        if state.is_fresh:
            last_good = Shown(fresh, state.shown.engine, project)
            good += 1
        if last_good is not None:
            for page in ("", "about", *(d.path for d in fresh.documents)):
                assert state.shown.page(page) == last_good.page(page), what
    reading.stop()

    assert 0 < good < 25


# --- theme and settings ----------------------------------------------------------------------


def test_a_changed_theme_is_shown_and_a_broken_one_is_not(preview: Preview) -> None:
    """The page says what Jinja cannot read; mended, the new theme is there."""
    shell = preview.project / "site_config" / "theme" / "partials" / "footer.html"
    text = shell.read_text("utf-8")
    shell.write_text(text.replace("Every statement", "Each and every statement"))
    preview.until_page("/", "Each and every statement")

    shell.write_text(text.replace("<footer", "{% if %}<footer"))
    got = preview.until_banner("/", "The site cannot be made anew.")
    assert "Each and every statement" in got.text
    assert "footer.html:" in got.banner

    preview.write(ABOUT, WORDS.format(word="heliotrope"))
    preview.until_page("/about/", "heliotrope")

    shell.write_text(text)
    preview.until(lambda: "anew" not in preview.get("/").banner, "the theme was mended")
    assert "Each and every statement" not in preview.get("/").text


def test_changed_settings_are_shown_and_broken_ones_are_told(preview: Preview) -> None:
    """Of mkdocs.yml; the last good settings stay."""
    settings = preview.project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("site_name: Groundwork", "site_name: Bedrock"))
    preview.until_page("/", "Bedrock")

    for broken in (
        "site_name: [",
        f"{text}site_descripton: Of all things\n",
        text.replace("name: material", "name: no-such-theme"),
        text.replace("https://", ""),
    ):
        settings.write_text(broken)
        got = preview.until_banner("/", "The site cannot be made anew.")
        assert "Bedrock" in got.text

        settings.write_text(text.replace("site_name: Groundwork", "site_name: Bedrock"))
        preview.until(lambda: "anew" not in preview.get("/").banner, "the settings were mended")


def test_a_changed_style_sheet_is_served_and_pages_are_told(preview: Preview) -> None:
    """The page is the same, its look is not: the script learns that it has to load it anew."""
    with preview.events("/about/") as told:
        first = next(told)
        (preview.project / "site_config" / "styles" / "zebra.css").write_text(".zebra{color:red}")
        second = next(told)

    assert ".zebra{color:red}" in preview.get("/assets/site.css").text
    assert first["page"] == second["page"]
    assert first["look"] != second["look"]


def test_a_site_below_a_path_is_shown_below_it(tmp_path: Path) -> None:
    """Its addresses begin as they will on its host."""
    project = golden(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text().replace("https://example.org/", "https://example.org/base/")
    )

    with previewing(project) as preview:
        assert preview.get("/").headers["location"] == "/base/"
        assert "bridge" in preview.get("/base/").text
        assert preview.get("/base/assets/site.css").status == 200
        assert preview.get("/about/").status == 404
        for path in ("/base/", "/base/about/", "/about/", "/base/no-such-page/"):
            assert told_of(preview, path) in preview.get(path).banner


# --- the script on the page ------------------------------------------------------------------


def told_of(preview: Preview, path: str) -> str:
    with preview.events(path) as told:
        return f'data-page="{next(told)["page"]}"'


@pytest.mark.parametrize(
    "path",
    ["/", "/index.html", "/about/", "/about/index.html", ARTICLE, "/no-such-page/", "/caf%C3%A9/"],
)
def test_a_page_that_is_as_it_was_is_told_so(path: str, still: Preview) -> None:
    """Told something else, its script would load it again, and again."""
    assert told_of(still, path) in still.get(path).banner


@pytest.mark.slow
def test_each_page_of_our_own_site_is_told_that_it_is_as_it_was(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    add_engine(tmp_path)
    with previewing(tmp_path) as preview:
        listed = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", preview.get("/sitemap.xml").text)
        state = preview.states[-1]

    again = [
        path
        for path in listed
        if f'data-page="{json.loads(event(state, path))["page"]}"'.encode()
        not in answer(state, path).body
    ]

    assert len(listed) > 500
    assert again == []


def test_a_page_is_told_when_it_is_another(preview: Preview) -> None:
    """Its fingerprint changes with it, and with nothing else; the banner comes along.

    A page that is what it was hears of a change only where its banner says something else.
    """
    with preview.events("/about/") as about, preview.events(ARTICLE) as article:
        first, other = next(about), next(article)
        assert first["page"] in preview.get("/about/").banner

        preview.write(ABOUT, WORDS.format(word="heliotrope"))
        second = next(about)
        assert second["page"] != first["page"]

        preview.write(ABOUT, "# About\n\nSee [[no-such-record]].\n")
        third, second_other = next(about), next(article)
        assert third["page"] == second["page"]
        assert second_other["page"] == other["page"]
        assert "no-such-record" in third["told"]
        assert "no-such-record" in second_other["told"]


# --- the server ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/assets/../../mkdocs.yml", "/assets/%2e%2e/%2e%2e/mkdocs.yml",
        "/..%2fmkdocs.yml", "/..\\mkdocs.yml", "/%00", "/assets/%ff", "//etc/passwd", "/assets//etc/passwd",
        "http://127.0.0.1/", "mkdocs.yml", "/_preview/../mkdocs.yml", "/_preview/resident.py",
        "/_preview/explain/../x", "/content/pages/about.md", "/assets/", "/.git/config", "/admin/",
    ],
)  # fmt: skip
def test_a_path_that_leaves_the_site_finds_nothing(path: str, still: Preview) -> None:
    """Nothing is looked for on the disk by a name that a browser sends."""
    got = still.get(path)

    assert got.status in {403, 404}
    assert b"site_name" not in got.body


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1", "127.0.0.1.example.org:{port}", "127.0.0.1:1", ""]
)
def test_another_name_than_its_own_is_refused(host: str, still: Preview) -> None:
    """A page of somebody else's, whose name was made to lead here, reads nothing."""
    got = still.get("/", Host=host.format(port=still.server.server_port))

    assert got.status == 403
    assert b"bridge" not in got.body


def test_it_listens_on_this_machine_alone(still: Preview) -> None:
    """And tells browsers that nobody else may frame, read or keep what it shows."""
    assert still.server.server_address[0] == "127.0.0.1"
    got = still.get("/", Host=f"localhost:{still.server.server_port}")
    assert got.status == 200
    assert got.headers["x-frame-options"] == "DENY"
    assert got.headers["cross-origin-resource-policy"] == "same-origin"
    assert got.headers["cache-control"] == "no-cache"
    assert "access-control-allow-origin" not in got.headers


def test_nothing_is_taken_without_a_form(still: Preview) -> None:
    """Nor a body that has no end."""
    assert still.get("/", "POST", b"x").status == 405
    assert still.get("/admin/", "PUT", b"x").status == 405
    assert still.get("/", "POST", None, Content_Length="99999999999").status == 413
    assert still.get("/about/", "HEAD").body == b""


def test_what_is_known_is_not_sent_again(still: Preview) -> None:
    """A browser asks whether its copy is still good."""
    tag = still.get("/about/").headers["etag"]

    again = still.get("/about/", If_None_Match=tag)

    assert (again.status, again.body) == (304, b"")


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def test_a_form_answers_below_its_own_address(tmp_path: Path) -> None:
    """With the method, the headers and the body that were sent; all else is the site's."""

    def form(
        project: Path, method: str, address: str, headers: Mapping[str, str], body: bytes
    ) -> Reply:
        return Reply(201, f"{project.name} {method} {address} {headers['x-word']} ".encode() + body)

    with previewing(golden(tmp_path), form=form) as preview:
        got = preview.get("/admin/records/?a=b", "PUT", b"text", X_Word="one")
        read = preview.get("/admin", X_Word="two")
        page = preview.get("/about/")
        foreign = preview.get("/admin/", Host="example.org")

    assert (got.status, got.body) == (201, b"project PUT /admin/records/?a=b one text")
    assert read.body == b"project GET /admin two "
    assert page.status == 200
    assert foreign.status == 403


# --- watching --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "touched"),
    [
        ("content/pages/about.md", Touched.CONTENT),
        ("content", Touched.CONTENT),
        ("site_config/exemptions.yml", Touched.CONTENT),
        ("site_config/theme/main.html", Touched.LOOK),
        ("site_config/styles/text.css", Touched.LOOK),
        ("mkdocs.yml", Touched.LOOK),
        ("content/pages/.about.md.swp", None),
        ("content/pages/about.md~", None),
        ("content/pages/.#about.md", None),
        ("generated/about.md", None),
        ("site/index.html", None),
        (".git/HEAD", None),
        ("README.md", None),
    ],
)
def test_what_a_change_asks_for(path: str, touched: Touched | None) -> None:
    """Content is read again, theme and settings too; what editors keep beside a file is nothing."""
    assert touched_by(path) is touched


def test_a_file_is_whole_once_its_writer_has_closed_it(tmp_path: Path) -> None:
    """Or has put it in the place of another; what is taken away is waited for."""
    heard: Queue[tuple[str, bool]] = Queue()

    def tell(touched: Touched, path: str, *, is_whole: bool) -> None:
        heard.put((path.rpartition("/")[2], is_whole))

    def until(path: str, *, is_whole: bool) -> None:
        while heard.get(timeout=60) != (path, is_whole):
            pass

    content = tmp_path / "content"
    content.mkdir()
    watch = Watch(tmp_path, tell)
    with (content / "a.yml").open("w") as file:
        file.write("name: A\n")
        file.flush()
        until("a.yml", is_whole=False)
        threading.Event().wait(0.2)
        assert ("a.yml", True) not in heard.queue
    until("a.yml", is_whole=True)

    (content / "a.yml").rename(content / "b.yml")
    until("a.yml", is_whole=False)
    until("b.yml", is_whole=True)
    watch.stop()


def test_reading_a_file_is_no_change_of_it(preview: Preview) -> None:
    """Else each reading would ask for another."""
    for path in preview.project.joinpath("content").rglob("*.yml"):
        path.read_bytes()
    os.utime(preview.project)
    threading.Event().wait(0.5)

    assert len(preview.states) == 1


@pytest.mark.parametrize("is_asked_for", [True, False])
def test_where_the_system_does_not_tell_the_files_are_looked_at(
    is_asked_for: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice a second; also where its watches are used up by other programs."""

    def used_up(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    if not is_asked_for:
        monkeypatch.setattr(InotifyEmitter, "on_thread_start", used_up)
    with previewing(golden(tmp_path), poll=is_asked_for) as preview:
        preview.get("/")
        preview.write(ABOUT, WORDS.format(word="heliotrope"))

        preview.until_page("/about/", "heliotrope")
