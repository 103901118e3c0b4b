"""What no page can show: files that are hostile, huge or no files at all, and many at once.

Whatever lies in content/, reading it ends soon, raises nothing, and says what is wrong.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from generator import cli, remembered, site
from generator.diagnostics import Diagnostic, Location, Related, as_github, as_json, as_text
from generator.load import load
from generator.site import read_site
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import MakeProject, Run
from test_diagnostics import as_ordinary_user

SOURCE = "title: T\npublisher: P\n"
PERSON = "name: N\ntype: person\n"
TOPIC = "---\ntitle: T\nquestion: Q?\nin_short: A.\n---\n"

Check = Callable[..., tuple[Diagnostic, ...]]


@pytest.fixture
def check(make_project: MakeProject) -> Check:
    """Everything that is reported for these files: paths below content/ -> text or bytes."""

    def check(files: dict[str, str | bytes], name: str = "project") -> tuple[Diagnostic, ...]:
        return read_site(make_project(files, name)).diagnostics

    return check


def told(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Place, without the content folder, and code of each mistake."""
    return [(str(d.location).removeprefix("content/"), d.code) for d in diagnostics]


# --- encodings -------------------------------------------------------------------------------


def test_the_column_of_a_wrong_byte_counts_characters(check: Check) -> None:
    """An editor program counts characters, not the bytes that they are made of."""
    found = check(
        {
            "places/a.yml": "name: A\nkind: Дом 🌉 ".encode() + b"\xff\n",
            "places/b.yml": "name: Ж".encode() + b"\xd0\n",
            "places/c.yml": "name: C\n".encode("utf-16"),
            "places/d.yml": b"\r\nname: D\rkind: \x80\n",
            "topics/e.md": TOPIC.encode() + "Düne ".encode("latin-1"),
        }
    )

    assert told(found) == [
        ("places/a.yml:2:13", "invalid-utf8"),
        ("places/b.yml:1:8", "invalid-utf8"),
        ("places/c.yml:1:1", "invalid-utf8"),
        ("places/d.yml:3:7", "invalid-utf8"),
        ("topics/e.md:6:2", "invalid-utf8"),
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_a_mistake_stands_in_the_same_place_on_every_system(
    check: Check, mark: bytes, line_end: bytes
) -> None:
    """A byte-order mark, CRLF and CR are accepted, and no line or column moves."""
    files = {
        "places/a.yml": "name: A\nkind: >\n  one\n\n  two\ndescription: 'é\n  [@no]'\ncolour: red\n",
        "topics/t.md": TOPIC.replace("A.", "A [[no]].") + "\n## Q?\n\nOne\ntwo [@no].\n",
        "pages/about.md": "# About\n\nSee [[no]].\n",
    }
    unix: dict[str, str | bytes] = {**files}
    theirs: dict[str, str | bytes] = {
        path: mark + text.encode().replace(b"\n", line_end) for path, text in files.items()
    }

    assert check(theirs, "theirs") == check(unix, "unix")
    assert ("topics/t.md:10:7", "unknown-source") in told(check(theirs, "theirs"))


@pytest.mark.parametrize("number", [*range(9), *range(14, 27), *range(28, 32), 0x7F, 0x80, 0x9B])
def test_no_control_character_gets_in(check: Check, number: int) -> None:
    """NUL, escape and their kin, each at its own column, in YAML and in Markdown."""
    found = check(
        {"places/a.yml": f"name: é{chr(number)}\n", "pages/p.md": f"# P\n\n{chr(number)}"}
    )

    assert told(found) == [
        ("pages/p.md:3:1", "control-character"),
        ("places/a.yml:1:8", "control-character"),
    ]


@pytest.mark.parametrize("escape", [r"\0", r"\e", r"\x9b", r"\u202e", r"\u2028", r"\b", r"\uFEFF"])
def test_no_control_character_gets_in_as_an_escape(check: Check, escape: str) -> None:
    """What may not be typed may not be spelled either: a page would hold it all the same."""
    found = check({"places/a.yml": f'name: "N{escape}N"\n'})

    assert [(d.location.line, d.code) for d in found] == [(1, "control-character")]


def test_a_line_is_what_an_editor_sees(check: Check) -> None:
    """A character that only YAML takes for a line's end would shift every line below it."""
    found = check({"places/a.yml": "name: A\x85 B\ncolour: red\n"})

    assert ("places/a.yml:2:1", "unknown-key") in told(found) or [d.code for d in found] == [
        "control-character"
    ]


# --- size ------------------------------------------------------------------------------------


def test_a_file_may_have_a_million_bytes_and_not_one_more(check: Check) -> None:
    """The limit is exact, and said."""
    text = (PERSON + "# ten bytes\n" * 90_000)[:999_999] + "\n"

    full = check({"actors/a.yml": text, "pages/p.md": "# P\n\nOf [[a]].\n"}, "full")
    over = check({"actors/a.yml": text + "\n"}, "over")

    assert (len(text), full) == (1_000_000, ())
    assert told(over) == [("actors/a.yml:1:1", "too-large")]


def test_a_line_of_ten_million_characters_is_refused_at_once(check: Check) -> None:
    """It is not even read to its end."""
    started = time.process_time()

    found = check({"places/a.yml": "name: " + "x" * 10_000_000, "pages/p.md": "# P" * 3_333_333})

    assert told(found) == [("pages/p.md:1:1", "too-large"), ("places/a.yml:1:1", "too-large")]
    assert time.process_time() - started < 1


def test_a_line_may_have_a_hundred_thousand_characters(check: Check) -> None:
    """The limit counts characters, and stands at the line."""
    found = check(
        {
            "places/a.yml": "name: A\n#" + "é" * 99_999,
            "places/b.yml": "name: B\n#" + "é" * 100_000,
        }
    )

    assert told(found) == [("places/b.yml:2:1", "too-long")]


# --- what multiplies or nests ----------------------------------------------------------------


def bomb(open: str, close: str) -> str:
    """Ten levels of ten: ten thousand million values in half a kilobyte."""
    lines = [f"a: &a {open}x, x, x{close}"]
    for before, name in itertools.pairwise("abcdefghij"):
        lines.append(f"{name}: &{name} {open}{', '.join([f'*{before}'] * 10)}{close}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", ["places/a.yml", "topics/a.md"])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_an_alias_bomb_is_refused_within_a_second(check: Check, path: str, brackets: str) -> None:
    """Aliases are counted while they are followed, so that they never multiply."""
    text = bomb(*brackets)
    started = time.process_time()

    found = check({path: f"---\n{text}---\n" if path.endswith(".md") else text})

    assert [d.code for d in found] == ["too-many-aliases"]
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "text", ["aliases: &a [*a]\n", "aliases: &a {b: *a}\n", "aliases: &a [[x], {b: [*a]}]\n"]
)
def test_an_alias_inside_itself_has_an_end(check: Check, text: str) -> None:
    """A list that holds itself is refused, not followed."""
    (found,) = check({"actors/a.yml": PERSON + text})

    assert found.code in {"too-deep", "too-many-aliases"}
    assert found.location.line == 3


