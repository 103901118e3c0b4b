"""The workflows: pinned, and no more allowed than each job needs, whoever sends the change."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
# YAML 1.1 reads the key "on" as true.
ON: Any = True


def workflow(name: str) -> dict[Any, Any]:
    loaded = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def steps_of(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for job_name, job in workflow(name)["jobs"].items():
        for step in job["steps"]:
            yield job_name, step


NAMES = sorted(path.name for path in FOLDER.iterdir())


def test_the_workflows_are_those_that_this_test_knows() -> None:
    """A new one is looked at here before it runs."""
    assert NAMES == ["comment.yml", "publish.yml", "pull-request.yml"]


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_pinned_to_a_commit(name: str) -> None:
    """A tag can be moved by whoever owns the action; a commit cannot."""
    used = re.findall(r"uses: (\S+)(?: # (\S+))?", (FOLDER / name).read_text(encoding="utf-8"))

    assert used
    for action, version in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version), action


def test_one_action_has_one_pin() -> None:
    """All workflows use the same commit of an action, so that one line says what runs."""
    pins: dict[str, set[str]] = {}
    for name in NAMES:
        for action, commit in re.findall(r"uses: (\S+)@(\S+)", (FOLDER / name).read_text()):
            pins.setdefault(action, set()).add(commit)

    assert {action: len(commits) for action, commits in pins.items()} == dict.fromkeys(pins, 1)


@pytest.mark.parametrize("name", NAMES)
def test_no_script_holds_an_expression(name: str) -> None:
    """A branch can be called `$(…)`; what comes from outside reaches a script as a variable only."""
    assert [step["run"] for _, step in steps_of(name) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_checkout_leaves_its_token_behind(name: str) -> None:
    """What runs after a checkout finds no credentials in the clone."""
    checkouts = [s for _, s in steps_of(name) if "actions/checkout@" in s.get("uses", "")]

    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_strangers_code_can_read_and_nothing_else() -> None:
    """The workflow that runs the code of a pull request has no token that writes, and no secrets."""
    text = (FOLDER / "pull-request.yml").read_text(encoding="utf-8")
    found = workflow("pull-request.yml")

    assert found[ON] == {"pull_request": None}
    assert found["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in found["jobs"].values())
    assert "secrets." not in text
    assert "github.token" not in text


def test_no_workflow_gives_a_strangers_code_the_token_of_the_target() -> None:
    """`pull_request_target` is used nowhere."""
    assert not any("pull_request_target" in workflow(name)[ON] for name in NAMES)


def test_what_writes_the_comment_runs_nothing_of_the_repository() -> None:
    """The one job that may write checks nothing out: it downloads the text and sends it."""
    found = workflow("comment.yml")
    writers = {
        name
        for name, job in found["jobs"].items()
        if "write" in job.get("permissions", {}).values()
    }
    uses = [step["uses"].split("@")[0] for job, step in steps_of("comment.yml") if job == "comment" and "uses" in step]  # fmt: skip

    assert found["permissions"] == {}
    assert writers == {"comment"}
    assert found["jobs"]["comment"]["permissions"] == {"pull-requests": "write"}
    assert uses == ["actions/download-artifact"]


def test_what_makes_the_comment_runs_the_code_of_the_default_branch() -> None:
    """The checkout names no other revision, and of the change only git's objects are fetched."""
    steps = [step for job, step in steps_of("comment.yml") if job == "describe"]
    (checkout,) = [step for step in steps if "actions/checkout@" in step.get("uses", "")]
    scripts = "\n".join(step.get("run", "") for step in steps)

    assert set(checkout["with"]) == {"fetch-depth", "persist-credentials"}
    assert "git -c credential" in scripts
    assert not re.search(
        r"git (checkout|switch|merge|reset|worktree|pull)|submodule update", scripts
    )
    assert "workflow_run" in workflow("comment.yml")[ON]


def test_the_number_of_the_pull_request_comes_from_the_code_host() -> None:
    """The artifact holds the text alone, and it is the artifact of this run, not of the change's."""
    jobs = workflow("comment.yml")["jobs"]
    download, post = jobs["comment"]["steps"]

    assert jobs["describe"]["outputs"]["number"] == "${{ steps.find.outputs.number }}"
    assert post["env"]["NUMBER"] == "${{ needs.describe.outputs.number }}"
    assert download["with"] == {"name": "changes"}  # no run-id: this run's own


