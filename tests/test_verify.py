"""`explainer verify`: quotations against the texts of their sources, and the lock that remembers it."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from generator import cli
from generator.quotes.lock import (
    Entry,
    LockError,
    Quoted,
    State,
    fingerprint,
    read_lock,
    states,
    write_lock,
)
from generator.quotes.texts import TextError, read_text, text_of_page
from generator.site import read_site
from generator.writers.markdown import write_twin

from conftest import GOLDEN, MakeProject

TEXT = """Town to vote on ‘bridge that pays for itself’

Mayor Jane Smith spoke on Monday. “We will not build [the bridge] before 2032, and it will cost 5 million,” she said. “Nobody has to fear for the ferry.”

Her critic, John Reed, said that he would vote against it.
"""
ACTORS = (
    "- {id: jane-smith, name: Jane Smith, type: person}\n"
    "- {id: john-reed, name: John Reed, type: person}\n"
)
SOURCE = "title: Town to vote\npublisher: The Gazette\ndate: 2031-05-02\nlanguage: en\n"
FAITHFUL = "We will not build [the bridge] before 2032 …"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, list(arguments))


def content(*quotes: tuple[str, str], extra: str = "") -> dict[str, str | bytes]:
    """A project's files with an issue that holds these (speaker, quotation) pairs."""
    said = "".join(
        f"  - speaker: {speaker}\n    quote: {json.dumps(quote, ensure_ascii=False)}\n"
        "    sources: [gazette]\n"
        for speaker, quote in quotes
    )
    return {
        "actors/people.yml": ACTORS,
        "sources/gazette.yml": SOURCE,
        "issues/cost.yml": f"question: Who pays?\nsummary: The town. [@gazette]\nstatements:\n{said}{extra}",
    }


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with the text of the one source, as an editor keeps it outside git."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "gazette.txt").write_text(TEXT, encoding="utf-8")
    return folder


# --- the whole content -----------------------------------------------------------------------


def test_what_stands_in_the_text_is_locked(make_project: MakeProject, texts: Path) -> None:
    """The lock holds fingerprints, the text's name, the place and the day, and no word of the text."""
    project = make_project(content(("jane-smith", FAITHFUL)))

    done = run("verify", "--project", str(project), "--texts", str(texts), "--today", "2031-05-03")
    lock = (project / "content" / "quotes.lock").read_text("utf-8")
    (entry,) = read_lock(lock)

    assert done.exit_code == 0, done.output
    assert "1 verified, 0 flagged" in done.output
    assert (entry.key, entry.text, entry.checked) == ("cost.1", "gazette", "2031-05-03")
    assert (entry.speaker, entry.where) == ("confirmed", "body")
    assert TEXT[entry.at :].startswith("We will not build")
    assert "bridge" not in lock


@pytest.mark.parametrize(
    ("kind", "code", "outcome"),
    [("organisation", 0, "the text leaves open who says this"), ("person", 1, "a spokesman")],
)
def test_a_body_may_speak_through_a_spokesman_and_a_person_does_not(
    make_project: MakeProject, texts: Path, kind: str, code: int, outcome: str
) -> None:
    """ "A spokesman said": nobody says of whom, so that of the body that was named it stays open."""
    (texts / "gazette.txt").write_text(
        "PORT ANSEL (Coast Wire) - The Treasury of Norland denied that it had a bill in hand. "
        "“There is no such draft,” a spokesman said in response to a report.\n"
    )
    files = content(("treasury", "There is no such draft"))
    files["actors/treasury.yml"] = f"name: Treasury of Norland\ntype: {kind}\n"
    project = make_project(files)

    done = run("verify", "--project", str(project), "--texts", str(texts))

    assert done.exit_code == code, done.output
    assert outcome in done.output


def test_a_second_look_at_the_same_changes_nothing(make_project: MakeProject, texts: Path) -> None:
    """The day stays that of the first look, so that the lock is no cause of a commit."""
    project = make_project(content(("jane-smith", FAITHFUL)))
    where = ("--project", str(project), "--texts", str(texts))
    run("verify", *where, "--today", "2031-05-03")
    before = (project / "content" / "quotes.lock").read_bytes()

    done = run("verify", *where, "--today", "2031-06-30")

    assert (project / "content" / "quotes.lock").read_bytes() == before
    assert "No change of content/quotes.lock" in done.output


