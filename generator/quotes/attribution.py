"""The grammar of an attribution: whom a reporter's words beside a quotation make its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.quotes.lexicon import (
    ARTICLES,
    BEFORE_INFINITIVE,
    CAPITALISED_COMMON,
    CONJUNCTIONS,
    MOUTHPIECES,
    NOT_SUBJECT_AFTER,
    PRONOUNS,
    QUOTING,
    REPOSTING,
    SOURCE_PHRASES,
    SPEECH_VERBS,
    TITLES,
)
from generator.quotes.names import folded, script_of, words_of

_WORD = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Sen|Rep|Gov|Prof|M|Mme|\b\w)\.(?=\s?\w)"
    r"|[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+(?:['’ʼ-]\w+)*['’]?"
    r"|[,:;.!?—–()«»“”\"،؛]"
)
_PARTICLES = frozenset("de du des von van der den di da al el bin ibn la le zu zur ben".split())
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_STOPS = frozenset({",", ";", ":", ".", "(", "—", "–", "،", "؛", "!", "?"})
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_OTHER_PRONOUNS = frozenset(
    "him her them ihm ihr lui него неё нее нього неї его ее её його її ей ему".split()
)
TEXT_LIMIT = 200_000


@dataclass(frozen=True)
class Subject:
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
        return " ".join(word for word in self.words if word not in _STOPS)


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
        return tuple(_introduced(self._text[:100_000], self))


@dataclass
class _Group:
    """A proper name in a sentence: its words, and the places of the first and behind the last."""

    words: list[str]
    start: int
    end: int
    is_object: bool


class _Zone:
    """A stretch of the reporter's words, cut into words and names."""

    def __init__(self, text: str, names: TextNames, *, at_head: bool) -> None:
        self.words: list[str] = _WORD.findall(text)
        self.low = [w.lower().rstrip(".").replace("’", "'") or w for w in self.words]
        self.names = names
        self.at_head = at_head
        self.groups = self._groups()

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
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
        if not word[:1].isupper() or low in SPEECH_VERBS or low in PRONOUNS:
            return False
        begins = index == 0 or self.words[index - 1] in {".", "!", "?"}
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
        before = self.low[index - 1]
        if self.low[index] == "of" and before in TITLES and index + 1 < len(self.words):
            # Secretary of State Antony Blinken.
            return self.words[index + 1][:1].isupper() and before not in MOUTHPIECES
        return (
            is_particle
            and self.words[index + 1][:1].isupper()
            and before not in MOUTHPIECES | TITLES
        )

    def _split(self, start: int, end: int) -> list[_Group]:
        """One group; two where a Cyrillic mouthpiece is followed by his master and himself."""
        words = self.words[start:end]
        cyrillic = _CYRILLIC.search(words[0]) is not None
        mouth = any(w in MOUTHPIECES for w in self.low[max(0, start - 6) : start])
        if cyrillic and mouth and len(words) > 2:
            cut = end - 2
            return [
                _Group(self.words[start:cut], start, cut, True),
                _Group(self.words[cut:end], cut, end, False),
            ]
        is_possessive = _POSSESSIVE.search(words[-1]) is not None
        before = self.low[start - 1] if start else ""
        if before in ARTICLES and start > 1 and self.low[start - 2] in NOT_SUBJECT_AFTER:
            before = self.low[start - 2]
        held = cyrillic and mouth and before not in MOUTHPIECES and re.search(r"[аяи]$", before)
        is_object = is_possessive or bool(held) or before in NOT_SUBJECT_AFTER
        return [_Group(words, start, end, is_object)]


def subject_of(zone: str, names: TextNames, *, is_after: bool) -> Subject | None:
    """Who speaks, by the reporter's words before or after a quotation; None where they do not say."""
    text = zone[:400] if is_after else zone[-400:]
    if script_of(text) == "arabic":
        return _arabic_subject(text, is_after)
    found = _Zone(text, names, at_head=not is_after)
    return _reposted(found) or _quoted_by(found) or _of_verbs(found, is_after) or _of_phrase(found)


