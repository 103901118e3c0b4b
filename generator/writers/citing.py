"""Citations as readers meet them: a number is never torn from the word that it stands behind."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document import Citation, Inline, Inlines, Text
from generator.values import Value

# More numbers in a row would be wider than the cell of a table on a small screen.
RUN_LIMIT = 2
# A longer word may break, or it would push past the edge of a small screen.
WORD_LIMIT = 24


class Cited(Value):
    """The numbers that stand together, with the word before them; no line breaks within."""

    word: str
    citations: tuple[Citation, ...]


def grouped(inlines: Inlines) -> Sequence[Inline | Cited]:
    """The inlines with each run of citations taken together with the last word before it.

    The rest of a long run stand by themselves, so that a line may break between them.
    """
    if Citation not in map(type, inlines):
        return inlines
    result: list[Inline | Cited] = []
    run: list[Citation] = []
    for inline in (*inlines, None):
        if isinstance(inline, Citation):
            run.append(inline)
            continue
        if run:
            result.append(Cited(_taken_word(result), tuple(run[:RUN_LIMIT])))
            result += run[RUN_LIMIT:]
            run = []
        if inline is not None:
            result.append(inline)
    return result


def _taken_word(before: list[Inline | Cited]) -> str:
    """The last word of the text before, taken out of it; "" where there is none."""
    last = before[-1] if before else None
    if not isinstance(last, Text):
        return ""
    head, space, word = last.text.rpartition(" ")
    if not word or len(word) > WORD_LIMIT:
        return ""
    before[-1:] = [Text(head + space)] if head + space else []
    return word
