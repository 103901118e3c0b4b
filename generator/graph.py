"""The Library as one graph: every reference followed, both ways, and the broken ones reported."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator import prose, references
from generator.dates import PartialDate
from generator.diagnostics import Diagnostic, Location, Related, Severity
from generator.document import Citation
from generator.exemptions import Granted, granted
from generator.likeness import nearest_id
from generator.load import Damaged, Library, Listed
from generator.model import (
    KINDS,
    Actor,
    Article,
    Event,
    Issue,
    Kind,
    Mark,
    Page,
    Path,
    Place,
    Record,
    Ref,
    Source,
    Statement,
    Term,
    TextKind,
    Topic,
    Unnamed,
    marked,
    marked_values,
)
from generator.quotes.lock import Checked, Quoted, fingerprint, states
from generator.reads import Reads, Recent
from generator.source import Origin

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """A statement with the article or issue that carries it.

    `key` is unique over the site and serves as its anchor. `source_ids` are what it rests
    on: those it names, else the last text of its chain, else the article that carries it.
    """

    key: str
    statement: Statement
    carrier: Article | Issue
    index: int
    source_ids: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """That of the exact words and of whoever is said to have said them."""
        speaker = self.statement.speaker
        name = speaker.unnamed if isinstance(speaker, Unnamed) else speaker
        return fingerprint(self.statement.quote or "", name)

    @property
    def issue_id(self) -> str | None:
        if self.statement.issue is not None:
            return self.statement.issue
        return self.carrier.id if isinstance(self.carrier, Issue) else None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a record names another: the record, and the path of the field."""

    record_id: str
    path: Path


@dataclass(frozen=True)
class Graph:
    """All records by kind and id, in the order of their files, with what names each.

    Events of a topic stand the oldest first; those of one day keep the order of their files.

    `quotations` says of each statement with a quote whether its words were compared with the text
    that they were read in. `exemptions` are those of all records, by number. `reads` notes what is read
    of a graph that `noting` has made; of another it notes nothing."""

    library: Library
    articles: Mapping[str, Article] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    statements: Mapping[str, PlacedStatement] = field(default_factory=dict)
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    articles_by_topic: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    issues_by_topic: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    events_by_topic: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    statements_by_carrier: Mapping[str, tuple[PlacedStatement, ...]] = field(default_factory=dict)
    statements_by_source: Mapping[str, tuple[PlacedStatement, ...]] = field(default_factory=dict)
    statements_by_issue: Mapping[str, tuple[PlacedStatement, ...]] = field(default_factory=dict)
    events_in_year: Mapping[int, int] = field(default_factory=dict)
    quotations: Mapping[str, Checked] = field(default_factory=dict)
    exemptions: Mapping[int, Granted] = field(default_factory=dict)
    records_in_file: Mapping[str, int] = field(default_factory=dict)
    reads: Reads = field(default_factory=Reads, repr=False, compare=False)
    _made: Recent = field(default_factory=Recent, init=False, repr=False, compare=False)

    def once(self, key: tuple[str | None, ...], make: Callable[[], Made]) -> Made:
        """What `make` makes of a record, made once: it is asked for on page after page.

        `key` says what it is, and of which record.
        """
        return self.reads.once(self._made, key, make)

    def own_file(self, id: str) -> str | None:
        """The file of a record; None where it holds other records too: git's days are not its own."""
        path = self.library.origins[id].location.path
        return path if self.records_in_file[path] == 1 else None

    def own_files(self, id: str) -> tuple[str, ...]:
        """The file of a record, then those that it had under former ids, the newest first.

        Shape: as for `own_file`, and empty where that is None.
        """
        path = self.own_file(id)
        if path is None:
            return ()
        folder, _, name = path.rpartition("/")
        former = self.library.records[id].formerly if name.startswith(f"{id}.") else ()
        return (path, *(f"{folder}/{other}{name[len(id) :]}" for other in reversed(former)))

    @property
    def order_of_statements(self) -> dict[str, int]:
        """The key of each statement -> its number in the order of the files."""
        return self.once(
            ("order of statements",), lambda: {k: n for n, k in enumerate(self.statements)}
        )

    def mentions_of(self, id: str) -> tuple[Mention, ...]:
        """Where a record is named, in the order of the files; nowhere is an empty tuple."""
        return self.mentions.get(id, ())

    def statements_of(self, carrier: Article | Issue) -> tuple[PlacedStatement, ...]:
        """The statements that an article or issue carries, in the order written there."""
        return self.statements_by_carrier.get(carrier.id, ())

    def statement_named_by(self, mention: Mention) -> PlacedStatement | None:
        """The statement in which a mention stands; None where it stands elsewhere."""
        carrier = self.library.records[mention.record_id]
        if mention.path[0] != "statements" or not isinstance(carrier, (Article, Issue)):
            return None
        return self.statements[statement_key(carrier, int(mention.path[1]))]

    def article_date(self, article: Article) -> PartialDate | None:
        """The day of an article: its own where it says one, else its source's."""
        return article.date or self.sources[article.source].date

    def origins_of(self, source_ids: Iterable[str]) -> tuple[str, ...]:
        """The distinct origins, sources or actors, that these sources can be traced to.

        A source that republishes or draws on others stands for them and not for itself.
        """
        found: dict[str, None] = {}
        for source_id in source_ids:
            found |= dict.fromkeys(self._ends(source_id))
        publishers = {self.sources[id].publisher for id in found if id in self.sources}
        # An agency and its own dispatch are one origin, whichever of them a paper names.
        return tuple(
            id
            for id in found
            if id not in self.actors
            or not publishers & {self.actors[id].name, *self.actors[id].aliases}
        )

    def _ends(self, id: str) -> tuple[str, ...]:
        return self.once(("origins", id), lambda: tuple(self._origins(id)))

    def _origins(self, id: str) -> Iterator[str]:
        """The ends of all ways back from a source, each text looked at once."""
        seen, waiting = {id}, [id]
        while waiting:
            here = waiting.pop()
            source = self.sources.get(here)
            further = source.draws_on if source else ()
            if source and source.republishes:
                further = (source.republishes, *further)
            if not further:
                yield here
            for other in reversed(further):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)


