"""What this machine has for browser tests: Chromium, Java, Node's packages; and what it lacks."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@dataclass(frozen=True)
class Lack:
    """Something that is not on this machine: what, and how to get it."""

    what: str
    cure: str

    def __str__(self) -> str:
        return f"no {self.what} on this machine ({self.cure})"


def must_run() -> bool:
    """Whether a lack is a failure here: continuous integration has all that the tests need."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def chromium() -> Path | Lack:
    """The browser: $CHROMIUM where it is set, else the first of the usual names on the path."""
    wanted = os.environ.get("CHROMIUM")
    found = (
        shutil.which(wanted) if wanted else next(filter(None, map(shutil.which, BROWSERS)), None)
    )
    return Path(found) if found else Lack("Chromium", "apt-get install chromium")


def java() -> Path | Lack:
    found = shutil.which("java")
    return Path(found) if found else Lack("Java", "apt-get install default-jre-headless")


def package_file(name: str) -> Path | Lack:
    """A file of one of Node's packages, by its path below node_modules/."""
    path = PACKAGES / name
    return (
        path if path.is_file() else Lack(name.partition("/")[0], "make tests/browser/node_modules")
    )


def axe() -> Path | Lack:
    return package_file("axe-core/axe.min.js")


def vnu() -> Path | Lack:
    return package_file("vnu-jar/build/dist/vnu.jar")


def version_of(package: str) -> str:
    """The version of an installed package of Node's."""
    text = (PACKAGES / package / "package.json").read_text(encoding="utf-8")
    return str(json.loads(text)["version"])
