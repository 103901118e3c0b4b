"""What the theme needs beside a page's text: its kind, the menus and the style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from generator.document import Document
from generator.maps.standalone import colours_in, standalone
from generator.skin import (
    IN_HEADER,
    MenuItem,
    first_script,
    kind_of,
    map_styles,
    menus,
    section_of,
    skin,
    stylesheet,
)
from generator.views.collections import COLLECTIONS

from conftest import ROOT

STYLES = ROOT / "site_config" / "styles"


@pytest.mark.parametrize(
    ("path", "record_id", "kind", "section"),
    [
        ("", None, "home", "/"),
        ("topics", None, "list", "topics/"),
        ("topics/crimea", "crimea", "topics", "topics/"),
        ("topics/crimea/timeline", None, "list", "topics/"),
        ("articles/page/2", None, "list", "articles/"),
        ("actors/nato", "nato", "actors", "actors/"),
        ("timeline/2014", None, "list", "timeline/"),
        ("about", "about", "standing", "about/"),
    ],
)
def test_each_page_has_the_look_of_its_kind_and_its_place_in_the_menu(
    path: str, record_id: str | None, kind: str, section: str
) -> None:
    """By its address and whether a record stands behind it."""
    document = Document(path, "T", "D", (), record_id)

    assert (kind_of(document), section_of(document)) == (kind, section)


def test_the_header_has_the_first_collections_and_the_foot_has_all() -> None:
    """Standing pages come after them, in their own order."""
    pages = [Document(path, path.title(), "D", (), path) for path in ("about", "corrections")]

    header, foot = menus(pages)

    assert header == foot[:IN_HEADER]
    assert [item.title for item in foot[: len(COLLECTIONS)]] == list(COLLECTIONS.values())
    assert foot[len(COLLECTIONS) :] == (
        MenuItem("About", "about/"), MenuItem("Corrections", "corrections/"),
    )  # fmt: skip


def test_the_page_of_lost_addresses_belongs_to_no_section() -> None:
    """No entry of the menu is marked on it."""
    worn = skin(None, menus([]), "script")

    assert (worn.kind, worn.section, worn.first_script) == ("missing", "", "script")


# --- style sheet -----------------------------------------------------------------------------


def project_with(folder: Path, files: dict[str, str]) -> Path:
    styles = folder / "site_config" / "styles"
    styles.mkdir(parents=True)
    for name, text in files.items():
        (styles / name).write_text(text, encoding="utf-8")
    return folder


def test_style_sheets_stand_in_order(tmp_path: Path) -> None:
    """Colours and the ground first, paper last, the others by name between them."""
    names = ("print", "zebra", "ground", "apple", "tokens")
    project = project_with(tmp_path, {f"{n}.css": f".{n} {{ color: red; }}" for n in names})

    found = re.findall(r"^\.(\w+)", stylesheet(project), re.MULTILINE)

    assert found == ["tokens", "ground", "apple", "zebra", "print"]


def test_every_style_sheet_is_in_the_one_that_readers_get() -> None:
    """Whole, without comments, and with no address of another site."""
    whole = stylesheet(ROOT)

    assert len(whole.splitlines()) == len(list(STYLES.glob("*.css")))
    assert "/*" not in whole
    assert "@import" not in whole
    assert re.findall(r"url\((?!newsreader)[^)]*\)", whole) == []
    assert len(whole) < sum(path.stat().st_size for path in STYLES.glob("*.css"))


def test_every_variable_that_is_used_is_set() -> None:
    """A colour that no scheme names would be none."""
    whole = stylesheet(ROOT)

    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", whole))

    assert used - set(re.findall(r"--([a-z0-9-]+):", whole)) == set()


def test_both_schemes_name_the_same_colours() -> None:
    """And the dark of choice is the dark of the machine."""
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")
    light, dark = colours_in(tokens, ":root"), colours_in(tokens, "[data-theme=dark]")
    asked = colours_in(tokens, ":root:not([data-theme=light])")

    colours = {name for name, value in light.items() if value.startswith("#")}
    assert set(dark) == colours
    assert asked == dark


# --- drawings in files of their own ----------------------------------------------------------


@pytest.mark.parametrize(("scheme", "paper"), [("light", "#fdfcf9"), ("dark", "#15181a")])
def test_a_drawing_in_a_file_has_the_colours_of_its_scheme(scheme: str, paper: str) -> None:
    """Every variable has become its value: a picture cannot take them from the page."""
    styles, colours = map_styles(ROOT, scheme)

    drawing = standalone('<svg viewBox="0 0 1 1"><path class="map__land"/></svg>', styles, colours)

    assert colours["paper"] == paper
    assert "var(" not in drawing
    assert f"fill:{colours['land']}" in drawing
    assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><style>')


def test_the_schemes_of_a_drawing_differ_in_colours_alone() -> None:
    """Both have the same rules."""
    (light_styles, light), (dark_styles, dark) = (map_styles(ROOT, s) for s in ("light", "dark"))

    assert light_styles == dark_styles
    assert light.keys() == dark.keys()
    assert light["land"] != dark["land"]


def test_a_colour_that_no_scheme_has_is_an_error_of_ours() -> None:
    """It would be drawn black without a word."""
    with pytest.raises(KeyError):
        standalone("<svg></svg>", "path{fill:var(--nowhere)}", {"land": "#fff"})


def test_a_drawing_that_has_its_namespace_does_not_get_it_twice() -> None:
    """A file with an attribute twice is not well-formed."""
    drawing = standalone('<svg xmlns="http://www.w3.org/2000/svg"></svg>', "", {})

    assert drawing == '<svg xmlns="http://www.w3.org/2000/svg"><style></style></svg>\n'


def test_the_first_script_is_the_file_without_its_last_line_end() -> None:
    """Its hash is that of what stands between the tags."""
    script = first_script(ROOT)

    assert script == script.strip()
    assert "</" not in script
