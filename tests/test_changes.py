"""What a change means: real edits of the real content in a real repository, told in facts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from generator import cli
from generator.changes.as_json import VERSION, as_json
from generator.changes.as_markdown import LIMIT, as_markdown, code
from generator.changes.as_text import as_text
from generator.changes.change import Changes, Group
from generator.changes.compare import compare, read_changes
from generator.changes.sides import Side, read_commit, read_working_tree
from generator.changes.telling import verdict
from generator.changes.words import is_turned, is_wording_only
from generator.site import read_site

from conftest import GOLDEN, ROOT
from hostile import HTML, MARKDOWN_BLOCKS, MARKDOWN_INLINES

ARTICLE = "content/articles/us-warns-russia-2022-01-10.yml"
CRIMEA = "content/events/crimea.yml"
JANUARY = "content/events/january-2022.yml"
ELECTION = "content/issues/election-interference-2016.yml"
MEMBERSHIP = "content/issues/nato-membership-of-ukraine.yml"
TOPIC = "content/topics/crimea.md"


def git(folder: Path, *arguments: str) -> str:
    """Git as it is, with nobody's settings and a day that is always the same."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": "2026-11-24T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-24T12:00:00Z",
    }  # fmt: skip
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def committed(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "a change")
    return git(folder, "rev-parse", "HEAD")


@dataclass
class Desk:
    """A clone with the published content, in which somebody edits."""

    folder: Path
    published: Side

    def edit(self, path: str, old: str, new: str) -> None:
        target = self.folder / path
        text = target.read_text(encoding="utf-8")
        assert old in text, f"{path} no longer holds {old!r}"
        target.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def changes(self, *, with_pages: bool = False) -> Changes:
        return compare(self.published, read_working_tree(self.folder), with_pages=with_pages)


def repository_of(content: Path, folder: Path) -> Side:
    folder.mkdir()
    shutil.copytree(content, folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / ".gitignore").write_text(".explainer/\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    return read_commit(folder, committed(folder), "main")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Side]:
    folder = tmp_path_factory.mktemp("changes") / "project"
    return folder, repository_of(ROOT / "content", folder)


@pytest.fixture
def desk(published: tuple[Path, Side]) -> Iterator[Desk]:
    """The real content, as it was published, to be edited by one test."""
    folder, side = published
    yield Desk(folder, side)
    assert side.commit is not None
    git(folder, "checkout", "--quiet", "--force", "-B", "main", side.commit)
    git(folder, "clean", "--quiet", "--force", "-d")


@pytest.fixture
def small_desk(tmp_path: Path) -> Desk:
    """The small complete site, where pages are made in no time."""
    folder = tmp_path / "small"
    return Desk(folder, repository_of(GOLDEN / "content", folder))


def told(changes: Changes) -> list[tuple[str, str, str, str]]:
    """Group, kind, id and our words for each change, in the order of the report."""
    return [
        (c.group.value, c.subject.kind, c.subject.id, c.difference.what) for c in changes.changes
    ]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["changes", *arguments])


# --- no fact changed -------------------------------------------------------------------------


def rewrapped(text: str) -> str:
    """Every folded text of a YAML file on lines of another length."""
    lines: list[str] = []
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        before = lines[-1] if lines else ""
        goes_on = indent >= 4 and not re.match(r"\s*(?:- |[a-z_]+:)", line) and before.strip()
        if goes_on and not before.rstrip().endswith(">-") and not before.rstrip().endswith(">"):
            lines[-1] = f"{before} {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_a_commit_that_only_rewraps_yaml_changes_no_fact(desk: Desk) -> None:
    """The first thing that the command was asked for: lines are no facts."""
    for path in (CRIMEA, JANUARY, ELECTION, ARTICLE):
        before = desk.read(path)
        desk.write(path, rewrapped(before))
        assert desk.read(path) != before
    committed(desk.folder)

    done = run("main~1..main", "--project", str(desk.folder))

    assert done.exit_code == 0
    assert done.output.endswith("No fact changed. No page reads otherwise.\n")
    assert "Only laid out anew (no fact changed there): 4 files" in done.output
    assert "Status" not in done.output


def test_keys_and_records_in_another_order_are_no_change(desk: Desk) -> None:
    """Whether the date stands above the text or below it, nobody is told otherwise."""
    records = re.split(r"(?m)^(?=- id:)", desk.read(JANUARY))
    swapped = [
        re.sub(r"(?ms)^(  date: [^\n]+\n)(  text: .*?)(?=^  [a-z_]+:)", r"\2\1", r) for r in records
    ]
    desk.write(JANUARY, "".join(reversed(swapped)))

    changes = desk.changes()

    assert told(changes) == []
    assert changes.layout == (JANUARY,)
    assert verdict(changes) == "No fact changed."


def test_a_record_that_moves_to_another_file_is_no_change(desk: Desk) -> None:
    """A file is where a record is kept, not what it says."""
    records = re.split(r"(?m)^(?=- id:)", desk.read(JANUARY))
    desk.write(JANUARY, "".join(records[:-1]))
    desk.write("content/events/minsk/last.yml", records[-1])

    changes = desk.changes()

    assert told(changes) == []
    assert changes.layout == (JANUARY, "content/events/minsk/last.yml")


def test_an_empty_line_makes_paragraphs_and_no_fact(desk: Desk) -> None:
    """The page looks otherwise and says the same; a line break alone is not even seen."""
    desk.edit(
        TOPIC, "people called them [[little-green-men", "people\ncalled them [[little-green-men"
    )
    assert told(desk.changes()) == []

    desk.edit(TOPIC, "[@ap-2014-04-17]. On 27 February the Russian", "[@ap-2014-04-17].\n\nOn 27 February the Russian")  # fmt: skip

    assert told(desk.changes()) == [
        ("wording", "answer", "crimea#soldiers", "answer: other paragraphs, the same words")
    ]


def test_a_comment_is_no_fact(desk: Desk) -> None:
    """Notes to other editors are read by nobody else."""
    desk.edit(JANUARY, "- id: mi-2014", "# Look at this again.\n- id: mi-2014")

    assert (told(desk.changes()), desk.changes().layout) == ([], (JANUARY,))


