"""Pieces that several page kinds share: links, dated facts, statements, source lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator import prose
from generator.dates import MONTHS
from generator.document import (
    Block,
    Blocks,
    Citation,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Item,
    Link,
    List,
    PageLink,
    Paragraph,
    Quotation,
    RecordLink,
    Strong,
    Text,
    anchors_of,
    citation_numbers,
    map_inlines,
    source_anchor,
    text_of,
    walk_inlines,
)
from generator.graph import Graph, PlacedStatement
from generator.history import History
from generator.languages import language_name
from generator.model import Actor, Article, Event, Place, Source, Topic
from generator.views.addresses import address_of, statement_anchor, title_of
from generator.views.appearances import denials_of
from generator.views.attribution import Attribution, attribution
from generator.views.collections import Group, Leaf, paged
from generator.views.names import name_of, native_name

DESCRIPTION_LENGTH = 160
# A longer list runs over to pages of its own; this many of its items stay in place.
LIST_LIMIT = 200
LIST_OPEN = 50


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


def timeline(events: Iterable[Event], anchor_prefix: str = "event-") -> Blocks:
    items = tuple(event_item(event, f"{anchor_prefix}{event.id}") for event in events)
    return (List(items),) if items else ()


def statement_blocks(graph: Graph, placed: PlacedStatement, *, anchored: bool = True) -> Blocks:
    """A quotation or a reported statement with its chain of attribution as a sentence.

    `anchored` only on the page of the article or issue that carries it: its one address.
    """
    statement = placed.statement
    told = attribution(graph, placed)
    anchor = statement_anchor(placed.key) if anchored else None
    blocks: list[Block] = []
    sentence = (*chain_sentence(told), *cites(placed.source_ids))
    if statement.quote is not None:
        language = statement.language if statement.language != "en" else None
        blocks.append(Quotation(statement.quote, sentence, language, anchor))
        if statement.text is not None:
            blocks.append(Paragraph(prose_inlines(statement.text)))
    else:
        # A chain of one hand says no more than the citation does.
        is_direct = len(told.hands) < 2
        said = statement.text or statement.position or ""
        spoken = with_citations(said, placed.source_ids) if is_direct else prose_inlines(said)
        lead = (Strong(_speaker(told)), Text(f" {statement.verb}: "))
        blocks.append(Paragraph((*lead, *spoken), anchor=anchor))
        blocks += [] if is_direct else [Paragraph(sentence, role="attribution")]
    remarks = _remarks(graph, placed, told)
    if remarks:
        blocks.append(Paragraph(remarks, role="remark"))
    return tuple(blocks)


def chain_sentence(told: Attribution) -> Inlines:
    """ "Sergei Ryabkov, to RIA Novosti, as reported by Reuters, in The Independent"."""
    inlines: list[Inline] = [*_speaker(told)]
    for hand in told.hands:
        inlines.append(Text(f", {hand.lead} "))
        inlines += link(hand.record_id, hand.name) if hand.record_id else words(hand.name)
        details = [hand.date.words] if hand.date else []
        details += [f"in {language_name(hand.language)}"] if hand.language else []
        if details:
            inlines.append(Text(f" ({', '.join(details)})"))
    return tuple(inlines)


def _speaker(told: Attribution) -> Inlines:
    return link(told.speaker_id, told.speaker) if told.speaker_id else words(told.speaker)


def _remarks(graph: Graph, placed: PlacedStatement, told: Attribution) -> Inlines:
    """What else is known of a statement, each as a short sentence."""
    statement = placed.statement
    parts: list[Inlines] = []
    if told.role:
        parts.append(words(f"{told.role} on that day."))
    if statement.date:
        parts.append(words(f"{statement.date.words}."))
    parts.append(words(f"Status: {told.standing}."))
    if told.why_unnamed:
        parts.append(words(f"No name is given: {told.why_unnamed.rstrip('.')}."))
    if told.translated_from:
        parts.append(
            words(
                f"Said in {language_name(told.translated_from)}; the words here are a translation."
            )
        )
    for relation, target in (
        ("Denies", statement.denies),
        ("Confirms", statement.confirms),
        ("Corrects", statement.corrects),
        ("Withdraws", statement.withdraws),
    ):
        if target:
            parts.append(
                (Text(f"{relation} "), *link(target, _short_statement(graph, target)), Text("."))
            )
    for other in denials_of(graph, placed.key):
        denier = attribution(graph, other).speaker
        parts.append((Text("Denied by "), *link(other.key, denier), Text(".")))
    if statement.rejected_by:
        parts.append((Text("Rejected by "), *links(statement.rejected_by), Text(".")))
    if statement.note:
        parts.append(prose_inlines(statement.note))
    return joined(parts, " ")


def _short_statement(graph: Graph, key: str) -> str:
    placed = graph.statements[key]
    return f"what {attribution(graph, placed).speaker} {placed.statement.verb}"


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
    return (*named(actor), Text(". "), *without_citations(about)) if about else named(actor)


def current_role(actor: Actor) -> str:
    return f"{actor.roles[0].title}." if actor.roles else f"{actor.type.capitalize()}."


def place_entry(place: Place) -> Inlines:
    about = place.status or place.description
    if about:
        return (*named(place), Text(". "), *without_citations(prose_inlines(about)))
    return (*named(place), Text(f". {place.kind.capitalize()}.")) if place.kind else named(place)


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
        parts.append((Link(source.url, words("Read it at its publisher")),))
    if source.archived:
        parts.append((Link(source.archived, words("archived copy")),))
    return (*joined(parts, " or "), Text("."))


# --- the whole page --------------------------------------------------------------------------


def finish(
    graph: Graph,
    path: str,
    title: str,
    description: str,
    blocks: Sequence[Block],
    *,
    record_id: str | None = None,
    with_sources: bool = True,
) -> Iterator[Document]:
    """The document of a page, and the pages that its longest lists run over to.

    Links are resolved, and the list of the page's sources stands at its end. A list of more
    than LIST_LIMIT items shows its first; all of them stand on pages below this one.
    """
    kept, overflows = _without_overflow(path, blocks)
    source_file = graph.library.origins[record_id].location.path if record_id else None
    description = shortened(description)
    whole = _with_sources(graph, path, kept, with_sources)
    yield Document(path, title, description, whole, record_id, source_file)
    for overflow in overflows:
        leaves = paged([Group(overflow.heading, overflow.items)], overflow.path, LIST_LIMIT)
        for leaf in leaves:
            shown: Blocks = (
                Heading(1, words(f"{title}: {overflow.heading}"), "top"),
                Paragraph((PageLink(path, None, words(f"Back to {title}")),), role="more"),
                Paragraph(pager(leaves, leaf), role="pager"),
                *(List(group.entries) for group in leaf.groups),
            )
            below = _with_sources(graph, leaf.path, shown, with_sources)
            numbered = f"{title}: {overflow.heading}, page {leaf.number}"
            yield Document(leaf.path, numbered, description, below)


def pager(leaves: Sequence[Leaf[Any]], here: Leaf[Any]) -> Inlines:
    """The way to the other pages of a long list; the one shown is not a link."""
    told: list[Inline] = []
    for leaf in leaves:
        if told:
            told.append(Text(" · "))
        label = words(str(leaf.number) if leaf.is_one_group else f"{leaf.number} ({leaf.label})")
        told.append(Strong(label) if leaf is here else PageLink(leaf.path, None, label))
    return tuple(told)


@dataclass(frozen=True)
class _Overflow:
    """A list that is too long for its page: the heading it stood under, and where it goes."""

    path: str
    heading: str
    items: tuple[Item, ...]


def _without_overflow(path: str, blocks: Sequence[Block]) -> tuple[Blocks, list[_Overflow]]:
    kept: list[Block] = []
    overflows: list[_Overflow] = []
    heading = Heading(2, words("All"), "all")
    for block in blocks:
        if isinstance(block, Heading):
            heading = block
        if isinstance(block, List) and len(block.items) > LIST_LIMIT:
            target = f"{path}/{heading.anchor}".lstrip("/")
            overflows.append(_Overflow(target, text_of(heading.children), block.items))
            more = words(f"All {len(block.items):,}")
            kept.append(replace(block, items=block.items[:LIST_OPEN]))
            kept.append(Paragraph((PageLink(target, None, more),), role="more"))
        else:
            kept.append(block)
    return tuple(kept), overflows


def _with_sources(graph: Graph, path: str, blocks: Blocks, with_sources: bool) -> Blocks:
    def resolve(inline: Inline) -> Inline:
        return _resolved(graph, path, inline)

    resolved = _with_unique_anchors(map_inlines(blocks, resolve))
    if with_sources:
        listed = section("Sources", "sources", _source_list(graph, resolved))
        resolved += map_inlines(listed, resolve)
    return resolved


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


def _resolved(graph: Graph, path: str, inline: Inline) -> Inline:
    if not isinstance(inline, RecordLink):
        return inline
    address = address_of(graph, inline.record_id)
    shown = words(inline.words or title_of(graph, inline.record_id))
    if address.page == path and address.anchor is None:
        return shown[0]
    return PageLink("" if address.page == path else address.page, address.anchor, shown)


def _with_unique_anchors(blocks: Blocks) -> Blocks:
    """Headings that an editor named alike get numbers, so that each keeps an address."""
    taken: set[str] = set()
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            anchor, number = block.anchor, 1
            while anchor in taken:
                number += 1
                anchor = f"{block.anchor}-{number}"
            block = Heading(block.level, block.children, anchor)
        taken |= set(anchors_of((block,)))
        result.append(block)
    return tuple(result)


def _source_list(graph: Graph, blocks: Blocks) -> Blocks:
    """The sources of a page in the order of their numbers, with what rests on each here."""
    numbers = citation_numbers(blocks)
    if not numbers:
        return ()
    used_in = _places_of_citation(blocks)
    items = tuple(
        Item((Paragraph(_source_entry(graph.sources[id], used_in[id])),), source_anchor(id))
        for id in numbers
    )
    origins = graph.origins_of(numbers)
    told = (
        f"This page rests on {count(len(numbers), 'source')} from "
        f"{count(len(origins), 'distinct origin')} that we can trace."
    )
    return (Paragraph(words(told)), List(items, ordered=True))


def _source_entry(source: Source, used_in: Iterable[tuple[str, str]]) -> Inlines:
    places = joined(((PageLink("", anchor, words(title)),) for title, anchor in used_in), ", ")
    rests = (Text(" Rests on it here: "), *places, Text(".")) if places else ()
    return (*source_words(source), Text(" "), *outward_link(source), *rests)


def _places_of_citation(blocks: Blocks) -> dict[str, list[tuple[str, str]]]:
    """Source id -> (title, anchor) of each section that cites it, in reading order."""
    places: dict[str, list[tuple[str, str]]] = {}
    here: tuple[str, str] | None = None
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1:
            here = (text_of(block.children), block.anchor)
        for inline in walk_inlines((block,)):
            if isinstance(inline, Citation):
                found = places.setdefault(inline.source_id, [])
                if here is not None and here not in found:
                    found.append(here)
    return places


def record_name(graph: Graph, record_id: str) -> str:
    return name_of(graph, graph.library.records[record_id])