@pytest.mark.parametrize(
    ("speaker", "quote", "told"),
    [
        ("jane-smith", "We will build [the bridge] before 2032", '(text): "not" is missing'),
        ("jane-smith", "We will not build the bridge before 2032", "(brackets):"),
        ("jane-smith", "it will cost 5 million … Nobody has to fear", "(cut):"),
        ("jane-smith", "he would vote against it", "(boundary):"),
        ("john-reed", "Nobody has to fear for the ferry.", '(speaker): the passage gives "'),
        ("jane-smith", "it will cost 6 million", 'the source has "5", not "6"'),
    ],
)
def test_a_misquotation_is_told_at_its_place(
    make_project: MakeProject, texts: Path, speaker: str, quote: str, told: str
) -> None:
    """With its reason and the passage; the command fails, and nothing is locked."""
    project = make_project(content((speaker, quote)))

    done = run("verify", "--project", str(project), "--texts", str(texts))

    assert done.exit_code == 1
    line = 4 if "(speaker)" in told else 5
    assert f"content/issues/cost.yml:{line}:" in done.output
    assert "error[misquotation]" in done.output
    assert told in done.output
    assert (project / "content" / "quotes.lock").read_text() == ""


@pytest.mark.longer
def test_any_changed_letter_makes_the_check_fail(make_project: MakeProject, texts: Path) -> None:
    """From then on no text is needed: whatever letter is changed, `explainer check` knows."""
    project = make_project(content(("jane-smith", FAITHFUL)))
    run("verify", "--project", str(project), "--texts", str(texts))
    issue = project / "content" / "issues" / "cost.yml"
    right = issue.read_text("utf-8")
    start = right.index("We will")

    for offset in range(len(FAITHFUL)):
        letter = right[start + offset]
        other = "x" if letter != "x" else "y"
        if letter in "[]":
            continue
        issue.write_text(right[: start + offset] + other + right[start + offset + 1 :], "utf-8")
        done = run("check", "--project", str(project), "--only", "changed-quote")
        assert done.exit_code == 1, offset
        assert "error[changed-quote]" in done.output
    issue.write_text(right.replace("speaker: jane-smith", "speaker: john-reed"), "utf-8")
    assert run("check", "--project", str(project)).exit_code == 1
    issue.write_text(right, "utf-8")
    assert run("check", "--project", str(project), "--only", "changed-quote").exit_code == 0


def test_a_quotation_put_before_another_does_not_unverify_it(
    make_project: MakeProject, texts: Path
) -> None:
    """Statements without an id are called by their number, which says nothing of their words."""
    project = make_project(content(("jane-smith", FAITHFUL)))
    run("verify", "--project", str(project), "--texts", str(texts))
    pair = content(("jane-smith", "Nobody has to fear"), ("jane-smith", FAITHFUL))
    (project / "content" / "issues" / "cost.yml").write_text(str(pair["issues/cost.yml"]), "utf-8")

    done = run("check", "--project", str(project))

    assert done.exit_code == 0, done.output
    assert "Quotations: 1 verified, 0 changed, 1 never verified, 0 exempt." in done.output


def test_without_the_text_what_was_verified_stays_so(
    make_project: MakeProject, texts: Path, tmp_path: Path
) -> None:
    """Another editor, who has other texts, does not undo what was found; a change is remembered."""
    project = make_project(content(("jane-smith", FAITHFUL)))
    run("verify", "--project", str(project), "--texts", str(texts))
    (tmp_path / "none").mkdir()

    done = run("verify", "--project", str(project), "--texts", str(tmp_path / "none"))

    assert done.exit_code == 0
    assert "1 without a text (1 of them verified before)" in done.output
    assert len(read_lock((project / "content" / "quotes.lock").read_text())) == 1


