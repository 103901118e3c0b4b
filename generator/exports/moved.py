"""Old addresses of pages whose record has another id now: a page at each that leads to the new one.

It holds no script and needs no style sheet. Hosts that can redirect do so before it is read; see
hosting.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from generator.exports.publication import Publication
from generator.exports.security import REFERRER_POLICY
from generator.model import Topic
from generator.values import Value
from generator.views.addresses import former_pages_of, page_of
from generator.views.names import name_of

# Nothing is loaded, so nothing is allowed.
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"


class Moved(Value):
    """A page that has another path now: "topics/old" and "topics/new", and what it is called."""

    old: str
    new: str
    title: str
    has_feeds: bool


def moved(publication: Publication) -> Iterator[Moved]:
    """Every old path of a page that is published, in the order of the records."""
    for record in publication.graph.library.records.values():
        for old in former_pages_of(record):
            if publication.page(page_of(record)) and not publication.page(old):
                title = name_of(publication.graph, record)
                yield Moved(old, page_of(record), title, isinstance(record, Topic))


def moved_pages(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """(path below the site, bytes) of a small page at each old address."""
    for page in moved(publication):
        yield f"{page.old}/index.html", _html(publication, page).encode()


def _html(publication: Publication, page: Moved) -> str:
    # Old and new lie in one folder, so this holds under any address of the site.
    href = f"../{quote(page.new.rpartition('/')[2])}/"
    title = escape(page.title)
    return f"""\
<!doctype html>
<html lang="{escape(publication.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="{REFERRER_POLICY}">
<title>{title} has a new address – {escape(publication.name)}</title>
<link rel="canonical" href="{escape(publication.address(page.new))}">
<meta http-equiv="refresh" content="0; url={escape(href)}">
</head>
<body>
<main>
<h1>This page has a new address</h1>
<p><a href="{escape(href)}">{title}</a></p>
</main>
</body>
</html>
"""
