"""Which stretches of a text are somebody's speech, by the marks that the text itself uses.

Quotation marks of every form, guillemets, low-high marks, dashes at the head of a paragraph, and
names before a colon as in transcripts and live reports. One utterance is what stands in one pair
of marks, or one turn of one speaker; a sentence that the reporter only interrupts is one too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from generator.quotes.dashes import (
    DASH_HEAD,
    INSERTED,
    incised,
    is_reporter,
    speech_end,
    speech_pieces,
)
from generator.quotes.labels import PARTICLES, Turn, turns_in
from generator.quotes.lexicon import FIRST_PERSON, SPEECH_VERBS
from generator.quotes.marks import CLOSERS, Span, quoted_spans
from generator.quotes.paragraphs import Stretch, lines, paragraphs
from generator.values import Value


@dataclass
class Utterance:
    """Speech of one speaker in one go.

    `pieces` are its words without the marks around them: more than one where it goes on in the
    next paragraph or is interrupted. `nested` are the quotations within. `label` is the name
    before the colon, where there is one. `marks` are the places of its own marks.
    """

    pieces: list[Stretch]
    paragraph: Stretch
    label: str | None = None
    nested: list[Stretch] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    is_interrupted: bool = False
    is_headline: bool = False
    signed: str | None = None
    lead: Stretch | None = None

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end


class Speech(Value, dict=True):
    """The utterances of a text in reading order; `is_marked` where it tells speech from the rest."""

    utterances: tuple[Utterance, ...]
    is_marked: bool
    paragraphs: tuple[Stretch, ...]
    headline: Stretch | None

    @cached_property
    def starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraphs_before(self, position: int) -> tuple[Stretch, ...]:
        """The last four paragraphs that begin before a place."""
        at = bisect_left(self.starts, position)
        return self.paragraphs[max(0, at - 4) : at]


def speech_in(text: str) -> Speech:
    """Find the speech of a cleaned text; the whole of it is one utterance where none is marked."""
    blocks = paragraphs(text)
    rows_by_block = [lines(text, block) for block in blocks]
    rows = [row for inside in rows_by_block for row in inside]
    turns = turns_in(text, rows_by_block)
    spans = _Spans(quoted_spans(text, blocks))
    headline = _headline(text, blocks)
    dashed = _dashes(text, rows, spans, turns)
    inner = {n.start for utterance in dashed for n in utterance.nested}
    utterances = [*_within_turns(text, turns, spans, inner), *dashed]
    utterances += _announced(text, blocks, rows, utterances)
    utterances = _joined(text, sorted(utterances, key=lambda u: u.start))
    marking = [u for u in utterances if u.label is not None or _is_speech(text, u)]
    if headline is not None:
        marking = [u for u in marking if not headline.holds(u.start, u.end)]
    if not marking or _is_speech_itself(text, utterances):
        whole = Stretch(0, len(text))
        nested = [piece for u in utterances for piece in u.pieces]
        return Speech((Utterance([whole], whole, nested=nested),), False, blocks, headline)
    starts = [block.start for block in blocks]
    for utterance in utterances:
        inside = headline is not None and headline.holds(utterance.start, utterance.end)
        utterance.is_headline = inside
        utterance.lead = _lead(text, utterance)
        utterance.signed = _signature(text, blocks, starts, utterance)
    return Speech(tuple(utterances), True, blocks, headline)


_FIRST = re.compile(r"[\w'’]+")
# News tells of others: so many words of ten thousand are "I", "we" and "our" only where somebody
# speaks from the first line to the last, and quotes others on the way.
FIRST_PERSON_SHARE = 150
FIRST_PERSON_LEAST = 4


def _is_speech_itself(text: str, utterances: list[Utterance]) -> bool:
    """An address or a statement that quotes others is not a report of what they said."""
    if any(utterance.label is not None for utterance in utterances):
        return False
    outside: list[str] = []
    quoted = position = 0
    for utterance in utterances:
        for piece in utterance.pieces:
            outside.append(text[position : piece.start])
            quoted += piece.end - piece.start
            position = max(position, piece.end)
    outside.append(text[position:])
    words = [word.lower() for word in _FIRST.findall(" ".join(outside))]
    first = sum(word in FIRST_PERSON for word in words)
    is_mostly_own = quoted * 3 < len(text)
    return (
        is_mostly_own
        and first >= FIRST_PERSON_LEAST
        and first * 10_000 >= FIRST_PERSON_SHARE * len(words)
    )


def _headline(text: str, blocks: tuple[Stretch, ...]) -> Stretch | None:
    """The first paragraph, where it is short, does not end like a sentence and others follow."""
    if len(blocks) < 2:
        return None
    first = text[blocks[0].start : blocks[0].end]
    is_title = len(first) <= 200 and "\n" not in first and not first.endswith((".", "!", ":", ","))
    return blocks[0] if is_title else None


def _is_speech(text: str, utterance: Utterance) -> bool:
    """Marks around a word or two may only name something; three words are somebody's."""
    words = re.findall(r"\w+", " ".join(text[p.start : p.end] for p in utterance.pieces))
    if len(words) >= 3:
        return True
    around = text[max(utterance.paragraph.start, utterance.start - 60) : utterance.start - 1]
    around += " " + text[utterance.end + 1 : min(utterance.paragraph.end, utterance.end + 40)]
    return any(word in SPEECH_VERBS for word in re.findall(r"[\w'-]+", around.lower()))


