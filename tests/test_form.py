"""The form for those who do not write YAML: what it writes, what it leaves alone, whom it obeys."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from generator.desk.fmt import formatted
from generator.form import CodeHost, FormLacks, admin_files, answer, code_host
from generator.form.checkout import RefusedError, entries, save
from generator.form.configuration import configuration, endings, written_shapes
from generator.form.fields import UNNAMED
from generator.schema.shapes import fields_of
from generator.source import decode, parse_markdown_file, parse_yaml, plain

from conftest import GOLDEN, ROOT, THOROUGH
from hostile import STRINGS

BROWSER = ROOT / "generator" / "form" / "browser"
OWN = {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"}
SENT = {**OWN, "content-type": "application/json"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The small complete site as a checkout."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    return tmp_path


# --- what the program is told -------------------------------------------------------------------


@pytest.mark.longer
def test_the_settings_are_what_the_program_accepts() -> None:
    """The form's program has a schema for its own settings, and ours keep it."""
    schema = BROWSER / "node_modules" / "@sveltia" / "cms" / "schema" / "sveltia-cms.json"
    if not schema.is_file():
        pytest.skip("no program for the form on this machine (make form)")
    backend = {"name": "github", "repo": "owner/name", "branch": "main"}
    settings = configuration("A site", backend, {"events": ("content/events/all.yml",)})

    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(settings)] == []


@pytest.mark.parametrize("kind", endings())
def test_every_field_of_the_model_is_in_the_form(kind: str) -> None:
    """A key that the model has, at any depth, is a field of the form, in the model's order."""
    collection = next(c for c in configuration("A", {})["collections"] if c["name"] == kind)

    shown = [field["name"] for field in collection["fields"] if field["name"] != "body"]
    assert [name for name in shown if not name.startswith(UNNAMED)] == [
        field.name for field in fields_of(kind) if field.name != "id"
    ]


def test_a_reference_is_chosen_among_the_records_of_its_kind() -> None:
    """Each relation leads to a collection that is there, and stores the id."""
    settings = configuration("A site", {})
    names = {collection["name"] for collection in settings["collections"]}

    relations = [f for f in _all_fields(settings) if f.get("widget") == "relation"]
    assert {field["collection"] for field in relations} <= names
    assert {field["value_field"] for field in relations} == {"{{slug}}"}
    assert len(relations) > 30


