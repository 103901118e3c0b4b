"""Maps and charts: what they show, what they say of disputed land, and what they may never do."""

from __future__ import annotations

import gzip
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from xml.etree import ElementTree

import pytest
from generator.components.figure import Figure
from generator.graph import Graph
from generator.load import load
from generator.maps import (
    Drawing,
    Pin,
    enlargement_chart,
    enlargement_maps,
    locator,
    locators,
)
from generator.maps.geometry import Box, is_inside
from generator.maps.labels import PHONE, WIDE, width_of
from generator.maps.outlines import outlines
from generator.maps.pins import RADIUS
from generator.model import Place
from generator.resolving import resolve
from generator.site import read_site
from generator.views.enlargement import Round, enlargement
from generator.views.topic import places_of
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, MakeProject

SVG = "{http://www.w3.org/2000/svg}"
KYIV = Pin(1, "Kyiv", 30.52, 50.45)
CRIMEAN = (
    Pin(1, "Simferopol", 34.1, 44.95),
    Pin(2, "Sevastopol", 33.52, 44.61),
    Pin(3, "Kerch", 36.47, 45.36),
    Pin(4, "Kerch Strait", 36.55, 45.27),
    Pin(5, "Kyiv", 30.52, 50.45),
    Pin(6, "Moscow", 37.62, 55.76),
    Pin(7, "Venice", 12.32, 45.44),
)
EXPLAINER_BYTES, PLACE_BYTES, GROWTH_BYTES = 5_000, 3_000, 6_000


@pytest.fixture(scope="module")
def graph() -> Graph:
    return resolve(load(ROOT / "content")[0])[0]


@pytest.fixture(scope="module")
def nato(graph: Graph) -> tuple[Round, ...]:
    return enlargement(graph, "nato")


# --- disputed territory ------------------------------------------------------------------------


def test_crimea_belongs_to_neither_neighbour() -> None:
    """The peninsula is a shape of its own, and no border of another state runs across its neck."""
    found = outlines()
    simferopol, neck = (34.1, 45.1), Box(33.4, 45.95, 34.0, 46.25)

    owners = [
        name
        for name, shapes in (found.countries | found.territories).items()
        if is_inside(simferopol, [shape.points for shape in shapes])
    ]
    across = [s for s in found.borders if any(neck.holds(point) for point in s.points)]

    assert owners == ["crimea"]
    assert across == []


@pytest.mark.parametrize(
    ("name", "longitude", "latitude", "territory"),
    [
        ("Simferopol", 34.1, 44.95, "Crimea"),
        ("Luhansk", 39.31, 48.57, "Donbas"),
        ("Sochi", 39.73, 43.6, "Abkhazia"),
        ("Tskhinvali", 43.97, 42.23, "South Ossetia"),
        ("Chișinău", 28.86, 47.01, "Transnistria"),
        ("Pristina", 21.17, 42.67, "Kosovo"),
        ("Nicosia", 33.37, 35.17, "Northern Cyprus"),
    ],
)
def test_disputed_land_in_the_frame_is_hatched_named_and_said_in_words(
    name: str, longitude: float, latitude: float, territory: str
) -> None:
    """Whoever looks at the map sees that its line is disputed; who says what is for sourced records."""
    drawing = locator([Pin(1, name, longitude, latitude)], title=name, prefix="x")

    hatched = [p for p in _paths(drawing) if p.get("fill") == "url(#x-h)"]
    note = next(note for note in drawing.notes if note.startswith("Hatched"))

    assert hatched
    assert territory in _texts(drawing)
    assert territory in note
    assert territory in drawing.disputed
    assert territory in drawing.description.split("Hatched as disputed: ")[1]


