"""A word that one side rejects is used in the site's own voice, with nobody named who uses it.

Why: Whoever takes over a side's word takes its side. Both words may stand, each with its user.

Before:

    # content/topics/ferry.md
    ---
    title: The ferry
    question: Who pays for the ferry?
    in_short: Whoever crosses pays the toll. [@gazette-letters]
    ---

After:

    # content/topics/ferry.md
    ---
    title: The ferry
    question: Who pays for the ferry?
    in_short: Whoever crosses pays what the crews call a toll. [@gazette-letters]
    ---
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.diagnostics import Severity
from generator.ground import Finding, Ground
from generator.model import Article, Event, Issue, Kind, Path, Record, Term, TextKind, Topic, marked

SEVERITY = Severity.WARNING

# Where the site itself speaks; a statement is in its speaker's voice.
_OWN_VOICE: dict[type[Record], frozenset[str]] = {
    Topic: frozenset({"in_short", "why", "not_known", "pinned", "body"}),
    Event: frozenset({"text"}),
    Article: frozenset({"summary", "key_points"}),
    Issue: frozenset({"summary"}),
}
_ATTRIBUTES = re.compile(
    r"\b(?:said?|says?|saying|call(?:s|ed|ing)?|describe[sd]?|regards?|regarded|consider(?:s|ed)?|"
    r"accord(?:s|ing) to|terms?|words?|names?|named|speaks? of|spoke of|claim(?:s|ed)?|den(?:y|ies|ied)|"
    r"argue[sd]?|wrote|writes?|declare[sd]?|demand(?:s|ed)?|promise[sd]?|assert(?:s|ed)?|reject(?:s|ed)?|"
    r"recogni[sz]e[sd]?|denounce[sd]?|condemn(?:s|ed)?|finds?|found|ruled|in the view of|so-called)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?](?=\s|\Z)|\n\s*\n")
_QUOTED = re.compile('[“"«„‘][^“”"«»„‘’]*\\Z')

Subject = tuple[Record, Path, str]


def subjects(ground: Ground) -> Iterator[Subject]:
    """Every text in the site's own voice."""
    for record in ground.graph.library.records.values():
        fields = _OWN_VOICE.get(type(record))
        for path, mark, text in marked(record) if fields else ():
            is_prose = isinstance(mark, TextKind) and mark.name != Kind.TEXT
            if fields and path[0] in fields and is_prose:
                yield record, path, text


def look(ground: Ground, subject: Subject) -> Iterator[Finding]:
    record, path, text = subject
    pattern = _words(tuple(t for t in ground.graph.terms.values() if t.contested))
    told: set[str] = set()
    for match in pattern.finditer(text) if pattern else ():
        word = match.group().lower()
        if word in told or _is_attributed(text, match):
            continue
        told.add(word)
        place = ground.place_inside(record, path, text, match.start())
        message = f'"{match.group()}" is a contested word, used here in the site\'s own voice'
        help = "say who calls it so, put it in quotation marks, or use a word that nobody rejects"
        yield Finding(record.id, place, message, help)


@lru_cache(maxsize=4)
def _words(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    names = {name.lower() for term in terms for name in (term.term, *term.aliases)}
    if not names:
        return None
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?:e?s)?(?![\w-])", re.IGNORECASE)


def _is_attributed(text: str, match: re.Match[str]) -> bool:
    """In quotation marks, inside a link, or in a sentence that says who uses the word."""
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, match.start())), default=0)
    end = _SENTENCE.search(text, match.end())
    before = text[start : match.start()]
    sentence = text[start : end.start() if end else len(text)]
    in_link = before.rfind("[[") > before.rfind("]]") or before.rfind("[@") > before.rfind("]")
    return in_link or _QUOTED.search(before) is not None or bool(_ATTRIBUTES.search(sentence))