# --- turns, quotations and dash lines as utterances ---------------------------------------------


class _Spans:
    """The quotations of a text that lie in no other, by place."""

    def __init__(self, quoted: list[tuple[Stretch, list[Span]]]) -> None:
        self.all = [(block, span) for block, inside in quoted for span in inside]
        self.starts = [span.start for _, span in self.all]

    def inside(self, stretch: Stretch) -> list[tuple[Stretch, Span]]:
        first = bisect_left(self.starts, stretch.start)
        last = bisect_right(self.starts, stretch.end)
        return [found for found in self.all[first:last] if found[1].end <= stretch.end]


def _within_turns(text: str, turns: list[Turn], spans: _Spans, inner: set[int]) -> list[Utterance]:
    """Each turn as an utterance, and the quotations outside of all turns and all other speech.

    `inner` are the places of quotations that lie in speech which dashes mark.
    """
    found: list[Utterance] = []
    taken = {id(span) for _, span in spans.all if span.start in inner}
    for turn in turns:
        inside = [pair for body in turn.body for pair in spans.inside(body)]
        taken |= {id(span) for _, span in inside}
        body = Stretch(turn.body[0].start, turn.body[-1].end)
        quoted_length = sum(span.end - span.start for _, span in inside)
        first = text[turn.body[0].start : turn.body[0].start + 1]
        if inside and first in CLOSERS and quoted_length >= 0.5 * (body.end - body.start):
            found += [_utterance(block, span, turn.label) for block, span in inside]
            continue
        nested = [Stretch(span.start, span.end) for _, span in inside]
        paragraph = Stretch(turn.line.start, body.end)
        found.append(Utterance(list(turn.body), paragraph, turn.label, nested))
    previous: Utterance | None = None
    for block, span in spans.all:
        if id(span) in taken:
            previous = None
            continue
        if previous is not None and previous.marks and previous.marks[-1] == -1:
            # The marks were left open at the end of the paragraph before: the same utterance.
            previous.pieces.append(Stretch(span.start, span.end))
            previous.marks[-1:] = [*span.marks, *([-1] if span.goes_on else [])]
            previous.nested += [Stretch(c.start, c.end) for c in span.children]
            previous.paragraph = Stretch(previous.paragraph.start, block.end)
            continue
        previous = _utterance(block, span, None)
        if span.goes_on:
            previous.marks.append(-1)
        found.append(previous)
    for utterance in found:
        utterance.marks = [mark for mark in utterance.marks if mark >= 0]
    return found


