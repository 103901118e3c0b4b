"""Speech that dashes or commas part from the reporter's words, as in Russian and French prose."""

from __future__ import annotations

import re

from generator.quotes.lexicon import SPEECH_VERBS
from generator.quotes.paragraphs import Stretch

DASH_HEAD = re.compile(r"[—–―]\s*(?=\S)")
INSERTED = re.compile(
    # Spanish sets its dashes right at the reporter's words: "volverán —añadió Velin— cuando".
    r"(?:(?P<before>[,.!?…])\s*[—–―-]\s+|(?<=\w)\s+—(?=\w))"
    r"(?P<words>[^—–―\n]{2,160}?)(?P<stop>[,.:!?]?)\s*[—–―][.,;]?\s+"
)
_TRAILING = re.compile(r"(?P<before>[,!?….])\s*[—–―]\s+(?P<words>[^—–―\n]{2,400})\Z")


def speech_pieces(text: str, line: Stretch) -> tuple[list[Stretch], bool]:
    """What is speech in a line that a dash opens, and whether the reporter speaks in between."""
    head = DASH_HEAD.match(text, line.start, line.end)
    start = head.end() if head else line.start
    parts = incised(text, Stretch(start, line.end))
    if len(parts) > 1 or parts[0].end < line.end:
        return parts, True
    pieces: list[Stretch] = []
    has_verb = False
    position = start
    while match := INSERTED.search(text, position, line.end):
        if is_reporter(match["words"]):
            has_verb = True
            pieces.append(Stretch(start, speech_end(match)))
            start = match.end()
        position = match.end() if is_reporter(match["words"]) else match.start() + 2
    trailing = _trailing(text, start, line.end)
    if trailing is not None:
        has_verb = True
        pieces.append(Stretch(start, trailing))
    elif start < line.end:
        pieces.append(Stretch(start, line.end))
    return pieces, has_verb


def speech_end(match: re.Match[str]) -> int:
    """Where the speech before an insertion ends: behind its comma, or at the space before the dash."""
    return match.end("before") if match["before"] else match.start()


# ", a répondu Mme Marchand," and ", dit-elle.": French leaves the marks open around the reporter.
_INCISE = re.compile(
    r"(?P<before>[,!?…])\s+(?P<words>(?:(?:a|ont|avait|s['’]est)\s+)?[^\W\d_]+(?:-(?:t-)?(?:il|elle|ils|elles|on))?"
    r"(?=[\s,.])(?:(?:M|Mme|Mlle|Dr)\.\s|[^,.«»“”\n]){0,80})(?P<stop>[,.]|\Z)(?=\s|\Z)"
)


_APPOSED = re.compile(r"\s*(?:un|une|le|la|l['’]|les)\s?[^,.«»“”\n]{2,50}(?:\.|,)(?=\s|\Z)")


def incised(text: str, piece: Stretch) -> list[Stretch]:
    """A stretch of speech without what the reporter says between two commas."""
    found: list[Stretch] = []
    start = position = piece.start
    while match := _INCISE.search(text, position, piece.end):
        if _is_incise(match["words"]):
            found.append(Stretch(start, match.end("before")))
            start = position = match.end()
            apposed = _APPOSED.match(text, start, piece.end) if match["stop"] == "," else None
            if apposed:
                start = position = apposed.end()
        else:
            position = match.start() + 1
    rest = text[start : piece.end]
    if rest.strip():
        found.append(Stretch(start + len(rest) - len(rest.lstrip()), piece.end))
    return found


def _is_incise(words: str) -> bool:
    split = words.replace("’", "'").split()
    head = split[1:] if split[0] in {"a", "ont", "avait", "s'est"} else split
    if not head:
        return False
    if re.search(r"-(?:t-)?(?:il|elle|ils|elles|on)$", head[0]) or re.search(
        r"^(?:a|ont)-(?:t-)?(?:il|elle)", split[0]
    ):
        return True
    has_name = any(w[0].isupper() for w in head[1:4])
    # "a précisé le ministre": behind an auxiliary an office will do.
    has_office = len(head) < len(split) and head[1:2] != [] and head[1] in _FRENCH_ARTICLES
    return head[0] in SPEECH_VERBS and (has_name or has_office)


_FRENCH_ARTICLES = frozenset("le la les un une son sa leur".split())


def _trailing(text: str, start: int, end: int) -> int | None:
    for match in re.finditer(r"[,!?….]\s*[—–―]\s+", text[start:end]):
        behind = start + match.end()
        if is_reporter(text[behind : min(end, behind + 200)]):
            return start + match.start() + 1
    return None


def is_reporter(words: str) -> bool:
    """Whether words between dashes are the reporter's: a verb of speech stands at their head."""
    head = [word.strip(".,").lower() for word in words.split()[:4]]
    return any(word in SPEECH_VERBS for word in head) and not words[:1].isupper()
