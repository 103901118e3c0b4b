"""The way words took to reach us: speaker, each hand that passed them on, the text we read."""

from __future__ import annotations

from generator.dates import PartialDate
from generator.graph import Graph, PlacedStatement
from generator.model import Actor, Article, Hop, Source, Unnamed
from generator.values import Value
from generator.views.names import speaker_name

ASSERTED = "asserted by the article itself"
ATTRIBUTED = "attributed to a named speaker"
DENIED = "a denial"
REPORTED = "reported at second hand"
UNNAMED = "attributed to nobody by name"


class Hand(Value):
    """One link of a chain: the words that lead to it, who it is, and what is known of it.

    `is_named` is false where only words such as "an official" stand for it. `language` is that of
    the words in its hands; `is_translation` None where their first language is not known.
    """

    lead: str
    name: str
    record_id: str | None
    date: PartialDate | None = None
    language: str | None = None
    is_named: bool = True
    is_translation: bool | None = None
    verb: str | None = None


class Attribution(Value):
    """Shape: speaker first, then each hand outwards to the text that was read.

    `translator` is who put the words into the language that they stand in here, as a name or a
    record's id; "us" where this site did. `origin_ids` are the distinct origins, sources or actors,
    to which the statement can be traced.
    """

    speaker: str
    speaker_id: str | None
    role: str | None
    why_unnamed: str | None
    hands: tuple[Hand, ...]
    translated_from: str | None
    translator: str | None
    standing: str
    origin_ids: tuple[str, ...]


def attribution(graph: Graph, placed: PlacedStatement) -> Attribution:
    """The chain of one statement, as data.

    Where the editor gave no chain, the text that the statement rests on is its only hand.
    """
    return graph.once(("attribution", placed.key), lambda: _attribution(graph, placed))


def _attribution(graph: Graph, placed: PlacedStatement) -> Attribution:
    statement = placed.statement
    speaker_id = None if isinstance(statement.speaker, Unnamed) else statement.speaker
    hops = statement.via or tuple(Hop(who=id) for id in placed.source_ids[:1])
    hops = tuple(hop for hop in hops if not _is_own_text(graph, hop, statement_speaker=speaker_id))
    original = statement.original_language
    hands = tuple(_hand(graph, hop, index, len(hops), original) for index, hop in enumerate(hops))
    return Attribution(
        speaker_name(graph, statement),
        speaker_id,
        statement.role
        or (role_on(graph.actors[speaker_id], day_of(graph, placed)) if speaker_id else None),
        statement.speaker.why if isinstance(statement.speaker, Unnamed) else None,
        hands,
        original if original != (statement.language or "en") else None,
        _translator(graph, placed),
        standing(graph, placed),
        _origins(graph, placed),
    )


def standing(graph: Graph, placed: PlacedStatement) -> str:
    """What a statement is, drawn from its speaker, verb and chain; never a verdict on it."""
    statement = placed.statement
    if isinstance(statement.speaker, Unnamed):
        return UNNAMED
    if statement.denies is not None or statement.verb in {"denied", "rejected"}:
        return DENIED
    if _speaks_for_itself(graph, placed):
        return ASSERTED
    hands = [hop for hop in statement.via if hop.unnamed or hop.who in graph.actors]
    return REPORTED if hands else ATTRIBUTED


def role_on(actor: Actor, day: PartialDate | None) -> str | None:
    """The office held on that day; of several, the one given first. None where not known."""
    if day is None:
        return None
    dated = (role for role in actor.roles if role.start is not None or role.end is not None)
    held = next((role.title for role in dated if role.held_on(day)), None)
    if held is None and len(actor.roles) == 1 and actor.roles[0].start is None:
        return actor.roles[0].title if actor.roles[0].held_on(day) else None
    return held


def day_of(graph: Graph, placed: PlacedStatement) -> PartialDate | None:
    """The day of a statement: its own, else that of the article that carries it."""
    if placed.statement.date is not None:
        return placed.statement.date
    if isinstance(placed.carrier, Article):
        return graph.article_date(placed.carrier)
    return None


def _speaks_for_itself(graph: Graph, placed: PlacedStatement) -> bool:
    speaker = placed.statement.speaker
    if isinstance(speaker, Unnamed) or not isinstance(placed.carrier, Article):
        return False
    publisher = graph.sources[placed.carrier.source].publisher
    actor = graph.actors[speaker]
    return publisher in (actor.name, *actor.aliases)


def _is_own_text(graph: Graph, hop: Hop, statement_speaker: str | None) -> bool:
    """Whether a hop is the speaker's own publication, which would name the speaker twice."""
    source = graph.sources.get(hop.who or "")
    if source is None or statement_speaker is None or hop.verb is not None:
        return False
    return source.publisher == graph.actors[statement_speaker].name


_FIRST = {"broadcast": "on"}
# Nobody speaks to a document: its words stand in it.
_DOCUMENTS = frozenset(
    {"academic work", "law", "official statement", "primary document", "report", "transcript"}
)
_PARTICIPLES = {"wrote": "written", "withdrew": "withdrawn"}


def _origins(graph: Graph, placed: PlacedStatement) -> tuple[str, ...]:
    """A chain has one origin, the first hand in it; other sources have their own."""
    chain = [hop.who for hop in placed.statement.via if hop.who]
    others = [id for id in placed.source_ids if id not in chain]
    return graph.origins_of([*chain[:1], *others])


def _translator(graph: Graph, placed: PlacedStatement) -> str | None:
    """Who translated: the one named, else the text in our language that carried the words, else us."""
    statement = placed.statement
    language = statement.language or "en"
    if statement.original_language in (None, language):
        return None
    if statement.translated_by is not None:
        return statement.translated_by
    read_in = next((graph.sources[id] for id in placed.source_ids), None)
    if read_in is None or read_in.language is None:
        return None
    return read_in.id if read_in.language == language else "us"


def _hand(graph: Graph, hop: Hop, index: int, count: int, original: str | None) -> Hand:
    """The words before a hand follow its place: "to" the first, "in" the text that was read."""
    record = graph.sources.get(hop.who or "") or graph.actors.get(hop.who or "")
    if isinstance(record, Source):
        first = _FIRST.get(record.kind or "", "in" if record.kind in _DOCUMENTS else "to")
        lead = "in" if index == count - 1 else "as reported by" if index else first
        name = record.publisher
    else:
        lead = "to" if index == 0 else "as reported by"
        name = record.name if record else hop.unnamed or ""
    if hop.verb is not None:
        verb = _PARTICIPLES.get(hop.verb, hop.verb)
        lead = f"as {verb} by" if index else f"{verb} by"
    language = hop.language or (record.language if isinstance(record, Source) else None)
    known = None not in (language, original)
    return Hand(
        lead, name, hop.who, hop.date, language,
        is_named=record is not None, is_translation=language != original if known else None,
        verb=hop.verb,
    )  # fmt: skip
