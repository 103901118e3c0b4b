"""Names before a colon, as in transcripts and live reports, and at the head of posts."""

from __future__ import annotations

import re

from generator.quotes.lexicon import NO_LABELS, SPEECH_VERBS
from generator.quotes.paragraphs import Stretch
from generator.values import Value

_TIME = re.compile(r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|GMT|BST|CET|UTC|EST|Uhr)?\s*[-–—|:.]?\s*)", re.IGNORECASE)  # fmt: skip
_LABEL = re.compile(
    r"(?P<label>[^\s:：.!?“”\"«»„][^\n:：!?“”\"«»„]{0,79}?)\s?[:：](?:\*{1,3}|_{1,3})?"
    r"(?=\s|[“\"«„])[ \t\u00a0\u202f]*"
)
# "Mara Keene @marakeene · 7 Oct" heads a post; "RT @marakeene:" passes one on.
_POSTED = re.compile(r"(?P<label>[^\n@:]{2,40}?)\s*[(]?@(?P<handle>\w{2,40})\b[^\n]{0,40}\Z")
# A channel's name with the time of the post below it; "Forwarded from:" says whose it is.
_STAMPED = re.compile(r"[^\n]{0,30}\d{1,2}[:.]\d{2}\Z")
_FORWARDED = re.compile(
    r"(?:forwarded from|переслано от|переслано з|переслано від|weitergeleitet von|transféré de|"
    r"transféré depuis|أعيد توجيهه من)\s*:?\s*(?P<label>[^\n]{2,60})\Z",
    re.IGNORECASE,
)
_REPOSTED = re.compile(r"(?:RT|🔁|♻️?)\s+@(?P<label>\w{2,40}):?\s+")
_Q_LABEL = re.compile(r"(?P<label>[QA])(?:\.[ \t]+|[ \t]{2,}|\t)")


class Turn(Value):
    """What follows a label, up to the end of the turn."""

    label: str
    line: Stretch
    body: tuple[Stretch, ...]


def turns_in(text: str, rows_by_block: list[tuple[Stretch, ...]]) -> list[Turn]:
    """The turns of a transcript or a live report; none where the labels are no names.

    `rows_by_block` are the lines of each paragraph.
    """
    entries: list[tuple[str | None, Stretch, int, bool]] = []
    handles = _handles(text)
    for rows in rows_by_block:
        for index, line in enumerate(rows):
            label, body_start, is_timed = _posted(text, rows, index) or _label(text, line)
            label = handles.get(label.lower(), label.lstrip("@")) if label else None
            if label is None and index and not is_timed and entries:
                # A wrapped line goes on in the entry above it.
                last = entries[-1]
                entries[-1] = (last[0], Stretch(last[1].start, line.end), last[2], last[3])
            else:
                entries.append((label, line, body_start, is_timed))
    labelled = [entry for entry in entries if entry[0] is not None]
    if not labelled or not _are_names(labelled, len(entries)):
        return []
    goes_on = len(labelled) >= 2 and len(labelled) >= 0.3 * len(entries)
    # One time may be that of the whole; several make a live report, where an entry is short.
    goes_on = goes_on and sum(is_timed for *_, is_timed in entries) < 2
    turns: list[Turn] = []
    continuations: list[int] = []
    is_open = False
    for label, line, body_start, is_timed in entries:
        if label is not None:
            turns.append(Turn(label, line, (Stretch(body_start, line.end),)))
            is_open = goes_on
        elif is_open and not is_timed and not _is_direction(text, line):
            turn = turns[-1]
            turns[-1] = Turn(turn.label, turn.line, (*turn.body, line))
            continuations.append(len(turns) - 1)
        else:
            is_open = is_open and _is_direction(text, line)
    if len(continuations) == 1 and len(turns) >= 6:
        # Where no other turn has a second paragraph, one that names a speaker is the writer's.
        at = continuations[0]
        if at == len(turns) - 1 or _names_one_of(text, turns[at].body[-1], turns):
            turns[at] = Turn(turns[at].label, turns[at].line, turns[at].body[:1])
    return [turn for turn in turns if turn.body[0].end > turn.body[0].start]


