"""Drafts of articles from saved texts: what stands there is found, and nothing else."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from generator.desk.draft import Draft, Said, draft, draft_article
from generator.desk.draft.days import time_words
from generator.desk.draft.declared import declared_in
from generator.desk.fmt import formatted
from generator.diagnostics import errors_in
from generator.graph import Graph
from generator.load import load
from generator.placeholders import is_stand_in
from generator.quotes.texts import TextError, read_text
from generator.resolving import resolve
from generator.values import asdict

from conftest import ROOT, THOROUGH
from hostile import STRINGS

DRAFTS = ROOT / "tests" / "drafts"
KEYS: list[dict[str, Any]] = yaml.load(
    (DRAFTS / "key.yml").read_text("utf-8"), Loader=yaml.BaseLoader
)
# Of all quotations of all texts so many are found exactly; none is invented.
FOUND_SHARE = 0.95


@cache
def graph() -> Graph:
    library, problems = load(DRAFTS / "content")
    assert not errors_in(problems)
    return resolve(library)[0]


@cache
def drafted(name: str) -> Draft:
    return draft(read_text(DRAFTS / "texts" / name), graph())


def named(key: dict[str, Any]) -> str:
    return str(key["text"])


def said_by_words(name: str) -> dict[str, Said]:
    return {said.quotation.words: said for said in drafted(name).said}


each_text = pytest.mark.parametrize("key", KEYS, ids=named)


@each_text
def test_the_head_is_what_the_text_says_of_itself(key: dict[str, Any]) -> None:
    """Title, publisher, author, day, language and address as given; what is not given stays out."""
    head = drafted(key["text"]).head

    found = {
        name: str(value)
        for name, value in asdict(head).items()
        if value is not None and name not in {"kind", "first_published_by"}
    }

    if "head" in key:
        assert found == key["head"]
    if "republishes" in key:
        assert head.first_published_by == key["republishes"]


@each_text
def test_no_quotation_is_invented(key: dict[str, Any]) -> None:
    """Scare quotes, titles, names of ships and questions of the interviewer are nobody's speech."""
    expected = {quote["quote"] for quote in key["quotes"]}

    assert set(said_by_words(key["text"])) - expected == set()


def test_nineteen_quotations_of_twenty_are_found_to_the_letter() -> None:
    """Over all texts, each quotation that a reader finds is drafted in exactly these words."""
    expected = [(key["text"], quote["quote"]) for key in KEYS for quote in key["quotes"]]

    missed = [(text, words) for text, words in expected if words not in said_by_words(text)]

    assert len(expected) >= 75
    assert len(missed) <= (1 - FOUND_SHARE) * len(expected), missed


@each_text
def test_no_quotation_is_given_to_the_wrong_actor(key: dict[str, Any]) -> None:
    """An actor's id is drafted only where the text gives the words to that actor."""
    expected = {quote["quote"]: quote.get("speaker") for quote in key["quotes"]}

    wrong = {
        words: said.speaker.id
        for words, said in said_by_words(key["text"]).items()
        if said.speaker.id is not None and said.speaker.id != expected.get(words)
    }

    assert wrong == {}


def test_nineteen_of_twenty_are_given_as_the_text_gives_them() -> None:
    """Speaker, chain and day of a quotation are all right, over all texts."""
    pairs = [
        (said_by_words(key["text"])[quote["quote"]], quote)
        for key in KEYS
        for quote in key["quotes"]
        if quote["quote"] in said_by_words(key["text"])
    ]

    wrong = [(quote["quote"], faults) for said, quote in pairs if (faults := _faults(said, quote))]

    assert len(wrong) <= (1 - FOUND_SHARE) * len(pairs), wrong


def _faults(said: Said, quote: dict[str, Any]) -> list[str]:
    faults = []
    speaker = said.speaker
    if speaker.id != quote.get("speaker"):
        faults.append(f"speaker {speaker}")
    if "named" in quote and not set(quote["named"].lower().split()) <= set(
        (speaker.name or "").lower().split()
    ):
        faults.append(f"name {speaker}")
    if "unnamed" in quote and quote["unnamed"].lower() not in (speaker.unnamed or "").lower():
        faults.append(f"unnamed {speaker}")
    via = [outlet.id or outlet.name for outlet in said.via if outlet.id or outlet.is_unnamed]
    if via != quote.get("via", []):
        faults.append(f"via {via}")
    day = said.on.date.edtf if said.on and said.on.date else None
    if day != quote.get("date"):
        faults.append(f"date {day}")
    return faults