def test_marks_capitals_and_spelling_are_told_apart_and_folded(desk: Desk) -> None:
    """Who reviews facts need not read commas."""
    desk.edit(JANUARY, "A plan for a ceasefire in the Donbas was", "A plan for a cease\u2011fire in the Donbas was")  # fmt: skip
    desk.edit(JANUARY, "It is often said that four", "It is often said, that four")

    changes = desk.changes()

    assert ("wording", "event", "mi-2015-02-12-package", "note: wording only") in told(changes)
    text = as_text(changes)
    assert "--all shows them" in text
    assert "said, that" not in text
    assert "said, that" in as_text(changes, everything=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He said it.", "He said it!"), ("a “word”", 'a "word"'), ("the Cabinet", "the cabinet"),
        ("organized", "organised"), ("the colour", "the color"), ("travelled", "traveled"),
        ("the goverment", "the govermment"), ("recieved", "received"), ("seperate", "separate"),
        ("the centre", "the center"), ("it’s", "it's"), ("defence", "defense"), ("Nato", "NATO"),
    ],
)  # fmt: skip
def test_a_slip_of_the_finger_is_wording(before: str, after: str) -> None:
    """Marks, capitals, British and American spelling, a letter doubled or swapped."""
    assert is_wording_only(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("it is legal", "it is illegal"), ("two million", "two billion"), ("it is now", "it is not"),
        ("Iran said", "Iraq said"), ("in 2014", "in 2015"), ("1.5 million", "15 million"),
        ("-3 degrees", "3 degrees"), ("5 %", "5"), ("$5", "€5"), ("they warn", "they warned"),
        ("an attack", "attacks"), ("he told us", "he told US"), ("in March", "in march"),
        ("John Sullivan", "John Sulliven"), ("did not", "did"), ("confirmed", "unconfirmed"),
        ("the north", "the south"), ("16 March", "18 March"),
        ("the “annexation”", "the annexation"), ("he left", "he “left”"), ("It was so.", "It was so?"), ("sanctioned", "sanctions"), ("a b", "b a"),
    ],
)  # fmt: skip
def test_what_could_be_another_word_is_no_slip(before: str, after: str) -> None:
    """A fact hidden among commas is the one thing that folding must never do."""
    assert not is_wording_only(before, after)


# --- status first ----------------------------------------------------------------------------


@pytest.mark.slow
def test_a_commit_that_turns_a_claim_into_a_denial_says_so_first(desk: Desk) -> None:
    """Among a hundred lines of other edits, before all of them, and called out."""
    desk.edit(ARTICLE, "verb: asserted\n    text: Russian agents did meddle", "verb: denied\n    text: Russian agents did meddle")  # fmt: skip
    desk.edit(ARTICLE, "confirms: us-intelligence-interference", "denies: us-intelligence-interference")  # fmt: skip
    desk.edit(MEMBERSHIP, "the right of states to choose", "the rights of states to choose")
    desk.edit(JANUARY, "date: 2015-02-12", "date: 2015-02")
    desk.edit(CRIMEA, "sources: [wikipedia-transfer-crimea, wilson-crimea-1954]", "sources: [wilson-crimea-1954]")  # fmt: skip
    desk.write(JANUARY, rewrapped(desk.read(JANUARY)))
    committed(desk.folder)

    changes = read_changes(desk.folder, "HEAD~1..HEAD", with_pages=False)

    first = changes.changes[0]
    assert told(changes)[:3] == [
        ("status", "statement", "us-warns-russia-2022-01-10.23", "was a claim, is now a denial"),
        ("status", "statement", "us-warns-russia-2022-01-10.23", "now denies another statement"),
        (
            "status", "statement", "us-warns-russia-2022-01-10.23",
            "no longer confirms another statement",
        ),
    ]  # fmt: skip
    assert (first.difference.before, first.difference.after) == ("asserted", "denied")
    assert first.subject.place is not None
    assert first.subject.place.path == ARTICLE
    for text in (as_text(changes), as_markdown(changes)):
        assert re.search(r"Status.*?Quotations.*?Sources.*?Dates", text, re.DOTALL)


def test_another_id_does_not_hide_that_a_statement_is_a_denial_now(desk: Desk) -> None:
    """One speaker says next to the same in one article: it is one statement, whatever it is called."""
    desk.edit(MEMBERSHIP, "id: blinken-right-of-states-2022", "id: blinken-other")
    desk.edit(MEMBERSHIP, "verb: announced\n    quote: the right of states to choose", "verb: denied\n    quote: the very right of states to choose")  # fmt: skip

    found = told(desk.changes())

    assert found[0] == ("status", "statement", "blinken-other", "was a statement, is now a denial")


def test_a_statement_that_is_denied_for_the_first_time_is_told(small_desk: Desk) -> None:
    """Its own lines are as they were; what readers learn of it is not."""
    small_desk.write("content/issues/who-pays.yml", small_desk.read("content/issues/who-pays.yml").replace("  - speaker: port-ansel-council\n    date: 2031-04\n", "  - id: both-sides\n    speaker: port-ansel-council\n    date: 2031-04\n"))  # fmt: skip
    committed(small_desk.folder)
    before = read_working_tree(small_desk.folder)
    text = small_desk.read("content/issues/who-pays.yml")
    small_desk.write("content/issues/who-pays.yml", text.rstrip("\n") + "\n  - id: no-sides\n    speaker: port-ansel-council\n    verb: denied\n    text: It heard nobody.\n    denies: both-sides\n    sources: [gazette-letters]\n")  # fmt: skip

    changes = compare(before, read_working_tree(small_desk.folder))

    assert told(changes) == [
        ("status", "statement", "both-sides", "is now denied by another statement"),
        ("added", "statement", "no-sides", "added"),
    ]
    assert changes.changes[0].difference.after == "no-sides"


def test_a_confirmation_that_becomes_a_denial_is_a_change_of_status(desk: Desk) -> None:
    """The statement that answers is named, and which one it answered."""
    desk.edit(ELECTION, "    position: Russia interfered, in a broad and organised way.\n    confirms: us-", "    position: Russia interfered, in a broad and organised way.\n    denies: us-")  # fmt: skip

    assert [what for _, _, _, what in told(desk.changes())] == [
        "now denies another statement",
        "no longer confirms another statement",
    ]


def test_an_established_event_that_is_disputed_comes_first(desk: Desk) -> None:
    """With who disputes it, and before anything else."""
    desk.edit(CRIMEA, "- id: cr-1954-transfer\n", "- id: cr-1954-transfer\n  status: disputed\n  disputed_by: [russia]\n")  # fmt: skip
    desk.edit(JANUARY, "date: 2014-04\n", "date: 2014-05\n")

    assert told(desk.changes()) == [
        ("status", "event", "cr-1954-transfer", "was established, is now disputed"),
        ("status", "event", "cr-1954-transfer", "disputed by: entry added"),
        ("dates", "event", "mi-2014-04-fighting", "date changed"),
    ]


def test_a_speaker_is_part_of_the_status(desk: Desk) -> None:
    """Words given to somebody else are no detail; they also have to be compared again."""
    desk.edit(MEMBERSHIP, "- id: blinken-right-of-states-2022\n    speaker: antony-blinken", "- id: blinken-right-of-states-2022\n    speaker: wendy-sherman")  # fmt: skip

    assert [(group, what) for group, _, _, what in told(desk.changes())] == [
        ("status", "is given to another speaker"),
        ("quotations", "quotation no longer verified: its speaker or quotes.lock changed"),
    ]


def test_a_not_that_goes_is_a_change_of_status(desk: Desk) -> None:
    """Three letters can turn a sentence into its contrary."""
    desk.edit(ARTICLE, "text: Russian agents did meddle", "text: Russian agents did not meddle")

    (change,) = desk.changes().changes

    assert change.group is Group.STATUS
    assert change.difference.what == (
        "words in our voice reworded, and a word such as “not” came in or went out"
    )


@pytest.mark.parametrize("words", ["he didn’t go", "he didn't go", "nobody goes", "he denied it"])
def test_each_way_to_say_no_is_seen(words: str) -> None:
    """Short forms with either apostrophe, and words that deny."""
    assert is_turned("he goes", words)
    assert not is_turned(words, f"yes, {words}")


