"""What stands between the values of a YAML file: comments, brackets and dashes.

source.py gives the values and their places; the rest of the text is looked through here.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from generator.diagnostics import Diagnostic, Location
from generator.source import Node, Scalar, Sequence
from generator.values import Value


class UnformattableError(Exception):
    """Something in a file that cannot be laid out anew without harm."""

    def __init__(self, location: Location, message: str, help: str) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic("not-formatted", location, message, help)


class Comment(Value):
    """A comment; offset, line and column count from 0. It is alone where it has a line of its own."""

    start: int
    line: int
    column: int
    text: str
    is_alone: bool
    has_blank_before: bool


def look(text: str, root: Node, first_line: int = 1) -> Between:
    """All that stands between the values.

    Errors: UnformattableError for anchors, aliases, tags, `?` and settings of YAML itself.
    """
    between = Between(text, root.location.path, first_line)
    between.scan(root)
    return between


_PIECE = re.compile(
    r"(?P<comment>#[^\n]*)|(?P<mark>^(?:---|\.\.\.)(?=\s|\Z))|(?P<sign>[-:,\[\]{}])"
    r"|[ \t\n]+|(?P<other>.)",
    re.MULTILINE,
)
_BLOCK_HEADER = re.compile(r"[|>][^\s#]*[ \t]+(#[^\n]*)")


class Between:
    """`starts` of the lines, `dashes`, the `ends` of brackets by their starts, and `comments`."""

    def __init__(self, text: str, shown: str, first_line: int) -> None:
        self.text = text
        self.shown = shown
        self.first_line = first_line
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.dashes: list[int] = []
        self.ends: dict[int, int] = {}
        self.comments: list[Comment] = []

    def scan(self, root: Node) -> None:
        position = 0
        opened: list[int] = []
        for start, end, is_block in sorted(set(self._spans(root))):
            self._look_between(position, start, opened)
            header = _BLOCK_HEADER.match(self.text, start, end) if is_block else None
            if header:
                self._add_comment(header.start(1), header.group(1))
            position = max(position, end)
        self._look_between(position, len(self.text), opened)

    def _spans(self, node: Node) -> list[tuple[int, int, bool]]:
        if isinstance(node, Scalar):
            if node.raw[:1] in {"&", "!"}:
                raise self._foreign(self.offset(node.location))
            start = self.offset(node.location)
            return [(start, start + len(node.raw), node.quote in {"|", ">"})]
        if isinstance(node, Sequence):
            return [span for item in node.items for span in self._spans(item)]
        return [span for pair in node.entries for inner in pair for span in self._spans(inner)]

    def _look_between(self, start: int, end: int, opened: list[int]) -> None:
        for piece in _PIECE.finditer(self.text, start, end):
            found = piece.group()
            match piece.lastgroup:
                case "comment":
                    self._add_comment(piece.start(), found)
                case "other":
                    raise self._foreign(piece.start())
                case "sign" if found == "-":
                    self.dashes.append(piece.start())
                case "sign" if found in "[{":
                    opened.append(piece.start())
                case "sign" if found in "]}":
                    self.ends[opened.pop()] = piece.start()

    def _add_comment(self, start: int, text: str) -> None:
        line = self.line_of(start)
        ahead = self.text[self.starts[line] : start].strip()
        self.comments.append(
            Comment(
                start, line, start - self.starts[line], text.rstrip(),
                is_alone=ahead in {"", "---", "..."},
                has_blank_before=self.is_blank(line - 1),
            )
        )  # fmt: skip

    def is_blank(self, line: int) -> bool:
        return line >= 0 and not self.lines[line].strip()

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def offset(self, place: Location) -> int:
        return self.starts[place.line - self.first_line] + place.column - 1

    def _foreign(self, start: int) -> UnformattableError:
        line = self.line_of(start)
        place = Location(self.shown, line + self.first_line, start - self.starts[line] + 1)
        sign = self.text[start]
        if sign in "&*":
            return UnformattableError(
                place, f"{sign} gives a value a name or repeats it, and fmt keeps no such names",
                "write the value out in each place instead of using & and *",
            )  # fmt: skip
        return UnformattableError(
            place, f"{sign} is a sign of YAML’s own here, which fmt does not write",
            "write plain lines of key: value",
        )  # fmt: skip