@pytest.mark.parametrize("topic_id", ["crimea", "nato-expansion", "sanctions"])
def test_each_explainer_names_crimea_on_a_phone_too(graph: Graph, topic_id: str) -> None:
    """However many numbers stand around it, the hatched peninsula bears its name."""
    drawing = locator(_pins(graph, topic_id), title=topic_id)

    names = [e for e in _root(drawing).iter(f"{SVG}text") if e.text == "Crimea"]

    assert [name.get("class") for name in names] == ["map__dispute-name"]


def test_a_disputed_border_that_the_file_draws_is_named() -> None:
    """Where no shape can be lifted out, a note says whose line is shown."""
    drawing = locator([Pin(1, "Damascus", 36.29, 33.51)], title="Damascus")

    note = next(note for note in drawing.notes if "Natural Earth" in note)

    assert "the Golan Heights" in note


def test_a_map_without_disputed_land_needs_no_note() -> None:
    """Control: what is not disputed is not hatched."""
    drawing = locator([Pin(1, "Madrid", -3.7, 40.42)], title="Madrid")

    assert drawing.notes == ()
    assert "map__dispute" not in drawing.svg


# --- where things stand ------------------------------------------------------------------------


@pytest.mark.parametrize("topic_id", ["crimea", "nato-expansion", "sanctions"])
def test_no_mark_and_no_name_covers_another(graph: Graph, topic_id: str) -> None:
    """On a phone and on a wide screen each number and each name can be read."""
    for drawing in locators(_pins(graph, topic_id), title=topic_id):
        marks = _marks(drawing)
        for a, b in combinations(marks, 2):
            assert math.dist(a, b) >= 2 * RADIUS
        for is_phone, size in ((True, PHONE), (False, WIDE)):
            names = list(_names(drawing, size, is_phone=is_phone))
            assert names
            for (one, box), (other, second) in combinations(names, 2):
                assert not box.meets(second), (one, other)
            for name, box in names:
                assert not any(_is_on(box, mark, 13) for mark in marks), name


def test_places_at_one_spot_are_drawn_apart_with_lines_to_it() -> None:
    """Twelve numbers for one town are twelve numbers that can be read."""
    pins = [Pin(n, f"Kyiv {n}", 30.52, 50.45) for n in range(1, 13)]

    drawing = locator(pins, title="Kyiv")

    marks = _marks(drawing)
    assert len(marks) == 12
    assert all(math.dist(a, b) >= 2 * RADIUS for a, b in combinations(marks, 2))
    assert drawing.svg.count('class="map__lead"') >= 11


def test_places_that_crowd_get_a_second_map_closer_to(graph: Graph) -> None:
    """A corner of Europe with five places is shown once more, large enough to tell them apart."""
    pins = _pins(graph, "crimea")
    numbers = {pin.name: str(pin.number) for pin in pins}

    first, closer = locators(pins, title="Crimea", prefix="c")

    assert {numbers["Kerch"], numbers["Simferopol"], numbers["Sevastopol"]} <= set(_texts(closer))
    assert "Sevastopol" in _texts(closer)
    assert not set(first.notes) & set(closer.notes)
    assert not set(_ids(first)) & set(_ids(closer))


def test_a_place_far_from_the_others_stands_at_the_edge() -> None:
    """The map is framed to where most places are; the far one has an arrow and a note."""
    drawing = locator([*CRIMEAN, Pin(8, "New York", -74.01, 40.71)], title="Crimea")

    note = next(note for note in drawing.notes if note.startswith("New York (8)"))

    assert "about 6,7" in note
    assert drawing.svg.count("map__arrow") == 1
    assert "United States" not in drawing.description


@pytest.mark.slow
def test_places_all_over_the_world_get_the_whole_world() -> None:
    """Three continents ask for a map of all of them."""
    far = [(-74.0, 40.7), (139.7, 35.7), (149.1, -35.3), (28.2, -25.7)]

    drawing = locator([Pin(n, f"P{n}", x, y) for n, (x, y) in enumerate(far, 1)], title="World")

    assert "map__arrow" not in drawing.svg
    assert "the Pacific Ocean" in drawing.description
    assert len(_zipped(drawing)) <= EXPLAINER_BYTES


