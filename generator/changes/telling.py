"""What every form of the report says alike: headings, groups of one thing, the closing line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.changes.change import Change, Changes, Compared, Difference, Group, Subject

HEADINGS = {
    Group.STATUS: "Status of what was published",
    Group.QUOTATIONS: "Quotations altered or no longer verified",
    Group.REMOVED: "Removed",
    Group.SOURCES: "Sources lost, added or swapped",
    Group.DATES: "Dates",
    Group.FACTS: "Other facts and texts",
    Group.ADDED: "Added",
    Group.RENAMED: "Under another name",
    Group.VERIFIED: "Quotations compared with their texts",
    Group.WORDING: "Wording only",
}

Told = tuple[Subject, tuple[Difference, ...]]


def by_subject(changes: tuple[Change, ...]) -> Iterator[Told]:
    """The changes of one group, those of one thing together, in their order."""
    for subject, group in groupby(changes, key=lambda change: change.subject):
        yield subject, tuple(change.difference for change in group)


def counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"


def verdict(changes: Changes) -> str:
    """What matters most, in one or two sentences; our words and figures alone."""
    if changes.is_nothing:
        return "Nothing changed in the content."
    told = [_of_facts(changes)]
    renamed, verified = len(changes.of(Group.RENAMED)), len(changes.of(Group.VERIFIED))
    if renamed:
        told.append(
            f"{counted(renamed, 'thing')} {'has' if renamed == 1 else 'have'} another name."
        )
    if verified:
        told.append(f"{counted(verified, 'quotation')} compared with the text.")
    return " ".join(told)


def _of_facts(changes: Changes) -> str:
    number, grave = len(changes.facts), len(changes.of(Group.STATUS))
    if not number:
        limit = " in what could be compared" if changes.not_compared else ""
        return f"No fact changed{limit}."
    told = f"{counted(number, 'fact')} changed"
    if not grave:
        return f"{told}."
    of_them = (
        "it is" if number == grave == 1 else f"{grave:,} of them {'is' if grave == 1 else 'are'}"
    )
    return f"{told}; {of_them} the status of what was published."


def page_counts(changes: Changes) -> str:
    """How many pages are touched, in words; None made is said as well."""
    if changes.pages is None:
        return "the pages were not worked out"
    if not changes.pages:
        return "no page reads otherwise"
    found = [
        f"{number:,} {how}"
        for how in ("changed", "new", "gone")
        if (number := sum(page.how == how for page in changes.pages))
    ]
    return f"{counted(len(changes.pages), 'page')}: {', '.join(found)}"


def trouble(side: Compared) -> str | None:
    """That a side has mistakes, and what follows from it."""
    if not side.problems:
        return None
    return (
        f"has {counted(len(side.problems), 'mistake')}; it is compared as far as it could be read"
    )
