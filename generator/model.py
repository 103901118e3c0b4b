"""The records an editor writes, as frozen pydantic models; nothing here reads a file.

A field's type says what its text may hold, and every later stage reads that from here:

- `Text`: one line, literal to the last character.
- `Prose`: literal text, except that `[@source, p. 4]` cites and `[[id|words]]` links;
  an empty line begins a new paragraph.
- `Markdown`: the body of a `.md` file.
- the `…Ref` types: the id of another record, of the kinds named in their `Ref`.
"""

from __future__ import annotations

import re
import sys
import types
import typing
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from generator.dates import DateError, Form, PartialDate
from generator.references import ID_PATTERN
from generator.values import Value

ID_LIMIT = 100
TEXT_LIMIT = 1_000
PROSE_LIMIT = 10_000
MARKDOWN_LIMIT = 400_000


class Kind:
    """What a string field holds; see the module's docstring."""

    TEXT = "text"
    PROSE = "prose"
    MARKDOWN = "markdown"


class TextKind(Value):
    """Marks a field of editors' text with one of the names of `Kind`."""

    name: str


class Ref(Value):
    """Marks a field that names another record, and the kinds it may name."""

    kinds: tuple[str, ...]


def _mistake(code: str, message: str, help: str) -> PydanticCustomError:
    """An error that becomes a diagnostic as it stands.

    The texts travel as context, because pydantic's template would read their braces.
    """
    return PydanticCustomError(
        "mistake", "{code}", {"code": code, "message": message, "help": help}
    )


def _string(value: Any) -> str:
    if not isinstance(value, str):
        found = "a list" if isinstance(value, (list, tuple)) else "keys of its own"
        raise _mistake(
            "wrong-type", f"this must be text, but it is {found}", "write it as one text"
        )
    return value


def _limited(value: str, limit: int) -> str:
    if not value:
        raise _mistake("missing-field", "this is empty", "write the text, or remove the key")
    if len(value) > limit:
        raise _mistake(
            "too-long",
            f"this is {len(value):,} characters long; the limit here is {limit:,}",
            "shorten it, or move the detail to a page of its own",
        )
    return value


def _text(value: Any) -> str:
    return _limited(" ".join(_string(value).split()), TEXT_LIMIT)


def _prose(value: Any) -> str:
    return _limited(_string(value).strip(), PROSE_LIMIT)


def _markdown(value: Any) -> str:
    body = _string(value)
    return _limited(body, MARKDOWN_LIMIT) if body else body


def _id(value: Any) -> str:
    text = _string(value)
    if not ID_PATTERN.fullmatch(text) or len(text) > ID_LIMIT:
        shown = text if len(text) <= 40 else text[:39] + "…"
        raise _mistake(
            "invalid-id",
            f'"{shown}" cannot be an id: ids are lower-case letters a-z, digits and single hyphens',
            f'write "{suggested_id(text)}"'
            if suggested_id(text)
            else "write something like jane-smith",
        )
    # One string for an id, however often it is named.
    return sys.intern(text)