def test_a_correction_is_told_as_what_it_is(desk: Desk) -> None:
    """A correction of what was wrong goes before what is only new."""
    desk.edit(ARTICLE, "statements:\n", "changes:\n  - {date: 2026-11-29, kind: correction, text: The day was wrong.}\n  - {date: 2026-11-29, kind: update, text: More is known.}\nstatements:\n")  # fmt: skip

    assert [(group, what) for group, _, _, what in told(desk.changes())] == [
        ("status", "a correction is told to readers"),
        ("added", "changes: an entry added"),
    ]


def test_a_retraction_is_told_of_the_statement_that_is_taken_back(small_desk: Desk) -> None:
    """Who withdraws words changes the status of these words."""
    issue = "content/issues/who-pays.yml"
    small_desk.edit(issue, "  - speaker: port-ansel-council\n", "  - id: both-sides\n    speaker: port-ansel-council\n")  # fmt: skip
    before = read_working_tree(small_desk.folder)
    small_desk.write(issue, small_desk.read(issue).rstrip("\n") + "\n  - {speaker: port-ansel-council, verb: withdrew, text: It takes that back., withdraws: both-sides, sources: [gazette-letters]}\n")  # fmt: skip

    changes = compare(before, read_working_tree(small_desk.folder), with_pages=False)

    assert told(changes)[0] == (
        "status", "statement", "both-sides", "is now withdrawn by another statement",
    )  # fmt: skip


def test_words_for_a_speaker_without_a_name_are_the_speaker(desk: Desk) -> None:
    """Another reason for leaving the name out is another fact, but nobody else speaks."""
    desk.edit(ARTICLE, "unnamed: other officials from NATO countries\n      why: the article names", "unnamed: other officials from NATO countries\n      why: the text names")  # fmt: skip

    assert [(g, what) for g, *_, what in told(desk.changes())] == [
        ("facts", "another reason why the speaker has no name")
    ]


def test_who_rejects_a_statement_is_part_of_its_status(desk: Desk) -> None:
    """So is whether a word is contested."""
    desk.edit(MEMBERSHIP, "position: The written reply upholds this right.\n    rejected_by: [russia]\n", "position: The written reply upholds this right.\n")  # fmt: skip
    desk.edit("content/terms/annexation.yml", "contested: true\n", "")

    assert [(group, what) for group, _, _, what in told(desk.changes())] == [
        ("status", "rejected by: an entry removed"),
        ("status", "is no longer marked as contested"),
    ]


# --- quotations ------------------------------------------------------------------------------


def test_one_letter_of_a_quotation_unverifies_it(desk: Desk) -> None:
    """No text is at hand for it: the fingerprint in quotes.lock is enough."""
    desk.edit(MEMBERSHIP, "quote: the right of states", "quote: the rights of states")

    (change,) = desk.changes().changes

    assert change.group is Group.QUOTATIONS
    assert change.subject.id == "blinken-right-of-states-2022"
    assert change.difference.what == "quotation altered, which unverifies it"
    assert change.difference.before == "the right of states to choose their own security arrangements and alliances"  # fmt: skip
    assert change.difference.after == "the rights of states to choose their own security arrangements and alliances"  # fmt: skip


def test_a_comma_in_a_quotation_is_no_mere_wording(desk: Desk) -> None:
    """What somebody said is exact, to the mark."""
    desk.edit(MEMBERSHIP, "security arrangements and alliances", "security arrangements, and alliances")  # fmt: skip

    assert [(g, what) for g, _, _, what in told(desk.changes())] == [
        ("quotations", "quotation altered, which unverifies it")
    ]


def test_a_line_that_goes_from_the_lock_is_told(desk: Desk) -> None:
    """The words stayed; that they were compared with their text did not."""
    lines = desk.read("content/quotes.lock").splitlines(keepends=True)
    kept = [line for line in lines if '"blinken-right-of-states-2022"' not in line]
    desk.write("content/quotes.lock", "".join(kept))

    assert [(g, k, id) for g, k, id, _ in told(desk.changes())] == [
        ("quotations", "statement", "blinken-right-of-states-2022")
    ]


def test_a_quotation_that_was_compared_is_told_among_the_last(desk: Desk) -> None:
    """Good news does not stand in the way of the other."""
    desk.edit("content/quotes.lock", '"checked": "20', '"checked": "19')

    changes = desk.changes()

    assert [c.group for c in changes.changes] == [Group.VERIFIED]
    assert changes.changes[0].difference.what == "quotation compared with its text again"
    assert verdict(changes) == "No fact changed. 1 quotation compared with the text."


# --- sources, dates, other facts --------------------------------------------------------------


def test_a_source_that_is_swapped_names_both(desk: Desk) -> None:
    """On what a fact rests is a fact of its own."""
    desk.edit(JANUARY, "sources: [rferl-2021-04-23]\n  status: disputed", "sources: [azvision-2015-02]\n  status: disputed")  # fmt: skip

    (change,) = desk.changes().changes

    assert (change.group, change.difference.what) == (Group.SOURCES, "source swapped")
    assert (change.difference.before, change.difference.after) == (
        "rferl-2021-04-23",
        "azvision-2015-02",
    )


def test_a_source_of_an_answer_is_told_apart_from_its_words(desk: Desk) -> None:
    """The sentence is the same, what it cites is not."""
    desk.edit(TOPIC, "They wore green uniforms without badges, so people called them [[little-green-men|“little green men”]] [@ap-2014-04-17].", "They wore green uniforms without badges, so people called them [[little-green-men|“little green men”]] [@bi-2014-04-17].")  # fmt: skip
    desk.edit(TOPIC, "[@rt-2014-02-27]", "[@rt-2014-02-27, p. 2]")

    assert told(desk.changes()) == [
        ("sources", "answer", "crimea#four-weeks", "answer: another place in the same source"),
        ("sources", "answer", "crimea#soldiers", "answer: a source cited more or less often"),
    ]


def test_a_chain_that_loses_a_hand_is_told(desk: Desk) -> None:
    """Through whom words came is part of the promise."""
    desk.edit(ARTICLE, "via: [ria-novosti, reuters, independent-2022-01-10]", "via: [reuters, independent-2022-01-10]")  # fmt: skip

    (change,) = desk.changes().changes

    assert (change.group, change.difference.what) == (Group.SOURCES, "chain changed")
    assert change.difference.before == "ria-novosti → reuters → independent-2022-01-10"


@pytest.mark.parametrize(
    ("date", "what"),
    [("2015-02", "date made less exact"), ("2015-02-13", "date changed")],
)
def test_a_date_says_whether_it_is_another_or_less_exact(desk: Desk, date: str, what: str) -> None:
    """A day that becomes a month is not the same as another day."""
    desk.edit(JANUARY, "date: 2015-02-12\n", f"date: {date}\n")

    (change,) = desk.changes().changes

    assert (change.group, change.difference.what) == (Group.DATES, what)
    assert (change.difference.before, change.difference.after) == ("2015-02-12", date)


def test_a_date_that_is_known_better_says_so(desk: Desk) -> None:
    """A month becomes a day."""
    desk.edit(JANUARY, "date: 2014-04\n", "date: 2014-04-12\n")

    assert [what for *_, what in told(desk.changes())] == ["date made more exact"]


