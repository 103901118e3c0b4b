"""Who is likely to have said a quotation: an actor, a name without a record, or nobody by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.desk.draft.anonymous import (
    is_indefinite,
    named_by_nobody,
    nameless_in,
    same_without_name,
)
from generator.desk.draft.name_forms import full_names, is_namesake, is_of, may_stand, place
from generator.desk.draft.outlets import Outlets, names_of
from generator.desk.draft.quotations import Quotation
from generator.graph import Graph
from generator.model import Actor
from generator.quotes.lexicon import ARTICLES, SPEECH_VERBS, TITLES
from generator.quotes.names import Speaker, folded, script_of, words_of
from generator.quotes.reading import ReadText
from generator.quotes.speakers import NOBODY, Standing
from generator.quotes.zones import Subject

_ANSWER = frozenset(
    {"a", "answer", "ответ", "відповідь", "antwort", "réponse", "respuesta", "جواب"}
)
# Who is spoken of stands no further before a quotation in its paragraph.
NEAR = 1_500


@dataclass(frozen=True)
class Likely:
    """One of three: the id of an actor, a name that no record bears, or words for somebody unnamed.

    All are None where the text leaves it open. `is_carried` where only what stands before tells.
    """

    id: str | None = None
    name: str | None = None
    unnamed: str | None = None
    is_carried: bool = False


class Speakers:
    """The speakers of one text, among the actors that there are."""

    def __init__(self, text: ReadText, graph: Graph, outlets: Outlets) -> None:
        self.text = text
        self.outlets = outlets
        self.introduced = full_names(text)
        shown = {folded(word) for word in text.speakers.names.words}
        self.actors: list[tuple[Actor, Speaker]] = [
            (actor, Speaker.called(names_of(actor)))
            for actor in graph.actors.values()
            if any(
                folded(words_of(name)[-1]) in shown for name in names_of(actor) if words_of(name)
            )
            or any(may_stand(name, shown) for name in names_of(actor))
        ]

    def of(self, quotation: Quotation, before: Likely | None) -> Likely:
        """Who said it; `before` is who said the quotation before it in the same paragraph."""
        utterance = quotation.utterance
        if utterance.label is not None:
            if utterance.label.lower().strip(". ") in _ANSWER:
                return self._interviewed()
            return self.named(words_of(utterance.label.replace("_", " ")))
        if utterance.signed is not None:
            return self.named(words_of(utterance.signed))
        if quotation.is_headline and not quotation.beside.before:
            found = self._in_headline(quotation)
            if found is not None:
                return found
        subject = self.text.speakers.subject(utterance)
        if subject is None or subject.is_pronoun:
            return self._carried(quotation, before, subject)
        return self._given(quotation, subject)

    def _in_headline(self, quotation: Quotation) -> Likely | None:
        """ "“…”: Marta Velin on ferries"."""
        behind = self.text.text[quotation.utterance.end : quotation.utterance.end + 60]
        match = re.match(r"[\"”’»]\s*:\s*((?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]+\s?){2,4})", behind)
        return self.named(words_of(match.group(1))) if match else None

    def _interviewed(self) -> Likely:
        """Whom the lines before the first question name first."""
        turns = [u for u in self.text.speech.utterances if u.label is not None]
        head = self.text.text[: turns[0].paragraph.start]
        found = self.named(words_of(head), only_known=True)
        if found.id:
            return found
        named = [name for name in self.introduced.values() if name in head]
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
            return self._in_arabic_office(words[0])
        if subject.is_name:
            nameless = named_by_nobody(subject.shown)
            return Likely(unnamed=nameless) if nameless else self.named(words)
        if not is_indefinite(words) and any(w[:1].isupper() for w in words[1:]):
            known = self.named([w for w in words if w[:1].isupper()], only_known=True)
            if known.id and not subject.behind:
                return known
        return self._in_office(quotation, subject)

    def _in_arabic_office(self, office: str) -> Likely:
        """ "الوزيرة": whoever the text has introduced with the same office before the name."""
        words = self.text.speakers.names.words
        bare = office.removeprefix("ال")
        for at, word in enumerate(words):
            if word.lstrip("ول").removeprefix("ال") == bare or word == bare:
                found = self.named(words[at + 1 : at + 5], only_known=True)
                if found.id:
                    return Likely(found.id, is_carried=True)
        return Likely(unnamed=office)

    def _beside_outlets(self, said: str, outlets: Sequence[str]) -> Likely | None:
        """Who else is named in a sentence that names an agency: he spoke, it passed that on."""
        for outlet in outlets:
            said = said.replace(outlet, " … ")
        nameless = nameless_in(said)
        known = self.named(words_of(said), only_known=True)
        if known.id:
            return known
        named = [
            name for name in self.introduced.values() if name in said or name.split()[-1] in said
        ]
        return Likely(name=named[0]) if named else Likely(unnamed=nameless) if nameless else None

    def _office_in(self, sentence: str) -> Likely | None:
        """ "The ferry company said it would answer …": its holder, or the words for it."""
        words = sentence.split()
        verb = next((i for i, word in enumerate(words[:6]) if word in SPEECH_VERBS), 0)
        words = words[:verb]
        if (
            len(words) < 2
            or words[0] not in {"The", "A", "An"}
            or not all(map(str.islower, words[1:]))
        ):
            return None
        names = self.text.speakers.names.introduced
        held = {name for name, near in names if words[-1] in near and " " in name}
        if len(held) == 1:
            return self.named(words_of(held.pop()))
        return Likely(unnamed=" ".join(words)) if not held else None

    def _in_office(self, quotation: Quotation, subject: Subject) -> Likely:
        """ "The minister said", "a spokesman for Blue Line said"."""
        words = list(subject.words)
        nameless = named_by_nobody(subject.shown) or " ".join(words)
        before = self.text.text[: quotation.utterance.start]
        if is_indefinite(words):
            return Likely(unnamed=nameless)
        earlier = same_without_name(words, before[-900:])
        if earlier is not None:
            return Likely(unnamed=earlier)
        utterance = quotation.utterance
        sure = [
            actor.id
            for actor, speaker in self.actors
            if self.text.speakers.says(speaker, utterance, utterance.start, utterance.end).standing
            is Standing.CONFIRMED
        ]
        if len(sure) == 1:
            return Likely(sure[0], is_carried=True)
        named = [
            name
            for name in dict.fromkeys(self.introduced.values())
            if self.text.speakers.says(
                Speaker.called([name]), utterance, utterance.start, utterance.end
            ).standing is Standing.CONFIRMED
        ]  # fmt: skip
        if len(named) != 1:
            return Likely(unnamed=nameless)
        found = self.named(words_of(named[0]))
        return Likely(found.id, found.name, is_carried=True)

    # --- what stands before --------------------------------------------------------------------

    def _carried(
        self, quotation: Quotation, before: Likely | None, subject: Subject | None
    ) -> Likely:
        utterance = quotation.utterance
        near = self.text.text[
            max(utterance.paragraph.start, utterance.start - NEAR) : utterance.start
        ]
        nameless = nameless_in(quotation.beside.before)
        nameless = nameless or nameless_in(near)
        if nameless is not None and before is None:
            return Likely(unnamed=nameless)
        if before is not None and (subject is None or not quotation.beside.before):
            return Likely(before.id, before.name, before.unnamed, is_carried=True)
        holder = self._office_in(quotation.beside.before) if before is None else None
        if holder is not None:
            return holder
        if subject is None and quotation.beside.before:
            outlets = self.outlets.in_text(quotation.beside.before)
            other = self._beside_outlets(quotation.beside.before, [o.name for o in outlets])
            if outlets and other is not None:
                return other
        given = self.text.speakers.says(NOBODY, utterance, utterance.start, utterance.end).given
        if not given:
            return Likely()
        found = self.named(words_of(given))
        return Likely(found.id, found.name, found.unnamed, is_carried=True)

    # --- names ---------------------------------------------------------------------------------

    def named(self, words: Sequence[str], *, only_known: bool = False) -> Likely:
        """The actor of these words; else the name as the text gives it in full."""
        plain = [w for w in words if w.lower().strip(".") not in TITLES | ARTICLES]
        full = self._in_full(plain)
        asked = words_of(full) if full and not only_known else list(words)
        found = [actor for actor, speaker in self.actors if speaker.stands_in(asked)]
        persons = [actor for actor in found if actor.type == "person"] or found
        if len(persons) > 1:
            first = {a.id: place(a, asked) for a in persons}
            persons = sorted(persons, key=lambda a: first[a.id])
            persons = [a for a in persons if first[a.id] == first[persons[0].id]]
        if len(persons) == 1 and (only_known or not is_namesake(persons[0], full)):
            return Likely(persons[0].id)
        if only_known or len(persons) > 1:
            return Likely()
        kept = full or " ".join(
            w for w in plain if w[:1].isupper() or w[:1].lower() == w[:1].upper()
        )
        return Likely(name=kept) if kept else Likely()

    def _in_full(self, words: Sequence[str]) -> str | None:
        """ "Ole Brandt" for "Brandt", where the text gives the one somewhere."""
        if not words:
            return None
        return self.introduced.get(folded(words[-1]))
