"""Whether a text gives the one whom a quotation names as its speaker.

Three answers: the passage gives the speaker; it gives another; or it leaves the speaker open.
The second is only given where the text is plain about it, because a false alarm teaches editors
to look away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from enum import Enum

from generator.quotes.attribution import first_name, passed_on_by, subject_of
from generator.quotes.lexicon import (
    ARTICLES,
    MOUTHPIECES,
    QUOTING,
    REPOSTING,
    SPEECH_VERBS,
    TITLES,
)
from generator.quotes.names import Speaker, folded, script_of, words_of
from generator.quotes.paragraphs import Stretch, sentence_end, sentence_start, sentences
from generator.quotes.speech import Speech, Utterance
from generator.quotes.zones import Subject, TextNames
from generator.values import Value

_MARKS = "\"“”«»„‘’'‹›‚`"
_SPACES = " \u00a0\u202f\n"
_ASKING = frozenset({"q", "question", "вопрос", "питання", "frage", "سؤال"})
_COURTESIES = frozenset({"mr", "mrs", "ms", "dr", "herr", "frau", "m", "mme"})
_INDEFINITE = frozenset("a an ein eine un une".split())
_I_SAID = frozenset("i we ich wir je я мы ми قلت قلنا i've we've j'ai i'd".split())
_MINE = frozenset(
    "my our mein meine unser unsere mon ma notre mi nuestro nuestra мой моя мій".split()
)


NOBODY = Speaker((), "", frozenset())


class Standing(Enum):
    CONFIRMED = "confirmed"
    OPEN = "not confirmed"
    OTHER = "contradicted"


class Finding(Value):
    """Whether the passage gives the speaker; `given` is whom it gives instead or at all."""

    standing: Standing
    given: str = ""
    why: str = ""


class Beside(Value):
    """The reporter's words before an utterance, between its pieces and behind it, in one sentence."""

    before: str
    between: str
    after: str

    @property
    def all(self) -> str:
        return " … ".join(part for part in (self.before, self.between, self.after) if part)


class TextSpeakers:
    """The speakers of one text, made ready for many questions."""

    def __init__(self, text: str, speech: Speech) -> None:
        self.text = text
        self.speech = speech
        self.names = TextNames(text)
        self.starts = [u.start for u in speech.utterances]
        self._fitted: dict[Speaker, Speaker] = {}

    def says(self, speaker: Speaker, utterance: Utterance, start: int, end: int) -> Finding:
        """Whether `speaker` says the words from `start` to `end` of an utterance."""
        if speaker not in self._fitted:
            self._fitted[speaker] = speaker.fitted(self.text[:100_000])
        question = _Question(self, self._fitted[speaker])
        inside = [n for n in utterance.nested if n.holds(start, end)]
        if inside:
            nested = min(inside, key=lambda n: n.end - n.start)
            finding = question.of_nested(utterance, nested)
            if finding is not None:
                return finding
        return question.of_utterance(utterance)

    def subject(self, utterance: Utterance) -> Subject | None:
        """Whom the reporter's words right beside an utterance give; no pronoun is followed."""
        return _Question(self, NOBODY).subject(utterance)

    def beside(self, utterance: Utterance) -> Beside:
        """The reporter's words in the sentence of an utterance."""
        question = _Question(self, NOBODY)
        between = " ".join(question.interposed(utterance))
        return Beside(question.before(utterance), between, question.after(utterance))

    def hands(self, utterance: Utterance) -> tuple[str, ...]:
        """Who passed an utterance on, as far as the reporter's words around it say."""
        if utterance.label is not None or not self.speech.is_marked:
            return ()
        question = _Question(self, NOBODY)
        zones = (
            *question.interposed(utterance),
            question.after(utterance),
            question.before(utterance),
        )
        return tuple(dict.fromkeys(n for zone in zones for n in passed_on_by(zone, self.names)))


