"""A statement is given to somebody without a name, and nothing says why there is no name.

Why: A reader has to know why they cannot know who speaks, and what the source says of it.

Before:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: {unnamed: a person in the town hall}
        text: Nobody has a plan yet.
        sources: [gazette-letters]

After:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: {unnamed: a person in the town hall, why: not allowed to speak to the press}
        text: Nobody has a plan yet.
        sources: [gazette-letters]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, statement_finding, statements
from generator.model import Unnamed

SEVERITY = Severity.ERROR


def subjects(ground: Ground) -> Iterator[PlacedStatement]:
    """Every statement of somebody without a name."""
    yield from (p for p in statements(ground) if isinstance(p.statement.speaker, Unnamed))


def look(ground: Ground, placed: PlacedStatement) -> Iterator[Finding]:
    speaker = placed.statement.speaker
    if isinstance(speaker, Unnamed) and speaker.why is None:
        message = f'nothing says why "{speaker.unnamed}" has no name'
        help = "add why: with the reason that the source gives, or that it gives none"
        yield statement_finding(ground, placed, ("speaker",), message, help)
