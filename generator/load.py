"""content/ in, a Library of typed records out, with a diagnostic for all that is no record."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from pydantic import VERSION as PYDANTIC_VERSION
from pydantic import ValidationError

from generator import cache, source
from generator.diagnostics import Diagnostic, Location, Related, Severity
from generator.likeness import nearest
from generator.listing import File, Found, find, folded, printable, shown_path
from generator.mistakes import example, mistakes
from generator.model import (
    KIND_BY_FOLDER,
    MARKDOWN_KINDS,
    Exemption,
    ListedExemption,
    Page,
    Record,
    Ref,
    marked_values,
)
from generator.naming import Names
from generator.quotes import lock
from generator.quotes.lock import Entry
from generator.references import ids_written
from generator.source import LazyOrigin, Origin
from generator.values import Value, field, replace

# Of the libraries that decide what a file gives.
VERSIONS = (PYDANTIC_VERSION, source.YAML_VERSION)
RESERVED_PAGE_IDS = frozenset(KIND_BY_FOLDER) | {
    "404", "admin", "assets", "glossary", "index", "search", "sitemap", "stylesheets", "timeline",
}  # fmt: skip


_CONFIRM = re.compile(r"#[ \t]*confirm\b")
_DRAFT = re.compile(r"^draft:[ \t]*true\b", re.MULTILINE)
# What an editor may have saved beside a record, such as the text of its source.
_TEXTS = {".txt", ".html", ".htm", ".pdf", ".docx"}


# The records of one file, each with its origin.
Entered = tuple[tuple[Record, Origin], ...]


class Damaged(Value):
    """What an editor wrote for a record that the model refused."""

    kind: type[Record]
    values: dict[str, Any]
    origin: Origin


class Library(Value, dict=True):
    """All records by id, as they were written, each with its origin.

    Records keep the order of their files' paths and, within a file, the order written there.
    `folders_by_id` knows every id that is taken, "statements" among the folders, also by files
    and records that could not be read: who names them makes no second mistake. An id in such a file
    has each folder that it may belong to. `damaged` are records with mistakes, whose references can
    be looked at all the same. `quote_entries` are what quotes.lock says of quotations that were
    compared with their texts.
    """

    records: dict[str, Record] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    folders_by_id: dict[str, frozenset[str]] = field(default_factory=dict)
    damaged: list[Damaged] = field(default_factory=list)
    quote_entries: list[Entry] = field(default_factory=list)

    @cached_property
    def id_by_former_id(self) -> dict[str, str]:
        """What records were called -> what they are called now."""
        found: dict[str, str] = {}
        for record in self.records.values():
            for former in record.formerly:
                if former != record.id:
                    found.setdefault(former, record.id)
        return found

    def of(self, kind: type[Record]) -> tuple[Any, ...]:
        return tuple(record for record in self.records.values() if isinstance(record, kind))

    @cached_property
    def names(self) -> Names:
        """What all records are called, those with mistakes too."""
        whole = ((type(r).folder, id, dict(r)) for id, r in self.records.items())
        broken = ((d.kind.folder, str(d.values["id"]), d.values) for d in self.damaged)
        return Names((*whole, *broken))


class _Spotless(Value):
    """A reading in which nothing was wrong: its files, what each of them gave, and all of it."""

    files: list[File]
    entered: dict[str, Entered]
    library: Library


@dataclasses.dataclass
class Memory:
    """The records of each file that was read without a mistake, for a process that reads again.

    A file is believed to be as it was when its stamp is, and was old enough when it was read; so is
    the list of a folder's files. `spotless` is the reading before, None where something was wrong there.
    """

    known: dict[str, tuple[cache.Stamp, Entered]] = dataclasses.field(default_factory=dict)
    spotless: _Spotless | None = None
    found: Found | None = None

    def find(self, content_dir: Path, shown_as: str) -> Found:
        """The files of content/, looked for again where a folder is another."""
        if self.found is None or not self.found.is_as_it_was():
            self.found = find(content_dir, shown_as)
        return self.found

    def get(self, shown: str, stamp: cache.Stamp | None) -> Entered | None:
        """What a file that is still as it was gave; None where it must be read."""
        stood, entered = self.known.get(shown, (None, None))
        return entered if stamp is not None and stood == stamp else None

    def put(self, shown: str, stamp: cache.Stamp, entered: Entered) -> None:
        if cache.is_settled(stamp):
            self.known[shown] = (stamp, entered)

    def others(self, files: Iterable[File]) -> Iterator[File]:
        """The files that do not give what they gave in the spotless reading, or may not."""
        before = self.spotless.entered if self.spotless else {}
        for file in files:
            entered = self.get(file.shown, file.stamp())
            if entered is None or entered is not before.get(file.shown):
                yield file

    def forget_all_but(self, shown: set[str]) -> None:
        for gone in self.known.keys() - shown:
            del self.known[gone]


def load(
    content_dir: Path,
    shown_as: str = "content",
    only: Collection[str] | None = None,
    memory: Memory | None = None,
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read every record under `content_dir`; with `only`, those of these files, as reports show them.

    Shape: the records that could be made, and a diagnostic for each that could not.
    Places name files as `shown_as/…`, so that a report is the same on every machine.
    With a `memory`, files that are as they were when it was filled are not read again.
    Errors: none raised; a missing folder is a diagnostic.
    """
    loader = _Loader(shown_as, memory)
    if content_dir.is_symlink():
        loader.report(
            "symbolic-link", Location(shown_as), "this is a symbolic link; content must be a folder",
            "put the folder itself here",
        )  # fmt: skip
        return loader.library, tuple(loader.diagnostics)
    if not content_dir.is_dir():
        loader.report(
            "missing-content", Location(shown_as), "there is no content folder here",
            "make it, or run the command in the project's folder",
        )  # fmt: skip
        return loader.library, tuple(loader.diagnostics)
    found = (memory.find if memory else find)(content_dir, shown_as)
    loader.diagnostics += found.diagnostics
    files = found.files
    library = loader.changed(files) if only is None else None
    if library is not None:
        return library, ()
    if only is not None:
        files = [file for file in files if file.shown in only]
    # A memory that holds something is nearer than the database.
    elif len(files) >= cache.FILES_LIMIT and not (memory and memory.known):
        loader.cache = cache.open_cache(content_dir.parent, VERSIONS)
    for file in files:
        if not loader.take_known(file):
            loader.load_file(file)
    loader.check_former_ids()
    if loader.cache is not None:
        loader.cache.save()
    if memory is not None:
        memory.forget_all_but({file.shown for file in files})
        is_spotless = not loader.diagnostics
        memory.spotless = _Spotless(files, loader.entered, loader.library) if is_spotless else None
    return loader.library, tuple(_with_ids_meant(loader.library, loader.diagnostics))


