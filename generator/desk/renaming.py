"""Another id for a record or a statement, wherever it stands: planned, proved, then done at once.

Nothing but the id is touched in a file, unless the file is in the form that `explainer fmt` writes:
then it stays in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.desk.edits import Edit, EditError, edited
from generator.desk.fmt import kept_in_form
from generator.desk.former import former_id_added
from generator.desk.proof import difference
from generator.desk.uses import LOCK, How, Use, fingerprint_under, lines_of, renamed_key, uses
from generator.diagnostics import Diagnostic, Location, errors_in
from generator.exemptions import LIST
from generator.graph import Graph
from generator.history import is_untracked
from generator.likeness import nearest_id
from generator.load import RESERVED_PAGE_IDS, load, load_exemptions
from generator.model import ID_LIMIT, Event, Page, Record, Term, suggested_id
from generator.output import (
    Seen,
    folder_beside,
    remove_folder,
    replace_folder,
    seen_in,
    write_files,
)
from generator.quotes.lock import Entry, write_lock
from generator.references import ID_PATTERN
from generator.resolving import resolve
from generator.values import replace
from generator.views.addresses import page_of


class RefusalError(Exception):
    """Nothing was renamed. Where the content is to blame, `diagnostics` say so; else the message."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Renaming:
    """What is to be written.

    `before` and `after` are the bytes of each file that changes, by its path below the project,
    under its new name in `after`; `moved` are the two names of the record's own file, where they
    differ. `uses` are the places that named the old id. `is_known` says that somebody may know the
    old address: git holds the record's file, or there is no git to ask. `seen` are the files of
    content/ as they were before they were read.
    """

    graph: Graph = field(repr=False)
    old: str
    new: str
    uses: tuple[Use, ...]
    before: dict[str, bytes]
    after: dict[str, bytes]
    moved: tuple[str, str] | None = None
    is_known: bool = True
    seen: Seen = field(default=frozenset(), repr=False)

    @property
    def led_on(self) -> tuple[str, str] | None:
        """The old and the new path of the record's own page, where it has one that was known."""
        record = self.graph.library.records.get(self.old)
        if record is None or isinstance(record, (Event, Term)) or not self.is_known:
            return None
        return page_of(record), page_of(record.model_copy(update={"id": self.new}))


def plan(project_dir: Path, old: str, new: str) -> Renaming:
    """All that another id changes.

    Errors: RefusalError where the content has mistakes, where there is nothing of the old id, and
    where the new one cannot be had.
    """
    seen = seen_in(project_dir / "content")
    library, load_problems = load(project_dir / "content")
    listed, list_problems = load_exemptions(project_dir / LIST, LIST)
    graph, graph_problems = resolve(library, listed)
    mistakes = errors_in((*load_problems, *list_problems, *graph_problems))
    if mistakes:
        raise RefusalError("nothing is renamed until these are mended", mistakes)
    _require_free(graph, old, new)
    found = tuple(uses(graph, project_dir, old))
    by_file: dict[str, list[Edit]] = defaultdict(list)
    for use in found:
        if use.how is not How.LOCK:
            by_file[use.place.path].append(Edit(use.place, old, new))
    is_known = old not in graph.library.records or not is_untracked(
        project_dir, graph.library.origins[old].location.path
    )
    for edit in _definition(graph, project_dir, old, new, is_known=is_known):
        by_file[edit.place.path].append(edit)
    before = {path: (project_dir / path).read_bytes() for path in by_file}
    try:
        after = {
            path: kept_in_form(data, edited(data, by_file[path]), path)
            for path, data in before.items()
        }
    except EditError as error:
        raise RefusalError(f"{error.place}: {error}; write it plainly first") from None
    moved = _moved(graph, project_dir, old, new)
    if moved is not None:
        before.setdefault(moved[0], (project_dir / moved[0]).read_bytes())
        after[moved[1]] = after.pop(moved[0], before[moved[0]])
    entries = tuple(_entries(graph, old, new))
    if entries != tuple(library.quote_entries):
        before[LOCK] = (project_dir / LOCK).read_bytes()
        after[LOCK] = write_lock(entries).encode("utf-8")
    return Renaming(graph, old, new, found, before, after, moved, is_known, seen)


def carry_out(project_dir: Path, renaming: Renaming) -> None:
    """Write it all, or nothing: content/ is made anew beside the old one, proved, and put in its place.

    Errors: RefusalError where the new content would not mean the same, and where somebody saved
    something meanwhile; KeyboardInterrupt passes.
    """
    content = project_dir / "content"
    inside = {
        path.removeprefix("content/"): data for path, data in renaming.after.items() if path != LIST
    }
    gone = [renaming.moved[0].removeprefix("content/")] if renaming.moved else []
    beside = folder_beside(content, inside, gone)
    number = content.stat().st_ino
    try:
        _prove(beside, renaming)
        _write_list(project_dir, renaming.after)
        if not replace_folder(beside, content, renaming.seen):
            raise RefusalError("nothing was renamed: content/ was saved meanwhile; run it again")
    except BaseException:
        if content.stat().st_ino == number:
            _write_list(project_dir, renaming.before)
            remove_folder(beside)
        raise


