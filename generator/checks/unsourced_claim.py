"""Something is said to be so, or to have been said, and nothing tells where that can be read.

Why: A reader can follow a statement only to a source. What has none is not published.

Before:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        date: 2031-05
        text: Promised work to every member of the crews.

After:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        date: 2031-05
        text: Promised work to every member of the crews.
        sources: [gazette-letters]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import references
from generator.diagnostics import Severity
from generator.document import Citation
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, record_finding, statement_finding, statements
from generator.model import Topic
from generator.views.positions import voices_on

SEVERITY = Severity.ERROR
_HELP = "add sources: with the ids of the texts, or end via: with a source"


Voiced = tuple[PlacedStatement, frozenset[str]]


def subjects(ground: Ground) -> Iterator[Voiced | Topic]:
    """Every statement, with all who are heard on its issue, and every short answer."""
    voices = {id: voices_on(ground.graph, id) for id in ground.graph.issues}
    for placed in statements(ground):
        yield placed, voices.get(placed.issue_id or "", frozenset())
    yield from ground.graph.topics.values()


def look(ground: Ground, subject: Voiced | Topic) -> Iterator[Finding]:
    if isinstance(subject, Topic):
        yield from _in_short(ground, subject)
        return
    placed, voices = subject
    if not placed.source_ids:
        message = "nothing says where this statement was read"
        yield statement_finding(ground, placed, (), message, _HELP)
    for index, rejection in enumerate(placed.statement.rejected_by):
        if not rejection.sources and rejection.by not in voices:
            message = f'nothing shows that "{rejection.by}" rejects this'
            help = f"write {{by: {rejection.by}, sources: […]}}, or add what they said to the issue"
            yield statement_finding(ground, placed, ("rejected_by", index), message, help)


def _in_short(ground: Ground, topic: Topic) -> Iterator[Finding]:
    for index, text in enumerate(topic.in_short):
        cited = references.scan(text).references
        if not any(isinstance(reference.node, Citation) for reference in cited):
            message = "this part of the short answer cites no source"
            help = "end it with the sources that it rests on, such as [@source-id]"
            yield record_finding(ground, topic, ("in_short", index), message, help)
