"""The reporter's words beside a quotation, cut into words and the proper names among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.quotes.lexicon import (
    ARTICLES,
    CAPITALISED_COMMON,
    MOUTHPIECES,
    NOT_SUBJECT_AFTER,
    PRONOUNS,
    SPEECH_VERBS,
    TITLES,
)
from generator.quotes.names import folded, words_of
from generator.values import Value

ZONE_WORD = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Sen|Rep|Gov|Prof|M|Mme|\b\w)\.(?=\s?\w)"
    r"|[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+(?:['’ʼ-]\w+)*['’]?"
    r"|[,:;.!?—–()«»“”\"،؛]"
)
_PARTICLES = frozenset("de du des von van der den di da al el bin ibn la le zu zur ben".split())
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
STOPS = frozenset({",", ";", ":", ".", "(", "—", "–", "،", "؛", "!", "?"})
CYRILLIC = re.compile("[\u0400-\u04ff]")
TEXT_LIMIT = 200_000


class Subject(Value):
    """Who is said to speak.

    `words` are the phrase for them; `is_name` where it holds a proper name, `is_pronoun` where it
    is only "he" or not said at all; `behind` are those for whom a mouthpiece speaks.
    """

    words: tuple[str, ...]
    is_name: bool = False
    is_pronoun: bool = False
    behind: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return " ".join(word for word in self.words if word not in STOPS)


class TextNames:
    """What a whole text shows of its proper names; looked for once, when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text[:TEXT_LIMIT]

    @cached_property
    def is_german(self) -> bool:
        found = re.findall(r"\b(?:der|die|das|und|nicht|ist|den|sagte)\b", self._text[:20_000])
        return len(found) * 25 > len(self._text[:20_000].split())

    @cached_property
    def known(self) -> frozenset[str]:
        """Words with a capital in the middle of a sentence."""
        return frozenset(re.findall(r"(?<=[\w,] )[^\W\d_a-zа-яёіїєґ][\w'’-]+", self._text))

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last of several words with capitals in a row."""
        pattern = r"\b[A-ZÄÖÜ][\w'’-]+ ([A-ZÄÖÜ][\w'’-]+)\b(?! [A-ZÄÖÜ])"
        return frozenset(re.findall(pattern, self._text))

    @cached_property
    def words(self) -> list[str]:
        return words_of(self._text)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Folded word -> where it stands among `words`."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(folded(word), []).append(index)
        return found

    @cached_property
    def introduced(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each proper name with the words beside it, four on either side and its own titles."""
        return tuple(introduced_in(self._text[:100_000], self))


@dataclass
class Group:
    """A proper name in a sentence: its words, and the places of the first and behind the last."""

    words: list[str]
    start: int
    end: int
    is_object: bool


