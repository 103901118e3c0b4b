"""The report as the comment on a pull request.

Content is a stranger's, and a code host makes mentions, links and closed issues out of what it
finds in a comment. So all that comes from content stands in code spans, in which none of that
happens, and everything else is ours. The report is cut to what a comment may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.changes.change import Changes, Compared, Difference, Group, Subject
from generator.changes.telling import HEADINGS, by_subject, page_counts, trouble, verdict
from generator.changes.words import LONGEST, shortened

LIMIT = 60_000
# Room for the closing of what is open and for saying how much is left out.
_ROOM = 400
_PAGES_SHOWN = 60
_MISTAKES_SHOWN = 5

# A piece is never cut: a heading or a difference, and how many changes it tells.
Piece = tuple[str, int]


def as_markdown(changes: Changes, limit: int = LIMIT) -> str:
    """The report, of at most `limit` characters, safe to be posted as it is."""
    head = "\n".join(_head(changes))
    pages = "\n".join(_pages(changes))
    room = limit - len(head) - len(pages) - _ROOM
    told: list[str] = []
    left = 0
    for text, number in _pieces(changes):
        if left or len(text) + 2 > room:
            left += number
            continue
        told.append(text)
        room -= len(text) + 2
    more = f"*… and {left:,} more: `explainer changes` shows all of them.*" if left else ""
    blocks = [head, *told, _closing(told), more, pages]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _closing(told: list[str]) -> str:
    """The end of a fold that was left open."""
    opened = sum(block.startswith("<details>") for block in told)
    return "\n\n".join(["</details>"] * (opened - told.count("</details>")))


def _head(changes: Changes) -> Iterator[str]:
    yield "### What this change means"
    yield ""
    yield f"**{verdict(changes)}** {page_counts(changes).capitalize()}."
    yield ""
    yield f"From {_side(changes.base)} to {_side(changes.head)}."
    for side in (changes.base, changes.head):
        told = trouble(side)
        if told is None:
            continue
        yield ""
        yield f"⚠️ {_side(side)} {told}:"
        yield ""
        for problem in side.problems[:_MISTAKES_SHOWN]:
            yield f"- {code(str(problem.location))} {code(problem.message)}"
        left = len(side.problems) - _MISTAKES_SHOWN
        if left > 0:
            yield f"- and {left:,} more"


def _side(side: Compared) -> str:
    return code(side.commit[:10] if side.commit else side.name)


def _pieces(changes: Changes) -> Iterator[Piece]:
    for group in Group:
        found = changes.of(group)
        if not found:
            continue
        heading = f"{HEADINGS[group]} ({len(found):,})"
        if group is Group.WORDING:
            yield f"<details>\n<summary>{heading}</summary>", 0
        else:
            yield f"#### {'⚠️ ' if group is Group.STATUS else ''}{heading}", 0
        for subject, differences in by_subject(found):
            yield from _thing(subject, differences)
        if group is Group.WORDING:
            yield "</details>", 0
    for heading, items in (
        ("Not compared: these could be read on one side only", changes.not_compared),
        ("Only laid out anew: no fact changed in these files", changes.layout),
    ):
        if items:
            yield f"<details>\n<summary>{heading} ({len(items):,})</summary>", 0
            for item in items:
                yield f"- {code(item)}", 1
            yield "</details>", 0


def _thing(subject: Subject, differences: tuple[Difference, ...]) -> Iterator[Piece]:
    """The thing with its first difference, then each other: a long one hides none before it."""
    place = f" in {code(f'{subject.place.path}:{subject.place.line}')}" if subject.place else ""
    name = f"<br>{code(subject.name)}" if subject.name else ""
    first, *others = map(_difference, differences)
    yield f"- **{subject.kind}** {code(subject.id)}{place}{name}\n{first}", 1
    yield from ((other, 1) for other in others)


def _difference(difference: Difference) -> str:
    lines = [f"  - {difference.what}"]
    if difference.before is not None:
        lines.append(f"    - before: {code(difference.before)}")
    if difference.after is not None:
        lines.append(f"    - after: {code(difference.after)}")
    return "\n".join(lines)


def _pages(changes: Changes) -> Iterator[str]:
    if not changes.pages:
        return
    yield f"<details>\n<summary>Pages touched ({len(changes.pages):,})</summary>\n"
    for page in changes.pages[:_PAGES_SHOWN]:
        yield f"- {page.how}: {code(page.address)}"
    left = len(changes.pages) - _PAGES_SHOWN
    if left > 0:
        yield f"- and {left:,} more"
    yield "\n</details>"


def code(text: str) -> str:
    """A text as a code span: nothing in it is markup, and nothing in it can end it.

    It stands on one line, and its fence is longer than any run of backticks in it.
    """
    plain = shortened(text, LONGEST) or " "
    fence = "`" * (max(map(len, re.findall("`+", plain)), default=0) + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain}{pad}{fence}"