def statement_key(carrier: Article | Issue, index: int) -> str:
    """The key of a statement: its id, or its carrier's id and its number."""
    return carrier.statements[index].id or f"{carrier.id}.{index + 1}"


OfTopics = TypeVar("OfTopics", Article, Issue, Event)
Led = tuple[tuple[str, Mention], ...]


@dataclass
class Followed:
    """What was made of each record without a mistake, for a process that reads again.

    Where its references `led` and how its statements are `placed` is believed of a record that is the very
    same, as long as all ids are what they were, and the same of them are records. `mentions` are what `led`
    comes to, None where other records had mistakes.
    """

    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    records: KeysView[str] = field(default_factory=lambda: {}.keys())
    led: dict[str, tuple[Record, Led]] = field(default_factory=dict)
    placed: dict[str, tuple[Record, tuple[PlacedStatement, ...]]] = field(default_factory=dict)
    mentions: dict[str, tuple[Mention, ...]] | None = None

    def is_of(self, library: Library) -> bool:
        return self.ids == library.folders_by_id and self.records == library.records.keys()

    def led_by(self, record: Record) -> Led | None:
        """What a record names and where; None where it must be followed."""
        known, led = self.led.get(record.id, (None, ()))
        return led if known is record else None

    def placed_in(self, record: Record) -> tuple[PlacedStatement, ...] | None:
        """The statements that a record carries; None where they must be placed."""
        known, placed = self.placed.get(record.id, (None, ()))
        return placed if known is record else None