def test_one_place_is_shown_with_its_name_and_its_neighbours() -> None:
    """A single place needs no number."""
    drawing = locator([KYIV], title="Kyiv")

    texts = _texts(drawing)

    assert "Kyiv" in texts
    assert "1" not in texts
    assert {"Ukraine", "Belarus"} <= set(texts)


def test_a_sea_is_shown_whole_and_named_once() -> None:
    """A page about a sea has no pin in the middle of the water."""
    drawing = locator([Pin(1, "Black Sea", 34.3, 43.4)], title="Black Sea")

    assert _texts(drawing).count("Black Sea") == 1
    assert "map__pin" not in drawing.svg
    assert {"Ukraine", "Turkey", "Bulgaria"} <= set(_texts(drawing))


def test_without_a_place_there_is_no_map() -> None:
    """An empty list is the caller's mistake."""
    with pytest.raises(ValueError, match="needs a place"):
        locator([], title="Nowhere")


# --- what a page can bear ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "topic_id", ["crimea", "nato-expansion", "sanctions", "january-2022-talks"]
)
def test_an_explainers_map_is_light(graph: Graph, topic_id: str) -> None:
    """The map of a page weighs no more than a picture's preview would."""
    chosen = [graph.places[id] for id in graph.topics[topic_id].map]
    drawing = locator(_numbered(chosen or places_of(graph, topic_id)), title=topic_id)

    assert len(_zipped(drawing)) <= EXPLAINER_BYTES


@pytest.mark.slow
def test_the_map_of_each_place_is_light_and_names_it(graph: Graph) -> None:
    """Every place that the site records has a map that shows where it is."""
    places = [p for p in graph.places.values() if p.longitude is not None]

    drawn = {
        p.name: locator([Pin(1, p.name, p.longitude or 0, p.latitude or 0)], title=p.name)
        for p in places
    }

    assert len(drawn) > 30
    assert [n for n, drawing in drawn.items() if len(_zipped(drawing)) > PLACE_BYTES] == []
    assert [n for n, drawing in drawn.items() if n not in _texts(drawing)] == []


def test_what_is_outside_the_frame_is_cut_off() -> None:
    """No coordinate lies far outside the drawing, so that no byte is spent on what is not seen."""
    drawing = locator(CRIMEAN, title="Crimea")

    _, _, width, height = map(int, ElementTree.fromstring(drawing.svg).get("viewBox", "").split())

    for x, y in _points(drawing):
        assert -10 <= x <= width + 10
        assert -10 <= y <= height + 10


def test_the_outlines_are_kept_small() -> None:
    """The data that travel with the project stay below 400 KB, with their licence beside them."""
    folder = ROOT / "generator" / "maps"

    sizes = sum(path.stat().st_size for path in folder.glob("*.json"))

    assert sizes < 400_000
    assert "public domain" in (folder / "OUTLINES.txt").read_text(encoding="utf-8")