def test_a_copy_that_republishes_the_source_will_do(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """The copy is often all that reached us."""
    files = content(("jane-smith", FAITHFUL))
    files["sources/mirror.yml"] = "title: T\npublisher: M\nrepublishes: gazette\nlanguage: en\n"
    project = make_project(files)
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "mirror.html").write_text(
        "<title>x</title><nav>“We will build”</nav>"
        + "".join(f"<p>{p}</p>" for p in TEXT.split("\n\n")),
        encoding="utf-8",
    )

    run("verify", "--project", str(project), "--texts", str(folder))
    (entry,) = read_lock((project / "content" / "quotes.lock").read_text())
    page = next(d for d in read_site(project).documents if d.path == "issues/cost")

    assert entry.text == "mirror"
    assert re.search(
        r"Compared word for word on .+ with the text of the copy by \[M\]", write_twin(page)
    )


def test_words_of_the_headline_alone_are_told(make_project: MakeProject, texts: Path) -> None:
    """Accepted, with a note: headline marks are often no quotation marks."""
    project = make_project(content(("jane-smith", "bridge that pays for itself")))

    done = run("verify", "--project", str(project), "--texts", str(texts))

    assert done.exit_code == 0
    assert "note[headline-only]" in done.output
    (entry,) = read_lock((project / "content" / "quotes.lock").read_text())
    assert entry.where == "headline"


