"""The grammar of an attribution: whom a reporter's words beside a quotation make its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.quotes.arabic import arabic_subject
from generator.quotes.lexicon import (
    ARTICLES,
    BEFORE_INFINITIVE,
    CONJUNCTIONS,
    MOUTHPIECES,
    NOT_SUBJECT_AFTER,
    PRONOUNS,
    QUOTING,
    REPOSTING,
    SOURCE_PHRASES,
    SPANISH_SPEECH,
    SPEECH_VERBS,
    TITLES,
)
from generator.quotes.names import script_of
from generator.quotes.zones import CYRILLIC, STOPS, Group, Subject, TextNames, Zone

_OTHER_PRONOUNS = frozenset(
    "him her them ihm ihr lui него неё нее нього неї его ее её його її ей ему".split()
)


# "BRUSSELS (AP) —", "KYIV, Jan 10 (Reuters) -": where a wire report comes from.
_DATELINE = re.compile(r"\A[^()\n]{2,50}\([A-Z][\w/ .]{1,30}\)\s*[—–-]+\s*")


def subject_of(zone: str, names: TextNames, *, is_after: bool) -> Subject | None:
    """Who speaks, by the reporter's words before or after a quotation; None where they do not say."""
    text = zone[:400] if is_after else _DATELINE.sub("", zone)[-400:]
    if script_of(text) == "arabic":
        return arabic_subject(text, is_after)
    found = Zone(text, names, at_head=not is_after)
    said = _reposted(found) or _quoted_by(found) or _of_verbs(found, is_after) or _of_phrase(found)
    return said or (None if is_after else _of_first_name(found))


def first_name(sentence: str, names: TextNames) -> Subject | None:
    """The subject of a sentence of the reporter's: its first proper name that is no object."""
    if script_of(sentence) == "arabic":
        subject = arabic_subject(sentence[:400], False)
        return subject if subject is not None and subject.is_name else None
    zone = Zone(sentence[:400], names, at_head=True)
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
    found = Zone(zone[:400], names, at_head=False)
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