# --- the scripts, run with a stand-in for the code host's command ------------------------------

GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$CALLS"
case "$*" in
  *"/pulls "*) cat "$ANSWERS/pulls" ;;
  *--paginate*) cat "$ANSWERS/comments" ;;
  *) cp comment.md "$ANSWERS/sent"; echo '{}' ;;
esac
"""


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A folder with a command `gh` that answers from files and notes how it was called."""
    if shutil.which("jq") is None or shutil.which("bash") is None:
        pytest.skip("bash and jq are not installed")
    command = tmp_path / "bin" / "gh"
    command.parent.mkdir()
    command.write_text(GH)
    command.chmod(0o755)
    (tmp_path / "calls").write_text("")
    return tmp_path


def run_step(host: Path, job: str, name: str, **env: str) -> list[str]:
    """Run the script of one step, and return how it called the code host."""
    (script,) = [s["run"] for j, s in steps_of("comment.yml") if j == job and s.get("name") == name]
    subprocess.run(
        ["bash", "-c", script], cwd=host, check=True, capture_output=True,
        env={
            **os.environ, "PATH": f"{host / 'bin'}:{os.environ['PATH']}", "CALLS": str(host / "calls"),
            "ANSWERS": str(host), "REPOSITORY": "desk/site", "GITHUB_OUTPUT": str(host / "output"), **env,
        },
    )  # fmt: skip
    return (host / "calls").read_text().splitlines()


def comment(number: int, login: str, body: str) -> dict[str, Any]:
    return {"id": number, "user": {"login": login}, "body": body}


MARK = "<!-- explainer changes -->"


def test_the_first_comment_is_posted_as_it_was_made(host: Path) -> None:
    """What stands in the text is data: no shell looks at it."""
    hostile = "`$(touch ran)` \"; touch ran; ' @everyone\n"
    (host / "changes.md").write_text(hostile)
    (host / "comments").write_text("[]")

    calls = run_step(host, "comment", "Post", NUMBER="7", TOUCHES_CONTENT="yes")

    assert calls[-1].startswith("api --method POST repos/desk/site/issues/7/comments")
    assert (host / "sent").read_text() == f"{MARK}\n{hostile}"
    assert not (host / "ran").exists()


def test_a_later_push_brings_the_one_comment_up_to_date(host: Path) -> None:
    """Neither another's comment nor one that only copies the mark is touched."""
    (host / "changes.md").write_text("new")
    pages = [[comment(1, "someone", MARK)], [comment(2, "github-actions[bot]", "other"), comment(3, "github-actions[bot]", f"{MARK}\nold")]]  # fmt: skip
    (host / "comments").write_text("".join(map(json.dumps, pages)))

    calls = run_step(host, "comment", "Post", NUMBER="7", TOUCHES_CONTENT="no")

    assert calls[-1].startswith("api --method PATCH repos/desk/site/issues/comments/3 ")
    assert len(calls) == 2


def test_a_change_of_code_alone_gets_no_comment(host: Path) -> None:
    """Where no content is touched, there is nothing to say."""
    (host / "changes.md").write_text("nothing")
    (host / "comments").write_text("[]")

    calls = run_step(host, "comment", "Post", NUMBER="7", TOUCHES_CONTENT="no")

    assert len(calls) == 1
    assert not (host / "sent").exists()


@pytest.mark.parametrize(
    ("pulls", "expected"),
    [
        ([{"number": 9, "head": {"sha": "abc"}, "base": {"sha": "def"}}], "number=9\nbase=def\n"),
        ([{"number": 9, "head": {"sha": "older"}, "base": {"sha": "def"}}], ""),
        ([], ""),
    ],
)
def test_the_pull_request_is_the_open_one_of_this_very_commit(
    host: Path, pulls: list[Any], expected: str
) -> None:
    """A branch that was pushed again meanwhile is described by the run of its newer commit."""
    (host / "pulls").write_text(json.dumps(pulls))

    run_step(
        host, "describe", "Find the pull request",
        HEAD_OWNER="stranger", HEAD_BRANCH="a branch; touch ran", HEAD_SHA="abc",
    )  # fmt: skip

    assert (host / "output").read_text() == expected
    assert not (host / "ran").exists()
