"""A text as the words and marks that a quotation must repeat.

What a quotation may do differently is gone here: white space, the form of quotation marks,
apostrophes, dashes and ellipses, and characters that nobody sees. Everything else is kept:
letters of another script, case, numbers and their separators, brackets.
"""

from __future__ import annotations

import re
import unicodedata

from generator.values import Value

MARK = '"'
DASH = "-"
ELLIPSIS = "…"
BRACKETED_ELLIPSIS = "[…]"
CLOSING = frozenset({",", ".", "،", "。", "۔"})

# Soft hyphens, joiners of words, direction marks: nothing that a reader sees.
_INVISIBLE = re.compile(
    "\u00ad[ \t]*\r?\n[ \t]*|[\u00ad\u200b\u200e\u200f\u2060\ufeff\u061c\u202a-\u202e\u2066-\u2069]"
)

# Letters and digits with the marks that combine with them; Python's \w leaves out the marks.
_LETTER = "[\\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]"
_APOSTROPHE = "['’‘ʼ`´‛＇]"
_DOTS = r"(?:…(?:\s?\.{3})?|\.(?:[ \u00a0\u202f]?\.){2,})"

_TOKEN = re.compile(
    rf"(?P<bracketed>[\[(]\s*{_DOTS}\s*[\])])"
    rf"|(?P<dots>{_DOTS})"
    # A change inside a word, such as [T]he, is one word.
    rf"|(?P<patched>{_LETTER}*\[{_LETTER}{{1,20}}\]{_LETTER}+|{_LETTER}+\[{_LETTER}{{1,20}}\]{_LETTER}*)"
    rf"|(?P<number>[$€£¥₴₽]?\d+(?:[.,٫٬]\d+)*[%‰]?(?!{_LETTER}))"
    rf"|(?P<word>{_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)*)"
    r"|(?P<mark>''|``|,,(?=\w)|<<|>>|[“”„‟\"«»‹›‘’‚‛'`´＂])"
    r"|(?P<dash>[-‐‑‒–—―−]+)"
    r"|(?P<other>\S)"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´‛＇", "'"))


def cleaned(text: str) -> str:
    """The text as everything here counts its characters: composed, and without what is invisible."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


class Tokens(Value):
    """Shape: three lists of equal length; `starts` and `ends` count characters of the cleaned text."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenized(text: str) -> Tokens:
    """The words and marks of a cleaned text, in reading order."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not word.isalnum() or "ʼ" in word:
            word = _normal(match.lastgroup or "", word)
        words.append(word)
        start, end = match.span()
        starts.append(start)
        ends.append(end)
    return Tokens(words, starts, ends)


_FORMS = {"mark": MARK, "dash": DASH, "dots": ELLIPSIS, "bracketed": BRACKETED_ELLIPSIS}


def _normal(kind: str, token: str) -> str:
    return token.translate(_APOSTROPHES) if kind == "word" else _FORMS.get(kind, token)


def is_word(token: str) -> bool:
    """Whether a token is said aloud: a word or a number, not a mark."""
    return token.isalnum() or any(character.isalnum() for character in token)


# --- letters that only look alike ------------------------------------------------------------


def foreign_letter(word: str) -> tuple[str, str] | None:
    """A letter of a word that belongs to another script than the others, and that script.

    Shape: (the letter, such as "а", its script, such as "Cyrillic"); None for an honest word.
    """
    scripts = [(letter, _script(letter)) for letter in word if letter.isalpha()]
    names = [script for _, script in scripts if script]
    if len(set(names)) < 2:
        return None
    usual = max(set(names), key=names.count)
    return next((letter, script) for letter, script in scripts if script and script != usual)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name.capitalize() if name in {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW"} else ""
