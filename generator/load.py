"""content/ in, a Library of typed records out, with a diagnostic for all that is no record."""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from generator import source
from generator.diagnostics import Diagnostic, Location, Related
from generator.model import (
    KIND_BY_FOLDER,
    MARKDOWN_KINDS,
    Hop,
    Page,
    Record,
    Role,
    Statement,
    Unnamed,
)

RESERVED_PAGE_IDS = frozenset(KIND_BY_FOLDER) | {
    "404", "assets", "glossary", "index", "search", "sitemap", "stylesheets", "timeline",
}  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """The file and the node that a record came from: where its mistakes are shown."""

    node: source.Node
    body: source.Scalar | None = None

    @property
    def location(self) -> Location:
        return self.node.location

    def at(self, path: tuple[str | int, ...]) -> Location:
        """The place of the value at `path`, or of the nearest one above it."""
        return self._node(path).location

    def inside(self, path: tuple[str | int, ...], offset: int) -> Location:
        """The place of one character of the text at `path`."""
        scalar = self.scalar(path)
        return scalar.locate(offset) if scalar else self._node(path).location

    def scalar(self, path: tuple[str | int, ...]) -> source.Scalar | None:
        node = self._node(path)
        return node if isinstance(node, source.Scalar) else None

    def _node(self, path: tuple[str | int, ...]) -> source.Node:
        if path == ("body",) and self.body is not None:
            return self.body
        return source.find(self.node, path)


@dataclass(frozen=True)
class Library:
    """All records by id, as they were written, each with its origin.

    Records keep the order of their files' paths and, within a file, the order written there.
    """

    records: dict[str, Record] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)

    def of(self, kind: type[Record]) -> tuple[Any, ...]:
        return tuple(record for record in self.records.values() if isinstance(record, kind))


def load(content_dir: Path, shown_as: str = "content") -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read every record under `content_dir`.

    Shape: the records that could be made, and a diagnostic for each that could not.
    Places name files as `shown_as/…`, so that a report is the same on every machine.
    Errors: none raised; a missing folder is a diagnostic.
    """
    loader = _Loader(shown_as)
    if not content_dir.is_dir():
        loader.report(
            "missing-content", Location(shown_as), "there is no content folder here",
            "make it, or run the command in the project's folder",
        )  # fmt: skip
        return loader.library, tuple(loader.diagnostics)
    for path in _walk(content_dir, loader):
        loader.load_file(path, path.relative_to(content_dir))
    return loader.library, tuple(loader.diagnostics)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was most likely meant to be."""
    found = difflib.get_close_matches(word[:200], list(choices), n=1, cutoff=0.6)
    return found[0] if found else None


