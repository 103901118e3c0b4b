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
from generator.graph import Graph, PlacedStatement
from generator.ground import Finding, Ground, record_finding
from generator.model import Issue, Unnamed

SEVERITY = Severity.WARNING


def subjects(ground: Ground) -> Iterator[Issue]:
    """Every issue."""
    yield from ground.graph.issues.values()


def look(ground: Ground, issue: Issue) -> Iterator[Finding]:
    # views/positions.py looks through all statements of the site; for each issue that is too slow.
    heard = ground.graph.statements_by_issue.get(issue.id, ())
    sides = {_side(ground.graph, p) for p in heard if p.statement.position is not None}
    if len(sides) == 1:
        _, name = sides.pop()
        message = f"only {name} takes a position on this issue"
        help = (
            "add a statement with position: of another side, or exempt it and say why there is none"
        )
        yield record_finding(ground, issue, ("question",), message, help)


def _side(graph: Graph, placed: PlacedStatement) -> tuple[str | None, str]:
    """The id and the name of whose position it is: the speaker, or whom the speaker represents."""
    speaker = placed.statement.speaker
    if isinstance(speaker, Unnamed):
        return None, speaker.unnamed
    id = graph.actors[speaker].represents or speaker
    return id, graph.actors[id].name
