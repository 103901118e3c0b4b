"""The files of content/ one after another, each from where it is known best."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator import cache, source
from generator.diagnostics import Diagnostic, Location
from generator.likeness import nearest
from generator.listing import File, find, printable, shown_path
from generator.load.filing import Filing, statement_origins
from generator.load.library import Damaged, Entered, Library
from generator.load.memory import Memory, Spotless
from generator.load.parsing import Given, read_file, read_text, stem
from generator.load.unparsed import unparsed
from generator.load.validating import VERSIONS, validated
from generator.model import KIND_BY_FOLDER, Record, Ref, marked_values
from generator.quotes import lock
from generator.values import replace


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
    loader.filing.check_former_ids()
    if loader.cache is not None:
        loader.cache.save()
    if memory is not None:
        memory.forget_all_but({file.shown for file in files})
        is_spotless = not loader.diagnostics
        memory.spotless = Spotless(files, loader.entered, loader.library) if is_spotless else None
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
    copy = Library(
        dict(library.records), dict(library.origins), dict(library.folders_by_id),
        list(library.damaged), list(library.quote_entries),
    )  # fmt: skip
    loader = _Loader(shown_as, library=copy)
    for path, text in texts.items():
        loader.load_text(Path(path), text)
    return loader.library, tuple(loader.diagnostics)


class _Loader:
    def __init__(
        self, shown_as: str, memory: Memory | None = None, library: Library | None = None
    ) -> None:
        self.shown_as = shown_as
        self.memory = memory
        self.library = Library() if library is None else library
        self.diagnostics: list[Diagnostic] = []
        self.filing = Filing(self.library, self.diagnostics)
        self.cache: cache.FileCache | None = None
        # What each file has given, by the path that reports show.
        self.entered: dict[str, Entered] = {}

    def report(self, code: str, location: Location, message: str, help: str) -> None:
        self.diagnostics.append(Diagnostic(code, location, message, help))

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
        self.memory.spotless = Spotless(files, before.entered | again.entered, library)
        return library

    def load_file(self, file: File) -> None:
        relative = file.relative
        if relative.as_posix() == lock.NAME:
            self._load_lock(file.path, file.shown)
            return
        kind = KIND_BY_FOLDER.get(relative.parts[0]) if len(relative.parts) > 1 else None
        if kind is None:
            self._report_misplaced(file)
            return
        told = len(self.diagnostics)
        given = read_file(kind, file)
        entered = self._enter(kind, given)
        self.entered[file.shown] = entered
        if not given.is_readable:
            # A file that could not be read is there all the same: to name it is no mistake.
            self.filing.take(stem(relative), kind.folder)
            self.filing.take_written(kind, given.data)
        elif told == len(self.diagnostics) and (self.cache is not None or self.memory is not None):
            self._remember(kind, file, given)

    def load_text(self, relative: Path, text: str) -> None:
        """File the records of a file that is not there yet."""
        kind = KIND_BY_FOLDER.get(relative.parts[0])
        if kind is None or len(relative.parts) < 2:
            raise ValueError(f"{relative} is in no folder of records")
        self._enter(kind, read_text(kind, text, relative, self.shown(relative)))

    def _enter(self, kind: type[Record], given: Given) -> Entered:
        """File what a file gave; returns the records that it gave."""
        self.diagnostics += given.diagnostics
        entered = []
        for written in given.written:
            if written.record is None:
                self.filing.enter_damaged(Damaged(kind, written.values, written.origin))
            else:
                self.filing.enter(written.record, written.origin)
                entered.append((written.record, written.origin))
        return tuple(entered)

    def take_known(self, file: File) -> bool:
        """File the records of a file that is as it was when last read; False where it must be read."""
        kind = file.folder.kind
        if kind is None or (self.cache is None and self.memory is None):
            return False
        stamp = file.stamp()
        entered = self.memory.get(file.shown, stamp) if self.memory else None
        if entered is None and stamp is not None:
            entered = self._cached(file, kind, stamp)
        if entered is None:
            return False
        self.entered[file.shown] = entered
        for record, origin in entered:
            self.filing.enter(record, origin)
        return True

    def _cached(self, file: File, kind: type[Record], stamp: cache.Stamp) -> Entered | None:
        """The records of the database; None where it has none of the file as it is."""
        known = self.cache.get(file.shown, stamp) if self.cache else None
        if known is None:
            return None
        records = []
        for each in known:
            record = validated(kind, each.values)
            if isinstance(record, list):
                return None
            records.append((record, each.line, each.column))
        entered = unparsed(kind, file, stamp, records)
        if self.memory is not None:
            self.memory.put(file.shown, stamp, entered)
        return entered

    def _remember(self, kind: type[Record], file: File, given: Given) -> None:
        """Keep what a file without a mistake gave."""
        stamp = given.stamp
        # The stamp is of the bytes that were parsed; the file must still be these.
        if stamp is None or stamp != file.stamp() or not cache.is_settled(stamp):
            return
        found = [
            (written.record, written.values, written.origin.location)
            for written in given.written
            if written.record is not None
        ]
        if self.cache is not None:
            records = [cache.CachedRecord(values, at.line, at.column) for _, values, at in found]
            self.cache.put(file.shown, stamp, records)
        entered = unparsed(
            kind, file, stamp, [(record, at.line, at.column) for record, _, at in found]
        )
        for record, origin in entered:
            self.library.origins[record.id] = origin
            for id, part in statement_origins(record, origin):
                self.library.origins[id] = part
        self.entered[file.shown] = entered
        if self.memory is not None:
            self.memory.put(file.shown, stamp, entered)

    def _report_misplaced(self, file: File) -> None:
        """A file in no folder of records; one that looks like a record is there all the same."""
        relative, shown = file.relative, file.shown
        if relative.suffix in {".yml", ".yaml", ".md"}:
            self.filing.take(stem(relative), "")
        if file.path.is_symlink():
            found = source.read_with_status(file.path, shown)
            if isinstance(found, Diagnostic):
                self.diagnostics.append(found)
            return
        if relative.name.lower() == "readme.md":
            return
        folder = printable(relative.parts[0]) if len(relative.parts) > 1 else ""
        near = nearest(folder, KIND_BY_FOLDER)
        self.report(
            "unknown-folder", Location(shown),
            f'"{folder}" is no kind of record' if folder else "this file belongs to no kind of record",
            f'move it to "{near}/"' if near else f"move it to one of: {', '.join(KIND_BY_FOLDER)}",
        )  # fmt: skip

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


def _ids(entered: Entered) -> list[tuple[object, ...]]:
    """All that records claim: their ids, those that they had, and those of their statements."""
    return [
        (record.id, record.formerly, [id for id, _ in statement_origins(record, origin)])
        for record, origin in entered
    ]