def _utterance(block: Stretch, span: Span, label: str | None) -> Utterance:
    nested = [Stretch(child.start, child.end) for child in span.children]
    return Utterance([Stretch(span.start, span.end)], block, label, nested, list(span.marks))


def _dashes(text: str, rows: list[Stretch], spans: _Spans, turns: list[Turn]) -> list[Utterance]:
    """Speech that a dash at the head of a paragraph or line opens, as in Russian and French prose."""
    heads = [row for row in rows if DASH_HEAD.match(text, row.start, row.end)]
    if heads and turns:
        ends = [turn.body[-1].end for turn in turns]
        begins = [turn.line.start for turn in turns]
        heads = [h for h in heads if not _is_in_turn(h, begins, ends)]
    pieces_by_head = [(head, *speech_pieces(text, head)) for head in heads]
    has_verb = any(has for _, _, has in pieces_by_head)
    inside_heads = sum(len(spans.inside(head)) for head in heads)
    marks_otherwise = inside_heads < len(spans.all)
    is_list = len(heads) < 2 or (marks_otherwise and not _are_answers(text, heads))
    if not heads or (not has_verb and is_list):
        return []
    return [
        Utterance([piece], head, None, [Stretch(s.start, s.end) for _, s in spans.inside(piece)])
        for head, pieces, _ in pieces_by_head
        for piece in pieces
    ]


def _are_answers(text: str, heads: list[Stretch]) -> bool:
    """Whether one of them asks and the next does not, as in an interview and in no list."""
    asks = [text[head.start : head.end].rstrip().endswith("?") for head in heads]
    return any(asked and not also for asked, also in pairwise(asks))


def _is_in_turn(row: Stretch, begins: list[int], ends: list[int]) -> bool:
    at = bisect_right(begins, row.start) - 1
    return at >= 0 and row.end <= ends[at]


# --- sentences that are only interrupted -----------------------------------------------------


def _joined(text: str, utterances: list[Utterance]) -> list[Utterance]:
    """Split off what the reporter put inside the marks; join what only he interrupts."""
    parted: list[Utterance] = []
    for utterance in utterances:
        parted += _without_insertions(text, utterance)
    found: list[Utterance] = []
    for utterance in parted:
        last = found[-1] if found else None
        if last is not None and _interrupted(text, last, utterance):
            last.pieces += utterance.pieces
            last.nested += utterance.nested
            last.marks += utterance.marks
            last.is_interrupted = True
        else:
            found.append(utterance)
    return found


def _without_insertions(text: str, utterance: Utterance) -> list[Utterance]:
    """Russian and Ukrainian leave the marks open around «…, — сказал он, — …»."""
    if utterance.label is not None or len(utterance.pieces) != 1 or not utterance.marks:
        return [utterance]
    piece = utterance.pieces[0]
    parts: list[Stretch] = incised(text, piece)
    if len(parts) > 1:
        return _parted(utterance, parts)
    parts = []
    start = position = piece.start
    while match := INSERTED.search(text, position, piece.end):
        if is_reporter(match["words"]):
            parts.append(Stretch(start, speech_end(match)))
            start = match.end()
        position = match.end() if is_reporter(match["words"]) else match.start() + 2
    if not parts:
        return [utterance]
    parts.append(Stretch(start, piece.end))
    return _parted(utterance, parts)


def _parted(utterance: Utterance, parts: list[Stretch]) -> list[Utterance]:
    return [
        Utterance(
            [part], utterance.paragraph, None,
            [n for n in utterance.nested if part.holds(n.start, n.end)], list(utterance.marks),
        )
        for part in parts
    ]  # fmt: skip


