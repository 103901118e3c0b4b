"""A text made ready to be compared with many quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from generator.quotes.comparison import word_places
from generator.quotes.matching import WALL, Match, Stream, stream_of
from generator.quotes.speakers import TextSpeakers
from generator.quotes.speech import Speech, Utterance, speech_in
from generator.quotes.tokens import DASH, MARK, Tokens, cleaned, tokenized
from generator.values import Value


class Passage(Value):
    """Where in the cleaned text the quotation stands or comes nearest; lines count from 1."""

    start: int
    end: int
    line: int
    text: str


class ReadText:
    """A text made ready to be compared with many quotations.

    `words_said` is the stream of what is speech, `all_words` that of everything without
    quotation marks.
    """

    def __init__(self, text: str) -> None:
        self.text = cleaned(text)
        self.tokens: Tokens = tokenized(self.text)
        self.speech: Speech = speech_in(self.text)
        self.speakers = TextSpeakers(self.text, self.speech)
        groups: list[list[int]] = []
        self._owners: list[Utterance] = []
        for utterance in self.speech.utterances:
            for group in self._groups(utterance):
                groups.append(group)
                self._owners.append(utterance)
        self.words_said: Stream = stream_of(self.tokens, groups)
        self._ends: list[int] = []
        at = 0
        for group in groups:
            at += len(group) + 1
            self._ends.append(at)

    @cached_property
    def all_words(self) -> Stream:
        unmarked = [i for i, word in enumerate(self.tokens.words) if word != MARK]
        return stream_of(self.tokens, [unmarked])

    @cached_property
    def without_dashes(self) -> Stream:
        """All words once more, for what is set between dashes."""
        words = self.tokens.words
        return stream_of(
            self.tokens, [[i for i, word in enumerate(words) if word not in {MARK, DASH}]]
        )

    @cached_property
    def places(self) -> dict[str, list[int]]:
        return word_places(self.tokens)

    def _groups(self, utterance: Utterance) -> Iterable[list[int]]:
        """The tokens of an utterance; twice where the comma before an interruption may be left out."""
        marks = set(utterance.marks)
        group: list[int] = []
        joints: list[int] = []
        for piece in utterance.pieces:
            first = bisect_left(self.tokens.starts, piece.start)
            last = bisect_left(self.tokens.starts, piece.end)
            if group:
                joints.append(group[-1])
            group += [i for i in range(first, last) if self.tokens.starts[i] not in marks]
        yield group
        if joints and utterance.is_interrupted:
            yield from self._rejoined(group, joints)

    def _rejoined(self, group: list[int], joints: list[int]) -> Iterable[list[int]]:
        """Without the pause before an interruption, and with the comma that stands behind the mark."""
        words = self.tokens.words
        pauses = {i for i in joints if words[i] in {",", "،", DASH}}
        if pauses:
            yield [i for i in group if i not in pauses]
            return
        commas = {i: i + 2 for i in joints if words[i + 1 : i + 3] in ([MARK, ","], [MARK, "،"])}
        if commas:
            yield [j for i in group for j in ([i, commas[i]] if i in commas else [i])]

    def utterance_at(self, place: int) -> Utterance:
        """The utterance to which a place of `words_said` belongs."""
        return self._owners[bisect_right(self._ends, place)]

    def span(self, stream: Stream, match: Match) -> tuple[int, int]:
        """First and last character of a match in the cleaned text."""
        last = match.end - 1
        while last > match.start and stream.words[last] == WALL:
            last -= 1
        return self.tokens.starts[stream.origins[match.start]], self.tokens.ends[
            stream.origins[last]
        ]

    def passage(self, start: int, end: int) -> Passage:
        line = self.text.count("\n", 0, start) + 1
        return Passage(start, end, line, " ".join(self.text[start:end].split()))