def first_name(sentence: str, names: TextNames) -> Subject | None:
    """The subject of a sentence of the reporter's: its first proper name that is no object."""
    if script_of(sentence) == "arabic":
        subject = _arabic_subject(sentence[:400], False)
        return subject if subject is not None and subject.is_name else None
    zone = _Zone(sentence[:400], names, at_head=True)
    of_phrase = _of_phrase(zone)
    if of_phrase is not None and of_phrase.is_name:
        return of_phrase
    for group in zone.groups:
        if not group.is_object and _is_proper(group.words):
            stop = next(
                (i for i in range(group.end, len(zone.low)) if zone.low[i] in SPEECH_VERBS),
                group.end,
            )
            return (
                _phrase(zone, 0, max(stop, group.end))
                if _has_mouthpiece(zone, 0, stop)
                else _named(zone, group)
            )
    return None


def passed_on_by(zone: str, names: TextNames) -> tuple[str, ...]:
    """Who passed the words on, where the reporter says so beside who spoke them.

    "said Mr Ryabkov, according to Reuters", "she said, citing a spokesman of Interfax".
    """
    found = _Zone(zone[:400], names, at_head=False)
    low = found.low
    speaks = any(word in SPEECH_VERBS for word in low)
    starts = [i + 1 for i, word in enumerate(low) if word in _CITING]
    starts += [
        i + 2 for i in range(len(low) - 1) if speaks and (low[i], low[i + 1]) == ("according", "to")
    ]
    named = (
        next((g for g in found.groups if start <= g.start <= start + 2), None) for start in starts
    )
    return tuple(" ".join(group.words) for group in named if group is not None)


_CITING = frozenset("citing citant unter-berufung ссылаясь посилаючись".split())

# --- verbs of speech -------------------------------------------------------------------------


def _of_verbs(zone: _Zone, is_after: bool) -> Subject | None:
    low = zone.low
    lead = next((w for w in low if w[:1].isalpha()), "")
    if is_after and lead in CONJUNCTIONS and not _is_clitic(low):
        return None
    verbs = [
        i for i, word in enumerate(low)
        if (word in SPEECH_VERBS or _is_incised(word)) and not (i and low[i - 1] in BEFORE_INFINITIVE)
    ]  # fmt: skip
    if is_after:
        verbs = [v for v in verbs if v <= 14 and not any(w in CONJUNCTIONS for w in low[:v])]
    else:
        verbs.reverse()
    for verb in verbs:
        subject = _of_verb(zone, verb, is_after)
        if subject is not None:
            return subject
    return _of_any_verb(zone) if is_after else None


def _is_clitic(low: Sequence[str]) -> bool:
    return any(_is_incised(word) for word in low[:3])


def _is_incised(word: str) -> bool:
    """ "a-t-elle", "dit-il": French sets the pronoun behind its verb."""
    return re.search(r"-(?:t-)?(?:il|elle|ils|elles|on)$", word) is not None


def _of_verb(zone: _Zone, verb: int, is_after: bool) -> Subject | None:
    low = zone.low
    before, behind = (low[verb - 1] if verb else ""), (low[verb + 1] if verb + 1 < len(low) else "")
    if (
        before
        in {
            "also",
            "then",
            "later",
            "had",
            "has",
            "hat",
            "a",
            "ont",
            "также",
            "також",
            "потом",
            "потім",
            "dann",
            "noch",
        }
        and verb > 1
        and low[verb - 2] in PRONOUNS
    ):
        before = low[verb - 2]
    if before in PRONOUNS or behind in PRONOUNS or _is_incised(low[verb]) or _is_incised(before):
        return Subject((zone.words[verb],), is_pronoun=True)
    touching = next((g for g in zone.groups if g.end == verb and not g.is_object), None)
    if touching is not None:
        return _phrase(zone, _clause_start(zone, touching), verb)
    proper_before = [g for g in zone.groups if g.end <= verb and not g.is_object]
    follows = next((g for g in zone.groups if g.start == verb + 1), None)
    lead = [w for w in low[:verb] if w[:1].isalpha() and w not in _ADVERBS]
    if (is_after and not lead) or (
        follows is not None and not proper_before and not follows.is_object
    ):
        return _inverted(zone, verb)
    if proper_before:
        group = proper_before[0]
        if any(w in _SUBORDINATE for w in low[: group.start]) and "," in low[group.start : verb]:
            group = proper_before[-1]
        return _phrase(zone, _clause_start(zone, group), verb)
    if lead and lead[0] not in NOT_SUBJECT_AFTER:
        return _phrase(zone, 0, verb)
    return _inverted(zone, verb) or (_phrase(zone, 0, verb) if lead else None)


