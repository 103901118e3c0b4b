"""Two versions of a record, or of a part of one, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.changes.change import Difference, Group
from generator.changes.matching import paired
from generator.changes.prose import prose_differences, swapped
from generator.changes.values import name_of_entry, shown
from generator.changes.words import is_wording_only, shortened, tidy
from generator.dates import PartialDate
from generator.model import (
    Change,
    Event,
    Kind,
    Mark,
    Part,
    Pinned,
    Ref,
    Statement,
    TextKind,
    Unnamed,
    marked,
)
from generator.views.claims import CLAIMING, RELATIONS

# What is compared by itself, or names the thing.
APART = frozenset({"id", "statements", "body", "formerly"})
LABELS = {
    "in_short": "short answer", "text": "words in our voice", "quote": "quotation",
    "via": "chain", "as_of": "day of knowledge", "not_known": "what is not known",
    "url": "address", "exempt": "exemption",
}  # fmt: skip
# Who disputes, claims or rejects a thing is part of its standing.
_STANDING = frozenset({"claimed_by", "disputed_by", "rejected_by"})
_SOURCES = frozenset({"sources", "source", "received_as", "republishes", "draws_on"})
_WHERE_TO_READ = frozenset({"url", "archived", "seen"})
_PLACES_OF_SENSE = {Statement: {"text", "position"}, Event: {"text"}, Pinned: {"text"}}
_SHORT_ANSWERS = frozenset({"in_short", "key_points"})
_STANCES = {
    "denied": "a denial", "rejected": "a rejection", "confirmed": "a confirmation",
    "acknowledged": "an acknowledgement", "withdrew": "a withdrawal", "corrected": "a correction",
    **dict.fromkeys(CLAIMING, "a claim"),
}  # fmt: skip


def label_of(field: str) -> str:
    return LABELS.get(field, field.replace("_", " "))


def differences(old: Part, new: Part) -> Iterator[Difference]:
    """Every difference of two versions of one part, in the order of its fields."""
    marks = {**_marks(old), **_marks(new)}
    for field in type(new).model_fields:
        before, after = getattr(old, field), getattr(new, field)
        if field in APART or before == after:
            continue
        if isinstance(new, Statement) and field == "quote":
            continue
        yield from _of_field(new, field, before, after, marks.get(field))


def _marks(part: Part) -> dict[str, Mark]:
    """What the fields of a part hold, of the part itself and not of what stands below it."""
    return {
        str(path[0]): mark
        for path, mark, _ in marked(part)
        if len(path) == 1 or (len(path) == 2 and isinstance(path[1], int))
    }


def _of_field(
    part: Part, field: str, before: Any, after: Any, mark: Mark | None
) -> Iterator[Difference]:
    label = label_of(field)
    one = before if before is not None else after
    if isinstance(part, Statement) and field in ("speaker", "verb", "via"):
        yield _of_statement(field, before, after)
    elif field in RELATIONS:
        yield _relation(field, before, after)
    elif isinstance(one, PartialDate):
        yield _date(field, label, before, after)
    elif isinstance(one, tuple):
        yield from _list(field, label, before, after, mark)
    elif isinstance(one, Part):
        yield Difference(
            Group.FACTS, field, _went(label, before, after), shown(before), shown(after)
        )
    elif isinstance(mark, TextKind) and before is not None and after is not None:
        watches = field in _PLACES_OF_SENSE.get(type(part), ())
        yield from prose_differences(
            field, label, before, after,
            has_references=mark.name != Kind.TEXT, watches_sense=watches,
        )  # fmt: skip
    elif field == "status" and not isinstance(mark, TextKind):
        yield Difference(Group.STATUS, field, f"was {before}, is now {after}", before, after)
    elif field == "contested":
        what = "is now marked as contested" if after else "is no longer marked as contested"
        yield Difference(Group.STATUS, field, what)
    else:
        group = Group.SOURCES if field in _SOURCES | _WHERE_TO_READ else Group.FACTS
        yield Difference(group, field, _went(label, before, after), shown(before), shown(after))


def _went(label: str, before: Any, after: Any) -> str:
    if before is None:
        return f"{label} added"
    return f"{label} removed" if after is None else f"{label} changed"


def _of_statement(field: str, before: Any, after: Any) -> Difference:
    if field == "speaker":
        what = "is given to another speaker"
        if isinstance(before, Unnamed) and isinstance(after, Unnamed):
            if before.unnamed == after.unnamed:
                what = "another reason why the speaker has no name"
                return Difference(Group.FACTS, field, what, before.why, after.why)
            if is_wording_only(before.unnamed, after.unnamed):
                what = "words for the speaker: wording only"
                return Difference(Group.WORDING, field, what, before.unnamed, after.unnamed)
        return Difference(Group.STATUS, field, what, shown(before), shown(after))
    if field == "verb":
        was, now = (_STANCES.get(verb, "a statement") for verb in (before, after))
        if was != now:
            return Difference(Group.STATUS, field, f"was {was}, is now {now}", before, after)
        return Difference(Group.FACTS, field, "verb changed", before, after)
    return Difference(Group.SOURCES, field, _went("chain", before or None, after or None), shown(before) or None, shown(after) or None)  # fmt: skip


def _relation(field: str, before: str | None, after: str | None) -> Difference:
    if before is None:
        what = f"now {field} another statement"
    elif after is None:
        what = f"no longer {field} another statement"
    else:
        what = f"{field} another statement than before"
    return Difference(Group.STATUS, field, what, before, after)


def _date(
    field: str, label: str, before: PartialDate | None, after: PartialDate | None
) -> Difference:
    what = _went(label, before, after)
    if before is not None and after is not None:
        if _is_within(after, before):
            what = f"{label} made more exact"
        elif _is_within(before, after):
            what = f"{label} made less exact"
    return Difference(Group.DATES, field, what, shown(before), shown(after))


def _is_within(inner: PartialDate, outer: PartialDate) -> bool:
    first, last, low, high = inner.first_day, inner.last_day, outer.first_day, outer.last_day
    begins = low is None or (first is not None and low <= first)
    ends = high is None or (last is not None and last <= high)
    return begins and ends and (first, last) != (low, high)


# --- lists -----------------------------------------------------------------------------------


def _list(
    field: str, label: str,
    before: Sequence[Any], after: Sequence[Any], mark: Mark | None,
) -> Iterator[Difference]:  # fmt: skip
    if any(isinstance(item, Part) for item in (*before, *after)):
        yield from _parts(field, label, before, after)
    elif isinstance(mark, TextKind) and mark.name != Kind.TEXT:
        yield from _texts(field, label, before, after)
    else:
        yield from _set(field, label, before, after, mark)


def _set(
    field: str, label: str, before: Sequence[Any], after: Sequence[Any], mark: Mark | None
) -> Iterator[Difference]:
    old, new = set(before), set(after)
    lost = [item for item in before if item not in new]
    gained = [item for item in after if item not in old]
    if not lost and not gained:
        yield Difference(
            Group.WORDING, field, f"{label} in another order", shown(before), shown(after)
        )
        return
    group = Group.FACTS
    if field in _STANDING:
        group = Group.STATUS
    elif field in _SOURCES or (isinstance(mark, Ref) and mark.kinds == ("sources",)):
        group = Group.SOURCES
    what = f"{label}: {swapped('entry', lost, gained)}".replace("entrys", "entries")
    if group is Group.SOURCES:
        what = swapped("source", lost, gained)
    yield Difference(group, field, what, shown(lost) or None, shown(gained) or None)


def _texts(
    field: str, label: str, before: Sequence[str], after: Sequence[str]
) -> Iterator[Difference]:
    """Points of a list, each with its other version."""
    order: list[int] = []
    watches = field in _SHORT_ANSWERS
    pairs: list[tuple[tuple[int, str] | None, tuple[int, str] | None]] = paired(
        list(enumerate(before)), list(enumerate(after)),
        [lambda point: tidy(point[1])], lambda point: point[1],
    )  # fmt: skip
    for old, new in pairs:
        if old is None and new is not None:
            yield Difference(Group.ADDED, field, f"{label}: a point added", None, shown(new[1]))
        elif new is None and old is not None:
            yield Difference(Group.REMOVED, field, f"{label}: a point removed", shown(old[1]))
        elif old is not None and new is not None:
            order.append(old[0])
            yield from prose_differences(field, label, old[1], new[1], watches_sense=watches)
    if order != sorted(order):
        yield Difference(Group.WORDING, field, f"{label} in another order")


def _parts(
    field: str, label: str, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[Difference]:
    for old, new in paired(before, after, [lambda part: part, name_of_entry], shown):
        if new is None:
            group = Group.STATUS if field in _STANDING else Group.REMOVED
            yield Difference(group, field, f"{label}: an entry removed", shown(old))
        elif old is None:
            yield _added(field, label, new)
        else:
            for found in differences(old, new):
                yield _inside(field, label, name_of_entry(new), found)


def _added(field: str, label: str, part: Part) -> Difference:
    if isinstance(part, Change) and part.kind == "correction":
        return Difference(Group.STATUS, field, "a correction is told to readers", None, shown(part))
    group = Group.STATUS if field in _STANDING else Group.ADDED
    return Difference(group, field, f"{label}: an entry added", None, shown(part))


def _inside(field: str, label: str, name: Any, found: Difference) -> Difference:
    """A difference of an entry of a list, under the list's name and with the entry's."""

    def named(text: str | None) -> str | None:
        return f"{shortened(str(name), 80)}: {text}" if text is not None else None

    what = f"{label}: {found.what}"
    return Difference(
        found.group, f"{field}.{found.field}", what, named(found.before), named(found.after)
    )