def suggested_id(text: str) -> str:
    """The nearest valid id to what somebody typed; empty where nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:ID_LIMIT].strip("-")


# Remembered: a few thousand days stand in many records each.
_parsed_date = lru_cache(maxsize=20_000)(PartialDate.parse)


def _date(value: Any) -> PartialDate:
    try:
        return _parsed_date(_string(value))
    except DateError as error:
        raise _mistake("invalid-date", str(error), error.help) from None


def _url(value: Any) -> str:
    text = _string(value).strip()
    if not re.fullmatch(r"https?://[^\s<>\"'`\\^{|}\[\]\x00-\x20]+", text) or len(text) > 2_000:
        raise _mistake(
            "invalid-url",
            f'"{text[:60]}" is not a web address',
            "write the whole address, beginning with https://",
        )
    return text


def _language(value: Any) -> str:
    text = _string(value).strip()
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?", text):
        raise _mistake(
            "invalid-language",
            f'"{text[:20]}" is not a language tag',
            "write a BCP 47 tag, such as en, ru, uk or sr-Latn",
        )
    return text


class Degrees(Value):
    """Reads decimal degrees between two bounds, both allowed."""

    low: float
    high: float

    def __call__(self, value: Any) -> float:
        if not re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?", _string(value)):
            raise _mistake(
                "wrong-type",
                f'"{value[:40]}" is not a number',
                "write decimal degrees, such as 45.3",
            )
        number = float(value)
        if not self.low <= number <= self.high:
            raise _mistake(
                "wrong-type",
                f"{value[:40]} is not between {self.low:g} and {self.high:g}",
                "write decimal degrees, such as 45.3",
            )
        return number


def _count(value: Any) -> int:
    text = _string(value).replace(",", "")
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise _mistake(
            "wrong-type", f'"{text[:40]}" is not a whole number', "write figures alone, such as 100"
        )
    return int(text)


def _flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise _mistake(
            "wrong-type", f'"{str(value)[:40]}" is neither true nor false', "write true or false"
        )
    return bool(value == "true")


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


# A list of one may be written as its only item.
OneOrMany = BeforeValidator(_one_or_many)

Id = Annotated[str, PlainValidator(_id)]
Text = Annotated[str, PlainValidator(_text), TextKind(Kind.TEXT)]
Prose = Annotated[str, PlainValidator(_prose), TextKind(Kind.PROSE)]
Markdown = Annotated[str, PlainValidator(_markdown), TextKind(Kind.MARKDOWN)]
Url = Annotated[str, PlainValidator(_url)]
Language = Annotated[str, PlainValidator(_language)]
Date = Annotated[PartialDate, PlainValidator(_date)]
Count = Annotated[int, PlainValidator(_count)]
Flag = Annotated[bool, PlainValidator(_flag)]

ActorRef = Annotated[str, PlainValidator(_id), Ref(("actors",))]
IssueRef = Annotated[str, PlainValidator(_id), Ref(("issues",))]
PlaceRef = Annotated[str, PlainValidator(_id), Ref(("places",))]
SourceRef = Annotated[str, PlainValidator(_id), Ref(("sources",))]
StatementRef = Annotated[str, PlainValidator(_id), Ref(("statements",))]
TermRef = Annotated[str, PlainValidator(_id), Ref(("terms",))]
TopicRef = Annotated[str, PlainValidator(_id), Ref(("topics",))]
FactRef = Annotated[str, PlainValidator(_id), Ref(("events", "statements"))]
HandRef = Annotated[str, PlainValidator(_id), Ref(("actors", "sources"))]
OriginRef = Annotated[str, PlainValidator(_id), Ref(("sources", "actors"))]

Verb = Literal[
    "accused", "acknowledged", "agreed", "announced", "argued", "asked", "asserted", "called",
    "claimed", "concluded", "confirmed", "corrected", "decided", "declared", "demanded", "denied",
    "described", "estimated", "found", "offered", "ordered", "predicted", "promised", "proposed",
    "ruled", "rejected", "replied", "reported", "said", "stated", "suggested", "testified", "told",
    "voted", "warned", "withdrew", "wrote",
]  # fmt: skip
EventStatus = Literal["established", "claimed", "disputed"]
Standing = Literal["known", "claimed", "disputed", "unknown"]
ActorType = Literal["person", "organisation", "state", "people"]
Shown = Literal["exemptions", "quotations"]
SourceKind = Literal[
    "academic work", "broadcast", "dataset", "interview", "law", "magazine", "news site",
    "newspaper", "official statement", "primary document", "reference", "report", "transcript", "web page", "wire report",
]  # fmt: skip


# Which keys were written: nobody asks, and a set for each part would take a third of its room.
_NOT_KEPT: set[str] = set()


class Part(BaseModel):
    """A piece of a record: frozen, and closed to keys it does not know.

    `needs_one_of` are fields of which one at least is given, although none is needed by itself;
    `bare` is the field that a text alone stands for.
    """

    needs_one_of: ClassVar[tuple[str, ...]] = ()
    bare: ClassVar[str | None] = None
    # Deferred: a command makes what it needs of them, most of them as parts of a whole record.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    def model_post_init(self, _: Any, /) -> None:
        object.__setattr__(self, "__pydantic_fields_set__", _NOT_KEPT)

    @cached_property
    def _marked(self) -> tuple[Places, tuple[str, ...]]:
        """See `marked`. Looked for once: several ask, and a record outlives a reading."""
        found: list[tuple[Path, Mark, str]] = []
        _collect_part(self, (), found)
        places = _same_places(tuple((path, mark) for path, mark, _ in found))
        return places, tuple(text for _, _, text in found)


class Exemption(Part):
    """A rule that a record need not keep: why, who answers for it, and until when."""

    rule: Id
    why: Text
    owner: Text
    until: Date


class ListedExemption(Part):
    """An exemption that stands in a list of its own and names the record that it is for."""

    record: Annotated[str, PlainValidator(_id), Ref(())]
    exempt: Exemption


Exemptions = Annotated[tuple[Exemption, ...], OneOrMany]


class Record(Part):
    """One thing with an id. `folder` is where its files lie under content/.

    `formerly` are the ids that it had before, the oldest first; where it took an old one up again,
    that one stays among them.
    """

    folder: ClassVar[str]
    id: Id
    formerly: Annotated[tuple[Id, ...], OneOrMany] = ()
    exempt: Exemptions = ()


def _not_before_its_start(end: PartialDate | None, known: ValidationInfo) -> PartialDate | None:
    """Refuses an end that surely lies before the `start` beside it, however vague both are."""
    start: PartialDate | None = known.data.get("start")
    first, last = (start.first_day if start else None), (end.last_day if end else None)
    if start and end and first and last and last < first:
        exchanged = f"write start: {end.edtf} and end: {start.edtf}, or mend the one that is wrong"
        raise _mistake(
            "invalid-date",
            f"the office ends before it begins: {end.words} lies before {start.words}",
            exchanged if start.form is end.form is Form.POINT else "mend the day that is wrong",
        )
    return end


class Role(Part):
    """An office, with the days on which it was held as far as they are known."""

    title: Text
    start: Date | None = None
    end: Annotated[Date | None, AfterValidator(_not_before_its_start)] = None
    sources: tuple[SourceRef, ...] = ()

    def held_on(self, day: PartialDate) -> bool:
        """Whether the office was surely held on all of `day`.

        An office without a beginning or an end counts as held on that side; one that began or
        ended at some time within a vague date does not.
        """
        first, last = day.first_day, day.last_day
        if first is None or last is None:
            return False
        begun = self.start is None or (
            self.start.last_day is not None and self.start.last_day <= first
        )
        return begun and (
            self.end is None or (self.end.first_day is not None and self.end.first_day >= last)
        )


class Member(Part):
    """Who belongs to an organisation, and since when: by id, or by name where there is no record.

    Beside an id, `name` is what the member was called when it joined.
    """

    needs_one_of: ClassVar[tuple[str, ...]] = ("who", "name")
    who: ActorRef | None = None
    name: Text | None = None
    since: Date
    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)]


def _member(value: Any) -> Any:
    if isinstance(value, dict) and "who" not in value and "name" not in value:
        raise _mistake(
            "missing-field",
            'a member needs "who" or "name"',
            "write who: with the id of an actor, or name: where the site has no record",
        )
    return value


class Actor(Record):
    """A person, an organisation, a state or a people."""

    folder: ClassVar[str] = "actors"
    name: Text
    type: ActorType
    aliases: tuple[Text, ...] = ()
    native_name: Text | None = None
    native_language: Language | None = None
    represents: ActorRef | None = None
    roles: tuple[Role, ...] = ()
    members: tuple[Annotated[Member, BeforeValidator(_member)], ...] = ()
    description: Prose | None = None
    sources: tuple[SourceRef, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called: the name readers know, the others, and the native one."""
        native = (self.native_name,) if self.native_name else ()
        return (self.name, *self.aliases, *native)


