"""The attribution in Arabic, which has no capitals: all between the verb and the quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.quotes.lexicon import CONJUNCTIONS, MOUTHPIECES, NOT_SUBJECT_AFTER, SPEECH_VERBS
from generator.quotes.names import folded, script_of
from generator.quotes.zones import STOPS, ZONE_WORD, Subject

_THAT = frozenset("إن أن بأن إنّ أنّ إنه إنها أنه أنها إنهم".split())
_ARABIC_PHRASES = frozenset("بحسب حسب وبحسب وحسب لسان قول ووفقا وفقا وفقاً ووفقاً وفق ووفق".split())


def arabic_subject(text: str, is_after: bool) -> Subject | None:
    """ "قال وزير الخارجية سيرغي لافروف": all between the verb and the quotation or a comma."""
    words = ZONE_WORD.findall(text)
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
        if word in STOPS or word in _THAT or word in '«»“”"' or word in NOT_SUBJECT_AFTER:
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
    rest = named[at + 1 :]
    if not own and len(rest) >= 3 and not any(word.startswith("ال") for word in rest[-2:]):
        # "المتحدث باسم الكرملين دميتري بيسكوف": the name follows at once.
        own, rest = rest[-2:], rest[:-2]
    behind = tuple(rest)
    if own:
        return Subject(tuple(own), True, behind=behind)
    return Subject(tuple(named[: at + 2]), behind=behind)
