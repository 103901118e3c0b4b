"""Records of two versions: which is which, what is new and gone, and how the rest differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from generator.changes.change import Change, Difference, Group
from generator.changes.fields import differences
from generator.changes.matching import paired
from generator.changes.prose import prose_differences
from generator.changes.renaming import with_names
from generator.changes.sides import Side
from generator.changes.subjects import Subjects
from generator.changes.values import shown
from generator.document import slug
from generator.graph import Graph
from generator.model import KINDS, Article, Issue, Page, Record, Topic
from generator.quotes.lock import State
from generator.values import Value

# Two records whose ids differ are one only where next to nothing else does.
RENAMED_FROM = 0.9


class RecordPair(Value):
    """A record before and after; None where there is none."""

    old: Record | None
    new: Record | None

    @property
    def renamed(self) -> tuple[str, str] | None:
        if self.old is None or self.new is None or self.old.id == self.new.id:
            return None
        return self.old.id, self.new.id


def pair_records(base: Side, head: Side) -> list[RecordPair]:
    """Every record of both versions, each once; the file that holds it does not count.

    A record under a new id is found by its `formerly`, by its content, or because it is alike to
    almost the last word; then only its name changed.
    """
    found: list[RecordPair] = []
    for kind in KINDS:
        old: tuple[Record, ...] = base.graph.library.of(kind)
        new: tuple[Record, ...] = head.graph.library.of(kind)
        old_ids = {record.id for record in old}
        pairs: list[tuple[Record | None, Record | None]] = paired(
            old, new,
            [
                lambda record: record.id,
                _formerly(old_ids),
                lambda record: record.model_copy(update={"id": ""}),
            ],
            _likened, RENAMED_FROM,
        )  # fmt: skip
        found += [RecordPair(one, other) for one, other in pairs]
    return found


def _formerly(old_ids: set[str]) -> Callable[[Record], str | None]:
    """The id that a record had, for one of the old version its own."""

    def name(record: Record) -> str | None:
        former = getattr(record, "formerly", None) or ()
        for id in (former,) if isinstance(former, str) else former:
            if id in old_ids and id != record.id:
                return str(id)
        return record.id if record.id in old_ids else None

    return name


def _likened(record: Record) -> str:
    values = (getattr(record, name) for name in type(record).model_fields if name != "id")
    return " ".join(shown(value) for value in values if value)


def record_changes(
    base: Side,
    head: Side,
    pairs: list[RecordPair],
    names: Mapping[str, str],
    unread: frozenset[str],
) -> Iterator[Change]:
    """What changed of the records themselves; their statements are told apart.

    `unread` are ids that could be read on one side only.
    """
    was, now = Subjects(base.graph), Subjects(head.graph)
    for pair in pairs:
        if pair.old is None and pair.new is not None:
            if pair.new.id not in unread:
                yield Change(
                    now.record(pair.new), _whole(pair.new, Group.ADDED, "added", head.graph)
                )
        elif pair.new is None and pair.old is not None:
            if pair.old.id not in unread:
                yield Change(
                    was.record(pair.old), _whole(pair.old, Group.REMOVED, "removed", base.graph)
                )
        elif pair.old is not None and pair.new is not None:
            if pair.old == pair.new:
                continue
            old = with_names(pair.old, names)
            found = list(differences(old, pair.new))
            if pair.renamed:
                found.append(Difference(Group.RENAMED, "id", "has another id", *pair.renamed))
            found += _order_of_statements(old, pair.new)
            for difference in found:
                yield Change(now.record(pair.new), difference)
            yield from _answers(now, old, pair.new)


def _whole(record: Record, group: Group, what: str, graph: Graph) -> Difference:
    if isinstance(record, (Article, Issue)) and record.statements:
        number = len(record.statements)
        what += f", with {number} statement{'' if number == 1 else 's'}"
        quoted = [
            p for p in graph.statements.values() if p.carrier.id == record.id and p.statement.quote
        ]
        if quoted and group is Group.ADDED:
            sure = sum(graph.quotations[p.key].state is State.VERIFIED for p in quoted)
            what += f", {len(quoted)} quotation{'' if len(quoted) == 1 else 's'} ({sure} verified)"
    text = next(
        (getattr(record, name) for name in ("text", "summary", "question", "definition", "title", "name")
         if getattr(record, name, None)), "",
    )  # fmt: skip
    shown_text = shown(text)
    return Difference(
        group, "", what,
        shown_text if group is Group.REMOVED else None,
        shown_text if group is Group.ADDED else None,
    )  # fmt: skip


def _order_of_statements(old: Record, new: Record) -> Iterator[Difference]:
    if isinstance(old, (Article, Issue)) and isinstance(new, (Article, Issue)):
        before, after = old.statements, new.statements
        if before != after and Counter(before) == Counter(after):
            yield Difference(Group.WORDING, "statements", "statements in another order")


# --- questions and answers -------------------------------------------------------------------

_ANCHOR = re.compile(r"\{[ \t]{0,9}#([\w-]{1,200})[ \t]{0,9}\}\Z")


class Section(Value):
    """A question and what is written below it; what stands before the first has none.

    `start` is the character of the body at which it begins.
    """

    question: str
    anchor: str
    text: str
    start: int = 0


def sections(body: str) -> list[Section]:
    """The parts of a Markdown body below its headings of the second level, in their order."""
    found: list[Section] = []
    question, anchor, start, position = "", "", 0, 0
    lines: list[str] = []
    for line in (*body.splitlines(keepends=True), "## "):
        if line.startswith(("## ", "##\t")):
            text = "".join(lines)
            if question or text.strip():
                found.append(Section(question, anchor, text, start))
            lines.clear()
            question, anchor = _heading(line)
            start = position
        else:
            lines.append(line)
        position += len(line)
    return found


def _heading(line: str) -> tuple[str, str]:
    """The words of a heading and its anchor."""
    words = line[2:].strip().rstrip("#").rstrip()
    given = _ANCHOR.search(words[-250:])
    if given is None:
        return words, slug(words)
    return words[: -len(given.group())].rstrip(), given.group(1)


def _answers(subjects: Subjects, old: Record, new: Record) -> Iterator[Change]:
    if not (isinstance(new, (Topic, Page)) and isinstance(old, (Topic, Page))):
        return
    if old.body == new.body:
        return
    before, after = sections(old.body), sections(new.body)
    pairs: list[tuple[Section | None, Section | None]] = paired(
        before, after,
        [lambda part: part.anchor, lambda part: part.question, lambda part: part.text.strip()],
        lambda part: part.text,
    )  # fmt: skip
    kept = [one.start for one, other in pairs if one is not None and other is not None]
    for one, other in pairs:
        part = other or one
        assert part is not None
        differences_found = list(_of_section(new, one, other))
        if differences_found:
            # What is gone stood in the old version: it is told at the record.
            start = other.start if other else 0
            subject = subjects.answer(new, part.anchor, part.question, start)
            yield from (Change(subject, difference) for difference in differences_found)
    if kept != sorted(kept):
        what = "questions in another order"
        yield Change(subjects.record(new), Difference(Group.WORDING, "body", what))


def _of_section(record: Record, one: Section | None, other: Section | None) -> Iterator[Difference]:
    label = "answer" if isinstance(record, Topic) else "section"
    if one is None and other is not None:
        yield Difference(Group.ADDED, "", "added", None, shown(other.text))
    elif other is None and one is not None:
        yield Difference(Group.REMOVED, "", "removed", shown(one.text))
    elif one is not None and other is not None:
        yield from prose_differences(
            "heading",
            "question" if label == "answer" else "heading",
            one.question,
            other.question,
            has_references=False,
        )
        if one.anchor != other.anchor:
            yield Difference(
                Group.RENAMED, "anchor", "has another anchor", one.anchor, other.anchor
            )
        yield from prose_differences("body", label, one.text, other.text, is_markdown=True)