@pytest.mark.longer
@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_places_give_the_same_bytes(seed: str) -> None:
    """Another process with other hashes draws the very same map."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); from test_maps import CRIMEAN;"
        "from generator.maps import locators;"
        "print(''.join(d.svg for d in locators(CRIMEAN, title='Crimea')))"
    )

    there = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip

    here = "".join(drawing.svg for drawing in locators(CRIMEAN, title="Crimea"))
    assert there.stdout.rstrip("\n") == here


HOSTILE = (
    "<script>alert(1)</script>&\"'",
    "]]>--><!DOCTYPE x>",
    "N" * 80,
    "القدس الشريف",
    "\u202eabc\x00\x0b\ud800",
    "",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_wherever_it_stands(name: str) -> None:
    """Marks, 80 characters, another direction and control characters change no markup."""
    pins = [Pin(1, name, 30.5, 50.4, href=f"/{name}/"), Pin(2, name, 34.1, 44.9)]

    drawings = [
        locator(pins, title=name),
        locator([Pin(1, name, 30.5, 50.4)], title=name),
        *locators(pins, title=name),
    ]

    for drawing in drawings:
        _assert_safe(drawing)
        for element in ElementTree.fromstring(drawing.svg).iter(f"{SVG}text"):
            assert element.text
            assert len(element.text) <= 40


def test_nothing_in_a_drawing_has_a_style_or_runs(nato: tuple[Round, ...]) -> None:
    """What the site's security policy forbids does not occur."""
    for drawing in (
        *locators(CRIMEAN, title="Crimea"),
        enlargement_chart(nato),
        *enlargement_maps(nato, [1949, 2024]),
    ):
        _assert_safe(drawing)


def test_a_map_with_links_is_no_image() -> None:
    """What an image holds cannot be reached by keyboard; so with links the drawing is a group."""
    plain = locator([KYIV], title="Kyiv")
    linked = locator([Pin(1, "Kyiv", 30.52, 50.45, "/places/kyiv/")], title="Kyiv")

    assert 'role="img"' in plain.svg
    assert 'role="group"' in linked.svg
    assert 'href="/places/kyiv/"' in linked.svg


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=8))
def test_any_places_on_earth_can_be_drawn(places: list[tuple[float, float]]) -> None:
    """Poles, the date line and opposite ends of the world give a whole drawing, cut to its frame."""
    drawing = locator([Pin(n, f"P{n}", x, y) for n, (x, y) in enumerate(places, 1)], title="x")

    _assert_safe(drawing)
    assert all(-10 <= x <= 650 and -10 <= y <= 580 for x, y in _points(drawing))


@pytest.mark.parametrize(
    ("places", "country"),
    [
        ([(179.9, 66.0), (-179.0, 67.0)], "Russia"),
        ([(-70.0, 77.0)], "Greenland"),
        ([(-63.0, -40.0)], "Argentina"),
        ([(116.4, 39.9)], "China"),
    ],
)
def test_land_is_where_it_should_be_far_from_europe(
    places: list[tuple[float, float]], country: str
) -> None:
    """Across the date line, near a pole and in the south the country around the place is seen."""
    drawing = locator([Pin(n, f"P{n}", x, y) for n, (x, y) in enumerate(places, 1)], title="x")

    assert country in drawing.description


# --- growth ------------------------------------------------------------------------------------


def test_a_round_is_told_in_words(nato: tuple[Round, ...]) -> None:
    """A reader who sees no picture reads the same facts."""
    words = [here.words for here in nato]

    assert "1999: Czechia, Hungary and Poland (19 members)" in words
    assert words[-1] == "2024: Sweden (32 members)"
    assert (nato[0].year, nato[0].members) == (1949, 12)


def test_every_accession_has_a_source_and_an_outline(graph: Graph, nato: tuple[Round, ...]) -> None:
    """Nothing unsourced is drawn, and nobody is left off the maps for want of a shape."""
    members = [member for here in nato for member in here.joined]

    assert len(members) == 32
    assert all(member.source_ids for member in members)
    assert all(id in graph.sources for member in members for id in member.source_ids)
    assert [m.name for m in members if m.country not in outlines().countries] == []


def test_the_chart_has_a_step_for_each_round_to_scale(nato: tuple[Round, ...]) -> None:
    """Steps are as high as the number of members and as far apart as the years."""
    drawing = enlargement_chart(nato)

    line = next(p for p in _paths(drawing) if p.get("class") == "chart__line")
    points = _path_points(line.get("d", ""))
    tops = {round(y) for _, y in points[1:]}

    assert len(tops) == len(nato)
    foot, first, last = points[0][1], points[1][1], points[-1][1]
    assert (foot - last) / (foot - first) == pytest.approx(32 / 12, rel=0.02)
    assert all(here.words in drawing.description for here in nato)


