"""Speakers whom a text does not name, and the words that it has for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.quotes.lexicon import PRONOUNS, SPEECH_VERBS

_INDEFINITE = frozenset(
    "a an one another several some many ein eine einer un une una uno один одна одне".split()
)
_ASKED = re.compile(
    r"\b(?:asked not to be (?:named|identified|quoted)|(?:on|under) (?:the )?condition of anonymity|"
    r"declined to be (?:named|identified)|spoke anonymously|requested anonymity|nicht genannt werden|"
    r"nicht namentlich|anonym bleiben|sous (?:couvert|condition) d['’]anonymat|requis l['’]anonymat|"
    r"bajo (?:condición de )?anonimato|pidió no ser|на условиях анонимности|не называть (?:его|её|ее|себя)?|"
    r"анонімності|не називати|طلب عدم|طلبت عدم|رفض الكشف|اشترط عدم)"
)
_NOUNS = re.compile(
    r"\b(?:sources?|officials?|officers?|diplomats?|insiders?|aides?|residents?|witness(?:es)?|"
    r"spokes(?:man|woman|person)|Quellen?|Insider|Beamte[rn]?|Diplomat(?:en)?|Sprecher(?:in)?|"
    r"fonctionnaires?|diplomates?|responsables?|témoins?|fuentes?|funcionari[oa]s?|portavo(?:z|ces)|"
    r"источник\w{0,3}|чиновник\w{0,3}|собеседник\w{0,3}|дипломат\w{0,3}|очевид\w{2,4}|"
    r"джерел[оа]|посадов(?:ець|ця|ці)|співрозмовник\w{0,3}|військовий|"
    r"و?مسؤول\w{0,3}|و?مصدر|و?مصادر|و?دبلوماسي\w{0,2})(?!\w)",
    re.IGNORECASE,
)
_STOPS = frozenset(
    """who that which said says was were is are told has had der die das wer dem den hat sagte qui que se a
    est sous который которая был была были сообщил який яка був була طلب طلبت رفض لم لا قال إن أن""".split()
)
WORDS_LIMIT = 8


def is_indefinite(words: Sequence[str]) -> bool:
    """ "a spokesman": somebody who has not been spoken of before."""
    return bool(words) and words[0].lower() in _INDEFINITE


def named_by_nobody(phrase: str) -> str | None:
    """A phrase for somebody unnamed, cut to the words for him; None where a name may be meant."""
    words = phrase.split()
    if not _NOUNS.search(phrase) or any(w[:1].isupper() for w in words[1:] if w.isalpha()):
        return None
    return cut(phrase)


def nameless_in(sentence: str) -> str | None:
    """The words for somebody unnamed with which a sentence begins, or who asked not to be named."""
    sentence = sentence.strip()
    asked = _ASKED.search(sentence)
    if asked:
        start = (
            max(sentence.rfind(". ", 0, asked.start()) + 2, 0)
            if ". " in sentence[: asked.start()]
            else 0
        )
        head = sentence[start : asked.start()]
        noun = _NOUNS.search(head)
        return (
            cut(head)
            if noun or not re.search(r"\s[A-ZА-ЯІЇЄҐ]\w+\s[A-ZА-ЯІЇЄҐ]\w+", head)
            else None
        )
    head = " ".join(sentence.split()[:4])
    noun = _NOUNS.search(head)
    if noun is None or any(w[:1].isupper() for w in head[: noun.start()].split()[1:]):
        return None
    return cut(sentence)


def same_without_name(words: Sequence[str], before: str) -> str | None:
    """ "a senior naval officer" for "the officer", where the text has introduced him so."""
    noun = re.escape(words[-1]) if words else ""
    if not noun or words[-1][:1].isupper():
        return None
    found = list(
        re.finditer(
            rf"\b(?:An?|an?|One|one|Ein|ein|Une?|une?)\s+(?:[a-zà-þ-]+\s+){{0,4}}{noun}\b", before
        )
    )
    return found[-1].group() if found else None


def cut(phrase: str) -> str | None:
    """The words up to the first comma or verb: "Источник в администрации (был осторожнее)"."""
    kept: list[str] = []
    for word in re.split(r"[,;:،(–—]", phrase.strip())[0].split()[:WORDS_LIMIT]:
        if kept and (word.lower() in _STOPS or word.lower() in SPEECH_VERBS):
            break
        kept.append(word)
    if not kept or kept[0].lower() in PRONOUNS:
        return None
    return " ".join(kept).strip("\"“”«»„‘’'.")
