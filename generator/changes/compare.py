"""The whole comparison on one screen: two sides in, changes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.changes.change import Change, Changes, Compared, Difference, Group, in_order
from generator.changes.fields import differences
from generator.changes.matching import paired
from generator.changes.records import RecordPair, pair_records, record_changes
from generator.changes.sides import CONTENT, Range, Side, find_range, read_commit, read_working_tree
from generator.changes.statements import pair_statements, statement_changes
from generator.changes.subjects import Subjects
from generator.changes.touched import touched_pages
from generator.changes.values import shown
from generator.diagnostics import errors_in
from generator.load import Listed
from generator.quotes import lock
from generator.site import without_collecting


@without_collecting()
def read_changes(project_dir: Path, asked: str | None, *, with_pages: bool = True) -> Changes:
    """What `BASE`, `BASE..HEAD` or `BASE...HEAD` changed; nothing asked is HEAD to the working tree.

    Errors: UnknownRevisionError for what names no commit here.
    """
    base, head = read_sides(project_dir, find_range(project_dir, asked))
    return compare(base, head, with_pages=with_pages)


def read_sides(project_dir: Path, wanted: Range) -> tuple[Side, Side]:
    base = read_commit(project_dir, wanted.base, wanted.base_name)
    if wanted.head is None:
        return base, read_working_tree(project_dir)
    return base, read_commit(project_dir, wanted.head, wanted.head_name)


def compare(base: Side, head: Side, *, with_pages: bool = True) -> Changes:
    """All that differs between two versions, the gravest first; see `Changes`."""
    pairs = pair_records(base, head)
    unread = frozenset(_unread(base, head, pairs))
    names = dict(filter(None, (pair.renamed for pair in pairs)))
    said = pair_statements(base.graph, head.graph, names)
    new_names = dict(filter(None, (pair.renamed for pair in said)))
    if new_names:
        # Who denies a statement that only has another id denies no other one.
        names |= new_names
        said = pair_statements(base.graph, head.graph, names)
    alone = {
        p.id for pair in pairs for p in (pair.old, pair.new) if p and not (pair.old and pair.new)
    }
    found = in_order(
        (
            *statement_changes(
                base.graph, head.graph, said, alone | unread, has_locks=_have_locks(base, head)
            ),
            *record_changes(base, head, pairs, names, unread),
            *_listed_changes(base, head),
        )
    )
    return Changes(
        _compared(base), _compared(head), found,
        touched_pages(base, head) if with_pages else None,
        tuple(_layout(base, head, found, unread)), tuple(sorted(unread)),
    )  # fmt: skip


def _compared(side: Side) -> Compared:
    return Compared(side.name, side.commit, errors_in(side.problems))


def _have_locks(base: Side, head: Side) -> bool:
    """Whether both locks could be read; a broken one says nothing of any quotation."""
    codes = {problem.code for side in (base, head) for problem in side.problems}
    return "broken-lock" not in codes


def _unread(base: Side, head: Side, pairs: list[RecordPair]) -> Iterator[str]:
    """Ids of records that stand on one side and could not be read on the other."""
    for pair in pairs:
        here, there = (base, head) if pair.new is None else (head, base)
        record = pair.old or pair.new
        if record is None or (pair.old and pair.new):
            continue
        path = here.graph.library.origins[record.id].location.path
        if record.id in there.graph.library.folders_by_id or path in there.unread_paths:
            yield record.id


def _listed_changes(base: Side, head: Side) -> Iterator[Change]:
    """Exemptions of the list in site_config/, each by its record and rule."""
    subjects = Subjects(head.graph)
    pairs: list[tuple[Listed | None, Listed | None]] = paired(
        base.listed, head.listed, [lambda entry: (entry.record_id, entry.exemption.rule)]
    )
    for old, new in pairs:
        entry = new or old
        assert entry is not None
        subject = subjects.exemption(entry.record_id, entry.exemption.rule, entry.place)
        if old is None:
            said = shown(entry.exemption)
            yield Change(subject, Difference(Group.ADDED, "exempt", "added", None, said))
        elif new is None:
            said = shown(entry.exemption)
            yield Change(subject, Difference(Group.REMOVED, "exempt", "removed", said))
        else:
            for found in differences(old.exemption, new.exemption):
                yield Change(subject, found)


def _layout(
    base: Side, head: Side, changes: tuple[Change, ...], unread: frozenset[str]
) -> Iterator[str]:
    """Files that differ although nothing in them says anything else."""
    telling = {change.subject.place.path for change in changes if change.subject.place}
    for side in (base, head):
        origins = side.graph.library.origins
        named = {change.subject.id.partition("#")[0] for change in changes} | unread
        telling |= {origins[id].location.path for id in named if id in origins}
    telling |= base.unread_paths | head.unread_paths
    if telling:
        # What its lines say is told of the quotations that they are about.
        telling.add(f"{CONTENT}/{lock.NAME}")
    for path in sorted(base.files.keys() | head.files.keys()):
        if base.files.get(path) != head.files.get(path) and path not in telling:
            yield path