def test_small_maps_share_their_shapes_and_tell_new_from_old(nato: tuple[Round, ...]) -> None:
    """The first map holds the shapes; each marks who joined since the map before it."""
    maps = enlargement_maps(nato, [1949, 1990, 1999, 2004, 2024], prefix="g")

    defined = [set(_ids(drawing)) for drawing in maps]
    new = [re.findall(r'href="#g-(\d+)" class="map__new"', drawing.svg) for drawing in maps]

    assert "g-land" in defined[0]
    assert all("g-land" not in ids for ids in defined[1:])
    assert new == [
        ["1949"],
        ["1952", "1955", "1982"],
        ["1999"],
        ["2004"],
        ["2009", "2017", "2020", "2023", "2024"],
    ]
    assert [drawing.title for drawing in maps][1] == "1990: 16 members"
    together = gzip.compress("".join(d.svg for d in maps).encode(), 9, mtime=0)
    assert len(together) <= GROWTH_BYTES


def test_maps_say_whom_they_do_not_show(nato: tuple[Round, ...]) -> None:
    """Members outside the frame and the Germany of before 1990 are in the notes."""
    cold_war = enlargement_maps(nato, [1955, 1999])[0]
    later = enlargement_maps(nato, [1999, 2024])[0]

    assert "Outside the maps: Canada and United States." in later.notes
    assert any("western part of Germany" in note for note in cold_war.notes)
    assert not any("western part of Germany" in note for note in later.notes)


def test_a_member_without_an_outline_is_named_in_the_notes(make_project: MakeProject) -> None:
    """An unknown state is no reason to fail, nor to pass over it in silence."""
    project = make_project(
        {"actors/league.yml": _league("name: Ruritania"), "sources/s.yml": SOURCE}
    )
    graph, faults = resolve(load(project / "content")[0])

    notes = enlargement_maps(enlargement(graph, "league"), [1950])[0].notes

    assert faults == ()
    assert "Not drawn, for want of an outline: Ruritania." in notes


def test_a_member_of_another_name_then_keeps_its_outline(nato: tuple[Round, ...]) -> None:
    """West Germany joined; where it belongs already, the map says Germany, and it is drawn."""
    first, later = enlargement_maps(nato, [1955, 1999])

    assert "West Germany" in first.description
    assert "West Germany" not in later.description
    assert "Germany" in later.description.partition("Members already: ")[2]
    assert not any("want of an outline" in note for note in first.notes)


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ("who: nobody", "unknown-actor"),
        ("who: s", "wrong-kind"),
        ("note: forgot the name", "missing-field"),
    ],
)
def test_a_member_that_cannot_be_followed_is_reported(
    make_project: MakeProject, member: str, code: str
) -> None:
    """A member is checked like every other reference."""
    project = make_project({"actors/league.yml": _league(member), "sources/s.yml": SOURCE})

    library, mistakes = load(project / "content")[:2]
    _, faults = resolve(library)

    assert code in [fault.code for fault in (*mistakes, *faults)]


def test_a_member_without_a_source_is_refused(make_project: MakeProject) -> None:
    """No accession is published that rests on nothing."""
    league = "name: League\ntype: organisation\nmembers:\n  - {name: France, since: 1950}\n"
    project = make_project({"actors/league.yml": league})

    mistakes = load(project / "content")[1]

    assert [(m.code, m.location.line) for m in mistakes] == [("missing-field", 4)]


def test_a_place_with_one_coordinate_is_on_no_map(make_project: MakeProject) -> None:
    """It is listed like one that has none, and the pages are made."""
    topic = "---\ntitle: T\nquestion: Q?\nin_short: S. [@s]\n---\n## Where? {#where}\n\nIn [[port]]. [@s]\n"
    project = make_project(
        {"places/port.yml": "name: Port\nlatitude: 12\n", "topics/t.md": topic, "sources/s.yml": SOURCE}
    )  # fmt: skip

    site = read_site(project)

    page = next(document for document in site.documents if document.path == "topics/t")
    assert not any(isinstance(block, Figure) for block in page.blocks)


