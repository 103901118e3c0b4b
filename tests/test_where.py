"""`explainer where`: every place that refers to a record, to the character."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from generator import cli

from conftest import ROOT, MakeProject

FILES = {
    "actors/jane-smith.yml": "name: Jane Smith\ntype: person\n",
    "sources/gazette.yml": 'title: "Letters"\npublisher: The Gazette\n',
    "terms/span.yml": (
        "term: Span\n"
        "definition: >-\n"
        "  What lies between two piers,\n"
        "  says [[jane-smith|the engineer]]. [@other; @gazette,\n"
        "  p. 4]\n"
        "sources: ['gazette']\n"
    ),
    "sources/other.yml": "title: T\npublisher: P\nrepublishes: gazette\n",
    "pages/about.md": (
        "# About\n\nSee [the source](/sources/gazette/), [[gazette]] and `[[gazette]]`.\n"
    ),
    "articles/vote.yml": (
        "source: gazette\n"
        "summary: It passed.\n"
        "statements:\n"
        "  - {speaker: jane-smith, quote: It will stand., via: [gazette]}\n"
    ),
    "quotes.lock": "",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["where", *arguments])


def test_every_kind_of_place_is_told_with_its_words(make_project: MakeProject) -> None:
    """Fields, citations, links and typed addresses, also in folded text; code is no reference."""
    project = make_project(FILES)
    (project / "site_config" / "exemptions.yml").write_text(
        "- record: gazette\n"
        "  exempt: {rule: orphan-record, why: soon used, owner: desk, until: 2031-01-01}\n"
    )

    done = run("gazette", "--project", str(project))

    assert done.exit_code == 0
    assert done.stdout == (
        "gazette: source, content/sources/gazette.yml:1:1\n"
        "On the site: /sources/gazette/\n"
        "\n"
        "In fields (4)\n"
        "  content/articles/vote.yml:1:9: source: gazette\n"
        "  content/articles/vote.yml:4:56: - {speaker: jane-smith, quote: It will stand., via: [gazette]}\n"
        "  content/sources/other.yml:3:14: republishes: gazette\n"
        "  content/terms/span.yml:6:12: sources: ['gazette']\n"
        "\n"
        "Cited in prose (1)\n"
        "  content/terms/span.yml:4:47: says [[jane-smith|the engineer]]. [@other; @gazette,\n"
        "\n"
        "Linked in prose (1)\n"
        "  content/pages/about.md:3:40: See [the source](/sources/gazette/), [[gazette]] and `[[gazette]]`.\n"
        "\n"
        "By its address (1)\n"
        "  content/pages/about.md:3:27: See [the source](/sources/gazette/), [[gazette]] and `[[gazette]]`.\n"
        "\n"
        "In the list of exemptions (1)\n"
        "  site_config/exemptions.yml:1:11: - record: gazette\n"
        "\n"
        "8 places in 5 files.\n"
    )  # fmt: skip


def test_a_record_with_mistakes_is_looked_through_too(make_project: MakeProject) -> None:
    """Who mends a mistake wants to know what hangs on it."""
    project = make_project({**FILES, "terms/pier.yml": "term: Pier\nsources: [gazette]\n"})

    done = run("gazette", "--project", str(project))

    assert "content/terms/pier.yml:2:11: sources: [gazette]" in done.stdout


def test_a_record_that_nothing_names_says_so(make_project: MakeProject) -> None:
    """Nothing is an answer too."""
    done = run("vote", "--project", str(make_project(FILES)))

    assert done.exit_code == 0
    assert done.stdout.endswith("\nNothing refers to it.\n")


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("gazete", 'nothing has the id "gazete"; did you mean "gazette"?'),
        ("the-times", 'nothing has the id "the-times"\n'),
        ("old-name", 'nothing has the id "old-name"; it is called "other" now'),
        ("\x1b[31m", 'nothing has the id "\\u{1b}[31m"'),
    ],
)
def test_an_unknown_id_is_a_wrong_use(make_project: MakeProject, id: str, message: str) -> None:
    """As an unknown code is for explain: exit 2, with what was most likely meant."""
    files = {**FILES, "sources/other.yml": "formerly: old-name\ntitle: T\npublisher: P\n"}

    done = run(id, "--project", str(make_project(files)))

    assert done.exit_code == 2
    assert message in done.output


def test_the_real_content_knows_where_its_statements_are_named() -> None:
    """A statement that eleven places name: its page, its place, and what each field says of it."""
    done = run("us-intelligence-interference", "--project", str(ROOT), "--format", "json")
    told = json.loads(done.stdout)

    assert told["kind"] == "statement"
    assert told["address"] == (
        "/issues/election-interference-2016/#statement-us-intelligence-interference"
    )
    assert [(n["how"], n["field"].rpartition(".")[2]) for n in told["named"]] == [
        ("field", "denies"), ("field", "confirms"), *[("field", "denies")] * 3,
        ("field", "confirms"), ("field", "denies"), *[("field", "confirms")] * 3, ("field", "4"),
    ]  # fmt: skip
    for named in told["named"]:
        line = (ROOT / named["path"]).read_text("utf-8").split("\n")[named["line"] - 1]
        assert line[named["column"] - 1 :].startswith("us-intelligence-interference")


@pytest.mark.longer
def test_every_reference_of_the_real_content_is_found_at_its_letters() -> None:
    """All ids at once: as many places as the graph has mentions, each with the id at its place."""
    from generator.desk.uses import How, uses_in_records
    from generator.site import read_graph

    graph, _ = read_graph(ROOT)
    lines: dict[str, list[str]] = {}
    busy = sorted(graph.mentions)[::40]

    for id in busy:
        found = [use for use in uses_in_records(graph, id) if use.how is not How.ADDRESS]
        assert len(found) == len(graph.mentions_of(id)), id
        for use in found:
            path = use.place.path
            lines.setdefault(path, (ROOT / path).read_text("utf-8").split("\n"))
            line = lines[path][use.place.line - 1]
            assert line[use.place.column - 1 :].startswith(id), use

    assert len(busy) > 15


def test_the_lock_names_its_quotation() -> None:
    """A line of the lock is fingerprints; what it is about is told instead."""
    done = run("ryabkov-no-concessions", "--project", str(ROOT))

    assert "In the lock of quotations (1)\n" in done.stdout
    assert ':10: the quotation "ryabkov-no-concessions"\n' in done.stdout
