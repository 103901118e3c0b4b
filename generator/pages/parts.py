"""Pieces that several page kinds share: links, dated facts, statements, source lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from generator import prose
from generator.dates import MONTHS
from generator.document import (
    Block,
    Blocks,
    Citation,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Item,
    Link,
    List,
    Paragraph,
    RecordLink,
    Strong,
    Text,
    text_of,
)
from generator.graph import Graph
from generator.history import History
from generator.model import Actor, Article, Event, Place, Source, Topic
from generator.views.addresses import event_anchor
from generator.views.names import native_name

DESCRIPTION_LENGTH = 160


# --- inlines ---------------------------------------------------------------------------------


def words(text: str) -> Inlines:
    return (Text(text),)


def joined(parts: Iterable[Inlines], separator: str = ", ", last: str | None = None) -> Inlines:
    """Inlines in a row with words between them: "a, b and c" with last=" and "."""
    listed = [part for part in parts if part]
    result: list[Inline] = []
    for index, part in enumerate(listed):
        if index:
            is_last = index == len(listed) - 1
            result.append(Text(last if is_last and last is not None else separator))
        result.extend(part)
    return tuple(result)


def link(record_id: str, shown: str | None = None) -> Inlines:
    return (RecordLink(record_id, shown),)


def links(ids: Iterable[str]) -> Inlines:
    return joined((link(id) for id in ids), last=" and ")


def cites(source_ids: Iterable[str]) -> Inlines:
    return tuple(Citation(id) for id in dict.fromkeys(source_ids))


def prose_inlines(text: str) -> Inlines:
    """A prose field in one run; its paragraphs follow each other."""
    return joined(prose.parse_prose(text), " ")


def prose_blocks(text: str) -> Blocks:
    return tuple(Paragraph(inlines) for inlines in prose.parse_prose(text))


def with_citations(text: str, source_ids: Iterable[str]) -> Inlines:
    """A prose field, and after it those of its sources that it does not cite itself."""
    inlines = prose_inlines(text)
    cited = {inline.source_id for inline in inlines if isinstance(inline, Citation)}
    return inlines + cites(id for id in source_ids if id not in cited)


def day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def capitalised(text: str) -> str:
    """The text with its first letter large and all others as they were typed."""
    return text[:1].upper() + text[1:]


def count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# --- blocks ----------------------------------------------------------------------------------


def kicker(text: str) -> Paragraph:
    return Paragraph(words(text), role="kicker")


def section(title: str, anchor: str, blocks: Sequence[Block], level: int = 2) -> Blocks:
    """A heading and what stands below it; nothing at all where there is nothing to stand."""
    return (Heading(level, words(title), anchor), *blocks) if blocks else ()


def bullets(entries: Iterable[Inlines]) -> Blocks:
    items = tuple(Item((Paragraph(inlines),)) for inlines in entries)
    return (List(items),) if items else ()


def facts(rows: Iterable[tuple[str, Inlines]]) -> Blocks:
    """Short facts about a record, each with its label: "Published: 10 January 2022"."""
    return bullets((Strong(words(label)), Text(": "), *value) for label, value in rows if value)


def event_item(event: Event, anchor: str | None = None) -> Item:
    """A dated fact: its date, its text with citations, and who claims or disputes it."""
    inlines: list[Inline] = [Strong(words(event.date.words)), Text(" "), *event_words(event)]
    blocks: list[Block] = [Paragraph(tuple(inlines))]
    if event.note:
        blocks.append(Paragraph(prose_inlines(event.note), role="remark"))
    return Item(tuple(blocks), anchor)


def event_words(event: Event) -> Inlines:
    """The text of a fact with its sources, and what is said about its standing."""
    return with_citations(event.text, event.sources) + standing_words(event)


def standing_words(event: Event) -> Inlines:
    parts: list[Inlines] = []
    if event.claimed_by:
        parts.append((Text("claimed by "), *links(event.claimed_by)))
    elif event.status == "claimed":
        parts.append(words("claimed"))
    if event.disputed_by:
        parts.append((Text("disputed by "), *links(event.disputed_by)))
    elif event.status == "disputed":
        parts.append(words("disputed"))
    if not parts:
        return ()
    return (Text(" ("), Emphasis(joined(parts, "; ")), Text(")"))


def timeline(events: Iterable[Event]) -> Blocks:
    items = tuple(event_item(event, event_anchor(event.id)) for event in events)
    return (List(items),) if items else ()


def article_entry(graph: Graph, article: Article) -> Inlines:
    date = graph.article_date(article)
    source = graph.sources[article.source]
    told = ", ".join([source.publisher, date.words if date else "date not given"])
    return (
        Strong(link(article.id)),
        Text(f" {told}. "),
        *without_citations(prose_inlines(article.summary)),
    )


def topic_entry(topic: Topic) -> Inlines:
    short = joined((without_citations(prose_inlines(text)) for text in topic.in_short), " ")
    return (Strong(link(topic.id, topic.question)), Text(" "), *short)


def without_citations(inlines: Inlines) -> Inlines:
    """Prose shown where a list of sources would be out of place; the page linked to cites them."""
    return tuple(inline for inline in inlines if not isinstance(inline, Citation))


def named(record: Actor | Place) -> Inlines:
    """A linked name, with the name in its own script."""
    inlines: list[Inline] = [Strong(link(record.id))]
    native = native_name(record)
    if native:
        inlines += [Text(" ("), Foreign(*native), Text(")")]
    return tuple(inlines)


def actor_entry(actor: Actor) -> Inlines:
    about = prose_inlines(actor.description) if actor.description else words(current_role(actor))
    if not about:
        return named(actor)
    return (*named(actor), Text(". "), *without_citations(about))


def current_role(actor: Actor) -> str:
    return f"{actor.roles[0].title}." if actor.roles else f"{capitalised(actor.type)}."


def place_entry(place: Place) -> Inlines:
    about = place.status or place.description
    if about:
        return (*named(place), Text(". "), *without_citations(prose_inlines(about)))
    return (*named(place), Text(f". {capitalised(place.kind)}.")) if place.kind else named(place)


def source_words(source: Source) -> Inlines:
    """A source as a bibliography has it: title, author, publisher, date."""
    title: Inlines = (Emphasis(link(source.id, source.title)),)
    author = words(source.author) if source.author else ()
    date = words(source.date.words if source.date else "date not given")
    return (*joined([title, author, words(source.publisher), date]), Text("."))


def outward_link(source: Source) -> Inlines:
    """Where to read a source, or that no address is known."""
    if source.url is None and source.archived is None:
        return words("No address known.")
    parts: list[Inlines] = []
    if source.url:
        parts.append((Link(source.url, words("Open the source")),))
    if source.archived:
        parts.append((Link(source.archived, words("archived copy")),))
    return (*joined(parts, " or "), Text("."))


def plain_words(*texts: str | None) -> str:
    """The words of the first prose field given, without its citations."""
    return next((text_of(prose_inlines(text)) for text in texts if text), "")


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """A text cut at a word, for a page's description."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def changed_line(history: History, source_file: str) -> Blocks:
    """When the record was last changed; nothing where git does not know."""
    day = history.changed(source_file)
    return (Paragraph(words(f"Last changed on {day_words(day)}."), role="asof"),) if day else ()
