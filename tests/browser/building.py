"""Sites made for the tests by the real command, once, whoever asks first."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from conftest import ROOT, add_engine


@contextlib.contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Whoever holds the lock file goes on; the others wait, however many processes they are."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def made_once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The project `name` below `shared`, made by `make` unless another process has done so."""
    project = shared / name
    done = project / ".whole"
    with one_at_a_time(shared / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(project, ignore_errors=True)
            project.mkdir(parents=True)
            make(project)
            done.touch()
    return project


def built_once(shared: Path, name: str, write_content: Callable[[Path], None]) -> Path:
    """The folder of the site `name`, built below `shared` unless another process has done so.

    `write_content` fills the content/ of a new project.
    Errors: AssertionError with the report of the command where it refuses the content.
    """

    def make(project: Path) -> None:
        (project / "content").mkdir()
        write_content(project)
        build(project)

    return made_once(shared, name, make) / "site"


def build(project: Path) -> None:
    """Build a project with the settings and the theme of this one."""
    add_engine(project)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"], cwd=project, capture_output=True, text=True,
        timeout=600, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def real_content(project: Path) -> None:
    """The content of this project, with its days of change: its git is only ever read."""
    shutil.copytree(ROOT / "content", project / "content", dirs_exist_ok=True)
    found = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--absolute-git-dir"], capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found.returncode == 0:
        (project / ".git").write_text(f"gitdir: {found.stdout.strip()}\n")
