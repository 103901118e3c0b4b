"""All that pages can be made of, as fingerprints, by which a later build knows what is as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Set
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from generator.graph import PlacedStatement
from generator.model import Record
from generator.reads import KEYS, Read, Reads
from generator.source import Origin
from generator.values import Value, names_of

# Bytes of a number and of a fingerprint: among a million of them, two are alike once in a million sites.
_SIZE = 8
# Bytes that are compared at one go.
_BLOCK = 512 * _SIZE
_SHORT = frozenset({bool, date, int, str})


def numbers_of(read: Iterable[Read]) -> bytes:
    """What was read, as numbers in a row that are the same in each process."""
    return b"".join(sorted(map(_number, read)))


def is_among(numbers: bytes, changed: Set[int]) -> bool:
    """Whether one of these numbers is among those that changed.

    Errors: TypeError for what is no row of numbers.
    """
    return not changed.isdisjoint(memoryview(numbers).cast("Q"))


class Readable:
    """What can be read of a graph and a history, as numbers, each with a fingerprint.

    `told` is all of it, for a later build to compare with: the numbers in a row, then the fingerprints.
    """

    def __init__(self, reads: Reads) -> None:
        self._records: dict[int, str] = {}
        self._encoder = json.JSONEncoder(
            ensure_ascii=False, check_circular=False, separators=(",", ":"), default=self._plain
        )
        numbers, prints = bytearray(), bytearray()
        for name, entries in reads.mappings.items():
            keys, whole = blake2b(digest_size=_SIZE), blake2b(digest_size=_SIZE)
            for key, value in entries.items():
                number = _number((name, key))
                found = self._print(value)
                numbers += number
                prints += found
                keys.update(number)
                whole.update(number + found)
            numbers += _number((KEYS + name, None)) + _number((name, None))
            prints += keys.digest() + whole.digest()
        self._records.clear()
        self.told = bytes(numbers + prints)

    def changed_since(self, told: bytes) -> frozenset[int]:
        """The numbers of all that was other then, or not there, or is not there now.

        Errors: TypeError and ValueError for what tells nothing of the kind.
        """
        before: dict[int, int] = {}
        now: dict[int, int] = {}
        for those, these in zip_longest(_blocks(told), _blocks(self.told), fillvalue=(b"", b"")):
            # Nearly all of it stands where it stood, and numbers as objects take five times the room.
            if those != these:
                before |= _pairs(*those)
                now |= _pairs(*these)
        changed = {number for number, found in now.items() if before.pop(number, None) != found}
        return frozenset(changed | before.keys())

    def _print(self, value: Any) -> bytes:
        if isinstance(value, Record):
            return bytes.fromhex(self._of_record(value))
        # Of most values a text is had without the encoder, which takes longer to begin than to write.
        if type(value) in _SHORT:
            text = repr(value)
        elif isinstance(value, (PlacedStatement, Origin)):
            text = repr(self._plain(value))
        else:
            text = self._encoder.encode(value)
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()

    def _plain(self, value: Any) -> Any:
        """A value that JSON has no form for, as others that hold all that pages can see of it.

        Errors: TypeError for one of which nobody has said what that is.
        """
        if isinstance(value, Record):
            return self._of_record(value)
        if isinstance(value, PlacedStatement):
            return value.key, value.index, value.source_ids, self._of_record(value.carrier)
        if isinstance(value, Origin):
            # A page can lead to the line where a record begins, and to none within it.
            place = value.location
            return place.path, place.line, place.column
        kind: type = type(value)
        return _form_of(kind)(value)

    def _of_record(self, record: Record) -> str:
        """The fingerprint of a record, made once: it stands in many places."""
        known = self._records.get(id(record))
        if known is None:
            known = self._records[id(record)] = self._print(_form_of(type(record))(record)).hex()
        return known


def _blocks(told: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The numbers of so many entries, and their fingerprints.

    Errors: ValueError for what has not as many of both.
    """
    half, rest = divmod(len(told), 2)
    if rest or half % _SIZE:
        raise ValueError(f"{len(told)} bytes are no numbers with fingerprints")
    for start in range(0, half, _BLOCK):
        end = min(start + _BLOCK, half)
        yield told[start:end], told[half + start : half + end]


def _pairs(numbers: bytes, prints: bytes) -> Iterable[tuple[int, int]]:
    """(number, fingerprint) of each entry, both as integers."""
    return zip(memoryview(numbers).cast("Q"), memoryview(prints).cast("Q"), strict=True)


@cache
def _form_of(kind: type) -> Callable[[Any], Any]:
    """How to say all that pages can see of a value of this kind, without what was worked out from it.

    Errors: TypeError for a kind of which nobody has said what that is.
    """
    if issubclass(kind, (set, frozenset)):
        return sorted
    if issubclass(kind, Enum):
        return attrgetter("name")
    if issubclass(kind, date):
        return kind.isoformat
    names = names_of(kind) if issubclass(kind, Value) else _fields_of(kind)
    return attrgetter(*names)


def _fields_of(kind: type) -> Iterable[str]:
    if not hasattr(kind, "model_fields"):
        raise TypeError(f"it is not known when two {kind.__name__} are the same")
    names: Iterable[str] = kind.model_fields
    return names


# Most of what a page reads is read by others too.
@lru_cache(1 << 14)
def _number(read: Read) -> bytes:
    return blake2b(repr(read).encode(), digest_size=_SIZE).digest()
