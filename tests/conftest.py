"""What tests share: a project on disk made of a few files, and the real commands."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "project"

# `make thorough` and `make browser` look at every page in every way, and try every string and moment;
# `make test` those that differ most.
THOROUGH = os.environ.get("TESTS") == "thorough"

# How fast a shared machine is at the moment says nothing of the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

# Whoever asks for one of these starts the command, or reads all the real content anew.
LONGER_FIXTURES = {"explainer", "desk"}

MakeProject = Callable[..., Path]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Write a project: paths below content/ -> text or bytes. Settings are the real ones.

    With `engine` it has our theme and hook too, and can be built.
    """

    def make(
        files: dict[str, str | bytes] | None = None, name: str = "project", *, engine: bool = False
    ) -> Path:
        project = tmp_path / name
        (project / "content").mkdir(parents=True, exist_ok=True)
        for path, text in (files or {}).items():
            target = project / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        if engine:
            add_engine(project)
        else:
            (project / "site_config").mkdir(exist_ok=True)
            shutil.copy(ROOT / "mkdocs.yml", project / "mkdocs.yml")
        return project

    return make


def tree(folder: Path) -> dict[str, bytes]:
    """Path below a folder -> bytes, of every file in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def edit(project: Path, path: str, before: str, after: str) -> None:
    """Write `after` for `before` in a file below content/, where it must stand."""
    file = project / "content" / path
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def heed_interrupts() -> None:
    """As on a terminal: what runs behind another command would be deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def mkdocs_build(project: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the reference, plain `mkdocs build`, with more arguments."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments], cwd=project,
        env={**os.environ, **env}, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip


def add_engine(project: Path) -> None:
    """The settings, the theme and the hook of this project, so that MkDocs builds as it does here."""
    shutil.copy(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    shutil.copytree(ROOT / "site_config", project / "site_config", dirs_exist_ok=True)
    hook = project / "generator" / "engines" / "mkdocs_adapter.py"
    hook.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "generator" / "engines" / "mkdocs_adapter.py", hook)
    (project / "generated").mkdir(exist_ok=True)
    (project / "generated" / ".gitignore").write_text("*\n!.gitignore\n")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all the processes of a test run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture
def golden_project(make_project: MakeProject) -> Path:
    """A copy of the small complete site in tests/golden/project."""
    project = make_project(engine=True)
    shutil.copytree(GOLDEN / "content", project / "content", dirs_exist_ok=True)
    return project


@pytest.fixture
def explainer() -> Run:
    """Run the real command in a process of its own."""

    def run(
        *arguments: str, cwd: Path, timeout: float = 240, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "generator", *arguments],
            cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, timeout=timeout, check=False,
        )  # fmt: skip

    return run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud how many browser tests did not run here, and what each of them lacked."""
    lacks = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if "tests/browser/" in report.nodeid and isinstance(report.longrepr, tuple)
    )
    if lacks:
        terminalreporter.section(f"{sum(lacks.values())} browser tests did NOT run", yellow=True)
        for lack, number in lacks.most_common():
            terminalreporter.write_line(f"{number} times {lack}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make check` leaves to `make test`, before one of them chooses by these marks."""
    for item in items:
        if isinstance(item, pytest.Function) and LONGER_FIXTURES & set(item.fixturenames):
            item.add_marker("longer")


def pytest_collection_finish() -> None:
    """What was collected stays: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
