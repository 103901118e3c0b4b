"""Statements of two versions: which is which, and what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.changes.change import Change, Difference, Group
from generator.changes.excerpts import around_difference
from generator.changes.fields import differences
from generator.changes.matching import SAME, likeness, paired
from generator.changes.renaming import with_names
from generator.changes.subjects import Subjects, words_of
from generator.graph import Graph, PlacedStatement
from generator.model import Statement
from generator.quotes.lock import State
from generator.values import Value, replace
from generator.views.claims import RELATIONS

ALIKE = 0.55
_DONE = {
    "denies": "denied",
    "confirms": "confirmed",
    "corrects": "corrected",
    "withdraws": "withdrawn",
}


class Pair(Value):
    """A statement before and after; None where there is none. `old` bears today's names."""

    old: PlacedStatement | None
    new: PlacedStatement | None

    @property
    def renamed(self) -> tuple[str, str] | None:
        """The old and the new id, where the statement had one and has another."""
        if self.old is None or self.new is None:
            return None
        was, now = self.old.statement.id, self.new.statement.id
        return (was, now) if was and now and was != now else None


def pair_statements(old: Graph, new: Graph, names: Mapping[str, str]) -> list[Pair]:
    """Every statement of both versions, each once.

    A statement is the same where its id is, else where its content or its speaker and words are,
    else where it is the most alike in the same article or issue: its number never counts, so one
    that is put before another makes no other of it.
    """
    before = [_as_today(placed, names) for placed in old.statements.values()]
    after = list(new.statements.values())
    found = paired(
        before, after,
        [
            lambda placed: placed.statement.id,
            lambda placed: (placed.carrier.id, _content(placed)),
            lambda placed: _spoken(placed),
            _content,
        ],
    )  # fmt: skip
    left_old = _by_carrier(one for one, other in found if one is not None and other is None)
    left_new = _by_carrier(other for one, other in found if other is not None and one is None)
    pairs = [Pair(one, other) for one, other in found if one is not None and other is not None]
    for carrier in dict.fromkeys((*left_new, *left_old)):
        rest = paired(left_old[carrier], left_new[carrier], [], _likened, ALIKE)
        for one, other in rest:
            # Two ids are two statements, unless one speaker says next to the same under both.
            if (
                one
                and other
                and one.statement.id
                and other.statement.id
                and not _is_same(one, other)
            ):
                pairs += [Pair(one, None), Pair(None, other)]
            else:
                pairs.append(Pair(one, other))
    return pairs


def _is_same(one: PlacedStatement, other: PlacedStatement) -> bool:
    """Whether only the id is another: a change of status must not hide behind that."""
    is_one_speaker = one.statement.speaker == other.statement.speaker
    return is_one_speaker and likeness(_likened(one), _likened(other)) >= SAME


def _as_today(placed: PlacedStatement, names: Mapping[str, str]) -> PlacedStatement:
    carrier_id = names.get(placed.carrier.id, placed.carrier.id)
    carrier = placed.carrier
    if carrier_id != carrier.id:
        carrier = carrier.model_copy(update={"id": carrier_id})
    return replace(placed, statement=with_names(placed.statement, names), carrier=carrier)


def _content(placed: PlacedStatement) -> Statement:
    return placed.statement.model_copy(update={"id": None})


def _spoken(placed: PlacedStatement) -> tuple[object, ...]:
    said = placed.statement
    words = said.quote or said.text or said.position
    return placed.carrier.id, said.speaker, words


def _likened(placed: PlacedStatement) -> str:
    said = placed.statement
    speaker = said.speaker if isinstance(said.speaker, str) else said.speaker.unnamed
    return " ".join(filter(None, (speaker, said.quote, said.text, said.position)))


def _by_carrier(placed: Iterator[PlacedStatement]) -> dict[str, list[PlacedStatement]]:
    found: dict[str, list[PlacedStatement]] = defaultdict(list)
    for one in placed:
        found[one.carrier.id].append(one)
    return found


# --- what became of them ---------------------------------------------------------------------


class Answers(Value):
    """Who answers whom on one side: key of a statement -> relation -> keys of those who answer it."""

    by_target: dict[str, dict[str, list[str]]]

    @classmethod
    def of(cls, statements: Sequence[PlacedStatement]) -> Answers:
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for placed in statements:
            for relation in RELATIONS:
                target = getattr(placed.statement, relation)
                if target is not None:
                    found[target][relation].append(placed.key)
        return cls(found)

    def to(self, key: str) -> dict[str, list[str]]:
        return self.by_target.get(key, {})