def _names_one_of(text: str, line: Stretch, turns: list[Turn]) -> bool:
    words = {word.lower() for word in re.findall(r"\w+", text[line.start : line.end])}
    return any(turn.label.split()[-1].lower() in words for turn in turns if len(turn.label) > 2)


def _posted(
    text: str, rows: tuple[Stretch, ...], index: int
) -> tuple[str | None, int, bool] | None:
    """The head of a post: a name, its time on the next line, and perhaps whose it really is."""
    if index or len(rows) < 3 or not _STAMPED.match(text[rows[1].start : rows[1].end]):
        return None
    name = text[rows[0].start : rows[0].end].split("|")[0].strip()
    if not _may_name(name) or _TIME.match(name):
        return None
    forwarded = _FORWARDED.match(text[rows[2].start : rows[2].end])
    if forwarded and len(rows) > 3:
        return forwarded["label"].strip(), rows[2].end, False
    return name, rows[1].end, False


def _handles(text: str) -> dict[str, str]:
    """ "@marakeene" -> "Mara Keene", where the text heads a post with both."""
    found = re.finditer(
        r"^[ \t]{0,20}([^\s@:][^\n@:]{1,39}?)[ \t]{0,10}[(]?@(\w{2,40})\b", text, re.MULTILINE
    )
    return {f"@{m.group(2).lower()}": m.group(1).strip() for m in found if _may_name(m.group(1))}


def _label(text: str, line: Stretch) -> tuple[str | None, int, bool]:
    start = line.start
    while start < line.end and text[start] in "*_>#•·\t ":
        start += 1
    passed_on = _REPOSTED.match(text, start, line.end)
    if passed_on:
        return "@" + passed_on["label"], passed_on.end(), False
    posted = _POSTED.match(text[start : line.end])
    if posted and _may_name(posted["label"]):
        return posted["label"].strip(), line.end, False
    timed = _TIME.match(text, start, line.end)
    if timed:
        start = timed.end()
    if start >= line.end:
        return None, start, timed is not None
    match = _Q_LABEL.match(text, start, line.end) or _LABEL.match(text, start, line.end)
    if match is None or match.end() >= line.end:
        return None, start, timed is not None
    label = match["label"].strip(" *_")
    return (label if _may_name(label) else None), match.end(), timed is not None


def _may_name(label: str) -> bool:
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]|,.*", "", label).strip()
    words = re.findall(r"[\w'’.-]+", bare)
    if not words or len(words) > 7 or re.search(r"[;/@=]|\d{2,}", bare):
        return False
    folded = [word.lower().strip(".") for word in words]
    if any(word in NO_LABELS for word in folded):
        return False
    # A name in capitals may be a verb's too: POST is a paper.
    if not bare.isupper() and any(word in SPEECH_VERBS for word in folded):
        return False
    cased = [w for w in words if w[0].lower() != w[0].upper()]
    if not cased:
        return len(words) <= 5
    small = [w for w in cased if w[0].islower() and w.lower() not in PARTICLES]
    return cased[0][0].isupper() and len(small) <= (1 if len(cased) > 2 else 0)


PARTICLES = frozenset("de du des von van der den di da al el bin ibn la le of the für д'".split())


def _are_names(labelled: list[tuple[str | None, Stretch, int, bool]], total: int) -> bool:
    """One label may be an accident; two, or a short one that heads its line, are a habit."""
    if len(labelled) >= 2:
        return True
    label = labelled[0][0] or ""
    has_case = any(c.lower() != c.upper() for c in label)
    return has_case and len(label.split()) <= 4 and total >= 1


def _is_direction(text: str, line: Stretch) -> bool:
    """A stage direction such as (Applause.) belongs to nobody and ends nothing."""
    inside = text[line.start : line.end]
    return inside[0] in "([" and inside[-1] in ")]"