class Place(Record):
    """A place; `status` says in neutral words who holds and who claims it."""

    folder: ClassVar[str] = "places"
    name: Text
    kind: Text | None = None
    latitude: Annotated[float, PlainValidator(Degrees(-90, 90))] | None = None
    longitude: Annotated[float, PlainValidator(Degrees(-180, 180))] | None = None
    part_of: PlaceRef | None = None
    aliases: tuple[Text, ...] = ()
    native_name: Text | None = None
    native_language: Language | None = None
    status: Prose | None = None
    description: Prose | None = None
    sources: tuple[SourceRef, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called: the name readers know, the others, and the native one."""
        native = (self.native_name,) if self.native_name else ()
        return (self.name, *self.aliases, *native)

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it lies, as (longitude, latitude) in degrees; None where one of them is not known."""
        if self.longitude is None or self.latitude is None:
            return None
        return self.longitude, self.latitude


class Term(Record):
    """A glossary entry; `contested` marks a word that one side rejects."""

    folder: ClassVar[str] = "terms"
    term: Text
    definition: Prose
    aliases: tuple[Text, ...] = ()
    contested: Flag = False
    topics: tuple[TopicRef, ...] = ()
    see_also: tuple[TermRef, ...] = ()
    sources: tuple[SourceRef, ...] = ()


class Source(Record):
    """What was published, by whom and when; and whose text or reporting it passes on."""

    folder: ClassVar[str] = "sources"
    title: Text
    publisher: Text
    author: Text | None = None
    date: Date | None = None
    url: Url | None = None
    archived: Url | None = None
    kind: SourceKind | None = None
    language: Language | None = None
    republishes: SourceRef | None = None
    draws_on: tuple[OriginRef, ...] = ()
    seen: Text | None = None
    accessed: Date | None = None
    note: Prose | None = None


class Vote(Part):
    """How a vote went, as far as its source gives the figures."""

    in_favour: Count | None = None
    against: Count | None = None
    abstained: Count | None = None
    absent: Count | None = None


class Event(Record):
    """A dated fact. What is claimed or disputed says by whom; `vote` are figures the text gives."""

    folder: ClassVar[str] = "events"
    date: Date
    text: Prose
    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)]
    status: EventStatus = "established"
    claimed_by: tuple[ActorRef, ...] = ()
    disputed_by: tuple[ActorRef, ...] = ()
    topics: tuple[TopicRef, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    vote: Vote | None = None
    note: Prose | None = None


class Unnamed(Part):
    """A speaker without a name: the words used for them, and why there is no name."""

    unnamed: Text
    why: Text | None = None


class Hop(Part):
    """One hand through which words passed; a bare id in YAML is its `who`."""

    needs_one_of: ClassVar[tuple[str, ...]] = ("who", "unnamed")
    bare: ClassVar[str | None] = "who"
    who: HandRef | None = None
    verb: Verb | None = None
    date: Date | None = None
    unnamed: Text | None = None
    language: Language | None = None


def _hop(value: Any) -> Any:
    if isinstance(value, str):
        return {"who": value}
    if isinstance(value, dict) and "who" not in value and "unnamed" not in value:
        raise _mistake(
            "missing-field",
            'a step of "via" needs "who" or "unnamed"',
            "write who: with an id, or unnamed: with the words that the source uses",
        )
    return value


def _speaker_form(value: Any) -> str:
    return "unnamed" if isinstance(value, (dict, Unnamed)) else "named"


Speaker = Annotated[
    Annotated[ActorRef, Tag("named")] | Annotated[Unnamed, Tag("unnamed")],
    Discriminator(_speaker_form),
]


class Rejection(Part):
    """Who rejects a statement, and where that can be read; a bare id in YAML is `by`."""

    bare: ClassVar[str | None] = "by"
    by: ActorRef
    sources: tuple[SourceRef, ...] = ()


def _rejection(value: Any) -> Any:
    return {"by": value} if isinstance(value, str) else value


class Statement(Part):
    """What somebody said, in their words (`quote`) or in ours (`text`), and how it reached us.

    `via` runs from the speaker outwards to the text that was read. `position` says in our
    words where the statement puts the speaker on `issue`. `role` is the office that the source
    gives the speaker; `translated_by` says who put the words into `language`.
    """

    needs_one_of: ClassVar[tuple[str, ...]] = ("quote", "text", "position")
    id: Id | None = None
    speaker: Speaker
    role: Text | None = None
    date: Date | None = None
    verb: Verb = "said"
    quote: Text | None = None
    text: Prose | None = None
    language: Language | None = None
    original_language: Language | None = None
    translated_by: HandRef | None = None
    via: tuple[Annotated[Hop, BeforeValidator(_hop)], ...] = ()
    sources: tuple[SourceRef, ...] = ()
    issue: IssueRef | None = None
    position: Prose | None = None
    denies: StatementRef | None = None
    confirms: StatementRef | None = None
    corrects: StatementRef | None = None
    withdraws: StatementRef | None = None
    rejected_by: tuple[Annotated[Rejection, BeforeValidator(_rejection)], ...] = ()
    note: Prose | None = None
    exempt: Exemptions = ()


class Change(Part):
    """What readers are told of a change: a correction of what was wrong, an update of what is new."""

    date: Date
    kind: Literal["correction", "update"]
    text: Prose


# What stands in a draft for a summary that nobody has written yet.
UNWRITTEN = "To be written."


class Article(Record):
    """The structured summary of one published article; a `draft` is checked and not published."""

    folder: ClassVar[str] = "articles"
    draft: Flag = False
    source: SourceRef
    summary: Prose
    title: Text | None = None
    received_as: SourceRef | None = None
    date: Date | None = None
    key_points: tuple[Prose, ...] = ()
    topics: tuple[TopicRef, ...] = ()
    statements: tuple[Statement, ...] = ()
    reading: tuple[Prose, ...] = ()
    changes: tuple[Change, ...] = ()


class Issue(Record):
    """A question on which actors take positions; statements no article carries stand here."""

    folder: ClassVar[str] = "issues"
    question: Text
    title: Text | None = None
    summary: Prose | None = None
    topics: tuple[TopicRef, ...] = ()
    statements: tuple[Statement, ...] = ()
    changes: tuple[Change, ...] = ()


class Pinned(Part):
    """A sentence of the editor's that stands first under one heading of an explainer's ledger."""

    status: Standing
    text: Prose


class Topic(Record):
    """An explainer: front matter, and a Markdown body of questions (`## …?`) and answers.

    `highlights` are events and statements that stand first in the ledger, in this order;
    `growth_of` is an organisation whose members, year by year, are part of the story; `map` are the
    places that its map shows, instead of all that it names.
    """

    folder: ClassVar[str] = "topics"
    title: Text
    question: Text
    in_short: Annotated[tuple[Prose, ...], OneOrMany, Field(min_length=1)]
    why: Prose | None = None
    as_of: Date | None = None
    review_by: Date | None = None
    not_known: tuple[Prose, ...] = ()
    highlights: tuple[FactRef, ...] = ()
    growth_of: ActorRef | None = None
    map: tuple[PlaceRef, ...] = ()
    pinned: tuple[Pinned, ...] = ()
    changes: tuple[Change, ...] = ()
    body: Markdown = ""


class Page(Record):
    """A standing page; its title is its first heading. `shows` are lists drawn from the records."""

    folder: ClassVar[str] = "pages"
    title: Text
    description: Text | None = None
    shows: Annotated[tuple[Shown, ...], OneOrMany] = ()
    body: Markdown = ""


KINDS: tuple[type[Record], ...] = (Article, Topic, Issue, Event, Actor, Place, Term, Source, Page)
MARKDOWN_KINDS: tuple[type[Record], ...] = (Topic, Page)
KIND_BY_FOLDER: dict[str, type[Record]] = {kind.folder: kind for kind in KINDS}

Path = tuple[str | int, ...]


Mark = Ref | TextKind
Places = tuple[tuple[Path, Mark], ...]


def marked(part: Part) -> Iterator[tuple[Path, Mark, str]]:
    """Every text and reference in a record with its mark, in the order of the fields.

    Shape: (path of keys and list positions, Ref or TextKind, the string there).
    """
    places, texts = part._marked
    return ((path, mark, text) for (path, mark), text in zip(places, texts, strict=True))


def marked_values(kind: type[Part], values: dict[str, Any]) -> Iterator[tuple[Path, Mark, str]]:
    """The same for what an editor wrote before it is validated; what fits no field is left out."""
    found: list[tuple[Path, Mark, str]] = []
    _collect_values(kind, values, (), found)
    return iter(found)


class _Plan(Value):
    """What a field's value is looked through for: a text's marks, a group's model, a list's items."""

    marks: tuple[Mark, ...]
    model: type[Part] | None
    item: _Plan | None


@cache
def _plans(kind: type[Part]) -> tuple[tuple[str, _Plan], ...]:
    """The fields of a model that can hold a text or a reference; looked for once, not for each record."""
    found = ((n, _plan(f.annotation, f.metadata)) for n, f in kind.model_fields.items())
    return tuple((name, plan) for name, plan in found if plan.marks or plan.model or plan.item)


def _plan(annotation: Any, metadata: list[Any]) -> _Plan:
    items = typing.get_args(_without_extras(annotation))
    is_list = typing.get_origin(_without_extras(annotation)) is tuple
    return _Plan(
        tuple(_marks(annotation, metadata)),
        _model_in(annotation),
        _plan(items[0], []) if is_list else None,
    )


# One list for a whole record: generators inside generators hand each find up level by level.
def _collect_part(part: Part, path: Path, found: list[tuple[Path, Mark, str]]) -> None:
    for name, plan in _plans(type(part)):
        value = getattr(part, name)
        if value:
            _collect(plan, value, (*path, name), found)


def _collect_values(
    kind: type[Part], values: dict[str, Any], path: Path, found: list[tuple[Path, Mark, str]]
) -> None:
    for name, plan in _plans(kind):
        if name in values:
            _collect(plan, values[name], (*path, name), found)


def _collect(plan: _Plan, value: Any, path: Path, found: list[tuple[Path, Mark, str]]) -> None:
    if isinstance(value, str):
        for mark in plan.marks:
            found.append((_same(path), mark, value))
    elif isinstance(value, (tuple, list)):
        if plan.item is not None:
            for index, item in enumerate(value):
                _collect(plan.item, item, (*path, index), found)
    elif isinstance(value, Part):
        _collect_part(value, path, found)
    elif isinstance(value, dict) and plan.model is not None:
        _collect_values(plan.model, value, path, found)


@lru_cache(maxsize=20_000)
def _same(path: Path) -> Path:
    """One path for the same place in all records."""
    return path


@lru_cache(maxsize=2_000)
def _same_places(places: Places) -> Places:
    """The same of all places of records in which the same fields are filled: most are of a few forms."""
    return places


def _model_in(annotation: Any) -> type[Part] | None:
    """The model that a group of keys in this place would be."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    found = (_model_in(inner) for inner in typing.get_args(annotation))
    return next((model for model in found if model), None)


def _without_extras(annotation: Any) -> Any:
    while typing.get_origin(annotation) is Annotated:
        annotation = typing.get_args(annotation)[0]
    return annotation


def _marks(annotation: Any, metadata: list[Any]) -> Iterator[Mark]:
    """The marks of a string, looked for in its metadata and in each arm of a union.

    Where a model stands, as for a step of `via`, a bare string is its first field.
    """
    if typing.get_origin(annotation) is Annotated:
        annotation, *extras = typing.get_args(annotation)
        metadata = [*extras, *metadata]
    yield from (item for item in metadata if isinstance(item, (Ref, TextKind)))
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        arms = [arm for arm in typing.get_args(annotation) if _model_in(arm) is None]
        for arm in arms:
            yield from _marks(arm, [])
    elif isinstance(annotation, type) and issubclass(annotation, Part):
        first = next(iter(annotation.model_fields.values()))
        yield from _marks(first.annotation, first.metadata)
