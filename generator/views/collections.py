"""Long lists cut into groups, and the groups into pages, so that thousands stay usable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

from generator.values import Value

PAGE_SIZE = 200

# The path of each collection -> its title, in the order of the menus.
COLLECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "topics": "Explainers",
        "articles": "In the news",
        "issues": "Issues",
        "timeline": "Timeline",
        "actors": "Who’s who",
        "sources": "Sources",
        "places": "Places",
        "glossary": "Glossary",
    }
)

Entry = TypeVar("Entry")


class Group(Value, Generic[Entry]):
    """Entries that stand under one heading."""

    label: str
    entries: tuple[Entry, ...]


class Leaf(Value, Generic[Entry]):
    """One page of a collection; `number` counts from 1."""

    path: str
    number: int
    groups: tuple[Group[Entry], ...]
    of_groups: int = 0

    @property
    def is_one_group(self) -> bool:
        """Whether the whole collection has one label, which would say nothing in a pager."""
        return self.of_groups == 1

    @property
    def name(self) -> str:
        """What a pager calls the page: its number, with the groups on it where there are several."""
        if self.is_one_group or not self.groups:
            return str(self.number)
        first, last = self.groups[0].label, self.groups[-1].label
        return f"{self.number} ({first if first == last else f'{first} to {last}'})"


def grouped(entries: Iterable[Entry], label: Callable[[Entry], str]) -> tuple[Group[Entry], ...]:
    """Neighbouring entries of one label, in the order given."""
    groups: list[tuple[str, list[Entry]]] = []
    for entry in entries:
        name = label(entry)
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(entry)
    return tuple(Group(name, tuple(found)) for name, found in groups)


def paged(
    groups: Iterable[Group[Entry]], path: str, page_size: int = PAGE_SIZE
) -> tuple[Leaf[Entry], ...]:
    """Pages of about `page_size` entries: "path", "path/page/2" …; a large group is cut.

    A collection without entries is still one, empty, page.
    """
    leaves: list[list[Group[Entry]]] = [[]]
    room = page_size
    groups = tuple(groups)
    for group in groups:
        entries = group.entries
        while entries:
            if room == 0:
                leaves.append([])
                room = page_size
            leaves[-1].append(Group(group.label, entries[:room]))
            taken = min(room, len(entries))
            room -= taken
            entries = entries[taken:]
    return tuple(
        Leaf(leaf_path(path, number), number, tuple(found), len(groups))
        for number, found in enumerate(leaves, start=1)
    )


def leaf_path(path: str, number: int) -> str:
    return path if number == 1 else f"{path}/page/{number}"


def leaf_paths(path: str, entries: int, page_size: int = PAGE_SIZE) -> tuple[str, ...]:
    """Where the pages of a list of so many entries stand: those of `paged`, however they are grouped."""
    pages = max(1, -(-entries // page_size))
    return tuple(leaf_path(path, number) for number in range(1, pages + 1))


def initial(name: str) -> str:
    """The letter under which a name is filed; "0–9" and "#" for what begins with none."""
    first = next((c for c in name if c.isalnum()), "")
    if first.isdigit():
        return "0–9"
    return first.upper() if first else "#"
