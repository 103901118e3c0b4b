"""What one file of content/ gives: its records, and what is wrong with them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from generator import cache, source
from generator.diagnostics import Diagnostic, Location, Severity
from generator.listing import File, printable
from generator.load.validating import validated
from generator.mistakes import example, mistakes
from generator.model import MARKDOWN_KINDS, Page, Record
from generator.source import Origin
from generator.values import Value, replace

_CONFIRM = re.compile(r"#[ \t]*confirm\b")
_DRAFT = re.compile(r"^draft:[ \t]*true\b", re.MULTILINE)
# What an editor may have saved beside a record, such as the text of its source.
_TEXTS = {".txt", ".html", ".htm", ".pdf", ".docx"}


class Written(Value):
    """What an editor wrote for one record; `record` is None where the model refused it."""

    values: dict[str, Any]
    origin: Origin
    record: Record | None


class Given(Value):
    """What a file gave.

    `is_readable` says whether it could be read as a record or a list of them, right or wrong; `data` are the
    bytes that were read, and `stamp` is that of the file as it was then, None where it could not be opened.
    """

    written: tuple[Written, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_readable: bool
    data: bytes = b""
    stamp: cache.Stamp | None = None


def read_file(kind: type[Record], file: File) -> Given:
    """Errors: none raised; what cannot be read is a diagnostic."""
    found = source.read_with_status(file.path, file.shown)
    if isinstance(found, Diagnostic):
        return Given((), (found,), is_readable=False)
    data, status = found
    text = source.decode(data, file.shown)
    if isinstance(text, Diagnostic):
        given = Given((), (text,), is_readable=False)
    else:
        parser = _Parser(kind, file.relative, file.shown)
        given = parser.given(parser.has_right_ending(file.path) and parser.parse(text))
    return replace(given, data=data, stamp=cache.stamp_from(status))


def read_text(kind: type[Record], text: str, relative: Path, shown: str) -> Given:
    """The same of a file that is not there yet."""
    decoded = source.decode(text.encode("utf-8", "surrogatepass"), shown)
    if isinstance(decoded, Diagnostic):
        return Given((), (decoded,), is_readable=False)
    parser = _Parser(kind, relative, shown)
    return parser.given(parser.parse(decoded))


class _Parser:
    def __init__(self, kind: type[Record], relative: Path, shown: str) -> None:
        self._kind = kind
        self._relative = relative
        self._shown = shown
        self._written: list[Written] = []
        self._diagnostics: list[Diagnostic] = []

    def given(self, is_readable: bool) -> Given:
        return Given(tuple(self._written), tuple(self._diagnostics), is_readable)

    def _report(self, code: str, location: Location, message: str, help: str) -> None:
        self._diagnostics.append(Diagnostic(code, location, message, help))

    def has_right_ending(self, path: Path) -> bool:
        wanted = (".md",) if self._kind in MARKDOWN_KINDS else (".yml", ".yaml")
        if self._relative.suffix in wanted:
            return True
        renamed = f"{stem(self._relative)}{wanted[0]}"
        is_free = not path.with_name(renamed).exists()
        help = "move it out of content/"
        if self._relative.suffix.lower() in _TEXTS:
            help += (
                "; texts of sources belong outside git, in a folder for explainer verify --texts"
            )
        elif is_free:
            help = f'rename it to "{renamed}", or {help}'
        self._report(
            "wrong-ending", Location(self._shown),
            f"files in {self._kind.folder}/ end in {' or '.join(wanted)}", help,
        )  # fmt: skip
        return False

    def parse(self, text: str) -> bool:
        """Whether the text could be read as a record or a list of them."""
        if not text.strip():
            self._report_empty()
            return False
        is_markdown = self._kind in MARKDOWN_KINDS
        return self._parse_markdown(text) if is_markdown else self._parse_yaml(text)

    def _parse_markdown(self, text: str) -> bool:
        parsed = source.parse_markdown_file(text, self._shown)
        self._diagnostics += parsed.diagnostics
        if parsed.body is None:
            return False
        node = parsed.node or source.Mapping(Location(self._shown), ())
        if not isinstance(node, source.Mapping):
            self._report_shape(node, "front matter holds lines of key: value")
            return False
        if parsed.node is None and parsed.diagnostics:
            return False
        values = _values_of(node)
        body = parsed.body
        if self._kind is Page and "title" not in values:
            heading = re.match(r"\s*#[ \t]+([^\n]+)", body.text)
            if heading is None:
                self._report(
                    "missing-field", body.location, "this page has no heading",
                    "begin the text with a line such as: # About this site",
                )  # fmt: skip
                return False
            values["title"] = heading.group(1).strip().rstrip("#").strip()
            # As many line breaks as the heading had characters: the offsets of the rest stay.
            values["body"] = "\n" * heading.end() + body.text[heading.end() :]
        else:
            values["body"] = body.text
        self._add(values, Origin(node, body), stem(self._relative))
        return True

    def _parse_yaml(self, text: str) -> bool:
        parsed = source.parse_yaml(text, self._shown)
        self._diagnostics += parsed.diagnostics
        self._report_unconfirmed(text)
        node = parsed.node
        if node is None or (isinstance(node, source.Scalar) and node.is_null):
            if not parsed.diagnostics:
                self._report_empty()
            return False
        if isinstance(node, source.Mapping):
            self._add(_values_of(node), Origin(node), stem(self._relative))
        elif isinstance(node, source.Sequence) and node.items:
            for item in node.items:
                if isinstance(item, source.Mapping):
                    self._add(_values_of(item), Origin(item), None)
                else:
                    self._report_shape(item, "each item of this list must be a record")
        else:
            self._report_shape(node, "this file must hold a record or a list of records")
            return False
        return True

    def _report_unconfirmed(self, text: str) -> None:
        """What a draft only suggested, and nobody settled before it became an article."""
        if _CONFIRM.search(text) is None or _DRAFT.search(text) is not None:
            return
        for place, words in source.comments(text, self._shown):
            if _CONFIRM.search(f"#{words}"):
                self._diagnostics.append(
                    Diagnostic(
                        "unconfirmed", place, "a suggestion of the draft was never confirmed",
                        "look it up and mend it or take it out, then take this # confirm away",
                        severity=Severity.WARNING,
                    )
                )  # fmt: skip

    def _report_empty(self) -> None:
        self._report(
            "empty-file", Location(self._shown), "this file is empty",
            f"write {example(self._kind)}, or remove the file",
        )  # fmt: skip

    def _report_shape(self, node: source.Node, message: str) -> None:
        self._report("wrong-type", node.location, message, f"write {example(self._kind)}")

    def _add(self, values: dict[str, Any], origin: Origin, file_id: str | None) -> None:
        """Validate one record, whose id is `file_id` where it says none, reporting all that is wrong with it."""
        if "id" not in values:
            if file_id is None:
                self._report(
                    "missing-field", origin.location, 'a record in a list needs "id"',
                    "add a line such as id: crimea-2014-03-18-treaty",
                )  # fmt: skip
                return
            values["id"] = file_id
        record = validated(self._kind, values)
        if isinstance(record, list):
            named_by_file = source.find(origin.node, ("id",)) is origin.node
            self._diagnostics += mistakes(self._kind, record, origin, named_by_file=named_by_file)
            self._written.append(Written(values, origin, None))
        else:
            self._written.append(Written(values, origin, record))


def _values_of(node: source.Mapping) -> dict[str, Any]:
    values = source.plain(node)
    assert isinstance(values, dict)
    return values


def stem(relative: Path) -> str:
    """A file's name without its endings ("vote.yml.txt" is vote), in characters that can be shown."""
    name = printable(relative.name)
    while True:
        stem, ending = os.path.splitext(name)
        if ending.lower() not in {".yml", ".yaml", ".md", ".txt"}:
            return name
        name = stem