def test_a_few_aliases_are_fine(check: Check) -> None:
    """An editor who knows YAML may name a list once and use it again."""
    text = (
        "- {id: a, title: T, publisher: P}\n- {id: b, title: T, publisher: P, draws_on: &d [a]}\n"
        "- {id: c, title: T, publisher: P, draws_on: *d}\n"
    )

    page = "# P\n\nOf [@b; @c].\n"
    assert check({"sources/s.yml": text, "pages/p.md": page}) == ()


NESTED = {
    "brackets": "aliases: " + "[" * 30_000,
    "brackets-closed": "aliases: " + "[" * 30_000 + "]" * 30_000,
    "brackets-over-lines": "aliases:\n" + " [\n" * 30_000,
    "braces": "aliases: " + "{a: " * 24_000,
    "both": "aliases: " + "[{a: " * 18_000,
    "dashes": "- " * 30_000 + "x",
    "questions": "? " * 30_000 + "x",
    "dashes-and-questions": "- ? " * 20_000 + "x",
    "indented-keys": "\n".join(" " * depth + "a:" for depth in range(1_400)),
    "indented-dashes": "\n".join(" " * depth + "-" for depth in range(1_400)),
    "below-the-cheap-count": "aliases: " + "[" * 65 + "]" * 65,
}


def test_thirty_thousand_nested_brackets_do_not_stop_the_program(
    make_project: MakeProject, explainer: Run
) -> None:
    """The parser would end the whole process, so this looks from outside of it."""
    files: dict[str, str | bytes] = {f"actors/{name}.yml": text for name, text in NESTED.items()}
    files["topics/front.md"] = f"---\n{'[' * 30_000}\n---\n\nText.\n"
    project = make_project(files)

    done = explainer("check", cwd=project, timeout=240)

    assert (done.returncode, done.stderr) == (1, "")
    for path in files:
        assert re.search(rf"^content/{path}:\d+:\d+: error\[too-deep\]", done.stdout, re.MULTILINE)


def test_records_may_be_as_deep_as_records_are(check: Check) -> None:
    """Sixty brackets in a text, and a statement's steps five levels deep, are no mistake."""
    files = {
        "sources/s.yml": SOURCE + f"note: '{'[ ' * 60}{'] ' * 60}'\n",
        "actors/a.yml": PERSON,
        "articles/r.yml": "source: s\nsummary: S.\nstatements:\n  - speaker: a\n    text: x\n"
        "    via:\n      - who: s\n        date: 2024\n",
    }

    assert check({**files}) == ()


@pytest.mark.slow
def test_marks_without_end_are_refused_within_seconds(check: Check) -> None:
    """A paragraph of backticks meets its limit before anything looks inside."""
    started = time.process_time()

    found = check({"topics/t.md": TOPIC + "`" * 15_000})

    assert [d.code for d in found] == ["too-complex"]
    assert time.process_time() - started < 1


# --- what is no regular file -----------------------------------------------------------------


@pytest.fixture
def content(make_project: MakeProject) -> Path:
    """The content folder of a project with one record that is right."""
    return make_project({"places/good.yml": "name: Good\n"}) / "content"