# --- reading a drawing -------------------------------------------------------------------------

SOURCE = "title: Report\npublisher: Gazette\n"
ALLOWED = {
    "a", "circle", "defs", "desc", "g", "path", "pattern", "rect", "svg", "text", "title", "use",
}  # fmt: skip


def _league(member: str) -> str:
    return (
        f"name: League\ntype: organisation\nmembers:\n  - {{{member}, since: 1950, sources: [s]}}\n"
        "  - {name: France, since: 1950, sources: [s]}\n"
    )


def _pins(graph: Graph, topic_id: str) -> list[Pin]:
    return _numbered(places_of(graph, topic_id))


def _numbered(found: Iterable[Place]) -> list[Pin]:
    places = [p for p in found if p.longitude is not None]
    return [
        Pin(n, p.name, p.longitude or 0, p.latitude or 0) for n, p in enumerate(places, start=1)
    ]


def _zipped(drawing: Drawing) -> bytes:
    return gzip.compress(drawing.svg.encode(), 9, mtime=0)


def _root(drawing: Drawing) -> ElementTree.Element:
    text = drawing.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ElementTree.fromstring(text)


def _texts(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in _root(drawing).iter(f"{SVG}text")]


def _paths(drawing: Drawing) -> list[ElementTree.Element]:
    return list(_root(drawing).iter(f"{SVG}path"))


def _ids(drawing: Drawing) -> list[str]:
    return [e.get("id", "") for e in _root(drawing).iter() if e.get("id")]


def _assert_safe(drawing: Drawing) -> None:
    ids = _ids(drawing)
    assert len(ids) == len(set(ids))
    for element in _root(drawing).iter():
        assert element.tag.removeprefix(SVG) in ALLOWED
        for key in element.attrib:
            assert key != "style"
            assert not key.startswith("on")
    for target in re.findall(r"url\((.*?)\)", drawing.svg):
        assert target.startswith("#")


def _marks(drawing: Drawing) -> list[tuple[float, float]]:
    found = re.findall(r'class="map__pin" transform="translate\((-?\d+) (-?\d+)\)"', drawing.svg)
    return [(float(x), float(y)) for x, y in found]


def _names(drawing: Drawing, size: float, *, is_phone: bool) -> Iterator[tuple[str, Box]]:
    for element in _root(drawing).iter(f"{SVG}text"):
        kinds = (element.get("class") or "").split()
        if not kinds or (is_phone and "map__wide" in kinds):
            continue
        text = element.text or ""
        width, x = width_of(text, size), float(element.get("x", 0))
        y = float(element.get("y", 0)) - (size * 0.35 if "map__scale-name" in kinds else 0)
        left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0)
        yield text, Box(left, y - size * 0.4, left + width, y + size * 0.4)


def _is_on(box: Box, mark: tuple[float, float], radius: float) -> bool:
    x = min(max(mark[0], box.left), box.right)
    y = min(max(mark[1], box.top), box.bottom)
    return math.dist((x, y), mark) < radius


def _points(drawing: Drawing) -> Iterator[tuple[float, float]]:
    for path in _paths(drawing):
        if path.get("class") != "map__arrow":
            yield from _path_points(path.get("d", ""))


def _path_points(data: str) -> Sequence[tuple[float, float]]:
    found = []
    for piece in filter(None, re.split("[Mz]", data)):
        x = y = 0.0
        for dx, dy in re.findall(r"(-?[\d.]+)\s*(-?[\d.]+)", piece):
            x, y = x + float(dx), y + float(dy)
            found.append((x, y))
    return found