class Zone:
    """A stretch of the reporter's words, cut into words and names."""

    def __init__(self, text: str, names: TextNames, *, at_head: bool) -> None:
        self.words: list[str] = ZONE_WORD.findall(text)
        self.low = [w.lower().rstrip(".").replace("’", "'") or w for w in self.words]
        self.names = names
        self.at_head = at_head
        self.groups = self._groups()

    def is_verb(self, index: int) -> bool:
        """Whether a word is a verb of speech, and no name such as Secretary of State."""
        first = self.words[index][:1]
        begins = index == 0 or self.words[index - 1] in {".", "!", "?", ":"}
        return self.low[index] in SPEECH_VERBS and (not first.isupper() or begins)

    def is_verb_at(self, index: int) -> bool:
        return index < len(self.words) and self.is_verb(index)

    def _groups(self) -> list[Group]:
        groups: list[Group] = []
        index = 0
        while index < len(self.words):
            if not self._is_name(index):
                index += 1
                continue
            start = index
            while index < len(self.words) and (
                self._is_name(index, inside=True) or self._joins(index)
            ):
                index += 1
                if _POSSESSIVE.search(self.words[index - 1]):
                    break
            groups += self._split(start, index)
        return groups

    def _is_name(self, index: int, *, inside: bool = False) -> bool:
        word, low = self.words[index], self.low[index]
        begins = index == 0 or self.words[index - 1] in {".", "!", "?"}
        if not word[:1].isupper() or low in PRONOUNS or (begins and low in SPEECH_VERBS):
            return False
        if low in CAPITALISED_COMMON and (begins or low not in {"may", "will"}):
            return False
        if self.names.is_german and not inside:
            return self._is_german_name(index)
        if begins and not inside and (self.at_head or index):
            following = self.words[index + 1] if index + 1 < len(self.words) else ""
            next_low = self.low[index + 1] if index + 1 < len(self.words) else ""
            is_before_name = following[:1].isupper() and next_low not in CAPITALISED_COMMON
            return (
                is_before_name
                or (low in TITLES and next_low == "of")
                or next_low in SPEECH_VERBS
                or word in self.names.known
                or _POSSESSIVE.search(word) is not None
            )
        return True

    def _is_german_name(self, index: int) -> bool:
        """German nouns have capitals too: a name is one of two, or known from elsewhere."""
        word = self.words[index]
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        if following[:1].isupper() and self.low[index + 1] not in CAPITALISED_COMMON:
            return True
        before = self.low[index - 1] if index else ""
        return word in self.names.surnames or before in {"herr", "frau"} or word.isupper()

    def _joins(self, index: int) -> bool:
        is_particle = self.low[index] in _PARTICLES and index + 1 < len(self.words)
        if is_particle and self.low[index + 1] in _PARTICLES and index + 2 < len(self.words):
            # Ursula von der Leyen.
            return self.words[index + 2][:1].isupper() and self.low[index - 1] not in MOUTHPIECES
        if self.low[index - 1] in _PARTICLES and is_particle:
            return self.words[index + 1][:1].isupper()
        before = self.low[index - 1]
        if self.low[index] == "of" and before in TITLES and index + 1 < len(self.words):
            # Secretary of State Antony Blinken.
            return self.words[index + 1][:1].isupper() and before not in MOUTHPIECES
        return (
            is_particle
            and self.words[index + 1][:1].isupper()
            and before not in MOUTHPIECES | TITLES
        )

    def _split(self, start: int, end: int) -> list[Group]:
        """One group; two where a Cyrillic mouthpiece is followed by his master and himself."""
        words = self.words[start:end]
        cyrillic = CYRILLIC.search(words[0]) is not None
        mouth = any(w in MOUTHPIECES for w in self.low[max(0, start - 6) : start])
        if cyrillic and mouth and len(words) > 2:
            cut = end - 2
            return [
                Group(self.words[start:cut], start, cut, True),
                Group(self.words[cut:end], cut, end, False),
            ]
        is_possessive = _POSSESSIVE.search(words[-1]) is not None
        before = self.low[start - 1] if start else ""
        if before in ARTICLES and start > 1 and self.low[start - 2] in NOT_SUBJECT_AFTER:
            before = self.low[start - 2]
        held = cyrillic and mouth and before not in MOUTHPIECES and re.search(r"[аяи]$", before)
        is_object = is_possessive or bool(held) or before in NOT_SUBJECT_AFTER
        return [Group(words, start, end, is_object)]


def introduced_in(text: str, names: TextNames) -> Iterator[tuple[str, frozenset[str]]]:
    words = ZONE_WORD.findall(text)
    low = [w.lower().rstrip(".") for w in words]
    index = 0
    while index < len(words):
        if not words[index][:1].isupper() or low[index] in CAPITALISED_COMMON | SPEECH_VERBS:
            index += 1
            continue
        start = index
        while index < len(words) and words[index][:1].isupper():
            index += 1
        proper = [w for w in words[start:index] if w.lower().strip(".") not in TITLES]
        if names.is_german and len(proper) == 1 and proper[0] not in names.surnames:
            continue
        if proper:
            left = start
            while left > max(0, start - 4) and not _parts(words, low, left - 1):
                left -= 1
            right = index
            while right < min(len(words), index + 5) and not _parts(words, low, right):
                right += 1
            yield " ".join(proper), frozenset(low[left:right])


def _parts(words: list[str], low: list[str], index: int) -> bool:
    """Whether a word parts a name from what is said of others: a stop, a mark, a verb of speech."""
    return words[index] in _PARTING or (low[index] in SPEECH_VERBS and words[index].islower())


# "en declaraciones a Radio Cordillera": what is said there is no office of the radio's.
_PARTING = frozenset([*'.!?“”«»"', "declaraciones", "entrevista"])
