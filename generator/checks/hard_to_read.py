"""An answer, a summary or a standing page asks more of its readers than ten years of school.

Why: A reader of fifteen should manage. We count letters, words and sentences (the Automated Readability Index).

Before: an answer whose sentences go on and on, with clause upon clause.

After: the same facts in sentences of fewer than twenty words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.ground import Finding, Ground, Skip
from generator.model import Article, Issue, Page, Path, Record, Topic
from generator.reading import reading
from generator.references import excerpt
from generator.sentences import blocks, without_code
from generator.values import Value

SEVERITY = Severity.NOTE
GRADE_LIMIT = 10
# The measure says nothing of a line or two.
FEWEST_WORDS = 40
_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)


class Passage(Value):
    """What is read at one go: its record and field, the whole text, and where the passage begins."""

    record: Record
    path: Path
    text: str
    start: int
    words: str


def subjects(ground: Ground) -> Iterator[Passage]:
    """Each section of an explainer or a standing page, and the summary of an article or issue."""
    for record in ground.graph.library.records.values():
        if isinstance(record, (Topic, Page)):
            yield from _sections(record)
        elif isinstance(record, (Article, Issue)) and record.summary:
            yield Passage(record, ("summary",), record.summary, 0, record.summary)


def look(ground: Ground, passage: Passage) -> Iterator[Finding | Skip]:
    found = reading(passage.words, is_markdown=passage.path == ("body",))
    if found is None or found.words < FEWEST_WORDS:
        yield Skip("it has too few words to be measured")
        return
    if found.grade <= GRADE_LIMIT:
        return
    place = ground.place_inside(passage.record, passage.path, passage.text, passage.start)
    message = (
        f"this takes {math.ceil(found.grade)} years of school to read with ease; "
        f"the bound is {GRADE_LIMIT}"
    )
    help = (
        f'use shorter words and sentences; the longest, "{excerpt(found.longest)}", '
        f"has {found.longest_words} words"
    )
    yield Finding(passage.record.id, place, message, help)


def _sections(record: Topic | Page) -> Iterator[Passage]:
    starts = [0, *(match.start() for match in _HEADING.finditer(without_code(record.body)))]
    found = [block for block in blocks(record.body) if block.kind in ("paragraph", "item")]
    for start, end in zip(starts, [*starts[1:], len(record.body)], strict=True):
        inside = [block for block in found if start <= block.start < end]
        if inside:
            words = "\n\n".join(block.text for block in inside)
            yield Passage(record, ("body",), record.body, inside[0].start, words)