def test_a_speaker_whom_the_text_leaves_open_is_a_warning(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """Nobody is accused of a wrong name where the text gives none."""
    project = make_project(content(("jane-smith", "The gates stay shut.")))
    folder = tmp_path / "texts2"
    folder.mkdir()
    (folder / "gazette.txt").write_text("The gates stay shut. Nobody knows for how long.\n")

    done = run("verify", "--project", str(project), "--texts", str(folder))

    assert done.exit_code == 0
    assert "warning[speaker-open]" in done.output


def test_a_text_that_cannot_be_read_is_told(make_project: MakeProject, tmp_path: Path) -> None:
    """A PDF with the ending of a text is no text."""
    project = make_project(content(("jane-smith", FAITHFUL)))
    folder = tmp_path / "texts3"
    folder.mkdir()
    (folder / "gazette.txt").write_bytes(b"%PDF-1.4\x00\xff")

    done = run("verify", "--project", str(project), "--texts", str(folder))

    assert done.exit_code == 1
    assert "error[unreadable-text] gazette.txt is not a text file" in done.output


def test_an_empty_text_undoes_no_verification(make_project: MakeProject, texts: Path) -> None:
    project = make_project(content(("jane-smith", FAITHFUL)))
    assert run("verify", "--project", str(project), "--texts", str(texts)).exit_code == 0
    lock = (project / "content/quotes.lock").read_bytes()
    for text in texts.iterdir():
        text.write_text("", "utf-8")

    done = run("verify", "--project", str(project), "--texts", str(texts))

    assert done.exit_code == 1
    assert "error[unreadable-text]" in done.output
    assert "holds no words" in done.output
    assert (project / "content/quotes.lock").read_bytes() == lock


def test_a_text_named_after_no_source_is_told(make_project: MakeProject, texts: Path) -> None:
    project = make_project(content(("jane-smith", FAITHFUL)))
    (texts / "gazette.txt").rename(texts / "gazete.txt")

    done = run("verify", "--project", str(project), "--texts", str(texts))

    assert 'warning[unknown-source] no source is called "gazete"' in done.output
    assert 'help: name it "gazette.txt"' in done.output


@pytest.mark.parametrize(
    ("text", "speaker", "given"),
    [
        ('Dmitry Peskov spoke. "We will not go," a diplomat said.', "Dmitry Peskov", "a diplomat"),
        ('"We will not go," Jane Smith told Reuters on Monday.', "Jane Smyth", "Jane Smith"),
        (
            'Dmitry Peskov came.\n\n"We will not go," Angela Merkel said on Monday.',
            "Dmitry Peskov",
            "Angela Merkel",
        ),
    ],
)
def test_somebody_else_is_not_the_speaker(
    tmp_path: Path, text: str, speaker: str, given: str
) -> None:
    saved = tmp_path / "text.txt"
    saved.write_text(text + "\n", "utf-8")

    done = run(
        "verify", "--quote", "We will not go", "--speaker", speaker, "--text", str(saved)
    )  # fmt: skip

    assert done.exit_code == 1
    assert f'flagged[speaker]: the passage gives "{given}"' in done.output


def test_the_golden_quotation_stands_in_its_text(golden_project: Path) -> None:
    """The lock of the small complete site is the one that its text gives."""
    lock = golden_project / "content" / "quotes.lock"
    before = lock.read_bytes()
    lock.unlink()

    done = run(
        "verify", "--project", str(golden_project), "--texts", str(GOLDEN.parent / "texts"),
        "--today", "2031-05-03",
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    assert lock.read_bytes() == before


# --- one quotation in a hurry ----------------------------------------------------------------


def one(texts: Path, quote: str, *more: str) -> Result:
    return run("verify", "--quote", quote, "--text", str(texts / "gazette.txt"), *more)


def test_one_faithful_quotation_ends_with_zero(texts: Path) -> None:
    """Accepted, with the speaker and the passage."""
    done = one(texts, "it will cost 5 million", "--speaker", "Jane Smith")

    assert done.exit_code == 0
    assert done.output == (
        "accepted: the words stand there\n"
        "  speaker confirmed (Mayor Jane Smith)\n"
        "  passage, line 3: it will cost 5 million\n"
    )


def test_one_altered_quotation_ends_with_one_and_shows_the_difference(texts: Path) -> None:
    """The reason, the nearest passage and a comparison word by word."""
    done = one(texts, "it will cost 6 million", "--speaker", "Jane Smith")

    assert done.exit_code == 1
    assert done.output == (
        'flagged[text]: the source has "5", not "6"\n'
        "  nearest passage, line 3: it will cost 5 million\n"
        "  compared: it will cost [-5-] {+6+} million\n"
        "  ([-…-] stands in the source alone, {+…+} in the quotation alone)\n"
    )


def test_the_verdict_can_be_read_by_a_program(texts: Path) -> None:
    """One JSON object, with the same in it."""
    done = one(texts, "it will cost 6 million", "--speaker", "Jane Smith", "--format", "json")
    told = json.loads(done.stdout)

    assert done.exit_code == 1
    assert (told["verdict"], told["reason"]) == ("flagged", "text")
    assert told["passage"]["text"] == "it will cost 5 million"
    assert {"kind": "changed", "quote": "6", "source": "5"} in told["comparison"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--quote", "x"),
        ("--texts", ".", "--speaker", "x"),
        ("--texts", "nowhere"),
        ("--quote", "x", "--text", "nowhere.txt"),
        ("--texts", ".", "--today", "tomorrow"),
    ],
)
def test_a_wrong_use_ends_with_two(arguments: tuple[str, ...]) -> None:
    """And says how it is meant."""
    done = run("verify", *arguments)

    assert done.exit_code == 2
    assert "Usage:" in done.output


# --- the lock --------------------------------------------------------------------------------

ENTRY = Entry(
    "cost.1", "a" * 32, "b" * 32, "gazette", "c" * 32, 7, "2031-05-03", "confirmed", "body"
)


def test_a_lock_reads_back_as_it_was_written() -> None:
    """In the order of its keys, one line an entry."""
    other = Entry("a-key", "d" * 32, "b" * 32, "gazette", "c" * 32, 0, "2031-05-04", "", "headline")

    text = write_lock([ENTRY, other])

    assert read_lock(text) == (other, ENTRY)
    assert text.count("\n") == 2
    assert ENTRY.day == date(2031, 5, 3)


@pytest.mark.parametrize(
    "line",
    ["<<<<<<< HEAD", "[]", "{}", '{"key": 1}', "[" * 100_000, '"x"', "null",
     write_lock([ENTRY]).replace("2031-05-03", "soon"), write_lock([ENTRY]).replace('"at": 7', '"at": "7"'),
     write_lock([ENTRY]).replace("aaaa", "zzzz", 1), write_lock([ENTRY]).replace("gazette", "../x")],
)  # fmt: skip
def test_a_line_that_is_no_entry_is_refused_with_its_number(line: str) -> None:
    """A lock may come from a stranger: nothing in it is believed that it cannot be."""
    with pytest.raises(LockError) as refused:
        read_lock(f"{write_lock([ENTRY])}{line}\n")

    assert refused.value.line == 2


def test_the_states_of_quotations() -> None:
    """Verified wherever its words stand in the lock; changed where its place has lost its words."""
    entries = (
        ENTRY,
        Entry(
            "named",
            "e" * 32,
            *[ENTRY.passage, "gazette", ENTRY.text_hash],
            1,
            "2031-05-03",
            "",
            "body",
        ),
    )
    moved, edited, new = (
        Quoted("cost.2", "cost", "a" * 32),
        Quoted("named", "x", "f" * 32),
        Quoted("y.1", "y", "0" * 32),
    )

    found = states([moved, edited, new], entries)

    assert [found[key].state for key in ("cost.2", "named", "y.1")] == [
        State.VERIFIED, State.CHANGED, State.NEVER,
    ]  # fmt: skip
    assert fingerprint("a", "b") != fingerprint("ab", "")


# --- saved pages -----------------------------------------------------------------------------


def test_a_saved_page_is_what_its_reader_sees() -> None:
    """Paragraphs apart, scripts and menus gone, entities and soft hyphens as they read."""
    html = (
        "<!doctype html><head><title>T</title><script>“No”</script><style>p{}</style></head><body>"
        "<nav>Menu</nav><h1>T</h1><p>One&nbsp;two<br>three</p><div hidden>no</div>"
        "<blockquote><p>So said.</p></blockquote><p>He said <q>yes</q>.</p><svg><title>x</title></svg>"
    )

    assert text_of_page(html) == "T\n\nOne\u00a0two\nthree\n\n“So said.”\n\nHe said “yes”."


def test_a_page_in_its_own_encoding_is_read(tmp_path: Path) -> None:
    """An old page may say which encoding it has."""
    path = tmp_path / "x.html"
    path.write_bytes('<meta charset="windows-1251"><p>Мы не уйдём</p>'.encode("cp1251"))

    assert "Мы не уйдём" in read_text(path).text


@pytest.mark.parametrize("part", ["<a ", "<!--", "<![if "])
def test_a_page_of_tags_that_never_end_is_refused_at_once(tmp_path: Path, part: str) -> None:
    """Python's parser would take minutes over a few kilobytes of them."""
    path = tmp_path / "x.html"
    path.write_text(f"<html><body>{part * 300_000}")

    began = time.process_time()
    with pytest.raises(TextError, match="broken off"):
        read_text(path)

    assert time.process_time() - began < 2


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """A folder, a pipe, bytes of no encoding."""
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfa\x80")

    for name in (".", "bad.txt", "missing.txt"):
        with pytest.raises(TextError):
            read_text(tmp_path / name)


def test_a_hand_that_the_text_names_and_the_chain_leaves_out_is_told(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """ "According to Coast Wire": the words are the agency's report of them."""
    files = content(("jane-smith", "We will not build it."))
    project = make_project(files)
    folder = tmp_path / "wired"
    folder.mkdir()
    (folder / "gazette.txt").write_text(
        "The town spoke.\n\n“We will not build it,” said Mayor Jane Smith, according to Coast Wire.\n"
    )

    done = run("verify", "--project", str(project), "--texts", str(folder))

    assert done.exit_code == 0
    assert 'warning[missing-link-in-chain] "gazette" has these words from Coast Wire' in done.output


@pytest.mark.parametrize("speaker", ["Town Hall", "Jane Smith", "John Reed"])
def test_an_office_that_no_word_names_is_judged(tmp_path: Path, speaker: str) -> None:
    """ "According to a Town Hall readout, Smith “voiced …”" once ended the program."""
    text = tmp_path / "readout.txt"
    text.write_text(
        "Mayor voices deep concern to Reed\n\nMayor Smith held a call with John Reed on Tuesday.\n\n"
        "According to a Town Hall readout of the conversation, Smith “voiced the deep concerns of the "
        "town and its neighbours and made clear that the town would respond.”\n",
        encoding="utf-8",
    )

    done = run(
        "verify", "--quote", "voiced the deep concerns of the town", "--speaker", speaker,
        "--text", str(text),
    )  # fmt: skip

    assert done.exit_code in (0, 1), done.exception
    assert not done.exception or isinstance(done.exception, SystemExit)
    assert "speaker" in done.output
