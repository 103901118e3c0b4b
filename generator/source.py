"""YAML and front matter in, values with the place of each out. The one owner of YAML text.

Every scalar stays text: YAML 1.1 would read NO as false and 12:30 as 750; model.py decides
what a value means. Content may be hostile, so each limit below is there because PyYAML
without it crashed the process, hung or grew without end.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from generator.characters import HIDDEN, hidden_message
from generator.diagnostics import Diagnostic, Location, Related, Severity
from generator.syntax import Trouble, explain
from generator.values import Value, field

YAML_VERSION: str = yaml.__version__
BYTES_LIMIT = 1_000_000
PIECE_BYTES = 65_536
LINE_LIMIT = 100_000
DEPTH_LIMIT = 64
ALIAS_LIMIT = 100
SAFE_DEPTH = 1_000

Plain = None | str | list["Plain"] | dict[str, "Plain"]


class Scalar(Value):
    """One text, and the raw stretch of the file that it was written as."""

    location: Location
    text: str
    raw: str = ""
    is_null: bool = False
    quote: str = ""

    def locate(self, offset: int) -> Location:
        """The place in the file of the character at `offset` of `text`.

        Folded, quoted and indented text differs from what the file holds, so the two are
        walked side by side: white space against white space, escapes against what they mean.
        """
        line, column = self.location.line, self.location.column
        position = _raw_offset(self.raw, self.text, offset, self.quote)
        before = self.raw[:position]
        breaks = before.count("\n")
        if breaks:
            return Location(self.location.path, line + breaks, len(before) - before.rfind("\n"))
        return Location(self.location.path, line, column + len(before))


class Sequence(Value):
    location: Location
    items: tuple[Node, ...]


class Mapping(Value):
    location: Location
    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


class Parsed(Value):
    """What one file gave: its top node, the Markdown below its front matter, its mistakes."""

    node: Node | None = None
    body: Scalar | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=())


@dataclass(frozen=True)
class Origin:
    """The file and the node that a record came from: where its mistakes are shown."""

    node: Node
    body: Scalar | None = None

    @property
    def location(self) -> Location:
        return self.node.location

    def of(self, path: tuple[str | int, ...]) -> Origin:
        """The origin of a part of the record, such as one of its statements."""
        return Origin(find(self.node, path))

    def at(self, path: tuple[str | int, ...]) -> Location:
        """The place of the value at `path`, or of the nearest one above it."""
        return self._node(path).location

    def inside(self, path: tuple[str | int, ...], offset: int) -> Location:
        """The place of one character of the text at `path`."""
        scalar = self.scalar(path)
        return scalar.locate(offset) if scalar else self._node(path).location

    def inside_text(self, path: tuple[str | int, ...], text: str, offset: int) -> Location:
        """The same, with `offset` counted in the text as the model holds it."""
        scalar = self.scalar(path)
        written = scalar.text if scalar else text
        # The model takes white space off the ends of what the file holds.
        stripped = max(written.find(text), 0) if path != ("body",) else 0
        return self.inside(path, offset + stripped)

    def scalar(self, path: tuple[str | int, ...]) -> Scalar | None:
        node = self._node(path)
        return node if isinstance(node, Scalar) else None

    def _node(self, path: tuple[str | int, ...]) -> Node:
        if path == ("body",) and self.body is not None:
            return self.body
        return find(self.node, path)


class LazyOrigin(Origin):
    """An origin whose file is parsed only when somebody asks for a place inside it.

    `location` is that of the origin itself, None where it too is known only from the file.
    """

    _place: Location | None
    _parse: Callable[[], Origin]

    def __init__(self, location: Location | None, parse: Callable[[], Origin]) -> None:
        # The class above is frozen.
        object.__setattr__(self, "_place", location)
        object.__setattr__(self, "_parse", parse)

    @cached_property
    def _whole(self) -> Origin:
        return self._parse()

    @property
    def node(self) -> Node:
        return self._whole.node

    @property
    def body(self) -> Scalar | None:
        return self._whole.body

    @property
    def location(self) -> Location:
        return self._whole.location if self._place is None else self._place

    def at(self, path: tuple[str | int, ...]) -> Location:
        return self._whole.at(path) if path else self.location

    def of(self, path: tuple[str | int, ...]) -> Origin:
        return LazyOrigin(None, lambda: self._whole.of(path)) if path else self


def plain(node: Node) -> Plain:
    """The node as Python values for the model; keys without a value are left out."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {
        key.text: plain(value)
        for key, value in node.entries
        if not (isinstance(value, Scalar) and value.is_null)
    }


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """The node at `path`, or the nearest one above it that exists."""
    for step in path:
        inner: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            inner = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            inner = node.items[step]
        if inner is None:
            continue
        node = inner
    return node


