"""A quotation laid over a text, word by word: what an editor may do to it, and nothing else.

An editor may cut with `…` or `[…]`, add a gloss in square brackets, change the case of a letter
in brackets, write [sic], and leave a closing comma or stop away. All else must be there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from generator.quotes.tokens import (
    BRACKETED_ELLIPSIS,
    CLOSING,
    ELLIPSIS,
    MARK,
    Tokens,
    cleaned,
    tokenized,
)
from generator.values import Value

# Parts the streams of two utterances: no word of a quotation is ever equal to it.
WALL = "\x00"
# Beyond this a quotation is not one, or somebody plays with the search.
SPECIAL_LIMIT = 60
TRIES_LIMIT = 60_000


class Sort(Enum):
    WORD = auto()
    CUT = auto()
    GLOSS = auto()
    CASE = auto()
    SIC = auto()


class Element(Value):
    """One thing in a quotation. `words` are its tokens; of a gloss, those between the brackets."""

    sort: Sort
    words: tuple[str, ...]


_CASE = re.compile(r"\[(\w)\](?=\w)")


def elements_of(quote: str, *, keep_outer_marks: bool = False) -> tuple[Element, ...]:
    """The elements of a quotation as typed, without the marks around the whole of it."""
    words = tokenized(cleaned(quote)).words
    if not keep_outer_marks:
        words = _without_outer_marks(words)
    found = list(_elements(words))
    while found and found[0].sort is Sort.CUT:
        del found[0]
    while found and _is_ending(found[-1]):
        del found[-1]
    return tuple(found)


def _is_ending(element: Element) -> bool:
    is_closing = element.sort is Sort.WORD and element.words[0] in CLOSING
    return is_closing or element.sort is Sort.CUT


def _without_outer_marks(words: list[str]) -> list[str]:
    end = len(words)
    while end and words[end - 1] in CLOSING:
        end -= 1
    inner = words[1 : end - 1]
    if end > 2 and words[0] == MARK == words[end - 1] and inner.count(MARK) % 2 == 0:
        return [*inner, *words[end:]]
    if words and inner.count(MARK) % 2 == 0 and words.count(MARK) % 2:
        # One mark alone at an end was taken along when somebody copied.
        return (
            words[1:]
            if words[0] == MARK
            else [w for i, w in enumerate(words) if i != end - 1 or w != MARK]
        )
    return words


def _elements(words: Sequence[str]) -> Iterator[Element]:
    index = 0
    while index < len(words):
        word = words[index]
        if word in {ELLIPSIS, BRACKETED_ELLIPSIS}:
            yield Element(Sort.CUT, (word,))
        elif word in "[(" and _closing_bracket(words, index) is not None:
            end = _closing_bracket(words, index) or index
            inside = tuple(words[index + 1 : end])
            if inside and inside[0].lower() == "sic":
                yield Element(Sort.SIC, (word, *inside, words[end]))
                index = end
            elif word == "[":
                yield Element(Sort.GLOSS, inside)
                index = end
            else:
                yield Element(Sort.WORD, (word,))
        elif _CASE.search(word):
            yield Element(Sort.CASE, (word,))
        else:
            yield Element(Sort.WORD, (word,))
        index += 1


def _closing_bracket(words: Sequence[str], start: int) -> int | None:
    closer = {"[": "]", "(": ")"}[words[start]]
    for index in range(start + 1, min(len(words), start + 40)):
        if words[index] == closer:
            return index
        if words[index] == words[start]:
            return None
    return None


# --- what is searched ------------------------------------------------------------------------


class Stream:
    """Words in a row, made ready for many searches; `origins` are their places in the text."""

    def __init__(self, words: list[str], origins: list[int]) -> None:
        self.words = words
        self.origins = origins
        self._joined = "\x1f" + "\x1f".join(words) + "\x1f"
        self._offsets: list[int] | None = None
        self._positions: dict[str, list[int]] | None = None
        self._walls: list[int] | None = None

    @property
    def offsets(self) -> list[int]:
        if self._offsets is None:
            self._offsets = []
            at = 0
            for word in self.words:
                self._offsets.append(at)
                at += len(word) + 1
        return self._offsets

    @property
    def positions(self) -> dict[str, list[int]]:
        """Word -> where it stands, in order."""
        if self._positions is None:
            self._positions = {}
            for index, word in enumerate(self.words):
                self._positions.setdefault(word, []).append(index)
        return self._positions

    def wall_after(self, index: int) -> int:
        """Where the utterance at `index` ends."""
        if self._walls is None:
            self._walls = [i for i, word in enumerate(self.words) if word == WALL]
        at = bisect_left(self._walls, index)
        return self._walls[at] if at < len(self._walls) else len(self.words)

    def starts_of(self, run: Sequence[str]) -> Iterator[int]:
        """Each place at which these words stand in a row."""
        needle = "\x1f" + "\x1f".join(run) + "\x1f"
        at = self._joined.find(needle)
        while at >= 0:
            yield bisect_left(self.offsets, at)
            at = self._joined.find(needle, at + 1)


def stream_of(tokens: Tokens, groups: Sequence[Sequence[int]]) -> Stream:
    """One stream of several runs of tokens, with a wall after each."""
    words: list[str] = []
    origins: list[int] = []
    for group in groups:
        words += [tokens.words[index] for index in group]
        origins += group
        words.append(WALL)
        origins.append(group[-1] if group else 0)
    return Stream(words, origins)


# --- the search ------------------------------------------------------------------------------


class Leeway(Value):
    """What a search lets pass beyond what an editor may do, to find out what is wrong."""

    across_walls: bool = False
    gloss_replaces: bool = False


class Match(Value):
    """Where a quotation stands in a stream: its first word and the one after its last."""

    start: int
    end: int


def matches(
    stream: Stream, elements: Sequence[Element], leeway: Leeway | None = None, limit: int = 50
) -> tuple[Match, ...]:
    """The places where the quotation stands, first to last, at most `limit`."""
    if not elements or sum(e.sort is not Sort.WORD for e in elements) > SPECIAL_LIMIT:
        return ()
    search = _Search(stream, tuple(elements), leeway or Leeway())
    found: dict[int, Match] = {}
    for start, element in search.candidates():
        end = search.match(element, start)
        if end is not None and end > start:
            found.setdefault(start, Match(start, end))
        if len(found) >= limit or search.tries > TRIES_LIMIT:
            break
    return tuple(found.values())


class _Search:
    def __init__(self, stream: Stream, elements: tuple[Element, ...], leeway: Leeway) -> None:
        self.stream = stream
        self.elements = elements
        self.leeway = leeway
        self.failed: set[tuple[int, int]] = set()
        self.tries = 0

    def candidates(self) -> Iterator[tuple[int, int]]:
        """(place in the stream, element that stands there): where a match may begin."""
        first = 0
        while first < len(self.elements) and self.elements[first].sort is Sort.SIC:
            first += 1
        if first == len(self.elements):
            return
        element = self.elements[first]
        if element.sort is Sort.WORD:
            run = [element.words[0]]
            for other in self.elements[first + 1 :]:
                if other.sort is not Sort.WORD or other.words[0] in CLOSING:
                    break
                run.append(other.words[0])
            yield from ((start, first) for start in self.stream.starts_of(run))
        elif element.sort is Sort.CASE:
            for variant in _variants(element.words[0]):
                yield from ((start, first) for start in self.stream.positions.get(variant, ()))
        elif element.sort is Sort.GLOSS:
            literal = ("[", *element.words, "]")
            yield from ((start, first) for start in self.stream.starts_of(literal))
            for start in self.positions_like(element.words[0]) if element.words else ():
                yield start, first
            rest = _Search(self.stream, self.elements[first + 1 :], self.leeway)
            yield from ((start, first + 1 + element) for start, element in rest.candidates())

    def positions_like(self, word: str) -> list[int]:
        """Where a word stands, also with its first letter in the other case."""
        other = word[:1].swapcase() + word[1:]
        found = self.stream.positions.get(word, [])
        return sorted([*found, *(self.stream.positions.get(other, []) if other != word else [])])

    def match(self, at: int, place: int) -> int | None:
        """Where the elements from `at` end, if they begin at `place`; None if they do not."""
        words, elements = self.stream.words, self.elements
        entry = (at, place)
        if entry in self.failed:
            return None
        while at < len(elements) and elements[at].sort is Sort.WORD:
            word = elements[at].words[0]
            if place < len(words) and words[place] == word:
                place += 1
            elif not (
                word in CLOSING and at + 1 < len(elements) and elements[at + 1].sort is Sort.CUT
            ):
                self.failed.add(entry)
                return None
            at += 1
            self.tries += 1
        if at == len(elements):
            return place
        for next_at, next_place in self.steps(at, place):
            self.tries += 1
            if self.tries > TRIES_LIMIT:
                return None
            end = self.match(next_at, next_place)
            if end is not None:
                return end
        self.failed.add(entry)
        return None

    def steps(self, at: int, place: int) -> Iterator[tuple[int, int]]:
        """The ways past one element that is no plain word."""
        element = self.elements[at]
        words = self.stream.words
        if element.sort is Sort.CASE:
            if place < len(words) and words[place] in _variants(element.words[0]):
                yield at + 1, place + 1
        elif element.sort is Sort.SIC:
            if tuple(words[place : place + len(element.words)]) == element.words:
                yield at + 1, place + len(element.words)
            yield at + 1, place
        elif element.sort is Sort.GLOSS:
            yield from self.gloss_steps(element, at, place)
        else:
            yield from self.cut_steps(element, at, place)

    def gloss_steps(self, element: Element, at: int, place: int) -> Iterator[tuple[int, int]]:
        words = self.stream.words
        inside = element.words
        literal = ("[", *inside, "]")
        if tuple(words[place : place + len(literal)]) == literal:
            yield at + 1, place + len(literal)
        here = words[place : place + len(inside)]
        # [The] for the: a change of case alone, with the whole word in brackets.
        is_same = bool(inside) and len(here) == len(inside) and here[1:] == list(inside[1:])
        if is_same and here[0].lower() == inside[0].lower():
            yield at + 1, place + len(inside)
        yield at + 1, place
        if self.leeway.gloss_replaces:
            for length in range(1, 5):
                if WALL not in words[place : place + length]:
                    yield at + 1, place + length

    def cut_steps(self, element: Element, at: int, place: int) -> Iterator[tuple[int, int]]:
        words = self.stream.words
        if place < len(words):
            here = words[place]
            if here == element.words[0] or (here == ELLIPSIS and element.words[0] != ELLIPSIS):
                yield at + 1, place + 1
        following = next((e for e in self.elements[at + 1 :] if e.sort is not Sort.SIC), None)
        if following is None:
            return
        end = len(words) if self.leeway.across_walls else self.stream.wall_after(place)
        for start in self.starts(following, place, end):
            # A cut that cuts nothing is a pause that nobody made; one in the place of the
            # source's own brackets hides them.
            hides = start == place + 1 and words[place] == BRACKETED_ELLIPSIS
            if start > place and not hides:
                yield at + 1, start

    def starts(self, element: Element, place: int, end: int) -> Iterator[int]:
        if element.sort is Sort.GLOSS:
            yield from range(place + 1, end)
            return
        variants = _variants(element.words[0]) if element.sort is Sort.CASE else element.words[:1]
        for variant in variants:
            positions = self.stream.positions.get(variant, [])
            for index in range(bisect_left(positions, place), len(positions)):
                if positions[index] >= end:
                    break
                yield positions[index]


def _variants(word: str) -> tuple[str, ...]:
    """What [T]he may stand for: itself, The and the."""
    match = _CASE.search(word)
    if match is None or word.count("[") > 1:
        return (word,)
    letter = match.group(1)
    before, after = word[: match.start()], word[match.end() :]
    return (word, before + letter + after, before + letter.swapcase() + after)
