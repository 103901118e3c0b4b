"""One edition of the site: what each page wears, and every file beside the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from generator.document import Document
from generator.exports import twin_path
from generator.exports.security import script_hash
from generator.publishing import Dress, Edition, Settings
from generator.site import read_site
from generator.values import replace
from generator.writers.markdown import write_twin

from conftest import GOLDEN, ROOT, MakeProject, add_engine

HOST = "https://code.example/owner/name/blob/main"
SETTINGS = Settings("The Desk", "Background to the news.", "https://example.org/", HOST)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden content in a project of its own, because pictures are kept beside it."""
    folder = tmp_path_factory.mktemp("project")
    add_engine(folder)
    return folder


@pytest.fixture(scope="module")
def edition(project: Path) -> Edition:
    return Edition(read_site(GOLDEN), SETTINGS, project)


def worn(edition: Edition, path: str) -> Dress:
    return edition.dress(edition.publication.document_by_path[path])


# --- what a page wears -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("articles/harbour-vote", "content/articles/harbour-vote.yml#L1"),
        ("topics/harbour-bridge", "content/topics/harbour-bridge.md#L2"),
        ("actors/ferry-crews", "content/actors/people.yml#L15"),
        ("actors/ada-quill", "content/actors/people.yml#L1"),
    ],
)
def test_an_error_is_reported_where_the_record_stands(
    edition: Edition, path: str, place: str
) -> None:
    """On the code host, in its file and at the line where it begins."""
    assert worn(edition, path).report == f"{HOST}/{place}"
    file, _, line = place.partition("#L")
    text = (GOLDEN / file).read_text(encoding="utf-8").split("\n")[int(line) - 1]
    assert re.match(r"(?:- )?\{?(?:id|source|title):? ?", text), text


def test_without_a_code_host_no_reader_is_led_to_one(project: Path) -> None:
    """Nothing is made up; the record is named all the same."""
    edition = Edition(read_site(GOLDEN), replace(SETTINGS, repository=None), project)

    assert {edition.dress(d).report for d in edition.publication.documents} == {None}
    assert worn(edition, "articles/harbour-vote").record == "content/articles/harbour-vote.yml"


def test_the_name_of_a_file_cannot_leave_its_address(
    make_project: MakeProject, project: Path
) -> None:
    """A file may be called what its editor likes; its id is plain."""
    content = make_project({"actors/a b?c#d.yml": "- {id: ada, name: Ada, type: person}\n"})
    edition = Edition(read_site(content), SETTINGS, project)

    assert worn(edition, "actors/ada").report == f"{HOST}/content/actors/a%20b%3Fc%23d.yml#L1"


def test_a_collection_has_no_record(edition: Edition) -> None:
    """Nor a place where it could be mended."""
    dress = worn(edition, "timeline")

    assert (dress.record, dress.report) == (None, None)


def test_each_page_names_its_twin(edition: Edition) -> None:
    """By an address from the root of the site, which the theme makes relative."""
    for document in edition.publication.documents:
        twin = edition.dress(document).twin
        assert twin == f"/{twin_path(document)}"
        assert twin.removeprefix("/") in edition.files


def test_the_page_of_lost_addresses_wears_the_menus_alone(edition: Edition) -> None:
    """It has no record, no twin and no citation."""
    lost, home = edition.dress(None), worn(edition, "")

    assert (lost.record, lost.report, lost.twin, lost.cited) == (None, None, None, None)
    assert lost.skin.menu == home.skin.menu
    assert (lost.skin.kind, lost.head.robots) == ("missing", "noindex")


def test_standing_pages_are_in_the_menu_at_the_foot(edition: Edition) -> None:
    """Behind the collections; the header has the first few of these."""
    skin = worn(edition, "about").skin

    assert [item.title for item in skin.everything][-1] == "About this site"
    assert [item.url for item in skin.everything][-1] == "about/"
    assert skin.everything[: len(skin.menu)] == skin.menu
    assert "about/" not in {item.url for item in skin.menu}


def test_every_entry_of_a_menu_leads_to_a_page(edition: Edition) -> None:
    """No collection is named that is not there."""
    paths = {f"{document.path}/" for document in edition.publication.documents}

    assert {item.url for item in worn(edition, "").skin.everything} <= paths


def test_the_one_script_in_the_page_is_allowed_by_its_hash(edition: Edition) -> None:
    """What the policy names is what stands there."""
    dress = worn(edition, "")

    assert script_hash(dress.skin.first_script) in dress.head.content_security_policy
    assert "unsafe-inline" not in dress.head.content_security_policy


# --- files beside the pages ------------------------------------------------------------------


def test_beside_the_pages_lies_all_that_is_named_on_them(edition: Edition) -> None:
    """Feeds, sitemap, policies, style sheet, search index, drawings, cards and twins."""
    made = edition.files

    assert {
        "feed.xml", "feed.json", "sitemap.xml", "robots.txt", "llms.txt", "_headers", ".htaccess",
        "favicon.ico", "assets/site.css", "assets/search-index.json", "index.md",
        "assets/cards/index.png", "assets/cards/topics/harbour-bridge.png",
        "assets/maps/topics/harbour-bridge-light.svg", "assets/maps/topics/harbour-bridge-dark.svg",
        "topics/harbour-bridge.md", "topics/harbour-bridge/feed.xml",
    } <= set(made)  # fmt: skip
    assert all(
        isinstance(data, bytes) and data for name, data in made.items() if name != ".nojekyll"
    )


def test_no_file_takes_the_place_of_a_page(edition: Edition) -> None:
    """Pages are folders with an index; a file's path goes through none of the other files."""
    made = set(edition.files)

    assert not any(name.endswith(".html") or name.startswith(("/", "..")) for name in made)
    for name in made:
        folders = {str(folder) for folder in Path(name).parents}
        assert folders.isdisjoint(made), name


def test_every_picture_of_a_page_and_of_its_head_is_made(edition: Edition) -> None:
    """Drawings that a page shows from a file, and the card of each page."""
    for document in edition.publication.documents:
        (card,) = [v for n, v in edition.dress(document).head.properties if n == "og:image"]
        assert card.removeprefix("https://example.org/") in edition.files


def test_a_twin_is_what_the_writer_writes(edition: Edition) -> None:
    """In UTF-8."""
    document: Document = edition.publication.document_by_path["topics/harbour-bridge"]

    assert edition.files["topics/harbour-bridge.md"].decode("utf-8") == write_twin(document)


def test_the_index_of_the_search_is_data(edition: Edition) -> None:
    """As the worker reads it."""
    assert set(json.loads(edition.files["assets/search-index.json"])) == {"kinds", "entries"}


def test_the_icon_lies_where_browsers_ask_for_it(edition: Edition) -> None:
    """At the root, beside that which pages name."""
    asset = ROOT / "site_config" / "theme" / "assets" / "favicon.ico"

    assert edition.files["favicon.ico"] == asset.read_bytes()


def test_two_editions_of_one_content_are_the_same(edition: Edition, project: Path) -> None:
    """Byte for byte, whether or not its pictures were kept."""
    again = Edition(read_site(GOLDEN), SETTINGS, project)

    assert again.files == edition.files
