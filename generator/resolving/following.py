"""Every reference of a record followed, and the broken ones reported."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from generator import prose, references
from generator.diagnostics import Diagnostic, Location, Related, Severity
from generator.document import Citation
from generator.graph import Mention, PlacedStatement
from generator.likeness import nearest_id
from generator.load import Damaged, Library
from generator.model import (
    Actor,
    Article,
    Issue,
    Kind,
    Mark,
    Path,
    Place,
    Record,
    Ref,
    Source,
    Statement,
    TextKind,
    marked,
    marked_values,
)
from generator.resolving.memory import Followed, Led
from generator.source import Origin
from generator.values import Value

# Which file of some folders of content/ held an id before, should one have.
WhoHeld = Callable[[str, tuple[str, ...]], str | None]


def nobody(id: str, folders: tuple[str, ...]) -> None:
    """Where nothing is known of what was there before."""


class _Field(Value):
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


class Follower:
    """Follows what records name, and gathers where that leads and what is wrong with it."""

    def __init__(
        self,
        library: Library,
        statements: Mapping[str, PlacedStatement],
        known: Followed,
        lost: WhoHeld = nobody,
    ) -> None:
        self.library = library
        self.lost = lost
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
            self._report_wrong_kind(id, folders, kinds, place)

    def _report_unknown(self, id: str, kinds: tuple[str, ...], place: Location) -> None:
        wanted = " or ".join(_SINGULAR[k] for k in kinds) or "record"
        code = f"unknown-{_SINGULAR[kinds[0]]}" if len(kinds) == 1 else "unknown-reference"
        now = self.library.id_by_former_id.get(id, "")
        renamed = now if self._is_found(now, kinds) else None
        near = renamed or self._nearest(id, kinds)
        nearness = "has this id now" if renamed else "closest match"
        related = (Related(self._location_of(near), nearness),) if near else ()
        new_files = [_NEW_FILE[kind].format(id=id) for kind in kinds if kind in _NEW_FILE]
        add = f"add content/{' or content/'.join(new_files)}" if new_files else ""
        write = f'write "{near}"' if near else ""
        help = ", or ".join(part for part in (write, add) if part) or "name a record that exists"
        if renamed:
            help = f"{write}: the record was renamed"
        was_in = None if renamed else self.lost(id, self._folders_of(kinds))
        if was_in:
            # The nearest of what is left was not meant: what was meant is gone.
            related, help = (), f"{was_in} held it before: bring it back, or name another {wanted}"
            if kinds != ("statements",):
                help += f"; where the record has another id now, write formerly: [{id}] there"
        self.diagnostics.append(Diagnostic(code, place, f'no {wanted} "{id}"', help, related))

    @staticmethod
    def _folders_of(kinds: tuple[str, ...]) -> tuple[str, ...]:
        return ("articles", "issues") if kinds == ("statements",) else kinds

    def _report_wrong_kind(
        self, id: str, folders: Collection[str], kinds: tuple[str, ...], place: Location
    ) -> None:
        wanted = " or ".join(_ARTICLE[k] for k in kinds)
        near = self._nearest(id, kinds)
        related = (Related(self._location_of(id), "defined here"),)
        help = f'write "{near}"' if near else f"name {wanted}"
        article = self.library.records.get(id)
        if isinstance(article, Article) and "sources" in kinds:
            help = f'write "{article.source}", the source of that article'
        found = " or ".join(_ARTICLE[folder] for folder in sorted(folders))
        message = f'"{id}" is {found}, but {wanted} must be named here'
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
