"""The passage of a text that a quotation comes nearest to, and how the two differ, word by word.

Only for messages: what is near is never for that reason right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from generator.quotes.tokens import Tokens, is_word
from generator.values import Value

# A word that stands in more places than this says little about where to look.
COMMON = 3_000
VOTERS = 200
UNKNOWN_LIMIT = 12
# A cut of any length explains as much as three words that are missing.
CUT_COST = 3
VOCABULARY_LIMIT = 60_000
REACH = 400


class Change(Value):
    """A run of words: `kind` is equal, added (in the quotation alone), dropped or changed."""

    kind: str
    quote: str
    source: str


class Nearest(Value):
    """The nearest passage: its tokens from `start` to `end`, and the runs of words in order.

    `ratio` is the share of the quotation's words that stand there in the same order.
    """

    start: int
    end: int
    changes: tuple[Change, ...]
    ratio: float


def nearest_passage(
    words: Sequence[str], tokens: Tokens, text: str, places: dict[str, list[int]]
) -> Nearest | None:
    """Where a text comes nearest to the words; None where it has none of them.

    `places` are those of `word_places`, made once for a text.
    """
    votes = _votes(words, places)
    if not votes:
        return None
    best = max(votes, key=lambda diagonal: (votes[diagonal], -diagonal))
    low = high = best
    for diagonal, weight in votes.items():
        if abs(diagonal - best) <= REACH and weight >= max(0.15 * votes[best], 0.5):
            low, high = min(low, diagonal), max(high, diagonal)
    ends = [
        _trimmed(words, tokens, best),
        (max(0, best - 6), min(len(tokens), best + len(words) + 8)),
    ]
    if (low, high) != (best, best):
        ends.append((max(0, low - 4), min(len(tokens), high + len(words) + 8)))
    found = (_aligned(words, tokens, text, start, end) for start, end in ends)
    return min((near for near in found if near), key=_cost, default=None)


def _trimmed(words: Sequence[str], tokens: Tokens, start: int) -> tuple[int, int]:
    """The stretch about `start` that takes the fewest changes, so that none is sought too far."""
    typed = list(words)
    ends = range(
        max(start + 1, start + len(typed) - 6), min(len(tokens), start + len(typed) + 9) + 1
    )
    first = max(0, start)
    end = min(
        ends,
        key=lambda e: (Levenshtein.distance(typed, tokens.words[first:e]), e),
        default=first + 1,
    )
    begins = range(max(0, first - 6), min(first + 6, end - 1) + 1)
    begin = min(
        begins,
        key=lambda b: (Levenshtein.distance(typed, tokens.words[b:end]), abs(b - first)),
        default=first,
    )
    return begin, end


def _cost(nearest: Nearest) -> int:
    """What it takes to explain a quotation by a passage: a long gap is one cut."""
    cost = 0
    changes = nearest.changes
    for index, change in enumerate(changes):
        if change.kind == "equal":
            continue
        quoted = sum(is_word(word) for word in change.quote.split())
        left_out = len(change.source.split())
        skipped = min(left_out, CUT_COST)
        cost += max(2 * quoted, skipped + left_out // 30)
        if change.kind == "dropped" and skipped == CUT_COST:
            # Nobody cuts behind a single word: such a passage is put together by chance.
            beside = [*changes[max(0, index - 1) : index], *changes[index + 1 : index + 2]]
            cost += 3 * any(len(other.quote.split()) < 2 for other in beside)
    return cost


def compared(
    words: Sequence[str], tokens: Tokens, text: str, start: int, end: int
) -> tuple[Change, ...]:
    """How words differ from the passage between two characters of a text."""
    first = bisect_left(tokens.starts, start)
    found = _aligned(words, tokens, text, first, bisect_left(tokens.starts, end))
    return found.changes if found else ()


def word_places(tokens: Tokens) -> dict[str, list[int]]:
    """Each word of a text in small letters -> where it stands among its tokens."""
    found: dict[str, list[int]] = {}
    for index, word in enumerate(tokens.words):
        if is_word(word):
            found.setdefault(word.casefold(), []).append(index)
    return found


def _votes(words: Sequence[str], places: dict[str, list[int]]) -> dict[int, float]:
    """Each word votes for the places at which the quotation would begin; rare words weigh more."""
    known: list[tuple[int, int, str, float]] = []
    unknown = 0
    for offset, word in enumerate(words):
        folded = word.casefold()
        if is_word(word) and folded in places:
            known.append((len(places[folded]), offset, folded, 1.0))
        elif is_word(word) and unknown < UNKNOWN_LIMIT and len(places) <= VOCABULARY_LIMIT:
            unknown += 1
            near = process.extractOne(folded, places.keys(), scorer=fuzz.ratio, score_cutoff=70)
            if near is not None:
                known.append((len(places[near[0]]), offset, near[0], 0.5))
    votes: dict[int, float] = {}
    seen = 0
    for count, offset, folded, weight in sorted(known)[:VOTERS]:
        seen += count
        if votes and seen > COMMON:
            break
        for place in places[folded][:COMMON]:
            votes[place - offset] = votes.get(place - offset, 0.0) + weight / count**0.5
    return votes


def _aligned(
    words: Sequence[str], tokens: Tokens, text: str, start: int, end: int
) -> Nearest | None:
    window = tokens.words[start:end]
    runs = [
        (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(list(words), window)
    ]
    # What stands before and behind the passage is not part of it.
    while runs and runs[0][0] == "insert":
        del runs[0]
    while runs and runs[-1][0] == "insert":
        del runs[-1]
    if not runs:
        return None
    first, last = start + runs[0][3], start + runs[-1][4]
    changes = []
    same = 0
    for tag, a, b, c, d in runs:
        kind = {"equal": "equal", "delete": "added", "insert": "dropped", "replace": "changed"}[tag]
        if kind == "equal":
            same += sum(is_word(word) for word in words[a:b])
        passage = _text(tokens, text, start + c, start + d)
        changes.append(Change(kind, " ".join(words[a:b]), passage))
    total = sum(is_word(word) for word in words) or 1
    return Nearest(first, last, tuple(changes), same / total)


def _text(tokens: Tokens, text: str, start: int, end: int) -> str:
    if start >= end:
        return ""
    return " ".join(text[tokens.starts[start] : tokens.ends[end - 1]].split())