def test_an_answer_that_is_reworded_is_named_by_its_question(desk: Desk) -> None:
    """Not "the body of a file changed"."""
    desk.edit(TOPIC, "It rests on his word alone.", "Only he says so.")

    (change,) = desk.changes().changes

    assert (change.group, change.subject.kind) == (Group.FACTS, "answer")
    assert change.subject.id == "crimea#soldiers"
    assert change.subject.name.startswith("Who were the soldiers without badges")
    assert change.subject.place is not None
    lines = desk.read(TOPIC).splitlines()
    assert lines[change.subject.place.line - 1].startswith("## Who were the soldiers")
    assert change.difference.what == "answer reworded"
    assert "It rests on his word alone." in (change.difference.before or "")
    assert "Only he says so." in (change.difference.after or "")
    assert len(change.difference.before or "") < 300


def test_a_question_that_is_added_is_one_addition(desk: Desk) -> None:
    """The answers below it are as they were."""
    desk.edit(TOPIC, "## Who were the soldiers", "## Who asked? {#asked}\n\nNobody. [@ap-2014-04-17]\n\n## Who were the soldiers")  # fmt: skip

    assert told(desk.changes()) == [("added", "answer", "crimea#asked", "added")]


def test_a_role_and_an_exemption_are_named(desk: Desk) -> None:
    """Parts of a record are told one by one, each with what it is called."""
    desk.edit("content/actors/wendy-sherman.yml", "end: 2023-07-28", "end: 2023-07")
    desk.edit(JANUARY, "- id: mi-2014-04-fighting\n", "- id: mi-2014-04-fighting\n  exempt: {rule: single-origin, why: being looked for, owner: desk, until: 2026-12-31}\n")  # fmt: skip
    desk.write("site_config/exemptions.yml", "- record: crimea\n  exempt: {rule: review-overdue, why: w, owner: o, until: 2026-12-31}\n")  # fmt: skip

    changes = desk.changes()

    assert told(changes) == [
        ("dates", "actor", "wendy-sherman", "roles: end made less exact"),
        ("added", "event", "mi-2014-04-fighting", "exemption: an entry added"),
        ("added", "exemption", "crimea", "added"),
    ]
    assert changes.changes[0].difference.before == "US Deputy Secretary of State: 2023-07-28"


GENEVA = "content/places/geneva.yml"
NATO = "content/actors/nato.yml"
AP = "content/sources/ap-2018-07-16.yml"
BELGIUM = "  - {name: Belgium, since: 1949-04-04, sources: [afps-2009-04-01, eata-members]}\n"


EDITS: list[tuple[str, str, str, dict[str, list[tuple[str, str]]]]] = [
    (MEMBERSHIP, "verb: announced\n    quote: the right", "verb: declared\n    quote: the right",
     {"blinken-right-of-states-2022": [("facts", "verb changed")]}),
    (MEMBERSHIP, "  - id: lavrov-no-positive-reaction-2022\n", "  - id: lavrov-reaction-2022\n",
     {"lavrov-reaction-2022": [("renamed", "is called otherwise")]}),
    (ARTICLE, "  - speaker: russia\n    verb: promised", "  - id: russia-no-concessions\n    speaker: russia\n    verb: promised",
     {"russia-no-concessions": [("renamed", "was given an id")]}),
    (MEMBERSHIP, "    quote: the right of states to choose their own security arrangements and alliances\n", "",
     {"blinken-right-of-states-2022": [("quotations", "quotation taken out")]}),
    (ARTICLE, "text: What the two diplomats said was aggressive.", "text: What the two diplomats said was aggressive.\n    quote: aggressive",
     {"us-warns-russia-2022-01-10.3": [("added", "quotation added")]}),
    (ELECTION, "denies: us-intelligence-october-2016", "denies: us-intelligence-interference",
     {"us-intelligence-october-2016": [("status", "is no longer denied by any statement")], "assange-not-russia-2016": [("status", "denies another statement than before")]}),
    (ARTICLE, "unnamed: other officials from NATO countries", "unnamed: other officials from Nato countries",
     {"us-warns-russia-2022-01-10.29": [("wording", "words for the speaker: wording only")]}),
    (ARTICLE, "unnamed: other officials from NATO countries", "unnamed: two people in Brussels",
     {"us-warns-russia-2022-01-10.29": [("status", "is given to another speaker")]}),
    (ARTICLE, "topics: [january-2022-talks, crimea,", "topics: [crimea, january-2022-talks,",
     {"us-warns-russia-2022-01-10": [("wording", "topics in another order")]}),
    (ARTICLE, "topics: [january-2022-talks, crimea,", "topics: [crimea,",
     {"us-warns-russia-2022-01-10": [("facts", "topics: entry lost")]}),
    (ARTICLE, "key_points:\n", "key_points:\n  - A point that is new to all.\n",
     {"us-warns-russia-2022-01-10": [("added", "key points: a point added")]}),
    (ARTICLE, "  - Relations were already bad. Putin denied a US accusation that Russian agents had interfered in the election of 2016.\n", "",
     {"us-warns-russia-2022-01-10": [("removed", "key points: a point removed")]}),
    (ARTICLE, "[[antony-blinken|Antony Blinken]]", "[[sergei-ryabkov|Antony Blinken]]",
     {"us-warns-russia-2022-01-10": [("wording", "summary: other links, the same words")]}),
    (CRIMEA, "against: 11, abstained: 58", "against: 12, abstained: 58",
     {"cr-2014-03-27-unga": [("facts", "vote changed")]}),
    (CRIMEA, "sources: [fakty-2022-04-21, crimea-platform-chronology]", "sources: [crimea-platform-chronology, fakty-2022-04-21]",
     {"cr-2014-02-20-ua-date": [("wording", "sources in another order")]}),
    (GENEVA, "latitude: 46.2\n", "latitude: 46.3\n",
     {"geneva": [("facts", "latitude changed")]}),
    (GENEVA, "status: City in Switzerland.", "status: Town in Switzerland.",
     {"geneva": [("facts", "status reworded")]}),
    (GENEVA, "native_name: Genève\n", "",
     {"geneva": [("facts", "native name removed")]}),
    (NATO, BELGIUM, "",
     {"nato": [("removed", "members: an entry removed")]}),
    (NATO, "{name: Belgium, since: 1949-04-04,", "{name: Belgium, since: 1949,",
     {"nato": [("dates", "members: since made less exact")]}),
    (AP, "https://www.omaha.com/", "https://omaha.example/",
     {"ap-2018-07-16": [("sources", "address changed")]}),
    (AP, "date: 2018-07-16\n", "",
     {"ap-2018-07-16": [("dates", "date removed")]}),
    (AP, "kind: wire report", "kind: newspaper",
     {"ap-2018-07-16": [("facts", "kind changed")]}),
    (AP, "kind: wire report", "republishes: abc-2017-01-06\nkind: wire report",
     {"ap-2018-07-16": [("sources", "republishes added")]}),
    (TOPIC, "  - status: disputed\n    text: >-\n      Whose territory", "  - status: claimed\n    text: >-\n      Whose territory",
     {"crimea": [("status", "pinned: was disputed, is now claimed")]}),
    (TOPIC, "as_of: 2026-11-24", "as_of: 2026-11-28",
     {"crimea": [("dates", "day of knowledge changed")]}),
    (TOPIC, "armed men without badges held", "no armed men without badges held",
     {"crimea": [("status", "short answer reworded, and a word such as “not” came in or went out")]}),
    (TOPIC, "and when did Russia acknowledge them? {#soldiers}", "and when did Russia name them? {#men}",
     {"crimea#men": [("facts", "question reworded"), ("renamed", "has another anchor")]}),
    ("content/pages/about.md", "\n## ", "\nA sentence of ours.\n\n## ",
     {"about#": [("facts", "section reworded")]}),
]  # fmt: skip


