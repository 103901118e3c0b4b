"""Whether what stands in quotation marks is somebody's speech, or a name, a title, a scare quote."""

from __future__ import annotations

import re

from generator.characters import HIDDEN
from generator.desk.draft.namings import is_naming
from generator.quotes.lexicon import QUOTING, SOURCE_PHRASES, SPEECH_VERBS
from generator.quotes.paragraphs import Stretch, sentence_start
from generator.quotes.reading import ReadText
from generator.quotes.speakers import Beside
from generator.quotes.speech import Utterance

OPEN = "\"“„«»‘‚‹'"
CLOSE = "\"”»“’«‘›'"
# So few words may only name something; more are somebody's, unless they are set as a title.
FRAGMENT_WORDS = 4
# What stands further before an opening mark says nothing of it.
NEAR = 200


def said(text: ReadText, pieces: list[Stretch]) -> str:
    """The words of the pieces, on one line."""
    joined = " ".join(text.text[piece.start : piece.end].strip() for piece in pieces)
    return " ".join(HIDDEN.sub(" ", joined).split())


def is_speech(text: ReadText, utterance: Utterance, pieces: list[Stretch], beside: Beside) -> bool:
    if utterance.label is not None or not utterance.marks:
        return True
    if utterance.signed is not None:
        return True
    words = said(text, pieces)
    count = len(re.findall(r"[\w'’-]+", words))
    start = max(utterance.paragraph.start, pieces[0].start - NEAR)
    before = text.text[start : pieces[0].start].rstrip(OPEN + " \u00a0\u202f")
    if utterance.is_headline:
        return is_attributed_headline(text, utterance, beside)
    if is_naming(before, words):
        return False
    if count > FRAGMENT_WORDS and not is_set_as_title(words):
        return True
    if not before and _fills(text, utterance, pieces):
        return True
    if is_name(text, pieces[0], utterance):
        return False
    if is_attributed(beside) or (before.endswith(":") and len(beside.before.split()) > 1):
        return True
    # « Personne ne m’a prévenu », se plaint Gaston Rivel: any verb does behind words that come first.
    subject = text.speakers.subject(utterance)
    if not before and words[:1].isupper():
        return subject is not None and subject.is_name
    # "said that it was “older than our boats”, and that a new one could stand “before the storms”".
    start = sentence_start(
        text.text, pieces[0].start - 1, max(utterance.paragraph.start, pieces[0].start - NEAR)
    )
    told = any(
        word.lower() in SPEECH_VERBS
        for word in re.findall(r"[\w'’-]+", text.text[start : pieces[0].start])
    )
    # juge la décision « tardive mais nécessaire »: so many small words behind a name are somebody's.
    named = len(re.findall(r"[A-ZÀ-ÞА-ЯІЇЄҐ]\w+\s[A-ZÀ-ÞА-ЯІЇЄҐ]\w+", beside.before)) > 0
    return (named or told) and count >= 3 and words[:1].islower()


def is_attributed(beside: Beside) -> bool:
    """Whether the reporter's words in the sentence say that somebody says this."""
    zone = f" {beside.all.lower().replace('’', chr(39))} "
    words = re.findall(r"[\w'-]+", zone)
    if any(word in SPEECH_VERBS or word in QUOTING or word in JUDGING for word in words):
        return True
    return any(f" {' '.join(phrase)} " in " ".join(["", *words, ""]) for phrase in _PHRASES)


# Who judges something says so, if only in a word or two: "parle d’un « malentendu »".
JUDGING = frozenset(
    """parle parlé parlait évoque évoqué juge jugé qualifie qualifié sprach spricht nannte nennt bezeichnete
    bezeichnet spoke speaks speaking hailed dismissed branded blasted praised condemned denounced habla
    habló calificó calificaron назвал назвала назвали называет назвав назвала назвали називає
    ответили відповіли вимагають требуют""".split()
)
_PHRASES = tuple(p for p in SOURCE_PHRASES if p not in {("so",), ("pour",), ("nach",)})


def is_attributed_headline(text: ReadText, utterance: Utterance, beside: Beside) -> bool:
    """ "US warns of ‘…’", "‘…’: Marta Velin on ferries"; what nobody says there is a phrase."""
    if re.match(
        r"[\"”’»]?\s*:\s*[^\W\d_]\w+\s[^\W\d_]\w+", text.text[utterance.end : utterance.end + 40]
    ):
        name = re.findall(r"\w+", text.text[utterance.end : utterance.end + 40])[:2]
        return all(word[0].isupper() for word in name)
    subject = text.speakers.subject(utterance)
    return subject is not None and subject.is_name and bool(beside.all)


def is_name(text: ReadText, piece: Stretch, utterance: Utterance) -> bool:
    """A capital, few words and no stop, right behind a common word: «Синяя линия», „Möwe“."""
    words = text.text[piece.start : piece.end].strip()
    listed = re.findall(r"[^\W\d_][\w'’.-]*", words)
    if not listed or len(listed) > FRAGMENT_WORDS or words[-1] in ".!?…,":
        return False
    if not words[0].isupper():
        return False
    start = piece.start
    while start and text.text[start - 1] in OPEN + " \u00a0\u202f":
        start -= 1
    before = text.text[max(utterance.paragraph.start, start - 60) : start]
    last = re.findall(r"[\w'’-]+", before)[-1:]
    if not last or before[-1:] in ":,—–-،.!?" or last[0].lower() in SPEECH_VERBS:
        return False
    if text.speakers.names.is_german and len(listed) == 1:
        # Nouns have capitals there: "von einer „Katastrophe“" is somebody's word.
        return last[0].lower() not in {"einer", "eine", "einem", "einen", "von", "als", "ein"}
    return True


def is_set_as_title(words: str) -> bool:
    """Capitals throughout and no stop: "The Long Way to Amsel"."""
    listed = re.findall(r"[^\W\d_][\w'’-]*", words)
    great = [word for word in listed if len(word) > 3]
    return (
        len(listed) > 1 and words[-1:] not in ".!?,…" and bool(great)
        and all(word[0].isupper() for word in great)
    )  # fmt: skip


def _fills(text: ReadText, utterance: Utterance, pieces: list[Stretch]) -> bool:
    """Whether a paragraph is nothing but the quotation."""
    rest = text.text[pieces[-1].end : utterance.paragraph.end].strip(CLOSE + " .")
    return not rest and _ends(text.text[pieces[0].start : pieces[-1].end])


def _ends(words: str) -> bool:
    return words.rstrip()[-1:] in ".!?…"
