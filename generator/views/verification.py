"""Whether each quotation was compared with the text that it was read in, and where it stands there."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote as percent_encoded

from generator.document import quoted_words
from generator.graph import Graph, PlacedStatement
from generator.model import Source
from generator.quotes.lock import State
from generator.values import Value

EXEMPTING = "unverified-quote"
# A fragment finds a passage by its first and last words; more make it brittle.
FRAGMENT_WORDS = 5


class Verified(Value):
    """What readers are told of a quotation.

    `checked` is the day on which it was compared, None where it never was. `copy_id` is the source
    whose text was read, where that is another than the one named. `passage_url` leads to the words
    in the source, None where it has no address.
    """

    checked: date | None
    is_headline_only: bool
    is_speaker_open: bool
    copy_id: str | None
    passage_url: str | None
    archived_url: str | None


def verified(graph: Graph, placed: PlacedStatement) -> Verified:
    """What the lock and the source's record say of one quotation."""
    return graph.once(("verified", placed.key), lambda: _verified(graph, placed))


def _verified(graph: Graph, placed: PlacedStatement) -> Verified:
    found = graph.quotations[placed.key]
    entry = found.entry if found.state is State.VERIFIED else None
    source = next((graph.sources[id] for id in placed.source_ids), None)
    return Verified(
        entry.day if entry else None,
        entry is not None and entry.where == "headline",
        entry is not None and entry.speaker == "not confirmed",
        entry.text if entry and source and entry.text not in ("", source.id) else None,
        passage_url(source, placed.statement.quote or "") if source else None,
        source.archived if source else None,
    )


def passage_url(source: Source, quote: str) -> str | None:
    """The address of a source with a text fragment that scrolls to the words of a quotation.

    Only runs of plain words are used: marks differ between what we print and what the source does.
    Source: the WICG's Scroll to Text Fragment.
    """
    if source.url is None or not source.url.startswith("https://") or "#" in source.url:
        return source.url
    runs = [run.split() for run in re.split(r"[^\w\s]+|_", quoted_words(quote)) if run.strip()]
    if not runs:
        return source.url
    telling = [run for run in runs if len(run) >= 3] or [max(runs, key=len)]
    first, last = telling[0], telling[-1]
    if first is last and len(first) <= 2 * FRAGMENT_WORDS:
        return f"{source.url}#:~:text={_encoded(first)}"
    ends = f"{_encoded(first[:FRAGMENT_WORDS])},{_encoded(last[-FRAGMENT_WORDS:])}"
    return f"{source.url}#:~:text={ends}"


def _encoded(words: list[str]) -> str:
    return percent_encoded(" ".join(words), safe="")


def quotation_counts(graph: Graph) -> dict[str, int]:
    """How many quotations are verified, changed, never verified and exempt, in this order."""
    counts = {state.value: 0 for state in State} | {"exempt": 0}
    for key, checked in graph.quotations.items():
        placed = graph.statements[key]
        exempt = (*placed.carrier.exempt, *placed.statement.exempt)
        if checked.state is State.NEVER and any(e.rule == EXEMPTING for e in exempt):
            counts["exempt"] += 1
        else:
            counts[checked.state.value] += 1
    return counts