def _interrupted(text: str, first: Utterance, second: Utterance) -> bool:
    """“We will,” she said, “not go.”: the sentence of one goes on in the other."""
    if first.label or second.label or first.paragraph != second.paragraph:
        return False
    between = text[first.end : second.start].strip(" \t\u00a0\u202f\n“”\"«»„‘’'‚‹›")
    said = text[first.start : first.end].rstrip()
    if not between or not said or len(between.split()) > 30:
        return False
    pauses = said[-1] in ",،—–-" or between[0] in ",،—–-"
    ends = re.search(r"[.!?؟](?:\s|\Z)", re.sub(r"\b(?:Mr|Mrs|Ms|Dr|M|Mme)\.", "", between))
    goes_on = between[-1] in ",،—–-:" or text[second.start].islower()
    head = text[second.start]
    in_lower = head.islower() or head.lower() == head.upper()
    words = [w.lower() for w in re.findall(r"[\w'-]+", between)]
    attributes = len(words) <= 6 or any(w in SPEECH_VERBS for w in words)
    return bool(pauses and not ends and goes_on and in_lower and attributes)


# --- what a colon announces --------------------------------------------------------------------


def _lead(text: str, utterance: Utterance) -> Stretch | None:
    """The line before, where it ends in a colon and the utterance heads its own."""
    head = text[utterance.paragraph.start : utterance.start].strip("\"“”«»„‘’'‹›‚` \u00a0")
    end = utterance.start
    while end and text[end - 1] in "\"“”«»„‘’'‹›‚` \u00a0\n":
        end -= 1
    if not end or text[end - 1] != ":" or (head and "\n" not in head):
        return None
    start = max(text.rfind("\n", 0, end) + 1, 0)
    return Stretch(start, end) if end - start > 2 else None


def _announced(
    text: str, blocks: tuple[Stretch, ...], rows: list[Stretch], utterances: list[Utterance]
) -> list[Utterance]:
    """A paragraph or line without marks that the one before announces: "Inskip writes:"."""
    found = []
    block_starts = [block.start for block in blocks]
    starts = sorted(u.start for u in utterances)
    for row, following in pairwise(rows):
        if text[row.end - 1] != ":":
            continue
        words = re.findall(r"[\w'’-]+", text[row.start : row.end].lower())[-8:]
        if not any(word in SPEECH_VERBS for word in words):
            continue
        block = blocks[bisect_right(block_starts, following.start) - 1]
        whole = Stretch(following.start, block.end)
        at = bisect_left(starts, whole.start)
        if at == len(starts) or starts[at] >= whole.end:
            found.append(Utterance([whole], whole))
    return found


# --- signatures ------------------------------------------------------------------------------

_SIGNED = re.compile(
    r"[—–―-]{1,2}\s*(?P<name>[^\n—–]{2,80}?)\s*(?:\(@?[\w.]+\))?(?:[ ,]\s*[A-Z][a-z]+ \d{1,2}.*)?\Z"
)


def _signature(
    text: str, blocks: tuple[Stretch, ...], starts: list[int], utterance: Utterance
) -> str | None:
    """The name on a line of its own, behind a dash, below a quotation."""
    at = bisect_left(starts, utterance.paragraph.end)
    below = blocks[at] if at < len(blocks) else None
    own = text[utterance.end : min(utterance.paragraph.end, utterance.end + 200)]
    own = own.strip(" \n\t\"”»“’'")
    match = _SIGNED.search(own) if own.startswith(("—", "–", "―", "--")) else None
    if match is None and below is not None and utterance.end >= utterance.paragraph.end - 2:
        match = _SIGNED.match(text[below.start : below.end])
    name = match["name"] if match else ""
    name = name.partition(",")[0]
    words = name.split()
    if not words or len(words) > 5 or name.endswith((".", "!", "?")):
        return None
    if any(w.lower().strip(".,") in SPEECH_VERBS for w in words):
        return None
    return (
        name
        if all(w[0].isupper() or w in PARTICLES or w[0].lower() == w[0].upper() for w in words)
        else None
    )
