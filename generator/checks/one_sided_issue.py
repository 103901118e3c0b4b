"""All positions on an issue are those of one side.

Why: A question with one answer is no issue; a reader takes the silence of the others for consent.

Before:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    topics: [harbour-bridge]
    statements:
      - speaker: ada-quill
        position: They will.
        sources: [gazette-letters]

After:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    topics: [harbour-bridge]
    statements:
      - speaker: ada-quill
        position: They will.
        sources: [gazette-letters]
      - speaker: ferry-crews
        position: Nobody has promised them anything.
        sources: [gazette-letters]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.ground import Finding, Ground, record_finding
from generator.model import Issue
from generator.views.positions import positions

SEVERITY = Severity.WARNING


def subjects(ground: Ground) -> Iterator[Issue]:
    """Every issue."""
    yield from ground.graph.issues.values()


def look(ground: Ground, issue: Issue) -> Iterator[Finding]:
    sides = positions(ground.graph, issue)
    if len(sides) == 1:
        message = f"only {sides[0].name} takes a position on this issue"
        help = "add a statement with position: of another side, or say in the summary why there is none"
        yield record_finding(ground, issue, ("question",), message, help)
