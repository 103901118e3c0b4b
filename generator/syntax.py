"""YAML that cannot be read, in an editor's words: what libyaml says, and what it most likely is."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Location
from generator.values import Value


class Trouble(Value):
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

    def above(self, number: int) -> str:
        """The nearest line above one that holds more than a comment; "" where there is none."""
        before = (line for line in reversed(self.lines[:number]) if line.strip())
        return next((line for line in before if not line.lstrip().startswith("#")), "")

    def mistake(self, line: int, column: int, message: str, help: str) -> Diagnostic:
        return Diagnostic("syntax", self.place(line, column), message, help)


def quoted(text: str) -> str:
    """A text in quotation marks on one line, as YAML takes it."""
    has_breaks = "\n" in text or "\t" in text
    escapes = text.count('"') + text.count("\\")
    if not has_breaks and escapes > text.count("'"):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


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
            above = trouble.above(number)
            spaces = len(_indent(above)) if above else 2
            return Diagnostic(
                "tab-indentation", trouble.place(number, indent.end() - 1),
                "a tab is used for indentation, which YAML does not allow",
                f"replace it by spaces; most likely, {_begin('this line', spaces)}"
                if spaces else "take it out, or replace it by two spaces",
            )  # fmt: skip
    return None


def _indent(line: str) -> str:
    """What stands before a key; in an item of a list, its dash too."""
    found = re.match(r"[ \t]*(?:- +)*", line)
    return found.group() if found else ""


def _begin(what: str, spaces: int) -> str:
    """The cure for what begins in the wrong column."""
    if spaces == 0:
        return f"begin {what} at the start of the line"
    return f"begin {what} after {spaces} {'space' if spaces == 1 else 'spaces'}"


_KEY = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[a-z][a-z_]*):(?= |$)")


def _missing_space_after_dash(trouble: Trouble) -> Diagnostic | None:
    for number, line in trouble.near():
        found = re.match(r" *-(?=[a-z_]+:(?: |$)|[\"'\[{])", line)
        if found:
            return trouble.mistake(
                number, found.end(), "a space is missing after the dash",
                f"write - {line[found.end():].split(':')[0][:40]}: …" if ":" in line else "write - and a space",
            )  # fmt: skip
    return None


def _wrong_indentation(trouble: Trouble) -> Diagnostic | None:
    """A key that does not stand below the key above it, so that YAML takes it for something else."""
    if trouble.line >= len(trouble.lines):
        return None
    line, above = trouble.lines[trouble.line], trouble.above(trouble.line)
    key, before = _KEY.match(line), _KEY.match(above)
    if key is None or before is None or key["dash"]:
        return None
    here, there = len(key["indent"]), len(before["indent"]) + len(before["dash"] or "")
    has_value = above[before.end() :].strip() not in {"", ">", ">-", "|", "|-"}
    if not has_value or here in _columns_above(trouble):
        return None
    way = "deeper" if here > there else "less deep"
    return trouble.mistake(
        trouble.line, here,
        f'"{key["key"]}" is indented {way} than the key above it, "{before["key"]}"',
        f"{_begin('it', there)}, if both belong to one record; "
        f'if it is part of the text of "{before["key"]}", put that text in quotation marks',
    )  # fmt: skip


def _columns_above(trouble: Trouble) -> Iterator[int]:
    """Where a key may begin at the trouble: below the key above, or one that this one stands under."""
    below = sys.maxsize
    for line in reversed(trouble.lines[: trouble.line]):
        key = _KEY.match(line)
        if key is None:
            continue
        indent, column = len(key["indent"]), len(key["indent"]) + len(key["dash"] or "")
        if column < below:
            yield column
        # A list may begin in the column of its key.
        below = min(below, indent + 1 if key["dash"] else indent)


def _missing_colon(trouble: Trouble) -> Diagnostic | None:
    """A line with a key and no colon: the parser notices only at the line after."""
    if "could not find expected ':'" not in trouble.problem or trouble.start is None:
        return None
    number, column = trouble.start
    if number >= len(trouble.lines):
        return None
    word, _, value = trouble.lines[number][column:].strip().partition(" ")
    if re.fullmatch(r"[a-z_]+", word):
        written = f"{word}: {value[:40]}" if value else f"{word}: and its value"
        return trouble.mistake(
            number, column, f'the colon is missing after "{word}"',
            f"write {written}; a line that goes on with the text above it is indented deeper than "
            "the key of that text",
        )  # fmt: skip
    return trouble.mistake(
        number, column, "this line is neither a key with its value nor part of a text",
        "write key: value, or - before it if it belongs to a list; lines of a text are indented "
        "deeper than its key",
    )  # fmt: skip


def _outside_the_list(trouble: Trouble) -> Diagnostic | None:
    if "expected '-' indicator" not in trouble.problem or trouble.line >= len(trouble.lines):
        return None
    if trouble.start is not None and trouble.start[1] == trouble.column == 0:
        return trouble.mistake(
            trouble.line, 0, "the file began as a list of records, and this line is no item of it",
            "begin it with - and a space, or indent it by two spaces if it belongs to the item above",
        )  # fmt: skip
    dash = re.match(r" *- ", trouble.lines[trouble.line])
    if dash and trouble.start is not None:
        return trouble.mistake(
            trouble.line, trouble.column, "this item does not stand below the other items of its list",
            _begin("its -", trouble.start[1]),
        )  # fmt: skip
    return trouble.mistake(
        trouble.line, trouble.column, "this line belongs neither to the list above it nor to an item",
        "begin it with - and a space, or indent it like the other lines of the item",
    )  # fmt: skip


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


# A longer line is no help.
_TYPED_LIMIT = 300


def _text_after_bracket(trouble: Trouble) -> Diagnostic | None:
    """A text that begins with a bracket, so that YAML expects nothing behind the one that closes it."""
    if trouble.line >= len(trouble.lines):
        return None
    line = trouble.lines[trouble.line]
    found = re.match(r" *(?P<dash>- +)*(?P<key>[\w-]+: +)?(?=[\[{])", line)
    end = _end_of_brackets(line, found.end()) if found else None
    if found is None or end is None or trouble.column < end:
        return None
    text = re.split(r"\s#", line[found.end() :])[0].rstrip()
    behind = text[end - found.end() :].strip()
    if not behind:
        return None
    opened, closed = text[0], "]" if text[0] == "[" else "}"
    below = "".join(trouble.lines[trouble.line + 1 : trouble.line + 2])
    column = max(found.start("key") if found["key"] else found.start("dash"), 0)
    goes_on = not below[: column + 1].strip() and bool(below.strip())
    key = (found["key"] or found["dash"] or "").strip()
    typed = " ".join((key, quoted(f"{text} …" if goes_on else text))).strip()
    kind = "a list" if opened == "[" else "a group of keys"
    help = "put the text in quotation marks"
    if len(typed) <= _TYPED_LIMIT:
        help += f": {typed}"
    if re.search(r", |: ", text[: end - found.end()]):
        help += f"; if it is {kind}, take out what stands behind its {closed}"
    return trouble.mistake(
        trouble.line, found.end(),
        f"a text that begins with {opened} is taken for {kind}, and this one goes on behind its {closed}",
        help,
    )  # fmt: skip


def _end_of_brackets(line: str, start: int) -> int | None:
    """Behind the bracket that closes the one at `start`; None where it is not closed on this line."""
    depth = 0
    # A quotation mark inside a word is an apostrophe.
    for match in re.finditer(
        r"(?<=[\[{,:\s])(?:\"(?:[^\"\\]|\\.)*\"|'[^']*')|[\[\]{}]", line[start:]
    ):
        depth += (match.group() in "[{") - (match.group() in "]}")
        if depth == 0:
            return start + match.end()
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
    line, column = place = trouble.start
    there = "".join(trouble.lines[line : line + 1])[column : column + 1]
    if there not in {"[", "{"}:
        # What stands there is where the parser gave up, not what was opened.
        place = _last_open(trouble.lines[: trouble.line + 1]) or place
    return trouble.mistake(
        *place, "the bracket opened here is not closed, or a comma is missing in it",
        "close it, or put the text in quotation marks if the bracket belongs to it",
    )  # fmt: skip


def _last_open(lines: list[str]) -> tuple[int, int] | None:
    """Where the last bracket stands that is opened and not closed in what follows."""
    opened: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", lambda text: " " * len(text.group()), line)
        for match in re.finditer(r"[\[\]{}]", bare):
            if match.group() in "[{":
                opened.append((number, match.start()))
            elif opened:
                opened.pop()
    return opened[-1] if opened else None


_RECOGNISERS = (
    _merge_conflict,
    _tab,
    _hard_space,
    _escape,
    _unclosed_quote,
    _link_at_the_start,
    _text_after_bracket,
    _text_after_quote,
    _curly_quote,
    _missing_space,
    _missing_space_after_dash,
    _unclosed_bracket,
    _missing_colon,
    _outside_the_list,
    _wrong_indentation,
)

# What libyaml says, what it means, and the cure.
_BY_WORDS = (
    ("alias", "a leading * points at another value in YAML", "put the text in quotation marks"),
    ("anchor", "a leading & names a value in YAML", "put the text in quotation marks"),
    ("alphabetic or numeric character", "a leading & or * has a meaning of its own in YAML",
     "put the text in quotation marks"),
    ("mapping values are not allowed", "a colon and a space stand in this text, so YAML takes it for a key",
     "put the text in quotation marks, or begin it on a new line after >-"),
    ("mapping keys are not allowed", "a question mark that stands alone has a meaning of its own in YAML",
     "put it in quotation marks"),
    ("block sequence entries are not allowed", "a list begins on a line of its own",
     "put the - on the next line, indented by two spaces; a text that begins with - goes in quotation marks"),
    ("cannot start any token", "this text begins with a character that YAML keeps for itself",
     "put the text in quotation marks"),
    ("comment or line break", "after > or | the text begins on the next line",
     "begin the text on a new line, or put it in quotation marks"),
    ("tag", "a leading ! has a meaning of its own in YAML", "put the text in quotation marks"),
    ("another document", "a second --- begins another document here",
     "write one document a file; remove this ---"),
    ("expected key", "this line is not indented like the lines around it",
     "begin it below the keys that it belongs to; lines of a text are indented deeper than its key"),
)  # fmt: skip


def _other(trouble: Trouble) -> Diagnostic:
    words = f"{trouble.problem} {trouble.context}"
    for part, message, help in _BY_WORDS:
        if part in words:
            return trouble.mistake(trouble.line, trouble.column, message, help)
    reason = trouble.problem or "it ends too early"
    return trouble.mistake(
        trouble.line, trouble.column, f"this is not valid YAML: {reason[:80]}",
        "check the indentation and the colon of this line and the one above",
    )  # fmt: skip