def statement_changes(
    old: Graph,
    new: Graph,
    pairs: Sequence[Pair],
    apart: Collection[str],
    *,
    has_locks: bool,
) -> Iterator[Change]:
    """Every change of every statement; those of the carriers in `apart` are told with them.

    Without `has_locks`, nothing is said of what was verified.
    """
    was, now = Subjects(old), Subjects(new)
    answers_before = Answers.of([pair.old for pair in pairs if pair.old])
    answers_after = Answers.of([pair.new for pair in pairs if pair.new])
    for pair in pairs:
        if pair.old is None and pair.new is not None:
            if pair.new.carrier.id not in apart:
                yield Change(now.statement(pair.new), _added(pair.new, new, has_locks))
        elif pair.new is None and pair.old is not None:
            if pair.old.carrier.id not in apart:
                # The subject is the one that was, under the names that it had.
                subject = was.statement(old.statements[pair.old.key])
                said = words_of(pair.old.statement)
                yield Change(subject, Difference(Group.REMOVED, "", "removed", said))
        elif pair.old is not None and pair.new is not None:
            found = list(_of_pair(pair.old, pair.new))
            found += _standing(pair.old, pair.new, answers_before, answers_after)
            found += _quotation(pair.old, pair.new, old, new, has_locks)
            if found:  # naming a thing asks for its place, and that for its file
                subject = now.statement(pair.new)
                yield from (Change(subject, difference) for difference in found)


def _added(placed: PlacedStatement, graph: Graph, has_locks: bool) -> Difference:
    what = "added"
    if placed.statement.quote is not None and has_locks:
        is_verified = graph.quotations[placed.key].state is State.VERIFIED
        what = f"added; its quotation {'is' if is_verified else 'was never'} verified"
    return Difference(Group.ADDED, "", what, None, words_of(placed.statement))


def _of_pair(old: PlacedStatement, new: PlacedStatement) -> Iterator[Difference]:
    yield from differences(old.statement, new.statement)
    if old.carrier.id != new.carrier.id:
        yield Difference(
            Group.FACTS, "", "moved to another article or issue", old.carrier.id, new.carrier.id
        )
    if old.statement.id != new.statement.id:
        what = "is called otherwise" if old.statement.id and new.statement.id else "id changed"
        if old.statement.id is None:
            what = "was given an id"
        yield Difference(Group.RENAMED, "id", what, old.statement.id, new.statement.id)


def _standing(
    old: PlacedStatement, new: PlacedStatement, before: Answers, after: Answers
) -> Iterator[Difference]:
    """What others say of a statement: only that it is denied at all changes its status."""
    was, now = before.to(old.key), after.to(new.key)
    if old.statement.id != new.statement.id:
        was = {**was, **before.to(new.key)}
    for relation in RELATIONS:
        if relation in now and relation not in was:
            keys = ", ".join(now[relation])
            yield Difference(
                Group.STATUS, relation, f"is now {_DONE[relation]} by another statement", None, keys
            )
        elif relation in was and relation not in now:
            keys = ", ".join(was[relation])
            yield Difference(
                Group.STATUS, relation, f"is no longer {_DONE[relation]} by any statement", keys
            )


def _quotation(
    old: PlacedStatement, new: PlacedStatement, before: Graph, after: Graph, has_locks: bool
) -> Iterator[Difference]:
    was, now = old.statement.quote, new.statement.quote
    if was is None or now is None:
        if was is not None:
            yield Difference(Group.QUOTATIONS, "quote", "quotation taken out", was)
        elif now is not None:
            yield Difference(Group.ADDED, "quote", "quotation added", None, now)
        return
    known, known_now = before.quotations[old.key], after.quotations[new.key]
    was_sure = has_locks and known.state is State.VERIFIED
    is_sure = has_locks and known_now.state is State.VERIFIED
    if was != now:
        what = "quotation altered"
        if is_sure:
            what += ", and compared with its text"
        elif was_sure:
            what += ", which unverifies it"
        yield Difference(Group.QUOTATIONS, "quote", what, *around_difference(was, now))
    elif was_sure and not is_sure:
        what = "quotation no longer verified: its speaker or quotes.lock changed"
        yield Difference(Group.QUOTATIONS, "quote", what, now)
    elif is_sure and known_now.entry is not None:
        seen, seen_now = known.entry, known_now.entry
        if not was_sure or seen is None:
            what = "quotation compared with its text"
            yield Difference(Group.VERIFIED, "quote", what, None, seen_now.checked)
        elif (seen.checked, seen.text, seen.speaker, seen.where) != (
            seen_now.checked, seen_now.text, seen_now.speaker, seen_now.where,
        ):  # fmt: skip
            what = "quotation compared with its text again"
            yield Difference(Group.VERIFIED, "quote", what, seen.checked, seen_now.checked)
