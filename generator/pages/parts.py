"""Pieces that several page kinds share: links, dated facts, statements, source lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from generator import prose
from generator.components.head import Dated, Freshness
from generator.components.lists import Entries, Entry, Fact, Facts, People, Person
from generator.components.timeline import Count, Moment, Period, Timeline
from generator.dates import MONTHS, Form, PartialDate
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
    PageLink,
    Paragraph,
    RecordLink,
    Strong,
    Text,
    Time,
    map_inlines,
    slug,
    text_of,
)
from generator.graph import Graph
from generator.history import History
from generator.model import Actor, Article, Event, Issue, Place, Role, Source, Topic, Vote
from generator.values import replace
from generator.views.addresses import event_anchor, title_of
from generator.views.names import native_name
from generator.views.periods import Stretch, stretches

DESCRIPTION_LENGTH = 160
OFFICES_SHOWN = 2
# How a draft is marked where drafts are shown.
DRAFT = "Draft: not published"


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


# Remembered by the text: what is said of an event, a person, a place stands on page after page.
@lru_cache(maxsize=10_000)
def prose_inlines(text: str) -> Inlines:
    """A prose field in one run; its paragraphs follow each other."""
    return joined(prose.parse_prose(text), " ")


def prose_blocks(text: str) -> Blocks:
    return tuple(Paragraph(inlines) for inlines in prose.parse_prose(text))


def with_citations(text: str, source_ids: Iterable[str]) -> Inlines:
    """A prose field, and after it those of its sources that it does not cite itself."""
    return _with_citations(text, tuple(source_ids))


@lru_cache(maxsize=10_000)
def _with_citations(text: str, source_ids: tuple[str, ...]) -> Inlines:
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


def rests_on(sources: int, origins: int) -> str:
    """On how much something rests. Fewer origins than sources are copies of one another; more are
    those that a source draws on."""
    told = f"Rests on {count(sources, 'source')}"
    if origins > sources:
        return f"{told}, drawing on {count(origins, 'origin')}"
    return f"{told} from {count(origins, 'distinct origin')}"


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
    found = tuple(Fact(label, value) for label, value in rows if value)
    return (Facts(found),) if found else ()


def when(date: PartialDate | None) -> Time:
    return Time(date.words, date.iso) if date else Time("Date not given")


def event_item(event: Event) -> Item:
    """A dated fact on one line: its date, its text with citations, and who claims or disputes it."""
    standing = standing_words(event)
    told: Inlines = (Text(" ("), *standing, Text(")")) if standing else ()
    return Item((Paragraph((Strong((when(event.date),)), Text(" "), *event_words(event), *told)),))


def event_words(event: Event) -> Inlines:
    return with_citations(event.text, event.sources)


def standing_words(event: Event) -> Inlines:
    """Who claims or disputes a fact; nothing where nobody is named."""
    return joined(
        (
            (Text("claimed by "), *links(event.claimed_by)) if event.claimed_by else (),
            (Text("disputed by "), *links(event.disputed_by)) if event.disputed_by else (),
        ),
        "; ",
    )


def timeline(
    events: Sequence[Event],
    open_ids: Iterable[str] = (),
    *,
    in_one: bool = False,
    with_notes: bool = True,
) -> Blocks:
    """The events in periods; those stand open that hold an event of `open_ids`, else the first.

    With `in_one` nothing is folded; without `with_notes` what is noted is left to the whole timeline.
    """
    found = (Stretch("", tuple(events)),) if in_one else stretches(events)
    chosen = set(open_ids)
    opened = [any(e.id in chosen for e in stretch.events) for stretch in found]
    if found and not any(opened):
        opened[0] = True
    periods = tuple(
        Period(
            stretch.title,
            f"period-{slug(stretch.title)}" if stretch.title else None,
            tuple(moment(e) if with_notes else replace(moment(e), note=()) for e in stretch.events),
            is_open,
        )
        for stretch, is_open in zip(found, opened, strict=True)
    )
    return (Timeline(periods),) if periods else ()


def moment(event: Event) -> Moment:
    note = prose_inlines(event.note) if event.note else ()
    return Moment(
        event_anchor(event.id), when(event.date), vagueness(event.date), event_words(event),
        event.status, standing_words(event), note, _figures(event.vote),
    )  # fmt: skip


def vagueness(date: PartialDate) -> str:
    """How exact a date is: "day", "month", "year", or "span" for whatever is no single point."""
    if date.form is not Form.POINT or date.start is None:
        return "span"
    return "day" if date.start.day else "month" if date.start.month else "year"


def _figures(vote: Vote | None) -> tuple[Count, ...]:
    if vote is None:
        return ()
    labels = ("in favour", "against", "abstained", "absent")
    numbers = (vote.in_favour, vote.against, vote.abstained, vote.absent)
    named = zip(labels, numbers, strict=True)
    return tuple(Count(capitalised(label), number) for label, number in named if number is not None)


def article_entry(graph: Graph, article: Article) -> Entry:
    date = graph.article_date(article)
    day = when(date) if date else Time("date not given")
    mark = (Strong((Text(f"{DRAFT},"),)), Text(" ")) if article.draft else ()
    line = (*mark, Text(f"{graph.sources[article.source].publisher}, "), day)
    return Entry(link(article.id), line, without_citations(prose_inlines(article.summary)))


def topic_entry(topic: Topic) -> Entry:
    """An explainer: its question and the first sentence of its short answer."""
    line = (Text("As of "), when(topic.as_of)) if topic.as_of else ()
    return Entry(link(topic.id, topic.question), line, prose_line(topic.in_short[0]))


def issue_entry(issue: Issue) -> Entry:
    about = prose_line(issue.summary) if issue.summary else ()
    return Entry(link(issue.id, issue.question), about=about)


def entries(found: Iterable[Entry], kind: str = "plain") -> Blocks:
    listed = tuple(found)
    return (Entries(listed, kind),) if listed else ()


def prose_line(text: str) -> Inlines:
    return without_citations(prose_inlines(text))


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


def person(actor: Actor) -> Person:
    """Somebody in a who's who."""
    native = native_name(actor)
    about = prose_line(actor.description) if actor.description else ()
    office = offices(actor) or ("Person" if actor.type == "person" else "")
    return Person(link(actor.id), Foreign(*native) if native else None, office, about)