def _of_verbs(zone: Zone, is_after: bool) -> Subject | None:
    low = zone.low
    lead = next((w for w in low if w[:1].isalpha()), "")
    if is_after and lead in CONJUNCTIONS and not _is_clitic(low):
        return None
    verbs = [
        i for i, word in enumerate(low)
        if (zone.is_verb(i) or _is_incised(word)) and not (i and low[i - 1] in BEFORE_INFINITIVE)
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


def _of_first_name(zone: Zone) -> Subject | None:
    """ "Grushko countered that …": any verb does, where a name opens the sentence."""
    first = next((g for g in zone.groups if not g.is_object and _is_proper(g.words)), None)
    if first is None or any(w.isalpha() and w not in ARTICLES for w in zone.low[: first.start]):
        return None
    first = _held_by(zone, first)
    behind = zone.words[first.end : first.end + 1]
    return _named(zone, first) if behind and behind[0][:1].islower() else None


def _held_by(zone: Zone, group: Group) -> Group:
    """ "Rovers manager Stig Halvorsen": the one who holds the office, not the body."""
    after = next((g for g in zone.groups if g.start >= group.end), None)
    between = zone.low[group.end : after.start] if after else []
    plain = all(w.isalpha() and w not in NOT_SUBJECT_AFTER | SPEECH_VERBS for w in between)
    is_held = after is not None and 1 <= len(between) <= 2 and plain and len(after.words) > 1
    return after if is_held and after is not None else group


def _is_clitic(low: Sequence[str]) -> bool:
    return any(_is_incised(word) for word in low[:3])


def _is_incised(word: str) -> bool:
    """ "a-t-elle", "dit-il": French sets the pronoun behind its verb."""
    return re.search(r"-(?:t-)?(?:il|elle|ils|elles|on)$", word) is not None


def _of_verb(zone: Zone, verb: int, is_after: bool) -> Subject | None:
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
        start = _clause_start(zone, touching)
        is_plain = not _has_mouthpiece(zone, start, verb) and _is_proper(touching.words)
        return _named(zone, touching) if is_plain else _phrase(zone, start, verb)
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


def _clause_start(zone: Zone, group: Group) -> int:
    """Where the phrase of a name begins: behind the clause that a comma closes before it."""
    for index in range(group.start - 1, -1, -1):
        if zone.low[index] in {".", "!", "?", ";", ":"}:
            return index + 1
        if zone.low[index] == "," and any(
            w in _SUBORDINATE | NOT_SUBJECT_AFTER for w in zone.low[:1]
        ):
            return index + 1
    return 0


def _inverted(zone: Zone, verb: int) -> Subject | None:
    """ "said Mr Ryabkov", "сказал представитель Лаврова", "said the chairman, Gordon Peake"."""
    low = zone.low
    if verb + 1 < len(low) and low[verb + 1] in NOT_SUBJECT_AFTER - ARTICLES:
        return None
    stop = verb + 1
    # "señaló el científico en declaraciones a Radio Cordillera": there "a" is no article.
    ends = STOPS | {"a", "en", "tras"} if low[verb] in SPANISH_SPEECH else STOPS
    while stop < len(low) and low[stop] not in ends:
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


def _of_any_verb(zone: Zone) -> Subject | None:
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


def _has_mouthpiece(zone: Zone, start: int, end: int) -> bool:
    return any(word in MOUTHPIECES for word in zone.low[start:end])


def _phrase(zone: Zone, start: int, end: int) -> Subject:
    """The subject that stands in a stretch of the zone: a name, or an office, or a mouthpiece."""
    groups = [g for g in zone.groups if start <= g.start and g.end <= end]
    words = tuple(w for w in zone.words[start:end] if w not in STOPS)
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


def _of_mouthpiece(zone: Zone, groups: list[Group], mouth: int, end: int) -> list[Group]:
    """The mouthpiece's own name: before the word, directly behind it, or behind a comma."""
    touching = [g for g in groups if g.end == end and g.start > mouth and len(g.words) > 1]
    if touching and not touching[0].is_object and zone.is_verb_at(end):
        return touching
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
    if direct and CYRILLIC.search(direct[0].words[0]):
        return [] if _is_genitive(zone, direct[0]) else direct
    if direct:
        return direct
    return [
        g
        for g in behind
        if CYRILLIC.search(g.words[0]) and len(g.words) == 2 and not _is_genitive(zone, g)
    ][-1:]


def _is_genitive(zone: Zone, group: Group) -> bool:
    """Whether a Cyrillic name behind a mouthpiece is his master's."""
    last = group.words[-1].lower()
    if len(group.words) == 1:
        return last.endswith(("а", "я", "ого", "его", "ой", "ої", "ева", "и"))
    looks_female = group.words[0].lower().endswith(("а", "я")) and last.endswith(
        ("а", "ого", "ой", "я")
    )
    masculine = any(w in SPEECH_VERBS and re.search(r"(?:л|в)$", w) for w in zone.low)
    return last.endswith(("ого", "ої")) or (looks_female and masculine)


def _named(zone: Zone, group: Group) -> Subject:
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


def _reposted(zone: Zone) -> Subject | None:
    """ "Quill reposted a message by Reed": Reed's words."""
    at = next((i for i, word in enumerate(zone.low) if word in REPOSTING), None)
    author = [g for g in zone.groups if at is not None and g.start > at]
    return Subject(tuple(author[0].words), True) if author else None


def _quoted_by(zone: Zone) -> Subject | None:
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


def _of_phrase(zone: Zone) -> Subject | None:
    """ "according to Reuters", "по словам Рябкова", "so Berger"."""
    low = zone.low
    for phrase in SOURCE_PHRASES:
        for at in range(min(len(low), 40) - len(phrase) + 1):
            if tuple(low[at : at + len(phrase)]) != phrase:
                continue
            start = at + len(phrase)
            stop = next((i for i in range(start, len(low)) if low[i] in STOPS), len(low))
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