def resolve(
    library: Library, listed: Sequence[Listed] = (), memory: Followed | None = None
) -> tuple[Graph, tuple[Diagnostic, ...]]:
    """Follow every reference of every record; `listed` are the exemptions of site_config/.

    With a `memory`, references of records that are as they were when it was filled are not followed again.

    Shape: the graph, and a diagnostic for each reference that leads nowhere, each broken
    citation or link of a prose field, and each circle of sources that republish each other.
    The graph is whole only where no diagnostic is an error.
    """
    records = _by_kind(library)
    carriers = (*records[Article].values(), *records[Issue].values())
    known = memory if memory is not None and memory.is_of(library) else Followed()
    placed = {c.id: (c, known.placed_in(c) or tuple(_placed(c, library))) for c in carriers}
    statements = {one.key: one for _, group in placed.values() for one in group}
    resolver = _Resolver(library, statements, known)
    for record in library.records.values():
        resolver.resolve(record)
    for damaged in library.damaged:
        resolver.follow_damaged(damaged)
    resolver.report_circles(records)
    mentions = resolver.mentions()
    if memory is not None:
        memory.ids, memory.records = library.folders_by_id, library.records.keys()
        memory.led, memory.placed = resolver.led, placed
        memory.mentions = mentions if len(resolver.led) == len(resolver.found) else None
    graph = Graph(
        library,
        articles=records[Article],
        topics=records[Topic],
        issues=records[Issue],
        events=records[Event],
        actors=records[Actor],
        places=records[Place],
        terms=records[Term],
        sources=records[Source],
        pages=records[Page],
        statements=statements,
        mentions=mentions,
        articles_by_topic=_by_topic(records[Article].values()),
        issues_by_topic=_by_topic(records[Issue].values()),
        events_by_topic=_by_topic(
            sorted(records[Event].values(), key=lambda event: event.date.sort_key)
        ),
        statements_by_carrier={id: group for id, (_, group) in placed.items() if group},
        statements_by_source=_grouped(statements, lambda one: one.source_ids),
        statements_by_issue=_grouped(statements, lambda one: _only(one.issue_id)),
        events_in_year=Counter(event.date.year for event in records[Event].values()),
        quotations=states(
            [
                Quoted(placed.key, placed.carrier.id, placed.fingerprint)
                for placed in statements.values()
                if placed.statement.quote is not None
            ],
            library.quote_entries,
        ),
        exemptions=dict(enumerate(granted(library, listed))),
        records_in_file=Counter(library.origins[id].location.path for id in library.records),
    )
    return graph, tuple(resolver.diagnostics)


def _by_kind(library: Library) -> dict[type[Record], dict[str, Any]]:
    """The records of each kind by their ids, in the order of their files."""
    found: dict[type[Record], dict[str, Any]] = {kind: {} for kind in KINDS}
    for record in library.records.values():
        found[type(record)][record.id] = record
    return found


def _by_topic(records: Iterable[OfTopics]) -> dict[str, tuple[OfTopics, ...]]:
    """The records of each topic, in the order in which they are given."""
    found: dict[str, list[OfTopics]] = defaultdict(list)
    for record in records:
        for topic_id in dict.fromkeys(record.topics):
            found[topic_id].append(record)
    return {topic_id: tuple(group) for topic_id, group in found.items()}


def _grouped(
    statements: dict[str, PlacedStatement], keys: Callable[[PlacedStatement], tuple[str, ...]]
) -> dict[str, tuple[PlacedStatement, ...]]:
    found: dict[str, list[PlacedStatement]] = defaultdict(list)
    for placed in statements.values():
        named = keys(placed)
        for key in named if len(named) < 2 else dict.fromkeys(named):
            found[key].append(placed)
    return {key: tuple(group) for key, group in found.items()}


def _only(id: str | None) -> tuple[str, ...]:
    return (id,) if id else ()


def _placed(carrier: Article | Issue, library: Library) -> Iterator[PlacedStatement]:
    for index, statement in enumerate(carrier.statements):
        key = statement_key(carrier, index)
        source_ids = _sources_of(statement, carrier, library)
        yield PlacedStatement(key, statement, carrier, index, source_ids)


def _sources_of(
    statement: Statement, carrier: Article | Issue, library: Library
) -> tuple[str, ...]:
    if statement.sources:
        return statement.sources
    for hop in reversed(statement.via):
        if isinstance(library.records.get(hop.who or ""), Source):
            return (hop.who or "",)
    return (carrier.source,) if isinstance(carrier, Article) else ()


