"""A draft is checked like all else and shown nowhere, but in the preview."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from generator import cli
from generator.diagnostics import Severity
from generator.publishing import Edition, Settings
from generator.reports import closing_line
from generator.site import Site, markdown_files, read_site

from conftest import ROOT, Run

TODAY = date(2031, 7, 1)
SETTINGS = Settings("Harbour Explainers", "On the bridge.", "https://harbour.example/", None)
DRAFT = """\
draft: true
source: coast-wire-2031-07-01
summary: The crews of the ferry write that they were never asked about the [[toll]].
topics: [harbour-bridge]
statements:
  - id: crews-never-asked
    speaker: ferry-crews
    text: Nobody asked them.
    issue: who-pays
    position: They were never asked.
"""
SOURCE = """\
title: Crews were never asked
publisher: Coast Wire
date: 2031-07-01
language: en
draws_on: [coast-letter]
"""
LETTER = "title: A letter of the crews\npublisher: Ferry crews\ndate: 2031-06-30\nlanguage: en\n"


def with_draft(project: Path) -> Path:
    """The golden project with a draft, its source, and the source of that: named by nothing else."""
    for path, text in {
        "articles/ferry-strike.yml": DRAFT,
        "sources/coast-wire-2031-07-01.yml": SOURCE,
        "sources/coast-letter.yml": LETTER,
    }.items():
        target = project / "content" / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return project


def all_bytes(project: Path, site: Site) -> dict[str, bytes]:
    """Every page in Markdown, and every file beside the pages."""
    pages = {path: text.encode() for path, text in markdown_files(site).items()}
    assert pages
    return pages | Edition(site, SETTINGS, project).files


def errors(site: Site) -> set[str]:
    return {d.code for d in site.diagnostics if d.severity is Severity.ERROR}


@pytest.mark.longer
def test_the_site_with_a_draft_is_the_site_without_it(golden_project: Path) -> None:
    """Pages, feeds, search, lists and counts: not a byte tells that a draft is there."""
    without = all_bytes(golden_project, read_site(golden_project, TODAY))

    with_one = read_site(with_draft(golden_project), TODAY)

    assert all_bytes(golden_project, with_one) == without
    assert with_one.drafts == 1


def test_a_draft_is_checked_like_all_else(golden_project: Path) -> None:
    """A mistake in a draft is told before anybody publishes it."""
    path = with_draft(golden_project) / "content" / "articles" / "ferry-strike.yml"
    path.write_text(DRAFT.replace("topics: [harbour-bridge]", "topics: [harbour-brigde]"))

    site = read_site(golden_project, TODAY)

    assert errors(site) == {"unknown-topic"}


def test_a_draft_is_a_warning_that_says_how_it_is_published(golden_project: Path) -> None:
    """It stops no build, and cannot be forgotten."""
    site = read_site(with_draft(golden_project), TODAY, ["draft"])

    (told,) = site.diagnostics
    assert (told.code, told.severity) == ("draft", Severity.WARNING)
    assert told.help == "take out draft: true once each # confirm is settled"


def test_the_closing_line_counts_what_was_left_out(golden_project: Path) -> None:
    """The draft is among what was checked, and named as not published."""
    site = read_site(with_draft(golden_project), TODAY)

    assert closing_line(site).startswith("Checked 2 articles,")
    assert closing_line(site).endswith(" 1 draft left out of the site.")


def test_drafts_are_shown_where_they_are_asked_for(golden_project: Path) -> None:
    """The preview shows a draft on its page and in lists, marked, and on the pages that name it."""
    project = with_draft(golden_project)

    site = read_site(project, TODAY, with_drafts=True)

    pages = markdown_files(site)
    assert "Draft: not published" in pages["articles/ferry-strike.md"]
    assert "ferry-strike" in pages["topics/harbour-bridge.md"]
    for path in ("index.md", "articles.md", "topics/harbour-bridge.md"):
        assert pages[path].count("Draft: not published") == 1, path
    assert "coast-wire-2031-07-01" in pages["issues/who-pays.md"]
    assert (site.drafts, site.is_publishable) == (0, True)
    assert not any("Draft: not" in text for text in markdown_files(read_site(project)).values())


def test_an_article_that_is_no_draft_has_no_mark(golden_project: Path) -> None:
    """Control: taking out the line is all that publishing takes."""
    path = with_draft(golden_project) / "content" / "articles" / "ferry-strike.yml"
    path.write_text(DRAFT.removeprefix("draft: true\n"))

    site = read_site(golden_project, TODAY)

    assert "Draft" not in markdown_files(site)["articles/ferry-strike.md"]
    assert site.drafts == 0


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("terms/pier.yml", "term: Pier\ndefinition: See [[ferry-strike]].\ntopics: [harbour-bridge]\n"),
        ("terms/pier.yml", "term: Pier\ndefinition: See [[crews-never-asked|them]].\n"),
        ("pages/more.md", "# More\n\nSee [it](/articles/ferry-strike/).\n"),
        ("pages/more.md", "# More\n\nSee [it](/articles/ferry-strike/#summary).\n"),
        (
            "issues/ferry.yml",
            "question: Why?\nstatements:\n  - {speaker: ferry-crews, verb: denied, "
            "denies: crews-never-asked, text: No., sources: [coast-wire-2031-06-30]}\n",
        ),
    ],
)  # fmt: skip
def test_what_is_published_cannot_name_a_draft(golden_project: Path, path: str, text: str) -> None:
    """By its id, a statement's, or its address: a mistake that names the draft's file."""
    (with_draft(golden_project) / "content" / path).write_text(text)

    site = read_site(golden_project, TODAY)

    assert errors(site) == {"reference-to-draft"}
    found = next(d for d in site.diagnostics if d.code == "reference-to-draft")
    assert found.location.path == f"content/{path}"
    assert 'publish "ferry-strike"' in found.help


def test_an_exemption_cannot_publish_a_broken_link(golden_project: Path) -> None:
    """Whoever is exempt from the rule is told by another code; a page is not made of nothing."""
    (with_draft(golden_project) / "content/terms/pier.yml").write_text(
        "term: Pier\ndefinition: See [[ferry-strike]].\ntopics: [harbour-bridge]\n"
        "exempt: {rule: reference-to-draft, why: soon, owner: desk, until: 2031-12}\n"
    )

    site = read_site(golden_project, TODAY)

    assert errors(site) == {"unknown-reference"}
    assert site.documents == ()


def test_what_rests_on_a_draft_alone_is_not_published(golden_project: Path) -> None:
    """A rejection whose only ground is heard in a draft would stand there without one."""
    (with_draft(golden_project) / "content/issues/jobs.yml").write_text(
        "question: Will the crews keep their work?\ntopics: [harbour-bridge]\nstatements:\n"
        "  - {speaker: ada-quill, text: Yes., sources: [coast-wire-2031-06-30], rejected_by: [ferry-crews]}\n"
    )
    article = golden_project / "content/articles/ferry-strike.yml"
    article.write_text(DRAFT.replace("issue: who-pays", "issue: jobs"))

    shown = read_site(golden_project, TODAY, with_drafts=True)
    site = read_site(golden_project, TODAY)

    assert errors(shown) == set()
    assert errors(site) == {"unsourced-claim"}


def test_a_source_that_something_else_names_stays(golden_project: Path) -> None:
    """Only what the drafts alone brought waits with them."""
    (with_draft(golden_project) / "content/terms/pier.yml").write_text(
        "term: Pier\ndefinition: What they wrote about. [@coast-letter]\ntopics: [harbour-bridge]\n"
    )

    pages = markdown_files(read_site(golden_project, TODAY))

    assert "sources/coast-letter.md" in pages
    assert "sources/coast-wire-2031-07-01.md" not in pages


def test_a_check_remembers_the_drafts(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second check of a large archive is answered from memory, in the same words."""
    monkeypatch.setattr("generator.cache.FILES_LIMIT", 1)
    monkeypatch.setattr("generator.cache.GRAIN_NS", 0)
    project = str(with_draft(golden_project))

    first = CliRunner().invoke(cli.cli, ["check", "--project", project])
    second = CliRunner().invoke(cli.cli, ["check", "--project", project])

    assert (golden_project / ".explainer" / "state.db").is_file()
    assert "1 draft left out of the site." in first.output
    assert second.output == first.output


@pytest.mark.slow
def test_two_real_builds_with_and_without_a_draft_are_equal(
    golden_project: Path, tmp_path: Path, explainer: Run
) -> None:
    """The finished site, by the command that publishes it, to the last byte of every file."""
    settings, hook = golden_project / "mkdocs.yml", "generator/engines/mkdocs_adapter.py"
    settings.write_text(settings.read_text().replace(f"- {hook}", f"- {ROOT / hook}"))
    other = tmp_path / "other"
    shutil.copytree(golden_project, other)
    with_draft(other)

    for project in (golden_project, other):
        done = explainer("build", cwd=project, SOURCE_DATE_EPOCH="1700000000")
        assert done.returncode == 0, done.stdout + done.stderr

    one, two = (
        {p.relative_to(base).as_posix(): p.read_bytes() for p in base.rglob("*") if p.is_file()}
        for base in (golden_project / "site", other / "site")
    )
    assert one == two