def test_each_difference_is_told_of_its_thing_in_its_group(desk: Desk) -> None:
    """One edit, one sentence, however many other things are edited beside it."""
    rounds: list[list[tuple[str, str, str, dict[str, list[tuple[str, str]]]]]] = []
    for edit in EDITS:
        free = (r for r in rounds if not any(edit[3].keys() & other[3].keys() for other in r))
        taken = next(free, None)
        if taken is None:
            rounds.append(taken := [])
        taken.append(edit)

    for edits in rounds:
        pristine = {path: desk.read(path) for path, *_ in edits}
        for path, old, new, _ in edits:
            desk.edit(path, old, new)
        found: dict[str, list[tuple[str, str]]] = {}
        for group, _, id, what in told(desk.changes()):
            found.setdefault(id, []).append((group, what))
        for path, text in pristine.items():
            desk.write(path, text)

        assert found == {id: told for *_, expected in edits for id, told in expected.items()}

    assert len(rounds) < len(EDITS) / 3


def test_a_denial_follows_the_new_id_of_what_it_denies(desk: Desk) -> None:
    """Who denies a statement under its new name denies no other statement."""
    text = desk.read(ELECTION)
    desk.write(ELECTION, text.replace("us-intelligence-october-2016", "us-october-statement-2016"))

    assert told(desk.changes()) == [
        ("renamed", "statement", "us-october-statement-2016", "is called otherwise")
    ]


def test_an_exemption_of_the_list_is_found_by_record_and_rule(desk: Desk) -> None:
    """Its end is a date, and its going is told."""
    entry = "- record: {}\n  exempt: {{rule: review-overdue, why: w, owner: o, until: {}}}\n"
    path = "site_config/exemptions.yml"
    desk.write(path, entry.format("crimea", "2026-12-31") + entry.format("sanctions", "2026-12-31"))
    before = read_working_tree(desk.folder)
    desk.write(path, entry.format("crimea", "2027-12-31"))

    changes = compare(before, read_working_tree(desk.folder), with_pages=False)

    assert told(changes) == [
        ("removed", "exemption", "sanctions", "removed"),
        ("dates", "exemption", "crimea", "until changed"),
    ]


# --- which is which --------------------------------------------------------------------------


def test_a_statement_put_before_another_is_one_addition(desk: Desk) -> None:
    """Statements without an id are found by what they say, not by their number."""
    desk.edit(ARTICLE, "statements:\n", "statements:\n  - speaker: the-independent\n    text: A sentence that stands in no other place.\n")  # fmt: skip

    assert told(desk.changes()) == [
        ("added", "statement", "us-warns-russia-2022-01-10.1", "added"),
    ]


def test_a_statement_without_id_is_followed_through_an_edit(desk: Desk) -> None:
    """Put behind a new one and reworded at once, it is still itself."""
    desk.edit(ARTICLE, "statements:\n", "statements:\n  - speaker: the-independent\n    text: A sentence that stands in no other place.\n")  # fmt: skip
    desk.edit(ARTICLE, "Relations between the two capitals had been bad before, for many other reasons.", "Relations between the two capitals had been bad long before, for several reasons.")  # fmt: skip

    assert [(g, id, what) for g, _, id, what in told(desk.changes())] == [
        ("facts", "us-warns-russia-2022-01-10.20", "words in our voice reworded"),
        ("added", "us-warns-russia-2022-01-10.1", "added"),
    ]


def test_statements_in_another_order_are_wording(desk: Desk) -> None:
    """Nobody said anything else."""
    text = desk.read(MEMBERSHIP)
    head, *statements = re.split(r"(?m)^(?=  - (?:id|speaker):)", text)
    desk.write(MEMBERSHIP, head + "".join([*statements[1:], statements[0]]))

    changes = desk.changes()

    assert [(g, what) for g, *_, what in told(changes)] == [
        ("wording", "statements in another order")
    ]
    assert verdict(changes) == "No fact changed."


def test_a_statement_that_moves_to_another_issue_is_not_lost(desk: Desk) -> None:
    """It says the same in another place: one fact, and no loss."""
    text = desk.read(MEMBERSHIP)
    (moved,) = re.findall(r"(?ms)^  - id: blinken-right-of-states-2022\n.*?(?=^  - )", text)
    desk.write(MEMBERSHIP, text.replace(moved, ""))
    desk.edit("content/issues/sanctions-on-russia.yml", "statements:\n", f"statements:\n{moved}")

    assert told(desk.changes()) == [
        ("facts", "statement", "blinken-right-of-states-2022", "moved to another article or issue")
    ]


def test_a_record_under_a_new_id_is_renamed_not_removed_and_added(desk: Desk) -> None:
    """All that names it follows, which is no change of theirs."""
    for path in (desk.folder / "content").rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        if "wendy-sherman" in text:
            path.write_text(text.replace("wendy-sherman", "wendy-ruth-sherman"), encoding="utf-8")
    old = desk.folder / "content/actors/wendy-sherman.yml"
    old.rename(old.with_name("wendy-ruth-sherman.yml"))

    changes = desk.changes()

    assert [c for c in told(changes) if c[0] not in ("quotations", "verified")] == [
        ("renamed", "actor", "wendy-ruth-sherman", "has another id")
    ]
    assert changes.of(Group.RENAMED)[0].difference.before == "wendy-sherman"
    assert "1 thing has another name." in verdict(changes)


def test_two_sources_that_are_alike_are_two(desk: Desk) -> None:
    """One goes, another comes: that no reader may take for a new name."""
    desk.write("content/sources/example-gazette-2026-11-20.yml", "title: Ministers to look again at sanctions\npublisher: Example Gazette\ndate: 2026-11-20\n")  # fmt: skip
    before = read_working_tree(desk.folder)
    (desk.folder / "content/sources/example-gazette-2026-11-20.yml").unlink()
    desk.write("content/sources/example-gazette-2026-11-21.yml", "title: Ministers look at sanctions and do not agree\npublisher: Example Gazette\ndate: 2026-11-21\n")  # fmt: skip

    changes = compare(before, read_working_tree(desk.folder), with_pages=False)

    assert [(g, id) for g, _, id, _ in told(changes)] == [
        ("removed", "example-gazette-2026-11-20"),
        ("added", "example-gazette-2026-11-21"),
    ]


def test_an_article_is_added_with_its_statements_at_once(small_desk: Desk) -> None:
    """One line for one article, with their number."""
    small_desk.write("content/articles/second.yml", "source: gazette-letters\nsummary: Something was said.\nstatements:\n  - {speaker: port-ansel-council, text: A.}\n  - {speaker: port-ansel-council, text: B.}\n")  # fmt: skip

    changes = small_desk.changes()

    assert told(changes) == [("added", "article", "second", "added, with 2 statements")]


