"""Speakers who are called by their office: "the minister said", "a spokesman for Blue Line"."""

from __future__ import annotations

import re

from generator.desk.draft.anonymous import cut, is_indefinite, named_by_nobody, same_without_name
from generator.desk.draft.names_in_text import Likely, Names
from generator.desk.draft.quotations import Quotation
from generator.desk.draft.speech_or_name import JUDGING
from generator.quotes.lexicon import ARTICLES, SPEECH_VERBS
from generator.quotes.names import Speaker, words_of
from generator.quotes.speakers import Standing
from generator.quotes.zones import Subject

# So far back an office is introduced that a text then uses alone.
INTRODUCED_WITHIN = 900
# The words for an office, up to the verb.
WORDS_LIMIT = 9
_BEFORE_VERB = frozenset("had has have also later then who that which a ont qui hat".split())
_ARTICLES = frozenset("The A An Le La Un Une El Una У В".split())
_ARABIC_OFFICES = re.compile(
    r"(?:ال)?(?:وزير|رئيس|مدير|متحدث|ناطق|قائد|سفير|محافظ|عمدة|مستشار|نائب|مندوب|مبعوث|أمين|مسؤول|مصدر)ة?\Z"
)


class Offices:
    """The offices of one text and who holds them."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.text = names.text

    def in_arabic(self, office: str) -> Likely | None:
        """ "الوزيرة": whoever the text has introduced with the same office before the name."""
        if not _ARABIC_OFFICES.match(office):
            return None
        words = self.text.speakers.names.words
        bare = office.removeprefix("ال")
        for at, word in enumerate(words):
            if word.lstrip("ول").removeprefix("ال") == bare or word == bare:
                found = self.names.named(words[at + 1 : at + 5], only_known=True)
                if found.id:
                    return Likely(found.id, is_carried=True)
        return Likely(unnamed=office)

    def at_head(self, sentence: str) -> Likely | None:
        """ "The ferry company said it would answer …": its holder, or the words for it."""
        words = sentence.split()
        verbs = SPEECH_VERBS | JUDGING
        verb = next((i for i, word in enumerate(words[:WORDS_LIMIT]) if word.lower() in verbs), 0)
        words = words[:verb]
        while words and words[-1] in _BEFORE_VERB:
            del words[-1]
        if words[:1] and words[0] in {"A", "An"} and all(map(str.islower, words[1:])) and words[1:]:
            return Likely(unnamed=" ".join(words))
        if len(words) < 2 or words[0] not in _ARTICLES or not all(map(str.islower, words[1:])):
            return None
        names = self.text.speakers.names.introduced
        held = {name for name, near in names if words[-1] in near and " " in name}
        if len(held) == 1:
            return self.names.named(words_of(held.pop()))
        return Likely(unnamed=cut(" ".join(words))) if not held else None

    def held(self, quotation: Quotation, subject: Subject) -> Likely:
        """ "The minister said", "a spokesman for Blue Line said"."""
        words = list(subject.words)
        nameless = named_by_nobody(subject.shown) or " ".join(words)
        before = self.text.text[: quotation.utterance.start]
        if is_indefinite(words):
            return Likely(unnamed=nameless)
        earlier = same_without_name(words, before[-INTRODUCED_WITHIN:])
        if earlier is not None:
            return Likely(unnamed=earlier)
        by_record = self._by_record(words)
        if by_record is not None:
            return Likely(by_record, is_carried=True)
        utterance = quotation.utterance
        sure = [
            actor.id
            for actor, speaker in self.names.actors
            if self.text.speakers.says(speaker, utterance, utterance.start, utterance.end).standing
            is Standing.CONFIRMED
        ]
        if len(sure) == 1:
            return Likely(sure[0], is_carried=True)
        named = [
            name
            for name in dict.fromkeys(self.names.introduced.values())
            if self.text.speakers.says(
                Speaker.called([name]), utterance, utterance.start, utterance.end
            ).standing is Standing.CONFIRMED
        ]  # fmt: skip
        if len(named) != 1:
            return Likely(unnamed=nameless)
        found = self.names.named(words_of(named[0]))
        return Likely(found.id, found.name, is_carried=True)

    def _by_record(self, words: list[str]) -> str | None:
        """The one actor in the text whose own record has this office."""
        office = " ".join(w.lower() for w in words if w.lower() not in ARTICLES)
        if " " not in office:
            return None
        held = [
            actor.id
            for actor, speaker in self.names.actors
            if any(f" {office} " in f" {role.title.lower()} " for role in actor.roles)
            and speaker.stands_in(self.text.speakers.names.words)
        ]
        return held[0] if len(held) == 1 else None
