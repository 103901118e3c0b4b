"""A paragraph of an explainer, or of the summary of an issue, cites no source.

Why: Readers check paragraph by paragraph. One without a source asks them to believe us.

Before:

    # content/topics/ferry.md
    ---
    title: The ferry
    question: Who runs the ferry?
    in_short: The town does. [@gazette-letters]
    ---
    ## Since when?

    Since the first steam ferry.

After:

    # content/topics/ferry.md
    ---
    title: The ferry
    question: Who runs the ferry?
    in_short: The town does. [@gazette-letters]
    ---
    ## Since when?

    Since the first steam ferry. [@gazette-letters]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import zip_longest

from generator import references
from generator.diagnostics import Severity
from generator.document import Citation
from generator.ground import Finding, Ground
from generator.model import Issue, Path, Topic
from generator.sentences import Block, blocks
from generator.values import Value

SEVERITY = Severity.ERROR

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_MARK = re.compile(r"(?:[*+-]|\d{1,9}\.|>)\s+")


class Stretch(Value):
    """A paragraph, list item, table or quotation: its record and field, the whole text, its words."""

    record: Topic | Issue
    path: Path
    text: str
    start: int
    words: str
    is_cited: bool


def subjects(ground: Ground) -> Iterator[Stretch]:
    """Each paragraph, list item and table of an explainer's body and an issue's summary."""
    for topic in ground.graph.topics.values():
        yield from _of_body(topic)
    for issue in ground.graph.issues.values():
        yield from _of_summary(issue, issue.summary or "")


def look(ground: Ground, stretch: Stretch) -> Iterator[Finding]:
    if stretch.is_cited:
        return
    place = ground.place_inside(stretch.record, stretch.path, stretch.text, stretch.start)
    beginning = references.excerpt(_MARK.sub("", stretch.words, count=1))
    message = f'nothing is cited for "{beginning}"'
    help = "end it with the sources that it rests on, such as [@source-id]"
    yield Finding(stretch.record.id, place, message, help)


def _of_body(topic: Topic) -> Iterator[Stretch]:
    cited = _citations(topic.body, is_markdown=True)
    found = blocks(topic.body)
    for block, following in zip_longest(found, found[1:]):
        end = following.start if following else len(topic.body)
        is_cited = _is_within(cited, block.start, end)
        if is_cited or not _leads_to(block, following):
            yield Stretch(topic, ("body",), topic.body, block.start, block.text, is_cited)


def _leads_to(block: Block, following: Block | None) -> bool:
    """Whether a block only opens the list, table or quotation below it, each part of which cites."""
    if following is None or not block.text.rstrip("*_ ").endswith(":"):
        return False
    return following.kind != "paragraph" and (
        block.kind == "paragraph" or following.column > block.column
    )


def _of_summary(issue: Issue, summary: str) -> Iterator[Stretch]:
    cited = _citations(summary, is_markdown=False)
    for match in _PARAGRAPH.finditer(summary):
        is_cited = _is_within(cited, *match.span())
        yield Stretch(issue, ("summary",), summary, match.start(), match.group(), is_cited)


def _citations(text: str, *, is_markdown: bool) -> list[int]:
    """Where the ids of cited sources stand in a text."""
    found = references.scan(text, is_markdown=is_markdown).references
    return [reference.offset for reference in found if isinstance(reference.node, Citation)]


def _is_within(offsets: list[int], start: int, end: int) -> bool:
    at = bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < end
