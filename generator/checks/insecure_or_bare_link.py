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
from dataclasses import replace

from generator.diagnostics import Severity
from generator.ground import Finding, Ground, record_finding
from generator.model import Kind, Path, Record, Source, TextKind, marked

SEVERITY = Severity.WARNING

_CODE = re.compile(r"(`+).+?\1", re.DOTALL)
_LINKED = re.compile(r"\]\(\s*<?(?P<secure>https?)://[^)\s]*", re.IGNORECASE)
_BARE = re.compile(r"(?<![(<\w/])https?://[^\s<>)\]]+", re.IGNORECASE)

Text = tuple[Record, Path, str, bool]


def subjects(ground: Ground) -> Iterator[Source | Text]:
    """Every source with an address, and every prose text with one in it."""
    yield from (s for s in ground.graph.sources.values() if s.url or s.archived)
    for record in ground.graph.library.records.values():
        for path, mark, text in marked(record):
            is_prose = isinstance(mark, TextKind) and mark.name != Kind.TEXT
            if is_prose and "://" in text:
                assert isinstance(mark, TextKind)
                yield record, path, text, mark.name == Kind.MARKDOWN


def look(ground: Ground, subject: Source | Text) -> Iterator[Finding]:
    if isinstance(subject, Source):
        for key in ("url", "archived"):
            address = getattr(subject, key)
            if address is not None and address.lower().startswith("http:"):
                message = f"{address} is not encrypted on its way to the reader"
                help = "write https:// if the page is there too, or leave the address out"
                # What was seen was seen there: a thing to look at, and no mistake of the editor's.
                found = record_finding(ground, subject, (key,), message, help)
                yield replace(found, severity=Severity.NOTE)
        return
    record, path, text, is_markdown = subject
    plain = _CODE.sub(lambda match: " " * len(match.group()), text) if is_markdown else text
    for match in _LINKED.finditer(plain) if is_markdown else ():
        if match["secure"].lower() == "http":
            place = ground.place_inside(record, path, text, match.start("secure"))
            message = "this link is not encrypted on its way to the reader"
            yield Finding(record.id, place, message, "write https:// if the page is there too")
    for match in _BARE.finditer(plain):
        place = ground.place_inside(record, path, text, match.start())
        message = f"the bare address {match.group()[:60]} stands in the text"
        words = "write [words](address)" if is_markdown else "cite a source as [@source-id]"
        yield Finding(record.id, place, message, f"{words}, or leave it out")
