"""README's "An editor's day", done as it is written: its files saved, its commands typed, in order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT, add_engine

_STEP = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SAVED = re.compile(r"saved?\s+(?:this\s+)?as\s+`(?P<path>[^`]+)`:\s*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Save:
    """A block of the README that an editor saves as a file."""

    path: str
    text: str


@dataclass(frozen=True)
class Command:
    """A line that an editor types, and lines that the terminal shows then, others aside."""

    typed: str
    shown: tuple[str, ...]


def steps() -> Iterator[Save | Command]:
    """What the section has an editor do."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## An editor's day\n", 1)[1].split("\n## How it fits together\n")[0]
    end = 0
    for block in _STEP.finditer(section):
        saved = _SAVED.search(section[end : block.start()])
        end = block.end()
        if saved:
            yield Save(saved["path"], block["text"])
        elif block["kind"] == "console":
            for part in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                typed, *shown = part.splitlines()
                yield Command(typed, tuple(shown))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The project as an editor has it, in a repository, with room for texts beside it."""
    desk = tmp_path / "project"
    shutil.copytree(ROOT / "content", desk / "content")
    add_engine(desk)
    shutil.copy(ROOT / "Makefile", desk / "Makefile")
    (tmp_path / "texts").mkdir()
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "as it was"]):
        subprocess.run([*git, *arguments], cwd=desk, check=True)
    return desk


def type_in(typed: str, desk: Path) -> subprocess.CompletedProcess[str]:
    """What a shell does with a line; `make site` is what the Makefile says, without the set-up."""
    if typed == "make site":
        recipe = (desk / "Makefile").read_text(encoding="utf-8").split("\nsite:", 1)[1]
        typed = recipe.splitlines()[1].strip().removeprefix("$(BIN)/")
    typed = re.sub(r"^explainer\b", f"{sys.executable} -m generator", typed)
    return subprocess.run(
        typed, shell=True, cwd=desk, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_an_editors_day_is_as_the_readme_says(desk: Path) -> None:
    """Each file is saved where it says so; each command shows the lines that stand below it."""
    done = []
    for step in steps():
        if isinstance(step, Save):
            target = (desk / step.path).resolve()
            assert target.is_relative_to(desk.parent)
            target.write_text(step.text, encoding="utf-8")
            continue
        ran = type_in(step.typed, desk)
        told = ran.stdout + ran.stderr
        fails = any("error[" in line for line in step.shown)
        assert ran.returncode == int(fails), f"{step.typed}\n{told}"
        for line in step.shown:
            assert line in told, f"{step.typed}\n{told}"
        done.append(step.typed.split()[1])

    assert {"new", "check", "verify", "fmt", "changes", "rename", "where", "todo", "site"} <= {
        *done
    }
    assert (desk / "site/articles/2026-11-20-ministers/index.html").is_file()
    assert (desk / "site/topics/example-fleet/index.html").is_file()
    assert (desk / "site/actors/ada-pellow-minister/index.html").is_file()
