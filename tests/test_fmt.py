"""`explainer fmt`: one form for all records, with every value and every comment kept."""

from __future__ import annotations

import random
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from generator import cli, source
from generator.desk import fmt
from generator.load import load
from generator.site import markdown_files, read_site
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, THOROUGH, MakeProject
from messy import Messy, messy, places

PAGE = (ROOT / "tests" / "formatting.md").read_text(encoding="utf-8")
SECTION = re.compile(
    r"^## (?P<title>[^\n]+)\n.*?^```yaml (?P<path>\S+)\n(?P<before>.*?)^```\n.*?"
    r"^```yaml\n(?P<after>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
SECTIONS = [match.groupdict() for match in SECTION.finditer(PAGE)]


TODAY = date(2031, 7, 1)
COMMENT = re.compile(r"# comment \d+$", re.MULTILINE)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["fmt", *arguments])


def formatted(text: str, kind: str = "articles") -> str:
    """The text in form; a refusal fails the test with what was said."""
    found = fmt.formatted(text, "content/x.yml", kind)
    assert isinstance(found, str), found
    return found


def neighbours(text: str) -> dict[str, list[tuple[str | int, ...]]]:
    """Comment -> the keys and items on its line, or on the next line that is no comment."""
    by_line = places(text)
    found: dict[str, list[tuple[str | int, ...]]] = {}
    above: list[str] = []
    for number, line in enumerate(text.split("\n")):
        here = COMMENT.search(line)
        above += [here.group()] if here else []
        if line.strip() and not line.lstrip().startswith("#"):
            found |= {comment: [path for _, path in by_line.get(number, [])] for comment in above}
            above = []
    return found


# --- whatever somebody writes ------------------------------------------------------------------

EXAMPLES = 1500 if THOROUGH else 120


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(st.integers(min_value=0, max_value=2**40))
def test_whatever_is_written_formatting_changes_no_value_and_moves_no_comment(seed: int) -> None:
    """Values in every style and comments everywhere: the same values, each comment once at its key."""
    page: Messy = messy(random.Random(seed))
    parsed = source.parse_yaml(page.text, "")
    if parsed.diagnostics:  # a text that begins with an exclamation mark, say
        return

    once = formatted(page.text)

    again = source.parse_yaml(once, "").node
    assert parsed.node is not None
    assert again is not None
    assert fmt.meaning(again) == fmt.meaning(parsed.node)
    assert formatted(once) == once
    assert sorted(COMMENT.findall(once)) == sorted(page.path_by_comment)
    beside = neighbours(once)
    for comment, path in page.path_by_comment.items():
        assert path is None or path in beside[comment], comment


@pytest.mark.longer
def test_the_messy_pages_hold_what_they_promise() -> None:
    """Control: most can be read, and they hold comments, folded texts, brackets and empty values."""
    pages = [messy(random.Random(seed)) for seed in range(60)]
    readable = [page for page in pages if not source.parse_yaml(page.text, "").diagnostics]
    text = "\n".join(page.text for page in readable)

    assert len(readable) > 45
    assert sum(len(page.path_by_comment) for page in readable) > 300
    assert all(sign in text for sign in (": >", ": |", "{", "[", ": ~", "  # comment", "\n\n"))


def test_a_comment_that_went_astray_would_be_seen() -> None:
    """Control: the look for a comment's key tells one key from the next."""
    text = (
        "title: T\n# comment 1\nsource: s\nstatements:\n  - speaker: a\n  # comment 2\n  - id: b\n"
    )

    assert neighbours(text) == {
        "# comment 1": [("source",)],
        "# comment 2": [("statements", 1), ("statements", 1, "id")],
    }


# --- the page that an editor can read ------------------------------------------------------------


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section["title"])
def test_a_section_of_the_page_on_formatting_is_true(section: dict[str, str]) -> None:
    """What stands under each heading of tests/formatting.md is what comes out."""
    kind = section["path"].split("/")[1]

    found = formatted(section["before"], kind)

    assert found == section["after"]
    assert formatted(found, kind) == found


def test_the_page_on_formatting_was_read() -> None:
    """Control: no section slips through the pattern."""
    assert len(SECTIONS) == PAGE.count("\n## ") > 8


