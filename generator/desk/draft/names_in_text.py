"""The names in a text: which actors they may be, and how the text gives the others in full."""

from __future__ import annotations

from collections.abc import Sequence

from generator.desk.draft.name_forms import full_names, is_namesake, may_stand, place
from generator.graph import Graph
from generator.model import Actor
from generator.quotes.lexicon import ARTICLES, TITLES
from generator.quotes.names import Speaker, folded, words_of
from generator.quotes.reading import ReadText
from generator.values import Value


class Likely(Value):
    """One of three: the id of an actor, a name that no record bears, or words for somebody unnamed.

    All are None where the text leaves it open. `is_carried` where only what stands before tells.
    """

    id: str | None = None
    name: str | None = None
    unnamed: str | None = None
    is_carried: bool = False


class Names:
    """The names of one text, held against the actors that there are."""

    def __init__(self, text: ReadText, graph: Graph) -> None:
        self.text = text
        self.introduced = full_names(text)
        shown = {folded(word) for word in text.speakers.names.words}
        self.actors: list[tuple[Actor, Speaker]] = [
            (actor, Speaker.called(actor.names))
            for actor in graph.actors.values()
            if any(folded(words_of(name)[-1]) in shown for name in actor.names if words_of(name))
            or any(may_stand(name, shown) for name in actor.names)
        ]

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
