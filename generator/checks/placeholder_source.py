"""A source, or somebody without a name, is called by a word that only keeps the place free.

Why: A stand-in looks like a source and is none: nobody can follow it.

Before:

    # content/sources/ferry-notice.yml
    title: TBD
    publisher: Harbour Gazette

After:

    # content/sources/ferry-notice.yml
    title: Notice to the crews of the ferry
    publisher: Harbour Gazette
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, record_finding, statement_finding, statements
from generator.model import Path, Source, Unnamed
from generator.placeholders import is_stand_in

SEVERITY = Severity.ERROR

_NO_HOST = re.compile(
    r"(?:.*\.)?(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)|127(?:\.\d+){3}|0\.0\.0\.0"
)


def subjects(ground: Ground) -> Iterator[Source | PlacedStatement]:
    """Every source, and every statement with somebody in it who has no name."""
    yield from ground.graph.sources.values()
    yield from (placed for placed in statements(ground) if any(_unnamed(placed)))


def look(ground: Ground, subject: Source | PlacedStatement) -> Iterator[Finding]:
    if isinstance(subject, PlacedStatement):
        for path, words in _unnamed(subject):
            if is_stand_in(words):
                help = "write the words that the source uses, such as a senior official"
                message = f'"{words}" stands for nobody'
                yield statement_finding(ground, subject, path, message, help)
        return
    for key in ("title", "publisher", "author"):
        value = getattr(subject, key)
        if value is not None and is_stand_in(value):
            help = f"write the {key} as it is printed"
            if key == "author":
                help += ", or remove the key"
            yield record_finding(ground, subject, (key,), f'"{value}" is no {key}', help)
    for key in ("url", "archived"):
        address = getattr(subject, key)
        if address is not None and _NO_HOST.fullmatch(_host(address)):
            message = f"{address} leads nowhere: such names are kept for examples"
            help = "write the address that was seen, or remove the key"
            yield record_finding(ground, subject, (key,), message, help)


def _unnamed(placed: PlacedStatement) -> Iterator[tuple[Path, str]]:
    speaker = placed.statement.speaker
    if isinstance(speaker, Unnamed):
        yield ("speaker", "unnamed"), speaker.unnamed
    for index, hop in enumerate(placed.statement.via):
        if hop.unnamed:
            yield ("via", index, "unnamed"), hop.unnamed


@lru_cache(maxsize=10_000)
def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").rstrip(".")