@dataclass(frozen=True)
class _Field:
    """A text of a record; its places are looked for only when something is wrong there."""

    record_id: str
    path: Path
    text: str
    origin: Origin

    def at(self, offset: int | None) -> Location:
        """The place of the whole value, or of one character of it."""
        return self.origin.at(self.path) if offset is None else self.inside(offset)

    def inside(self, offset: int) -> Location:
        return self.origin.inside_text(self.path, self.text, offset)


class _Resolver:
    def __init__(
        self, library: Library, statements: dict[str, PlacedStatement], known: Followed
    ) -> None:
        self.library = library
        self.known = known
        # Of the records without a mistake.
        self.led: dict[str, tuple[Record, Led]] = {}
        # What all records name and where, in their order.
        self.found: list[Led] = []
        # Of the record that is looked at.
        self.here: list[tuple[str, Mention]] = []
        self.statements = statements
        self.folders_by_id = library.folders_by_id
        self.diagnostics: list[Diagnostic] = []
        self.nearest: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def resolve(self, record: Record) -> None:
        led = self.known.led_by(record)
        told = len(self.diagnostics)
        if led is None:
            self.here = []
            self._follow(record)
            led = tuple(self.here)
        self.found.append(led)
        if len(self.diagnostics) == told:
            self.led[record.id] = (record, led)

    def follow_damaged(self, damaged: Damaged) -> None:
        self.here = []
        marks = marked_values(damaged.kind, damaged.values)
        self._follow_all(str(damaged.values["id"]), marks, damaged.origin)
        self.found.append(tuple(self.here))

    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """Id -> where it is named, in the order of the records."""
        before = [led for _, led in self.known.led.values()]
        if self.known.mentions is not None and self.found == before:
            return self.known.mentions
        named: dict[str, list[Mention]] = defaultdict(list)
        for led in self.found:
            for id, mention in led:
                named[id].append(mention)
        return {id: tuple(places) for id, places in named.items()}

    def _follow(self, record: Record) -> None:
        origin = self.library.origins[record.id]
        self._follow_all(record.id, marked(record), origin)
        for index, statement in enumerate(getattr(record, "statements", ())):
            self._check_statement(statement, ("statements", index), origin)
            if statement.position and not statement.issue and not isinstance(record, Issue):
                self._report(
                    "missing-field", origin.at(("statements", index, "position")),
                    "a position is taken on an issue, and none is named",
                    "add issue: with the id of a record in content/issues/",
                )  # fmt: skip

    def _follow_all(
        self, record_id: str, marks: Iterable[tuple[Path, Mark, str]], origin: Origin
    ) -> None:
        for path, mark, text in marks:
            if isinstance(mark, Ref):
                if not references.ID_PATTERN.fullmatch(text):
                    continue
                if self._is_found(text, mark.kinds):
                    self.here.append((text, Mention(record_id, path)))
                else:
                    self._report_lost(text, mark.kinds, origin.at(path))
            elif mark.name != Kind.TEXT and _may_be_more_than_text(text, mark):
                self._resolve_prose(_Field(record_id, path, text, origin), mark)

    def _check_statement(self, statement: Statement, path: Path, origin: Origin) -> None:
        if statement.quote is None and statement.text is None and statement.position is None:
            self._report(
                "missing-field", origin.at(path), "this statement says nothing",
                "add quote: with the exact words, text: in your own words, or position:",
            )  # fmt: skip
        for relation in ("denies", "confirms", "corrects", "withdraws"):
            if statement.id is not None and getattr(statement, relation) == statement.id:
                self._report(
                    "circular-reference", origin.at((*path, relation)),
                    f"this statement {relation} itself",
                    f"name the statement that it {relation}, or remove the key",
                )  # fmt: skip

    def _resolve_prose(self, field: _Field, mark: TextKind) -> None:
        is_markdown = mark.name == Kind.MARKDOWN
        text = field.text
        problems = prose.check_markdown(text) if is_markdown else prose.check_prose(text)
        if all(problem.code != "too-complex" for problem in problems):
            scan = references.scan(text, is_markdown=is_markdown)
            problems += scan.problems
            self._follow_references(field, scan)
        for problem in problems:
            help = self._help_for_name(problem) or problem.help
            self._report(problem.code, field.inside(problem.offset), problem.message, help)

    def _help_for_name(self, problem: references.Problem) -> str | None:
        """How to cite or link the record that was named instead of given by its id."""
        is_citation = problem.code == "broken-citation"
        meant = self.library.names.meant(problem.named, ("sources",) if is_citation else ())
        if not meant:
            return None
        if is_citation:
            ways = [f"[@{id}]" for id in meant]
        else:
            words = problem.named
            ways = [f"[[{id}]]" if id == words else f"[[{id}|{words}]]" for id in meant]
        return f"write {' or '.join(ways)}"

    def _follow_references(self, field: _Field, scan: references.Scan) -> None:
        if "[" in field.text or "@" in field.text:
            told = {r.offset for r in scan.references} | {p.offset for p in scan.problems}
            self._warn_of_missed(field, told)
        for reference in scan.references:
            kinds = ("sources",) if isinstance(reference.node, Citation) else ()
            if self._is_found(reference.id, kinds):
                self.here.append((reference.id, Mention(field.record_id, field.path)))
            else:
                self._report_lost(reference.id, kinds, field.at(reference.offset))

    def _warn_of_missed(self, field: _Field, told: set[int]) -> None:
        """Say where an id stands in prose almost like a citation or a link, and is only text."""
        for match in _ALMOST.finditer(field.text):
            id = match["cited"] or match["linked"]
            near = range(match.start(), match.end() + 1)
            if any(place in near for place in told) or id not in self.folders_by_id:
                continue
            is_source = "sources" in self.folders_by_id[id]
            self.diagnostics.append(
                Diagnostic(
                    "missed-reference",
                    field.inside(match.start()),
                    f'"{match.group()}" is shown as text, although "{id}" is a record',
                    f"write [@{id}{match['locator'] or ''}]" if is_source else f"write [[{id}]]",
                    severity=Severity.WARNING,
                )
            )

    def _is_found(self, id: str, kinds: tuple[str, ...]) -> bool:
        """Whether the target of a reference exists and is of one of `kinds` (any, if empty)."""
        folders = self.folders_by_id.get(id)
        if not folders:
            return False
        return not kinds or "" in folders or not folders.isdisjoint(kinds)

    def _report_lost(self, id: str, kinds: tuple[str, ...], place: Location) -> None:
        folders = self.folders_by_id.get(id)
        if not folders:
            self._report_unknown(id, kinds, place)
        else:
            self._report_wrong_kind(id, min(folders), kinds, place)

    def _report_unknown(self, id: str, kinds: tuple[str, ...], place: Location) -> None:
        now = self.library.id_by_former_id.get(id, "")
        renamed = now if self._is_found(now, kinds) else None
        near = renamed or self._nearest(id, kinds)
        nearness = "has this id now" if renamed else "closest match"
        related = (Related(self._location_of(near), nearness),) if near else ()
        code = f"unknown-{_SINGULAR[kinds[0]]}" if len(kinds) == 1 else "unknown-reference"
        new_files = [_NEW_FILE[kind].format(id=id) for kind in kinds if kind in _NEW_FILE]
        add = f"add content/{' or content/'.join(new_files)}" if new_files else ""
        write = f'write "{near}"' if near else ""
        help = ", or ".join(part for part in (write, add) if part) or "name a record that exists"
        if renamed:
            help = f"{write}: the record was renamed"
        wanted = " or ".join(_SINGULAR[k] for k in kinds) or "record"
        self.diagnostics.append(Diagnostic(code, place, f'no {wanted} "{id}"', help, related))

    def _report_wrong_kind(
        self, id: str, kind: str, kinds: tuple[str, ...], place: Location
    ) -> None:
        wanted = " or ".join(_ARTICLE[k] for k in kinds)
        near = self._nearest(id, kinds)
        related = (Related(self._location_of(id), "defined here"),)
        help = f'write "{near}"' if near else f"name {wanted}"
        article = self.library.records.get(id)
        if isinstance(article, Article) and "sources" in kinds:
            help = f'write "{article.source}", the source of that article'
        message = f'"{id}" is {_ARTICLE[kind]}, but {wanted} must be named here'
        self.diagnostics.append(Diagnostic("wrong-kind", place, message, help, related))

    def _nearest(self, id: str, kinds: tuple[str, ...]) -> str | None:
        """The nearest id of the kinds; looked for once, however often the mistake is made."""
        if (id, kinds) not in self.nearest:
            wanted = set(kinds)
            choices = (i for i, k in self.folders_by_id.items() if not kinds or k & wanted)
            named = self.library.names.meant(id, kinds)
            only = named[0] if len(named) == 1 else None
            self.nearest[id, kinds] = nearest_id(id, choices) or only
        return self.nearest[id, kinds]

    def _location_of(self, id: str) -> Location:
        if id in self.statements:
            placed = self.statements[id]
            return self.library.origins[placed.carrier.id].at(("statements", placed.index))
        origin = self.library.origins.get(id)
        return origin.location if origin else Location(f"content/{min(self.folders_by_id[id])}")

    def report_circles(self, of_kind: Mapping[type[Record], Mapping[str, Record]]) -> None:
        """Records that lead back to themselves, such as sources that republish each other."""
        for kind, fields in _CHAINS:
            records = {
                id: record
                for id, record in of_kind[kind].items()
                if any(getattr(record, name) for name in fields)
            }
            reported: set[str] = set()
            for start in records:
                circle = _circle_from(start, records, fields)
                if circle and not reported & set(circle):
                    reported |= set(circle)
                    origin = self.library.origins[start]
                    name = next(f for f in fields if getattr(records[start], f))
                    self._report(
                        "circular-reference", origin.at((name,)),
                        f"this leads back to itself: {' → '.join([*circle, start])}",
                        f'remove "{name}" from one of these records',
                    )  # fmt: skip

    def _report(self, code: str, place: Location, message: str, help: str) -> None:
        self.diagnostics.append(Diagnostic(code, place, message, help))


