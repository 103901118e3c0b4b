"""Two versions of a text: whether only its wording differs, or its sense may be turned."""

from __future__ import annotations

import re
from collections import Counter

from generator.diagnostics import printable

# One text of a report, and the places where two long ones differ, with all that stands beside them.
SHOWN_LIMIT = 240
LONGEST = 1_500

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_NEGATIONS = frozenset(
    "no not never nobody none nothing neither nor nowhere cannot without denies deny denied".split()
)
# Two spellings of one word: British and American, never two words.
_SPELLINGS = (
    (re.compile(r"yz(?=e|ing)"), "ys"),
    (re.compile(r"iz(?=e|ing|ation)"), "is"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|able$|ite|hood)"), "or"),
    (re.compile(r"(?<=[a-z]{3}[bt])re(?=s?$)"), "er"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$)"), "l"),
    (re.compile(r"(?<=[aeiou])mme(?=s?$)"), "m"),
    (re.compile(r"(?<=[fn])ence(?=s?$)"), "ense"),
    (re.compile(r"dgement(?=s?$)"), "dgment"),
)
_VOWELS = frozenset("aeiouy")
SPELLING_LENGTH = 6


def tidy(text: str) -> str:
    """The text without the line ends that an editor's program put in."""
    return " ".join(text.split())


def word_list(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'"))


def is_wording_only(before: str, after: str) -> bool:
    """Whether two texts differ in marks, capitals and spelling alone, word by word the same.

    Careful on purpose: a slip of the finger is told as another word wherever it could be one, so
    "illegal" for "legal", "million" for "billion", "now" for "not" and a changed name are none.
    """
    old, new = word_list(before), word_list(after)
    if _figures(before) != _figures(after) or _sense_of_marks(before) != _sense_of_marks(after):
        return False
    return len(old) == len(new) and all(map(_is_one_word, old, new))


def _sense_of_marks(text: str) -> list[str]:
    """Where quotation marks and question marks stand among the words, whatever their form.

    A word in quotation marks is somebody's, the same word without them is ours.
    """
    plain = re.sub("[“”„‟«»‹›]", '"', text)
    found = re.findall(r'[^\W_]+|["?‘]', plain)
    return [mark if mark in '"?‘' else "" for mark in found]


def _figures(text: str) -> list[str]:
    """Numbers with the marks that belong to them: 1.5 is not 15, nor is -3 what 3 is."""
    found = re.findall(r"(?:(?<![\w.,])[-−+])?\d+(?:[.,:/]\d+)*\s?[%‰°]?|[€£$¥]", text)
    return [figure.replace(" ", "") for figure in found]


def _is_one_word(old: str, new: str) -> bool:
    if old == new:
        return True
    one, other = old.casefold(), new.casefold()
    if one == other:
        # "us" and "US", "who" and "WHO", "march" and "March" are two words each.
        return (old[1:] == new[1:] or len(one) > 3) and one not in _OTHER_IN_CAPITALS
    if _one_spelling(one) == _one_spelling(other):
        return True
    is_name = old[0].isupper() or new[0].isupper()
    if is_name or min(len(one), len(other)) < SPELLING_LENGTH or not (one + other).isalpha():
        return False
    return one[0] == other[0] and one[-1] == other[-1] and _is_one_slip(one, other)


_OTHER_IN_CAPITALS = frozenset("us who it may march turkey polish china jordan un as in or".split())


def _one_spelling(word: str) -> str:
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word


def _is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter doubled, two letters swapped, or a vowel for another."""
    short, long = sorted((one, other), key=len)
    start = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(long) == len(short) + 1:
        is_doubled = long[start] == long[start - 1]
        return is_doubled and short[start:] == long[start + 1 :]
    if len(long) != len(short):
        return False
    if short[start + 1 :] == long[start + 1 :]:
        return short[start] in _VOWELS and long[start] in _VOWELS
    swapped = short[:start] + short[start + 1] + short[start] + short[start + 2 :]
    return swapped == long


def is_turned(before: str, after: str) -> bool:
    """Whether a word such as "not" or "never" came into a text or went out of it."""
    return _negations(before) != _negations(after)


def _negations(text: str) -> Counter[str]:
    words = (word.casefold() for word in word_list(text))
    return Counter(
        "not" if word.endswith("n't") else word
        for word in words
        if word in _NEGATIONS or word.endswith("n't")
    )


def shortened(text: str, limit: int = SHOWN_LIMIT) -> str:
    """A text on one line, safe to print, cut behind a word where it is long."""
    text = tidy(text)
    if len(text) > limit:
        text = f"{text[: limit - 1].rsplit(' ', 1)[0]} …"
    return printable(text)