# --- pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        (
            "content/events/bridge.yml",
            "sources:",
            "status: disputed\n  disputed_by: [ferry-crews]\n  sources:",
        ),
        ("content/places/port-ansel.yml", "name: Port Ansel", "name: Port Anselm"),
        ("content/topics/harbour-bridge.md", "why: The", "map: [town-hall]\nwhy: The"),
        ("content/places/port-ansel.yml", "latitude: 12.5", "latitude: 13.5"),
    ],
)
def test_the_pages_are_those_whose_documents_differ(
    small_desk: Desk, edit: tuple[str, str, str]
) -> None:
    """Worked out from both sites as they are built, and not guessed from ids."""
    before = documents(small_desk.folder)
    small_desk.edit(*edit)
    after = documents(small_desk.folder)

    changes = small_desk.changes(with_pages=True)

    expected = {path for path in before | after if before.get(path) != after.get(path)}
    assert changes.pages is not None
    assert {page.path for page in changes.pages} == expected
    assert expected


def documents(folder: Path) -> dict[str, object]:
    """What readers of each page see, without the days that a commit would move."""
    made = read_site(folder).documents
    assert made
    return {d.path: (d.title, d.description, d.blocks) for d in made}


def test_pages_that_come_and_go_are_told(small_desk: Desk) -> None:
    """By their addresses."""
    small_desk.write("content/pages/contact.md", "# Write to us\n\nAt the desk.\n")

    changes = small_desk.changes(with_pages=True)

    assert changes.pages is not None
    assert ("/contact/", "new") in [(page.address, page.how) for page in changes.pages]


# --- git -------------------------------------------------------------------------------------


def test_the_working_tree_is_compared_with_the_last_commit(small_desk: Desk) -> None:
    """What is written and not yet committed, in new files too; nothing is left behind."""
    small_desk.write("content/terms/pier.yml", "term: Pier\ndefinition: A quay on legs.\n")
    before = sorted(small_desk.folder.rglob("*"))

    done = run("--project", str(small_desk.folder))

    assert "  term pier  content/terms/pier.yml:1\n    Pier\n    - added" in done.output
    assert sorted(small_desk.folder.rglob("*")) == before


def test_nothing_changed_is_said_in_a_sentence(small_desk: Desk) -> None:
    """And ends with 0, as every comparison does."""
    done = run("--project", str(small_desk.folder))

    assert done.exit_code == 0
    assert "Nothing changed in the content." in done.output


def test_three_dots_leave_out_what_others_did_meanwhile(small_desk: Desk) -> None:
    """A pull request is compared with the commit at which it left main."""
    folder = small_desk.folder
    git(folder, "checkout", "--quiet", "-b", "mine")
    small_desk.write("content/terms/pier.yml", "term: Pier\ndefinition: A quay on legs.\n")
    committed(folder)
    git(folder, "checkout", "--quiet", "main")
    small_desk.write("content/terms/quay.yml", "term: Quay\ndefinition: Where ships lie.\n")
    committed(folder)

    three = read_changes(folder, "main...mine", with_pages=False)
    two = read_changes(folder, "main..mine", with_pages=False)

    assert [(g, id) for g, _, id, _ in told(three)] == [("added", "pier")]
    assert [(g, id) for g, _, id, _ in told(two)] == [("removed", "quay"), ("added", "pier")]


def test_a_project_in_a_folder_of_a_repository_is_compared_alone(tmp_path: Path) -> None:
    """Paths count from the project."""
    project = tmp_path / "whole" / "site"
    shutil.copytree(GOLDEN / "content", project / "content")
    git(tmp_path / "whole", "init", "--quiet", "--initial-branch=main")
    committed(tmp_path / "whole")
    (project / "content/terms/pier.yml").write_text("term: Pier\ndefinition: A quay.\n")

    changes = read_changes(project, None, with_pages=False)

    assert [(g, id) for g, _, id, _ in told(changes)] == [("added", "pier")]


@pytest.mark.parametrize(
    "asked", ["nowhere", "main..nowhere", "nowhere...main", "--output=x", "main..-x", "HEAD~9"]
)
def test_an_unknown_revision_is_a_wrong_use(small_desk: Desk, asked: str) -> None:
    """Exit code 2, in a sentence; git never takes a revision for an option."""
    done = run("--project", str(small_desk.folder), "--", asked)

    assert done.exit_code == 2
    assert re.search(r"there is no revision \"[^\"]+\" here; write a branch", done.output)
    assert not (small_desk.folder / "x").exists()


def test_a_shallow_clone_says_what_to_run(small_desk: Desk, tmp_path: Path) -> None:
    """The commit that is missing is not the editor's mistake."""
    for number in range(3):
        small_desk.write("content/terms/pier.yml", f"term: Pier\ndefinition: A quay {number}.\n")
        committed(small_desk.folder)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{small_desk.folder}", "shallow")

    missing = run("HEAD~1..HEAD", "--project", str(tmp_path / "shallow"))
    here = run("HEAD", "--project", str(tmp_path / "shallow"))

    assert missing.exit_code == 2
    assert "run: git fetch --unshallow" in missing.output
    assert here.exit_code == 0


def test_branches_with_nothing_in_common_are_told(small_desk: Desk) -> None:
    """Three dots need a commit at which the two parted."""
    git(small_desk.folder, "checkout", "--quiet", "--orphan", "other")
    small_desk.write("content/terms/pier.yml", "term: Pier\ndefinition: A quay on legs.\n")
    committed(small_desk.folder)

    done = run("main...other", "--project", str(small_desk.folder))

    assert done.exit_code == 2
    assert '"main" and "other" have no commit in common here' in done.output


def test_outside_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    """A wrong use, told in a sentence; so is a repository without a commit."""
    (tmp_path / "content").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    outside = run("--project", str(tmp_path))
    git(tmp_path, "init", "--quiet")
    empty = run("--project", str(tmp_path))

    assert (outside.exit_code, empty.exit_code) == (2, 2)
    assert "this folder is in no git repository" in outside.output
    assert "nothing was committed here yet" in empty.output


def test_links_and_submodules_of_a_commit_are_never_followed(
    small_desk: Desk, tmp_path: Path
) -> None:
    """They are told, and what they point at is not read."""
    secret = tmp_path / "secret.yml"
    secret.write_text("term: Secret\ndefinition: Nobody's business.\n")
    (small_desk.folder / "content/terms/secret.yml").symlink_to(secret)
    git(small_desk.folder, "update-index", "--add", "--cacheinfo", f"160000,{small_desk.published.commit},content/terms/module")  # fmt: skip
    git(small_desk.folder, "add", "content/terms/secret.yml")
    git(small_desk.folder, "commit", "--quiet", "-m", "links")

    changes = read_changes(small_desk.folder, "HEAD~1..HEAD", with_pages=False)

    assert changes.facts == ()
    assert [(p.location.path, p.message) for p in changes.head.problems] == [
        ("content/terms/module", "this is a submodule, and was left out"),
        ("content/terms/secret.yml", "this is a symbolic link, and was left out"),
    ]
    assert "Nobody's business" not in as_text(changes)