_ADVERBS = frozenset(
    """also then later and but had has hat a ont est so weiter dann zudem außerdem also wie comme puis
    aussi также потом затем ещё еще й та потім також ще як как тихо громко quietly softly later""".split()
)
_SUBORDINATE = frozenset(
    """after when while if as before whether что когда после після коли als nachdem quand lorsque that
    because although asked""".split()
)


def _clause_start(zone: _Zone, group: _Group) -> int:
    """Where the phrase of a name begins: behind the clause that a comma closes before it."""
    for index in range(group.start - 1, -1, -1):
        if zone.low[index] in {".", "!", "?", ";", ":"}:
            return index + 1
        if zone.low[index] == "," and any(
            w in _SUBORDINATE | NOT_SUBJECT_AFTER for w in zone.low[:1]
        ):
            return index + 1
    return 0


def _inverted(zone: _Zone, verb: int) -> Subject | None:
    """ "said Mr Ryabkov", "сказал представитель Лаврова", "said the chairman, Gordon Peake"."""
    low = zone.low
    if verb + 1 < len(low) and low[verb + 1] in NOT_SUBJECT_AFTER - ARTICLES:
        return None
    stop = verb + 1
    while stop < len(low) and low[stop] not in _STOPS:
        stop += 1
    if stop < len(low) and low[stop] == ",":
        apposed = next((g for g in zone.groups if g.start == stop + 1 and not g.is_object), None)
        named = any(
            g.start < stop and not g.is_object and _is_proper(g.words)
            for g in zone.groups
            if g.start > verb
        )
        if apposed is not None and (not named or _has_mouthpiece(zone, verb + 1, stop)):
            stop = apposed.end
    if not any(w[:1].isalpha() for w in low[verb + 1 : stop]):
        return None
    return _phrase(zone, verb + 1, stop)


def _of_any_verb(zone: _Zone) -> Subject | None:
    """ "усміхається Ігор Стельмах", "Coll smiled": any verb does, right beside a name."""
    low = zone.low
    head = next((i for i, w in enumerate(low) if w[:1].isalpha()), None)
    if head is None or low[head] in NOT_SUBJECT_AFTER | CONJUNCTIONS | ARTICLES | _ADVERBS | {
        "according",
        "laut",
        "selon",
    }:
        return None
    group = next((g for g in zone.groups if not g.is_object and g.start <= head + 3), None)
    if group is None:
        return None
    if group.start > head and zone.words[head][:1].islower() and "," not in low[head : group.start]:
        return _inverted(zone, head)
    behind = zone.words[group.end : group.end + 1]
    if group.start == head and behind and behind[0][:1].islower():
        return (
            _named(zone, group) if low[group.end] not in NOT_SUBJECT_AFTER | CONJUNCTIONS else None
        )
    return None


# --- the phrase for a speaker ----------------------------------------------------------------


def _has_mouthpiece(zone: _Zone, start: int, end: int) -> bool:
    return any(word in MOUTHPIECES for word in zone.low[start:end])


def _phrase(zone: _Zone, start: int, end: int) -> Subject:
    """The subject that stands in a stretch of the zone: a name, or an office, or a mouthpiece."""
    groups = [g for g in zone.groups if start <= g.start and g.end <= end]
    words = tuple(w for w in zone.words[start:end] if w not in _STOPS)
    mouth = next((i for i in range(start, end) if zone.low[i] in MOUTHPIECES), None)
    if mouth is not None:
        own = _of_mouthpiece(zone, groups, mouth, end)
        behind = tuple(w for g in groups if g not in own for w in g.words)
        if own:
            return Subject(tuple(w for g in own for w in g.words), True, behind=behind)
        return Subject(words[-8:], behind=behind)
    proper = [g for g in groups if not g.is_object and _is_proper(g.words)]
    if not proper:
        behind = tuple(w for g in groups if g.is_object for w in g.words)
        return Subject(words[-8:], behind=behind)
    return _named(zone, proper[0])