def people(actors: Iterable[Actor], *, in_short: bool = False) -> Blocks:
    """Who’s who; in short, without a sentence about each and the name in its own script."""
    found = tuple(map(person, actors))
    if in_short:
        found = tuple(replace(one, native=None, about=()) for one in found)
    return (People(found),) if found else ()


def current_role(actor: Actor) -> str:
    """The office that was begun last, as far as the record tells; else what kind of actor it is."""
    return _by_time(actor)[-1].title if actor.roles else capitalised(actor.type)


def offices(actor: Actor) -> str:
    """The last offices of a person with their years: "President of Russia (2008 to 2012)"."""
    return "; ".join(_office(role) for role in _by_time(actor)[-OFFICES_SHOWN:])


def _by_time(actor: Actor) -> list[Role]:
    return sorted(actor.roles, key=lambda r: r.start.sort_key if r.start else (0, 0, 0))


def _office(role: Role) -> str:
    start, end = (day.year if day else None for day in (role.start, role.end))
    if start and end:
        return f"{role.title} ({start} to {end})" if start != end else f"{role.title} ({start})"
    if start or end:
        return f"{role.title} ({'from' if start else 'until'} {start or end})"
    return role.title


def place_entry(place: Place) -> Inlines:
    about = place.status or place.description
    if about:
        return (*named(place), Text(". "), *prose_line(about))
    return (*named(place), Text(f". {capitalised(place.kind)}.")) if place.kind else named(place)


def source_words(source: Source) -> Inlines:
    """A source as a bibliography has it: title, author, publisher, date."""
    return (Emphasis(source_title(source)), Text(", "), *source_line(source), Text("."))


def source_title(source: Source) -> Inlines:
    return link(source.id, source.title)


def source_line(source: Source) -> Inlines:
    """Author, publisher and date."""
    author = words(source.author) if source.author else ()
    date: Inlines = (when(source.date),) if source.date else words("date not given")
    return joined([author, words(source.publisher), date])


def outward_link(source: Source) -> Inlines:
    """Where to read a source, or that no address is known."""
    ways = outward_ways(source)
    return (*joined(ways, " or "), Text(".")) if ways else words("No address known.")


def outward_ways(source: Source) -> list[Inlines]:
    ways: list[Inlines] = []
    if source.url:
        ways.append((Link(source.url, words("Open the source")),))
    if source.archived:
        ways.append((Link(source.archived, words("Archived copy")),))
    return ways


def plain_words(graph: Graph, *texts: str | None) -> str:
    """The words of the first prose field given, without its citations; links by what they name."""
    found = next((text for text in texts if text), "")
    return spoken(graph, prose_inlines(found))


def spoken(graph: Graph, inlines: Inlines) -> str:
    """The words of inlines as a reader sees them: a link without words is what it leads to."""

    def named(found: RecordLink) -> Inline:
        return Text(found.words or title_of(graph, found.record_id))

    (paragraph,) = map_inlines((Paragraph(inlines),), named, (RecordLink,))
    assert isinstance(paragraph, Paragraph)
    return text_of(paragraph.children)


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """A text cut at a word, for a page's description."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def freshness(facts: Iterable[Dated | None]) -> Blocks:
    found = tuple(fact for fact in facts if fact is not None)
    return (Freshness(found),) if found else ()


def changes(record: Article | Issue | Topic) -> Blocks:
    """The corrections and updates of a page, the newest first."""
    newest = sorted(record.changes, key=lambda change: change.date.sort_key, reverse=True)
    told = (
        (
            Strong((Text(f"{change.kind.capitalize()}, "), when(change.date), Text("."))),
            Text(" "), *prose_inlines(change.text),
        )
        for change in newest
    )  # fmt: skip
    return section("Corrections and updates", "changes", bullets(told))


def corrected(record: Article | Issue | Topic) -> Dated | None:
    """The last day of a correction, which leads to what it says."""
    days = [change.date for change in record.changes if change.kind == "correction"]
    if not days:
        return None
    last = max(days, key=lambda day: day.sort_key)
    return Dated("Corrected", (PageLink("", "changes", (when(last),)),))


def changed(graph: Graph, history: History, record_id: str) -> Dated | None:
    """When the record was last changed; nothing where git does not know, or its file holds others."""
    day = history.changed(*graph.own_files(record_id))
    return Dated("Last changed", (Time(day_words(day), day.isoformat()),)) if day else None