def _may_be_more_than_text(text: str, mark: TextKind) -> bool:
    """Whether prose can hold a reference, a mistake or too many marks; most of it cannot."""
    is_short = len(text) <= prose.PROSE_MARKS_LIMIT
    return mark.name == Kind.MARKDOWN or not is_short or "[" in text or "@" in text


_CHAINS: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Source, ("republishes", "draws_on")),
    (Actor, ("represents",)),
    (Place, ("part_of",)),
)
_ALMOST = re.compile(
    r"(?<![\w@/.])@(?P<cited>[a-z0-9]+(?:-[a-z0-9]+)+)|(?<!\[)\[(?P<linked>[a-z0-9]+(?:-[a-z0-9]+)+)(?P<locator>, [^\]\[]{1,40})?\](?![\](])"
)
_SINGULAR = {
    "actors": "actor", "articles": "article", "events": "event", "issues": "issue",
    "pages": "page", "places": "place", "sources": "source", "statements": "statement",
    "terms": "term", "topics": "topic",
}  # fmt: skip
_ARTICLE = {k: ("an " if s[0] in "aei" else "a ") + s for k, s in _SINGULAR.items()}
_NEW_FILE = {
    kind: f"{kind}/{{id}}.{'md' if kind == 'topics' else 'yml'}"
    for kind in ("actors", "issues", "places", "sources", "terms", "topics")
}


def _next_ids(record: Record, fields: tuple[str, ...]) -> Iterator[str]:
    for name in fields:
        value = getattr(record, name)
        if isinstance(value, str):
            yield value
        elif value:
            yield from value


def _circle_from(
    start: str, records: dict[str, Record], fields: tuple[str, ...]
) -> list[str] | None:
    """The ids on a way from `start` back to it; None where there is no such way."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        id = waiting.pop()
        for next_id in _next_ids(records[id], fields):
            if next_id == start:
                way = [id]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if next_id in records and next_id not in came_from:
                came_from[next_id] = id
                waiting.append(next_id)
    return None
