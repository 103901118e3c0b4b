"""The head of a page: what search engines, link previews and feed readers look for."""

from __future__ import annotations

import pytest
from generator.exports import Publication, twin_path
from generator.exports.cards import card_path
from generator.exports.head import head, head_of_missing

from conftest import GOLDEN
from exporting import CHANGED, PUBLISHED, files_of, publication_of


@pytest.fixture(scope="module")
def golden() -> Publication:
    return publication_of()


def properties(publication: Publication, path: str) -> list[tuple[str, str]]:
    return list(head(publication, publication.document_by_path[path]).properties)


def test_an_explainer_is_called_by_its_question(golden: Publication) -> None:
    """That is what readers search for."""
    told = head(golden, golden.document_by_path["topics/harbour-bridge"])

    assert told.title == "Why does Port Ansel argue about a bridge? | The Desk"
    assert dict(told.properties)["og:title"] == "Why does Port Ansel argue about a bridge?"


def test_home_is_called_by_the_name_of_the_site(golden: Publication) -> None:
    """ "Home" says nothing in a list of results."""
    told = head(golden, golden.document_by_path[""])

    assert told.title == "The Desk"
    assert told.canonical == "https://example.org/"


def test_every_page_has_a_title_and_an_address_of_its_own(golden: Publication) -> None:
    """Two pages that are called alike cannot be told apart in a list."""
    heads = [head(golden, document) for document in golden.documents]

    assert len({told.title for told in heads}) == len(heads)
    assert len({told.canonical for told in heads}) == len(heads)
    assert all(told.canonical == told.cite_as == dict(told.properties)["og:url"] for told in heads)


def test_our_page_of_a_source_is_not_called_like_the_source(golden: Publication) -> None:
    """Nor like our summary of it: a result list shows which is which."""
    told = head(golden, golden.document_by_path["sources/harbour-gazette-2031-05-02"])

    assert told.title.startswith("Source: ")
    assert told.title.endswith(" (Harbour Gazette) | The Desk")


def test_every_page_can_be_shown_as_a_card(golden: Publication) -> None:
    """With what Open Graph asks for, and words for those who do not see the picture."""
    for document in golden.documents:
        told = dict(head(golden, document).properties)
        assert all(told[f"og:{name}"] for name in ("type", "title", "url", "image", "image:alt"))
        assert told["og:image"] == f"https://example.org/{card_path(document.path)}"
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")


def test_an_article_tells_its_days_its_section_and_its_subjects(golden: Publication) -> None:
    """In the words of Open Graph."""
    told = properties(golden, "articles/harbour-vote")

    assert told[0] == ("og:type", "article")
    assert [pair for pair in told if pair[0].startswith("article:")] == [
        ("article:published_time", str(PUBLISHED)),
        ("article:modified_time", str(CHANGED)),
        ("article:section", "In the news"),
        ("article:tag", "The harbour bridge"),
    ]


def test_a_collection_is_no_article(golden: Publication) -> None:
    """It was not published on a day."""
    told = properties(golden, "glossary")

    assert told[0] == ("og:type", "website")
    assert not [name for name, _ in told if name.startswith("article:")]


def test_every_feed_that_a_head_names_exists(golden: Publication) -> None:
    """And an explainer's own stands before the site's."""
    made = files_of(golden)
    told = head(golden, golden.document_by_path["topics/harbour-bridge"]).alternates

    assert [one.href for one in told] == [
        "https://example.org/topics/harbour-bridge/feed.xml",
        "https://example.org/topics/harbour-bridge/feed.json",
        "https://example.org/feed.xml",
        "https://example.org/feed.json",
    ]
    assert all(one.href.removeprefix("https://example.org/") in made for one in told)


def test_a_twin_is_named_only_where_there_are_twins() -> None:
    """It lies beside the page's folder."""
    with_twins = publication_of(with_twins=True)
    page, home = (with_twins.document_by_path[path] for path in ("topics/harbour-bridge", ""))

    assert (twin_path(page), twin_path(home)) == ("topics/harbour-bridge.md", "index.md")
    assert head(with_twins, page).alternates[-1].href.endswith("/topics/harbour-bridge.md")
    without = head(publication_of(), page).alternates
    assert "text/markdown" not in {one.type for one in without}


def test_no_robot_is_to_keep_the_page_of_lost_addresses(golden: Publication) -> None:
    """All others may be kept."""
    assert head_of_missing(golden).robots == "noindex"
    assert {head(golden, document).robots for document in golden.documents} == {None}


def test_a_licence_is_told_only_where_there_is_one(golden: Publication) -> None:
    """None is invented."""
    free = publication_of(licence="https://licence.example/")
    document = golden.document_by_path["topics/harbour-bridge"]

    assert head(golden, document).license is None
    assert head(free, document).license == "https://licence.example/"


@pytest.mark.parametrize("url", ["https://example.org", "example.org/", "javascript:x/", ""])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """All others would be built on it."""
    with pytest.raises(ValueError, match="ends in a slash"):
        publication_of(GOLDEN, url=url)


def test_an_address_in_any_script_is_percent_encoded(golden: Publication) -> None:
    """A page that a heading in another script gave its name can still be linked to."""
    address = golden.address("issues/x/кто-говорит", "a b")

    assert address == (
        "https://example.org/issues/x/"
        "%D0%BA%D1%82%D0%BE-%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%D0%B8%D1%82/#a%20b"
    )