def _with_ids_meant(library: Library, diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The same diagnostics; where a name stands for an id, the help names the record that has it."""
    if any(diagnostic.code == "invalid-id" for diagnostic in diagnostics):
        typed = {
            damaged.origin.at(path): (text, mark.kinds)
            for damaged in library.damaged
            for path, mark, text in marked_values(damaged.kind, damaged.values)
            if isinstance(mark, Ref)
        }
    for diagnostic in diagnostics:
        if diagnostic.code == "invalid-id" and diagnostic.location in typed:
            meant = library.names.meant(*typed[diagnostic.location])
            if meant:
                ids = " or ".join(f'"{id}"' for id in meant)
                diagnostic = replace(diagnostic, help=f"write {ids}")
        yield diagnostic


def with_texts(
    library: Library, texts: Mapping[str, str], shown_as: str = "content"
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """The library as it would be with these files too: path below content/ -> text.

    Shape: a new library, and what is wrong with these files alone; nothing is written.
    Errors: ValueError for a path in no folder of records.
    """
    loader = _Loader(shown_as)
    loader.library = Library(
        dict(library.records), dict(library.origins), dict(library.folders_by_id),
        list(library.damaged), list(library.quote_entries),
    )  # fmt: skip
    loader.id_by_folded = {folded(id): id for id in library.folders_by_id}
    for path, text in texts.items():
        loader.load_text(Path(path), text)
    return loader.library, tuple(loader.diagnostics)


def mistake_in(kind: type[Record], key: str, value: Any) -> Diagnostic | None:
    """What the model refuses in one key of a record; None where it takes the value.

    `value` is what YAML would give: a text, or a list of texts.
    """
    try:
        kind.model_validate({key: value})
    except ValidationError as error:
        own = [detail for detail in error.errors() if detail["loc"][:1] == (key,)]
        origin = Origin(source.Mapping(Location(""), ()))
        return next(iter(mistakes(kind, own, origin, named_by_file=False)), None)
    return None


@dataclasses.dataclass(slots=True)
class _Unparsed:
    """A file that is as it was: it is parsed once somebody asks for a place in it, and only then."""

    file: File
    kind: type[Record]
    shown_as: str
    stamp: cache.Stamp
    origins: list[Origin] | None = None

    def origin(self, number: int, place: Location) -> Origin:
        """That of one of its records; no more than its place where the file is another by now."""
        if self.origins is None:
            self.origins = self._parse()
        if number < len(self.origins):
            return self.origins[number]
        return Origin(source.Mapping(place, ()))

    def _parse(self) -> list[Origin]:
        again = _Loader(self.shown_as)
        again.parse_as(self.kind, self.file)
        is_same = again.status is not None and cache.stamp_from(again.status) == self.stamp
        return again.origins_of_file if is_same else []


class _OriginOf(Value):
    """What finds the origin of one record of such a file; there is one for each record."""

    unparsed: _Unparsed
    number: int
    place: Location

    def __call__(self) -> Origin:
        return self.unparsed.origin(self.number, self.place)


class _Loader:
    def __init__(self, shown_as: str, memory: Memory | None = None) -> None:
        self.shown_as = shown_as
        self.memory = memory
        self.library = Library()
        self.diagnostics: list[Diagnostic] = []
        self.id_by_folded: dict[str, str] = {}
        self.cache: cache.FileCache | None = None
        # What the file that is being parsed has given so far.
        self.records_of_file: list[cache.CachedRecord] = []
        self.origins_of_file: list[Origin] = []
        self.entered_of_file: list[tuple[Record, Origin]] = []
        # What each file has given, by the path that reports show.
        self.entered: dict[str, Entered] = {}
        self.status: os.stat_result | None = None
        # What the file holds that was read last.
        self.data = b""

    def report(
        self, code: str, location: Location, message: str, help: str, *related: Related
    ) -> None:
        self.diagnostics.append(Diagnostic(code, location, message, help, related))

    def shown(self, relative: Path) -> str:
        return shown_path(self.shown_as, relative)

    def changed(self, files: list[File]) -> Library | None:
        """The library of the spotless reading, with the records of the files that are others by now.

        None where files came or went, ids are others or something is wrong: then each record has to be
        filed anew.
        """
        before = self.memory.spotless if self.memory else None
        if self.memory is None or before is None or self.diagnostics or files != before.files:
            return None
        again = _Loader(self.shown_as, self.memory)
        for file in self.memory.others(files):
            if not again.take_known(file):
                again.load_file(file)
            entered = again.entered.get(file.shown, ())
            if again.diagnostics or _ids(entered) != _ids(before.entered.get(file.shown, ())):
                return None
        library = replace(
            before.library,
            records=before.library.records | again.library.records,
            origins=before.library.origins | again.library.origins,
            quote_entries=again.library.quote_entries,
        )
        self.memory.spotless = _Spotless(files, before.entered | again.entered, library)
        return library

    def load_file(self, file: File) -> None:
        path, relative, shown = file.path, file.relative, file.shown
        if relative.as_posix() == lock.NAME:
            self._load_lock(path, shown)
            return
        kind = KIND_BY_FOLDER.get(relative.parts[0]) if len(relative.parts) > 1 else None
        if kind is None:
            self._remember_misplaced(relative)
            if path.is_symlink():
                self._read(path, shown)
            elif relative.name.lower() != "readme.md":
                self._report_unknown_folder(relative, shown)
            return
        if not self._load_as(kind, file):
            # A file that could not be read is there all the same: to name it is no mistake.
            self._take(_stem(relative), kind.folder)
            self._take_written(kind)

    def load_text(self, relative: Path, text: str) -> None:
        """File the records of a file that is not there yet."""
        kind = KIND_BY_FOLDER.get(relative.parts[0])
        if kind is None or len(relative.parts) < 2:
            raise ValueError(f"{relative} is in no folder of records")
        shown = self.shown(relative)
        decoded = source.decode(text.encode("utf-8", "surrogatepass"), shown)
        if isinstance(decoded, Diagnostic):
            self.diagnostics.append(decoded)
        elif kind in MARKDOWN_KINDS:
            self._load_markdown(kind, decoded, shown, relative)
        else:
            self._load_yaml(kind, decoded, shown, relative)

    def _load_lock(self, path: Path, shown: str) -> None:
        data = source.read_regular_file(path, shown, lock.LIMIT_BYTES)
        text = data if isinstance(data, Diagnostic) else source.decode(data, shown)
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            return
        try:
            self.library.quote_entries.extend(lock.read_lock(text))
        except lock.LockError as error:
            self.report(
                "broken-lock", Location(shown, error.line), str(error),
                "take the file from the last good commit, or run: explainer verify --texts DIR",
            )  # fmt: skip

    def take_known(self, file: File) -> bool:
        """File the records of a file that is as it was when last read; False where it must be read."""
        kind = file.folder.kind
        if kind is None or (self.cache is None and self.memory is None):
            return False
        shown, stamp = file.shown, file.stamp()
        entered = self.memory.get(shown, stamp) if self.memory else None
        if entered is None:
            return self._take_cached(file, kind, stamp)
        self._enter_all(file, entered)
        return True

    def _enter_all(self, file: File, entered: Entered) -> None:
        self.entered[file.shown] = entered
        for record, origin in entered:
            self._enter(record, origin)

    def _take_cached(self, file: File, kind: type[Record], stamp: cache.Stamp | None) -> bool:
        """The same, from the database."""
        shown = file.shown
        known = self.cache.get(shown, stamp) if self.cache else None
        if known is None:
            return False
        try:
            records = [kind.model_validate(record.values) for record in known]
        except ValidationError:
            return False
        assert stamp is not None
        entered = self._unparsed(file, kind, stamp, records, known)
        self._enter_all(file, entered)
        if self.memory is not None:
            self.memory.put(shown, stamp, entered)
        return True

    def _load_as(self, kind: type[Record], file: File) -> bool:
        """Whether the file could be read as a record or a list of them, right or wrong."""
        told = len(self.diagnostics)
        could = self.parse_as(kind, file)
        self.entered[file.shown] = tuple(self.entered_of_file)
        remembers = self.cache is not None or self.memory is not None
        if remembers and could and told == len(self.diagnostics) and self.status:
            # The stamp is of the bytes that were parsed, and the file is still these.
            stamp = cache.stamp_from(self.status)
            if stamp == file.stamp() and cache.is_settled(stamp):
                self._remember(kind, file, stamp)
        return could

    def _remember(self, kind: type[Record], file: File, stamp: cache.Stamp) -> None:
        if self.cache is not None:
            self.cache.put(file.shown, stamp, self.records_of_file)
        records = [record for record, _ in self.entered_of_file]
        entered = self._unparsed(file, kind, stamp, records, self.records_of_file)
        # The syntax of a file takes several times the room of its records.
        for record, origin in entered:
            self.library.origins[record.id] = origin
            for id, part in _statement_origins(record, origin):
                self.library.origins[id] = part
        self.entered[file.shown] = entered
        if self.memory is not None:
            self.memory.put(file.shown, stamp, entered)

    def _unparsed(
        self,
        file: File,
        kind: type[Record],
        stamp: cache.Stamp,
        records: Sequence[Record],
        written: Sequence[cache.CachedRecord],
    ) -> Entered:
        """Records of a file that is parsed again once somebody asks for a place in it."""
        unparsed = _Unparsed(file, kind, self.shown_as, stamp)
        places = [Location(file.shown, w.line, w.column) for w in written]
        return tuple(
            (record, LazyOrigin(place, _OriginOf(unparsed, number, place)))
            for number, (record, place) in enumerate(zip(records, places, strict=True))
        )

    def parse_as(self, kind: type[Record], file: File) -> bool:
        """The same, from the file itself."""
        path, relative, shown = file.path, file.relative, file.shown
        self.records_of_file, self.origins_of_file, self.status = [], [], None
        self.entered_of_file = []
        text = self._read(path, shown)
        if text is None or not self._has_right_ending(kind, path, relative, shown):
            return False
        if not text.strip():
            self._report_empty(kind, shown)
            return False
        if kind in MARKDOWN_KINDS:
            return self._load_markdown(kind, text, shown, relative)
        return self._load_yaml(kind, text, shown, relative)

    def _read(self, path: Path, shown: str) -> str | None:
        """The text of a file, or None with a report of why there is none."""
        self.data = b""
        found = source.read_with_status(path, shown)
        if isinstance(found, Diagnostic):
            self.diagnostics.append(found)
            return None
        self.data, self.status = found
        text = source.decode(self.data, shown)
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            return None
        return text

    def _has_right_ending(self, kind: type[Record], path: Path, relative: Path, shown: str) -> bool:
        wanted = (".md",) if kind in MARKDOWN_KINDS else (".yml", ".yaml")
        if relative.suffix in wanted:
            return True
        renamed = f"{_stem(relative)}{wanted[0]}"
        is_free = not path.with_name(renamed).exists()
        help = "move it out of content/"
        if relative.suffix.lower() in _TEXTS:
            help += (
                "; texts of sources belong outside git, in a folder for explainer verify --texts"
            )
        elif is_free:
            help = f'rename it to "{renamed}", or {help}'
        self.report(
            "wrong-ending", Location(shown),
            f"files in {kind.folder}/ end in {' or '.join(wanted)}", help,
        )  # fmt: skip
        return False

    def _remember_misplaced(self, relative: Path) -> None:
        if relative.suffix in {".yml", ".yaml", ".md"}:
            self._take(_stem(relative), "")

    def _report_unknown_folder(self, relative: Path, shown: str) -> None:
        folder = printable(relative.parts[0]) if len(relative.parts) > 1 else ""
        near = nearest(folder, KIND_BY_FOLDER)
        self.report(
            "unknown-folder", Location(shown),
            f'"{folder}" is no kind of record' if folder else "this file belongs to no kind of record",
            f'move it to "{near}/"' if near else f"move it to one of: {', '.join(KIND_BY_FOLDER)}",
        )  # fmt: skip

    def _load_markdown(self, kind: type[Record], text: str, shown: str, relative: Path) -> bool:
        parsed = source.parse_markdown_file(text, shown)
        self.diagnostics += parsed.diagnostics
        if parsed.body is None:
            return False
        node = parsed.node or source.Mapping(Location(shown), ())
        if not isinstance(node, source.Mapping):
            self._report_shape(node, "front matter holds lines of key: value", kind)
            return False
        if parsed.node is None and parsed.diagnostics:
            return False
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
                return False
            values["title"] = heading.group(1).strip().rstrip("#").strip()
            # As many line breaks as the heading had characters: the offsets of the rest stay.
            values["body"] = "\n" * heading.end() + body.text[heading.end() :]
        else:
            values["body"] = body.text
        self._add(kind, values, Origin(node, body), _stem(relative))
        return True

    def _report_unconfirmed(self, text: str, shown: str) -> None:
        """What a draft only suggested, and nobody settled before it became an article."""
        if _CONFIRM.search(text) is None or _DRAFT.search(text) is not None:
            return
        for place, words in source.comments(text, shown):
            if _CONFIRM.search(f"#{words}"):
                self.diagnostics.append(
                    Diagnostic(
                        "unconfirmed", place, "a suggestion of the draft was never confirmed",
                        "look it up and mend it or take it out, then take this # confirm away",
                        severity=Severity.WARNING,
                    )
                )  # fmt: skip

    def _load_yaml(self, kind: type[Record], text: str, shown: str, relative: Path) -> bool:
        parsed = source.parse_yaml(text, shown)
        self.diagnostics += parsed.diagnostics
        self._report_unconfirmed(text, shown)
        node = parsed.node
        if node is None or (isinstance(node, source.Scalar) and node.is_null):
            if not parsed.diagnostics:
                self._report_empty(kind, shown)
            return False
        if isinstance(node, source.Mapping):
            self._add_node(kind, node, _stem(relative))
        elif isinstance(node, source.Sequence) and node.items:
            for item in node.items:
                if isinstance(item, source.Mapping):
                    self._add_node(kind, item, None)
                else:
                    self._report_shape(item, "each item of this list must be a record", kind)
        else:
            self._report_shape(node, "this file must hold a record or a list of records", kind)
            return False
        return True

    def _report_empty(self, kind: type[Record], shown: str) -> None:
        self.report(
            "empty-file", Location(shown), "this file is empty",
            f"write {example(kind)}, or remove the file",
        )  # fmt: skip

    def _report_shape(self, node: source.Node, message: str, kind: type[Record]) -> None:
        self.report("wrong-type", node.location, message, f"write {example(kind)}")

    def _add_node(self, kind: type[Record], node: source.Mapping, file_id: str | None) -> None:
        values = source.plain(node)
        assert isinstance(values, dict)
        self._add(kind, values, Origin(node), file_id)

    def _add(
        self, kind: type[Record], values: dict[str, Any], origin: Origin, file_id: str | None
    ) -> None:
        """Validate one record and file it under its id, reporting all that is wrong with it."""
        self.origins_of_file.append(origin)
        if "id" not in values:
            if file_id is None:
                self.report(
                    "missing-field", origin.location, 'a record in a list needs "id"',
                    "add a line such as id: crimea-2014-03-18-treaty",
                )  # fmt: skip
                return
            values["id"] = file_id
        try:
            record = kind.model_validate(values)
        except ValidationError as error:
            named_by_file = source.find(origin.node, ("id",)) is origin.node
            self.diagnostics += mistakes(kind, error.errors(), origin, named_by_file=named_by_file)
            self._claim(str(values["id"]), origin, kind.folder)
            self.library.damaged.append(Damaged(kind, values, origin))
            self._remember_statements(values)
            return
        place = origin.location
        self.records_of_file.append(cache.CachedRecord(values, place.line, place.column))
        self.entered_of_file.append((record, origin))
        self._enter(record, origin)

    def _enter(self, record: Record, origin: Origin) -> None:
        """File a record under its id and its statements' ids, where nobody has them."""
        kind = type(record)
        if record.id == "index" or (kind is Page and record.id in RESERVED_PAGE_IDS):
            self.report(
                "reserved-id", origin.location, f'the address "{record.id}" belongs to the site itself',
                f'rename the file, for example to "about-{record.id}.md"',
            )  # fmt: skip
        if self._claim(record.id, origin, kind.folder):
            self.library.records[record.id] = record
            self.library.origins[record.id] = origin
        for id, part in _statement_origins(record, origin):
            self._claim(id, part, "statements")

    def _remember_statements(self, values: dict[str, Any]) -> None:
        """The ids of the statements of a record that could not be made."""
        for statement in _as_list(values.get("statements")):
            if isinstance(statement, dict) and isinstance(statement.get("id"), str):
                self._take(statement["id"], "statements")

    def _take_written(self, kind: type[Record]) -> None:
        """The ids that stand in the file read last, which gave no records: of records or statements."""
        carries = ("statements",) if "statements" in kind.model_fields else ()
        for id in ids_written(self.data):
            for folder in (kind.folder, *carries):
                self._take(id, folder)

    def _take(self, id: str, folder: str) -> None:
        folders = self.library.folders_by_id
        folders[id] = _joined(folders.get(id), folder)

    def check_former_ids(self) -> None:
        """An old id leads to one record: it is no other's id, now or before, and no page of ours."""
        owners: dict[str, Record] = {}
        for record in self.library.records.values():
            for number, former in enumerate(record.formerly):
                if former == record.id:
                    continue
                at = partial(self.library.origins[record.id].at, ("formerly", number))
                if former == "index" or (isinstance(record, Page) and former in RESERVED_PAGE_IDS):
                    self.report(
                        "reserved-id", at(), f'the address "{former}" belongs to the site itself',
                        "remove it from formerly:",
                    )  # fmt: skip
                elif owners.get(former, record) is not record:
                    other = self.library.origins[owners[former].id].location
                    self.report(
                        "duplicate-id", at(), f'two records say that they were called "{former}"',
                        "leave it at the one that took over its readers",
                        Related(other, "the other record"),
                    )  # fmt: skip
                elif former in self.library.folders_by_id:
                    self.report(
                        "duplicate-id", at(), f'"{former}" is the id of another record now',
                        "remove it from formerly:, or give the other record another id",
                        *self._where_claimed(former),
                    )  # fmt: skip
                owners.setdefault(former, record)

    def _where_claimed(self, id: str) -> tuple[Related, ...]:
        origin = self.library.origins.get(id)
        return (Related(origin.at(("id",)), "the other record"),) if origin else ()

    def _claim(self, id: str, origin: Origin, folder: str) -> bool:
        """Reserve an id; False, with a report of both places, where it is taken."""
        self._take(id, folder)
        plain = folded(id)
        if plain not in self.id_by_folded:
            self.id_by_folded[plain] = id
            self.library.origins.setdefault(id, origin)
            return True
        other = self.id_by_folded[plain]
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


class Listed(Value):
    """An exemption of the list in site_config/, and where it stands there."""

    record_id: str
    exemption: Exemption
    place: Location


def load_exemptions(path: Path, shown_as: str) -> tuple[tuple[Listed, ...], tuple[Diagnostic, ...]]:
    """The list of exemptions; none where there is no such file.

    Shape: the entries that could be read, and a diagnostic for each that could not.
    """
    if not path.is_symlink() and not path.exists():
        return (), ()
    data = source.read_regular_file(path, shown_as)
    text = data if isinstance(data, Diagnostic) else source.decode(data, shown_as)
    if isinstance(text, Diagnostic):
        return (), (text,)
    parsed = source.parse_yaml(text, shown_as)
    problems = list(parsed.diagnostics)
    node = parsed.node
    if node is None or (isinstance(node, source.Scalar) and node.is_null):
        return (), tuple(problems)
    if not isinstance(node, source.Sequence):
        message = "this file must hold a list of exemptions"
        help = "write lines such as - {record: …, exempt: {rule: …, why: …, owner: …, until: …}}"
        return (), (*problems, Diagnostic("wrong-type", node.location, message, help))
    found = []
    for item in node.items:
        origin = Origin(item)
        try:
            entry = ListedExemption.model_validate(source.plain(item))
        except ValidationError as error:
            problems += mistakes(ListedExemption, error.errors(), origin, named_by_file=False)
        else:
            found.append(Listed(entry.record, entry.exempt, origin.at(("record",))))
    return tuple(found), tuple(problems)


def _ids(entered: Entered) -> list[tuple[object, ...]]:
    """All that records claim: their ids, those that they had, and those of their statements."""
    return [
        (record.id, record.formerly, [id for id, _ in _statement_origins(record, origin)])
        for record, origin in entered
    ]


def _statement_origins(record: Record, origin: Origin) -> Iterator[tuple[str, Origin]]:
    """The statements of a record that have an id, each with its origin."""
    for index, statement in enumerate(getattr(record, "statements", ())):
        if statement.id is not None:
            yield statement.id, origin.of(("statements", index))


@lru_cache(maxsize=1_000)
def _joined(folders: frozenset[str] | None, folder: str) -> frozenset[str]:
    """These folders and one more; one set for all ids that have the same."""
    return (folders or frozenset()) | {folder}


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _stem(relative: Path) -> str:
    """A file's name without its endings ("vote.yml.txt" is vote), in characters that can be shown."""
    name = printable(relative.name)
    while True:
        stem, ending = os.path.splitext(name)
        if ending.lower() not in {".yml", ".yaml", ".md", ".txt"}:
            return name
        name = stem
