"""The report as an editor reads it in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.changes.change import Changes, Compared, Difference, Group, Subject
from generator.changes.telling import (
    HEADINGS,
    by_subject,
    counted,
    page_counts,
    trouble,
    verdict,
)
from generator.changes.words import LONGEST, shortened
from generator.diagnostics import as_text as diagnostic_as_text
from generator.diagnostics import printable

# So many pages, files and mistakes are named unless all are asked for.
SHOWN = 20

Emphasis = Callable[[str, Group | None], str]


def _plainly(text: str, group: Group | None) -> str:
    del group
    return text


def as_text(
    changes: Changes,
    *,
    everything: bool = False,
    emphasised: Emphasis = _plainly,
) -> str:
    """The whole report; wording and long lists are folded unless `everything` is asked for.

    `emphasised` may colour a heading: it is given the heading and its group, None for the verdict.
    """
    return "\n".join(_lines(changes, everything, emphasised))


def _lines(changes: Changes, everything: bool, emphasised: Emphasis) -> Iterator[str]:
    yield f"From {_side(changes.base)} to {_side(changes.head)}"
    for side in (changes.base, changes.head):
        yield from _troubles(side, everything)
    for group in Group:
        found = changes.of(group)
        if not found:
            continue
        yield ""
        yield emphasised(f"{HEADINGS[group]} ({len(found):,})", group)
        if group is Group.WORDING and not everything:
            yield f"  {_named([change.subject for change in found])}"
            yield "  --all shows them"
            continue
        for subject, differences in by_subject(found):
            yield from _subject(subject, differences)
    yield from _folded("Only laid out anew (no fact changed there)", changes.layout, everything)
    not_compared = changes.not_compared
    yield from _folded("Not compared (could be read on one side only)", not_compared, everything)
    if changes.pages:
        yield ""
        yield f"Pages touched ({len(changes.pages):,})"
        shown = changes.pages if everything else changes.pages[:SHOWN]
        yield from (f"  {page.how:<8} {printable(page.address)}" for page in shown)
        yield from _more(len(changes.pages) - len(shown))
    yield ""
    yield f"{emphasised(verdict(changes), None)} {page_counts(changes).capitalize()}."


def _side(side: Compared) -> str:
    return f"{printable(side.name)} ({side.commit[:10]})" if side.commit else printable(side.name)


def _troubles(side: Compared, everything: bool) -> Iterator[str]:
    told = trouble(side)
    if told is None:
        return
    yield f"{printable(side.name)} {told}:"
    shown = side.problems if everything else side.problems[:3]
    for problem in shown:
        yield f"  {diagnostic_as_text(problem).splitlines()[0]}"
    yield from _more(len(side.problems) - len(shown))


def _subject(subject: Subject, differences: tuple[Difference, ...]) -> Iterator[str]:
    place = f"  {subject.place.path}:{subject.place.line}" if subject.place else ""
    yield f"  {subject.kind} {printable(subject.id)}{printable(place)}"
    if subject.name:
        yield f"    {shortened(subject.name)}"
    for difference in differences:
        yield f"    - {difference.what}"
        if difference.before is not None:
            yield f"        before: {shortened(difference.before, LONGEST)}"
        if difference.after is not None:
            yield f"        after:  {shortened(difference.after, LONGEST)}"


def _named(subjects: list[Subject]) -> str:
    names = list(dict.fromkeys(f"{subject.kind} {printable(subject.id)}" for subject in subjects))
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _folded(heading: str, items: tuple[str, ...], everything: bool) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield f"{heading}: {counted(len(items), 'file') if '/' in items[0] else f'{len(items):,}'}"
    shown = items if everything else items[:SHOWN]
    yield from (f"  {printable(item)}" for item in shown)
    yield from _more(len(items) - len(shown))


def _more(number: int) -> Iterator[str]:
    if number > 0:
        yield f"  and {number:,} more; --all shows them"
