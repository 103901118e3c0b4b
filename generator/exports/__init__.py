"""The site for machines: feeds, sitemap, robots.txt, llms.txt, JSON-LD and what hosts must send.

All is drawn from one Publication; nothing here reads or writes a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.exports.feeds import feeds, site_feeds, topic_feeds
from generator.exports.hosting import hosting_files
from generator.exports.llms import llms
from generator.exports.moved import moved_pages
from generator.exports.publication import Publication
from generator.exports.robots import robots
from generator.exports.sitemap import sitemaps
from generator.exports.twins import twin_path

__all__ = ["Publication", "file", "files_of_all", "topic_feeds", "twin_path"]


def file(publication: Publication, path: str) -> bytes | None:
    """One of the files, with no more made than those of its kind; None where there is none."""
    name = path.rsplit("/", 1)[-1]
    match name:
        case "robots.txt":
            return robots(publication)
        case "llms.txt":
            return llms(publication)
        case "index.html":
            return dict(moved_pages(publication)).get(path)
        case _ if name.startswith("sitemap"):
            return dict(sitemaps(publication)).get(path)
        case _ if name.startswith("feed."):
            return dict(feeds(publication)).get(path)
        case _:
            return hosting_files(publication).get(path)


def files_of_all(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """(path below the site, bytes) of every export that is a file of its own and of all records, one by
    one: together they take much room. The feeds of single explainers are `topic_feeds`.

    The same records, history and address give the same bytes.
    """
    yield from moved_pages(publication)
    yield from site_feeds(publication)
    yield from sitemaps(publication)
    yield "robots.txt", robots(publication)
    yield "llms.txt", llms(publication)
    yield from hosting_files(publication).items()
