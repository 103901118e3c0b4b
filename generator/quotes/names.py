"""Whether a word of a text is a person's or a body's name, in any case ending and either alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.quotes.lexicon import TITLES
from generator.values import Value

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_WORD = re.compile(
    "[\\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+(?:['’ʼ-][\\w\u0300-\u036f\u064b-\u065f]+)*"
)

_ENDINGS = re.compile(
    "(?:ського|ському|ським|ськой|ського|ого|ому|его|ему|ыми|ими|ой|ою|ей|ею|ом|ем|ым|им|ім|ій|ий|ый"
    "|ая|яя|ую|юю|ові|еві|єві|ам|ах|а|я|у|ю|е|є|і|и|ы|о|ь|й)$"
)
_ROMAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word as names are compared: no case, no accents, no ending that grammar gave it."""
    word = word.casefold().replace("’", "'").replace("ʼ", "'")
    word = re.sub(r"'s?$", "", word)
    if _CYRILLIC.search(word):
        stem = _ENDINGS.sub("", word.replace("'", ""))
        word = "".join(_ROMAN.get(c, c) for c in (stem if len(stem) >= 3 else word))
    elif _ARABIC.search(word):
        bare = re.sub("[\u064b-\u065f\u0670\u0640]", "", word)
        bare = re.sub("[أإآ]", "ا", bare).replace("ى", "ي").replace("ة", "ه")
        return re.sub("^(?:[وفبلك](?=ال|\\w{4}))?(?:ال)?", "", bare) if len(bare) > 4 else bare
    word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    # Zelensky, Zelenskyy, Zelenskiy and Zelenskij are one.
    return re.sub(r"(?:[iyj]|yi|iy|yy|ii|ij)+$", "i", word) if len(word) > 4 else word


def romanised(text: str) -> str:
    """Cyrillic letters in Latin ones, as ids and comparisons write them; all else as it is."""
    return "".join(_ROMAN.get(c.lower(), c) for c in text)


def script_of(text: str) -> str:
    """The script that a name is written in, as far as comparing goes: Cyrillic counts as Latin."""
    return "arabic" if _ARABIC.search(text) else "latin" if re.search(r"[^\W\d_]", text) else ""


class Speaker(Value):
    """Somebody who is said to have said something, by all names that are known.

    Shape: each name as the list of its folded words. `is_body` says that it is no person: an
    organisation or a state, for which others speak.
    """

    names: tuple[tuple[str, ...], ...]
    shown: str
    scripts: frozenset[str]
    is_body: bool = False

    @classmethod
    def called(cls, names: Iterable[str], *, is_body: bool = False) -> Speaker:
        listed = [name for name in names if words_of(name)]
        split = tuple(tuple(folded(w) for w in _untitled(words_of(name))) for name in listed)
        return cls(split, listed[0] if listed else "", frozenset(map(script_of, listed)), is_body)

    def fitted(self, text: str) -> Speaker:
        """The speaker as a text calls him: a first word that it uses as an office is no first name."""
        names = []
        for name in self.names:
            while len(name) > 1 and self._is_office(name, text):
                name = name[1:]
            names.append(name)
        return Speaker(tuple(names), self.shown, self.scripts, self.is_body)

    def _is_office(self, name: tuple[str, ...], text: str) -> bool:
        first, surname = re.escape(name[0]), re.escape(name[-1])
        return re.search(rf"\b{first}\s+\w{{3,}}\s+{surname}", text, re.IGNORECASE) is not None

    @property
    def is_person_like(self) -> bool:
        return not self.is_body and any(len(name) > 1 for name in self.names)

    def stands_in(self, words: Sequence[str]) -> bool:
        """Whether one of the names, or the surname alone, is among these words of a text."""
        here = [folded(word) for word in words]
        return any(self._name_in(name, here, words) for name in self.names)

    def _name_in(self, name: tuple[str, ...], here: list[str], words: Sequence[str]) -> bool:
        for index in range(len(here) - len(name) + 1):
            if tuple(here[index : index + len(name)]) == name:
                return True
        if len(name) < 2:
            return any(_alike(name[0], word) for word in here)
        surname = name[-1]
        if len(surname) < 3 or surname in TITLES:
            return False
        for index, word in enumerate(here):
            if _alike(surname, word) and not self._is_namesake(name, here, words, index):
                return True
        # Where a family name comes first, or a ruler goes by one name.
        return False

    def _is_other_script(self, raw: str) -> bool:
        """First names differ too much between alphabets: Wendy is Уэнди."""
        is_cyrillic = _CYRILLIC.search(raw) is not None
        return is_cyrillic != (_CYRILLIC.search(self.shown) is not None)

    def _is_namesake(
        self, name: tuple[str, ...], here: list[str], words: Sequence[str], index: int
    ) -> bool:
        """Another first name directly before the surname: a brother, not the speaker."""
        if not index:
            return False
        before, raw = here[index - 1], words[index - 1]
        if not raw[:1].isupper() or raw.lower().strip(".") in TITLES:
            return False
        if any(_alike(part, before) for part in name) or self._is_other_script(raw):
            return False
        if raw.isupper() and len(raw) > 2:
            return False
        if len(before) == 1:
            return before != name[0][:1]
        if re.search(r"(?:['’]s|s['’])$", raw):
            return False
        is_title = re.search(r"(?:ist|ent|ary|ess|iner|ander in|schef|chefin|leiter|präsident|inspektor|inspector|ant|or)$", raw.lower())  # fmt: skip
        return is_title is None


def _untitled(words: list[str]) -> list[str]:
    """A name without the office before it: "Mayor Renn", "глава службы Рябков"."""
    kept = list(words)
    while len(kept) > 1 and (kept[0].lower().strip(".") in TITLES or _is_common(kept)):
        del kept[0]
    return kept


def _is_common(words: list[str]) -> bool:
    """A word in small letters before one with a capital is no part of the name."""
    return words[0].islower() and words[-1][:1].isupper()


def _alike(name: str, word: str) -> bool:
    if name == word:
        return True
    # German and Latin genitives, and the vowels that transliterations differ in.
    if len(name) >= 4 and word in {f"{name}s", f"{name}a", f"{name}u", f"{name}om"}:
        return True
    bare = name.translate(_SOFT)
    # Ryabkov and Riabkov are one name; Smith and Smyth, with no other vowel, are two.
    is_told_apart = bare.isascii() and not set(bare) & set("aeou")
    return len(name) >= 5 and bare == word.translate(_SOFT) and len(bare) >= 3 and not is_told_apart


_SOFT = str.maketrans({"y": None, "i": None, "j": None, "'": None})
