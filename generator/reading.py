"""How hard a text is to read, in years of school.

The measure is the Automated Readability Index (Senter and Smith, AMRL-TR-66-220, 1967): it counts
letters, words and sentences, needs no dictionary, and can be done by hand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator import references, sentences
from generator.document import Citation
from generator.values import Value

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LETTERS = re.compile(r"\w+")
_GAP = re.compile(r" (?=[.,;:!?])")  # where a citation was
# Other people's words are as they are: a quotation counts as one plain word.
_QUOTATION_STANDS_FOR = " words "


class Reading(Value):
    """`grade` is the years of school that a reader needs; `longest` the longest sentence."""

    grade: float
    words: int
    longest: str
    longest_words: int


# Remembered, because the same content is read again and again while somebody writes.
@lru_cache(maxsize=10_000)
def reading(text: str, *, is_markdown: bool = False) -> Reading | None:
    """Measure a prose text as readers see it, without its citations and quotations; None for no word."""
    shown = _shown(text, is_markdown)
    found = [shown[start:end] for start, end in sentences.sentence_spans(shown)]
    counted = [(len(_WORD.findall(sentence)), sentence) for sentence in found]
    counted = [(number, sentence) for number, sentence in counted if number]
    if not counted:
        return None
    words = sum(number for number, _ in counted)
    letters = len("".join(_LETTERS.findall(shown)))
    longest_words, longest = max(counted, key=lambda pair: pair[0])
    grade = 4.71 * letters / words + 0.5 * words / len(counted) - 21.43
    return Reading(grade, words, _GAP.sub("", " ".join(longest.split())), longest_words)


def _shown(text: str, is_markdown: bool) -> str:
    pieces = []
    for piece in references.scan(text, is_markdown=is_markdown).pieces:
        if isinstance(piece, str):
            pieces.append(piece)
        elif not isinstance(piece.node, Citation):
            pieces.append(piece.node.words or piece.id.replace("-", " "))
    return sentences.without_quotations("".join(pieces), _QUOTATION_STANDS_FOR)
