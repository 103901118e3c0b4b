"""How an organisation grew: who joined in which year, and how many belonged then."""

from __future__ import annotations

from collections.abc import Sequence

from generator.dates import PartialDate
from generator.graph import Graph
from generator.values import Value


class Joined(Value):
    """One member: its id where the site has a record, since when, and by what sources.

    `name` is what it was called when it joined, such as West Germany; `country` its name today.
    """

    name: str
    country: str
    actor_id: str | None
    since: PartialDate
    source_ids: tuple[str, ...]


class Round(Value):
    """Those who joined in one year, by name, and the number of members at the end of it."""

    year: int
    joined: tuple[Joined, ...]
    members: int

    @property
    def source_ids(self) -> tuple[str, ...]:
        """What the round rests on, each source once."""
        return tuple(dict.fromkeys(id for member in self.joined for id in member.source_ids))

    @property
    def words(self) -> str:
        """The round as a line: "1999: Czechia, Hungary and Poland (19 members)"."""
        return f"{self.year}: {listed([m.name for m in self.joined])} ({self.counted})"

    @property
    def counted(self) -> str:
        """How many belonged at its end: "19 members"."""
        return "1 member" if self.members == 1 else f"{self.members} members"


def enlargement(graph: Graph, organisation_id: str) -> tuple[Round, ...]:
    """The rounds of an organisation's growth, oldest first; the first is its founding.

    Shape: one Round a year; none where the record names no member.
    Source: each member carries the ids of the sources that its entry rests on, never none.
    Errors: KeyError for an unknown actor; references that lead nowhere were reported by resolve().
    """
    by_year: dict[int, list[Joined]] = {}
    for member in graph.actors[organisation_id].members:
        country = graph.actors[member.who].name if member.who else member.name or ""
        name = member.name or country
        joined = Joined(name, country, member.who, member.since, member.sources)
        by_year.setdefault(member.since.year, []).append(joined)
    rounds, total = [], 0
    for year, found in sorted(by_year.items()):
        total += len(found)
        rounds.append(Round(year, tuple(sorted(found, key=lambda m: m.name.casefold())), total))
    return tuple(rounds)


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "Czechia, Hungary and Poland"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
