"""An article and its source, drafted from a saved text: what stands there, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.dates import Form, PartialDate
from generator.desk.draft.chain import Chain
from generator.desk.draft.days import TimeWords, time_words
from generator.desk.draft.declared import Declared, declared_in
from generator.desk.draft.known import Known, known_in
from generator.desk.draft.names_in_text import Likely
from generator.desk.draft.outlets import Outlet, Outlets
from generator.desk.draft.plain_head import plain_head, with_agency
from generator.desk.draft.quotations import Names, Quotation, names_as_words, quotations
from generator.desk.draft.when import said_on
from generator.desk.draft.who import Speakers
from generator.graph import Graph
from generator.model import Source, suggested_id
from generator.quotes.names import words_of
from generator.quotes.reading import ReadText
from generator.quotes.texts import SavedText, decoded_page
from generator.values import Value

# What has more characters is a book, or made to keep us busy.
ARTICLE_LIMIT = 100_000


class Said(Value):
    """One quotation with all that the text tells of it; `via` runs outwards, without the text itself."""

    quotation: Quotation
    speaker: Likely
    via: tuple[Outlet, ...] = ()
    on: TimeWords | None = None


class Draft(Value):
    """What was found in a text. `source` is a record that this text is, where there is one."""

    head: Declared
    said: tuple[Said, ...]
    known: Known
    times: tuple[tuple[int, TimeWords], ...]
    lost: tuple[int, ...] = ()
    source: Source | None = None
    is_marked: bool = True


def draft(saved: SavedText, graph: Graph) -> Draft:
    """Everything that is found in a text, as data."""
    text = ReadText(saved.text[:ARTICLE_LIMIT])
    plain = plain_head(text)
    page = decoded_page(saved)
    declared = declared_in(page) if page is not None else Declared()
    head = with_agency(declared.or_else(plain), text)
    source = _recorded(head, saved.path, graph)
    if source is not None:
        head = Declared(
            source.title, source.publisher, source.author, source.date, source.language, source.url
        ).or_else(head)
    found, lost = quotations(text, head.publisher, _names(graph))
    published = _day(head.date)
    spoken = [p for q in found for p in q.utterance.pieces]
    # In somebody's own words the days are those of the speaker, not of the text.
    times = tuple(
        (text.text.count("\n", 0, words.start) + 1, words)
        for words in time_words(text.text, published)
        if not words.is_full and not any(p.holds(words.start, words.end) for p in spoken)
    )
    return Draft(
        head, tuple(_said(text, found, graph, head)), known_in(text, graph), times, lost, source,
        text.speech.is_marked,
    )  # fmt: skip


def _names(graph: Graph) -> Names:
    """What quotation marks may hold that is only a name: of a body, a place, a publisher."""
    bodies = (n for a in graph.actors.values() if a.type == "organisation" for n in a.names)
    publishers = (source.publisher for source in graph.sources.values())
    return names_as_words([*bodies, *publishers, *(place.name for place in graph.places.values())])


def _said(
    text: ReadText, found: tuple[Quotation, ...], graph: Graph, head: Declared
) -> Iterator[Said]:
    outlets = Outlets(graph)
    speakers = Speakers(text, graph, outlets)
    chain = Chain(text, outlets, head.publisher)
    republished = _agency(outlets, head)
    before: Said | None = None
    for quotation in found:
        same = (
            before is not None
            and before.quotation.utterance.paragraph == quotation.utterance.paragraph
        )
        likely = speakers.of(quotation, before.speaker if before else None, is_same_paragraph=same)
        hands = chain.of(quotation, likely)
        if not hands and before is not None and _goes_on(text, before, quotation, likely):
            hands = before.via
        hands = hands or republished
        on = said_on(quotation, text, _day(head.date))
        before = Said(quotation, likely, hands, on)
        yield before


def _goes_on(text: ReadText, before: Said, quotation: Quotation, likely: Likely) -> bool:
    """Whether the words go on from those before: the same paragraph, or "he added" in the next."""
    if (likely.id, likely.name, likely.unnamed) != (
        before.speaker.id, before.speaker.name, before.speaker.unnamed,
    ):  # fmt: skip
        return False
    first, second = before.quotation.utterance, quotation.utterance
    if first.label is not None or second.label is not None or before.quotation.is_headline:
        return False
    if first.paragraph == second.paragraph:
        return True
    between = sum(first.end < start <= second.start for start in text.speech.starts)
    adds = any(word.lower() in _ADDED for word in words_of(quotation.beside.all))
    return between <= 1 and (likely.is_carried or adds)


_ADDED = frozenset(
    "added adds ajouté ajoute añadió agregó добавил добавила додав додала أضاف وأضاف أضافت وأضافت".split()
)


def _agency(outlets: Outlets, head: Declared) -> tuple[Outlet, ...]:
    """The agency whose report a page prints, as the hand of all that it quotes."""
    name = head.first_published_by
    if name is None or name == head.publisher:
        return ()
    return (Outlet(0, 0, name, outlets.id_of(name)),)


def _day(day: PartialDate | None) -> date | None:
    is_day = day is not None and day.form is Form.POINT and day.start is not None and day.start.day
    return day.first_day if day is not None and is_day else None


# --- a source that the site has ------------------------------------------------------------------


def _recorded(head: Declared, path: Path, graph: Graph) -> Source | None:
    """The record of this text: named as its file is, or of the same title or address."""
    named = graph.sources.get(suggested_id(path.stem))
    if named is not None:
        return named
    title = _plain(head.title or "")
    for source in graph.sources.values():
        if head.url is not None and source.url == head.url:
            return source
        is_long = title.count(" ") >= 3
        is_other = head.publisher is not None and source.publisher != head.publisher
        if is_long and not is_other and _plain(source.title) == title:
            return source
    return None


def _plain(title: str) -> str:
    return re.sub(r"\s+", " ", " ".join(words_of(title)).casefold())