def read_regular_file(path: Path, shown: str, limit: int = BYTES_LIMIT) -> bytes | Diagnostic:
    """The bytes of a regular file of at most `limit`; never follows a link or waits on a pipe."""
    found = read_with_status(path, shown, limit)
    return found if isinstance(found, Diagnostic) else found[0]


def read_with_status(
    path: Path, shown: str, limit: int = BYTES_LIMIT
) -> tuple[bytes, os.stat_result] | Diagnostic:
    """The same, with the status that the open file had before it was read."""
    here = Location(shown)
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            return Diagnostic(
                "symbolic-link", here, "this is a symbolic link; content must be regular files",
                "put a copy of the file here, or remove the link",
            )  # fmt: skip
        if not stat.S_ISREG(mode):
            return _no_regular_file(here)
        # The file may be another by now, so it is looked at again once it is open. O_NONBLOCK: opening a FIFO would otherwise wait for a writer for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return Diagnostic(
            "unreadable-file", here, f"this file cannot be read: {error.strerror}",
            "make the file readable, or remove it",
        )  # fmt: skip
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return _no_regular_file(here)
        if status.st_size > limit:
            return Diagnostic(
                "too-large", here,
                f"this file has {status.st_size:,} bytes; the limit is {limit:,}",
                "split it into several files",
            )  # fmt: skip
        data = b""
        # Not room for the whole limit: made anew for each small file, it costs more than reading.
        room = max(status.st_size + 1, PIECE_BYTES)
        while chunk := os.read(handle, min(limit + 1 - len(data), room)):
            data += chunk
        return data, status
    finally:
        os.close(handle)


def _no_regular_file(here: Location) -> Diagnostic:
    return Diagnostic(
        "not-a-file", here, "this is no regular file, but a pipe, a device or a socket",
        "remove it from content/",
    )  # fmt: skip


def decode(data: bytes, shown: str) -> str | Diagnostic:
    """UTF-8 text with plain line ends; a byte-order mark and CRLF are accepted."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Diagnostic(
            "invalid-utf8", _place_of(data[: error.start].decode("utf-8"), shown),
            f"byte 0x{data[error.start]:02x} here is not valid UTF-8",
            "save the file with the encoding UTF-8",
        )  # fmt: skip
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = HIDDEN.search(text)
    if bad:
        name = (
            "a NUL character" if bad.group() == "\0" else f"the character U+{ord(bad.group()):04X}"
        )
        return Diagnostic(
            "control-character", _place_of(text[: bad.start()], shown),
            f"{name} stands here, which cannot be seen or published",
            "delete it; an editor program can show invisible characters",
        )  # fmt: skip
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LINE_LIMIT:
            return Diagnostic(
                "too-long", Location(shown, number),
                f"this line has {len(line):,} characters; the limit is {LINE_LIMIT:,}",
                "break the line, or check whether something was pasted here by mistake",
            )  # fmt: skip
    return text


def _hidden_character(found: re.Match[str], place: Location) -> Diagnostic:
    return Diagnostic(
        "control-character", place, hidden_message(found.group()),
        "delete it; an editor program can show invisible characters",
    )  # fmt: skip


def parse_yaml(text: str, shown: str, first_line: int = 1) -> Parsed:
    """Located values of one YAML document, or the mistakes that made it unreadable.

    `first_line` is the line of the file on which `text` begins (front matter begins later).
    """
    refusal = _refusal(text, shown, first_line)
    if refusal:
        return Parsed(diagnostics=(refusal,))
    try:
        root = yaml.compose(text, Loader=_Composer)
    except yaml.YAMLError as error:
        return Parsed(diagnostics=(_syntax_error(error, text, shown, first_line),))
    if root is None:
        return Parsed()
    builder = _Builder(text, shown, first_line)
    try:
        node = builder.build(root)
    except _RefusalError as error:
        return Parsed(diagnostics=(error.diagnostic,))
    return Parsed(node, diagnostics=tuple(builder.diagnostics))


def parse_markdown_file(text: str, shown: str) -> Parsed:
    """Front matter between two lines of `---`, and the Markdown after it."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return Parsed(body=Scalar(Location(shown), text, text))
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        problem = Diagnostic(
            "front-matter", Location(shown), "the front matter opened by --- here is never closed",
            "write a line of --- after the last key, before the text of the page",
        )  # fmt: skip
        return Parsed(diagnostics=(problem,))
    head = parse_yaml("\n".join(lines[1:end]), shown, first_line=2)
    body = "\n".join(lines[end + 1 :])
    return Parsed(head.node, Scalar(Location(shown, end + 2), body, body), head.diagnostics)


