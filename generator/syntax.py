"""YAML that cannot be read, in an editor's words: what libyaml says, and what it most likely is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Location


@dataclass(frozen=True)
class Trouble:
    """Where a parser gave up and why, as it says. Lines and columns count from 0.

    `start` is where the thing began that could not be ended, such as a quotation mark.
    `first_line` is the line of the file on which the text begins.
    """

    problem: str
    context: str
    line: int
    column: int
    start: tuple[int, int] | None
    lines: list[str]
    shown: str
    first_line: int

    def place(self, line: int, column: int) -> Location:
        return Location(self.shown, min(line, len(self.lines) - 1) + self.first_line, column + 1)

    def near(self) -> Iterator[tuple[int, str]]:
        """The line of the trouble and the one above, where its cause mostly stands."""
        for number in (self.line, self.line - 1):
            if 0 <= number < len(self.lines):
                yield number, self.lines[number]

    def mistake(self, line: int, column: int, message: str, help: str) -> Diagnostic:
        return Diagnostic("syntax", self.place(line, column), message, help)


def explain(trouble: Trouble) -> Diagnostic:
    """One plain sentence, the place of the cause and the cure, for a text that is no YAML."""
    found = (recognise(trouble) for recognise in _RECOGNISERS)
    return next((diagnostic for diagnostic in found if diagnostic), None) or _other(trouble)


def _merge_conflict(trouble: Trouble) -> Diagnostic | None:
    for number, line in enumerate(trouble.lines):
        if re.match(r"<{7} |>{7} |={7}$", line):
            return trouble.mistake(
                number, 0, "a merge conflict was left here",
                "keep the lines that are right and remove the marks <<<<<<<, ======= and >>>>>>>",
            )  # fmt: skip
    return None


def _tab(trouble: Trouble) -> Diagnostic | None:
    for number, line in trouble.near():
        indent = re.match(r" *\t", line)
        if indent:
            return Diagnostic(
                "tab-indentation", trouble.place(number, indent.end() - 1),
                "a tab is used for indentation, which YAML does not allow",
                "replace the tab by two spaces",
            )  # fmt: skip
    return None


def _hard_space(trouble: Trouble) -> Diagnostic | None:
    for number, line in trouble.near():
        found = re.match(
            r"[\s-]*?(?=[\u00a0\u2007\u202f\u3000])|\s*(?:- )?\w+:(?=[\u00a0\u202f])", line
        )
        if found:
            return trouble.mistake(
                number, found.end(), "a no-break space stands here, where YAML needs a plain one",
                "replace it by a space typed with the space bar",
            )  # fmt: skip
    return None


def _escape(trouble: Trouble) -> Diagnostic | None:
    words = f"{trouble.problem} {trouble.context}"
    if not re.search(r"escape|hexdecimal|Unicode character", words):
        return None
    at = trouble.lines[trouble.line].rfind("\\", 0, trouble.column + 1)
    return trouble.mistake(
        trouble.line, at if at >= 0 else trouble.column,
        "a backslash in double quotation marks begins an escape, and YAML does not know this one",
        "write \\\\ for a backslash, or use single quotation marks",
    )  # fmt: skip


def _unclosed_quote(trouble: Trouble) -> Diagnostic | None:
    if "quoted scalar" not in trouble.context or trouble.start is None:
        return None
    return Diagnostic(
        "unclosed-quote", trouble.place(*trouble.start),
        "the quotation mark opened here is never closed",
        "close it, or begin the text on a new line after >- so that it needs no quotation marks",
    )  # fmt: skip


_VALUE = r"\s*(?:- +)?(?:[\w-]+: +|- +)?"


def _link_at_the_start(trouble: Trouble) -> Diagnostic | None:
    for number, line in trouble.near():
        found = re.match(rf"{_VALUE}(?=\[[\[@])", line)
        if found:
            return trouble.mistake(
                number, found.end(), "a text that begins with [[ or [@ is taken for a list",
                'put the text in quotation marks: "[[id]] …"',
            )  # fmt: skip
    return None


def _text_after_quote(trouble: Trouble) -> Diagnostic | None:
    for number, line in trouble.near():
        found = re.match(
            rf"{_VALUE}(?P<mark>[\"'])(?:(?!(?P=mark)).)*(?P=mark) *(?=[^\s#,:\]}}])", line
        )
        if found:
            return trouble.mistake(
                number, found.end(), "the text goes on after its closing quotation mark",
                "begin the text on a new line after >- so that it can hold quotation marks",
            )  # fmt: skip
    return None


def _curly_quote(trouble: Trouble) -> Diagnostic | None:
    for number, line in trouble.near():
        found = re.match(r"\s*(?:- +)?(?=[“”„‘’])", line)
        if found:
            return trouble.mistake(
                number, found.end(), "a curly quotation mark means nothing to YAML",
                "use straight quotation marks around a value, and none around a key",
            )  # fmt: skip
    return None


def _missing_space(trouble: Trouble) -> Diagnostic | None:
    for number, line in trouble.near():
        found = re.match(r"\s*(?:- +)?[a-z_]+:(?=[^\s/])", line)
        if found:
            return trouble.mistake(
                number, found.end(), "a space is missing after the colon", "write key: value"
            )
    return None


def _unclosed_bracket(trouble: Trouble) -> Diagnostic | None:
    if "flow" not in trouble.context or trouble.start is None:
        return None
    return trouble.mistake(
        *trouble.start, "the bracket opened here is not closed, or a comma is missing in it",
        "close it, or put the text in quotation marks if the bracket belongs to it",
    )  # fmt: skip


_RECOGNISERS = (
    _merge_conflict,
    _tab,
    _hard_space,
    _escape,
    _unclosed_quote,
    _link_at_the_start,
    _text_after_quote,
    _curly_quote,
    _missing_space,
    _unclosed_bracket,
)

_HELP_BY_WORDS = (
    ("alias", 'put the text in quotation marks: a leading * means "alias" in YAML'),
    ("mapping values are not allowed", "put the text in quotation marks: it holds a colon followed by a space"),
    ("cannot start any token", "put the text in quotation marks: it begins with a character that YAML keeps for itself"),
    ("tag", 'put the text in quotation marks: a leading ! means "tag" in YAML'),
    ("single document", "write one document a file; remove the second ---"),
)  # fmt: skip


def _other(trouble: Trouble) -> Diagnostic:
    words = f"{trouble.problem} {trouble.context}"
    help = next(
        (help for part, help in _HELP_BY_WORDS if part in words),
        "check the indentation and the colon of this line and the one above",
    )
    reason = trouble.problem or "it ends too early"
    return trouble.mistake(
        trouble.line, trouble.column, f"this is not valid YAML: {reason[:80]}", help
    )
