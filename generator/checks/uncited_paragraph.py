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
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from generator import references
from generator.diagnostics import Severity
from generator.document import Citation
from generator.ground import Finding, Ground
from generator.model import Issue, Path, Topic

SEVERITY = Severity.ERROR

_BLOCK = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))*[^\s](?:[^\n]|\n(?![ \t]*\n))*")
_NO_PROSE = re.compile(r"#|(?:[*_-][ \t]*){3,}\Z| {4}|\t")
_ITEM = re.compile(r"^(?:[*+-]|\d{1,9}\.)[ \t]", re.MULTILINE)


@dataclass(frozen=True)
class Stretch:
    """A paragraph, list item or table: its record and field, the field's text, and where it begins."""

    record: Topic | Issue
    path: Path
    text: str
    start: int
    words: str


def subjects(ground: Ground) -> Iterator[Stretch]:
    """Each paragraph, list item and table of an explainer's body and an issue's summary."""
    for topic in ground.graph.topics.values():
        yield from _stretches(topic, ("body",), topic.body)
    for issue in ground.graph.issues.values():
        if issue.summary:
            yield from _stretches(issue, ("summary",), issue.summary)


def look(ground: Ground, stretch: Stretch) -> Iterator[Finding]:
    if _cites(stretch.words):
        return
    place = ground.place_inside(stretch.record, stretch.path, stretch.text, stretch.start)
    beginning = references.excerpt(stretch.words)
    message = f'nothing is cited for "{beginning}"'
    help = "end it with the sources that it rests on, such as [@source-id]"
    yield Finding(stretch.record.id, place, message, help)


def _cites(words: str) -> bool:
    found = references.scan(words, is_markdown=True).references
    return any(isinstance(reference.node, Citation) for reference in found)


def _stretches(record: Topic | Issue, path: Path, text: str) -> Iterator[Stretch]:
    blocks = [match for match in _BLOCK.finditer(text) if not _is_heading(match.group())]
    for match, following in zip_longest(blocks, blocks[1:]):
        block = match.group()
        is_lead = block.rstrip().endswith(":") and following is not None
        if is_lead and following is not None and _cites(following.group()):
            # "There are three reasons:" is cited by what it leads to.
            continue
        starts = [item.start() for item in _ITEM.finditer(block)] or [0]
        if starts[0]:
            starts.insert(0, 0)
        for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
            piece = block[start:end]
            lead = len(piece) - len(piece.lstrip())
            if not piece.strip():
                continue
            yield Stretch(record, path, text, match.start() + start + lead, piece.strip())


def _is_heading(block: str) -> bool:
    lines = block.lstrip("\n").split("\n")
    if _NO_PROSE.match(lines[0]):
        # A heading may have its paragraph directly below it.
        return len(lines) == 1 or not lines[0].startswith("#")
    return len(lines) == 2 and re.fullmatch(r"=+|-+", lines[1].strip()) is not None
