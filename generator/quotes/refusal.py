"""What is wrong with a quotation that does not stand in a text as it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.quotes.comparison import Change, Nearest, nearest_passage
from generator.quotes.matching import WALL, Element, Leeway, Match, Sort, Stream, matches
from generator.quotes.reading import ReadText
from generator.quotes.tokens import (
    BRACKETED_ELLIPSIS,
    DASH,
    ELLIPSIS,
    MARK,
    foreign_letter,
    is_word,
    tokenized,
)
from generator.quotes.verdict import Verdict

# This many words of the source left out without a mark are a hidden cut; fewer, a changed text.
CUT_WORDS = 3


def words_of_elements(elements: Sequence[Element]) -> list[str]:
    """The words of a quotation as they were typed, brackets and all."""
    return [
        word
        for element in elements
        for word in (("[", *element.words, "]") if element.sort is Sort.GLOSS else element.words)
    ]


class Refusal:
    """Finds out what is wrong with a quotation that does not stand in the text as it is."""

    def __init__(self, elements: Sequence[Element], text: ReadText) -> None:
        self.elements = elements
        self.text = text
        self.plain = tuple(e for e in elements if e.words[:1] != (MARK,))
        self.has_brackets = any(e.sort in {Sort.GLOSS, Sort.CASE} for e in elements)
        self.words = words_of_elements(self.plain)
        self.near = nearest_passage(self.words, text.tokens, text.text, text.places)

    def verdict(self) -> Verdict:
        for look in (self._joined, self._outside, self._idle_cut, self._brackets):
            found = look()
            if found is not None:
                return found
        return self._nearest()

    def _of(self, reason: str, message: str, stream: Stream, match: Match) -> Verdict:
        start, end = self.text.span(stream, match)
        return Verdict(reason, message, self.text.passage(start, end))

    def _joined(self) -> Verdict | None:
        """A marked cut that leads from one utterance into another."""
        if not self.text.speech.is_marked or not any(e.sort is Sort.CUT for e in self.elements):
            return None
        message = "the cut joins words that were said at two places; make two quotations of them"
        whole = self.text.words_said
        bare = self._said_without_brackets() if self.has_brackets or self._has_brackets() else whole
        for stream in (whole, bare):
            variants = [self.elements] if stream is whole else self._quote_without_brackets()
            for elements in variants:
                found = matches(stream, elements, Leeway(across_walls=True), limit=1)
                if found and WALL in stream.words[found[0].start : found[0].end]:
                    return self._of("cut", message, stream, found[0])
        return None

    def _has_brackets(self) -> bool:
        return "[" in self.text.text

    def _said_without_brackets(self) -> Stream:
        said = self.text.words_said
        kept = [i for i, word in enumerate(said.words) if word not in {"[", "]"}]
        return Stream([_bare(said.words[i]) for i in kept], [said.origins[i] for i in kept])

    def _outside(self) -> Verdict | None:
        """All the words stand there, but not all between the source's own marks."""
        stream = self.text.all_words
        found = matches(stream, self.plain, limit=20)
        for match in found:
            start, end = self.text.span(stream, match)
            if any(p.holds(start, end) for u in self.text.speech.utterances for p in u.pieces):
                message = "the quotation marks inside the passage are missing or are others"
                if self.text.speech.is_marked or self.plain != tuple(self.elements):
                    return self._of("boundary", message, stream, match)
        if not found:
            stream = self.text.without_dashes
            undashed = tuple(e for e in self.plain if e.words[:1] != (DASH,))
            found = tuple(m for m in matches(stream, undashed, limit=5) if self._leaves(stream, m))
        if not found:
            return None
        start, end = self.text.span(stream, found[0])
        inside = any(
            p.start < end and start < p.end for u in self.text.speech.utterances for p in u.pieces
        )
        message = (
            "some of these words stand outside the source's quotation marks: they are the reporter's"
            if inside
            else "these words are the reporter's own, not set as speech by the source"
        )
        return self._of("boundary", message, stream, found[0])

    def _leaves(self, stream: Stream, match: Match) -> bool:
        """Whether a passage is not within the words of one utterance."""
        start, end = self.text.span(stream, match)
        return not any(p.holds(start, end) for u in self.text.speech.utterances for p in u.pieces)

    def _idle_cut(self) -> Verdict | None:
        """A cut that cuts nothing, or one that stands for the source's own brackets."""
        cuts = [e for e in self.elements if e.sort is Sort.CUT]
        if not cuts:
            return None
        without = [e for e in self.elements if e.sort is not Sort.CUT]
        found = matches(self.text.words_said, without, limit=1)
        if found:
            return self._of(
                "cut", "a cut is marked where nothing is left out", self.text.words_said, found[0]
            )
        return None

    def _brackets(self) -> Verdict | None:
        if not self.has_brackets and not self._is_near_brackets():
            return None
        replaced = matches(self.text.all_words, self.plain, Leeway(gloss_replaces=True), limit=1)
        if replaced and any(e.sort is Sort.GLOSS for e in self.elements):
            message = (
                "words in square brackets stand in place of the source's; keep its words and put "
                "the gloss behind them"
            )
            return self._of("brackets", message, self.text.all_words, replaced[0])
        for stream in self._without_brackets():
            for elements in self._quote_without_brackets():
                for match in matches(stream, elements, limit=5):
                    start, end = self.text.span(stream, match)
                    if "[" in self.text.text[max(0, start - 1) : end] or self.has_brackets:
                        message = "the source's own brackets are missing here or are others"
                        return self._of("brackets", message, stream, match)
        return None

    def _is_near_brackets(self) -> bool:
        if self.near is None:
            return False
        starts = self.text.tokens.starts
        first = starts[max(0, self.near.start - 8)]
        return "[" in self.text.text[first : starts[min(len(starts) - 1, self.near.end + 2)] + 1]

    def _without_brackets(self) -> Iterable[Stream]:
        """The text with the signs of its brackets taken out, and with all that they hold."""
        tokens = self.text.tokens
        kept = [
            i
            for i, word in enumerate(tokens.words)
            if word not in {MARK, "[", "]", BRACKETED_ELLIPSIS}
        ]
        words = [_bare(tokens.words[i]) for i in kept]
        yield Stream([*words, WALL], [*kept, kept[-1] if kept else 0])
        dropped: list[int] = []
        depth = 0
        for i, word in enumerate(tokens.words):
            depth += word == "["
            if not depth and word not in {MARK, BRACKETED_ELLIPSIS}:
                dropped.append(i)
            depth = max(0, depth - (word == "]"))
        words = [_bare(tokens.words[i]) for i in dropped]
        yield Stream([*words, WALL], [*dropped, dropped[-1] if dropped else 0])

    def _quote_without_brackets(self) -> Iterable[tuple[Element, ...]]:
        kept: list[Element] = []
        for element in self.plain:
            if element.sort is Sort.GLOSS:
                kept += [Element(Sort.WORD, (_bare(word),)) for word in element.words]
            elif element.sort in {Sort.WORD, Sort.CASE}:
                kept.append(Element(Sort.WORD, (_bare(element.words[0]),)))
            else:
                kept.append(element)
        yield tuple(kept)
        # Round brackets in the place of the source's square ones.
        yield tuple(e for e in kept if e.words[0] not in {"(", ")"})
        yield tuple(
            Element(Sort.WORD, (_bare(e.words[0]),)) if e.sort is Sort.CASE else e
            for e in self.plain
            if e.sort is not Sort.GLOSS
        )
        # A bracket that changed its letter: “[T]he” typed as “the”.
        lowered = [
            Element(e.sort, (e.words[0][:1].swapcase() + e.words[0][1:],))
            if i == 0 and e.sort is Sort.WORD
            else e
            for i, e in enumerate(kept)
        ]
        if lowered:
            yield tuple(lowered)

    def _nearest(self) -> Verdict:
        near = self.near
        strange = next(((w, *found) for w in self.words if (found := foreign_letter(w))), None)
        if near is None:
            return Verdict("text", "nothing like these words stands in the text")
        tokens = self.text.tokens
        start, end = tokens.starts[near.start], tokens.ends[max(near.start, near.end - 1)]
        passage = self.text.passage(start, end)
        if strange is not None:
            word, letter, script = strange
            message = f'the "{letter}" in "{word}" is a {script} letter that only looks alike'
            return Verdict("text", message, passage, changes=near.changes)
        reason, message = self._told(near, start, end)
        return Verdict(reason, message, passage, changes=near.changes)

    def _told(self, near: Nearest, start: int, end: int) -> tuple[str, str]:
        dropped = [c for c in near.changes if c.kind == "dropped"]
        others = [
            c for c in near.changes
            if c.kind in {"added", "changed"} and any(is_word(w) or w in {"[", "]"} for w in c.quote.split() + c.source.split())
        ]  # fmt: skip
        longest = max((_word_count(c.source) for c in dropped), default=0)
        if dropped and not others and near.ratio > 0.9:
            if longest >= CUT_WORDS or self._crosses(start, end):
                left = next(c for c in dropped if _word_count(c.source) == longest)
                return "cut", f'"{_short(left.source)}" is left out without a mark; write […] there'
            words = ", ".join(f'"{_short(c.source)}"' for c in dropped)
            return "text", f"{words} is missing"
        if self._is_paraphrase(near, start, end):
            return "boundary", "this is a paraphrase: the nearest words are the reporter's own"
        if near.ratio < 0.4:
            return "text", "these words do not stand in the text"
        change = next(iter(others), None) or next(c for c in near.changes if c.kind != "equal")
        return "text", _change_message(change)

    def _crosses(self, start: int, end: int) -> bool:
        if not self.text.speech.is_marked:
            return False
        return not any(u.start <= start and end <= u.end for u in self.text.speech.utterances)

    def _is_paraphrase(self, near: Nearest, start: int, end: int) -> bool:
        if not self.text.speech.is_marked or near.ratio < 0.4:
            return False
        return not any(
            p.start < end and start < p.end for u in self.text.speech.utterances for p in u.pieces
        )


def _bare(word: str) -> str:
    return word.replace("[", "").replace("]", "") if len(word) > 1 else word


def _word_count(text: str) -> int:
    return sum(is_word(word) for word in tokenized(text).words)


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= 8 else " ".join([*words[:4], ELLIPSIS, *words[-3:]])


def _change_message(change: Change) -> str:
    if change.kind == "added":
        return f'"{_short(change.quote)}" is not in the source'
    if change.kind == "dropped":
        return f'"{_short(change.source)}" is missing'
    return f'the source has "{_short(change.source)}", not "{_short(change.quote)}"'
