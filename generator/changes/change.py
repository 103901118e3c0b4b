"""What a comparison gave: changes in the order in which they matter, and the pages they touch."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from generator.diagnostics import Diagnostic, Location
from generator.values import Value


class Group(Enum):
    """What a change is about, the gravest first; the order is that of every report."""

    STATUS = "status"
    QUOTATIONS = "quotations"
    REMOVED = "removed"
    SOURCES = "sources"
    DATES = "dates"
    FACTS = "facts"
    ADDED = "added"
    RENAMED = "renamed"
    VERIFIED = "verified"
    WORDING = "wording"

    @property
    def is_fact(self) -> bool:
        """Whether a reader is told something else: wording, names and comparisons tell the same."""
        return self not in (Group.WORDING, Group.RENAMED, Group.VERIFIED)


ORDER = {group: number for number, group in enumerate(Group)}


class Difference(Value):
    """One difference of two versions of a thing: our words for it, and what stood there.

    `field` is the key as the editor writes it, such as "date" or "roles.start".
    """

    group: Group
    field: str
    what: str
    before: str | None = None
    after: str | None = None


class Subject(Value):
    """The thing that a change is about.

    `kind` is a word such as "statement" or "answer"; `id` is that of the newer version, `name` how
    a person would call it. `place` is where it stands, in the newer version if it is there;
    `address` where readers find it, such as "/topics/crimea/#status".
    """

    kind: str
    id: str
    name: str
    place: Location | None = None
    address: str | None = None


class Change(Value):
    """One difference of one thing. Texts of `difference.what` are ours; all others may be anybody's."""

    subject: Subject
    difference: Difference

    @property
    def group(self) -> Group:
        return self.difference.group


class TouchedPage(Value):
    """A page that reads otherwise than before: `how` is "new", "gone" or "changed"."""

    path: str
    how: str

    @property
    def address(self) -> str:
        return f"/{self.path}/" if self.path else "/"


class Compared(Value):
    """One of the two sides: how it is called, its commit if it is one, and what was wrong there."""

    name: str
    commit: str | None
    problems: tuple[Diagnostic, ...] = ()


class Changes(Value):
    """All that was found.

    Order: `changes` by group, then by kind, by file and place. `layout` are files that differ and
    say the same. `pages` is None where they could not be made, for mistakes on one of the sides.
    `not_compared` counts records that could be read on one side only, for the same reason.
    """

    base: Compared
    head: Compared
    changes: tuple[Change, ...]
    pages: tuple[TouchedPage, ...] | None
    layout: tuple[str, ...]
    not_compared: tuple[str, ...] = ()

    def of(self, group: Group) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.group is group)

    @property
    def facts(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.group.is_fact)

    @property
    def is_nothing(self) -> bool:
        return not (self.changes or self.layout or self.pages or self.not_compared)


# Whether something is claimed, denied or disputed comes before whoever says so.
_GRAVEST = frozenset({"verb", "denies", "confirms", "corrects", "withdraws", "status"})
# Of two things whose status changed, the words of somebody come before what happened.
_KINDS = ("statement", "event", "article", "explainer", "answer", "issue")


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The gravest group first; within a group by kind, file and line, each change once."""
    found = tuple(dict.fromkeys(changes))
    grave = {
        change.subject
        for change in found
        if change.group is Group.STATUS and change.difference.field in _GRAVEST
    }

    def key(change: Change) -> tuple[int, bool, int, Location, str]:
        subject = change.subject
        is_lighter = change.group is Group.STATUS and subject not in grave
        kind = _KINDS.index(subject.kind) if subject.kind in _KINDS else len(_KINDS)
        return ORDER[change.group], is_lighter, kind, subject.place or Location(""), subject.id

    return tuple(sorted(found, key=key))
