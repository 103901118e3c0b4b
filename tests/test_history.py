"""When each file was first and last committed, told by real git repositories."""

from __future__ import annotations

import os
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest
from generator.diagnostics import Severity
from generator.history import History, read_history
from generator.lost import MOST, Lost
from generator.site import read_site

pytestmark = pytest.mark.slow


class Repository:
    """A real repository in a folder, whose commits carry the times they are given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, text: str | None = None, **env: str) -> str:
        return git(self.folder, *arguments, text=text, **env)

    def write(self, path: str, text: str = "text\n") -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def commit(self, when: str, authored: str | None = None) -> None:
        self.git("add", "--all")
        self.git(
            "commit", "--quiet", "--allow-empty", "--message", "a change",
            GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=authored or when,
        )  # fmt: skip


def git(folder: Path, *arguments: str, text: str | None = None, **env: str) -> str:
    own = {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **own, **env}, input=text,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def no_hook_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook that runs these tests must not lead git to its own repository."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def changed(repository: Repository) -> dict[str, str]:
    history, notes = read_history(repository.folder)
    assert notes == ()
    return {path: day.isoformat() for path, day in sorted(history.changed_by_path.items())}


def test_each_file_has_the_day_of_its_last_commit(repository: Repository) -> None:
    """A commit that leaves a file alone does not make it look fresh."""
    repository.write("content/a.yml")
    repository.write("content/b.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    repository.write("content/b.yml", "changed\n")
    repository.write("content/c.yml")
    repository.commit("2022-02-20T12:00:00+00:00")

    assert changed(repository) == {
        "content/a.yml": "2022-01-10",
        "content/b.yml": "2022-02-20",
        "content/c.yml": "2022-02-20",
    }


def test_the_day_is_that_of_utc_whatever_the_editors_clock_said(repository: Repository) -> None:
    """One commit is one day on every machine, wherever it was made and is read."""
    repository.write("auckland.yml")
    repository.commit("2022-01-10T08:00:00+13:00")
    repository.write("honolulu.yml")
    repository.commit("2022-01-10T20:00:00-10:00")

    assert changed(repository) == {"auckland.yml": "2022-01-09", "honolulu.yml": "2022-01-11"}


def test_the_day_does_not_depend_on_the_readers_time_zone(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build in Samoa says what a build in Geneva says."""
    repository.write("a.yml")
    repository.commit("2022-01-10T23:30:00+00:00")

    days = []
    try:
        for zone in ("Pacific/Apia", "America/Los_Angeles", "UTC"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            days.append(changed(repository)["a.yml"])
    finally:
        monkeypatch.undo()
        time.tzset()

    assert days == ["2022-01-10"] * 3


def test_the_day_is_that_of_the_commit_not_of_the_writing(repository: Repository) -> None:
    """What counts for a reader is when a change arrived, not when somebody began it."""
    repository.write("a.yml")
    repository.commit("2022-03-01T12:00:00+00:00", authored="2021-12-24T12:00:00+00:00")

    assert changed(repository) == {"a.yml": "2022-03-01"}


@pytest.mark.parametrize(
    "name",
    [
        "a file with spaces.yml", " leading.yml", "Ördner/Übersicht.yml", "Крым.yml", "𝕏.yml",
        'quo"te.yml', "new\nline.yml", "tab\tbed.yml", "-dash.yml", "back\\slash.yml",
    ],
)  # fmt: skip
def test_any_file_name_is_read_as_it_is(repository: Repository, name: str) -> None:
    """Spaces, letters of any script, quotation marks and line breaks: no name is mangled."""
    repository.write(f"content/{name}")
    repository.write("content/other.yml")
    repository.commit("2022-01-10T12:00:00+00:00")

    assert changed(repository) == {
        f"content/{name}": "2022-01-10",
        "content/other.yml": "2022-01-10",
    }


def test_a_renamed_file_changed_on_the_day_of_its_new_name(repository: Repository) -> None:
    """Its address on the site is new from that day."""
    repository.write("old.yml", "the same text\n" * 20)
    repository.commit("2022-01-10T12:00:00+00:00")
    repository.git("mv", "old.yml", "new.yml")
    repository.commit("2022-02-20T12:00:00+00:00")

    assert changed(repository)["new.yml"] == "2022-02-20"


def test_a_file_that_came_back_has_the_day_of_its_return(repository: Repository) -> None:
    """Deletion is no change of a text; writing it anew is."""
    repository.write("a.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    (repository.folder / "a.yml").unlink()
    repository.commit("2022-01-11T12:00:00+00:00")
    repository.write("a.yml")
    repository.commit("2022-01-12T12:00:00+00:00")

    assert changed(repository) == {"a.yml": "2022-01-12"}


def test_a_file_was_published_on_the_day_of_its_first_commit(repository: Repository) -> None:
    """However often it changed, went and came back; under a new name it is new."""
    repository.write("a.yml", "the same text\n" * 20)
    repository.commit("2022-01-10T12:00:00+00:00")
    repository.write("a.yml", "changed\n")
    repository.write("b.yml")
    repository.commit("2022-01-11T12:00:00+00:00")
    (repository.folder / "a.yml").unlink()
    repository.git("mv", "b.yml", "c.yml")
    repository.commit("2022-01-12T12:00:00+00:00")
    repository.write("a.yml", "back again\n")
    repository.commit("2022-01-13T12:00:00+00:00")

    history, _ = read_history(repository.folder)

    assert history.published("a.yml") == date(2022, 1, 10)
    assert history.published("c.yml") == date(2022, 1, 12)
    assert history.published("never.yml") is None


def test_no_file_changed_before_it_was_published(repository: Repository) -> None:
    """Clocks go wrong: a commit may bear an earlier day than the one before it."""
    repository.write("a.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    repository.write("a.yml", "changed\n")
    repository.commit("2021-12-24T12:00:00+00:00")

    history, _ = read_history(repository.folder)

    assert history.published("a.yml") == history.changed("a.yml") == date(2021, 12, 24)


def test_a_commit_that_only_formats_changes_no_day(repository: Repository) -> None:
    """Those that .git-blame-ignore-revs names; a file that only such a commit holds has its day."""
    repository.write("a.yml", "b: 1\na: 2\n")
    repository.commit("2022-01-10T12:00:00Z")
    repository.write("a.yml", "a: 2\nb: 1\n")
    repository.write("new.yml")
    repository.commit("2022-02-01T12:00:00Z")
    formatting = repository.git("rev-parse", "HEAD")
    repository.write(".git-blame-ignore-revs", f"# One form for all\n{formatting}\n")
    repository.commit("2022-02-02T12:00:00Z")

    history, _ = read_history(repository.folder)

    assert history.changed("a.yml") == date(2022, 1, 10)
    assert history.changed("new.yml") == date(2022, 2, 1)


def test_a_merge_that_changes_nothing_leaves_the_days_alone(repository: Repository) -> None:
    """A pull request's day is that of its own commits."""
    repository.write("main.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.write("branch.yml")
    repository.commit("2022-01-11T12:00:00+00:00")
    repository.git("checkout", "--quiet", "main")
    repository.git(
        "merge", "--quiet", "--no-ff", "-m", "merged", "branch",
        GIT_COMMITTER_DATE="2022-01-20T12:00:00+00:00",
    )  # fmt: skip

    assert changed(repository) == {"main.yml": "2022-01-10", "branch.yml": "2022-01-11"}


def test_a_project_in_a_folder_of_a_repository_sees_its_own_files(repository: Repository) -> None:
    """Paths count from the project, and the repository's other files are not its."""
    repository.write("README.md")
    repository.write("site/content/a.yml")
    repository.commit("2022-01-10T12:00:00+00:00")

    history, notes = read_history(repository.folder / "site")

    assert notes == ()
    assert history.changed_by_path == {"content/a.yml": date(2022, 1, 10)}


def test_what_was_never_committed_has_no_day(repository: Repository) -> None:
    """ "Last changed" is left out, never guessed from the file system."""
    repository.write("a.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    repository.write("new.yml")

    history, _ = read_history(repository.folder)

    assert history.changed("a.yml") == date(2022, 1, 10)
    assert history.changed("new.yml") is None


def test_a_shallow_clone_says_so_and_gives_no_days(repository: Repository, tmp_path: Path) -> None:
    """Its oldest commit would claim every file for itself."""
    for day in (10, 11, 12):
        repository.write("a.yml", f"{day}\n")
        repository.commit(f"2022-01-{day}T12:00:00+00:00")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository.folder}", "shallow")

    history, (note,) = read_history(tmp_path / "shallow")

    assert history.changed_by_path == history.published_by_path == {}
    assert history.committed_at == 1641988800
    assert (note.code, note.severity) == ("shallow-clone", Severity.NOTE)
    assert "fetch --unshallow" in note.help


def test_the_newest_commit_dates_the_build(repository: Repository) -> None:
    """Seconds since 1970, from which a build takes its date instead of the clock."""
    repository.write("a.yml")
    repository.commit("2022-01-10T12:00:00+01:00")

    history, _ = read_history(repository.folder)

    assert history.committed_at == 1641812400


def test_a_repository_without_commits_has_no_history(repository: Repository) -> None:
    """A project on its first day builds."""
    repository.write("a.yml")

    assert read_history(repository.folder) == (History(), ())


def test_a_folder_outside_git_has_no_history(tmp_path: Path) -> None:
    """A project that was unpacked from an archive builds."""
    assert read_history(tmp_path) == (History(), ())


def test_a_machine_without_git_has_no_history(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A build does not need git, it only knows less, and says so."""
    repository.write("a.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    monkeypatch.setenv("PATH", str(tmp_path))

    history, notes = read_history(repository.folder)

    assert history == History()
    assert [(note.code, note.severity) for note in notes] == [("unread-history", Severity.NOTE)]
    assert "because git is not here" in notes[0].message


def test_settings_of_the_repository_run_no_programs(repository: Repository, tmp_path: Path) -> None:
    """Whoever sends content cannot name a pager or a monitor that a build would start."""
    repository.write("a.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    witness = tmp_path / "witness"
    program = tmp_path / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch '{witness}'\ncat\n")
    program.chmod(0o755)
    for setting in (
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "filter.x.clean",
        "diff.x.textconv",
    ):
        repository.git("config", setting, str(program))
    repository.write(".gitattributes", "* filter=x diff=x\n")
    repository.write("content/a.yml", "id: a\n")
    repository.git("status")
    assert witness.exists(), "control: plain git starts the program"
    witness.unlink()

    assert changed(repository) == {"a.yml": "2022-01-10"}
    repository.write("a.yml", "id: other\n")
    assert Lost(repository.folder).file_of("a", ()) is None
    assert not witness.exists()


def test_a_hook_of_another_repository_does_not_lend_its_history(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git sets GIT_DIR for the hooks of a linked working tree; the project stays the one asked for."""
    repository.write("a.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    other = Repository(tmp_path / "other")
    other.write("b.yml")
    other.commit("2020-02-02T12:00:00+00:00")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))

    assert changed(repository) == {"a.yml": "2022-01-10"}


# --- what a stranger may put into git --------------------------------------------------------


def test_a_control_character_in_a_file_name_breaks_nothing(repository: Repository) -> None:
    """A name may hold the very mark that separates the commits."""
    repository.write("content/a.yml")
    repository.write("content/b\x01c.yml")
    repository.commit("2022-01-10T12:00:00+00:00")

    assert changed(repository)["content/a.yml"] == "2022-01-10"


@pytest.mark.parametrize("seconds", ["99999999999999", "253402300800", "18446744073709551615"])
def test_a_commit_from_an_impossible_time_breaks_nothing(
    repository: Repository, seconds: str
) -> None:
    """Anybody may write any number into a commit; no day is better than a traceback."""
    repository.write("a.yml")
    repository.commit("2022-01-10T12:00:00+00:00")
    repository.write("b.yml")
    repository.git("add", "--all")
    tree, parent = repository.git("write-tree"), repository.git("rev-parse", "HEAD")
    person = f"A <a@example.org> {seconds} +0000"
    text = f"tree {tree}\nparent {parent}\nauthor {person}\ncommitter {person}\n\nlate\n"
    made = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", text=text)
    repository.git("reset", "--quiet", "--hard", made)

    history, _ = read_history(repository.folder)

    assert history.changed("a.yml") == date(2022, 1, 10)


# --- what the last commit held -----------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    """A project in a folder of its repository, with a record that two others name."""
    repository = Repository(tmp_path)
    repository.write("desk/content/actors/alliance.yml", "name: The Alliance\ntype: organisation\n")
    repository.write("desk/content/actors/ally.yml", "name: The Ally\ntype: organisation\n")
    repository.write(
        "desk/content/actors/envoys.yml",
        "- id: envoy\n  name: An Envoy\n  type: person\n  represents: alliance\n"
        "- id: aide\n  name: An Aide\n  type: person\n  represents: envoy\n",
    )
    repository.commit("2031-05-10T12:00:00Z")
    return repository


def helps(repository: Repository) -> list[str]:
    return [
        f"{d.location.path}: {d.help}"
        for d in read_site(repository.folder / "desk").diagnostics
        if d.code == "unknown-actor"
    ]


def test_a_record_that_was_deleted_is_missed_by_its_file_and_nothing_else_is_offered(
    desk: Repository,
) -> None:
    (desk.folder / "desk/content/actors/alliance.yml").unlink()

    assert helps(desk) == [
        "content/actors/envoys.yml: content/actors/alliance.yml held it before: bring it back, or name "
        "another actor; where the record has another id now, write formerly: [alliance] there"
    ]


def test_so_is_one_that_was_taken_out_of_a_file(desk: Repository) -> None:
    desk.write(
        "desk/content/actors/envoys.yml",
        "- id: aide\n  name: An Aide\n  type: person\n  represents: envoy\n",
    )

    assert "content/actors/envoys.yml held it before" in helps(desk)[0]


def test_of_one_whose_end_was_committed_nothing_is_told(desk: Repository) -> None:
    (desk.folder / "desk/content/actors/alliance.yml").unlink()
    desk.commit("2031-05-11T12:00:00Z")

    assert helps(desk) == ["content/actors/envoys.yml: add content/actors/alliance.yml"]


def test_a_list_is_no_record_called_like_its_file(desk: Repository) -> None:
    desk.write(
        "desk/content/actors/envoys.yml",
        "- id: envoy\n  name: An Envoy\n  type: person\n  represents: envoys\n",
    )

    assert helps(desk) == [
        'content/actors/envoys.yml: write "envoy", or add content/actors/envoys.yml'
    ]


def test_a_record_of_another_kind_was_not_meant(desk: Repository) -> None:
    desk.write("desk/content/places/harbour.yml", "name: A Harbour\n")
    desk.commit("2031-05-11T12:00:00Z")
    (desk.folder / "desk/content/places/harbour.yml").unlink()

    assert Lost(desk.folder / "desk").file_of("harbour", ("actors",)) is None
    assert Lost(desk.folder / "desk").file_of("harbour", ()) == "content/places/harbour.yml"


def test_what_was_held_is_looked_for_below_the_folder_alone(desk: Repository) -> None:
    desk.write("other/content/x.yml", "id: x\n")
    desk.write("desk/notes.yml", "id: note\n")
    desk.commit("2031-05-11T12:00:00Z")

    lost = Lost(desk.folder / "desk")

    assert lost.file_of("ally", ()) == "content/actors/ally.yml"
    assert lost.file_of("envoy", ("actors",)) == "content/actors/envoys.yml"
    assert [lost.file_of(id, ()) for id in ("x", "note", "alli", "--all")] == [None] * 4


def test_outside_git_nothing_was_held(tmp_path: Path) -> None:
    assert Lost(tmp_path).file_of("ally", ()) is None


def test_nobody_is_asked_for_ever_what_was_held(desk: Repository) -> None:
    lost = Lost(desk.folder / "desk")
    for number in range(MOST):
        assert lost.file_of(f"none-{number}", ()) is None

    assert lost.file_of("ally", ()) is None
