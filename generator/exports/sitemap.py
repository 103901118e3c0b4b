"""sitemap.xml: exactly the pages that are published. Source: sitemaps.org, protocol 0.9."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from generator.document import Document, Listed
from generator.exports.publication import Publication
from generator.exports.xml import FIRST_LINE, Element, child, escaped, written

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# The protocol's limit for one file.
SITEMAP_LENGTH = 50_000


def sitemaps(publication: Publication, length: int = SITEMAP_LENGTH) -> Iterator[tuple[str, bytes]]:
    """(path, bytes): sitemap.xml, and where it would be too long the parts that it names."""
    pages = publication.documents
    if len(pages) <= length:
        yield "sitemap.xml", _urls(publication, pages)
        return
    index = Element("sitemapindex", {"xmlns": NAMESPACE})
    for number, start in enumerate(range(0, len(pages), length), start=1):
        path = f"sitemap-{number}.xml"
        child(child(index, "sitemap"), "loc", publication.file_address(path))
        yield path, _urls(publication, pages[start : start + length])
    yield "sitemap.xml", written(index)


def _urls(publication: Publication, pages: Sequence[Document | Listed]) -> bytes:
    """`lastmod` is the day of the page's own record; pages that are drawn from many have none."""
    # Written at once: as a tree, thousands of addresses take more room than all records.
    found = io.BytesIO()
    found.write(f'{FIRST_LINE}<urlset xmlns="{NAMESPACE}">\n'.encode())
    for page in pages:
        address = escaped(publication.address(page.path))
        day = publication.modified(page.record_id) if page.record_id else None
        lastmod = f"    <lastmod>{day.isoformat()}</lastmod>\n" if day is not None else ""
        found.write(f"  <url>\n    <loc>{address}</loc>\n{lastmod}  </url>\n".encode())
    found.write(b"</urlset>\n")
    return found.getvalue()