# --- what is left alone --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: Notice: the last ferry\n", "1:14: error[syntax] "),
        ("title: a\ntitle: b\n", '2:1: error[duplicate-key] the key "title" is given twice'),
        ("topics: &t [a]\nnote: b\n", "1:9: error[not-formatted] & gives a value a name"),
        ("title: &t a\nnote: *t\n", "1:8: error[not-formatted] & gives a value a name"),
        ("title: &t a\n", "1:8: error["),
        ("title: !str a\n", "1:8: error[syntax] a leading ! is a tag"),
        ("exempt: !map {rule: a}\n", "1:9: error[not-formatted] ! is a sign of YAML’s own"),
        ("? title\n: a\n", "1:1: error[not-formatted] ? is a sign of YAML’s own"),
        ("%YAML 1.1\n---\ntitle: a\n", "1:1: error[not-formatted] % is a sign of YAML’s own"),
        ("title: The #1 ally\n", "1:12: warning[comment-in-text] "),
        ("title: a\n\tnote: b\n", "error[tab-indentation] "),
        ("title: a\n---\ntitle: b\n", "error[syntax] "),
        (b"title: \xff\n", "1:8: error[invalid-utf8] "),
        ("title: a\u202eb\n", "error[control-character] "),
        ("a: " + "[" * 70 + "]" * 70 + "\n", "error[too-deep] "),
    ],
)
def test_a_file_that_cannot_be_formatted_safely_is_left_alone_and_named(
    make_project: MakeProject, text: str | bytes, told: str
) -> None:
    """It stays to the byte, with its place and its cure, and the command ends with 1."""
    project = make_project({"sources/s.yml": text, "sources/t.yml": "publisher: P\ntitle: T\n"})
    path = project / "content" / "sources" / "s.yml"
    before = path.read_bytes()

    done = run("--project", str(project))

    assert done.exit_code == 1
    assert re.search(rf"^content/sources/s\.yml:.*{re.escape(told)}", done.stdout, re.MULTILINE)
    assert "  help: " in done.stdout
    assert "1 file formatted, 0 right, 1 left as it is.\n" in done.stdout
    assert path.read_bytes() == before
    assert path.with_name("t.yml").read_text() == "title: T\npublisher: P\n"


