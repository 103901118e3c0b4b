"""Which records of the site a text speaks of, by their names and aliases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.graph import Graph
from generator.quotes.names import folded, words_of
from generator.quotes.reading import ReadText
from generator.values import Value

TOPICS_SHOWN = 4


class Known(Value):
    """Ids in the order in which the text names them first; `topics` the likeliest first."""

    actors: tuple[str, ...]
    places: tuple[str, ...]
    terms: tuple[str, ...]
    topics: tuple[str, ...]


def known_in(text: ReadText, graph: Graph) -> Known:
    """The actors, places and terms that a text names, and the explainers that speak of these."""
    words = _Words(text)
    actors = words.order({a.id: a.names for a in graph.actors.values()})
    places = words.order(
        {
            p.id: (p.name, *p.aliases, *([p.native_name] if p.native_name else []))
            for p in graph.places.values()
        }
    )
    terms = words.order({t.id: (t.term, *t.aliases) for t in graph.terms.values()})
    named = words.order({t.id: (t.title,) for t in graph.topics.values()})
    votes = Counter(topic for id in terms for topic in graph.terms[id].topics)
    votes.update(_naming(graph, (*terms, *places, *actors)))
    votes.update(dict.fromkeys(named, 100))
    least = 2 if len(votes) > 1 else 1
    likeliest = [t for t, count in votes.most_common(TOPICS_SHOWN) if count >= least]
    return Known(actors, places, terms, tuple(likeliest))


def _naming(graph: Graph, ids: Iterable[str]) -> list[str]:
    """Each explainer once for each of these records that it names."""
    return [
        topic
        for id in ids
        for topic in dict.fromkeys(m.record_id for m in graph.mentions_of(id))
        if topic in graph.topics
    ]


class _Words:
    """The words of a text, made ready to be searched for names of several words."""

    def __init__(self, text: ReadText) -> None:
        self.raw = text.speakers.names.words
        self.folded = [folded(word) for word in self.raw]
        self.places: dict[str, list[int]] = text.speakers.names.places

    def order(self, names: dict[str, Iterable[str]]) -> tuple[str, ...]:
        """The ids whose names stand in the text, by where they stand first."""
        found = {
            id: place for id, given in names.items() if (place := self._first(given)) is not None
        }
        return tuple(sorted(found, key=found.__getitem__))

    def _first(self, names: Iterable[str]) -> int | None:
        places = [place for name in names if (place := self._place(name)) is not None]
        return min(places, default=None)

    def _place(self, name: str) -> int | None:
        words = words_of(name)
        wanted = [folded(word) for word in words]
        if not wanted:
            return None
        for at in self.places.get(wanted[0], ()):
            here = self.raw[at : at + len(words)]
            if self.folded[at : at + len(wanted)] != wanted:
                continue
            # "US" is not "us", and "Turkey" no bird.
            if all(_cased_alike(w, h) for w, h in zip(words, here, strict=True)):
                return at
        return None


def _cased_alike(word: str, here: str) -> bool:
    if word.isupper() and len(word) > 1:
        return here.isupper()
    return not word[:1].isupper() or here[:1].isupper()
