"""By whose hands a quotation came to the text: "according to Reuters, citing RIA Novosti"."""

from __future__ import annotations

import re
from itertools import pairwise

from generator.desk.draft.names_in_text import Likely
from generator.desk.draft.outlets import Outlet, Outlets
from generator.desk.draft.quotations import Quotation
from generator.quotes.lexicon import SPEECH_VERBS
from generator.quotes.paragraphs import sentences
from generator.quotes.reading import ReadText

# Behind these stands the one whom another cites, so nearer to the speaker.
_CITING = re.compile(
    r"(?:\bciting\b|\bquoting\b|unter Berufung auf|\bcitant\b|\bcitando a\b|со ссылкой на|з посиланням на|ссылаясь на|"
    r"посилаючись на|نقلا عن|نقلاً عن)\s+(?:the |der |die |l['’]|la |el )?\Z",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"\s*,?\s*(?:citing|quoting|unter Berufung auf|citant|citando a|со ссылкой на|з посиланням на|نقلا عن)\s+",
    re.IGNORECASE,
)
# Behind these the one to whom the speaker himself spoke.
_TOLD = re.compile(
    r"(?:\btold\b|\bto\b|interview (?:with|by)|\bspeaking to\b|\bon\b|\bsagte\b|gegenüber|Interview mit|\bà\b|\bau\b|"
    r"в интервью|інтерв['’]ю|агентству|газете|газеті|\bل)\s*(?:the |der |dem |l['’]|la |el |агентству |газете )?[„“«\"]?\Z",
    re.IGNORECASE,
)
# The sentence before is no longer than this.
NEAR = 1_500


class Chain:
    """The hands of one text."""

    def __init__(self, text: ReadText, outlets: Outlets, publisher: str | None) -> None:
        self.text = text
        self.outlets = outlets
        self.publisher = publisher
        self.cited = self._cited()

    def of(self, quotation: Quotation, likely: Likely) -> tuple[Outlet, ...]:
        """From the speaker outwards, without the text itself; none where the sentence names none."""
        zone = quotation.sentence
        if quotation.utterance.label is not None:
            zone = quotation.utterance.label
        found = self._hands(zone, likely)
        if not found and self._may_look_back(quotation):
            found = self._hands(self._sentence_before(quotation), likely)
        if found and found[0].name in self.cited and len(found) == 1:
            deeper = self.cited[found[0].name]
            if deeper.start < quotation.utterance.start:
                found = [deeper, *found]
        return tuple(found)

    def _hands(self, zone: str, likely: Likely) -> list[Outlet]:
        """The outlets of a stretch: whom the speaker told, then who is cited, then who passed it on."""
        ranked = []
        for outlet in self.outlets.in_text(zone):
            if self._is_itself(outlet, likely):
                continue
            before = zone[max(0, outlet.start - 40) : outlet.start]
            rank = 1 if _CITING.search(before) else 0 if _TOLD.search(before) else 2
            ranked.append((rank, outlet.start, outlet))
        hands = [outlet for _, _, outlet in sorted(ranked, key=lambda r: r[:2])]
        return list({outlet.id or outlet.name: outlet for outlet in hands}.values())

    def _is_itself(self, outlet: Outlet, likely: Likely) -> bool:
        is_speaker = outlet.id is not None and outlet.id == likely.id
        own = self.publisher is not None and (
            outlet.name == self.publisher
            or outlet.id == self.outlets.id_of(self.publisher) is not None
        )
        return is_speaker or own or (likely.name is not None and outlet.name in likely.name)

    def _may_look_back(self, quotation: Quotation) -> bool:
        """Whether the sentence before, in the same paragraph, tells of the same words."""
        return quotation.utterance.label is None and not quotation.is_headline

    def _sentence_before(self, quotation: Quotation) -> str:
        utterance = quotation.utterance
        start, end = utterance.paragraph.start, utterance.start
        starts = [u.end for u in self.text.speech.utterances if start <= u.end < end]
        floor = max([start, end - NEAR, *starts])
        words = [self.text.text[s.start : s.end] for s in sentences(self.text.text, floor, end)]
        told = [w for w in words if any(v.lower() in SPEECH_VERBS for v in re.findall(r"\w+", w))]
        return told[-1] if told else ""

    def _cited(self) -> dict[str, Outlet]:
        """Outlet -> whom it cites, where the text says so anywhere: "by Reuters, citing a news agency"."""
        found: dict[str, Outlet] = {}
        mentions = self.outlets.in_text(self.text.text)
        for outer, inner in pairwise(mentions):
            between = self.text.text[outer.end : inner.start]
            if len(between) < 60 and _CITES.fullmatch(
                re.sub(r"(?i)\b(?:the|a|an)\s+\Z", "", between + "")
            ):
                found[outer.name] = inner
        return found
