"""The site's quotations against the texts that they were taken from, and the lock that remembers it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.graph import Graph, PlacedStatement
from generator.likeness import nearest_id
from generator.model import Article, Unnamed
from generator.quotes.judging import judge
from generator.quotes.lock import Entry, State, fingerprint
from generator.quotes.names import Speaker, words_of
from generator.quotes.reading import ReadText
from generator.quotes.texts import ENDINGS, SavedText, TextError, read_text
from generator.quotes.verdict import Verdict
from generator.values import Value, replace


class Verification(Value):
    """What a comparison gave.

    `entries` are the lock's, with what was known before of quotations whose text is not at hand;
    `diagnostics` are misquotations, and warnings of what the texts leave open.
    """

    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]
    verified: int = 0
    flagged: int = 0
    kept: int = 0
    without_text: int = 0
    texts: int = 0


# A .md beside the texts is as likely a note of the editor's own.
_TEXT_ENDINGS = frozenset(ENDINGS) - {".md"}


@dataclass
class Texts:
    """A folder of saved texts, named by source id; each read once."""

    folder: Path
    problems: list[Diagnostic] = field(default_factory=list)
    _read: dict[str, tuple[SavedText, ReadText] | None] = field(default_factory=dict)

    def of(self, source_id: str) -> tuple[SavedText, ReadText] | None:
        if source_id not in self._read:
            self._read[source_id] = self._find(source_id)
        return self._read[source_id]

    def _find(self, source_id: str) -> tuple[SavedText, ReadText] | None:
        for ending in ENDINGS:
            path = self.folder / f"{source_id}{ending}"
            if not path.is_file():
                continue
            try:
                saved = read_text(path)
                if not saved.text.strip():
                    raise TextError(f"{path.name} holds no words")
            except TextError as error:
                self.problems.append(
                    Diagnostic(
                        "unreadable-text",
                        Location(str(path)),
                        str(error),
                        "save the words of the source, as UTF-8 text or HTML",
                    )
                )
                return None
            return saved, ReadText(saved.text)
        return None

    def strays(self, source_ids: Collection[str]) -> Iterator[Diagnostic]:
        """Files named after no source, which are compared with nothing."""
        for path in sorted(self.folder.iterdir()):
            if path.suffix not in _TEXT_ENDINGS or path.stem in source_ids:
                continue
            near = nearest_id(path.stem, source_ids)
            yield Diagnostic(
                "unknown-source",
                Location(str(path)),
                f'no source is called "{path.stem}", so this text is compared with nothing',
                f'name it "{near}{path.suffix}"' if near else "name it by the id of its source",
                severity=Severity.WARNING,
            )

    @property
    def count(self) -> int:
        return sum(found is not None for found in self._read.values())


def verify(graph: Graph, folder: Path, today: date) -> Verification:
    """Compare every quotation whose text is in `folder`.

    Errors: none raised; what cannot be read is a diagnostic.
    """
    texts = Texts(folder)
    entries: list[Entry] = []
    found: list[Diagnostic] = []
    verified = flagged = kept = without = 0
    for placed in graph.statements.values():
        if placed.statement.quote is None:
            continue
        known = graph.quotations[placed.key]
        at_hand = next(((id, t) for id in text_ids(graph, placed) if (t := texts.of(id))), None)
        if at_hand is None:
            without += 1
            if known.entry is not None:
                # One that was changed keeps its old entry, so that the change is not forgotten.
                kept += known.state is State.VERIFIED
                entries.append(known.entry)
            continue
        text_id, (saved, text) = at_hand
        names, is_body = speaker_names(graph, placed), _is_body(graph, placed)
        verdict = judge(placed.statement.quote, text, names, is_body=is_body)
        found += _told(graph, placed, verdict, text_id)
        if verdict.is_accepted and verdict.passage is not None:
            verified += 1
            entries.append(_entry(placed, verdict, text_id, saved, today))
        else:
            flagged += 1
            if known.entry is not None and known.state is State.CHANGED:
                entries.append(known.entry)
    same = {entry.quote: entry for entry in graph.library.quote_entries}
    merged = {(e.key, e.quote): _older(e, same.get(e.quote)) for e in entries}
    return Verification(
        tuple(merged.values()), (*found, *texts.problems, *texts.strays(graph.sources)),
        verified, flagged, kept, without, texts.count,
    )  # fmt: skip


def text_ids(graph: Graph, placed: PlacedStatement) -> Iterator[str]:
    """The sources in whose texts a quotation may stand, the one it was read in first.

    After each come the copies that republish it: the copy is often all that reached us.
    """
    named = [*placed.source_ids, *(hop.who for hop in reversed(placed.statement.via) if hop.who)]
    if isinstance(placed.carrier, Article) and placed.carrier.received_as:
        named.append(placed.carrier.received_as)
    for id in dict.fromkeys(named):
        if id in graph.sources:
            yield id
            yield from (m.record_id for m in graph.mentions_of(id) if m.path == ("republishes",))


def speaker_names(graph: Graph, placed: PlacedStatement) -> Sequence[str]:
    """All names of a speaker that are known, in all scripts."""
    speaker = placed.statement.speaker
    if isinstance(speaker, Unnamed):
        return (speaker.unnamed,)
    return graph.actors[speaker].names


def _entry(
    placed: PlacedStatement, verdict: Verdict, text_id: str, saved: SavedText, today: date
) -> Entry:
    assert verdict.passage is not None
    return Entry(
        key=placed.key,
        quote=placed.fingerprint,
        passage=fingerprint(verdict.passage.text),
        text=text_id,
        text_hash=fingerprint(saved.data.decode("latin-1")),
        at=verdict.passage.start,
        checked=today.isoformat(),
        speaker=verdict.speaker.value if verdict.speaker else "",
        where="headline" if verdict.in_headline_only else "body",
    )


def _older(entry: Entry, before: Entry | None) -> Entry:
    """What was found again as it was keeps its day: the lock changes only with what it says."""
    if before is None:
        return entry
    again = replace(entry, checked=before.checked)
    return again if again == replace(before, key=entry.key) else entry


def _told(
    graph: Graph, placed: PlacedStatement, verdict: Verdict, text_id: str
) -> Iterator[Diagnostic]:
    origin = graph.library.origins[placed.carrier.id]
    quote = origin.at(("statements", placed.index, "quote"))
    speaker = origin.at(("statements", placed.index, "speaker"))
    if verdict.reason is not None:
        place = speaker if verdict.reason == "speaker" else quote
        message = (
            f'this quotation does not stand in "{text_id}" ({verdict.reason}): {verdict.message}'
        )
        yield Diagnostic("misquotation", place, message, _cure(verdict))
    for hand in verdict.hands:
        if not _names_hand(graph, placed, hand):
            yield Diagnostic(
                "missing-link-in-chain", origin.at(("statements", placed.index, "via")),
                f'"{text_id}" has these words from {hand}, and the chain does not say so',
                "put before the text that was read whoever passed the words on",
                severity=Severity.WARNING,
            )  # fmt: skip
    for warning in verdict.warnings:
        is_headline = warning.startswith("the words")
        code = "headline-only" if is_headline else "speaker-open"
        yield Diagnostic(
            code, quote if is_headline else speaker, f'in "{text_id}": {warning}',
            "say so in a note:, unless one does" if is_headline else "look at the passage; name only whom it names",
            severity=Severity.NOTE if is_headline else Severity.WARNING,
        )  # fmt: skip


def _is_body(graph: Graph, placed: PlacedStatement) -> bool:
    """Whether an organisation, a state or a people speaks, through somebody."""
    speaker = placed.statement.speaker
    return isinstance(speaker, str) and graph.actors[speaker].type != "person"


def _names_hand(graph: Graph, placed: PlacedStatement, name: str) -> bool:
    """Whether the chain, or the speaker, goes by a name that the text gives."""
    known = list(speaker_names(graph, placed))
    for hop in placed.statement.via:
        actor, source = graph.actors.get(hop.who or ""), graph.sources.get(hop.who or "")
        known += [actor.name, *actor.aliases] if actor else []
        known += [source.publisher] if source else [hop.unnamed or ""]
    return any(Speaker.called([k]).stands_in(words_of(name)) for k in known if k) or any(
        Speaker.called([name]).stands_in(words_of(k)) for k in known if k
    )


def _cure(verdict: Verdict) -> str:
    if verdict.passage is None:
        return "copy the words from the source, or write them as text: in your own words"
    return (
        f'the nearest passage, in line {verdict.passage.line}, is: "{_short(verdict.passage.text)}"'
    )


def _short(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:297]}…"
