"""robots.txt: everybody may read everything. Source: RFC 9309."""

from __future__ import annotations

from generator.exports.publication import Publication


def robots(publication: Publication) -> bytes:
    """Robots look for it at the root of a host: a site in a folder of one has no say here."""
    sitemap = publication.file_address("sitemap.xml")
    return f"User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n".encode()
