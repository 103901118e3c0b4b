"""`explainer new`: from a few answers to a right file, and to nothing where something is wrong."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from generator import cli
from generator.desk import ids, lessons, yaml_lines
from generator.desk.forms import ACTOR_TYPES, FORMS
from generator.diagnostics import errors_in
from generator.drafts import drafts
from generator.model import ActorType
from generator.output import create_files
from generator.site import read_graph, read_site
from generator.source import Mapping, Scalar, parse_yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import THOROUGH, MakeProject
from terminal import CTRL_C, CTRL_D, Terminal

TODAY = date(2031, 7, 1)
SOURCE = "gazette-letters"
# The options of each kind, the file that they give, and the lines that they come to.
RIGHT: dict[str, tuple[list[str], str, str]] = {
    "article": (
        ["--source", SOURCE, "--summary", "The crews write to the paper.", "--topic", "harbour-bridge"],
        "articles/2031-04-letters.yml",
        f"source: {SOURCE}\nsummary: The crews write to the paper.\ntopics: [harbour-bridge]\n",
    ),
    "topic": (
        ["--title", "The ferry", "--question", "Who runs it?", "--in-short", "The town.", "--source", SOURCE],
        "topics/ferry.md",
        f"title: The ferry\nquestion: Who runs it?\nin_short: The town. [@{SOURCE}]\n",
    ),
    "issue": (
        ["--question", "Who pays for the pier?"],
        "issues/pays-pier.yml",
        "question: Who pays for the pier?\n",
    ),
    "event": (
        ["--date", "2031-04", "--text", "The pier was closed.", "--source", SOURCE, "--topic", "harbour-bridge"],
        "events/2031-04-pier-closed.yml",
        f"date: 2031-04\ntext: The pier was closed.\nsources: [{SOURCE}]\ntopics: [harbour-bridge]\n",
    ),
    "actor": (
        ["--name", "Zoë Q. O’Hara", "--type", "person"],
        "actors/zoe-q-ohara.yml",
        "name: Zoë Q. O’Hara\ntype: person\n",
    ),
    "place": (["--name", "The far shore"], "places/the-far-shore.yml", "name: The far shore\n"),
    "term": (
        ["--term", "Pier", "--definition", "What carries a bridge: one of many.", "--source", SOURCE],
        "terms/pier.yml",
        f'term: Pier\ndefinition: "What carries a bridge: one of many."\nsources: [{SOURCE}]\n',
    ),
    "source": (
        ["--title", "Crews: #1 problem", "--publisher", "The Coast Wire", "--date", "2031-05-03"],
        "sources/coast-wire-2031-05-03.yml",
        'title: "Crews: #1 problem"\npublisher: The Coast Wire\ndate: 2031-05-03\n',
    ),
}  # fmt: skip
# What a person types on a terminal, after which words: the same answers, and the same file.
TYPED = {
    "article": [
        ("Title:", "Crews were never asked"), ("Publisher:", "Port Echo"), ("Date of", "2031-06-01"),
        ("Summary", "The crews write to the paper."),
    ],
    "topic": [
        ("Title:", "The ferry"), ("Question:", "Who runs it?"), ("Answer in short:", "The town."),
        ("Sources (ids):", SOURCE),
    ],
    "issue": [("Question:", "Who pays for the pier?")],
    "event": [
        ("Date:", "2031-04"), ("What happened:", "The pier was closed."), ("Sources (ids):", SOURCE),
        ("Topics (ids; Enter", "harbour-bridge"),
    ],
    "actor": [("Name:", "Zoë Q. O’Hara"), ("Type (person,", "per")],
    "place": [("Name:", "The far shore")],
    "term": [
        ("Term:", "Pier"), ("What it means:", "What carries a bridge: one of many."),
        ("Sources (ids; Enter", SOURCE),
    ],
    "source": [
        ("Title:", "Crews: #1 problem"), ("Publisher:", "The Coast Wire"), ("Is it this one", "n"),
        ("Date of", "2031-05-03"),
    ],
}  # fmt: skip


@pytest.fixture
def project(golden_project: Path) -> Path:
    """The small complete site; its records are there to be named."""
    return golden_project


def run(project: Path, *arguments: str) -> Result:
    command = [
        "new",
        arguments[0],
        "--project",
        str(project),
        "--today",
        "2031-07-01",
        *arguments[1:],
    ]
    return CliRunner().invoke(cli.cli, command)


def tree(project: Path) -> dict[str, bytes]:
    """All files but the schemas for editor programs, which each command brings up to date."""
    files = (p for p in project.rglob("*") if p.is_file() and "schema" not in p.parts)
    return {str(p.relative_to(project)): p.read_bytes() for p in files}


def errors(project: Path) -> list[str]:
    found = errors_in(read_site(project, TODAY, with_pages=False).diagnostics)
    return [f"{d.location} {d.code} {d.message}" for d in found]


# --- right answers ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", RIGHT)
def test_options_give_a_right_file_of_the_right_name(project: Path, name: str) -> None:
    """One file is new, holds the answers under its schema, and a check finds no mistake."""
    options, path, lines = RIGHT[name]
    folder, before = path.split("/")[0], tree(project)

    done = run(project, name, *options)

    assert (done.exit_code, done.stderr) == (0, "")
    after = tree(project)
    assert after.keys() - before.keys() == {f"content/{path}"}
    assert before.items() <= after.items()
    schema = f"# yaml-language-server: $schema=../../site_config/schema/{folder}.json\n"
    front = "---\n" if path.endswith(".md") else ""
    text = after[f"content/{path}"].decode()
    assert text.startswith(f"{front}{schema}{lines}\n#")
    assert errors(project) == []
    assert done.stdout.endswith(f"{path}\nNext: explainer check\n")


@pytest.mark.longer
@pytest.mark.parametrize("name", TYPED if THOROUGH else ("article", "event"))
def test_answers_on_a_terminal_give_the_same_file(project: Path, name: str) -> None:
    """Each question is asked and answered on a real terminal; nothing else is."""
    before = tree(project)

    terminal = Terminal("new", name, cwd=project)
    for prompt, typed in TYPED[name]:
        terminal.answer(prompt, typed)

    assert terminal.end() == 0, terminal.said
    assert terminal.said.endswith("Next: explainer check\n")
    new = {path: text for path, text in tree(project).items() if path not in before}
    if name == "article":
        assert set(new) == {
            "content/sources/port-echo-2031-06-01.yml",
            "content/articles/2031-06-01-crews.yml",
        }
        assert (
            b"\nsource: port-echo-2031-06-01\nsummary: "
            in new["content/articles/2031-06-01-crews.yml"]
        )
    else:
        _, path, lines = RIGHT[name]
        assert list(new) == [f"content/{path}"]
        assert lines in new[f"content/{path}"].decode()
    assert errors(project) == []


def test_an_article_and_its_source_are_made_by_one_command(project: Path) -> None:
    """Without a summary it is a draft that says so; every line of both files is as here."""
    done = run(
        project, "article", "--title", "Ministers to look again at the bridge",
        "--publisher", "Port Echo", "--date", "2031-06-20",
    )  # fmt: skip

    content = project / "content"
    assert done.stdout.splitlines()[-1] == (
        "Next: settle each # confirm in articles/2031-06-20-ministers.yml, then: explainer check"
    )
    assert (content / "articles/2031-06-20-ministers.yml").read_text() == (
        "# yaml-language-server: $schema=../../site_config/schema/articles.json\n"
        "# The site leaves this out until the summary is written and draft: true is gone.\n"
        "draft: true\n"
        "source: port-echo-2031-06-20\n"
        "summary: To be written.  # confirm\n"
        "\n"
        "# It may have more. Take the # and its space off where one of these fits:\n"
        "# title: Our own words for it, where the headline will not do\n"
        "# topics: [harbour-bridge]\n"
        "# key_points:\n"
        "#   - What the article says first, in one sentence.\n"
        "#   - What it says next.\n"
        "# statements:\n"
        "#   - speaker: ada-quill\n"
        "#     verb: said\n"
        "#     quote: the exact words, without quotation marks\n"
        "#     via: [port-ansel-council, port-echo-2031-06-20]\n"
        "# In summary and key_points, [[id]] links to a record and [@id] cites a source.\n"
    )
    assert (content / "sources/port-echo-2031-06-20.yml").read_text().startswith(
        "# yaml-language-server: $schema=../../site_config/schema/sources.json\n"
        "title: Ministers to look again at the bridge\npublisher: Port Echo\ndate: 2031-06-20\n\n#"
    )  # fmt: skip
    warnings = [d.code for d in read_site(project, TODAY, with_pages=False).diagnostics]
    assert warnings == ["draft"]


def test_a_source_that_is_there_is_used_and_not_made_again(project: Path) -> None:
    """A script that runs twice with other summaries makes two articles of one source."""
    told = [
        "--title",
        "letters of the Crews",
        "--publisher",
        "harbour gazette",
        "--date",
        "2031-04/2031-05",
    ]

    done = run(project, "article", *told, "--summary", "The crews write.")

    assert done.exit_code == 0, done.stderr
    assert (
        "source: gazette-letters\n"
        in (project / "content/articles/2031-04-letters.yml").read_text()
    )


def test_a_copy_is_told_from_the_text_that_it_republishes(project: Path) -> None:
    """The article is the original's; the copy is how it was received."""
    done = run(project, "article", "--source", "mirror-harbour", "--summary", "The town votes.")

    assert done.exit_code == 0, done.stderr
    text = (project / "content/articles/2031-05-02-town.yml").read_text()
    assert (
        "\nsource: harbour-gazette-2031-05-02\nsummary: The town votes.\nreceived_as: mirror-harbour\n"
        in text
    )
    assert errors(project) == []


