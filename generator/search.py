"""What readers can search: one entry a page and a place on it, made from records, never from HTML.

Numbers of citations and lists of sources are no words of a page, so they never come in; and each
fact stands in one entry, at the address where it is told.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

from generator import prose
from generator.document import (
    BlockQuote,
    Blocks,
    CodeBlock,
    Document,
    Heading,
    Inline,
    Inlines,
    List,
    Listed,
    Paragraph,
    RecordLink,
    Table,
    Text,
    map_inlines,
    quoted_words,
    text_of,
)
from generator.graph import Graph, PlacedStatement
from generator.model import Actor, Article, Event, Issue, Page, Place, Source, Term, Topic
from generator.values import Value
from generator.views.addresses import Address, address_of, title_of
from generator.views.names import name_of, native_name, speaker_name

# So many entries stand in a stretch, more or less.
STRETCH = 128
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

# What a result is called, and how much its kind lifts it above others that match as well.
KINDS: dict[str, float] = {
    "Explainer": 4,
    "Answer": 2,
    "Article": 1.6,
    "Issue": 1.6,
    "Person": 1.4,
    "Organisation": 1.4,
    "State": 1.4,
    "People": 1.4,
    "Place": 1.4,
    "Term": 1.4,
    "Statement": 1,
    "Event": 1,
    "Page": 0.8,
    "Source": 0.05,
}
_RANKS = {kind: number for number, kind in enumerate(KINDS)}
_STANDINGS = {
    "known": ("Known", "known"),
    "claimed": ("Claimed", "claimed"),
    "disputed": ("Disputed", "disputed"),
    "unknown": ("Not known", "not-known"),
}


class Entry(Value):
    """One result: `title` and `text` are shown; `names` are other words for the same thing.

    `kind` is one of KINDS. The first name of an explainer or an issue is its short title.
    """

    kind: str
    address: Address
    title: str
    text: str = ""
    names: tuple[str, ...] = ()


def search_index(
    graph: Graph,
    documents: Iterable[Document | Listed],
    rows_of_stretch: Callable[[str], bytes] | None = None,
) -> bytes:
    """The index as the search worker reads it, in UTF-8; the same content gives the same bytes.

    Shape: {"kinds": [[name, weight], …], "entries": [[number of the kind, address relative to the
    site's root, title, text, names …], …]}, best kinds first. Texts are plain words, not markup.
    Where the rows of a stretch (see `stretches`) were made before, `rows_of_stretch` has them.
    """
    # Part by part: as one text, or joined out of a list, the index takes several times its size.
    index = io.BytesIO()
    index.write(b'{"kinds":%b,"entries":[' % _write(list(KINDS.items())).encode())
    is_first = True
    for part in _parts(graph, documents):
        if isinstance(part, Stretch):
            rows = rows_of_stretch(part.name) if rows_of_stretch else part.rows(graph)
        else:
            rows = _rows(part)
        if rows:
            index.write(rows if is_first else b"," + rows)
            is_first = False
    index.write(b"]}")
    return index.getvalue()


def _rows(entries: Iterable[Entry]) -> bytes:
    told = ([_rank(e), href(e.address), e.title, e.text, *e.names] for e in entries)
    return ",".join(map(_write, told)).encode()


class Stretch(Value):
    """Records of one kind, or statements, whose entries stand one after another."""

    name: str
    kind: str
    ids: tuple[str, ...]

    def rows(self, graph: Graph) -> bytes:
        """Their rows in the index, with commas between them."""
        records, entry = getattr(graph, self.kind), _ENTRY_OF[self.kind]
        return _rows(entry(graph, records[id]) for id in self.ids)


def stretches(graph: Graph) -> Mapping[str, Stretch]:
    """By their names, all records and statements that have an entry each, which needs no page to be made.

    Where a record comes or goes, other stretches stay what they are.
    """
    return graph.reads.worked_out(
        "stretches of the search index",
        lambda: {one.name: one for kind in _ENTRY_OF for one in _stretches(graph, kind)},
    )


def _stretches(graph: Graph, kind: str) -> Iterator[Stretch]:
    ids = list(getattr(graph, kind))
    if kind == "actors":
        ids.sort(key=lambda one: _RANKS[graph.actors[one].type.capitalize()])
    start = 0
    for place in range(1, len(ids) + 1):
        if place == len(ids) or crc32(ids[place].encode()) % STRETCH == 0:
            yield Stretch(f"{kind} from {ids[start]}", kind, tuple(ids[start:place]))
            start = place


def leads_into(graph: Graph, document: Document) -> bool:
    """Whether results lead to places on a page, and not only to the page itself."""
    return document.record_id in graph.topics or document.record_id in graph.pages


def _parts(
    graph: Graph, documents: Iterable[Document | Listed]
) -> Iterator[Stretch | Iterable[Entry]]:
    """What can be found, by the rank of its kind; within a kind in the order of the files.

    An anchor is given only where a document has it.
    """
    pages = {document.path: document for document in documents}
    topics = (entry for topic in graph.topics.values() for entry in _topic(graph, topic, pages))
    yield sorted(topics, key=_rank)
    found = stretches(graph).values()
    yield from (stretch for stretch in found if stretch.kind != "sources")
    yield (entry for page in graph.pages.values() for entry in _page(graph, page, pages))
    yield _collections(pages)
    yield from (stretch for stretch in found if stretch.kind == "sources")


def _rank(entry: Entry) -> int:
    return _RANKS[entry.kind]


def href(address: Address) -> str:
    """An address relative to the site's root: "timeline/#event-2014-vote"; "" is home."""
    page = f"{address.page}/" if address.page else ""
    return f"{page}#{address.anchor}" if address.anchor else page


# --- kinds -----------------------------------------------------------------------------------


def _topic(graph: Graph, topic: Topic, pages: Mapping[str, Document | Listed]) -> Iterator[Entry]:
    page = address_of(graph, topic.id).page
    anchors = _anchors(pages, page)
    first, *sections = _sections(graph, prose.parse_markdown(topic.body))
    short = _sentences(graph, *topic.in_short, topic.why)
    told = _joined(short, first.text)
    # Readers know an explainer by the words of its address too.
    known = topic.id.replace("-", " ")
    names = (topic.title,) if known == topic.title.casefold() else (topic.title, known)
    yield Entry("Explainer", Address(page), topic.question, told, names)
    for section in sections:
        yield Entry("Answer", _place_on(page, section.anchor, anchors), section.title, section.text)
    for standing, (title, anchor) in _STANDINGS.items():
        texts = [pinned.text for pinned in topic.pinned if pinned.status == standing]
        texts += topic.not_known if standing == "unknown" else ()
        if texts:
            text = _sentences(graph, *texts)
            yield Entry("Answer", _place_on(page, anchor, anchors), title, text)


def _article(graph: Graph, article: Article) -> Entry:
    source = graph.sources[article.source]
    date = graph.article_date(article)
    printed = ", ".join([source.publisher, date.words if date else "date not given"])
    told = _joined(f"{printed}.", _sentences(graph, article.summary, *article.key_points))
    return Entry("Article", address_of(graph, article.id), name_of(graph, article), told)


def _issue(graph: Graph, issue: Issue) -> Entry:
    names = (issue.title,) if issue.title else ()
    told = _sentences(graph, issue.summary)
    return Entry("Issue", address_of(graph, issue.id), issue.question, told, names)


def _actor(graph: Graph, actor: Actor) -> Entry:
    about = _sentences(graph, actor.description)
    offices = (role.title for role in actor.roles)
    told = _joined(about, *(f"{office}." for office in offices if office not in about))
    kind = actor.type.capitalize()
    return Entry(kind, address_of(graph, actor.id), actor.name, told, _other_names(actor))


def _place(graph: Graph, place: Place) -> Entry:
    told = _sentences(graph, place.status, place.description)
    return Entry("Place", address_of(graph, place.id), place.name, told, _other_names(place))


def _term(graph: Graph, term: Term) -> Entry:
    told = _sentences(graph, term.definition)
    return Entry("Term", address_of(graph, term.id), term.term, told, term.aliases)


def _statement(graph: Graph, placed: PlacedStatement) -> Entry:
    statement = placed.statement
    day = f", {statement.date.words}" if statement.date else ""
    quote = f"“{quoted_words(statement.quote)}”" if statement.quote else ""
    told = _joined(quote, _sentences(graph, statement.text, statement.position, statement.note))
    title = speaker_name(graph, statement) + day
    return Entry("Statement", address_of(graph, placed.key), title, told)


def _event(graph: Graph, event: Event) -> Entry:
    told = _sentences(graph, event.text, event.note)
    return Entry("Event", address_of(graph, event.id), event.date.words, told)


def _page(graph: Graph, page: Page, pages: Mapping[str, Document | Listed]) -> Iterator[Entry]:
    path = address_of(graph, page.id).page
    anchors = _anchors(pages, path)
    first, *sections = _sections(graph, prose.parse_markdown(page.body))
    told = _joined(page.description or "", first.text)
    yield Entry("Page", Address(path), page.title, told)
    for section in sections:
        yield Entry("Page", _place_on(path, section.anchor, anchors), section.title, section.text)


def _collections(pages: Mapping[str, Document | Listed]) -> Iterator[Entry]:
    """The lists of all records of a kind; the pages that they run over to are left out."""
    for path, document in pages.items():
        if path and "/" not in path and document.record_id is None:
            yield Entry("Page", Address(path), document.title, document.description)


def _source(graph: Graph, source: Source) -> Entry:
    date = source.date.words if source.date else None
    printed = ", ".join(part for part in (source.author, source.publisher, date) if part)
    return Entry("Source", address_of(graph, source.id), source.title, printed)


def _other_names(record: Actor | Place) -> tuple[str, ...]:
    native = native_name(record)
    names = (*(native[:1] if native else ()), *record.aliases)
    return tuple(dict.fromkeys(name for name in names if name != record.name))


# By the name of the records in the graph, in the order of ranks.
_ENTRY_OF: Mapping[str, Callable[[Graph, Any], Entry]] = {
    "articles": _article,
    "issues": _issue,
    "actors": _actor,
    "places": _place,
    "terms": _term,
    "statements": _statement,
    "events": _event,
    "sources": _source,
}


# --- words -----------------------------------------------------------------------------------


class _Section(Value):
    title: str
    anchor: str | None
    text: str


def _sections(graph: Graph, blocks: Blocks) -> list[_Section]:
    """The text before the first heading, then a section for each heading of any level."""
    found = [_Section("", None, "")]
    for block in _resolved(graph, blocks):
        if isinstance(block, Heading):
            found.append(_Section(text_of(block.children), block.anchor, ""))
        else:
            last = found[-1]
            text = _joined(last.text, *_block_words((block,)))
            found[-1] = _Section(last.title, last.anchor, text)
    return found


def _block_words(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield text_of(block.children)
            case List():
                yield from (word for item in block.items for word in _block_words(item.blocks))
            case BlockQuote():
                yield from _block_words(block.blocks)
            case Table():
                yield from (text_of(cell) for row in (block.header, *block.rows) for cell in row)
            case CodeBlock():
                yield " ".join(block.text.split())


def _sentences(graph: Graph, *texts: str | None) -> str:
    """The plain words of prose fields in one run, links by the names of their records."""
    return _joined(*(_words(graph, text) for text in texts if text))


def _words(graph: Graph, text: str) -> str:
    # Most texts hold no link and no citation: nothing in them is more than words.
    if "[" not in text:
        return " ".join(text.split())
    return _joined(*map(text_of, _named(graph, prose.parse_prose(text))))


def _named(graph: Graph, paragraphs: Iterable[Inlines]) -> Iterator[Inlines]:
    for block in _resolved(graph, tuple(Paragraph(inlines) for inlines in paragraphs)):
        if isinstance(block, Paragraph):
            yield block.children


def _resolved(graph: Graph, blocks: Blocks) -> Blocks:
    def named(inline: Inline) -> Inline:
        if isinstance(inline, RecordLink):
            return Text(inline.words or title_of(graph, inline.record_id))
        return inline

    return map_inlines(blocks, named)


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


# --- addresses -------------------------------------------------------------------------------


def _anchors(pages: Mapping[str, Document | Listed], path: str) -> Collection[str]:
    return pages[path].anchors if path in pages else ()


def _place_on(page: str, anchor: str | None, anchors: Collection[str]) -> Address:
    return Address(page, anchor if anchor in anchors else None)