def found_in(content: Path) -> tuple[Diagnostic, ...]:
    return read_site(content.parent).diagnostics


def test_nobody_waits_for_a_pipe(content: Path, explainer: Run) -> None:
    """A pipe that nobody writes into is reported at once, whatever its ending."""
    os.mkfifo(content / "places" / "pipe.yml")
    os.mkfifo(content / "places" / "pipe.txt")
    (content / "topics").mkdir()
    os.mkfifo(content / "topics" / "pipe.md")

    done = explainer("check", cwd=content.parent, timeout=240)

    assert done.returncode == 1
    assert re.findall(r"^content/(\S+): error\[(\S+)\]", done.stdout, re.MULTILINE) == [
        ("places/pipe.txt:1:1", "not-a-file"),
        ("places/pipe.yml:1:1", "not-a-file"),
        ("topics/pipe.md:1:1", "not-a-file"),
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser may make a device")
def test_a_device_is_not_read(content: Path) -> None:
    """/dev/zero under another name would never end."""
    os.mknod(content / "places" / "zero.yml", stat.S_IFCHR | 0o666, os.makedev(1, 5))

    assert told(found_in(content)) == [("places/zero.yml:1:1", "not-a-file")]


def test_a_socket_is_not_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is called what it is, so that an editor knows what to remove."""
    monkeypatch.chdir(content / "places")  # the system's names for sockets are short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.yml")

        assert told(found_in(content)) == [("places/socket.yml:1:1", "not-a-file")]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project, with what nobody may see in a report or on a page."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.yml").write_text("name: Secret\npassword: hunter2\n")
    return folder


def test_links_are_refused_wherever_they_lead(content: Path, outside: Path) -> None:
    """Out of content/, to nowhere, up, and even to a record that is right."""
    (content / "places" / "file.yml").symlink_to(outside / "secret.yml")
    (content / "places" / "folder").symlink_to(outside)
    (content / "places" / "inside.yml").symlink_to("good.yml")
    (content / "places" / "nowhere.yml").symlink_to("no-such-file")
    (content / "places" / "up").symlink_to("..")

    site = read_site(content.parent)

    assert told(site.diagnostics) == [
        (f"places/{name}:1:1", "symbolic-link")
        for name in ("file.yml", "folder", "inside.yml", "nowhere.yml", "up")
    ]
    assert site.counts["places"] == 1
    assert not re.search("hunter2|password|Secret", "\n".join(map(as_text, site.diagnostics)))


def test_a_folder_of_a_kind_may_be_no_link(content: Path, outside: Path) -> None:
    """`actors` itself may be the link; the help must not say that it be moved."""
    (content / "actors").symlink_to(outside)
    (content / "stray.yml").symlink_to(outside / "secret.yml")

    found = found_in(content)

    assert told(found) == [("actors:1:1", "symbolic-link"), ("stray.yml:1:1", "symbolic-link")]


def test_the_content_folder_may_be_no_link(tmp_path: Path, outside: Path) -> None:
    """A pull request can turn the folder itself into a link to any other."""
    project = tmp_path / "linked"
    project.mkdir()
    (project / "content").symlink_to(outside)

    (found,) = read_site(project).diagnostics

    assert found.code == "symbolic-link"


def test_a_file_that_may_not_be_read_is_told(content: Path) -> None:
    """The other files are read all the same."""
    (content / "places" / "locked.yml").write_text("name: Locked\n")
    (content / "places" / "locked.yml").chmod(0)

    with as_ordinary_user(content):
        library, found = load(content)

    assert told(found) == [("places/locked.yml:1:1", "unreadable-file")]
    assert list(library.records) == ["good"]


def test_a_folder_that_may_not_be_read_is_told(content: Path) -> None:
    """What was not looked at must not look clean."""
    (content / "terms").mkdir()
    (content / "terms" / "t.yml").write_text("term: T\ndefinition: D\n")
    (content / "terms").chmod(0)

    with as_ordinary_user(content):
        _, found = load(content)
    (content / "terms").chmod(0o755)

    assert [(d.location.path, d.code) for d in found] == [("content/terms", "unreadable-file")]


def test_a_file_name_in_another_encoding_can_be_reported(content: Path) -> None:
    """A name that is not UTF-8 is shown as far as it can be, and never stops the report."""
    (content / "places" / os.fsdecode(b"caf\xe9.yml")).write_text("name: Café\n")

    (found,) = found_in(content)

    assert found.code == "invalid-id"
    assert as_text(found).isascii()


# --- ids that only look different ------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("Harbour", "harbour"),
        ("straße", "STRASSE"),
        ("\ufb01n", "fin"),
        ("\u212b", "\u00e5"),
        ("ΟΔΟΣ", "οδος"),
    ],
)
def test_two_file_names_that_only_look_different_are_one(
    content: Path, one: str, other: str
) -> None:
    """Some systems keep them apart and some do not, so that a clone could lose one of them."""
    for name in (one, other):
        (content / "places" / f"{name}.yml").write_text("name: N\n")
    if len(list(content.glob("places/*"))) < 3:
        pytest.skip("this file system cannot hold both")

    found = [d for d in found_in(content) if d.code == "duplicate-id"]

    paths = {f"content/places/{name}.yml" for name in (one, other)}
    assert {found[0].location.path, found[0].related[0].location.path} == paths


def test_two_kinds_cannot_share_an_id_that_only_looks_different(check: Check) -> None:
    """Ids are unique over all kinds, statements too, in whatever letters they come."""
    files = {
        "actors/a.yml": PERSON,
        "issues/i.yml": "question: Q?\nstatements:\n  - {id: harbour, speaker: a, text: x}\n",
        "places/x.yml": "- {id: Harbour, name: N}\n- {id: HARBOUR, name: N}\n",
    }

    found = [d for d in check({**files}) if d.code == "duplicate-id"]

    assert told(tuple(found)) == [
        ("places/x.yml:1:8", "duplicate-id"), ("places/x.yml:2:8", "duplicate-id"),
    ]  # fmt: skip
    assert {str(d.related[0].location) for d in found} == {"content/issues/i.yml:3:10"}


# --- one mistake is one mistake --------------------------------------------------------------


def test_a_mistake_in_a_record_is_not_told_where_it_is_named(check: Check) -> None:
    """An actor without a type is one mistake, not one more for each sentence that names them."""
    files = {
        "actors/jane.yml": "name: Jane\n",
        "actors/joe.yml": 'name: "Joe\n',
        "sources/s.yml": SOURCE,
        "articles/a.yml": "source: s\nsummary: See [[jane]].\nstatements:\n"
        "  - {speaker: jane, text: x}\n  - {speaker: joe, text: x}\n",
    }

    found = check({**files})

    assert told(found) == [
        ("actors/jane.yml:1:1", "missing-field"), ("actors/joe.yml:1:7", "unclosed-quote"),
    ]  # fmt: skip


EVENTS = """\
- id: first-vote
  date: 2014
  text: T.
  sources: [s]
- id: "second-vote"
  date: 2015
  text: T.
  sources: [s]
- {id: third-vote, date: 2016, text: T., sources: [s]}
"""
NAMING = "source: s\nsummary: See [[first-vote]], [[second-vote]] and [[third-vote]].\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("-id: first-vote", "- id: first-vote"),
        ("\t- id: first-vote", "- id: first-vote"),
        ("text: A: b", "text: T."),
        ("  date 2015", "  date: 2015"),
        ("[s", "[s]"),
        ('"T.', "T."),
        ("\x1b", "T."),
        ("\udcff", "T."),
        ("  id: first-vote", "- id: first-vote"),
        ("id:first-vote", "id: first-vote"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_told_where_its_records_are_named(
    check: Check, wrong: str, right: str
) -> None:
    """One slip in a file of many events is one mistake, and nobody is sent to rename what is right."""
    assert right in EVENTS
    broken = EVENTS.replace(right, wrong, 1).encode("utf-8", "surrogateescape")
    files = {"sources/s.yml": SOURCE, "articles/a.yml": NAMING}

    assert check({**files, "events/all.yml": EVENTS}, "whole") == ()
    (found,) = check({**files, "events/all.yml": broken}, "broken")
    assert found.location.path == "content/events/all.yml"


def test_a_statement_in_a_file_that_cannot_be_read_may_be_named(check: Check) -> None:
    """So may its record, by the id that it has in the file; what stands nowhere is told as always."""
    answer = (
        "source: s\nsummary: See [[vote]].\nstatements:\n"
        "  - {speaker: jane, text: x, denies: claim-1}\n"
        "  - {speaker: jane, text: x, denies: claim-2}\n"
        "  - {speaker: claim-1, text: x}\n"
    )
    files = {
        "sources/s.yml": SOURCE,
        "actors/jane.yml": PERSON,
        "articles/a.yml": answer,
        "issues/i.yml": "id: vote\nquestion: Who: we?\nstatements:\n"
        "  - id: claim-1\n    speaker: jane\n    text: x\n  # id: claim-2\n",
    }

    found = check({**files})

    assert told(found) == [
        ("articles/a.yml:5:38", "unknown-statement"),
        ("articles/a.yml:6:15", "wrong-kind"),
        ("issues/i.yml:2:14", "syntax"),
    ]
    assert (
        found[1].message == '"claim-1" is an issue or a statement, but an actor must be named here'
    )


def test_an_id_used_twice_is_told_once(check: Check) -> None:
    """A statement that takes a source's id leaves the source a source."""
    files = {
        "articles/r.yml": "source: s\nsummary: S.\nstatements:\n  - {id: s, speaker: a, text: x}\n",
        "actors/a.yml": PERSON,
        "sources/s.yml": SOURCE,
    }

    assert [d.code for d in check({**files})] == ["duplicate-id"]


def test_a_twin_file_is_told_once(check: Check) -> None:
    """A .yaml beside a .yml is one mistake with one cure."""
    found = check({"places/a.yml": "name: A\n", "places/a.yaml": "name: A\n"})

    assert [d.code for d in found] == ["duplicate-id"]


def test_a_wrong_key_hides_no_other_mistake_of_its_record(check: Check) -> None:
    """All mistakes come in one run, those of one record too."""
    files = {
        "sources/s.yml": SOURCE,
        "articles/a.yml": "source: s\nsumary: S.\nkey_points:\n  - See [@nobody.\n",
        "articles/b.yml": "source: s\nsummary: S [@no].\ncolour: red\n",
    }

    assert told(check({**files})) == [
        ("articles/a.yml:2:1", "unknown-key"),
        ("articles/a.yml:4:9", "broken-citation"),
        ("articles/b.yml:2:14", "unknown-source"),
        ("articles/b.yml:3:1", "unknown-key"),
    ]


# --- help that helps -------------------------------------------------------------------------


def test_the_help_for_a_wrong_kind_does_not_lead_to_another_mistake(check: Check) -> None:
    """An id that belongs to a place cannot be given to an actor as well."""
    files = {
        "sources/s.yml": SOURCE,
        "places/geneva.yml": "name: Geneva\n",
        "actors/a.yml": PERSON,
        "articles/r.yml": "source: s\nsummary: S.\nstatements:\n"
        "  - {speaker: a, text: x, via: [geneva]}\n",
    }

    (found,) = check({**files})

    assert found.code == "wrong-kind"
    assert "actors/geneva.yml" not in found.help
    assert "source" in found.message


@pytest.mark.parametrize("text", [r'"a \q b"', r'"\x4"', r'"\ud800"'])
def test_an_unknown_escape_is_no_unclosed_quotation(check: Check, text: str) -> None:
    """The mark is closed; it is the backslash that YAML does not know."""
    (found,) = check({"places/a.yml": f"name: {text}\n"})

    assert found.code == "syntax"
    assert "\\" in found.help
    assert found.location == Location("content/places/a.yml", 1, 7 + text.index("\\"))


@pytest.mark.parametrize(
    "text",
    [
        "[Video] Putin speaks", "[Video]: it's over", '[a] "b"', r"[a] b\c", "[a]]", "{a} b", "[don't] I won't",
        "[a] b: c", "[x](https://example.org)", "[] 'n'",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "status: S\nexempt:\n  rule: r\n  why: w\n"])
def test_what_is_to_be_typed_for_a_bracket_at_the_start_is_read(
    check: Check, before: str, text: str
) -> None:
    """The line of the help, put in the place of the wrong one, gives just that text."""
    (found,) = check({"places/a.yml": f"{before}name: {text}\nkind: K\n"})
    typed = found.help.removeprefix("put the text in quotation marks: ")

    assert found.code == "syntax"
    assert (found.location.line, found.location.column) == (before.count("\n") + 1, 7)
    assert yaml.safe_load(typed) == {"name": text}


@pytest.mark.parametrize("text", ["!home is where", "!!python/object:os.system x", "!<x> y"])
def test_no_part_of_a_text_is_lost_without_a_word(check: Check, text: str) -> None:
    """YAML reads a word with a leading ! as a tag, and gives only what follows it."""
    (found,) = check({"places/a.yml": f"name: {text}\n"})

    assert str(found.location) == "content/places/a.yml:1:7"


def test_a_link_is_found_where_it_stands_and_not_where_its_words_do(check: Check) -> None:
    """The file's name may stand in the text before it stands in the link."""
    found = check({"pages/p.md": "# P\n\nRead notes.md first: [here](notes.md)\n\n[so]()\n"})

    assert told(found) == [("pages/p.md:3:29", "unsafe-link"), ("pages/p.md:5:6", "unsafe-link")]


def test_the_help_names_only_options_that_exist(check: Check, tmp_path: Path) -> None:
    """What the help says can be typed."""
    (tmp_path / "project").mkdir()

    (found,) = read_site(tmp_path / "project").diagnostics

    options = {option for name in cli.NAMES for p in cli.command(name).params
               for option in p.opts}  # fmt: skip
    assert set(re.findall(r"--[a-z-]+", found.help)) <= options


# --- twenty at once --------------------------------------------------------------------------

# One mistake each, by path below content/: the code, line and column, and the text.
TWENTY: dict[str, tuple[str, str, str | bytes]] = {
    "actors/bad-key.yml": ("unknown-key", "3:1", PERSON + "colour: red\n"),
    "actors/bad-tab.yml": ("tab-indentation", "4:1", PERSON + "roles:\n\t- title: x\n"),
    "actors/bad-type.yml": ("unknown-value", "2:7", "name: N\ntype: robot\n"),
    "actors/bad-type2.yml": ("wrong-type", "3:10", PERSON + "aliases: Janey\n"),
    "actors/bad-quote.yml": ("unclosed-quote", "1:7", 'name: "N\ntype: person\n'),
    "actors/bad-depth.yml": ("too-deep", "3:73", PERSON + "aliases: " + "[" * 30_000),
    "actors/bad-alias.yml": ("too-many-aliases", "1:11", bomb("[", "]")),
    "articles/bad-speaker.yml": (
        "unknown-actor", "4:14",
        "source: gazette-letters\nsummary: S.\nstatements:\n  - speaker: ada-quil\n    text: x\n",
    ),
    "events/bad-date.yml": (
        "invalid-date", "2:9",
        "- id: bad-date\n  date: 2031-02-30\n  text: x\n  sources: [gazette-letters]\n",
    ),
    "events/bad-list.yml": ("wrong-type", "1:3", "- just words\n"),
    "places/Bad.yml": ("invalid-id", "1:1", "name: Bad\n"),
    "places/bad-byte.yml": ("invalid-utf8", "1:10", b"name: Caf\xe9\n"),
    "places/bad-nul.yml": ("control-character", "1:8", b"name: N\x00\n"),
    "places/bad-none.yml": ("empty-file", "1:1", ""),
    "places/bad-twice.yml": ("duplicate-key", "2:1", "name: N\nname: M\n"),
    "sources/bad-colon.yml": ("syntax", "1:9", "title: a: b\npublisher: P\n"),
    "sources/bad-line.yml": ("too-long", "3:1", SOURCE + "#" * 100_001),
    "sources/bad-missing.yml": ("missing-field", "1:1", "title: T\n"),
    "sources/bad-size.yml": ("too-large", "1:1", b"#" * 10_000_000),
    "terms/bad-cite.yml": (
        "broken-citation", "4:8", "term: T\ndefinition: >\n  one\n  two [@a b]\n",
    ),
    "terms/bad-link.yml": ("broken-link", "2:17", "term: T\ndefinition: See [[toll.\n"),
    "terms/twice.yml": ("duplicate-id", "1:7", "- id: toll\n  term: T\n  definition: D\n"),
    "topics/bad-front.md": ("front-matter", "1:1", "---\ntitle: T\n"),
    "topics/bad-text.txt": ("wrong-ending", "1:1", "title: T\n"),
    "unknown/bad.yml": ("unknown-folder", "1:1", "name: N\n"),
}  # fmt: skip


def fingerprints(folder: Path) -> dict[str, tuple[int, str]]:
    """Time of change and digest of every file under a folder."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


@pytest.fixture
def spoilt_project(golden_project: Path) -> Path:
    """A complete small site with a site/ built before, and TWENTY mistakes added since."""
    for path, text in {"index.html": "<p>before", "topics/x/index.html": "<p>x\r\n"}.items():
        for folder in ("site", "generated"):
            (golden_project / folder / path).parent.mkdir(parents=True, exist_ok=True)
            (golden_project / folder / path).write_bytes(text.encode())
    for path, (_, _, text) in TWENTY.items():
        target = golden_project / "content" / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return golden_project


def test_those_of_one_folder_are_told_alone(spoilt_project: Path, explainer: Run) -> None:
    """All is read, the closing line counts all, and what stands elsewhere is no failure here."""
    wanted = [path for path in sorted(TWENTY) if path.startswith("actors/")]

    done = explainer("check", "content/actors", cwd=spoilt_project)
    elsewhere = explainer("check", "content/topics/harbour-bridge.md", cwd=spoilt_project)

    assert wanted
    assert re.findall(r"^content/(\S+?):\d", done.stdout, re.MULTILINE) == wanted
    assert (done.returncode, elsewhere.returncode) == (1, 0)
    assert f"{len(TWENTY)} errors" in elsewhere.stdout


@pytest.mark.parametrize("command", ["check", "build"])
def test_twenty_mistakes_are_told_in_one_run(
    spoilt_project: Path, explainer: Run, command: str
) -> None:
    """Every one with its place, sorted; exit code 1; what was built before is left alone."""
    before = {name: fingerprints(spoilt_project / name) for name in ("site", "generated")}

    done = explainer(command, cwd=spoilt_project)

    found = re.findall(r"^content/(\S+?):(\d+:\d+): error\[(\S+)\] \S", done.stdout, re.MULTILINE)
    assert len(TWENTY) >= 20
    assert found == [(path, place, code) for path, (code, place, _) in sorted(TWENTY.items())]
    assert done.stdout.count("\n  help: ") == len(TWENTY)
    assert done.returncode == 1
    assert f"{len(TWENTY)} errors" in done.stdout + done.stderr
    assert before == {name: fingerprints(spoilt_project / name) for name in before}
    assert sorted(path.name for path in spoilt_project.iterdir()) == [
        "content", "generated", "generator", "mkdocs.yml", "site", "site_config",
    ]  # fmt: skip


def test_mistakes_of_one_file_come_in_the_order_of_its_lines(check: Check) -> None:
    """Line 9 comes before line 10, whatever found the mistake."""
    lines = [f"- {{id: p{n}, name: N, description: '[[no-{n}]]'}}\n" for n in range(1, 12)]
    lines[3] = "- {id: p4, name: N, colour: red}\n"

    found = check({"places/x.yml": "".join(lines)})

    assert [d.location.line for d in found] == list(range(1, 12))


# --- exit codes ------------------------------------------------------------------------------


def test_clean_content_ends_with_zero(golden_project: Path, explainer: Run) -> None:
    """And the summary says what was looked at, because a check that saw nothing looks alike."""
    done = explainer("check", "--today", "2031-07-01", cwd=golden_project)

    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(
        r"Checked 1 article, .*: no mistakes\. Quotations: 1 verified, .*\.\n", done.stdout
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--colour"],
        ["chekc"],
        ["check", "content"],
        ["check", "--format", "yaml"],
        ["check", "--project", "no-such-folder"],
        ["build"],
        ["serve"],
        ["check"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_two(tmp_path: Path, explainer: Run, arguments: list[str]) -> None:
    """An unknown option or command, or no project here: exit 2, and what to type instead."""
    done = explainer(*arguments, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: explainer" in done.stderr
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


def fail_with(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_bug_of_ours_ends_with_seventy(
    golden_project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    """The editor is told that it is not their mistake, and asked for a report."""
    for module in (site, remembered):
        monkeypatch.setattr(module, "read_site", fail_with(RuntimeError("the roof fell in")))
    monkeypatch.setattr(sys, "argv", ["explainer", command, "--project", str(golden_project)])

    with pytest.raises(SystemExit) as ended:
        cli.main()

    shown = capsys.readouterr()
    first, *_ = shown.err.splitlines()
    assert ended.value.code == 70
    assert first == (
        "explainer: this is a bug of ours, not of yours: RuntimeError: the roof fell in"
    )
    assert "report" in shown.err
    assert shown.out == ""


def test_a_bug_of_ours_prints_nothing_raw(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An exception may quote what a stranger wrote."""
    for module in (site, remembered):
        monkeypatch.setattr(module, "read_site", fail_with(RuntimeError("\x1b[2J\u202e")))
    monkeypatch.setattr(sys, "argv", ["explainer", "check"])

    with pytest.raises(SystemExit):
        cli.main()

    assert raw_in(capsys.readouterr().err) == set()


# --- reports for programs --------------------------------------------------------------------


def test_a_report_in_json_can_be_read_by_a_program(spoilt_project: Path, explainer: Run) -> None:
    """Only the report goes to standard output; the summary goes beside it."""
    done = explainer("check", "--format", "json", cwd=spoilt_project)

    report = json.loads(done.stdout)
    assert [(r["path"], f"{r['line']}:{r['column']}", r["code"]) for r in report] == [
        (f"content/{path}", place, code) for path, (code, place, _) in sorted(TWENTY.items())
    ]
    assert {frozenset(r) for r in report} == {
        frozenset(
            {"path", "line", "column", "code", "severity", "message", "help", "related"},
        )
    }
    (twice,) = (r for r in report if r["code"] == "duplicate-id")
    assert twice["related"][0]["path"] == "content/terms/toll.yml"
    assert "Checked" in done.stderr
    assert done.returncode == 1


def test_a_clean_report_in_json_is_an_empty_list(golden_project: Path, explainer: Run) -> None:
    """A program need not tell no report from no mistakes."""
    done = explainer("check", "--today", "2031-07-01", "--format", "json", cwd=golden_project)

    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_a_report_for_a_pull_request_marks_each_line(spoilt_project: Path, explainer: Run) -> None:
    """One workflow command a mistake, on one line each, with the help in it."""
    done = explainer("check", "--format", "github", cwd=spoilt_project)

    commands = done.stdout.splitlines()
    form = r"::error file=content/([^,:]+),line=(\d+),col=(\d+),title=([a-z0-9-]+)::(.+)%0Ahelp: .+"
    found = [re.fullmatch(form, command) for command in commands]
    assert [match and match.group(1) for match in found] == sorted(TWENTY)
    assert done.returncode == 1


# --- what a terminal must not see ------------------------------------------------------------

STEERING = {*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0)), *"\u202a\u202b\u202c\u202d"}
STEERING |= {*"\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u2028\u2029"}