def _of_mouthpiece(zone: _Zone, groups: list[_Group], mouth: int, end: int) -> list[_Group]:
    """The mouthpiece's own name: before the word, directly behind it, or behind a comma."""
    before = [g for g in groups if g.end <= mouth and not g.is_object and _is_proper(g.words)]
    if before:
        return before[:1]
    holding = [g for g in groups if g.start <= mouth < g.end and mouth < g.end - 1]
    if holding:
        return holding
    behind = [g for g in groups if g.start > mouth and not g.is_object and _is_proper(g.words)]
    commas = [i for i in range(mouth, end) if zone.low[i] == ","]
    apposed = [g for g in behind if commas and g.start > commas[0]]
    if apposed:
        return apposed[:1]
    direct = [g for g in behind if g.start == mouth + 1]
    if direct and _CYRILLIC.search(direct[0].words[0]):
        return [] if _is_genitive(zone, direct[0]) else direct
    if direct:
        return direct
    return [
        g
        for g in behind
        if _CYRILLIC.search(g.words[0]) and len(g.words) == 2 and not _is_genitive(zone, g)
    ][-1:]


def _is_genitive(zone: _Zone, group: _Group) -> bool:
    """Whether a Cyrillic name behind a mouthpiece is his master's."""
    last = group.words[-1].lower()
    if len(group.words) == 1:
        return last.endswith(("а", "я", "ого", "его", "ой", "ої", "ева", "и"))
    looks_female = group.words[0].lower().endswith(("а", "я")) and last.endswith(
        ("а", "ого", "ой", "я")
    )
    masculine = any(w in SPEECH_VERBS and re.search(r"(?:л|в)$", w) for w in zone.low)
    return last.endswith(("ого", "ої")) or (looks_female and masculine)


def _named(zone: _Zone, group: _Group) -> Subject:
    """A name, with what stands in apposition to it."""
    found = list(group.words)
    for other in zone.groups:
        if other is group or other.is_object:
            continue
        if other.start >= group.end and zone.low[group.end : other.start] in ([","], ["("]):
            found += other.words
    behind = tuple(w for g in zone.groups if g.is_object for w in g.words)
    return Subject(tuple(found), _is_proper(found), behind=behind)


def _is_proper(words: Sequence[str]) -> bool:
    return any(w.lower().strip(".") not in TITLES for w in words)


# --- other ways to attribute -----------------------------------------------------------------


def _reposted(zone: _Zone) -> Subject | None:
    """ "Quill reposted a message by Reed": Reed's words."""
    at = next((i for i, word in enumerate(zone.low) if word in REPOSTING), None)
    author = [g for g in zone.groups if at is not None and g.start > at]
    return Subject(tuple(author[0].words), True) if author else None


def _quoted_by(zone: _Zone) -> Subject | None:
    """ "Reuters quoted Ryabkov as saying", "was quoted by Reuters as saying"."""
    low = zone.low
    at = next((i for i, word in enumerate(low) if word in QUOTING), None)
    if at is None or low[at] in {"citing", "citant"}:
        return None
    before = [g for g in zone.groups if g.end <= at and not g.is_object]
    after = [g for g in zone.groups if g.start > at]
    if at and low[at - 1] in {"was", "is", "were", "been", "wird", "wurde"} and before:
        return Subject(tuple(before[0].words), True)
    is_direct = bool(after) and (after[0].start == at + 1 or "saying" in low or "слова" in low)
    return Subject(tuple(after[0].words), True) if is_direct else None


