"""What each code means, why it matters, and an example before and after.

The texts stand where the code is at home: a rule's in the docstring of its module, those of the
codes of reading in the files beside this one. Both have one form:

    One sentence that says what it means.

    Why: one or two sentences.

    Before:

        # content/articles/vote.yml
        …

    After:

        …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from generator.values import Value

_FOLDER = Path(__file__).parent
_FORM = re.compile(
    r"(?P<means>.+?)\n\s*\nWhy: (?P<why>.+?)\n\s*\nBefore:(?P<before>.+?)\n\s*\nAfter:(?P<after>.+)",
    re.DOTALL,
)
_FILE = re.compile(r"^# (content/\S+|site_config/\S+)$", re.MULTILINE)


class Example(Value):
    """Words where it cannot be shown, else files: path -> text."""

    text: str
    is_code: bool

    @property
    def files(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.is_code:
            parts = _FILE.split(self.text)
            for path, text in zip(parts[1::2], parts[2::2], strict=True):
                found[path] = text.strip("\n") + "\n"
        return found


class Explanation(Value):
    """The manual of one code."""

    code: str
    means: str
    why: str
    before: Example
    after: Example


def parse_explanation(code: str, text: str) -> Explanation:
    """Read the form above.

    Errors: ValueError for a text in another form: it is ours, and so a bug.
    """
    match = _FORM.fullmatch(dedent(text).strip())
    if match is None:
        raise ValueError(f"the manual of {code} is not in the form that manual/__init__.py shows")
    one_line = {name: " ".join(match[name].split()) for name in ("means", "why")}
    return Explanation(
        code,
        one_line["means"],
        one_line["why"],
        _example(match["before"]),
        _example(match["after"]),
    )


def _example(text: str) -> Example:
    if text.startswith("\n"):
        return Example(dedent(text.strip("\n")).strip("\n"), True)
    return Example(" ".join(text.split()), False)


def pages() -> Iterator[Explanation]:
    """The codes that reading the content can give, in the order of the alphabet."""
    for path in sorted(_FOLDER.glob("*.md")):
        yield parse_explanation(path.stem, path.read_text("utf-8"))
