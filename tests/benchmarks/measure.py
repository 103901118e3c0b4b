"""One run of one command: its time, its processor time and the memory of its largest process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .failures import BenchmarkError

WATCHED = Path(__file__).with_name("watched.py")
# One run, in seconds: a tool that hangs is ended.
LONGEST = 3600
# How much of a failed run's log is told, in lines.
TOLD = 20
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


@dataclass(frozen=True)
class Measured:
    """What is not measured of a case is 0."""

    seconds: float
    cpu_seconds: float = 0.0
    peak_bytes: int = 0


def environment() -> dict[str, str]:
    """The variables of a run. Modules are compiled once, as for everybody who builds twice."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | _QUIET


def measure(command: Sequence[str], folder: Path, log: Path) -> Measured:
    """Run `command` in `folder` in a new process; what it prints goes to `log`.

    Errors: BenchmarkError where it fails or takes longer than an hour.
    """
    report = log.with_suffix(".json")
    watching = [sys.executable, "-I", "-S", str(WATCHED), str(report), str(log), *command]
    with subprocess.Popen(
        watching, cwd=folder, env=environment(), start_new_session=True
    ) as process:
        try:
            code = process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            raise BenchmarkError(f"{command[0]} took longer than {LONGEST} s; see {log}") from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if code:
        raise BenchmarkError(f"{command[0]} could not be started")
    found = json.loads(report.read_text("utf-8"))
    if found.pop("code"):
        last = "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-TOLD:])
        raise BenchmarkError(f"{' '.join(command)} failed:\n{last}")
    return Measured(**found)