def raw_in(text: str) -> set[str]:
    """What of a report could steer a terminal, reverse the reading direction, or end a line."""
    return {c for c in text.replace("\n", "") if c in STEERING}


VALUES = r'"\e]0;owned\a\x9b31m\u202ered\u2066\0\r\n::error::x\x7f"'


@pytest.fixture(params=["values", "names"])
def hostile_project(request: pytest.FixtureRequest, make_project: MakeProject) -> Path:
    """Everything that a report quotes, written to do harm: values and keys, or names of files."""
    if request.param == "values":
        return make_project(
            {
                "actors/a.yml": f"name: N\ntype: {VALUES}\n{VALUES}: x\nnative_language: {VALUES}\n",
                "sources/s.yml": f"title: T\npublisher: P\ndate: {VALUES}\nurl: {VALUES}\n",
                "articles/a2.yml": f"source: {VALUES}\nsummary: S.\n",
                "places/p.yml": f"name: N\nlatitude: {VALUES}\n{VALUES}: x\n",
                "terms/t.yml": f"term: T\ndefinition: {VALUES[:-1]} [@{VALUES[1:-1]}] [[x\\e\\u202e]]"
                '"\n',
                "issues/i.yml": f"- id: {VALUES}\n  question: Q?\n- {VALUES}\n",
            }
        )
    names = [
        "\x1b[31m.yml",
        "a\u202eb.yml",
        "\x9bc.yml",
        "x\n::error::y.yml",
        "d\x7f.yml",
        "\r.yml",
    ]
    return make_project({f"{folder}/{name}": "name: N\n" for folder in ("places", "p\x1bq")
                         for name in names})  # fmt: skip


