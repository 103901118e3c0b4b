"""Which thing of the old version is which of the new: by name, by content, else by likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Key = Callable[[Thing], Hashable | None]

ALIKE = 0.5
SAME = 0.8


def paired(
    old: Sequence[Thing],
    new: Sequence[Thing],
    keys: Sequence[Key[Thing]],
    text: Key[Thing] | None = None,
    at_least: float = ALIKE,
) -> list[tuple[Thing | None, Thing | None]]:
    """Each thing with its other version, or None where there is none.

    `keys` are tried one after the other: a pair is made of what has the same key, the first with
    the first; a key of None is no name. What is left is paired by the likeness of its `text`,
    the most alike first, from `at_least` on (0 to 1).
    Order: that of `new`, then what is gone in the order of `old`.
    """
    partner: dict[int, int] = {}
    left_old, left_new = list(range(len(old))), list(range(len(new)))
    for key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for number in reversed(left_old):
            if (name := key(old[number])) is not None:
                waiting[name].append(number)
        for number in left_new:
            name = key(new[number])
            if name is not None and waiting.get(name):
                partner[number] = waiting[name].pop()
        taken = set(partner.values())
        left_old = [number for number in left_old if number not in taken]
        left_new = [number for number in left_new if number not in partner]
    if text is not None and left_old and left_new:
        grams_old = {number: _grams(str(text(old[number]) or "")) for number in left_old}
        grams_new = {number: _grams(str(text(new[number]) or "")) for number in left_new}
        for number, other in _alike(grams_new, grams_old, at_least):
            partner[number] = other
    found: list[tuple[Thing | None, Thing | None]] = [
        (old[partner[number]] if number in partner else None, thing)
        for number, thing in enumerate(new)
    ]
    taken = set(partner.values())
    return found + [(thing, None) for number, thing in enumerate(old) if number not in taken]


def _grams(text: str) -> frozenset[str]:
    """Runs of four letters: they bear a slip of the finger that a word would not."""
    plain = " ".join(text.casefold().split())
    return frozenset(plain[at : at + 4] for at in range(max(len(plain) - 3, 1)))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    first, second = _grams(one), _grams(other)
    return 2 * len(first & second) / (len(first) + len(second))


# A run of letters that so many things share tells none of them from another.
COMMON = 200


def _alike(
    new: dict[int, frozenset[str]], old: dict[int, frozenset[str]], at_least: float
) -> list[tuple[int, int]]:
    """Pairs, the most alike first, each thing once; only what shares a rare run is compared."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, grams in old.items():
        for gram in grams:
            holders[gram].append(number)
    scored: list[tuple[float, int, int]] = []
    for number, grams in new.items():
        shared = Counter(
            other
            for gram in grams
            if len(holders.get(gram, ())) <= COMMON
            for other in holders.get(gram, ())
        )
        for other, _ in shared.most_common(20):
            score = 2 * len(grams & old[other]) / (len(grams) + len(old[other]))
            if score >= at_least:
                scored.append((-score, number, other))
    pairs: list[tuple[int, int]] = []
    seen_new: set[int] = set()
    seen_old: set[int] = set()
    for _, number, other in sorted(scored):
        if number not in seen_new and other not in seen_old:
            seen_new.add(number)
            seen_old.add(other)
            pairs.append((number, other))
    return pairs
