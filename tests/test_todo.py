"""`explainer todo`: what is to be done, the most urgent first, each on one line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from generator import cli

from conftest import ROOT, MakeProject

TODAY = "2031-07-01"
TOPIC = (
    "---\ntitle: The {0}\nquestion: Whose is the {0}?\nin_short: The town’s. [@gazette]\n"
    "review_by: {1}\n---\n## Since when? {{#since}}\n\nFor long. [@gazette]\n"
)
EXEMPT = "exempt: {{rule: orphan-record, why: soon used, owner: the desk, until: {}}}\n"
FILES = {
    "sources/gazette.yml": "title: Letters\npublisher: The Gazette\n",
    "topics/ferry.md": TOPIC.format("ferry", "2031-05"),
    "topics/bridge.md": TOPIC.format("bridge", "2031-03"),
    "topics/quay.md": TOPIC.format("quay", "2032"),
    "terms/pier.yml": "term: Pier # confirm\ndefinition: A support. [@gazette]\n",
    "terms/span.yml": (
        "# TODO: a drawing\nterm: Span\ndefinition: >-\n  Not # TODO here. [@gazette]\n"
        + EXEMPT.format("2031-07-20")
    ),
    "terms/deck.yml": "term: Deck\ndefinition: A road. [@gazette]\n" + EXEMPT.format("2031-06"),
    "terms/arch.yml": "term: Arch\ndefinition: A bow. [@gazette]\n" + EXEMPT.format("2031-12"),
    "sources/stand-in.yml": "title: TBD\npublisher: The Gazette\nrepublishes: gazette\n",
    "articles/vote.yml": (
        "source: gazette\nsummary: It passed.\ntopics: [ferry]\nstatements:\n"
        "  - speaker: jane\n    quote: It will stand.\n"
    ),
    "actors/jane.yml": "name: Jane\ntype: person\n",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["todo", *arguments])


def test_the_most_urgent_stands_first_one_line_each(make_project: MakeProject) -> None:
    """What has ended, stand-ins, reviews by their day, then what ends, is noted, open or forgotten."""
    done = run("--project", str(make_project(FILES)), "--today", TODAY)

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "content/terms/deck.yml:3:71: expired exemption: this exemption from orphan-record ended on June 2031",
        'content/sources/stand-in.yml:1:8: placeholder source: "TBD" is no title',
        "content/topics/bridge.md:5:12: overdue review: this explainer was to be reviewed by March 2031",
        "content/topics/ferry.md:5:12: overdue review: this explainer was to be reviewed by May 2031",
        "content/terms/span.yml:5:71: ending exemption: the desk: the exemption from orphan-record ends on 20 July 2031",
        "content/terms/pier.yml:1:12: unconfirmed suggestion: term: Pier",
        "content/terms/span.yml:1:1: noted task: a drawing",
        "content/articles/vote.yml:1:1: unverified quotations: the one quotation here is not verified against the text of the source",
        'content/sources/stand-in.yml:1:1: orphan: nothing on the site names "stand-in"',
        'content/terms/deck.yml:1:1: orphan: nothing on the site names "deck"',
        'content/terms/pier.yml:1:1: orphan: nothing on the site names "pier"',
        "11 to do: 1 expired exemption, 1 placeholder source, 2 overdue reviews, 1 ending exemption, "
        "1 unconfirmed suggestion, 1 noted task, unverified quotations of 1 record, 3 orphans.",
    ]  # fmt: skip


def test_a_limit_leaves_the_counts_whole(make_project: MakeProject) -> None:
    """Who looks at the first two is told how many there are."""
    done = run("--project", str(make_project(FILES)), "--today", TODAY, "--limit", "2")

    assert len(done.stdout.splitlines()) == 3
    assert done.stdout.splitlines()[-1].startswith("11 to do (2 shown): 1 expired exemption, ")


def test_programs_get_the_day_too(make_project: MakeProject) -> None:
    """A task that is due on a day says which."""
    project = str(make_project(FILES))
    done = run("--project", project, "--today", TODAY, "--format", "json", "--limit", "3")
    told = json.loads(done.stdout)

    assert [(t["group"], t["due"]) for t in told["tasks"]] == [
        ("expired exemption", "2031-06-30"), ("placeholder source", None),
        ("overdue review", "2031-03-31"),
    ]  # fmt: skip
    assert told["counts"]["orphan"] == 3


def test_mistakes_come_before_everything(make_project: MakeProject) -> None:
    """Where the rules still wait, the mistakes that they wait for are what is to be done."""
    files = {**FILES, "actors/jane.yml": "name: Jane\ntype: persona\n"}

    done = run("--project", str(make_project(files)), "--today", TODAY)

    assert done.exit_code == 0
    assert done.stdout.startswith(
        'content/actors/jane.yml:2:7: mistake: "persona" is no value of "type" [unknown-value]\n'
    )
    assert "content/terms/span.yml:1:1: noted task: a drawing\n" in done.stdout


def test_nothing_to_do_is_said(make_project: MakeProject) -> None:
    """An empty list must not look like a command that did not run."""
    project = make_project({"pages/about.md": "# About\n\nUs.\n"})

    assert run("--project", str(project)).stdout == "Nothing to do.\n"


@pytest.mark.slow
def test_the_real_content_is_asked_for_its_reviews() -> None:
    """A year after the last day named for a review, every explainer stands in the list."""
    done = run("--project", str(ROOT), "--today", "2028-06-01", "--format", "json")
    told = json.loads(done.stdout)
    overdue = [task for task in told["tasks"] if task["group"] == "overdue review"]

    assert [(task["path"], task["due"]) for task in overdue] == [
        ("content/topics/crimea.md", "2027-05-23"),
        ("content/topics/nato-expansion.md", "2027-05-23"),
        ("content/topics/sanctions.md", "2027-05-23"),
        ("content/topics/election-interference.md", "2027-05-24"),
        ("content/topics/january-2022-talks.md", "2027-05-24"),
    ]
    assert told["counts"]["unverified quotations"] == 5
