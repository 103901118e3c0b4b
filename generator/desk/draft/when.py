"""On which day a quotation was said, by the words of time in its own sentence."""

from __future__ import annotations

import re
from datetime import date

from generator.desk.draft.days import TimeWords, time_words
from generator.desk.draft.quotations import Quotation
from generator.quotes.lexicon import SPEECH_VERBS
from generator.quotes.paragraphs import sentences
from generator.quotes.reading import ReadText

# Behind one of these the words tell of what was said, not of when: "said that it opens on Monday".
_CONTENT = frozenset(
    """that would will to if whether when before after until ahead dass ob wenn que qu si cuando что чтобы
    когда будет що щоб коли буде أن إن بأن سوف""".split()
)
# So many words lie between a verb of speech and its day, at most.
NEAR_WORDS = 12
# The sentence before is no longer than this.
NEAR = 1_500


def said_on(quotation: Quotation, text: ReadText, published: date | None) -> TimeWords | None:
    """The words for the day beside the verb of speech; None where there are none, or several.

    Looked at are the reporter's words in the sentence, and the sentence before it in the paragraph.
    """
    utterance = quotation.utterance
    if utterance.signed is not None:
        behind = text.text[utterance.end : utterance.end + 160]
        dated = [
            w for w in time_words(behind.split("\n\n\n")[0], published) if w.is_full and w.is_day
        ]
        return dated[0] if dated else None
    if utterance.label is not None or quotation.is_headline:
        return None
    beside = quotation.beside
    for zone in (beside.after, beside.between, beside.before):
        found = _beside_verb(zone, published)
        if found is not None:
            return found
    return _beside_verb(_sentence_before(quotation, text), published)


def _beside_verb(zone: str, published: date | None) -> TimeWords | None:
    days = [w for w in time_words(zone, published) if w.is_day and not w.is_ahead]
    near = [(apart, w) for w in days if (apart := _words_to_verb(zone, w)) is not None]
    closest = [w for apart, w in near if apart == min(near, key=lambda n: n[0])[0]]
    return closest[0] if len(closest) == 1 else None


def _words_to_verb(zone: str, day: TimeWords) -> int | None:
    """How many words lie between a day and its verb of speech; None where what was said begins there."""
    before = re.findall(r"[\w'’-]+", zone[: day.start].lower())[-NEAR_WORDS:]
    behind = re.findall(r"[\w'’-]+", zone[day.end :].lower())[:NEAR_WORDS]
    found = []
    for words in (list(reversed(before)), behind):
        for apart, word in enumerate(words):
            if word in _CONTENT:
                break
            if word in SPEECH_VERBS or word in _ANNOUNCED:
                found.append(apart)
                break
    return min(found, default=None)


_ANNOUNCED = frozenset("verkündet angekündigt mitgeteilt pledged пообещал анонсировал".split())


def _sentence_before(quotation: Quotation, text: ReadText) -> str:
    """The last of the reporter's sentences before the quotation, in the same paragraph."""
    start, end = quotation.utterance.paragraph.start, quotation.utterance.start
    said = [u.end for u in text.speech.utterances if start <= u.end < end]
    floor = max([start, end - NEAR, *said])
    found = [text.text[s.start : s.end] for s in sentences(text.text, floor, end)]
    whole = [sentence for sentence in found if re.search(r"[.!?…؟]\s*\Z", sentence)]
    return whole[-1] if whole and floor == start else ""