def test_explainer_fmt_has_nothing_to_change_in_a_new_file(project: Path) -> None:
    """One form for what is written by hand, by `new` and by `fmt`."""
    paths = []
    for name, (options, path, _) in RIGHT.items():
        assert run(project, name, *options).exit_code == 0
        paths.append(str(project / "content" / path))
    assert run(project, "article", "--title", "B", "--publisher", "Echo").exit_code == 0
    paths += [str(project / "content" / path) for path in ("articles/b.yml", "sources/echo.yml")]

    done = CliRunner().invoke(cli.cli, ["fmt", "--project", str(project), "--diff", *paths])

    assert (done.exit_code, done.stdout) == (0, ""), done.output


def test_the_command_works_from_any_folder(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --project, and the path is told as it can be opened from there."""
    monkeypatch.chdir(tmp_path)

    done = run(Path("project"), "place", "--name", "Quay")

    assert done.stdout.startswith("Wrote project/content/places/quay.yml\n")


def test_a_long_text_is_folded_and_reads_back_as_typed(project: Path) -> None:
    """Two paragraphs of prose with marks that YAML knows."""
    text = 'He said: "no" # really. ' * 8

    done = run(project, "article", "--source", SOURCE, "--summary", f"{text}\n\n  - {text}")

    assert done.exit_code == 0, done.stderr
    (article,) = (
        a for a in read_site(project, TODAY).graph.articles.values() if a.source == SOURCE
    )
    assert article.summary == f"{text.strip()}\n\n- {text.strip()}"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_any_text_reads_back_as_it_was_typed(text: str) -> None:
    """Whatever stands in an answer, the line of YAML means just that."""
    node = parse_yaml(yaml_lines.line("key", text), "x.yml").node

    assert isinstance(node, Mapping)
    value = node.get("key")
    assert isinstance(value, Scalar)
    assert (value.text, value.is_null) == (text, False)


# --- what the comments teach -----------------------------------------------------------------


def blocks_of(text: str) -> list[str]:
    """The commented examples of a file: a key, and what is indented below it."""
    return re.findall(r"^# [a-z_]+:[^\n]*\n(?:#   [^\n]*\n)*", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "is_first"),
    [
        *((n, False) for n in RIGHT),
        *((n, True) for n in (RIGHT if THOROUGH else ("article", "issue"))),
    ],
)
def test_each_example_is_right_when_its_number_sign_is_taken_off(
    project: Path, make_project: MakeProject, name: str, *, is_first: bool
) -> None:
    """One at a time, and all at once; on a site that has every kind of record, and on a new one."""
    options, path, _ = RIGHT[name]
    if is_first:
        project = make_project(
            {f"sources/{SOURCE}.yml": "title: Letters\npublisher: G\ndate: 2031-04\n"}, "new"
        )
        options = [o for o in options if o not in ("--topic", "harbour-bridge")]
    assert run(project, name, *options).exit_code == 0
    file = project / "content" / path
    text = file.read_text()
    examples = blocks_of(text)

    assert len(examples) >= (1 if is_first else 3)
    for chosen in (*([example] for example in examples), examples):
        changed = text
        for example in chosen:
            changed = changed.replace(example, re.sub(r"^# ", "", example, flags=re.MULTILINE))
        file.write_text(changed)
        assert changed != text
        assert errors(project) == [], changed


def test_the_examples_of_a_kind_name_no_key_that_was_answered(project: Path) -> None:
    """A key twice would be a mistake of its own."""
    options, path, _ = RIGHT["event"]
    run(project, "event", *options)

    text = (project / "content" / path).read_text()

    assert "\n# topics:" not in text
    assert "\n# actors:" in text


def test_every_kind_has_a_form_and_a_lesson() -> None:
    """But for standing pages, which have no least."""
    assert {form.folder for form in FORMS} == set(lessons._LESSONS)
    assert set(ACTOR_TYPES) == set(ActorType.__args__)


# --- wrong answers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["article"], "give --title and --publisher; on a terminal the command asks"),
        (["article", "--title", "A"], "give --publisher; on a terminal"),
        (["topic"], "give --title and --question and --in-short and --source;"),
        (["issue"], "give --question;"),
        (["event", "--date", "2031"], "give --text and --source;"),
        (["actor"], "give --name and --type;"),
        (["place"], "give --name;"),
        (["term"], "give --term and --definition;"),
        (["source"], "give --title and --publisher;"),
        (["place", "--name", " "], "--name: write the name as readers know it"),
        (["place", "--name", "x" * 1001], "is 1,001 characters long"),
        (["place", "--name", "a\x07b"], "cannot be seen or published"),
        (["place", "--name", "a\udcffb"], "bytes that are no characters"),
        (["place", "--name", "Порт"], "its name gives no id, which has letters a-z"),
        (["place", "--name", "Toll"], '"toll" is taken by another record'),
        (["place", "--name", "Port Ansel"], "content/places/port-ansel.yml; for another one"),
        (["actor", "--name", "Ada Quill", "--type", "person"], "for another one of the same name"),
        (["actor", "--name", "X", "--type", "human"], "'human' is not one of 'person'"),
        (["place", "--name", "Quay", "--id", "The Quay"], '--id: "The Quay" cannot be an id'),
        (["place", "--name", "Quay", "--id", "toll"], "--id: \"toll\" is taken"),
        (["source", "--title", "TBD", "--publisher", "Echo"], '--title: "TBD" is no title'),
        (["source", "--title", "A", "--publisher", "B", "--date", "20.11.2031"], "such as 2031-11-20"),
        (["source", "--title", "A", "--publisher", "B", "--url", "echo.org"], "is not a web address"),
        (["source", "--title", "A", "--publisher", "B", "--url", "https://example.org/"], "leads nowhere"),
        (["source", "--title", "Letters of the crews", "--publisher", "Harbour Gazette"], "this source is there"),
        (["source", "--title", "A", "--publisher", "Эхо"], "give one with --id"),
        (["event", "--date", "2031", "--text", "A.", "--source", "gazete-letters"], 'is it "gazette-letters"?'),
        (["event", "--date", "2031", "--text", "A.", "--source", "zzz"], "explainer new source makes one"),
        (["event", "--date", "2031", "--text", "A. [@zzz]", "--source", SOURCE], '--text: no source "zzz"'),
        (["event", "--date", "2031-09", "--text", "A.", "--source", SOURCE], "was published on"),
        (["term", "--term", "Pier", "--definition", "See [[toll"], "is never closed"),
        (["article", "--source", "gazete-letters"], 'there is no source "gazete-letters"; write "gazette-letters", or'),
        (["article", "--source", "ada-quill", "--title", "A", "--publisher", "B"], "is taken by another record"),
        (["article", "--source", SOURCE, "--date", "2031"], "leave --date out"),
        (["article", "--from", "/dev/null", "--id", "a"], "leave --id and --source out"),
        (["article", "--title", "A", "--publisher", "Эхо"], "give one with --source"),
        (["novel"], "No such command 'novel'"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_a_wrong_use_and_writes_nothing(
    project: Path, arguments: list[str], told: str
) -> None:
    """Exit code 2, the option's name or the cure in the message, and no file."""
    before = tree(project)

    done = run(project, *arguments)

    assert done.exit_code == 2, done.output
    assert any(part in done.stderr for part in told.split("|")), done.stderr
    assert tree(project) == before


def test_a_name_that_is_nearly_there_is_noted(project: Path) -> None:
    """A script is told and goes on: it may be somebody else."""
    done = run(project, "actor", "--name", "Ada Quil", "--type", "person")

    assert done.exit_code == 0
    assert 'Note: there is "Ada Quill" too: ' in done.stderr


@pytest.mark.longer
def test_a_terminal_asks_again_until_the_answer_is_right(project: Path) -> None:
    """Each mistake is told in a line with what to type; the last ones only a check can see."""
    before = tree(project)
    terminal = Terminal("new", "event", cwd=project)
    for prompt, typed in [
        ("Date:", ""), ("Error: write a day such as 2014-03-18", ""), ("Date:", "1 May 2031"),
        ("write 2031-05-01\nDate:", "2031-05-01"),
        ("What happened:", "  "), ("Error: write one or two plain sentences\nWhat", "It closed. [@x"),
        ("is never closed", ""), ("What happened:", "The pier closed [[nowhere]]."),
        ("Sources (ids):", "gazete-letters"), ('or is it "gazette-letters"?\nSources', f"{SOURCE}, {SOURCE}"),
        ("Topics", "harbour-brigde"), ("Topics", ""),
        ('Error: no record "nowhere"', ""), ("What happened", "The pier closed."),
    ]:  # fmt: skip
        terminal.answer(prompt, typed)

    assert terminal.end() == 0, terminal.said
    (new,) = tree(project).keys() - before.keys()
    assert new == "content/events/2031-05-01-pier-closed.yml"
    assert errors(project) == []


@pytest.mark.slow
def test_a_terminal_offers_what_is_there(project: Path) -> None:
    """A publisher nearly known, a source that was made before, and the article on it."""
    before = tree(project)
    terminal = Terminal("new", "article", cwd=project)
    terminal.answer("Title:", "LETTERS of the crews")
    terminal.answer("Publisher:", "Harbor Gazette")
    terminal.answer('have "Harbour Gazette".\nIs it this one? [y/n]:', "y")
    terminal.answer("Date", "2031-04/2031-05")
    terminal.answer("content/sources/all.yml\nIs it this one?", "y")
    terminal.answer("Summary", "")

    assert terminal.end() == 0, terminal.said
    (new,) = tree(project).keys() - before.keys()
    assert new == "content/articles/2031-04-letters.yml"

    again = Terminal("new", "article", "--source", SOURCE, cwd=project)
    again.answer("content/articles/2031-04-letters.yml\nIs it this one?", "y")

    assert again.end() == 0
    assert "Nothing was written: content/articles/2031-04-letters.yml is there." in again.said


@pytest.mark.longer
def test_a_terminal_asks_for_an_id_where_a_name_gives_none(project: Path) -> None:
    """A name in another script, and an id that somebody has."""
    terminal = Terminal("new", "actor", "--type", "person", cwd=project)
    terminal.answer("Name:", "Зоя")
    terminal.answer("gives no id", "Зоя")
    terminal.answer("cannot be an id", "toll")
    terminal.answer("is taken", "zoia")

    assert terminal.end() == 0, terminal.said
    assert "name: Зоя\n" in (project / "content/actors/zoia.yml").read_text()


@pytest.mark.longer
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_stops_at_a_question_leaves_nothing(project: Path, key: str) -> None:
    """One line, exit code 130, no file."""
    before = tree(project)
    terminal = Terminal("new", "article", cwd=project)
    terminal.answer("Title:", "A")
    terminal.wait_for("Publisher:")
    terminal.type(key)

    assert terminal.end() == 130
    assert terminal.said.endswith("\nStopped; nothing is left half-written.\n")
    assert terminal.said.count("\nStopped") == 1
    assert tree(project) == before


# --- nothing is overwritten ------------------------------------------------------------------


def test_a_file_that_is_there_stays_though_it_cannot_be_read(project: Path) -> None:
    """A broken file is no record, and has its name all the same."""
    file = project / "content" / "places" / "quay.yml"
    file.write_text("name: [")

    done = run(project, "place", "--name", "Quay")

    assert done.exit_code == 2
    assert '"quay" is taken by another record' in done.stderr
    assert file.read_text() == "name: ["


def test_a_source_with_mistakes_is_mended_first(project: Path) -> None:
    """It is no new one, and nothing can be said of it yet."""
    (project / "content/sources/echo.yml").write_text("title: Echo\n")

    done = run(project, "article", "--source", "echo")

    assert done.exit_code == 2
    assert 'the record of "echo" has mistakes; explainer check tells them' in done.stderr


def test_mistakes_elsewhere_hinder_nobody(project: Path) -> None:
    """What is wrong in other files is told by a check; the new file is right."""
    (project / "content/sources/echo.yml").write_text("title: Echo\n")

    done = run(project, "place", "--name", "Quay")

    assert done.exit_code == 0
    assert all("sources/echo.yml" in told for told in errors(project))


@pytest.mark.parametrize("where", ["content/places", "content"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(
    project: Path, tmp_path: Path, where: str
) -> None:
    """Nothing is written outside the project, and the link stays."""
    outside = tmp_path / "outside"
    (project / where).rename(outside)
    (project / where).symlink_to(outside)
    before = tree(outside)

    done = run(project, "place", "--name", "Quay")

    assert done.exit_code == 2
    assert (project / where).is_symlink()
    assert tree(outside) == before


def test_of_two_files_none_is_made_where_one_cannot_be(tmp_path: Path) -> None:
    """The first is taken back when the second meets a file that came in between."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.yml").write_text("mine")

    with pytest.raises(FileExistsError):
        create_files(tmp_path, {"a/one.yml": "1", "b/two.yml": "2"})

    assert tree(tmp_path) == {"b/two.yml": b"mine"}


@pytest.mark.parametrize("path", ["../x.yml", "a/../../x.yml", "/tmp/x.yml"])
def test_no_file_is_made_outside_the_folder(tmp_path: Path, path: str) -> None:
    """Whatever a draft's names are."""
    with pytest.raises(ValueError, match="leaves the folder"):
        create_files(tmp_path / "content", {path: ""})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(project: Path) -> None:
    """As a wrong use, not as a bug of ours."""
    (project / "content" / "places").chmod(0o555)

    done = run(project, "place", "--name", "Quay")

    assert (done.exit_code, "cannot be written" in done.stderr) == (2, True)


# --- ids -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "taken", "day", "fewest", "id"),
    [
        ("ministers-to-look-again-at-sanctions", (), "2026-11-20", 1, "2026-11-20-ministers"),
        ("ministers-to-look-again", ("2026-11-20-ministers",), "2026-11-20", 1, "2026-11-20-ministers-look"),
        ("us-warns-russia-of-sanctions", (), "2022-01-10~", 1, "2022-01-10-us-warns-russia"),
        ("the-fleet", (), "", 1, "fleet"),
        ("fleet", ("fleet", "fleet-2"), "", 1, "fleet-3"),
        ("who-pays-for-the-bridge", (), "", 3, "pays-bridge"),
        ("is-it-so", (), "", 3, "is-it-so"),
        (f"{'a' * 50}-{'b' * 50}-c", (), "", 3, "a" * 50),
        ("x" * 99, ("x" * 60,), "", 1, f"{'x' * 60}-2"),
        ("a", (), "2014-02/2014-03", 1, "2014-02-a"),
        ("", (), "2014", 1, ""),
    ],
)  # fmt: skip
def test_an_id_tells_the_day_and_what_it_is_about(
    named: str, taken: tuple[str, ...], day: str, fewest: int, id: str
) -> None:
    """The first words up to a small one; more of them, then numbers, where that is taken."""
    assert ids.new_id(named, taken, day=day, fewest=fewest) == id


def test_a_second_text_of_a_publisher_and_day_is_told_apart_by_its_title() -> None:
    """The way in which the sources of the site are named already."""
    first = ids.whole("the-echo", (), day="2031-05-01", more="bridge-to-be-built")

    second = ids.whole("the-echo", {first}, day="2031-05-01", more="bridge-to-be-built")

    assert (first, second) == ("echo-2031-05-01", "echo-2031-05-01-bridge")


PAGE = """\
<html lang="en"><head><title>Crews were never asked</title>
<meta property="og:title" content="Crews were never asked">
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2031-06-20T08:00:00Z"></head>
<body><article><h1>Crews were never asked</h1>
<p>“Nobody asked us,” Ada Quill told the Harbour Gazette on Thursday.</p></article></body></html>
"""


def test_a_draft_is_begun_from_a_saved_page(project: Path, tmp_path: Path) -> None:
    """`--from` writes a draft and its source, says what to confirm, and a check finds no mistake."""
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    before = tree(project)

    done = run(project, "article", "--from", str(page))

    assert done.exit_code == 0, done.output
    article, source = sorted(tree(project).keys() - before.keys())
    assert (article.split("/")[1], source.split("/")[1]) == ("articles", "sources")
    text = (project / article).read_text()
    assert "draft: true\n" in text
    assert "Nobody asked us" in text
    assert "# confirm" in text
    assert done.stdout.endswith(
        f"Next: settle each # confirm in {article.removeprefix('content/')}, then: explainer check\n"
    )
    assert errors(project) == []


PLAIN = """\
Crews were never asked

“Nobody asked us,” Ada Quill said on Thursday.
"""


def test_what_a_text_does_not_tell_can_be_given(project: Path, tmp_path: Path) -> None:
    """Answers as options stand in the files of a draft; a wrong one is a wrong use."""
    (tmp_path / "page.txt").write_text(PLAIN)
    told = [
        "--from",
        str(tmp_path / "page.txt"),
        "--publisher",
        "Port Echo",
        "--date",
        "2031-06-20",
    ]

    done = run(project, "article", *told, "--topic", "harbour-bridge")

    assert done.exit_code == 0, done.output
    assert errors(project) == []
    graph, _ = read_graph(project)
    (article,) = drafts(graph)
    source = graph.sources[article.source]
    assert (source.publisher, str(source.date)) == ("Port Echo", "2031-06-20")
    assert article.topics == ("harbour-bridge",)
    assert run(project, "article", *told, "--date", "20.6.31").exit_code == 2


@pytest.mark.longer
def test_a_terminal_asks_for_what_a_text_does_not_tell(project: Path, tmp_path: Path) -> None:
    """A publisher that nobody knows is no publisher."""
    (tmp_path / "page.txt").write_text(PLAIN)
    terminal = Terminal("new", "article", "--from", str(tmp_path / "page.txt"), cwd=project)
    terminal.answer("does not tell its publisher.\nPublisher:", "Port Echo")

    assert terminal.end() == 0, terminal.said
    assert errors(project) == []


def test_what_is_no_text_is_no_draft(project: Path, tmp_path: Path) -> None:
    """A picture is told as one, and nothing is written."""
    (tmp_path / "page.txt").write_bytes(bytes(range(256)))
    before = tree(project)

    done = run(project, "article", "--from", str(tmp_path / "page.txt"))

    assert (done.exit_code, tree(project)) == (2, before)
    assert "--from: page.txt is not a text file" in done.stderr
