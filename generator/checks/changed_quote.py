"""A quotation was changed after it had been compared with the text of its source.

Why: What stands in quotation marks is exact to the character, so a change must be compared anew.

Before: a quotation in content/ of which content/quotes.lock knows another wording or speaker.

After: the wording as it was, or the new one compared with its text by explainer verify --texts DIR.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, statement_finding, statements
from generator.quotes.lock import State

SEVERITY = Severity.ERROR


def subjects(ground: Ground) -> Iterator[PlacedStatement]:
    """Every quotation."""
    yield from (placed for placed in statements(ground) if placed.statement.quote is not None)


def look(ground: Ground, placed: PlacedStatement) -> Iterator[Finding]:
    checked = ground.graph.quotations[placed.key]
    if checked.state is not State.CHANGED or checked.entry is None:
        return
    day = checked.entry.checked
    message = f'this quotation or its speaker was changed since it was compared with "{checked.entry.text}" on {day}'
    help = "take the change back, or compare it: explainer verify --texts DIR"
    yield statement_finding(ground, placed, ("quote",), message, help)