class _Question:
    """One speaker, looked for in one text."""

    def __init__(self, texts: TextSpeakers, speaker: Speaker) -> None:
        self.text = texts.text
        self.speech = texts.speech
        self.names = texts.names
        self.starts = texts.starts
        self.speaker = speaker

    # --- quotations within quotations --------------------------------------------------------

    def of_nested(self, utterance: Utterance, nested: Stretch) -> Finding | None:
        """What the outer speaker says of the inner words; None where they are his own."""
        piece = next((p for p in utterance.pieces if p.holds(nested.start, nested.end)), None)
        if piece is None:
            return None
        begin = sentence_start(self.text, nested.start - 1, piece.start)
        before = self.text[begin : max(begin, nested.start - 1)]
        stop = sentence_end(self.text, min(nested.end + 1, piece.end), piece.end)
        after = self.text[nested.end + 1 : stop]
        if not self._is_reported(before, after, nested):
            return None
        close = [w.lower() for w in words_of(before)[-3:]]
        if any(w in _I_SAID for w in close):
            return None
        inner = subject_of(after, self.names, is_after=True) if after.strip() else None
        inner = inner or subject_of(before, self.names, is_after=False)
        if inner is not None and self.speaker.stands_in(inner.words):
            return Finding(Standing.CONFIRMED, inner.shown)
        outer = self.of_utterance(utterance)
        # "what my mother used to say: …": whoever is named, it is not she.
        of_relation = any(w in _MINE for w in close) and self._is_named()
        if outer.standing is Standing.CONFIRMED or of_relation:
            why = f"these are the words of somebody whom {self.speaker.shown} quotes"
            return Finding(Standing.OTHER, "", why)
        if inner is not None and inner.is_name:
            return self._compared(inner)
        if self.speaker.stands_in(words_of(before)):
            return Finding(Standing.CONFIRMED, self.speaker.shown)
        near = words_of(self.text[max(0, nested.start - 400) : nested.start])
        if inner is not None and inner.is_pronoun and self.speaker.stands_in(near):
            # "He told me: …", and he was named just before.
            return Finding(Standing.OPEN)
        if outer.standing is Standing.OTHER:
            return outer
        return Finding(Standing.OPEN) if self._is_named() else self._unknown()

    def _is_reported(self, before: str, after: str, nested: Stretch) -> bool:
        """Whether the outer speaker tells what somebody said, and does not only name something."""
        around = [w.lower() for w in words_of(before)[-12:] + words_of(after)[:8]]
        if any(w in SPEECH_VERBS or w in QUOTING or w in REPOSTING for w in around):
            return True
        is_long = len(words_of(self.text[nested.start : nested.end])) >= 4
        return before.rstrip().endswith((":", ",")) and is_long

    # --- an utterance ------------------------------------------------------------------------

    def of_utterance(self, utterance: Utterance) -> Finding:
        """The label, the signature, the reporter's words around it, or whoever spoke before."""
        if utterance.label is not None:
            return self._of_label(utterance.label)
        if not self.speech.is_marked:
            return self._of_unmarked()
        if utterance.signed is not None:
            return self._compared(Subject(tuple(words_of(utterance.signed)), True))
        subject = self.subject(utterance)
        if subject is None:
            before = self._previous(utterance)
            goes_on = before is not None and before.paragraph == utterance.paragraph
            return self._carried(utterance, is_certain=goes_on)
        return self._weighed(utterance, subject)

    def _of_label(self, label: str) -> Finding:
        words = words_of(label.replace("_", " "))
        if self.speaker.stands_in(words):
            return Finding(Standing.CONFIRMED, label)
        if not self._is_comparable(label):
            return Finding(Standing.OPEN, label)
        if label.lower() in _ASKING | {"a", "answer", "ответ", "відповідь", "antwort", "جواب"}:
            others = (u.label for u in self.speech.utterances if u.label and u.label != label)
            is_other = any(self.speaker.stands_in(words_of(other)) for other in others)
            is_asking = label.lower() in _ASKING
            return Finding(Standing.OTHER if is_other and is_asking else Standing.OPEN, label)
        if self._is_office_or_initials(words):
            return Finding(Standing.CONFIRMED, label)
        return Finding(Standing.OTHER, label)

    def _is_office_or_initials(self, words: list[str]) -> bool:
        """A label may be an office or initials: PRESIDENT, AB; the text may say whose."""
        letters = "".join(words)
        if len(letters) <= 3 and letters.isupper():
            initials = ("".join(part[:1] for part in name).upper() for name in self.speaker.names)
            return letters in initials
        needed = {w.lower() for w in words if w.lower() not in ARTICLES} - _COURTESIES
        return bool(needed) and needed <= TITLES | MOUTHPIECES and self._holds_office(needed)

    def _of_unmarked(self) -> Finding:
        ends = words_of(self.text[:400]) + words_of(self.text[-160:])
        if self.speaker.stands_in(ends):
            return Finding(Standing.CONFIRMED, self.speaker.shown)
        return Finding(Standing.OPEN)

    def _weighed(self, utterance: Utterance, subject: Subject) -> Finding:
        if self.speaker.stands_in(subject.words) or self._is_described(subject):
            return Finding(Standing.CONFIRMED, subject.shown)
        if subject.is_name:
            return self._compared(subject)
        if subject.is_pronoun:
            return self._carried(utterance, is_certain=True)
        return self._of_office(utterance, subject)

    def _is_described(self, subject: Subject) -> bool:
        """A speaker without a name is called as the text calls him: "a senior official"."""
        words = words_of(self.speaker.shown)
        if not words or any(w[0].isupper() for w in words[-1:]) or script_of(words[-1]) == "arabic":
            return False
        wanted = {folded(w) for w in words if len(w) > 3}
        return bool(wanted) and wanted <= {folded(w) for w in subject.words}

    def _compared(self, subject: Subject) -> Finding:
        if self.speaker.stands_in(subject.words):
            return Finding(Standing.CONFIRMED, subject.shown)
        standing = Standing.OTHER if self._is_comparable(subject.shown) else Standing.OPEN
        return Finding(standing, subject.shown)

    def _is_comparable(self, given: str) -> bool:
        """A name in a script of which we know no name of the speaker proves nothing."""
        return script_of(given) in self.speaker.scripts

    def _of_office(self, utterance: Utterance, subject: Subject) -> Finding:
        """ "The minister said": whoever the text introduces as minister."""
        words = {w.lower().strip(".") for w in subject.words}
        if words & MOUTHPIECES and self.speaker.stands_in(subject.behind):
            is_body = not self.speaker.is_person_like and not self._is_known_as_person()
            return Finding(Standing.OPEN if is_body else Standing.OTHER, subject.shown)
        if (
            words & MOUTHPIECES
            and self.speaker.is_body
            and not any(map(str.istitle, subject.behind))
        ):
            # "A spokesman said", and of whom is not said again.
            is_there = self._is_named()
            return (
                Finding(Standing.OPEN, subject.shown) if is_there else self._unknown(subject.shown)
            )
        offices = {w for w in words if len(w) > 3 and w not in ARTICLES}
        if self._holds_office(offices):
            return Finding(Standing.CONFIRMED, subject.shown)
        others = self._holders(offices)
        if len(others) == 1 and self._is_comparable(others[0]):
            return Finding(Standing.OTHER, others[0])
        if not self._is_named():
            return self._unknown(subject.shown)
        if (
            self.speaker.is_person_like
            and subject.words[:1]
            and subject.words[0].lower() in _INDEFINITE
        ):
            # "A diplomat said": somebody who has not been spoken of before.
            return Finding(Standing.OTHER, subject.shown)
        carried = self._carried(utterance, is_certain=True)
        is_open = carried.standing is Standing.OPEN
        return Finding(Standing.OPEN, subject.shown) if is_open else carried

    # --- carrying over -----------------------------------------------------------------------

    def _carried(self, utterance: Utterance, *, is_certain: bool) -> Finding:
        """Nobody is named here, or only "he": whoever was named last before."""
        for _ in range(40):
            before = self._previous(utterance)
            named = self._named_between(before.end if before else 0, utterance)
            if named is not None:
                return self._softened(self._compared(named), is_certain)
            if before is None:
                break
            if before.label is not None:
                return self._softened(self._of_label(before.label), is_certain)
            subject = self.subject(before)
            if subject is not None and not subject.is_pronoun:
                if subject.is_name or self.speaker.stands_in(subject.words):
                    return self._softened(self._compared(subject), is_certain)
                return Finding(Standing.OPEN, subject.shown)
            utterance = before
        return Finding(Standing.OPEN) if self._is_named() else self._unknown()

    def _softened(self, finding: Finding, is_certain: bool) -> Finding:
        if finding.standing is Standing.OTHER and not is_certain and self._is_named():
            return Finding(Standing.OPEN, finding.given)
        return finding

    def _previous(self, utterance: Utterance) -> Utterance | None:
        at = bisect_left(self.starts, utterance.start)
        return self.speech.utterances[at - 1] if at > 0 else None

    def _named_between(self, floor: int, utterance: Utterance) -> Subject | None:
        """The subject of the reporter's last sentence before this utterance that has a name."""
        near = [p for p in self.speech.paragraphs_before(utterance.start) if p.end > floor]
        for paragraph in reversed(near[-3:]):
            low, high = max(floor, paragraph.start), min(paragraph.end, utterance.start - 1)
            if high <= low or self.speech.headline == paragraph:
                continue
            for sentence in reversed(sentences(self.text, low, high)):
                words = self.text[sentence.start : sentence.end].lstrip(_MARKS + _SPACES)
                trails = low == floor and floor and sentence.start <= floor + 2
                # What trails the utterance before is its own attribution.
                if trails and (words[:1].islower() or words[:1] in ",—–-.!?،"):
                    continue
                subject = first_name(words, self.names)
                if subject is not None:
                    return subject
        return None

    # --- the reporter's words around an utterance --------------------------------------------

    def subject(self, utterance: Utterance) -> Subject | None:
        """Whom the reporter's words around an utterance give as its speaker."""
        for zone in self.interposed(utterance):
            subject = subject_of(zone, self.names, is_after=True)
            if subject is not None:
                return subject
        after = self.after(utterance)
        subject = subject_of(after, self.names, is_after=True) if after else None
        if subject is not None:
            return subject
        before = self.before(utterance)
        return subject_of(before, self.names, is_after=False) if before else None

    def interposed(self, utterance: Utterance) -> Iterator[str]:
        for first, second in zip(utterance.pieces, utterance.pieces[1:], strict=False):
            between = self.text[first.end : second.start].strip(_MARKS + _SPACES + "—–-,")
            if between:
                yield between

    def after(self, utterance: Utterance) -> str:
        """The rest of the sentence behind the closing mark, if it can belong to the words."""
        end = utterance.end
        at = bisect_left(self.starts, utterance.start) + 1
        following = self.starts[at] if at < len(self.starts) else len(self.text)
        limit = min(utterance.paragraph.end, max(end, following - 1))
        close = end
        while close < limit and self.text[close] in _MARKS + "\u00a0\u202f":
            close += 1
        rest = self.text[close:limit].lstrip(_SPACES)
        zone = self.text[close : sentence_end(self.text, close, limit)].strip(_SPACES)
        if not zone or rest.startswith((".", "!", "?", "؟")):
            return ""
        said = self.text[utterance.start : end].rstrip()
        dashed = rest.startswith(("—", "–", "―", "-", ",", "،"))
        if (
            said.endswith(".")
            and not dashed
            and not zone[0].islower()
            and script_of(zone) != "arabic"
        ):
            return ""
        if said.endswith(("!", "?", "…")) and zone[0].isupper() and not dashed:
            head = [w.lower() for w in words_of(zone)[:7]]
            if not any(word in SPEECH_VERBS for word in head):
                return ""
        return zone.lstrip(",—–―-،" + _SPACES)

    def before(self, utterance: Utterance) -> str:
        if utterance.lead is not None:
            lead = utterance.lead
            begin = sentence_start(self.text, lead.end - 1, lead.start)
            return self.text[begin : lead.end].rstrip(":" + _SPACES)
        start = utterance.start
        low = utterance.paragraph.start
        while start > low and self.text[start - 1] in _MARKS + ",(" + _SPACES:
            start -= 1
        previous = self._previous(utterance)
        if previous is not None and previous.end > low:
            low = previous.end
            while low < start and self.text[low] in _MARKS + ".," + _SPACES:
                low += 1
        return (
            self.text[sentence_start(self.text, start, low) : start].strip() if start > low else ""
        )

    # --- the whole text ----------------------------------------------------------------------

    def _is_named(self) -> bool:
        """Whether the text names the speaker anywhere."""
        places = self.names.places
        for name in self.speaker.names:
            surname = name[-1]
            for form in (surname, f"{surname}s", f"{surname}a"):
                for index in places.get(form, ()):
                    if self.speaker.stands_in(self.names.words[max(0, index - 3) : index + 1]):
                        return True
        return False

    def _is_known_as_person(self) -> bool:
        """Whether the text gives a first name or "Mr" with the speaker's one name."""
        for name, beside in self.names.introduced:
            words = words_of(name)
            is_person = len(words) > 1 or bool(beside & _COURTESIES)
            if is_person and self.speaker.stands_in(words[-1:]):
                return True
        return False

    def _unknown(self, given: str = "") -> Finding:
        if not self._is_comparable(self.text[:2_000]):
            return Finding(Standing.OPEN, given)
        return Finding(Standing.OTHER, given, f"{self.speaker.shown} is not named in this text")

    def _holds_office(self, offices: set[str]) -> bool:
        return any(self.speaker.stands_in(words_of(name)) for name in self._holders(offices))

    def _holders(self, offices: set[str]) -> list[str]:
        """Names that the text sets beside one of these words, each once."""
        if not offices:
            return []
        found: dict[str, str] = {}
        for name, beside in self.names.introduced:
            if offices & beside:
                found.setdefault(folded(words_of(name)[-1]), name)
        return list(found.values())