def _of_phrase(zone: _Zone) -> Subject | None:
    """ "according to Reuters", "по словам Рябкова", "so Berger"."""
    low = zone.low
    for phrase in SOURCE_PHRASES:
        for at in range(min(len(low), 40) - len(phrase) + 1):
            if tuple(low[at : at + len(phrase)]) != phrase:
                continue
            start = at + len(phrase)
            stop = next((i for i in range(start, len(low)) if low[i] in _STOPS), len(low))
            verb = next((i for i in range(start, stop) if low[i] in _COPULAS), stop)
            inside = [g for g in zone.groups if start <= g.start < verb]
            if inside and _has_mouthpiece(zone, start, verb):
                for group in inside:
                    group.is_object = group.is_object and low[group.start - 1] in NOT_SUBJECT_AFTER
                return _phrase(zone, start, verb)
            if inside:
                return Subject(tuple(w for g in inside for w in g.words), True)
            if start < stop:
                pronoun = low[start] in PRONOUNS | _OTHER_PRONOUNS
                words = tuple(w for w in zone.words[start:verb])[:6]
                if phrase in {("so",), ("pour",), ("согласно",)}:
                    return None
                return Subject(words, is_pronoun=pronoun)
    return None


_COPULAS = frozenset("is was are were ist sind war waren hat est sont était a".split())


# --- Arabic ----------------------------------------------------------------------------------

_THAT = frozenset("إن أن بأن إنّ أنّ إنه إنها أنه أنها إنهم".split())
_ARABIC_PHRASES = frozenset("بحسب حسب وبحسب وحسب لسان قول ووفقا وفقا وفقاً ووفقاً وفق ووفق".split())


def _arabic_subject(text: str, is_after: bool) -> Subject | None:
    """ "قال وزير الخارجية سيرغي لافروف": all between the verb and the quotation or a comma."""
    words = _WORD.findall(text)
    verbs = [i for i, word in enumerate(words) if word in SPEECH_VERBS]
    if is_after:
        verbs = [v for v in verbs if v <= 4]
        if words and words[0] in CONJUNCTIONS:
            return None
    phrase = next((i for i, word in enumerate(words) if word in _ARABIC_PHRASES), None)
    if phrase is not None and (not verbs or phrase > verbs[-1] or not is_after):
        named = _arabic_phrase(words, phrase + 1)
        if named:
            named[0] = re.sub("^ل(?=\\w{3})", "", named[0])
            return Subject(tuple(named), True)
    if not verbs:
        return None
    verb = verbs[0] if is_after else verbs[-1]
    named = _arabic_phrase(words, verb + 1)
    if not named:
        lead = [w for w in words[:verb] if w[:1].isalpha() and w not in NOT_SUBJECT_AFTER]
        if not is_after and 0 < len(lead) <= 5 and words[verb][:1] not in "وف":
            return Subject(tuple(lead), True)
        return Subject((words[verb],), is_pronoun=True)
    return _arabic_mouthpiece(words, verb + 1, named) or Subject(tuple(named), True)


def _arabic_phrase(words: Sequence[str], start: int) -> list[str]:
    found = []
    for word in words[start : start + 12]:
        if word in _STOPS or word in _THAT or word in '«»“”"' or word in NOT_SUBJECT_AFTER:
            break
        found.append(word)
    return found


def _arabic_mouthpiece(words: Sequence[str], start: int, named: list[str]) -> Subject | None:
    """ "المتحدث باسم الوزير, علي حسن": the mouthpiece's own name stands before or behind a comma."""
    if folded(named[0]) not in {folded(m) for m in MOUTHPIECES if script_of(m) == "arabic"}:
        return None
    if "باسم" not in named:
        return None
    at = named.index("باسم")
    own = named[1:at]
    stop = start + len(named)
    if not own and stop < len(words) and words[stop] in {"،", ","}:
        own = _arabic_phrase(words, stop + 1)
    behind = tuple(named[at + 1 :])
    if own:
        return Subject(tuple(own), True, behind=behind)
    return Subject(tuple(named[: at + 2]), behind=behind)


# --- who is introduced as what ---------------------------------------------------------------


def _introduced(text: str, names: TextNames) -> Iterator[tuple[str, frozenset[str]]]:
    words = _WORD.findall(text)
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
            while left > max(0, start - 4) and words[left - 1] not in {".", "!", "?", "”", "»"}:
                left -= 1
            right = index
            while right < min(len(words), index + 5) and words[right] not in {
                ".",
                "!",
                "?",
                "“",
                "«",
            }:
                right += 1
            yield " ".join(proper), frozenset(low[left:right])