def comments(text: str, shown: str) -> Iterator[tuple[Location, str]]:
    """Every comment of a file's YAML, front matter too: where its # stands, and its words.

    Up to the first mistake where the file cannot be read. What stands behind the | or > of a block
    of text counts to the block.
    """
    first_line = 1
    if shown.endswith(".md"):
        head = re.match(r"---[ \t]*\n(.*?)^---[ \t]*$", text, re.DOTALL | re.MULTILINE)
        text, first_line = (head.group(1), 2) if head else ("", 1)
    position = line = 0
    with contextlib.suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            assert token.start_mark is not None
            assert token.end_mark is not None
            between = text[position : token.start_mark.index]
            for match in re.finditer(r"#[ \t]*([^\n]*)", between):
                before = text[: position + match.start()]
                at = line + between.count("\n", 0, match.start())
                column = len(before) - before.rfind("\n")
                yield Location(shown, at + first_line, column), match.group(1).rstrip()
            position, line = token.end_mark.index, token.end_mark.line


def _refusal(text: str, shown: str, first_line: int) -> Diagnostic | None:
    """Refuse what would crash libyaml's composer, which recurses once per level.

    A cheap upper bound first: each level costs an opening bracket or a column of indentation.
    """
    leads = (len(match) for match in re.findall(r"^[ ?:-]+", text, re.MULTILINE))
    if text.count("[") + text.count("{") + max(leads, default=0) <= SAFE_DEPTH:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH_LIMIT:
                mark = event.start_mark
                assert mark is not None
                return _too_deep(Location(shown, mark.line + first_line, mark.column + 1))
    except yaml.YAMLError as error:
        return _syntax_error(error, text, shown, first_line)
    return None


def _too_deep(location: Location) -> Diagnostic:
    return Diagnostic(
        "too-deep", location,
        f"lists or keys are nested more than {DEPTH_LIMIT} levels deep here",
        "no record is deeper than five levels; put text with brackets in quotation marks",
    )  # fmt: skip


class _Composer(yaml.CSafeLoader):
    """Makes nodes and no values, so what tag a plain text would have is not looked for."""

    def resolve(self, *_: Any, **__: Any) -> str:
        return "tag:yaml.org,2002:str"


