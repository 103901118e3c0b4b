"""The benchmarks' own environment, with the tools that the project itself does not need.

It is made in .venv-bench from requirements.txt, and anew when that changes. What cannot be installed
is lacking, with the reason; nothing fails for it.
"""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
# One install or one question, in seconds.
LONGEST = 600


class Environment:
    """Where the tools are, and why others are not; `folder` need not be there yet."""

    def __init__(self, folder: Path = ROOT / ".venv-bench") -> None:
        self._folder = folder
        self._failures: dict[str, str] = {}

    def ready(self) -> None:
        """Install what is not installed yet: everything at once, else each package for itself."""
        text = REQUIREMENTS.read_text("utf-8")
        stamp = self._folder / ".ready"
        wanted = hashlib.sha256(text.encode()).hexdigest()
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        try:
            venv.create(self._folder, clear=True, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            self._failures[""] = f"no environment could be made: {error}"
            return
        if not self._install(text):
            stamp.write_text(wanted)
            return
        for requirement in requirements(text):
            if why := self._install(requirement):
                self._failures[requirement.partition("==")[0]] = why

    def program(self, name: str) -> Path:
        return self._folder / "bin" / name

    @property
    def hugo(self) -> Path | None:
        """The binary itself: the command in bin/ starts Python first, which is no part of Hugo."""
        found = self._folder.glob("lib/python*/site-packages/hugo/binaries/hugo")
        return next(iter(found), None)

    def version_told_by(self, *command: str) -> str:
        """What a tool says of itself; "" where it cannot be run."""
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            return subprocess.run(
                command, capture_output=True, text=True, check=True, timeout=LONGEST
            ).stdout.strip()
        return ""

    def why_lacking(self, package: str) -> str:
        reasons = (self._failures.get(name) for name in (package, "", *self._failures))
        return next((why for why in reasons if why), "it is installed, but does not run")

    def _install(self, text: str) -> str:
        """Install these requirements and no others; returns why they could not be, or ""."""
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            command = [
                str(self.program("python")), "-m", "pip", "install", "--quiet", "--no-deps",
                "--disable-pip-version-check", "--require-hashes", "--requirement", file.name,
            ]  # fmt: skip
            try:
                done = subprocess.run(
                    command, capture_output=True, text=True, check=False, timeout=LONGEST
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                return str(error)
        if done.returncode == 0:
            return ""
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        return (errors or ["pip failed"])[-1].removeprefix("ERROR: ")


def requirements(text: str) -> Iterator[str]:
    """Each requirement of a file with its hashes, its continued lines as one."""
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def python_version() -> str:
    return ".".join(map(str, sys.version_info[:3]))
