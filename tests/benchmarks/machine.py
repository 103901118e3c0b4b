"""On what was measured: figures without it say nothing."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from pathlib import Path

from .environment import python_version


def described(versions: Mapping[str, str]) -> str:
    """The machine, its load as the run begins, and the version of each tool, as a list in Markdown."""
    load = f"{os.getloadavg()[0]:.1f}"
    kernel = f"{platform.system()} {platform.release().partition('-')[0]}"
    lines = [
        f"{_processor()}, {os.cpu_count()} cores, {_memory()}, {kernel}",
        f"load as the run began: {load}",
        f"Python {python_version()}",
        *(f"{name}: {version}" for name, version in versions.items()),
    ]
    return "\n".join(f"- {line}" for line in lines)


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.is_file():
        for line in told.read_text("utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{total / 2**30:.0f} GiB"
