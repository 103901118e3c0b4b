"""Two versions of an editor's text: its sources, its words and its sense, each by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator import prose, references
from generator.changes.change import Difference, Group
from generator.changes.excerpts import around_difference
from generator.changes.words import (
    is_turned,
    is_wording_only,
    shortened,
    tidy,
)
from generator.document import Citation
from generator.values import Value


class Read(Value):
    """A text taken apart: its words as a reader sees them, what it cites and what it links to."""

    words: str
    cited: Counter[tuple[str, str | None]]
    linked: Counter[str]


@lru_cache(maxsize=2_000)
def read(text: str, is_markdown: bool, has_references: bool) -> Read:
    """Words, citations and links of a text; a literal text has words alone."""
    if not has_references:
        return Read(tidy(text), Counter(), Counter())
    cited: Counter[tuple[str, str | None]] = Counter()
    linked: Counter[str] = Counter()
    words: list[str] = []
    for piece in references.scan(text, is_markdown=is_markdown).pieces:
        if isinstance(piece, str):
            words.append(piece)
        elif isinstance(piece.node, Citation):
            cited[piece.node.source_id, piece.node.locator] += 1
        else:
            linked[piece.id] += 1
            words.append(piece.node.words or piece.id)
    # A citation taken away leaves its space before the stop.
    shown = re.sub(r" +(?=[.,;:!?)])", "", tidy("".join(words)))
    return Read(shown, cited, linked)


def prose_differences(
    field: str,
    label: str,
    before: str,
    after: str,
    *,
    is_markdown: bool = False,
    has_references: bool = True,
    watches_sense: bool = False,
) -> Iterator[Difference]:
    """What differs between two versions of one text; nothing where only its lines were wrapped anew.

    With `watches_sense`, a "not" that came in or went out is a change of status: the text may say
    the contrary.
    """
    if tidy(before) == tidy(after):
        if has_references and _shape(before, is_markdown) != _shape(after, is_markdown):
            yield Difference(Group.WORDING, field, f"{label}: other paragraphs, the same words")
        return
    old = read(before, is_markdown, has_references)
    new = read(after, is_markdown, has_references)
    cites = list(_citations(field, label, old, new))
    yield from cites
    if old.words != new.words:
        shown = around_difference(old.words, new.words)
        if is_wording_only(old.words, new.words):
            yield Difference(Group.WORDING, field, f"{label}: wording only", *shown)
        elif watches_sense and is_turned(old.words, new.words):
            what = f"{label} reworded, and a word such as “not” came in or went out"
            yield Difference(Group.STATUS, field, what, *shown)
        else:
            yield Difference(Group.FACTS, field, f"{label} reworded", *shown)
    elif old.linked != new.linked:
        lost, gained = _joined(old.linked - new.linked), _joined(new.linked - old.linked)
        what = f"{label}: other links, the same words"
        yield Difference(Group.WORDING, field, what, lost, gained)
    elif not cites:
        shown = around_difference(before, after)
        yield Difference(
            Group.WORDING, field, f"{label}: marks or sources in another order", *shown
        )


_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def _shape(text: str, is_markdown: bool) -> object:
    """What a page makes of the lines of a text: its paragraphs, in Markdown its lists and tables too."""
    if is_markdown and not prose.check_markdown(text):
        return prose.parse_markdown(text)
    return [tidy(part) for part in _EMPTY_LINE.split(text.strip())]


def _citations(field: str, label: str, old: Read, new: Read) -> Iterator[Difference]:
    if old.cited == new.cited:
        return
    lost = {id for id, _ in old.cited} - {id for id, _ in new.cited}
    gained = {id for id, _ in new.cited} - {id for id, _ in old.cited}
    if lost or gained:
        yield Difference(
            Group.SOURCES, field, f"{label}: {swapped('source', lost, gained)}",
            _joined(lost), _joined(gained),
        )  # fmt: skip
        return
    what = f"{label}: another place in the same source"
    if set(old.cited) == set(new.cited):
        what = f"{label}: a source cited more or less often"
    before, after = old.cited - new.cited, new.cited - old.cited
    yield Difference(
        Group.SOURCES, field, what, _joined(map(_cited, before)), _joined(map(_cited, after))
    )


def _cited(citation: tuple[str, str | None]) -> str:
    return ", ".join(filter(None, citation))


def swapped(one: str, lost: Iterable[str], gained: Iterable[str]) -> str:
    """ "source swapped", "2 sources added", "source lost" …"""
    number_lost, number_gained = len(set(lost)), len(set(gained))
    if number_lost and number_gained:
        return f"{_counted(max(number_lost, number_gained), one)} swapped"
    if number_lost:
        return f"{_counted(number_lost, one)} lost"
    return f"{_counted(number_gained, one)} added"


def _counted(number: int, one: str) -> str:
    return one if number == 1 else f"{number:,} {one}s"


def _joined(texts: Iterable[str]) -> str | None:
    return shortened(", ".join(sorted(texts))) or None
