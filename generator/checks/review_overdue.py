"""The day by which an explainer was to be looked at again has passed.

Why: Readers are promised that day on the page. After it, nobody answers for the page being current.

Before:

    # content/topics/ferry.md
    ---
    title: The ferry
    question: Who runs the ferry?
    in_short: The town does. [@gazette-letters]
    review_by: 2031-05
    ---

After:

    # content/topics/ferry.md
    ---
    title: The ferry
    question: Who runs the ferry?
    in_short: The town does. [@gazette-letters]
    review_by: 2031-12
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.ground import Finding, Ground, Skip, record_finding
from generator.model import Topic

SEVERITY = Severity.WARNING


def subjects(ground: Ground) -> Iterator[Topic]:
    """Every explainer."""
    yield from ground.graph.topics.values()


def look(ground: Ground, topic: Topic) -> Iterator[Finding | Skip]:
    last = topic.review_by.last_day if topic.review_by else None
    if topic.review_by is None or last is None:
        yield Skip("no day is named for a review")
    elif last < ground.today:
        message = f"this explainer was to be reviewed by {topic.review_by.words}"
        help = "look it over, then set as_of: to that day and review_by: to the next one"
        yield record_finding(ground, topic, ("review_by",), message, help)
