"""The small complete site, byte for byte: what a change of the generator changes is a diff.

`make golden` writes the files anew; they are then reviewed like any other change.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from generator.output import write_tree
from generator.site import markdown_files, read_site

from conftest import GOLDEN

# All that stands as HTML within a line of Markdown: a word with its numbers, another language.
IN_A_LINE = re.compile(
    r'<span class="cites">.*?</span>|</?(?:span|bdi)(?: lang="[^"]*" dir="[^"]*")?>'
)
REVIEWED = GOLDEN.parent / "generated"


@pytest.fixture
def written(golden_project: Path) -> dict[str, str]:
    """What the generator writes now, from a copy that stands in no repository: without days."""
    site = read_site(golden_project, date(2031, 7, 1))
    assert site.diagnostics == ()
    return markdown_files(site)


def test_the_markdown_is_byte_for_byte_as_it_was_reviewed(written: dict[str, str]) -> None:
    """Every file, no more and no fewer; UPDATE_GOLDEN=1 takes what is written now as reviewed."""
    if os.environ.get("UPDATE_GOLDEN"):
        write_tree(REVIEWED, written)

    reviewed = {
        path.relative_to(REVIEWED).as_posix(): path.read_bytes()
        for path in REVIEWED.rglob("*")
        if path.is_file()
    }

    assert sorted(written) == sorted(reviewed)
    for path, text in written.items():
        assert text == reviewed[path].decode("utf-8"), f"{path} differs; see `make golden`"
        assert text.encode("utf-8") == reviewed[path]


def test_the_markdown_is_pleasant_to_read(written: dict[str, str]) -> None:
    """Plain lines with plain ends: front matter, one title, a component on each line of HTML."""
    assert len(written) > 20
    for path, text in written.items():
        front, title, body = text.partition("\n# ")
        assert front.startswith('---\ntitle: "'), path
        assert title, path
        assert "\n# " not in body, path
        assert text.endswith("\n"), path
        assert "\r" not in text, path
        assert "\t" not in text, path
        for line in body.split("\n"):
            words = line if line.startswith("<") else IN_A_LINE.sub("", line)
            assert line.startswith("<") or "<" not in words, f"{path}: {line}"
            assert not line.startswith("<") or line.endswith(">"), f"{path}: {line}"


def test_no_two_empty_lines_follow_each_other(written: dict[str, str]) -> None:
    """Nothing that is empty is written."""
    assert [path for path, text in written.items() if "\n\n\n" in text] == []
