"""The Nu Html Checker has nothing to say about any page of the site."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from . import machine
from .conftest import needed
from .kinds import Site

pytestmark = pytest.mark.slow


# The checker holds the policy against addresses of files, which have no origin, and takes data blocks
# for scripts. Browsers do neither; test_privacy.py holds the policy in one.
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def without_policy(site: Site, folder: Path) -> Path:
    """A copy of all pages of the site, less the meta tag of their policy."""
    for page in site.folder.rglob("*.html"):
        target = folder / page.relative_to(site.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        text, removed = _POLICY.subn("", page.read_text("utf-8"))
        assert removed == 1, page
        target.write_text(text, "utf-8")
    return folder


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
        capture_output=True, text=True, timeout=600, check=False,
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


def test_every_page_is_valid_html(site: Site, tmp_path: Path) -> None:
    """No errors and no warnings, page by page, all pages."""
    assert len(site.files()) > 400

    found = complaints(without_policy(site, tmp_path))

    assert not found, "\n" + "\n".join(found)


def test_the_checker_sees_an_error_and_a_warning(tmp_path: Path) -> None:
    """The control: a paragraph in a wrong place, a section without a heading."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p><span><p>a</span><section>b</section>"
    )

    found = "\n".join(complaints(tmp_path))

    assert "Section lacks heading" in found
    assert "End tag “span” violates nesting rules" in found or "Stray end tag" in found