def test_links_and_pipes_are_named_and_not_followed(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """A stranger's link leads to no file of ours."""
    outside = tmp_path / "outside.yml"
    outside.write_text("publisher: P\ntitle: T\n")
    project = make_project({"sources/t.yml": "title: T\npublisher: P\n"})
    (project / "content" / "sources" / "s.yml").symlink_to(outside)
    (project / "content" / "actors").symlink_to(tmp_path)

    done = run("--project", str(project))

    assert done.exit_code == 1
    assert "content/sources/s.yml:1:1: error[symbolic-link] " in done.stdout
    assert outside.read_text() == "publisher: P\ntitle: T\n"
    assert run("--project", str(project), str(project / "content" / "actors")).exit_code == 2


@pytest.mark.parametrize(
    "after",
    [
        "title: U\npublisher:  # c\n",
        "title: T\npublisher: P  # c\n",
        "title: T  # c\n",
        "title: T\npublisher:\n",
        "title: T\npublisher:  # d\n",
        "title: T\npublisher:  # c\n# c\n",
        "title: T\ntitle: T\npublisher:  # c\n",
        "title: T:  # c\n",
        "publisher:  # c\ntitle: T\n",
        "title: T\npublisher: # c\n",
        "",
    ],
)
def test_what_says_anything_else_may_not_be_written_over_a_file(after: str) -> None:
    """Formatting proves itself: another value, a lost or doubled comment, or a second form is refused."""
    before = "publisher: # c\ntitle: 'T'\n"

    assert fmt.is_safe(before, "title: T\npublisher:  # c\n", "sources")
    assert not fmt.is_safe(before, after, "sources")


# --- the command ---------------------------------------------------------------------------------

UNTIDY = {
    "sources/s.yml": "publisher: P\ntitle: 'T'\n",
    "sources/t.yml": "title: T\npublisher: P\n",
}


def test_files_that_are_right_already_are_not_touched(make_project: MakeProject) -> None:
    """Only what changes is written and named."""
    project = make_project(UNTIDY)
    right = project / "content" / "sources" / "t.yml"
    before = right.stat()

    done = run("--project", str(project))

    assert (done.exit_code, done.stdout) == (
        0, "content/sources/s.yml\n1 file formatted, 1 right.\n",
    )  # fmt: skip
    assert (project / "content/sources/s.yml").read_text() == "title: T\npublisher: P\n"
    assert right.stat().st_mtime_ns == before.st_mtime_ns
    assert run("--project", str(project)).stdout == "0 files formatted, 2 right.\n"


def test_check_names_what_would_change_and_writes_nothing(make_project: MakeProject) -> None:
    """For a workflow: 1 where a file is not in form."""
    project = make_project(UNTIDY)

    done = run("--project", str(project), "--check")

    assert (done.exit_code, done.stdout) == (
        1, "content/sources/s.yml\n1 file would be formatted, 1 right.\n",
    )  # fmt: skip
    assert (project / "content/sources/s.yml").read_text() == UNTIDY["sources/s.yml"]
    run("--project", str(project))
    assert run("--project", str(project), "--check").exit_code == 0


def test_diff_shows_the_change_and_writes_nothing(make_project: MakeProject) -> None:
    """In the form that git and patch read, with the closing line on the other stream."""
    project = make_project(UNTIDY)

    done = run("--project", str(project), "--diff")

    assert done.exit_code == 0
    assert done.stdout == (
        "--- a/content/sources/s.yml\n+++ b/content/sources/s.yml\n@@ -1,2 +1,2 @@\n"
        "+title: T\n publisher: P\n-title: 'T'\n"
    )
    assert done.stderr == "1 file would be formatted, 1 right.\n"
    assert (project / "content/sources/s.yml").read_text() == UNTIDY["sources/s.yml"]


def test_paths_choose_files_and_folders(make_project: MakeProject) -> None:
    """A file alone, a folder whole; what holds no record is a wrong use."""
    project = make_project({**UNTIDY, "terms/t.yml": "definition: D\nterm: T\n"})
    content = project / "content"

    done = run("--project", str(project), str(content / "terms"), str(content / "sources/t.yml"))
    wrong = run("--project", str(project), str(project / "mkdocs.yml"))

    assert done.stdout == "content/terms/t.yml\n1 file formatted, 1 right.\n"
    assert (content / "sources/s.yml").read_text() == UNTIDY["sources/s.yml"]
    assert wrong.exit_code == 2
    assert "holds no record; name a file or a folder below content/" in wrong.stderr


def test_the_text_below_front_matter_stays_to_the_byte(make_project: MakeProject) -> None:
    """Whatever its line ends, spaces and missing last line break."""
    body = b"# Title  \r\n\r\n  text:  {a}   \n\n\n---\nx: 1\n\n- no end"
    project = make_project(
        {"pages/p.md": b"---\r\ndescription: 'D'\r\ntitle:   T # why\r\n---\r\n" + body}
    )

    done = run("--project", str(project))

    assert done.exit_code == 0
    assert (project / "content/pages/p.md").read_bytes() == (
        b"---\ntitle: T  # why\ndescription: D\n---\n" + body
    )
    assert run("--project", str(project), "--check").exit_code == 0


def test_pages_without_front_matter_or_values_stay_as_they_are(make_project: MakeProject) -> None:
    """There is nothing to lay out."""
    files: dict[str, str | bytes] = {
        "pages/a.md": "# A\r\n\r\nb",
        "pages/b.md": "---\n---\n# B\n",
        "pages/c.md": "---\n# only a comment\n---\n# C\n",
        "pages/d.md": "",
        "sources/e.yml": "# nothing yet\n",
        "sources/f.yml": "{}\n",
        "README.md": "read me",
    }
    project = make_project(files)

    done = run("--project", str(project))

    assert done.stdout == "0 files formatted, 6 right.\n"
    assert {path: (project / "content" / path).read_bytes().decode() for path in files} == files


def test_without_content_there_is_nothing_to_format(make_project: MakeProject) -> None:
    """A wrong folder is a wrong use, not a success."""
    done = run("--project", str(make_project()))

    assert done.exit_code == 2
    assert "there is no folder content/ with records here" in done.stderr


# --- the real content ----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "origin", [ROOT, ROOT / "tests" / "golden" / "project"], ids=["ours", "golden"]
)
def test_formatting_the_content_changes_no_record(origin: Path, make_project: MakeProject) -> None:
    """All records, their order and the lock are the same before and after; a second run is idle."""
    project = make_project()
    shutil.copytree(origin / "content", project / "content", dirs_exist_ok=True)
    before, problems = load(project / "content")
    lock = (project / "content" / "quotes.lock").read_bytes()

    done = run("--project", str(project))

    after, problems_after = load(project / "content")
    assert done.exit_code == 0
    assert len(before.records) > 20
    assert list(after.records.items()) == list(before.records.items())
    assert (project / "content" / "quotes.lock").read_bytes() == lock
    assert [d.code for d in problems_after] == [d.code for d in problems] == []
    assert run("--project", str(project), "--check").stdout.startswith("0 files would be formatted")


def test_formatting_changes_no_page_of_the_site(golden_project: Path) -> None:
    """Not a letter of what readers get."""
    before = markdown_files(read_site(golden_project, TODAY))

    done = run("--project", str(golden_project))

    assert "5 files formatted" in done.stdout
    assert markdown_files(read_site(golden_project, TODAY)) == before
    assert len(before) > 15