def _write_list(project_dir: Path, files: dict[str, bytes]) -> None:
    if LIST in files:
        write_files(project_dir, {LIST: files[LIST]})


def _prove(beside: Path, renaming: Renaming) -> None:
    """The new content must be readable and say the same as the old, but for the id."""
    library, problems = load(beside, "content", only=renaming.after)
    mistakes = errors_in(problems)
    if mistakes:
        raise RefusalError("nothing was renamed: the content would have these mistakes", mistakes)
    told = difference(
        renaming.graph, library, renaming.old, renaming.new, is_known=renaming.is_known
    )
    if told:
        raise RefusalError(f"nothing was renamed: {told} would not mean the same any more")


# --- what may be renamed, and to what --------------------------------------------------------


def _require_free(graph: Graph, old: str, new: str) -> None:
    library = graph.library
    is_statement = old in graph.statements and graph.statements[old].statement.id == old
    if old not in library.records and not is_statement:
        now = library.id_by_former_id.get(old)
        near = now or nearest_id(old, library.folders_by_id)
        hint = f'; it is called "{now}" now' if now else f'; write "{near}"' if near else ""
        raise RefusalError(f'no record or statement has the id "{old}"{hint}')
    if not ID_PATTERN.fullmatch(new) or len(new) > ID_LIMIT:
        near = suggested_id(new)
        hint = f'; write "{near}"' if near else ""
        raise RefusalError(f'"{new}" cannot be an id: lower-case letters, digits and hyphens{hint}')
    if new in library.folders_by_id:
        place = _place(graph, new)
        raise RefusalError(f'the id "{new}" is taken: {place}' if place else f'"{new}" is taken')
    other = library.id_by_former_id.get(new, old)
    if other != old:
        raise RefusalError(f'"{new}" was the id of "{other}" before, and leads there')
    record = library.records.get(old)
    if new == "index" or (isinstance(record, Page) and new in RESERVED_PAGE_IDS):
        raise RefusalError(f'the address "{new}" belongs to the site itself')


def _place(graph: Graph, id: str) -> Location | None:
    origin = graph.library.origins.get(id)
    return origin.at(("id",)) if origin else None


# --- the record itself -----------------------------------------------------------------------


def _definition(
    graph: Graph, project_dir: Path, old: str, new: str, *, is_known: bool
) -> Iterable[Edit]:
    """The edits of the record's or the statement's own keys."""
    record = graph.library.records.get(old)
    if record is None:
        placed = graph.statements[old]
        origin = graph.library.origins[placed.carrier.id]
        yield Edit(origin.inside(("statements", placed.index, "id"), 0), old, new)
        return
    origin = graph.library.origins[old]
    lines = lines_of(project_dir, origin.location.path)
    if _has_id_key(graph, record):
        yield Edit(origin.inside(("id",), 0), old, new)
    if is_known and old not in record.formerly:
        yield former_id_added(origin, lines, old)


def _has_id_key(graph: Graph, record: Record) -> bool:
    origin = graph.library.origins[record.id]
    return origin.of(("id",)).node is not origin.node


def _moved(graph: Graph, project_dir: Path, old: str, new: str) -> tuple[str, str] | None:
    """The old and the new path of a file that is named by the id."""
    if old not in graph.library.records:
        return None
    path = graph.library.origins[old].location.path
    folder, _, name = path.rpartition("/")
    if not name.startswith(f"{old}.") or graph.own_file(old) is None:
        return None
    moved = f"{folder}/{new}{name[len(old) :]}"
    if (project_dir / moved).exists():
        raise RefusalError(f"{moved} is there already")
    return path, moved


# --- the lock --------------------------------------------------------------------------------


def _entries(graph: Graph, old: str, new: str) -> Iterable[Entry]:
    """The lock's lines; the speaker's id is part of a quotation's fingerprint."""
    prints = {
        placed.fingerprint: fingerprint_under(placed, old, new)
        for placed in graph.statements.values()
        if placed.statement.quote is not None
    }
    for entry in graph.library.quote_entries:
        yield replace(
            entry,
            key=renamed_key(entry.key, old, new) or entry.key,
            quote=prints.get(entry.quote, entry.quote),
            text=new if entry.text == old else entry.text,
        )
