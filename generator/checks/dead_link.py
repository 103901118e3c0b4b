"""A link in Markdown leads to a page that this site does not have.

Why: A reader who taps it gets nothing but an error.

Before:

    # content/pages/contact.md
    # Contact

    See [the explainer](/topics/harbour-brigde/).

After:

    # content/pages/contact.md
    # Contact

    See [the explainer](/topics/harbour-bridge/).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.deadlinks import Target, place_of, targets
from generator.diagnostics import Severity
from generator.ground import Finding, Ground
from generator.likeness import nearest

SEVERITY = Severity.ERROR


def subjects(ground: Ground) -> Iterator[Target]:
    """Every address of a page of this site that an editor typed."""
    yield from targets(ground.graph, ground.find_page)


def look(ground: Ground, target: Target) -> Iterator[Finding]:
    if target.anchors is not None:
        return
    near = nearest(target.page, ground.paths())
    help = f"write /{near}/" if near else "name a page that exists, or link with [[id]]"
    place = place_of(target, ground.graph, target.typed)
    yield Finding(target.record.id, place, f'there is no page "{target.typed}"', help)