class _RefusalError(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


_COMMENT = re.compile(r"[ \t]+#\S")


class _Builder:
    """Turns PyYAML's nodes into ours, counting repeats: aliases multiply."""

    def __init__(self, text: str, shown: str, first_line: int) -> None:
        self.text = text
        self.shown = shown
        self.first_line = first_line
        self.seen: set[int] = set()
        self.aliases = 0
        # Where the file holds none, only an escape can bring one in.
        self.may_hide = "\\" in text or HIDDEN.search(text) is not None
        self.diagnostics: list[Diagnostic] = []

    def build(self, node: yaml.Node, depth: int = 0) -> Node:
        if depth > DEPTH_LIMIT:  # an alias inside its own anchor has no end
            raise _RefusalError(_too_deep(self._location(node)))
        self._count(node)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.build(item, depth + 1) for item in node.value)
            return Sequence(self._location(node), items)
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, depth)

    def _count(self, node: yaml.Node) -> None:
        if id(node) not in self.seen:
            self.seen.add(id(node))
            return
        self.aliases += 1
        if self.aliases > ALIAS_LIMIT:
            raise _RefusalError(
                Diagnostic(
                    "too-many-aliases",
                    self._location(node),
                    f"the aliases (*) of this file repeat more than {ALIAS_LIMIT} values",
                    "write the values out instead of using & and *",
                )
            )

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        # libyaml gives a plain scalar the style "", the Python parser None.
        is_null = not node.style and node.value in {"", "~", "null", "Null", "NULL"}
        raw = self.text[node.start_mark.index : node.end_mark.index]
        # Where lines are folded, a line break that is left stands for an empty line; in quotation
        # marks it may also be typed as \n.
        is_folded = not node.style or node.style == ">"
        text = node.value.replace("\n", "\n\n") if is_folded else node.value
        scalar = Scalar(self._location(node), text, raw, is_null, node.style or "")
        if raw.startswith("!"):
            # A tag says how to read a value, and a stranger's could ask for a Python object.
            self._report(
                "syntax", scalar.location, "a leading ! is a tag in YAML, and no tags are used here",
                'put the text in quotation marks: "!like this"',
            )  # fmt: skip
        anchor = re.match(r"&(\S+) ", raw)
        if anchor and f"*{anchor.group(1)}" not in self.text:
            self._report(
                "syntax", scalar.location, "a leading & names a value in YAML, so it is not shown",
                'put the text in quotation marks: "&like this"',
            )  # fmt: skip
        hidden = HIDDEN.search(text) if self.may_hide else None
        if hidden:
            self.diagnostics.append(_hidden_character(hidden, scalar.locate(hidden.start())))
        if not node.style and _COMMENT.match(
            self.text, node.end_mark.index, node.end_mark.index + 80
        ):
            end = scalar.locate(max(len(node.value) - 1, 0))
            self.diagnostics.append(
                Diagnostic(
                    "comment-in-text",
                    Location(end.path, end.line, end.column + 2),
                    "this # begins a comment, so the text ends before it",
                    "put the text in quotation marks; if a comment is meant, leave a space after #",
                    severity=Severity.WARNING,
                )
            )
        return scalar

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in node.value:
            key = self.build(key_node, depth + 1)
            value = self.build(value_node, depth + 1)
            if not isinstance(key, Scalar):
                self._report(
                    "syntax", key.location, "a key must be a single word", "write key: value"
                )
            elif key.text == "<<":
                self._report(
                    "syntax", key.location, "merging with << is not supported",
                    "write the keys out in each record",
                )  # fmt: skip
            elif key.text in entries:
                first = entries[key.text][0].location
                self.diagnostics.append(
                    Diagnostic(
                        "duplicate-key",
                        key.location,
                        f'the key "{_short(key.text)}" is given twice',
                        "keep one of the two",
                        (Related(first, "first given here"),),
                    )
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(self._location(node), tuple(entries.values()))

    def _report(self, code: str, location: Location, message: str, help: str) -> None:
        self.diagnostics.append(Diagnostic(code, location, message, help))

    def _location(self, node: yaml.Node) -> Location:
        mark = node.start_mark
        return Location(self.shown, mark.line + self.first_line, mark.column + 1)


def _syntax_error(error: yaml.YAMLError, text: str, shown: str, first_line: int) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    return explain(
        Trouble(
            problem=str(getattr(error, "problem", "") or ""),
            context=str(getattr(error, "context", "") or ""),
            line=mark.line if mark else 0,
            column=mark.column if mark else 0,
            start=(start.line, start.column) if start else None,
            lines=text.split("\n"),
            shown=shown,
            first_line=first_line,
        )
    )


def _place_of(before: str, shown: str) -> Location:
    text = before.replace("\r\n", "\n").replace("\r", "\n")
    return Location(shown, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


# Remembered, because who reads the same content again asks for the same places.
@lru_cache(maxsize=10_000)
def _raw_offset(raw: str, text: str, offset: int, quote: str) -> int:
    """Where in `raw` the character at `offset` of `text` was written.

    White space may be folded, added or taken away between the two; the visible characters
    are the same and in the same order, so they are counted.
    """
    if raw == text:
        return offset
    visible = _visible_pieces(raw, quote)
    before = bisect_left(_visible_offsets(text), offset)
    if before < len(visible) and offset < len(text) and not text[offset].isspace():
        return visible[before][0]
    if before:
        return visible[min(before, len(visible)) - 1][1]
    return visible[0][0] if visible else 0


# Remembered, because each of many mistakes in one long text asks for its place.
@lru_cache(maxsize=16)
def _visible_offsets(text: str) -> tuple[int, ...]:
    return tuple(offset for offset, character in enumerate(text) if not character.isspace())


@lru_cache(maxsize=16)
def _visible_pieces(raw: str, quote: str) -> tuple[tuple[int, int], ...]:
    """(start, end) in a raw scalar of each character that it shows."""
    begin, end = 0, len(raw)
    if quote in {"'", '"'}:
        begin, end = 1, max(len(raw) - 1, 1)
    elif quote in {"|", ">"}:
        header = re.match(r"[|>][^\n]*\n?", raw)
        begin = header.end() if header else 0
    pieces = _PIECES.get(quote, _PIECES[""]).finditer(raw, begin, end)
    if quote != '"':
        # Nothing is escaped, so each piece shows what it is.
        return tuple(piece.span() for piece in pieces)
    return tuple(piece.span() for piece in pieces if _meaning(piece.group()).strip())


_ESCAPE = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\n\s*|.)"


_PIECES = {
    '"': re.compile(_ESCAPE + r"|\S", re.DOTALL),
    "'": re.compile(r"''|\S"),
    "": re.compile(r"\S"),
}
_NAMED_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "e": "\x1b", "_": "\xa0", "N": "\x85"}


def _meaning(piece: str) -> str:
    """What a piece of a scalar in double quotation marks shows."""
    if piece.startswith("\\") and len(piece) > 1:
        if piece[1] == "\n":
            return ""
        if piece[1] in "xuU" and len(piece) > 2:
            return chr(int(piece[2:], 16))
        return _NAMED_ESCAPES.get(piece[1], piece[1])
    return piece
