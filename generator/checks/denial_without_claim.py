"""A denial names nothing that it denies, or answers a statement that was made after it.

Why: A denial without its claim tells a reader that something is wrong, and not what.

Before:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ferry-crews
        verb: denied
        text: Nobody has promised them anything.
        sources: [gazette-letters]

After:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ferry-crews
        verb: denied
        denies: mayor-pays-for-itself
        text: The bridge will not pay for itself.
        sources: [gazette-letters]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Related, Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, statement_finding, statements
from generator.views.claims import RELATIONS

SEVERITY = Severity.ERROR


def subjects(ground: Ground) -> Iterator[PlacedStatement]:
    """Every statement that denies, confirms, corrects or withdraws, by its verb or its keys."""
    for placed in statements(ground):
        statement = placed.statement
        if statement.verb == "denied" or any(getattr(statement, r) for r in RELATIONS):
            yield placed


def look(ground: Ground, placed: PlacedStatement) -> Iterator[Finding]:
    statement = placed.statement
    if statement.verb == "denied" and statement.denies is None:
        message = "this denial does not say what it denies"
        help = "add denies: with the id of that statement, or choose another verb, such as rejected"
        yield statement_finding(ground, placed, ("verb",), message, help)
    for relation in RELATIONS:
        target_id = getattr(statement, relation)
        target = ground.graph.statements.get(target_id or "")
        if target is None or not _came_first(placed, target):
            continue
        date = target.statement.date
        message = f'"{target_id}" was said on {date.words if date else ""}, after this answer to it'
        help = "mend the day that is wrong, or name the statement that this one answers"
        related = Related(ground.place_of(target, ("date",)), "the day of that statement")
        yield statement_finding(ground, placed, (relation,), message, help, related)


def _came_first(answer: PlacedStatement, claim: PlacedStatement) -> bool:
    said, answered = claim.statement.date, answer.statement.date
    first = said.first_day if said else None
    last = answered.last_day if answered else None
    return first is not None and last is not None and last < first
