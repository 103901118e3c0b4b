"""An article is still a draft, or lost its mark of one before its summary was written.

Why: A draft is checked like all else and shown nowhere, so that somebody has to say when it is done.

Before:

    # content/articles/ferry-strike.yml
    draft: true
    source: gazette-letters
    summary: The crews of the ferry write that they were never asked.
    topics: [harbour-bridge]

After:

    # content/articles/ferry-strike.yml
    source: gazette-letters
    summary: The crews of the ferry write that they were never asked.
    topics: [harbour-bridge]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.ground import Finding, Ground, record_finding
from generator.model import UNWRITTEN, Article
from generator.values import replace

SEVERITY = Severity.WARNING


def subjects(ground: Ground) -> Iterator[Article]:
    """Every article."""
    yield from ground.graph.articles.values()


def look(ground: Ground, article: Article) -> Iterator[Finding]:
    is_unwritten = article.summary == UNWRITTEN
    if article.draft and is_unwritten:
        message = "this is a draft: its summary is still to be written, and the site leaves it out"
        help = "write summary:, then take out draft: true once each # confirm is settled"
        yield record_finding(ground, article, ("draft",), message, help)
    elif article.draft:
        message = "this is a draft: it is checked, and the site leaves it out"
        help = "take out draft: true once each # confirm is settled"
        yield record_finding(ground, article, ("draft",), message, help)
    elif is_unwritten:
        message = "the summary is still to be written"
        help = "write what the article says in a few sentences, or put draft: true back"
        found = record_finding(ground, article, ("summary",), message, help)
        yield replace(found, severity=Severity.ERROR)
