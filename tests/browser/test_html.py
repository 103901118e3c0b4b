"""The Nu Html Checker has nothing to say about any page of the site."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from . import machine
from .conftest import needed
from .kinds import Site

pytestmark = pytest.mark.slow


def complaints(folder: Path) -> list[str]:
    """What vnu says of the pages under `folder`: its errors and warnings with the first places.

    One process looks at all of them; compiling its code as it runs would take longer than that.
    Errors: AssertionError where it cannot run.
    """
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m"]
    done = subprocess.run(
        [
            needed(machine.java()), *quick, "-jar", needed(machine.vnu()), "--format", "json",
            "--exit-zero-always", "--skip-non-html", folder,
        ],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    messages = json.loads(done.stderr)["messages"]
    told = [m for m in messages if m["type"] == "error" or m.get("subType") == "warning"]
    place = {
        m["message"]: f"{m['url'].partition(folder.name)[2]}:{m.get('lastLine', 0)}"
        for m in told[::-1]
    }
    return [
        f"{number}× {text} (first in {place[text]})"
        for text, number in Counter(m["message"] for m in told).most_common(20)
    ]


def test_every_page_is_valid_html(site: Site) -> None:
    """No errors and no warnings, page by page, all pages."""
    assert len(site.files()) > 400

    found = complaints(site.folder)

    assert not found, "\n" + "\n".join(found)


def test_the_checker_sees_an_error_and_a_warning(tmp_path: Path) -> None:
    """The control: a paragraph in a wrong place, a section without a heading."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p><span><p>a</span><section>b</section>"
    )

    found = "\n".join(complaints(tmp_path))

    assert "Section lacks heading" in found
    assert "End tag “span” violates nesting rules" in found or "Stray end tag" in found