def test_settings_of_the_repository_run_no_programs(small_desk: Desk, tmp_path: Path) -> None:
    """Filters, text conversions and monitors that content names are not asked."""
    witness = tmp_path / "witness"
    program = tmp_path / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch '{witness}'\ncat\n")
    program.chmod(0o755)
    small_desk.write("content/.gitattributes", "*.yml diff=evil filter=evil\n")
    committed(small_desk.folder)
    for setting in ("core.fsmonitor", "diff.evil.textconv", "diff.external", "filter.evil.smudge"):
        git(small_desk.folder, "config", setting, str(program))
    small_desk.write("content/terms/pier.yml", "term: Pier\ndefinition: A quay on legs.\n")

    read_changes(small_desk.folder, "HEAD", with_pages=False)

    assert not witness.exists()


def test_a_name_that_no_folder_can_hold_stops_nothing(small_desk: Desk) -> None:
    """Git holds names that a file system refuses, and whoever sends a commit may use them."""
    blob = git(small_desk.folder, "rev-parse", "HEAD:content/terms/span.yml")
    path = f"content/terms/{'x' * 300}.yml"
    git(small_desk.folder, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    git(small_desk.folder, "commit", "--quiet", "-m", "long")

    changes = read_changes(small_desk.folder, "HEAD~1..HEAD", with_pages=False)

    assert changes.facts == ()
    assert [problem.code for problem in changes.head.problems] == ["unreadable-file"]


# --- content with mistakes -------------------------------------------------------------------


def test_a_file_that_cannot_be_read_removes_nothing(desk: Desk) -> None:
    """What is not compared is said; it is not told as lost."""
    desk.edit(JANUARY, "- id: mi-2014-04-fighting\n", "- id: [mi-2014-04-fighting\n")
    desk.edit(CRIMEA, "date: 1783\n", "date: 1784\n")

    changes = desk.changes(with_pages=True)

    assert [(g, id) for g, _, id, _ in told(changes)] == [("dates", "cr-1783-annexation")]
    assert "mi-2014-04-fighting" in changes.not_compared
    assert changes.pages is None
    for text in (as_text(changes), as_markdown(changes)):
        assert "mistake" in text
        assert "could be read on one side only" in text


def test_a_mended_file_is_compared_from_then_on(small_desk: Desk) -> None:
    """A broken base is told, and compared as far as it could be read."""
    small_desk.edit("content/terms/span.yml", "definition:", "definitoin:")
    committed(small_desk.folder)
    small_desk.edit("content/terms/span.yml", "definitoin:", "definition:")
    small_desk.write("content/terms/pier.yml", "term: Pier\ndefinition: A quay on legs.\n")

    changes = read_changes(small_desk.folder, None)

    assert [(g, id) for g, _, id, _ in told(changes)] == [("added", "pier")]
    assert changes.not_compared == ("span",)
    assert len(changes.base.problems) >= 1
    assert changes.head.problems == ()


def test_both_sides_can_have_mistakes(small_desk: Desk) -> None:
    """Each says so for itself; a reference that leads nowhere stops nothing."""
    small_desk.edit("content/terms/span.yml", "term: ", "trem: ")
    small_desk.edit("content/issues/who-pays.yml", "[gazette-letters]", "[gazette-nowhere]")
    committed(small_desk.folder)
    small_desk.edit("content/issues/who-pays.yml", "date: 2031-04", "date: 2031-05")

    done = run("--project", str(small_desk.folder))

    assert done.exit_code == 0
    assert done.output.count("it is compared as far as it could be read") == 2
    assert "date changed" in done.output
    assert "the pages were not worked out" in done.output.lower()


def test_a_broken_lock_unverifies_nothing(desk: Desk) -> None:
    """It is a mistake to be mended, and says nothing of any quotation."""
    desk.write("content/quotes.lock", "<<<<<<< mine\n")

    changes = desk.changes()

    assert told(changes) == []
    assert [problem.code for problem in changes.head.problems] == ["broken-lock"]


# --- forms -----------------------------------------------------------------------------------


def outside_code(markdown: str) -> str:
    """What of a Markdown text stands in no code span, as CommonMark pairs backticks."""
    left: list[str] = []
    position = 0
    while match := re.compile("`+").search(markdown, position):
        left.append(markdown[position : match.start()])
        end = re.compile(f"(?<!`){match.group()}(?!`)").search(markdown, match.end())
        assert end is not None, "a code span is never closed"
        assert "\n" not in markdown[match.end() : end.start()]
        position = end.end()
    return "".join([*left, markdown[position:]])


PINGS = (
    "@someone", "@org/team", "closes #12", "fixes GH-12", "owner/repo#3", "https://evil.example/",
    "www.evil.example", "a`b", "``", "`", "```\n@someone\n```", "` @someone `", "x\n\n# @someone\n",
    "</details>@someone", "<!-- explainer changes -->", "\u202e@enoemos", "![x](https://evil.example/x.png)",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", ":tada:", "\\`@someone`", "&commat;someone", "\x1b[31m@x",
)  # fmt: skip


def test_no_text_gets_out_of_its_code_span() -> None:
    """Whatever a stranger writes, a comment shows it as it is and does nothing with it."""
    spans = [code(text) for text in (*PINGS, *HTML, *MARKDOWN_BLOCKS, *MARKDOWN_INLINES, "")]

    assert len(spans) > 300
    assert [span for span in spans if outside_code(span) or "\n" in span] == []


def test_a_hostile_change_pings_nobody(small_desk: Desk) -> None:
    """A whole report with such texts in every field: outside code spans stands only what is ours."""
    hostile = " ".join(PINGS).replace("\x1b", "").replace("\n", " ").replace("\u202e", "")
    quoted = json.dumps(hostile)
    small_desk.write("content/terms/evil.yml", f"term: {quoted}\ndefinition: {json.dumps(hostile.replace('[', '('))}\n")  # fmt: skip
    small_desk.write("content/events/evil.yml", f"- id: evil\n  date: 2031\n  text: {json.dumps(hostile.replace('[', '('))}\n  sources: [gazette-letters]\n")  # fmt: skip
    small_desk.write("content/sources/evil.yml", f"title: {quoted}\npublisher: {quoted}\n")
    small_desk.write("content/terms/@someone closes #12.yml", "term: x\n")
    small_desk.write("content/terms/<b>`x.txt", "x")
    head = committed(small_desk.folder)

    report = as_markdown(read_changes(small_desk.folder, f"main~1..{head}"))

    ours = outside_code(report)
    assert "@" not in ours
    assert re.findall(r"#\d|GH-|https?:|www\.|!\[|\]\(|[0-9a-f]{7,}", ours) == []
    assert set(re.findall(r"<[^>]*>", ours)) <= {"<details>", "</details>", "<summary>", "</summary>", "<br>"}  # fmt: skip
    assert "`@someone" in report.replace("``", "`")


def test_a_terminal_is_not_steered_by_content(small_desk: Desk) -> None:
    """No escape sequence, and no sign that turns the reading direction, is printed."""
    small_desk.write("content/terms/\x1b[31mred\u202e.yml", "term: x\n")

    done = run("--project", str(small_desk.folder))

    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


@pytest.mark.parametrize("limit", [LIMIT, 5_000, 3_000])
def test_a_report_never_outgrows_a_comment(desk: Desk, limit: int) -> None:
    """What does not fit is counted, the gravest is kept, and every fold is closed."""
    for path in (desk.folder / "content/events").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^  date: (\d{4}).*$", r"  date: \1~", text), encoding="utf-8")
    desk.edit(CRIMEA, "- id: cr-1954-transfer\n", "- id: cr-1954-transfer\n  status: disputed\n")
    desk.edit(JANUARY, "It is often said that four", "It is often said, that four")

    changes = desk.changes()
    report = as_markdown(changes, limit)

    assert len(report) <= limit
    assert "was established, is now disputed" in report
    assert report.count("<details>") == report.count("</details>")
    if limit < LIMIT:
        left = re.search(r"… and ([\d,]+) more", report)
        assert left is not None
        assert int(left.group(1).replace(",", "")) + report.count("\n  - ") == len(changes.changes)


def test_one_thing_that_changed_a_thousand_times_is_shown_as_far_as_it_goes(
    small_desk: Desk,
) -> None:
    """Who buries a change among many of one record buries only what comes after."""
    points = "source: gazette-letters\nsummary: S.\nkey_points:\n" + "".join(
        f"  - Point {n} of all that was said.\n" for n in range(1_000)
    )
    small_desk.write("content/articles/long.yml", points)
    before = read_working_tree(small_desk.folder)
    small_desk.write("content/articles/long.yml", points.replace("was said", "he said"))

    changes = compare(before, read_working_tree(small_desk.folder), with_pages=False)
    report = as_markdown(changes)

    assert len(changes.changes) == 1_000
    assert 50_000 < len(report) <= LIMIT
    left = re.search(r"… and ([\d,]+) more", report)
    assert left is not None
    assert int(left.group(1).replace(",", "")) + report.count("\n  - ") == 1_000


def test_a_report_for_programs_has_the_shape_that_it_promises(small_desk: Desk) -> None:
    """Version 1: keys may come; none goes or means something else."""
    small_desk.edit("content/issues/who-pays.yml", "date: 2031-04", "date: 2031-05")

    done = run("--format", "json", "--project", str(small_desk.folder))
    report = json.loads(done.output)

    assert done.output.isascii()
    assert (report["version"], VERSION) == (1, 1)
    assert report["base"] == {"name": "HEAD", "commit": small_desk.published.commit, "mistakes": 0}
    assert report["head"] == {"name": "the working tree", "commit": None, "mistakes": 0}
    assert (report["facts_changed"], report["verdict"]) == (True, "1 fact changed.")
    assert report["changes"] == [
        {
            "group": "dates", "kind": "statement", "id": "who-pays.1",
            "name": "Council of Port Ansel: Wants to hear both sides first.",
            "field": "date", "what": "date changed", "before": "2031-04", "after": "2031-05",
            "path": "content/issues/who-pays.yml", "line": 6,
            "address": "/issues/who-pays/#statement-who-pays.1",
        }
    ]  # fmt: skip
    assert {"address": "/issues/who-pays/", "how": "changed"} in report["pages"]
    assert (report["layout"], report["not_compared"]) == ([], [])


def test_without_pages_none_are_made(small_desk: Desk) -> None:
    """In a hurry, the facts alone."""
    small_desk.edit("content/issues/who-pays.yml", "date: 2031-04", "date: 2031-05")

    done = run("--no-pages", "--format", "json", "--project", str(small_desk.folder))

    assert json.loads(done.output)["pages"] is None


def test_help_teaches_by_example() -> None:
    """As that of every command."""
    done = run("--help")

    assert done.exit_code == 0
    assert "explainer changes main...my-branch" in done.output


def test_each_place_of_a_long_answer_is_shown(desk: Desk) -> None:
    """What changes at its end does not hide behind what changes at its beginning."""
    desk.edit(TOPIC, "They wore green uniforms", "They wore grey uniforms")
    desk.edit(TOPIC, "It rests on his word alone.", "Only he says so.")

    (change,) = desk.changes().changes

    assert "grey uniforms" in (change.difference.after or "")
    assert (change.difference.after or "").endswith(" … Only he says so.")


def test_a_sentence_that_goes_has_no_other_version(desk: Desk) -> None:
    """What is no longer there is shown once."""
    desk.edit(TOPIC, " It rests on his word alone.", "")

    (change,) = desk.changes().changes

    assert (change.difference.before, change.difference.after) == (
        "It rests on his word alone.",
        None,
    )


@pytest.mark.longer
@pytest.mark.parametrize(
    "body",
    [
        "## Q? {#q}\n\n" + "A. " * 60_000, "## " + " " * 90_000 + "x\n\nText.\n",
        "## Q? {" + "#" * 90_000 + "\n\nText.\n", "## Q\n\n" + "“" * 90_000,
        "## Q\n\n" + "1," * 45_000, "\n## Q\n\nA." * 9_000, "## Q\n\n" + "[@" * 9_000,
    ],
    ids=range(7),
)  # fmt: skip
def test_a_text_made_to_hang_the_comparison_does_not(small_desk: Desk, body: str) -> None:
    """Long runs of one thing are compared in the time of any other text."""
    path = "content/pages/long.md"
    small_desk.write(path, f"# Long\n\n{body}\n")
    before = read_working_tree(small_desk.folder)
    small_desk.write(path, f"# Long\n\nX {body} changed B. A.\n")
    after = read_working_tree(small_desk.folder)

    start = time.process_time()
    changes = compare(before, after, with_pages=False)
    for form in ALL:
        form(changes)

    assert time.process_time() - start < 5


# --- speed -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_two_thousand_records_are_compared_in_seconds(tmp_path: Path) -> None:
    """Time of this process, on any machine: reading both sides and comparing all."""
    content = tmp_path / "content"
    source = "title: A text\npublisher: Gazette\ndate: 2020\n"
    event = "- id: e{0}\n  date: 2020-01-01\n  text: Event number {0} took place in the town of Port {0}.\n  sources: [s]\n"  # fmt: skip
    for folder in ("sources", "events"):
        (content / folder).mkdir(parents=True)
    (content / "sources/s.yml").write_text(source)
    (content / "events/all.yml").write_text("".join(event.format(n) for n in range(2_000)))
    folder = tmp_path / "project"
    repository_of(content, folder)
    changed = "".join(event.format(n).replace("took place", "was held") for n in range(5, 2_005))
    (folder / "content/events/all.yml").write_text(changed)

    start = time.process_time()
    changes = read_changes(folder, None, with_pages=False)
    spent = time.process_time() - start

    assert len(changes.of(Group.FACTS)) == 1_995
    assert (len(changes.of(Group.ADDED)), len(changes.of(Group.REMOVED))) == (5, 5)
    assert spent < 10


ALL: tuple[Callable[..., object], ...] = (as_text, as_json, as_markdown)


@pytest.mark.parametrize("form", ALL)
def test_every_form_is_the_same_on_every_machine(
    small_desk: Desk, form: Callable[[Changes], str]
) -> None:
    """No folder of this machine is named, and two runs give the same bytes."""
    small_desk.edit("content/issues/who-pays.yml", "date: 2031-04", "date: 2031-05")

    one, other = form(small_desk.changes()), form(small_desk.changes())

    assert one == other
    assert str(small_desk.folder) not in one
