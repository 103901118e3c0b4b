"""`content/quotes.lock`: which quotations were compared with their source's text, and when.

The texts are other people's and are not kept; what is kept are fingerprints, so that a quotation
that was changed since is noticed with no text at hand. One line a quotation, sorted, so that two
branches rarely meet in one line.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum

from generator.values import Value, asdict, names_of

NAME = "quotes.lock"
LIMIT_BYTES = 50_000_000


class Entry(Value):
    """One quotation that stood in a text.

    `key` is the statement's; `quote` the fingerprint of its words and speaker, `passage` that of
    the words in the text, `text_hash` that of the whole file. `text` is the source whose text was
    read, `at` the character at which the passage begins, `checked` the day. `speaker` says whether
    the passage gives the speaker, `where` is "headline" for words that stand nowhere else.
    """

    key: str
    quote: str
    passage: str
    text: str
    text_hash: str
    at: int
    checked: str
    speaker: str
    where: str

    @property
    def day(self) -> date:
        return date.fromisoformat(self.checked)


def fingerprint(*parts: str) -> str:
    """Sixteen bytes of SHA-256, as hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


# --- the file --------------------------------------------------------------------------------


class LockError(ValueError):
    """A line of the lock that `explainer verify` did not write; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def write_lock(entries: Iterable[Entry]) -> str:
    """The text of the lock: one JSON object a line, in the order of the keys."""
    lines = [json.dumps(asdict(entry), ensure_ascii=False) for entry in sorted(entries, key=_order)]
    return "".join(f"{line}\n" for line in lines)


def _order(entry: Entry) -> tuple[str, str]:
    return (entry.key, entry.quote)


def read_lock(text: str) -> tuple[Entry, ...]:
    """The entries of a lock.

    Errors: LockError for the first line that holds no entry.
    """
    return tuple(
        _entry(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    )


def _entry(number: int, line: str) -> Entry:
    try:
        values = json.loads(line)
        entry = Entry(**values)
        if not _is_sound(entry):
            raise ValueError
        date.fromisoformat(entry.checked)
    except (ValueError, TypeError, RecursionError):
        raise LockError(number, "this line is no entry that explainer verify wrote") from None
    return entry


def _is_sound(entry: Entry) -> bool:
    kinds = all(
        isinstance(getattr(entry, name), int if name == "at" else str) for name in names_of(Entry)
    )
    if not kinds:
        return False
    prints = (entry.quote, entry.passage, entry.text_hash)
    is_id = re.fullmatch(r"[a-z0-9][a-z0-9.-]*", entry.text) is not None
    return is_id and entry.at >= 0 and all(re.fullmatch("[0-9a-f]{32}", p) for p in prints)


# --- what it says of the quotations of today -------------------------------------------------


class State(Enum):
    VERIFIED = "verified"
    CHANGED = "changed"
    NEVER = "never verified"


class Checked(Value):
    """What the lock says of one quotation; `entry` is the one that fits, or was there before."""

    state: State
    entry: Entry | None = None


class Quoted(Value):
    """A quotation of today: its key, the record that carries it, its fingerprint."""

    key: str
    carrier_id: str
    fingerprint: str


def states(quotations: Sequence[Quoted], entries: Sequence[Entry]) -> Mapping[str, Checked]:
    """Key -> what the lock says.

    A quotation is verified wherever its fingerprint stands in the lock, because statements
    without an id change their key when one is put before them. One that fits none is changed
    where its key, or an unnamed statement of the same record, has lost its quotation.
    """
    by_print = {entry.quote: entry for entry in entries}
    taken = {q.fingerprint for q in quotations if q.fingerprint in by_print}
    lost = [entry for entry in entries if entry.quote not in taken]
    by_key = {entry.key: entry for entry in lost}
    by_carrier = {entry.key.rpartition(".")[0]: entry for entry in lost if "." in entry.key}
    found: dict[str, Checked] = {}
    for quotation in quotations:
        if quotation.fingerprint in by_print:
            found[quotation.key] = Checked(State.VERIFIED, by_print[quotation.fingerprint])
            continue
        before = by_key.get(quotation.key)
        if before is None and "." in quotation.key:
            before = by_carrier.get(quotation.carrier_id)
        found[quotation.key] = Checked(State.CHANGED if before else State.NEVER, before)
    return found
