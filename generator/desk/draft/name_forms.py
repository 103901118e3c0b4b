"""Names as a text gives them: in full, without offices, and whose they may be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Actor
from generator.quotes.lexicon import ARTICLES, CAPITALISED_COMMON, TITLES
from generator.quotes.names import Speaker, folded, words_of
from generator.quotes.reading import ReadText


def is_namesake(actor: Actor, full: str | None) -> bool:
    """Whether the text gives this surname another first name than the record does."""
    if full is None or actor.type != "person" or len(full.split()) < 2:
        return False
    words = words_of(full)
    if not Speaker.called(actor.names).stands_in(words):
        return True
    # Between alphabets no more can be told of a first name than how it begins.
    sounds = {_sound(words_of(name)[0]) for name in actor.names if words_of(name)}
    return not any(_sound(word) & sound for word in words[:-1] for sound in sounds)


def full_names(text: ReadText) -> dict[str, str]:
    """Folded surname -> the first name of two or more words that ends in it."""
    found: dict[str, str] = {}
    for name, _ in text.speakers.names.introduced:
        words = [w for w in words_of(name) if len(w) > 1 or w[-1:] == "."]
        while len(words) > 1 and (
            _POSSESSIVE.search(words[0]) or words[0].lower() in _NO_NAMES or _is_acronym(words)
        ):
            del words[0]
        if len(words) == 3 and _CYRILLIC.search(words[0]) and not _PATRONYMIC.search(words[1]):
            # "директор Заречья Нина Орлова": the first is what she is at the head of.
            del words[0]
        if 2 <= len(words) <= 4:
            found.setdefault(folded(words[-1]), " ".join(words))
    return found


def _is_acronym(words: Sequence[str]) -> bool:
    """ "GMT Putin": no first name, unless all is set in capitals."""
    return words[0].isupper() and 1 < len(words[0]) <= 4 and not words[-1].isupper()


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_PATRONYMIC = re.compile(r"(?:вич|вича|вичу|вна|вны|вне|вну|вни|вні)\Z")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])\Z")
_NO_NAMES = CAPITALISED_COMMON | TITLES | frozenset({"selon", "según", "laut"})


def may_stand(name: str, shown: set[str]) -> bool:
    return all(folded(word) in shown for word in words_of(name))


def is_of(outlet: str, words: Sequence[str]) -> bool:
    mine = {folded(word) for word in words_of(outlet)}
    theirs = {folded(word) for word in words if word.lower() not in ARTICLES}
    return bool(mine) and mine <= theirs and len(theirs - mine) <= 2


_SOUNDS = ("wuv", "jiydeg", "kxhgc", "cksz", "fp")


def _sound(name: str) -> frozenset[str]:
    """The letters with which a first name may begin in another alphabet: Wendy is Уэнди."""
    letter = folded(name)[:1]
    return frozenset("".join(s for s in _SOUNDS if letter in s) or letter)


def place(actor: Actor, words: Sequence[str]) -> int:
    """Where among the words the surname of an actor stands first."""
    here = [folded(word) for word in words]
    ends = {folded(words_of(name)[-1]) for name in actor.names if words_of(name)}
    return next((i for i, word in enumerate(here) if word in ends), len(here))
