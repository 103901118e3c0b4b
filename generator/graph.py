"""The Library as one graph: its records by kind, and what names and carries what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from generator.dates import PartialDate
from generator.exemptions import Granted
from generator.load import Library
from generator.model import (
    Actor,
    Article,
    Event,
    Issue,
    Page,
    Path,
    Place,
    Source,
    Statement,
    Term,
    Topic,
    Unnamed,
)
from generator.quotes.lock import Checked, fingerprint
from generator.reads import Reads, Recent
from generator.values import Value

Made = TypeVar("Made")


class PlacedStatement(Value):
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


class Mention(Value):
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
