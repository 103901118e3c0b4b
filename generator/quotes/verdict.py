"""The verdict on one quotation: exact, with the reason, the place and what to do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.quotes.comparison import Change, Nearest, compared, nearest_passage, word_places
from generator.quotes.lexicon import NEGATIONS, STAND_INS
from generator.quotes.matching import (
    WALL,
    Element,
    Leeway,
    Match,
    Sort,
    Stream,
    elements_of,
    matches,
    stream_of,
)
from generator.quotes.names import Speaker
from generator.quotes.speakers import Finding, Standing, TextSpeakers
from generator.quotes.speech import Speech, Utterance, speech_in
from generator.quotes.tokens import (
    BRACKETED_ELLIPSIS,
    DASH,
    ELLIPSIS,
    MARK,
    Tokens,
    cleaned,
    foreign_letter,
    is_word,
    tokenized,
)

# This many words of the source left out without a mark are a hidden cut; fewer, a changed text.
CUT_WORDS = 3
QUOTE_LIMIT = 50_000


@dataclass(frozen=True)
class Passage:
    """Where in the cleaned text the quotation stands or comes nearest; lines count from 1."""

    start: int
    end: int
    line: int
    text: str


@dataclass(frozen=True)
class Verdict:
    """What is to be said of one quotation.

    `reason` is None where it is accepted, else one of text, boundary, speaker, cut, brackets.
    `speaker` is the standing of the speaker; None where no speaker was asked for.
    """

    reason: str | None
    message: str
    passage: Passage | None = None
    speaker: Standing | None = None
    given: str = ""
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    in_headline_only: bool = False

    @property
    def is_accepted(self) -> bool:
        return self.reason is None


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


def judge(quote: str, text: ReadText, names: Sequence[str] = ()) -> Verdict:
    """Whether a quotation stands in a text as it is typed, and is said by the one named.

    `names` are all names of the speaker; none where the speaker is not to be looked at.
    """
    if len(quote) > QUOTE_LIMIT:
        return Verdict("text", "the quotation is longer than any passage could be")
    elements = elements_of(quote)
    if not elements:
        return Verdict("text", "there are no words in this quotation")
    verdict = _accepted(elements, text, names)
    if verdict is None:
        verdict = _accepted(elements_of(quote, keep_outer_marks=True), text, names)
    verdict = verdict or _Refusal(elements, text).verdict()
    if verdict.reason is None or verdict.changes or verdict.passage is None:
        return verdict
    passage = verdict.passage
    changes = compared(_words(elements), text.tokens, text.text, passage.start, passage.end)
    return replace(verdict, changes=changes)


def _words(elements: Sequence[Element]) -> list[str]:
    """The words of a quotation as they were typed, brackets and all."""
    return [
        word
        for element in elements
        for word in (("[", *element.words, "]") if element.sort is Sort.GLOSS else element.words)
    ]


# --- accepted, or said by somebody else ------------------------------------------------------


def _accepted(elements: Sequence[Element], text: ReadText, names: Sequence[str]) -> Verdict | None:
    found = [m for m in matches(text.words_said, elements) if not _cuts_number(text, m)]
    if not found:
        return None
    turned = _negating_gloss(elements)
    verdicts = [_of_match(text, match, names) for match in found]
    best = min(verdicts, key=_rank)
    replaced = _replacing_gloss(elements, text, found)
    if replaced is not None and best.passage is not None:
        return Verdict(
            "brackets",
            f'"[{replaced}]" stands in place of a word of the source; keep the word and put the gloss behind it',
            best.passage,
        )
    if turned is not None and best.passage is not None:
        return Verdict(
            "brackets", f'the gloss "[{turned}]" turns the sense of the words round', best.passage
        )
    headline = all(v.in_headline_only for v in verdicts)
    return replace(best, in_headline_only=headline, warnings=_warnings(best, headline))


def _rank(verdict: Verdict) -> tuple[int, bool]:
    order = {None: 0, Standing.CONFIRMED: 0, Standing.OPEN: 1, Standing.OTHER: 2}
    return (order[verdict.speaker], verdict.in_headline_only)


def _of_match(text: ReadText, match: Match, names: Sequence[str]) -> Verdict:
    start, end = text.span(text.words_said, match)
    utterance = text.utterance_at(match.start)
    passage = text.passage(start, end)
    if not names:
        return Verdict(
            None, "the words stand there", passage, in_headline_only=utterance.is_headline
        )
    speaker = Speaker.called(names)
    finding = text.speakers.says(speaker, utterance, start, end)
    if finding.standing is Standing.OTHER:
        return Verdict(
            "speaker", _other_speaker(finding, speaker), passage, finding.standing, finding.given,
            in_headline_only=utterance.is_headline,
        )  # fmt: skip
    return Verdict(
        None, "the words stand there", passage, finding.standing, finding.given,
        in_headline_only=utterance.is_headline,
    )  # fmt: skip


def _other_speaker(finding: Finding, speaker: Speaker) -> str:
    if finding.why:
        return finding.why
    return f'the passage gives "{finding.given}" as the speaker, not {speaker.shown}'


def _warnings(verdict: Verdict, headline: bool) -> tuple[str, ...]:
    found = []
    if verdict.speaker is Standing.OPEN:
        found.append("speaker not confirmed: the text leaves open who says this")
    if headline:
        found.append("the words stand in the headline, not in the body of the text")
    return tuple(found)


def _negating_gloss(elements: Sequence[Element]) -> str | None:
    for element in elements:
        if element.sort is Sort.GLOSS and any(w.lower() in NEGATIONS for w in element.words):
            return " ".join(element.words)
    return None


def _replacing_gloss(
    elements: Sequence[Element], text: ReadText, found: Sequence[Match]
) -> str | None:
    """A gloss at either end that takes the place of the source's first or last word.

    "[The minister] was late" for "He was late" is no excerpt with a gloss added.
    """
    stream = text.words_said
    for element, is_first in ((elements[0], True), (elements[-1], False)):
        if element.sort is not Sort.GLOSS or len(elements) < 2:
            continue
        if all(_takes_place(stream, m, element, is_first=is_first) for m in found):
            return " ".join(element.words)
    return None


def _takes_place(stream: Stream, match: Match, element: Element, *, is_first: bool) -> bool:
    words = stream.words
    literal = ["[", *element.words, "]"]
    inside = words[match.start : match.end]
    if (inside[: len(literal)] if is_first else inside[-len(literal) :]) == literal:
        return False
    near = match.start - 1 if is_first else match.end
    beyond = near - 1 if is_first else near + 1
    word = words[near] if 0 <= near < len(words) else WALL
    if word in {"[", "]"}:
        return True
    if not is_word(word):
        return False
    edge = words[beyond] if 0 <= beyond < len(words) else WALL
    ends = {WALL, ".", "!", "?", "…", "؟"}
    return edge in ends or (is_first and word.lower() in STAND_INS)


def _cuts_number(text: ReadText, match: Match) -> bool:
    """12 000 quoted as 12, or −5 as 5: an excerpt that ends inside a number is another number."""
    tokens, stream = text.tokens, text.words_said
    first, last = stream.origins[match.start], stream.origins[match.end - 1]
    if last + 1 < len(tokens) and tokens.words[last].isdigit():
        behind = tokens.words[last + 1]
        gap = text.text[tokens.ends[last] : tokens.starts[last + 1]]
        if (
            behind.isdigit()
            and len(behind) == 3
            and gap in {" ", "\u00a0", "\u202f", "\u2009", "'", "’"}
        ):
            return True
    if first and tokens.words[first][:1].isdigit() and tokens.words[first - 1] == DASH:
        glued = tokens.ends[first - 1] == tokens.starts[first]
        apart = first < 2 or tokens.ends[first - 2] < tokens.starts[first - 1]
        return glued and apart
    return False


# --- refused, and why ------------------------------------------------------------------------


class _Refusal:
    """Finds out what is wrong with a quotation that does not stand in the text as it is."""

    def __init__(self, elements: Sequence[Element], text: ReadText) -> None:
        self.elements = elements
        self.text = text
        self.plain = tuple(e for e in elements if e.words[:1] != (MARK,))
        self.typed = "[" if any(e.sort in {Sort.GLOSS, Sort.CASE} for e in elements) else ""

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
        if not self.text.speech.is_marked:
            return None
        stream = self.text.words_said
        found = matches(stream, self.elements, Leeway(across_walls=True), limit=1)
        if not found or WALL not in stream.words[found[0].start : found[0].end]:
            return None
        message = "the cut joins words that were said at two places; make two quotations of them"
        return self._of("cut", message, stream, found[0])

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
                    if "[" in self.text.text[max(0, start - 1) : end] or "[" in self.typed:
                        message = "the source's own brackets are missing here or are others"
                        return self._of("brackets", message, stream, match)
        return None

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
        words = _words(self.plain)
        near = nearest_passage(words, self.text.tokens, self.text.text, self.text.places)
        strange = next(((w, *found) for w in words if (found := foreign_letter(w))), None)
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
