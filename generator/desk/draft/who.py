"""Who is likely to have said a quotation: an actor, a name without a record, or nobody by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.desk.draft.anonymous import (
    is_indefinite,
    named_by_nobody,
    nameless_in,
)
from generator.desk.draft.name_forms import is_of
from generator.desk.draft.names_in_text import Likely, Names
from generator.desk.draft.offices import Offices
from generator.desk.draft.outlets import Outlets
from generator.desk.draft.quotations import Quotation
from generator.graph import Graph
from generator.quotes.names import script_of, words_of
from generator.quotes.reading import ReadText
from generator.quotes.speakers import NOBODY
from generator.quotes.zones import Subject

_ANSWER = frozenset(
    {"a", "answer", "ответ", "відповідь", "antwort", "réponse", "respuesta", "جواب"}
)
# Who is spoken of stands no further before a quotation in its paragraph.
NEAR = 1_500


class Speakers:
    """The speakers of one text, among the actors that there are."""

    def __init__(self, text: ReadText, graph: Graph, outlets: Outlets) -> None:
        self.text = text
        self.outlets = outlets
        self.names = Names(text, graph)
        self.offices = Offices(self.names)

    def of(self, quotation: Quotation, before: Likely | None, *, is_same_paragraph: bool) -> Likely:
        """Who said it; `before` is who said the quotation before it, in that paragraph or the last."""
        earlier, before = before, before if is_same_paragraph else None
        utterance = quotation.utterance
        if utterance.label is not None:
            if utterance.label.lower().strip(". ") in _ANSWER:
                return self._interviewed()
            return self.names.named(words_of(utterance.label.replace("_", " ")))
        if utterance.signed is not None:
            return self.names.named(words_of(utterance.signed))
        if quotation.is_headline and not quotation.beside.before:
            found = self._in_headline(quotation)
            if found is not None:
                return found
        subject = self.text.speakers.subject(utterance)
        if subject is None or subject.is_pronoun:
            found = self._carried(quotation, before, subject)
            if (
                not (found.id or found.name or found.unnamed)
                and earlier is not None
                and subject is not None
            ):
                return Likely(earlier.id, earlier.name, earlier.unnamed, is_carried=True)
            return found
        return self._given(quotation, subject)

    def _in_headline(self, quotation: Quotation) -> Likely | None:
        """ "“…”: Marta Velin on ferries"."""
        behind = self.text.text[quotation.utterance.end : quotation.utterance.end + 60]
        match = re.match(r"[\"”’»]\s*:\s*((?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]+\s?){2,4})", behind)
        return self.names.named(words_of(match.group(1))) if match else None

    def _interviewed(self) -> Likely:
        """Whom the lines before the first question name first."""
        turns = [u for u in self.text.speech.utterances if u.label is not None]
        head = self.text.text[: turns[0].paragraph.start]
        found = self.names.named(words_of(head), only_known=True)
        if found.id:
            return found
        named = [name for name in self.names.introduced.values() if name in head]
        return Likely(name=named[0]) if named else Likely()

    # --- what the sentence gives ---------------------------------------------------------------

    def _given(self, quotation: Quotation, subject: Subject) -> Likely:
        words = list(subject.words)
        said = quotation.beside.all
        outlets = self.outlets.in_text(said)
        if any(is_of(outlet.name, words) for outlet in outlets):
            other = self._beside_outlets(said, [o.name for o in outlets])
            if other is not None:
                return other
        if script_of(subject.shown) == "arabic" and len(words) == 1:
            known = self.names.named(words, only_known=True)
            office = None if known.id else self.offices.in_arabic(words[0])
            return known if known.id else office or Likely(name=words[0])
        if subject.is_name:
            nameless = named_by_nobody(subject.shown)
            return Likely(unnamed=nameless) if nameless else self.names.named(words)
        if not is_indefinite(words) and any(w[:1].isupper() for w in words[1:]):
            known = self.names.named([w for w in words if w[:1].isupper()], only_known=True)
            if known.id and not subject.behind:
                return known
        beside = quotation.beside
        holder = None if beside.after or beside.between else self.offices.at_head(beside.before)
        return holder or self.offices.held(quotation, subject)

    def _beside_outlets(self, said: str, outlets: Sequence[str]) -> Likely | None:
        """Who else is named in a sentence that names an agency: he spoke, it passed that on."""
        for outlet in outlets:
            said = said.replace(outlet, " … ")
        nameless = nameless_in(said)
        known = self.names.named(words_of(said), only_known=True)
        if known.id:
            return known
        named = [
            name
            for name in self.names.introduced.values()
            if name in said or name.split()[-1] in said
        ]
        return Likely(name=named[0]) if named else Likely(unnamed=nameless) if nameless else None

    # --- what stands before --------------------------------------------------------------------

    def _carried(
        self, quotation: Quotation, before: Likely | None, subject: Subject | None
    ) -> Likely:
        utterance = quotation.utterance
        near = self.text.text[
            max(utterance.paragraph.start, utterance.start - NEAR) : utterance.start
        ]
        own = nameless_in(quotation.beside.before)
        nameless = own or (nameless_in(near) if before is None else None)
        if nameless is not None:
            return Likely(unnamed=nameless)
        holder = self.offices.at_head(quotation.beside.before)
        if holder is not None:
            return holder
        given = self.text.speakers.says(NOBODY, utterance, utterance.start, utterance.end).given
        is_new = given.split()[-1:] != [] and given.split()[-1] in words_of(quotation.beside.before)
        if before is not None and not is_new:
            return Likely(before.id, before.name, before.unnamed, is_carried=True)
        if subject is None and quotation.beside.before:
            outlets = self.outlets.in_text(quotation.beside.before)
            other = self._beside_outlets(quotation.beside.before, [o.name for o in outlets])
            if outlets and other is not None:
                return other
        if not given:
            return Likely()
        found = self.names.named(words_of(given))
        return Likely(found.id, found.name, found.unnamed, is_carried=True)
