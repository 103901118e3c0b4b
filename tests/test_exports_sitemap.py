"""sitemap.xml, robots.txt and llms.txt agree with the pages."""

from __future__ import annotations

import re
from urllib.robotparser import RobotFileParser

import pytest
from generator.exports import twin_path
from generator.exports.sitemap import sitemaps
from lxml import etree

from exporting import CHANGED, SCHEMAS, files_of, publication_of

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))


def locations(data: bytes) -> list[str]:
    return [loc.text for loc in etree.fromstring(data).iterfind(".//s:loc", NAMESPACE)]


def test_the_sitemap_is_valid(schema: etree.XMLSchema) -> None:
    """By the schema of sitemaps.org."""
    sitemap = etree.fromstring(files_of(publication_of())["sitemap.xml"])

    assert schema.validate(sitemap), schema.error_log


def test_the_schema_refuses_a_wrong_day(schema: etree.XMLSchema) -> None:
    """Control: the schema is one that can fail."""
    sitemap = etree.fromstring(files_of(publication_of())["sitemap.xml"])
    sitemap.find(".//s:lastmod", NAMESPACE).text = "yesterday"

    assert not schema.validate(sitemap)


def test_the_sitemap_names_each_page_once_and_nothing_else() -> None:
    """No page is forgotten, and none is promised that is not there."""
    publication = publication_of()

    found = locations(files_of(publication)["sitemap.xml"])
    assert sorted(found) == sorted(
        f"https://example.org/{d.path}/" if d.path else "https://example.org/"
        for d in publication.documents
    )


def test_only_a_page_with_a_record_of_its_own_says_when_it_changed() -> None:
    """Collections, and records that share a file, have no day that is theirs."""
    sitemap = etree.fromstring(files_of(publication_of())["sitemap.xml"])

    days = {
        url.findtext("s:loc", namespaces=NAMESPACE): url.findtext("s:lastmod", namespaces=NAMESPACE)
        for url in sitemap
        if url.find("s:lastmod", NAMESPACE) is not None
    }
    assert days == {
        f"https://example.org/{path}/": CHANGED.isoformat()
        for path in ("topics/harbour-bridge", "articles/harbour-vote", "issues/who-pays")
    }


def test_a_sitemap_that_is_too_long_is_cut(schema: etree.XMLSchema) -> None:
    """The protocol allows 50,000 addresses a file; sitemap.xml then names the parts."""
    publication = publication_of()
    made = dict(sitemaps(publication, length=10))

    parts = [path for path in made if path != "sitemap.xml"]
    assert locations(made["sitemap.xml"]) == [f"https://example.org/{path}" for path in parts]
    assert all(schema.validate(etree.fromstring(made[path])) for path in parts)
    assert sum(len(locations(made[path])) for path in parts) == len(publication.documents)


def test_robots_may_read_every_page_and_find_the_sitemap() -> None:
    """By the standard library's reading of robots.txt."""
    publication = publication_of()
    robots = RobotFileParser()
    robots.parse(files_of(publication)["robots.txt"].decode().splitlines())

    assert all(
        robots.can_fetch("Anybody", publication.address(d.path)) for d in publication.documents
    )
    assert robots.site_maps() == ["https://example.org/sitemap.xml"]


@pytest.mark.parametrize("with_twins", [False, True])
def test_every_link_of_llms_txt_leads_to_a_page(with_twins: bool) -> None:
    """To its Markdown twin where there are twins."""
    publication = publication_of(with_twins=with_twins)
    text = files_of(publication)["llms.txt"].decode()

    links = re.findall(r"^- \[.+?\]\((\S+)\): ", text, re.MULTILINE)
    twins = {publication.file_address(twin_path(d)) for d in publication.documents}
    pages = {publication.address(d.path) for d in publication.documents}
    assert len(links) > 5
    assert set(links) <= (twins if with_twins else pages)
    assert text.startswith("# The Desk\n\n> Background to the news of Port Ansel.\n")
