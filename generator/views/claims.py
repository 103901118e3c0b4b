"""What became of a statement: who denied, confirmed, corrected or withdrew it, and when."""

from __future__ import annotations

from generator.graph import Graph, PlacedStatement
from generator.values import Value
from generator.views.topic import by_date

RELATIONS = ("denies", "confirms", "corrects", "withdraws")
_DONE = {
    "denies": "denied",
    "confirms": "confirmed",
    "corrects": "corrected",
    "withdraws": "withdrawn",
}
# Verbs that say of a statement that it is not settled.
CLAIMING = frozenset({"accused", "alleged", "asserted", "claimed"})


class Step(Value):
    """One answer to a statement: `done` is denied, confirmed, corrected or withdrawn."""

    done: str
    placed: PlacedStatement


def answers(graph: Graph, key: str) -> tuple[Step, ...]:
    """What others said of a statement, oldest first; answers without a day last.

    Source: each Step carries the statement, with the sources that it rests on.
    """
    found = [
        Step(_DONE[str(mention.path[-1])], placed)
        for mention in graph.mentions_of(key)
        if mention.path[-1] in RELATIONS and (placed := graph.statement_named_by(mention))
    ]
    return tuple(sorted(found, key=lambda step: by_date(step.placed)))


def standing_of_claim(graph: Graph, placed: PlacedStatement) -> str | None:
    """Under which heading of a ledger a statement stands; None where it is no claim.

    "disputed" where somebody denies it, "claimed" where it was only asserted, or answered in
    another way. Never "known": that somebody confirms a claim is no verdict of this site's.
    """
    done = {step.done for step in answers(graph, placed.key)}
    if "denied" in done:
        return "disputed"
    if done or placed.statement.verb in CLAIMING:
        return "claimed"
    return None