def _walk(content_dir: Path, loader: _Loader) -> Iterator[Path]:
    """Every file, sorted by path; folders that are links are reported and not entered."""
    for folder, folders, files in os.walk(content_dir, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        for name in list(folders):
            if (here / name).is_symlink():
                folders.remove(name)
                files.append(name)
        loader.check_twins(here.relative_to(content_dir), files)
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith(("~", ".swp")):
                yield here / name


class _Loader:
    def __init__(self, shown_as: str) -> None:
        self.shown_as = shown_as
        self.library = Library()
        self.diagnostics: list[Diagnostic] = []
        self.id_by_folded: dict[str, str] = {}

    def report(
        self, code: str, location: Location, message: str, help: str, *related: Related
    ) -> None:
        self.diagnostics.append(Diagnostic(code, location, message, help, related))

    def shown(self, relative: Path) -> str:
        """The path as reports show it, with nothing in it that could break a line."""
        return f"{self.shown_as}/{relative.as_posix()}".encode("utf-8", "replace").decode()

    def check_twins(self, folder: Path, files: list[str]) -> None:
        """One name with two endings, or two names alike but for case or encoding."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for name in sorted(files):
            if Path(name).suffix in {".yml", ".yaml", ".md"}:
                by_name[_folded(Path(name).stem)].append(name)
        for names in by_name.values():
            for twin in names[1:]:
                first = Location(self.shown(folder / names[0]))
                self.report(
                    "duplicate-id", Location(self.shown(folder / twin)),
                    f'"{twin}" and "{names[0]}" are one name with two spellings or endings',
                    "keep one of the two files", Related(first, "the other file"),
                )  # fmt: skip

    def load_file(self, path: Path, relative: Path) -> None:
        shown = self.shown(relative)
        kind = KIND_BY_FOLDER.get(relative.parts[0]) if len(relative.parts) > 1 else None
        if kind is None:
            if relative.name.lower() != "readme.md":
                self._report_unknown_folder(relative, shown)
            return
        ending = relative.suffix
        wanted = (".md",) if kind in MARKDOWN_KINDS else (".yml", ".yaml")
        data = source.read_regular_file(path, shown)
        if isinstance(data, Diagnostic):
            self.diagnostics.append(data)
            return
        if ending not in wanted:
            self.report(
                "wrong-ending", Location(shown),
                f"files in {kind.folder}/ end in {' or '.join(wanted)}",
                f'rename it to "{relative.stem}{wanted[0]}", or move it out of content/',
            )  # fmt: skip
            return
        text = source.decode(data, shown)
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            return
        if not text.strip():
            self.report(
                "empty-file", Location(shown), "this file is empty",
                f"write {_example(kind)}, or remove the file",
            )  # fmt: skip
            return
        if kind in MARKDOWN_KINDS:
            self._load_markdown(kind, text, shown, relative)
        else:
            self._load_yaml(kind, text, shown, relative)

    def _report_unknown_folder(self, relative: Path, shown: str) -> None:
        folder = relative.parts[0] if len(relative.parts) > 1 else ""
        near = nearest(folder, KIND_BY_FOLDER)
        self.report(
            "unknown-folder", Location(shown),
            f'"{folder}" is no kind of record' if folder else "this file belongs to no kind of record",
            f'move it to "{near}/"' if near else f"move it to one of: {', '.join(KIND_BY_FOLDER)}",
        )  # fmt: skip

    def _load_markdown(self, kind: type[Record], text: str, shown: str, relative: Path) -> None:
        parsed = source.parse_markdown_file(text, shown)
        self.diagnostics += parsed.diagnostics
        if parsed.body is None:
            return
        node = parsed.node or source.Mapping(Location(shown), ())
        if not isinstance(node, source.Mapping):
            self._report_shape(node, "front matter holds lines of key: value", kind)
            return
        if parsed.node is None and parsed.diagnostics:
            return
        values = source.plain(node)
        assert isinstance(values, dict)
        body = parsed.body
        if kind is Page and "title" not in values:
            heading = re.match(r"\s*#[ \t]+([^\n]+)", body.text)
            if heading is None:
                self.report(
                    "missing-field", body.location, "this page has no heading",
                    "begin the text with a line such as: # About this site",
                )  # fmt: skip
                return
            values["title"] = heading.group(1).strip().rstrip("#").strip()
            # As many line breaks as the heading had characters: the offsets of the rest stay.
            values["body"] = "\n" * heading.end() + body.text[heading.end() :]
        else:
            values["body"] = body.text
        self._add(kind, values, Origin(node, body), relative.stem)

    def _load_yaml(self, kind: type[Record], text: str, shown: str, relative: Path) -> None:
        parsed = source.parse_yaml(text, shown)
        self.diagnostics += parsed.diagnostics
        node = parsed.node
        if node is None or (isinstance(node, source.Scalar) and node.is_null):
            if not parsed.diagnostics:
                self.report(
                    "empty-file", Location(shown), "this file holds no record",
                    f"write {_example(kind)}, or remove the file",
                )  # fmt: skip
            return
        if isinstance(node, source.Mapping):
            self._add_node(kind, node, relative.stem)
        elif isinstance(node, source.Sequence) and node.items:
            for item in node.items:
                if isinstance(item, source.Mapping):
                    self._add_node(kind, item, None)
                else:
                    self._report_shape(item, "each item of this list must be a record", kind)
        else:
            self._report_shape(node, "this file must hold a record or a list of records", kind)

    def _report_shape(self, node: source.Node, message: str, kind: type[Record]) -> None:
        self.report("wrong-type", node.location, message, f"write {_example(kind)}")

    def _add_node(self, kind: type[Record], node: source.Mapping, file_id: str | None) -> None:
        values = source.plain(node)
        assert isinstance(values, dict)
        self._add(kind, values, Origin(node), file_id)

    def _add(
        self, kind: type[Record], values: dict[str, Any], origin: Origin, file_id: str | None
    ) -> None:
        """Validate one record and file it under its id, reporting all that is wrong with it."""
        if "id" not in values:
            if file_id is None:
                self.report(
                    "missing-field", origin.location, 'a record in a list needs "id"',
                    "add a line such as id: crimea-2014-03-18-treaty",
                )  # fmt: skip
                return
            values["id"] = file_id
        named_by_file = source.find(origin.node, ("id",)) is origin.node
        try:
            record = kind.model_validate(values)
        except ValidationError as error:
            details = error.errors()
            meant = {_meant(kind, d["loc"]) for d in details if d["type"] == "extra_forbidden"}
            for detail in details:
                # A mistyped key is one mistake, although the right one is missing too.
                if detail["type"] != "missing" or detail["loc"] not in meant:
                    self._report_invalid(kind, detail, origin, named_by_file)
            self._claim(str(values["id"]), origin)
            return
        if kind is Page and record.id in RESERVED_PAGE_IDS:
            self.report(
                "reserved-id", origin.location, f'the address "/{record.id}/" belongs to the site itself',
                f'rename the file, for example to "about-{record.id}.md"',
            )  # fmt: skip
        if self._claim(record.id, origin):
            self.library.records[record.id] = record
            self.library.origins[record.id] = origin
        for index, statement in enumerate(getattr(record, "statements", ())):
            self._claim_statement(statement, index, origin)

    def _claim_statement(self, statement: Statement, index: int, origin: Origin) -> None:
        if statement.id is not None:
            node = source.find(origin.node, ("statements", index))
            self._claim(statement.id, Origin(node))

    def _claim(self, id: str, origin: Origin) -> bool:
        """Reserve an id; False, with a report of both places, where it is taken."""
        folded = _folded(id)
        if folded not in self.id_by_folded:
            self.id_by_folded[folded] = id
            self.library.origins.setdefault(id, origin)
            return True
        other = self.id_by_folded[folded]
        differs = (
            ""
            if other == id
            else f' (it differs from "{other}" only in case or in how its letters are encoded)'
        )
        self.report(
            "duplicate-id", origin.at(("id",)), f'the id "{id[:60]}" is used twice{differs}',
            "give one of the two another id; ids are unique over the whole site",
            Related(self.library.origins[other].at(("id",)), "first used here"),
        )  # fmt: skip
        return False

    def _report_invalid(
        self, kind: type[Record], detail: Any, origin: Origin, named_by_file: bool
    ) -> None:
        path = _without_union_tags(detail["loc"])
        location = origin.at(path)
        key = str(path[-1]) if path else ""
        if detail["type"] == "mistake":
            context = detail["ctx"]
            help = context["help"]
            if path == ("id",) and named_by_file:
                location = Location(location.path)
                help = help.replace("write ", "rename the file to ", 1)
            self.report(context["code"], location, context["message"], help)
        elif detail["type"] == "missing":
            self.report("missing-field", location, f'"{key}" is missing', _help_for_missing(path))
        elif detail["type"] == "extra_forbidden":
            self._report_unknown_key(kind, path, origin)
        elif detail["type"] == "literal_error":
            self._report_not_in_list(location, detail, key)
        elif detail["type"] == "too_short":
            self.report("missing-field", location, f'"{key}" is empty', _help_for_missing(path))
        else:
            found = _what_it_is(detail.get("input"))
            wanted = _WANTED.get(detail["type"], "something else")
            self.report(
                "wrong-type", location, f'"{key}" must be {wanted}, but it is {found}',
                _HELP_BY_TYPE.get(detail["type"], "look at another record of this kind"),
            )  # fmt: skip

    def _report_unknown_key(
        self, kind: type[Record], path: tuple[Any, ...], origin: Origin
    ) -> None:
        parent = source.find(origin.node, path[:-1])
        key = parent.key(str(path[-1])) if isinstance(parent, source.Mapping) else None
        known = _known_keys(kind, path)
        near = nearest(str(path[-1]), known)
        self.report(
            "unknown-key", key.location if key else parent.location,
            f'there is no key "{str(path[-1])[:40]}" here',
            f'write "{near}"' if near else f"use one of: {', '.join(known)}",
        )  # fmt: skip

    def _report_not_in_list(self, location: Location, detail: Any, key: str) -> None:
        choices = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
        found = detail.get("input")
        if not isinstance(found, str):
            self.report(
                "wrong-type", location, f'"{key}" must be one word, but it is {_what_it_is(found)}',
                f"use one of: {', '.join(choices)}",
            )  # fmt: skip
            return
        near = nearest(found.lower(), choices)
        self.report(
            "unknown-value", location, f'"{found[:40]}" is not a {key}',
            (f'write "{near}"; the choices are: ' if near else "use one of: ") + ", ".join(choices),
        )  # fmt: skip


_WANTED = {
    "tuple_type": "a list",
    "model_type": "a group of keys",
    "dict_type": "a group of keys",
}
_HELP_BY_TYPE = {
    "tuple_type": "write it as [one, two], or one below the other with - before each",
    "model_type": "write keys below it, each on a line of its own, indented by two spaces",
}
_EXAMPLES = {
    "articles": "source: and summary:",
    "topics": "title:, question: and in_short: between two lines of ---",
    "issues": "question:",
    "events": "date:, text: and sources:",
    "actors": "name: and type:",
    "places": "name:",
    "terms": "term: and definition:",
    "sources": "title: and publisher:",
    "pages": "a heading such as # About this site",
}
_FIELD_HELP = {
    "source": "the id of a record in content/sources/",
    "sources": "a list of ids of records in content/sources/, such as [reuters-2022-01-09]",
    "speaker": "the id of a record in content/actors/, or {unnamed: the words used, why: the reason}",
    "date": "the day, as far as it is known, such as 2014-03-18 or 2014",
    "type": "person, organisation, state or people",
    "in_short": "the answer in two or three sentences, each with its [@source]",
}


def _without_union_tags(loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """pydantic names the arm of a union that it tried; an editor's file has no such step."""
    return tuple(
        step
        for before, step in zip((None, *loc), loc, strict=False)
        if not (before == "speaker" and step in {"named", "unnamed"})
    )


def _example(kind: type[Record]) -> str:
    return f"at least {_EXAMPLES[kind.folder]}"


def _help_for_missing(path: tuple[Any, ...]) -> str:
    key = str(path[-1])
    return f"add a line {key}: with {_FIELD_HELP.get(key, 'a short text')}"


def _what_it_is(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    return "a list" if isinstance(value, (list, tuple)) else "a group of keys"


def _known_keys(kind: type[Record], path: tuple[Any, ...]) -> list[str]:
    return [name for name in _model_at(kind, path[:-1]).model_fields if name != "body"]


def _meant(kind: type[Record], loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """The place of the key that an unknown one was most likely meant to be."""
    near = nearest(str(loc[-1]), _known_keys(kind, _without_union_tags(loc)))
    return (*loc[:-1], near)


def _model_at(kind: type[Record], path: tuple[Any, ...]) -> type[BaseModel]:
    """The model whose keys stand at `path` of a record."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return kind
    inner: dict[str, type[BaseModel]] = {
        "statements": Statement,
        "speaker": Unnamed,
        "via": Hop,
        "roles": Role,
    }
    return inner.get(names[-1], kind)


def _folded(id: str) -> str:
    """What two ids that only look different have in common."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", id).casefold())
