"""What is read of records while something is made of them, so that it is known when to make it anew."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any, TypeVar, overload

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Default = TypeVar("Default")
Made = TypeVar("Made")

# The name of a mapping, and the key of an entry; None stands for every entry and their order.
Read = tuple[str, Any]
KEYS = "the keys of "
# So many things that were made are kept twice over: those asked for of late, and those before them.
MADE_LIMIT = 1 << 13


class Recent:
    """What was made of records, with what was read for it; what nobody asks for any more is let go.

    A site has several such things for each statement, and most are asked for on a few pages that
    are made one after another.
    """

    def __init__(self) -> None:
        self._late: dict[Any, tuple[Any, frozenset[Read]]] = {}
        self._before: dict[Any, tuple[Any, frozenset[Read]]] = {}

    def get(self, key: Any) -> tuple[Any, frozenset[Read]] | None:
        found = self._late.get(key)
        if found is None:
            found = self._before.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: Any, made: tuple[Any, frozenset[Read]]) -> None:
        if len(self._late) >= MADE_LIMIT:
            self._before, self._late = self._late, {}
        self._late[key] = made


class _Nobody(set[Read]):
    """What is read while nobody is at work on anything: a site's rules read all there is."""

    # Called half a million times, so by one that does next to nothing.
    add = staticmethod(id)  # type: ignore[assignment]
    update = staticmethod(id)  # type: ignore[assignment]

    def __ior__(self, read: object) -> _Nobody:  # type: ignore[override]
        return self


class Reads:
    """Notes what is read, for whoever is at work on something within `apart`.

    `mappings` are all that can be read, by name: besides its entries, the keys of each alone.
    """

    def __init__(self) -> None:
        self.mappings: dict[str, Mapping[Any, Any]] = {}
        self.now: set[Read] = _Nobody()

    def noted(self, name: str, entries: Mapping[Key, Value]) -> Noted[Key, Value]:
        """These entries; whoever looks at one of them is noted."""
        self.mappings[name] = entries
        return Noted(name, entries, self)

    def worked_out(self, name: str, make: Callable[[], Mapping[Key, Value]]) -> Noted[Key, Value]:
        """Entries that `make` works out of others once somebody asks for one.

        Whoever reads an entry rests on that alone, and on nothing that it was worked out of. What has this
        name already is the same, and not worked out again.
        """
        known = self.mappings.get(name)
        return self.noted(name, _WorkedOut(self, make) if known is None else known)

    @contextlib.contextmanager
    def unnoticed(self) -> Iterator[None]:
        """What is read within, nobody has read."""
        before, self.now = self.now, set()
        try:
            yield
        finally:
            self.now = before

    @contextlib.contextmanager
    def apart(self) -> Iterator[set[Read]]:
        """What is read within, for itself; whoever is at work outside has read it too."""
        outside, self.now = self.now, set()
        try:
            yield self.now
        finally:
            outside |= self.now
            self.now = outside

    def once(self, made: Recent, key: Any, make: Callable[[], Made]) -> Made:
        """What `make` makes, kept in `made` under `key`; whoever is handed it has read all it is made of."""
        found = made.get(key)
        if found is None:
            with self.apart() as read:
                new = make()
            made.put(key, (new, frozenset(read)))
            return new
        self.now.update(found[1])
        kept: Made = found[0]
        return kept


class Noted(Mapping[Key, Value]):
    """A mapping that notes what is read of it.

    Who goes through its keys, or counts them, has not looked at what stands behind them.
    """

    __slots__ = ("_entries", "_keys", "_name", "_reads")

    def __init__(self, name: str, entries: Mapping[Key, Value], reads: Reads) -> None:
        self._name = name
        self._entries = entries
        self._reads = reads
        self._keys: Read = (KEYS + name, None)

    def __getitem__(self, key: Key) -> Value:
        self._reads.now.add((self._name, key))
        return self._entries[key]

    @overload
    def get(self, key: Key, /) -> Value | None: ...

    @overload
    def get(self, key: Key, /, default: Value | Default) -> Value | Default: ...

    def get(self, key: Key, /, default: Any = None) -> Any:
        self._reads.now.add((self._name, key))
        return self._entries.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.now.add((self._name, key))
        return key in self._entries

    def __iter__(self) -> Iterator[Key]:
        self._reads.now.add(self._keys)
        return iter(self._entries)

    def __len__(self) -> int:
        self._reads.now.add(self._keys)
        return len(self._entries)

    def keys(self) -> KeysView[Key]:
        self._reads.now.add(self._keys)
        return self._entries.keys()

    def values(self) -> ValuesView[Value]:
        self._reads.now.add((self._name, None))
        return self._entries.values()

    def items(self) -> ItemsView[Key, Value]:
        self._reads.now.add((self._name, None))
        return self._entries.items()


class _WorkedOut(Mapping[Key, Value]):
    """A mapping that is made when somebody looks into it."""

    __slots__ = ("_entries", "_make", "_reads")

    def __init__(self, reads: Reads, make: Callable[[], Mapping[Key, Value]]) -> None:
        self._reads = reads
        self._make = make
        self._entries: Mapping[Key, Value] | None = None

    def _made(self) -> Mapping[Key, Value]:
        if self._entries is None:
            with self._reads.unnoticed():
                self._entries = self._make()
        return self._entries

    def __getitem__(self, key: Key) -> Value:
        return self._made()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())