@pytest.mark.parametrize("form", ["text", "github"])
def test_nothing_of_a_stranger_steers_a_terminal(
    hostile_project: Path, explainer: Run, form: str
) -> None:
    """Control characters and direction overrides are written out, in values and in names."""
    done = explainer("check", "--format", form, cwd=hostile_project)

    lines = (done.stdout + done.stderr).splitlines()
    known = r"content/.*:\d+:\d+: error\[|  help: |  content/.*:\d+:\d+: |Checked |::error file="
    assert done.returncode == 1
    assert raw_in(done.stdout + done.stderr) == set()
    assert [line for line in lines if not re.match(known, line)] == []


@pytest.mark.parametrize("form", [as_text, as_github])
def test_every_part_of_a_report_is_safe_to_print(form: Callable[[Diagnostic], str]) -> None:
    """Whichever stage made it, and whatever it quotes: path, sentence, related place and help."""
    harm = "".join(sorted(STEERING))
    place = Location(f"content/{harm}", 3, 7)

    report = form(Diagnostic("code", place, harm, harm, (Related(place, harm),)))

    assert raw_in(report) == set()
    assert report.count("\n") == (2 if form is as_text else 0)


def test_a_report_in_json_gives_names_that_can_be_found_again() -> None:
    """A program needs the very name; on the way to it, JSON spells out what is dangerous."""
    harm = "".join(sorted(STEERING))

    report = as_json([Diagnostic("code", Location(harm), harm, harm)])

    assert json.loads(report)[0]["path"] == harm
    assert raw_in(report) == set()


