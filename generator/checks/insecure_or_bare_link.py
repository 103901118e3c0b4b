"""An address begins with http:, or stands as bare letters in a text.

Why: On the way to an http: page anybody can read along and change it. A bare address says nothing.

Before:

    # content/sources/ferry-notice.yml
    title: Notice to the crews of the ferry
    publisher: Harbour Gazette
    url: http://gazette.port-ansel.town/notice

After:

    # content/sources/ferry-notice.yml
    title: Notice to the crews of the ferry
    publisher: Harbour Gazette
    url: https://gazette.port-ansel.town/notice
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import references
from generator.diagnostics import Severity
from generator.ground import Finding, Ground, record_finding
from generator.model import Kind, Path, Record, Source, TextKind, marked
from generator.sentences import without_code
from generator.values import replace

SEVERITY = Severity.WARNING

_LINKED = re.compile(r"\]\(\s*<?(?P<address>(?P<secure>https?)://[^)\s]*)", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w/.@])(?:https?://|www\.(?=\w))[^\s<>()\[\]“”\"]+", re.IGNORECASE)

Text = tuple[Record, Path, str, bool]


def subjects(ground: Ground) -> Iterator[Source | Text]:
    """Every source with an address, and every prose text with one in it."""
    yield from (s for s in ground.graph.sources.values() if s.url or s.archived)
    for record in ground.graph.library.records.values():
        for path, mark, text in marked(record):
            # Most texts have none, and that is seen at once.
            if not ("://" in text or "www." in text.casefold()):
                continue
            if isinstance(mark, TextKind) and mark.name != Kind.TEXT and _BARE.search(text):
                yield record, path, text, mark.name == Kind.MARKDOWN


def look(ground: Ground, subject: Source | Text) -> Iterator[Finding]:
    if isinstance(subject, Source):
        yield from _of_source(ground, subject)
        return
    record, path, text, is_markdown = subject
    plain = without_code(text) if is_markdown else text
    linked = list(_LINKED.finditer(plain)) if is_markdown else []
    for match in linked:
        if match["secure"].lower() == "http":
            place = ground.place_inside(record, path, text, match.start("secure"))
            message = "this link is not encrypted on its way to the reader"
            yield Finding(record.id, place, message, "write https:// if the page is there too")
    in_links = {match.start("address") for match in linked}
    for match in _BARE.finditer(plain):
        if match.start() in in_links:
            continue
        place = ground.place_inside(record, path, text, match.start())
        address = references.excerpt(match.group().rstrip(".,;:!?’'*_"), 60)
        words = "write [words](address)" if is_markdown else "cite a source as [@source-id]"
        message = f"the bare address {address} stands in the text"
        yield Finding(record.id, place, message, f"{words}, or leave it out")


def _of_source(ground: Ground, source: Source) -> Iterator[Finding]:
    for key in ("url", "archived"):
        address = getattr(source, key)
        if address is not None and address.lower().startswith("http:"):
            message = f"{address} is not encrypted on its way to the reader"
            help = "write https:// if the page is there too, or leave the address out"
            # What was seen was seen there: a thing to look at, and no mistake of the editor's.
            found = record_finding(ground, source, (key,), message, help)
            yield replace(found, severity=Severity.NOTE)