@each_text
def test_every_drafted_file_passes_the_loader(key: dict[str, Any], tmp_path: Path) -> None:
    """A draft is right YAML of right records; so it is with the statements that stand as comments."""
    shutil.copytree(DRAFTS / "content", tmp_path / "content")

    files = draft_article(DRAFTS / "texts" / key["text"], graph())

    for path, text in files.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    library, problems = load(tmp_path / "content")
    whole, lost = resolve(library)
    assert not errors_in([*problems, *lost])
    article = next(a for a in whole.articles.values())
    assert article.draft
    assert len([s for s in article.statements if s.quote]) == _live(key)


@each_text
def test_a_draft_is_in_the_form_that_fmt_writes(key: dict[str, Any]) -> None:
    """The first change of a drafted file is the editor's, and no matter of form."""
    files = draft_article(DRAFTS / "texts" / key["text"], graph())

    assert {p: formatted(t, p, p.partition("/")[0]) for p, t in files.items()} == dict(files)


@each_text
def test_statements_that_stand_as_comments_are_right_without_their_marks(
    key: dict[str, Any],
) -> None:
    """Who makes the missing record takes the # away, and has a statement with the same words."""
    text = next(
        text
        for path, text in draft_article(DRAFTS / "texts" / key["text"], graph()).items()
        if path.startswith("articles/")
    )

    head, _, statements = text.partition("statements:\n")
    opened = head.removesuffix("# ") + "statements:\n"
    opened += re.sub(r"^( *)# (?=- |  )", r"\1", statements, flags=re.MULTILINE)

    quotes = [s["quote"] for s in yaml.load(opened, Loader=yaml.BaseLoader)["statements"]]
    assert quotes == list(said_by_words(key["text"]))


@each_text
def test_nothing_of_the_text_but_its_quotations_is_written_down(key: dict[str, Any]) -> None:
    """No seven words in a row of somebody else's article stand in a draft, beside what it quotes."""
    saved = read_text(DRAFTS / "texts" / key["text"])
    files = draft_article(saved.path, graph())
    article = next(text for path, text in files.items() if path.startswith("articles/"))

    own = re.sub(r"quote: (?:>-.*\n(?:[ #]{2,}    .*\n)+|.*\n)", "", article)

    words = re.findall(r"\w+", saved.text.lower())
    runs = {tuple(words[i : i + 7]) for i in range(len(words) - 6)}
    mine = re.findall(r"\w+", own.lower())
    assert not runs & {tuple(mine[i : i + 7]) for i in range(len(mine) - 6)}


def _live(key: dict[str, Any]) -> int:
    return sum(bool(s.speaker.id or s.speaker.unnamed) for s in drafted(key["text"]).said)


# --- what is not there ---------------------------------------------------------------------------


def test_what_a_record_needs_and_the_text_lacks_is_told_and_not_guessed(tmp_path: Path) -> None:
    """A publisher that stands nowhere is no name; the check says so, and so does a note."""
    text = tmp_path / "leaflet.txt"
    text.write_text("The bells\n\n“We ring at noon and at six,” said Ada Quill, a ringer.\n")

    files = draft_article(text, graph())

    assert "publisher: unknown publisher  # confirm" in files["sources/leaflet.yml"]
    assert "date:" not in files["sources/leaflet.yml"]
    assert "Not found in the text: publisher, author, date, url." in files.notes
    assert is_stand_in("unknown publisher")


def test_a_text_without_speech_has_no_statements(tmp_path: Path) -> None:
    """What marks nothing as speech is drafted all the same, and a note says what is missing."""
    text = tmp_path / "note.txt"
    text.write_text("A notice\n\nThe ferry is late today. Nobody knows why it is.\n")

    files = draft_article(text, graph())

    assert all("statements:" not in file for file in files.values())
    assert "no quotation was drafted" in files.notes[0]


def test_a_speech_that_no_record_could_hold_is_parted_between_sentences(tmp_path: Path) -> None:
    """Of a long speech each piece is short enough, and all of them together are the whole."""
    speech = " ".join(f"We counted ship number {n} and wrote it down." for n in range(60))
    text = tmp_path / "long.txt"
    text.write_text(f"The count\n\n“{speech}” said Ole Brandt, a pilot.\n", encoding="utf-8")

    pieces = draft(read_text(text), graph()).said

    assert len(pieces) == 3
    assert all(len(said.quotation.words) <= 1_000 for said in pieces)
    assert " ".join(said.quotation.words for said in pieces) == speech


def test_a_text_is_known_by_the_name_of_its_file(tmp_path: Path) -> None:
    """A file that is named by a source's id, as for verify, is that source's text."""
    text = tmp_path / "harbour-gazette-2031-04-30.txt"
    text.write_text("Ferries\n\n“We wait,” said Ada Quill yesterday.\n", encoding="utf-8")

    files = draft_article(text, graph())

    assert [path.split("/")[0] for path in files] == ["articles"]
    assert "source: harbour-gazette-2031-04-30" in "".join(files.values())
    assert 'date: 2031-04-29  # confirm: "yesterday"' in "".join(files.values())


