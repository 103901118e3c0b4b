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
from urllib.parse import urlsplit

from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, record_finding, statement_finding, statements
from generator.model import Source, Unnamed

SEVERITY = Severity.ERROR

_STAND_IN = re.compile(
    r"(?:t\.?b\.?[acd]\.?|to ?do|unknown|unnamed|untitled|n/?a|none|null|x{2,}|\?+|\.{2,}|…|-+|"
    r"place ?holder|lorem ipsum.*|to be (?:added|announced|confirmed|decided))",
    re.IGNORECASE,
)
_NO_HOST = re.compile(
    r"(?:.*\.)?(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)|127\.0\.0\.1|\[::1\]"
)


def subjects(ground: Ground) -> Iterator[Source | PlacedStatement]:
    """Every source, and every statement of somebody without a name."""
    yield from ground.graph.sources.values()
    yield from (p for p in statements(ground) if isinstance(p.statement.speaker, Unnamed))


def look(ground: Ground, subject: Source | PlacedStatement) -> Iterator[Finding]:
    if isinstance(subject, PlacedStatement):
        speaker = subject.statement.speaker
        if isinstance(speaker, Unnamed) and _is_stand_in(speaker.unnamed):
            message = f'"{speaker.unnamed}" stands for nobody'
            help = "write the words that the source uses, such as a senior official"
            yield statement_finding(ground, subject, ("speaker", "unnamed"), message, help)
        return
    for key in ("title", "publisher", "author"):
        value = getattr(subject, key)
        if value is not None and _is_stand_in(value):
            help = f"write the {key} as it is printed, or remove the key"
            yield record_finding(ground, subject, (key,), f'"{value}" is no {key}', help)
    for key in ("url", "archived"):
        address = getattr(subject, key)
        if address is not None and _NO_HOST.fullmatch((urlsplit(address).hostname or "").lower()):
            message = f"{address} leads nowhere: such names are kept for examples"
            help = "write the address that was seen, or remove the key"
            yield record_finding(ground, subject, (key,), message, help)


def _is_stand_in(value: str) -> bool:
    return _STAND_IN.fullmatch(value.strip(" .!()[]<>")) is not None