def _all_fields(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "name" in value:
            yield value
        for inner in value.values():
            yield from _all_fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _all_fields(inner)


# --- what is written ----------------------------------------------------------------------------

LAID = """
import { listFormat, markdownFormat, yamlFormat } from './record.js';
let text = '';
for await (const piece of process.stdin) text += piece;
const { shapes, jobs } = JSON.parse(text);
const results = jobs.map(({ kind, ending, text, key, value }) => {
  const fields = [{ name: 'id', type: 'id' }, ...shapes[kind]];
  const format = ending === 'list' ? listFormat(fields, {}) : (ending === 'md' ? markdownFormat : yamlFormat)(shapes[kind], {});
  const content = text === null ? {} : format.fromFile(text.trim());
  const changed = ending === 'list' ? content.records.at(-1) : content;
  if (key) changed[key] = value;
  return `${format.toFile(content).trim()}\\n`;
});
process.stdout.write(JSON.stringify(results));
"""


def _laid(jobs: list[dict[str, Any]]) -> list[str]:
    """The texts that the form's own script makes of records and one changed key each."""
    node = Path(sys.executable).parent / "node"
    if not node.is_file() or not (BROWSER / "node_modules" / "yaml").is_dir():
        pytest.skip("no program for the form on this machine (make form)")
    done = subprocess.run(
        [node, "--input-type=module", "-e", LAID], cwd=BROWSER, text=True, capture_output=True,
        input=json.dumps({"shapes": written_shapes(), "jobs": jobs}), timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def _jobs(project: Path) -> list[dict[str, Any]]:
    return [
        {"kind": path.split("/")[1], "ending": path.rsplit(".", 1)[1], "text": entry.text}
        for path, entry in entries(project).items()
    ]


def _values(text: str, ending: str) -> Any:
    parsed = parse_yaml(text, "x") if ending == "yml" else parse_markdown_file(text, "x")
    assert parsed.diagnostics == ()
    return plain(parsed.node) if parsed.node else {}, parsed.body.text if parsed.body else None


@pytest.mark.longer
def test_a_record_that_is_not_changed_comes_back_byte_for_byte() -> None:
    """All records of the site go through the form and come out as they were."""
    jobs = _jobs(ROOT)

    found = _laid(jobs)

    assert len(jobs) > 900
    for job, text in zip(jobs, found, strict=True):
        assert text == job["text"].strip() + "\n"


def test_a_statement_is_put_before_others_and_each_keeps_its_comments() -> None:
    """One is new, one changed, one taken away: the others keep their lines, comments and brackets."""
    text = """\
source: gazette-2031
summary: Words.
statements:
  # The mayor.
  - id: mayor-pays
    speaker: ada-quill  # since 2029
    # Three hands.
    via: [radio, {who: wire, date: 2031}, gazette]
    text: It pays.
  # To be taken away.
  - speaker: crews
    text: It does not.
  # Nobody knows who.
  - speaker: {unnamed: an official, why: fear}
    text: Perhaps.  # sic
# At the foot.
"""
    via = [{"hand": "actors", "who": "radio"}, {"hand": "sources", "who": "gazette"}]
    hands = [via[0], {"hand": "sources", "who": "wire", "date": "2031"}, via[1]]
    statements = [
        {"speaker": "council", "text": "New.", "via": via, "sources": [], "exempt": []},
        {"id": "mayor-pays", "speaker": "ada-quill", "via": hands, "text": "It will pay: soon."},
        {"unnamed_speaker": {"unnamed": "an official", "why": "fear"}, "text": "Surely."},
    ]

    job = {"kind": "articles", "ending": "yml", "text": text}
    (found,) = _laid([{**job, "key": "statements", "value": statements}])

    assert (
        found
        == """\
source: gazette-2031
summary: Words.
statements:
  - speaker: council
    text: New.
    via: [radio, gazette]
  # The mayor.
  - id: mayor-pays
    speaker: ada-quill  # since 2029
    # Three hands.
    via: [radio, {who: wire, date: 2031}, gazette]
    text: "It will pay: soon."
  # Nobody knows who.
  - speaker: {unnamed: an official, why: fear}
    text: Surely.  # sic
# At the foot.
"""
    )


def test_a_word_in_a_long_text_changes_its_own_lines() -> None:
    """Where a text is broken into lines by hand, the lines around the change stay as they are."""
    text = """\
term: Span
definition: >-
  A line that somebody broke here,
  and a second one with the word old in it,
  and a third that is not touched.

  Another paragraph, in one line.
"""
    new = _values(text, "yml")[0]["definition"].replace("word old", "words new and longer")

    job = {"kind": "terms", "ending": "yml", "text": text, "key": "definition", "value": new}
    (found,) = _laid([job])

    assert found == text.replace("word old", "words new and longer")


@pytest.mark.longer
def test_a_file_of_many_records_keeps_all_but_what_is_changed() -> None:
    """Where the code host gives whole files: unchanged they are as they were, changed nearly so."""
    files = sorted((ROOT / "content" / "events").glob("*.yml"))
    texts = [file.read_text(encoding="utf-8") + "# The end.\n" for file in files]
    jobs = [{"kind": "events", "ending": "list", "text": text} for text in texts]
    jobs += [{**job, "key": "status", "value": "disputed"} for job in jobs]

    found = _laid(jobs)

    assert len(texts) > 3
    assert found[: len(texts)] == texts
    for text, changed in zip(texts, found[len(texts) :], strict=True):
        added = [line for line in changed.split("\n") if line not in text.split("\n")]
        assert added in ([], ["  status: disputed"])
        assert len(changed.split("\n")) - len(text.split("\n")) in {0, 1}
        assert changed.endswith("# The end.\n")


CHANGED = {
    "articles": "summary", "topics": "question", "issues": "question", "events": "text",
    "actors": "name", "places": "name", "terms": "definition", "sources": "publisher",
    "pages": "description",
}  # fmt: skip


@pytest.mark.longer
def test_a_change_of_one_field_changes_no_other_and_keeps_all_comments() -> None:
    """A comment above each key and one at the foot: all are there, in order, the values as they were."""
    jobs = _jobs(ROOT if THOROUGH else GOLDEN) + _jobs(ROOT)[::7]
    for job in jobs:
        job["text"] = _with_comments(job["text"], job["ending"])
        job |= {
            "key": CHANGED[job["kind"]],
            "value": "New: words # that are long, " * 9 + "at last.",
        }

    found = _laid(jobs)

    for job, text in zip(jobs, found, strict=True):
        was, body = _values(job["text"], job["ending"])
        now, new_body = _values(text, job["ending"])
        assert now == {**was, job["key"]: job["value"]}
        assert (new_body or "").strip() == (body or "").strip()
        old_lines, new_lines = job["text"].split("\n"), text.split("\n")
        assert _comments(new_lines) == _comments(old_lines)
        if not job["text"].startswith("{"):
            # Nothing is rewritten beside the lines of the key itself.
            kept = [line for line in old_lines if line in set(new_lines)]
            assert len(kept) >= len(old_lines) - _lines_of(job["text"], job["key"])


def _with_comments(text: str, ending: str) -> str:
    number = 0
    lines: list[str] = []
    in_head = True
    for index, line in enumerate(text.split("\n")):
        in_head = in_head and not (ending == "md" and index > 0 and line.strip() == "---")
        if in_head and re.match(r"[a-z_]+:", line):
            number += 1
            lines.append(f"# {number} above")
        lines.append(line)
    return "\n".join(lines).rstrip("\n") + ("\n# the end\n" if ending == "yml" else "\n")


def _comments(lines: list[str]) -> list[str]:
    return [line for line in lines if re.match(r"# (\d+ above|the end)$", line)]


def _lines_of(text: str, key: str) -> int:
    found = re.search(rf"^{key}:.*(?:\n(?:[ -].*)?)*", text, re.MULTILINE)
    return found.group().count("\n") + 1 if found else 0


@pytest.mark.longer
def test_what_the_form_writes_has_the_form_that_fmt_writes() -> None:
    """Changed records of the site, and one with all that a statement can have."""
    jobs = [
        {**job, "key": CHANGED[job["kind"]], "value": "It's “so”: " * 20} for job in _jobs(ROOT)
    ]
    jobs = [job for job in jobs if job["ending"] == "yml"][:: 1 if THOROUGH else 7]
    statement = {
        "speaker": "x", "quote": "“No: never”, he said # twice", "verb": "denied",
        "via": [
            {"hand": "actors", "who": "y"},
            {"hand": "sources", "date": "2031", "who": "z", "verb": "reported"},
            {"hand": "unnamed", "unnamed": "a diplomat, who was there"},
        ],
        "exempt": [{"owner": "desk", "rule": "quote-too-long", "why": "now", "until": "2031-12-31"}],
        "rejected_by": [{"by": "p"}, {"by": "q", "sources": ["s"]}],
        "sources": [f"source-of-a-long-name-{n}" for n in range(7)],
    }  # fmt: skip
    unnamed = {"unnamed_speaker": {"unnamed": "an official", "why": "fear, mostly"}, "text": "Hm?"}
    article = {"kind": "articles", "ending": "yml", "text": None}
    jobs.append({**article, "key": "statements", "value": [statement, unnamed]})

    found = _laid(jobs)

    for job, text in zip(jobs, found, strict=True):
        assert formatted(text, "x", job["kind"]) == text


def test_what_people_type_is_read_as_it_was_typed() -> None:
    """Hostile strings in prose, in a list and in a new record: the generator reads the same words."""
    readable = [t for t in map(_as_read, STRINGS[:: 1 if THOROUGH else 4]) if t]
    jobs = [
        {"kind": kind, "ending": "yml", "text": None, "key": key, "value": value(text)}
        for text in readable
        for kind, key, value in (
            ("terms", "definition", lambda text: text),
            ("actors", "aliases", lambda text: [text, "plain"]),
            ("sources", "title", lambda text: text),
        )
    ]

    found = _laid(jobs)

    assert len(readable) > 50
    for job, text in zip(jobs, found, strict=True):
        value = job["value"]
        expected = [*map(_one_line, value)] if isinstance(value, list) else _one_line(value)
        assert _values(text, "yml")[0] == {job["key"]: expected}, text


def _as_read(text: str) -> str:
    """What of a string a file can hold at all; a form's fields hold no other."""
    shown = "".join(c for c in text if c.isprintable() or c == "\n").strip()
    return shown if isinstance(decode(shown.encode("utf-8", "ignore"), "x"), str) else ""


def _one_line(text: str) -> str:
    return " ".join(text.encode("utf-8", "ignore").decode().split())


# --- the checkout -------------------------------------------------------------------------------


def test_each_record_of_a_list_is_a_file_of_its_own(checkout: Path) -> None:
    """The form knows every record at one address, however its file is made."""
    known = entries(checkout)

    assert known["content/events/vote-held.yml"].text.startswith(
        "id: vote-held\ndate: 2031-06-30\n"
    )
    assert "content/actors/ada-quill.yml" in known
    assert "content/topics/harbour-bridge.md" in known
    assert not [path for path in known if path.endswith(("people.yml", "bridge.yml"))]


def test_a_record_of_a_list_is_saved_between_its_neighbours(checkout: Path) -> None:
    """Comments between the records, and all other lines, stay."""
    file = checkout / "content/events/bridge.yml"
    text = file.read_text(encoding="utf-8").replace("- id: vote", "\n# A comment.\n- id: vote")
    file.write_text(text, encoding="utf-8")
    was = entries(checkout)["content/events/estimate-published.yml"].text

    save(checkout, "content/events/estimate-published.yml", was + "places: [town-hall]\n", was)

    note = "  note: The crews say that a page was missing.\n"
    expected = text.replace(note, f"{note}  places: [town-hall]\n")
    assert file.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("path", "text", "was", "told"),
    [
        ("content/terms/span.yml", "term: x\n", None, "exists already"),
        ("content/terms/span.yml", "term: x\n", "term: another\n", "changed by somebody else"),
        ("content/terms/gone.yml", "term: x\n", "term: x\n", "is gone"),
        ("content/terms/ada-quill.yml", "term: x\n", None, 'the name "ada-quill" is taken'),
        ("content/terms/new.yml", "a: [\n", None, "cannot be saved"),
        ("content/terms/new.yml", "- a\n", None, "cannot be saved"),
        ("content/terms/new.md", "term: x\n", None, "name has"),
        ("content/terms/New.yml", "term: x\n", None, "name has"),
        ("content/other/new.yml", "term: x\n", None, "name has"),
        ("content/terms/../new.yml", "term: x\n", None, "name has"),
        ("mkdocs.yml", "term: x\n", None, "name has"),
    ],
)  # fmt: skip
def test_what_cannot_be_saved_is_told_and_nothing_is_written(
    checkout: Path, path: str, text: str, was: str | None, told: str
) -> None:
    """A name that is taken, a record that is another by now, a path that is no record's."""
    before = _files(checkout)

    with pytest.raises(RefusedError, match=re.escape(told)):
        save(checkout, path, text, was)

    assert _files(checkout) == before


def test_a_link_in_the_way_is_not_followed(checkout: Path, tmp_path_factory: Any) -> None:
    """A folder of content that is a link leads the form out of the checkout; it stays inside."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.yml").write_text("term: Secret\n", encoding="utf-8")
    (checkout / "content/terms/link.yml").symlink_to(outside / "secret.yml")
    shutil.rmtree(checkout / "content/places")
    (checkout / "content/places").symlink_to(outside)

    known = entries(checkout)
    with pytest.raises(RefusedError):
        save(checkout, "content/terms/link.yml", "term: Mine\n", None)
    with pytest.raises(RefusedError, match="places stands in the way"):
        save(checkout, "content/places/new.yml", "name: New\n", None)

    assert not [path for path in known if "secret" in path or "link" in path]
    assert (checkout / "content/places").is_symlink()
    assert (outside / "secret.yml").read_text(encoding="utf-8") == "term: Secret\n"


def _files(project: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(project.rglob("*")) if p.is_file()}


# --- the server's answers -----------------------------------------------------------------------


def _put(project: Path, headers: dict[str, str], body: bytes | None = None) -> int:
    sent = json.dumps({"text": "term: New\ndefinition: Words.\n", "was": None}).encode()
    address = "/admin/records/content/terms/new-term.yml"
    found = answer(project, "PUT", address, headers, sent if body is None else body)
    assert found is not None
    return found.status


def test_the_form_saves_through_the_server(checkout: Path) -> None:
    """Control: what the page itself sends is written."""
    status = _put(checkout, SENT)

    text = (checkout / "content/terms/new-term.yml").read_text(encoding="utf-8")
    assert (status, text) == (200, "term: New\ndefinition: Words.\n")


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({**SENT, "origin": "https://stranger.example"}, None, 403),
        ({**SENT, "origin": "null"}, None, 403),
        ({"host": OWN["host"], "content-type": "application/json"}, None, 403),
        ({**SENT, "host": "stranger.example", "origin": "http://stranger.example"}, None, 403),
        ({**SENT, "content-type": "text/plain"}, None, 415),
        (SENT, b"{", 400),
        (SENT, b"[]", 400),
        (SENT, b'{"text": 1, "was": null}', 400),
        (SENT, b'{"text": "' + b"x" * 2_000_001 + b'", "was": null}', 413),
    ],
)  # fmt: skip
def test_nobody_else_can_write(
    checkout: Path, headers: dict[str, str], body: bytes | None, status: int
) -> None:
    """A page of another site, another name for this machine, and what is no record."""
    before = _files(checkout)

    assert _put(checkout, headers, body) == status

    assert _files(checkout) == before


def test_addresses_that_are_not_the_forms_are_left_to_the_site(checkout: Path) -> None:
    """The preview asks here first, and serves what is not answered itself."""
    assert answer(checkout, "GET", "/articles/", OWN) is None
    assert answer(checkout, "GET", "/administration/", OWN) is None

    moved = answer(checkout, "GET", "/admin", OWN)
    assert moved is not None
    assert (moved.status, moved.headers["location"]) == (308, "/admin/")


def test_the_page_asks_nobody_but_itself_and_in_production_its_code_host(checkout: Path) -> None:
    """The policy stands in the page; no address of a font or a script is another's."""
    try:
        local = admin_files(checkout)
        published = admin_files(checkout, host=CodeHost("github", "owner/name", "main"))
    except FormLacks as lack:
        pytest.skip(str(lack))

    assert b"connect-src 'self' data:;" in local["index.html"]
    assert b"connect-src 'self' data: https://api.github.com;" in published["index.html"]
    program = local["node_modules/@sveltia/cms/dist/sveltia-cms.js"]
    assert b"https://cdn." not in program
    fonts = set(re.findall(rb"node_modules/[^\"'() ]+\.woff2", program))
    assert len(fonts) == 3
    assert all(font.decode() in local for font in fonts)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (True, "takes host:"),
        ({"host": "elsewhere"}, "one of github, gitlab, gitea"),
        ({"host": "github"}, "owner/name"),
        ({"host": "github", "repository": "https://github.com/o/n"}, "owner/name"),
        ({"host": "github", "repository": "o/n", "sign_in": "http://x"}, "begins with https://"),
        ({"host": "github", "repository": "o/n", "api": "https://x; y"}, "begins with https://"),
        ({"host": "github", "repository": "o/n", "repo": "x"}, "no key repo"),
    ],
)
def test_a_wrong_setting_says_what_to_write(value: object, told: str) -> None:
    """`extra.admin` of mkdocs.yml is read before anything is published."""
    with pytest.raises(ValueError, match=re.escape(told)):
        code_host(value)


def test_the_form_is_published_only_where_it_is_asked_for() -> None:
    """Nothing, or false, leaves it out; with a host of one's own, that alone is asked."""
    assert code_host(None) is None
    assert code_host(False) is None

    own = {"host": "gitlab", "repository": "desk/site", "api": "https://git.example/api/v4"}
    found = code_host(own)
    assert found == CodeHost("gitlab", "desk/site", "main", None, "https://git.example/api/v4")
    assert found.origin == "https://git.example"


def test_what_a_server_is_asked_is_answered_from_known_files_only(checkout: Path) -> None:
    """No path leads out of the form's own files."""
    for path in ("../../../mkdocs.yml", "%2e%2e/page.py", "node_modules/yaml/package.json", "x"):
        found = answer(checkout, "GET", f"/admin/{path}", OWN)
        assert found is not None
        assert found.status in {404, 503}
