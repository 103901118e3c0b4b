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
from typing import NamedTuple

from generator.diagnostics import Severity
from generator.ground import Finding, Ground
from generator.model import Article, Event, Issue, Path, Pinned, Record, Topic
from generator.sentences import is_quoted, linked_id_at, names_its_user, seen, sentence_at

SEVERITY = Severity.WARNING

# Where the site itself speaks; a statement is in its speaker's voice.
_OWN_VOICE: dict[type[Record], tuple[str, ...]] = {
    Topic: ("in_short", "why", "not_known", "pinned", "body"),
    Event: ("text",),
    Article: ("summary", "key_points"),
    Issue: ("summary",),
}
_SUBJECT = re.compile(
    r"\s*+(?:[-*+>]\s+|\d+\.\s+)?(?:(?:in|on|by|since|until|from|after|before)\s[^,.\[\]]{1,40},?\s+)?"
    r"(?:the\s+)?\[\[(?P<id>[a-z0-9-]+)\s*(?:\|[^\]]*)?\]\](?!['’]s?\b)",
    re.IGNORECASE,
)


class Passage(NamedTuple):
    """A text in the site's own voice, and the words that are looked for in it."""

    record: Record
    path: Path
    text: str
    term_id_by_word: dict[str, str]
    words: re.Pattern[str]


def subjects(ground: Ground) -> Iterator[Passage]:
    """Every text in the site's own voice, where any term is contested."""
    by_word = {
        _plain(word): term.id
        for term in ground.graph.terms.values()
        for word in (term.term, *term.aliases)
        if term.contested and _plain(word)
    }
    if not by_word:
        return
    listed = "|".join(map(_spelled, sorted(by_word, key=len, reverse=True)))
    words = re.compile(rf"(?<![\w-])(?P<word>{listed})(?:e?s)?(?![\w-])", re.IGNORECASE)
    for record in ground.graph.library.records.values():
        for path, text in _texts(record):
            yield Passage(record, path, text, by_word, words)


def look(ground: Ground, passage: Passage) -> Iterator[Finding]:
    first = passage.words.search(passage.text)
    if first is None:
        return
    told: set[str] = set()
    is_markdown = passage.path == ("body",)
    text = seen(passage.text) if is_markdown else passage.text
    for match in passage.words.finditer(text, first.start()):
        term_id = passage.term_id_by_word.get(_plain(match["word"]))
        offset = match.start()
        inside = linked_id_at(passage.text, offset, is_markdown=is_markdown)
        if term_id is None or term_id in told or inside in ("", term_id):
            continue
        if is_quoted(text, offset) or _is_attributed(ground, text, offset):
            continue
        told.add(term_id)
        place = ground.place_inside(passage.record, passage.path, passage.text, offset)
        word = match.group()
        message = f'"{word}" is a contested word, used here in the site\'s own voice'
        help = f"say who calls it so, write “{word}” or [[{term_id}|{word}]], or use another word"
        yield Finding(passage.record.id, place, message, help)


def _texts(record: Record) -> Iterator[tuple[Path, str]]:
    for name in _OWN_VOICE.get(type(record), ()):
        value = getattr(record, name)
        if isinstance(value, str):
            yield (name,), value
        for index, item in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(item, Pinned):
                yield (name, index, "text"), item.text
            else:
                yield (name, index), item


def _is_attributed(ground: Ground, text: str, offset: int) -> bool:
    """Whether the sentence says who uses the word, or what an actor does, with a source."""
    sentence = text[slice(*sentence_at(text, offset))]
    if names_its_user(sentence):
        return True
    subject = _SUBJECT.match(sentence)
    return subject is not None and subject["id"] in ground.graph.actors and "[@" in sentence


def _plain(word: str) -> str:
    return " ".join(word.strip("“”‘’\"'").split()).casefold()


def _spelled(word: str) -> str:
    """A pattern for a word, or for several with any space or line's end between them."""
    return r"\s+".join(map(re.escape, word.split()))
