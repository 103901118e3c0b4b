"""A link leads to a place on a page of this site that the page does not have.

Why: A reader who taps it lands at the top of a page and does not know why.

Before:

    # content/pages/contact.md
    # Contact

    See [the short answer](/topics/harbour-bridge/#in-shrot).

After:

    # content/pages/contact.md
    # Contact

    See [the short answer](/topics/harbour-bridge/#in-short).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.deadlinks import Target, place_of, targets
from generator.diagnostics import Severity
from generator.ground import Finding, Ground
from generator.likeness import nearest

SEVERITY = Severity.ERROR


def subjects(ground: Ground) -> Iterator[Target]:
    """Every address that an editor typed with a place on a page that exists."""
    yield from (
        t for t in targets(ground.graph, ground.find_page) if t.anchors is not None and t.anchor
    )


def look(ground: Ground, target: Target) -> Iterator[Finding]:
    assert target.anchors is not None
    if target.anchor in target.anchors:
        return
    near = nearest(target.anchor or "", target.anchors)
    help = f"write {target.typed}#{near}" if near else f"write {target.typed or 'the page'} alone"
    message = f'there is no place "#{target.anchor}" on the page /{target.page}/'
    place = place_of(target, ground.graph, f"{target.typed}#{target.anchor}")
    yield Finding(target.record.id, place, message, help)
