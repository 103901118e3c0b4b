"""Which of the words in quotation marks are somebody's speech, each as it is printed.

Names of ships, papers and films, scare quotes and headline phrases that nobody is said to have said
are left out: a quotation too few is missed by the editor, one too many is believed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from generator.desk.draft.furniture import Furniture
from generator.desk.draft.speech_or_name import CLOSE, OPEN, is_name, is_speech, said
from generator.model import TEXT_LIMIT
from generator.quotes.judging import judge
from generator.quotes.lexicon import CONJUNCTIONS, SPEECH_VERBS
from generator.quotes.marks import quoted_spans
from generator.quotes.names import folded, words_of
from generator.quotes.paragraphs import Stretch, sentence_end, sentence_start, sentences
from generator.quotes.reading import ReadText
from generator.quotes.speakers import Beside
from generator.quotes.speech import Utterance
from generator.values import Value

_QUESTION = frozenset({"q", "question", "вопрос", "питання", "frage", "pregunta", "سؤال"})
# So many words that stand in a longer quotation too are a reporter's repetition of it.
REPEATED_WORDS = 4
# What is longer in marks is no name of a paper.
NAME_LENGTH = 40
# No sentence goes on for longer than this.
SENTENCE_LENGTH = 1_500
# Nobody summarises an article of so many quotations; what is longer is no article.
QUOTATIONS_LIMIT = 300


# Names as their folded words: ("coast", "wire").
Names = Collection[tuple[str, ...]]
NO_NAMES: Names = frozenset()


def _folded(words: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in words_of(words)) if len(words) <= NAME_LENGTH else ()


def names_as_words(names: Iterable[str]) -> Names:
    """Names in the form in which they are compared."""
    return frozenset(_folded(name) for name in names) - {()}


class Quotation(Value):
    """Exact words, one line; `line` counts from 1. `is_cut` where a long speech was parted.

    `beside` is what the reporter says between this utterance and the next; `sentence` is the whole
    sentence without these words, other marks included: "…, told the agency «Тарск-Пресс»".
    """

    words: str
    utterance: Utterance
    beside: Beside
    sentence: str
    line: int
    is_headline: bool = False
    is_cut: bool = False


def quotations(
    text: ReadText, publisher: str | None = None, known: Names = NO_NAMES
) -> tuple[tuple[Quotation, ...], tuple[int, ...]]:
    """The direct quotations of a text in reading order, and the lines of those left out.

    Shape: each quotation is one that the judge finds in the text as it stands. Left out are those
    that he does not. The label of a paragraph that is the `publisher` speaks of itself;
    one of the `known` names in quotation marks is that name.
    """
    if not text.speech.is_marked:
        return (), ()
    furniture = Furniture(text, publisher)
    spoken = (u for u in text.speech.utterances if not furniture.holds(u))
    every = (q for utterance in spoken for q in _of(text, utterance, known))
    found = _without_repetitions(list(islice(every, QUOTATIONS_LIMIT)))
    exact = [q for q in found if judge(q.words, text).is_accepted]
    return tuple(exact), tuple(q.line for q in found if q not in exact)


def _of(text: ReadText, utterance: Utterance, known: Names) -> Iterator[Quotation]:
    beside = text.speakers.beside(utterance)
    pieces = [
        p for p in _pieces(text, utterance) if _folded(text.text[p.start : p.end]) not in known
    ]
    if not pieces or not is_speech(text, utterance, pieces, beside):
        return
    for group in _told_apart(text, utterance, pieces):
        line = text.text.count("\n", 0, group[0].start) + 1
        sentence = _around(text, utterance, group)
        parts = list(_short_enough(said(text, group)))
        for part in parts:
            yield Quotation(
                part, utterance, beside, sentence, line, utterance.is_headline, len(parts) > 1
            )


def _told_apart(
    text: ReadText, utterance: Utterance, pieces: list[Stretch]
) -> Iterator[list[Stretch]]:
    """The pieces that are one sentence together: what parts them only says who speaks.

    “…, not a wall”, and that they could be lifted “within weeks”: there the reporter tells on.
    """
    group: list[Stretch] = []
    for piece in pieces:
        between = text.text[group[-1].end : piece.start] if group else ""
        words = [word.lower() for word in re.findall(r"[\w'’-]+", between)]
        says = any(word in SPEECH_VERBS or "-" in word for word in words)
        says = says or (len(words) <= 4 and not CONJUNCTIONS & set(words))
        tells_on = bool(words) and (not says or bool(_TELLING_ON & set(words[:2])))
        if group and tells_on and utterance.label is None and "\n\n" not in between:
            yield group
            group = []
        group.append(piece)
    yield group


_TELLING_ON = frozenset("that which who dass qui que что що أن".split())


def _around(text: ReadText, utterance: Utterance, pieces: list[Stretch]) -> str:
    """The sentence in which the pieces stand, without them and without other whole sentences of speech."""
    paragraph = utterance.paragraph
    low = max(paragraph.start, pieces[0].start - SENTENCE_LENGTH)
    high = min(paragraph.end, pieces[-1].end + SENTENCE_LENGTH)
    start = sentence_start(text.text, max(low, pieces[0].start - 1), low)
    stop = sentence_end(text.text, min(pieces[-1].end + 1, high), high)
    others = [
        p for u in text.speech.utterances for p in u.pieces
        if start <= p.start and p.end <= stop and p.end - p.start > NAME_LENGTH
    ]  # fmt: skip
    kept = []
    for piece in sorted({(p.start, p.end) for p in (*pieces, *others)}):
        if piece[0] > start:
            kept.append(text.text[start : piece[0]])
        start = max(start, piece[1])
    kept.append(text.text[start:stop])
    return " … ".join(kept)


def _pieces(text: ReadText, utterance: Utterance) -> list[Stretch]:
    """The pieces that are speech: of a turn that only announces a quotation, what is in marks."""
    pieces = utterance.pieces
    if utterance.label is None:
        # «Тарск-Пресс» … «welcome and late»: a name and speech are not one sentence.
        kept = [piece for piece in pieces if not is_name(text, piece, utterance)]
        return kept or pieces
    if utterance.label.lower().strip(". ") in _QUESTION or utterance.is_headline:
        return []
    body = said(text, pieces)
    in_marks = body[:1] in OPEN and body.rstrip(".")[-1:] in CLOSE
    if in_marks or _announces(utterance.label):
        return _in_marks(text, pieces)
    # A heading such as CROSS-EXAMINATION BY MS. OKAFOR: is nobody's turn.
    spoken = [p for p in pieces if not text.text[p.start : p.end].rstrip().endswith(":")]
    return spoken or pieces


def _in_marks(text: ReadText, pieces: list[Stretch]) -> list[Stretch]:
    opened = text.text[: pieces[0].start].rstrip(" \u00a0\u202f")[-1:]
    if opened and opened in OPEN:
        return pieces
    inside = [span for _, spans in quoted_spans(text.text, tuple(pieces)) for span in spans]
    return [Stretch(span.start, span.end) for span in inside]


def _announces(label: str) -> bool:
    """Whether a "label" is half a sentence: "The minister, as Coast Wire has it, was brief"."""
    words = [word.lower() for word in re.findall(r"[\w'’-]+", label)]
    return len(words) > 5 or "," in label or any(word in SPEECH_VERBS for word in words)


# --- repeated, or too long ---------------------------------------------------------------------


def _without_repetitions(found: list[Quotation]) -> list[Quotation]:
    """Each once: what a headline or a pull quote repeats is taken where it stands in the text."""
    kept: list[Quotation] = []
    plain = [_bare(q.words) for q in found]
    for index, quotation in enumerate(found):
        others = [p for i, p in enumerate(plain) if i != index and not found[i].is_headline]
        if quotation.is_headline and any(plain[index] in other for other in others):
            continue
        if plain[index] in plain[:index]:
            continue
        is_long = plain[index].count(" ") >= REPEATED_WORDS
        if is_long and any(plain[index] in o and plain[index] != o for o in others):
            continue
        kept.append(quotation)
    return kept


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _short_enough(words: str) -> Iterator[str]:
    """The words whole, or sentence by sentence in pieces that a record can hold."""
    if len(words) <= TEXT_LIMIT:
        yield words
        return
    start = end = 0
    for sentence in sentences(words, 0, len(words)):
        if sentence.end - start > TEXT_LIMIT and end > start:
            yield words[start:end].strip()
            start = end
        end = sentence.end
    if len(words[start:].strip()) <= TEXT_LIMIT:
        yield words[start:].strip()