def test_days_stay_open_where_the_day_of_publication_is_not_known() -> None:
    """ "On Sunday" in an undated text is listed as words, without a date."""
    files = draft_article(DRAFTS / "texts" / "wire_en.txt", graph())

    article = next(text for path, text in files.items() if path.startswith("articles/"))

    assert '# date:  # confirm: "on Sunday"; the day of publication is not known' in article
    assert '#   line 9, "last week": the day of publication is not known' in article


def test_a_page_without_declarations_is_read_by_the_extra(tmp_path: Path) -> None:
    """A by-line and a time that only the page itself shows are found where trafilatura is there."""
    pytest.importorskip("trafilatura", exc_type=ImportError)
    page = "<html><head><title>Bells</title></head><body><h1>Bells ring again</h1>"
    page += '<p class="byline">By Jon Avery</p><time datetime="2031-03-04">4 March</time>'
    page += "<p>They rang.</p></body></html>"

    found = declared_in(page)

    assert (found.author, str(found.date)) == ("Jon Avery", "2031-03-04")


def test_without_the_extra_what_a_page_declares_is_still_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The extra only adds to what the page says of itself."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)

    found = declared_in((DRAFTS / "texts" / "page_jsonld.html").read_text("utf-8"))

    assert found.publisher == "Harbour Gazette"
    assert str(found.date) == "2031-05-06"


# --- days ----------------------------------------------------------------------------------------

PUBLISHED = date(2031, 5, 5)  # a Monday


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Sunday", "2031-05-04"),
        ("on Monday", "2031-05-05"),
        ("next Sunday", "2031-05-11"),
        ("yesterday", "2031-05-04"),
        ("last week", "2031-04-28/2031-05-04"),
        ("earlier this month", "2031-05"),
        ("last year", "2030"),
        ("three days ago", "2031-05-02"),
        ("on 3 March", "2031-03-03"),
        ("December 24", "2030-12-24"),
        ("in April", "2031-04"),
        ("am Sonntag", "2031-05-04"),
        ("vor zwei Tagen", "2031-05-03"),
        ("dimanche", "2031-05-04"),
        ("la semaine dernière", "2031-04-28/2031-05-04"),
        ("el domingo", "2031-05-04"),
        ("в воскресенье", "2031-05-04"),
        ("в прошлом месяце", "2031-04"),
        ("у неділю", "2031-05-04"),
        ("минулого тижня", "2031-04-28/2031-05-04"),
        ("يوم الأحد", "2031-05-04"),
        ("أمس", "2031-05-04"),
        ("12 March 2014", "2014-03-12"),
        ("٥ مايو ٢٠٣١", "2031-05-05"),
        ("on 05/06/2031", None),
        ("it may rain", None),
        ("This Week", None),
    ],
)
def test_words_of_time_mean_no_more_than_they_say(words: str, expected: str | None) -> None:
    """A day, a week as its span, a month, a year: as exact as the words, by the day of publication."""
    found = time_words(f"He said {words}.", PUBLISHED)

    assert [w.date.edtf for w in found if w.date] == ([expected] if expected else [])


# --- whatever a text holds -----------------------------------------------------------------------


@pytest.mark.parametrize("hostile", STRINGS if THOROUGH else STRINGS[::12])
def test_a_text_of_any_shape_drafts_files_that_load(hostile: str, tmp_path: Path) -> None:
    """Marks of YAML, markup and characters that hide come out as the text that they are."""
    (tmp_path / "content").mkdir()
    empty = resolve(load(tmp_path / "content")[0])[0]
    text = tmp_path / "saved.txt"
    body = f"{hostile}\n\nBy {hostile}\n\n“We said {hostile} and {hostile} again,” said {hostile} Quill."
    text.write_bytes(body.encode("utf-8", "surrogatepass"))

    try:
        files = draft_article(text, empty)
    except TextError:
        return

    for path, file in files.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(file, encoding="utf-8")
    library, problems = load(tmp_path / "content")
    assert not errors_in([*problems, *resolve(library)[1]])


@pytest.mark.longer
def test_a_text_that_is_made_to_keep_us_busy_ends_soon(tmp_path: Path) -> None:
    """Of a text that no article could be, only the beginning is read, and a note says so."""
    text = tmp_path / "long.txt"
    text.write_text("Title\n\n" + "“We go home now,” said X. " * 6_000, encoding="utf-8")

    files = draft_article(text, graph())

    assert files.notes[0] == "Only the first 100,000 characters were read; the rest is left out."