# --- whatever comes --------------------------------------------------------------------------

MARKS = [
    *"[]{}:,-?|>&*!%@`'\"#\\ \n\t~",
    "\n  ",
    "- ",
    ": ",
    "---\n",
    "[@",
    "[[",
    "]]",
    "|",
    "é",
    "\r",
]
WORDS = [
    "id",
    "name",
    "title",
    "source",
    "statements",
    "speaker",
    "via",
    "who",
    "a",
    "2024",
    "null",
]
tangles = st.lists(st.sampled_from(MARKS + WORDS), max_size=60).map("".join)
PATHS = ["articles/x.yml", "events/x.yml", "topics/x.md", "pages/x.md", "sources/x.yml"]


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        for path in PATHS:
            (Path(folder) / "content" / path).parent.mkdir(parents=True)
        yield Path(folder)


@pytest.mark.longer
@settings(max_examples=300, deadline=None)
@given(
    path=st.sampled_from(PATHS),
    data=st.one_of(st.binary(max_size=200), tangles.map(str.encode), st.text(max_size=80).map(
        lambda text: text.encode("utf-8", "replace"))),
)  # fmt: skip
def test_whatever_a_file_holds_is_read_or_told(fuzzed: Path, path: str, data: bytes) -> None:
    """No bytes raise an error, and each mistake stands in the file that holds it."""
    for old in fuzzed.glob("content/*/*"):
        old.unlink()
    (fuzzed / "content" / path).write_bytes(data)

    site = read_site(fuzzed)

    number_of_lines = len(re.split(b"\r\n|\r|\n", data)) + data.count(b"\x85") + 1
    assert site.counts[path.split("/")[0]] or site.diagnostics
    for found in site.diagnostics:
        assert found.location.path == f"content/{path}"
        assert 1 <= found.location.line <= number_of_lines
        assert found.location.column >= 1
        assert found.message
        assert found.help


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("sources/other.txt", "texts of sources belong outside git"),
        ("sources/s.txt", "texts of sources belong outside git"),
        ("sources/s.json", "move it out of content/"),
        ("sources/other.json", 'rename it to "other.json.yml", or move it out of content/'),
    ],
)
def test_no_cure_overwrites_a_record(check: Check, name: str, help: str) -> None:
    """Renaming is only advised where that name is free, and never for the text of a source."""
    found = check({"sources/s.yml": "title: T\npublisher: P\n", name: "Some words."})

    (wrong,) = [d for d in found if d.code == "wrong-ending"]
    assert wrong.help is not None
    assert wrong.help.startswith(help) or help in wrong.help
    assert "s.yml" not in wrong.help


@pytest.mark.parametrize(
    ("key", "guess"),
    [("abstentions", None), ("abstain", "abstained"), ("in_favor", "in_favour"), ("pro", None)],
)
def test_a_key_is_guessed_only_for_a_slip(check: Check, key: str, guess: str | None) -> None:
    """Abstentions that become absences are a false fact with a green check."""
    vote = f"date: 2031-05-01\ntext: The vote.\nsources: [s]\nvote: {{{key}: 4}}\n"

    found = check({"sources/s.yml": "title: T\npublisher: P\n", "events/e.yml": vote})

    (wrong,) = [d for d in found if d.code == "unknown-key"]
    every = "use one of: in_favour, against, abstained, absent"
    assert wrong.help == (f'write "{guess}"' if guess else every)
