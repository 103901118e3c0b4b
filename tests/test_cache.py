"""What is remembered between two checks: never believed against the files, never needed."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from generator import cache
from generator.diagnostics import as_text
from generator.graph import resolve
from generator.load import Library, load
from generator.remembered import check_site
from generator.site import Site

from conftest import GOLDEN

TODAY = date(2031, 7, 1)
MISTAKE = ("  - speaker: ferry-crews\n", "  - speaker: ferry-crew\n")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small complete site, large enough to be remembered, with files that are not of this moment."""
    monkeypatch.setattr(cache, "FILES_LIMIT", 5)
    monkeypatch.setattr(cache, "GRAIN_NS", 0)
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    return tmp_path


def database(project: Path) -> Path:
    return project / cache.FOLDER / cache.NAME


def edit(project: Path, path: str, before: str, after: str) -> None:
    file = project / "content" / path
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def told(site: Site) -> list[str]:
    return [as_text(diagnostic) for diagnostic in site.diagnostics]


def parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are really parsed from now on."""
    from generator import source

    seen: list[str] = []
    whole = source.parse_yaml

    def noted(text: str, shown: str) -> source.Parsed:
        seen.append(shown)
        return whole(text, shown)

    monkeypatch.setattr(source, "parse_yaml", noted)
    return seen


def test_a_second_reading_gives_the_same_and_parses_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records, graph and diagnostics are those of the first."""
    first, problems = load(project / "content")
    seen = parsed_files(monkeypatch)

    second, again = load(project / "content")

    assert problems == again == ()
    assert second.records == first.records
    assert second.folders_by_id == first.folders_by_id
    assert resolve(second)[0].mentions == resolve(first)[0].mentions
    assert seen == []


def test_a_place_is_exact_although_the_file_was_not_parsed(project: Path) -> None:
    """It is parsed when somebody asks where something stands."""
    first, _ = load(project / "content")
    second, _ = load(project / "content")

    def places(library: Library) -> list[str]:
        paths = (("statements", 0, "quote"), ("id",), ("summary",), ("body",))
        return [str(o.at(path)) for o in library.origins.values() for path in paths]

    assert places(second) == places(first)


@pytest.mark.parametrize(
    "change",
    [
        lambda p: edit(p, "articles/harbour-vote.yml", *MISTAKE),
        lambda p: (p / "content" / "places" / "town-hall.yml").unlink(),
        lambda p: (p / "content" / "terms" / "toll.yml").rename(p / "content" / "terms" / "tax.yml"),
        lambda p: (p / "content" / "terms" / "span2.yml").write_text("id: span\nterm: S\ndefinition: D\n"),
        lambda p: (p / "content" / "terms" / "bad.yml").write_text("term: [\n"),
    ],
    ids=["edited", "removed", "renamed", "twin-id", "broken"],
)  # fmt: skip
def test_a_change_is_seen_like_at_the_first_time(project: Path, change: object) -> None:
    """Edited, removed, renamed, doubled, broken: the report is that of a fresh clone."""
    check_site(project, TODAY)
    assert callable(change)
    change(project)

    warm = told(check_site(project, TODAY))
    shutil.rmtree(database(project).parent)
    cold = told(check_site(project, TODAY))

    assert warm == cold
    assert warm != []


def test_the_same_state_is_answered_from_memory(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is read, and the report is the same; another day is another state."""
    first = check_site(project, TODAY)
    monkeypatch.setattr(
        "generator.remembered.read_site", lambda *_, **__: pytest.fail("read again")
    )

    second = check_site(project, TODAY)

    assert told(second) == told(first)
    assert (second.counts, second.quotations) == (first.counts, first.quotations)
    assert (second.checked.looked, second.checked.rules) == (
        first.checked.looked,
        first.checked.rules,
    )
    with pytest.raises(pytest.fail.Exception):
        check_site(project, date(2032, 7, 1))


@pytest.mark.parametrize(
    "damage",
    [
        lambda p: p.write_bytes(b"not a database"),
        lambda p: p.write_bytes(p.read_bytes()[:3000] + b"\x00" * 500),
        lambda p: sqlite3.connect(p).executescript("DROP TABLE files; CREATE TABLE files (x);"),
        lambda p: sqlite3.connect(p).executescript("UPDATE code SET fingerprint = 'other';"),
        lambda p: sqlite3.connect(p).executescript("UPDATE files SET records = '[[{}]]'; UPDATE reports SET text = '[]';"),
        lambda p: (p.unlink(), p.mkdir()),
    ],
    ids=["no-database", "torn", "foreign-table", "other-code", "foreign-records", "a-folder"],
)  # fmt: skip
def test_a_database_that_cannot_be_believed_is_not(project: Path, damage: object) -> None:
    """It is dropped without a word, and the report is the right one."""
    edit(project, "articles/harbour-vote.yml", *MISTAKE)
    right = told(check_site(project, TODAY))
    assert callable(damage)
    damage(database(project))

    assert told(check_site(project, TODAY)) == right
    assert told(check_site(project, TODAY)) == right


def test_a_small_project_leaves_no_trace(tmp_path: Path) -> None:
    """Below some hundred files nothing is remembered."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")

    check_site(tmp_path, TODAY)

    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_a_file_of_this_very_moment_is_not_remembered(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within one tick of the clock a second change could leave no trace."""
    monkeypatch.setattr(cache, "GRAIN_NS", 60_000_000_000)
    for path in (project / "content").rglob("*"):
        path.touch()

    load(project / "content")

    assert not database(project).exists() or not cache.open_cache(project).known
