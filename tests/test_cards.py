"""The picture of a page where it is shared: what stands on it, that it fits, how it is kept."""

from __future__ import annotations

import io
import json
import re
import runpy
import struct
import zlib
from pathlib import Path

import pytest
from generator import cards
from generator.cards import Card, card, card_of, card_path, drawing, mark, store
from generator.cards.letters import SANS, SERIF, family_of, settable
from generator.cards.setting import Face, cut, fitted
from generator.components.head import Dated, Freshness
from generator.document import Document, Heading, Link, Paragraph, Text
from PIL import Image

from conftest import ROOT

PAPER, BAND = (253, 252, 249), (11, 79, 92)
CRIMEA = Card(
    "Crimea: what happened in 2014, and why is it disputed?",
    "From 27 February 2014 armed men without badges held the parliament of Crimea.",
    "Explainer",
    "As of 23 November 2026",
)
HOSTILE = {
    "one word of 80 letters": "Donaudampfschiff" * 5,
    "300 characters": "Who said what to whom and when, " * 9 + "and why?",
    "10,000 characters": "word " * 2000,
    "10,000 letters without a space": "W" * 10_000,
    "widest letters": "W" * 79 + " " + "M" * 79,
    "Cyrillic": "Крым: что произошло в 2014 году и почему об этом спорят?",
    "Greek": "Κριμαία: τι συνέβη το 2014 και γιατί αμφισβητείται;",
    "Arabic": "شبه جزيرة القرم: ماذا حدث في عام ٢٠١٤؟",
    "Chinese": "克里米亚：2014年发生了什么？",
    "emoji": "🔥🔥 Breaking 👩🏽‍🚒 news 🇺🇦",
    "only emoji": "🔥🔥🔥",
    "empty": "",
    "spaces": " \t\n\u00a0 ",
    "control characters": "Cri\x00mea\x1b[31m\u202eaemirC\u2028 and\ufeff more",
    "markup": '<script>alert("x")</script> & [[id]] *a* `b`',
    "combining marks": "Z\u0351\u036b\u0343a\u030al\u0351go",
}


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def ink(data: bytes, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a part differ from its ground, the colour of most of them."""
    part = opened(data).convert("RGB").crop(box)
    counts = {colour: number for number, colour in part.getcolors(1 << 16)}
    ground = max(counts, key=counts.__getitem__)
    assert ground in {PAPER, BAND}
    return sum(counts.values()) - counts[ground]


# --- what stands on it -----------------------------------------------------------------------


def test_a_card_is_a_small_png_of_the_size_that_sites_ask_for() -> None:
    """Sites that show cards ask for 1200 by 630; a phone should not wait for one."""
    data = card(CRIMEA.title, CRIMEA.standfirst, CRIMEA.kind, CRIMEA.date)

    picture = opened(data)
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1200, 630))
    assert len(data) <= 25_000


def test_the_parts_of_a_picture_make_a_sound_file() -> None:
    """Its checksums are right, and it has as many rows as it says: programs differ in what they forgive."""
    for title in ("Crimea", "ẤỆǺ gjqy " * 9, *HOSTILE.values()):
        data = card(title, title, title, title)

        at, chunks = 8, []
        while at < len(data):
            (size,) = struct.unpack_from(">I", data, at)
            name, body, end = data[at + 4 : at + 8], data[at + 8 : at + 8 + size], at + 8 + size
            assert struct.unpack_from(">I", data, end)[0] == zlib.crc32(name + body)
            chunks.append((name, body))
            at = end + 4
        assert [name for name, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
        assert len(zlib.decompress(chunks[2][1])) == 630 * (1 + 600)


def test_each_text_leaves_ink_where_it_belongs() -> None:
    """Kind, title and standfirst on the paper, the name and the date on the band."""
    whole = card(CRIMEA.title, CRIMEA.standfirst, CRIMEA.kind, CRIMEA.date)
    undated = card(CRIMEA.title, CRIMEA.standfirst, CRIMEA.kind)

    kicker, title, standfirst = (60, 70, 600, 120), (60, 140, 1140, 310), (60, 340, 1140, 450)
    assert ink(whole, kicker) > 500
    assert ink(whole, title) > 20_000
    assert ink(whole, standfirst) > 5_000
    assert ink(whole, (60, 535, 500, 625)) > 3_000
    assert ink(whole, (700, 535, 1140, 625)) > 1_000
    assert ink(undated, (700, 535, 1140, 625)) == 0


def test_the_title_is_the_largest_text() -> None:
    """A headline is set at three times the size of what is said about it where it is short."""
    lines = drawing.composed("Vladimir Putin", "President of Russia.", 0)

    sizes = [line.face.size for line in lines if line.text]
    assert sizes == [124, 42]


def test_lines_of_a_title_are_alike_in_length_and_end_at_a_phrase() -> None:
    """No line is left with one word, and none ends with a word that begins what follows."""
    face = Face(SERIF, 600, 74)

    lines = fitted(
        "Sanctions: what was Russia threatened with, and what came of it?", face, 1048, 3
    )

    assert lines is not None
    assert " ".join(lines) == "Sanctions: what was Russia threatened with, and what came of it?"
    assert min(map(face.width, lines)) > 0.6 * max(map(face.width, lines))
    assert lines[-1].split()[0] != "it?"
    assert all(line.split()[-1] not in {"and", "of", "it"} for line in lines)


def test_years_and_joined_names_are_not_broken_at_their_dash() -> None:
    """Only a word that is too long for a line is."""
    face = Face(SERIF, 400, 36)

    lines = cut("The winter of 2021-22 in the NATO-Russia Council " * 3, face, 300, 12)
    long = cut("Rhein-Main-Donau-Schifffahrtsgesellschaft", face, 400, 3)

    assert not any(line.endswith("-") for line in lines)
    assert long[0].endswith("-")


def test_a_long_text_ends_at_a_sentence_or_at_a_word_with_an_ellipsis() -> None:
    """A reader sees that something was cut, or nothing was cut inside a sentence."""
    face = Face(SERIF, 400, 36)
    first = "Thirty-two states have joined the alliance that twelve had founded in 1949."

    at_sentence = cut(f"{first} {'Moscow says that it was promised otherwise, ' * 9}", face, 700, 3)
    at_word = cut("promised otherwise " * 40, face, 700, 2)

    assert " ".join(at_sentence) == first
    assert at_word[-1].endswith(("promised…", "otherwise…"))
    assert len(at_word) == 2


def test_home_says_what_the_site_is_and_not_its_name_twice() -> None:
    """The name stands at the foot of each card."""
    with_name = card("Groundwork", "Background to the news. Who said it, where and when.", "")
    with_words = card("Background to the news.", "Who said it, where and when.", "")

    assert with_name == with_words


# --- strangers' texts ------------------------------------------------------------------------


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_any_text_fits_inside_the_frame(title: str) -> None:
    """Nothing touches the edges or the band, whatever an editor or a stranger wrote."""
    data = card(title, title, title, title)

    assert opened(data).size == (1200, 630)
    assert len(data) <= 25_600
    for edge in ((0, 0, 1200, 40), (0, 0, 60, 530), (1140, 0, 1200, 530), (0, 515, 1200, 530)):
        assert ink(data, edge) == 0, edge
    for edge in ((0, 530, 60, 630), (1140, 530, 1200, 630), (0, 615, 1200, 630)):
        assert ink(data, edge) == 0, edge


@pytest.mark.parametrize("name", ["Arabic", "Chinese", "combining marks", "only emoji", "empty"])
def test_a_title_that_cannot_be_set_gives_way_to_what_can(name: str) -> None:
    """No boxes and no missing letters: the standfirst stands in its place, or the kind."""
    by_standfirst = card(HOSTILE[name], "What it reports.", "In the news")
    by_kind = card(HOSTILE[name], HOSTILE[name], "In the news")
    by_nothing = card(HOSTILE[name], HOSTILE[name], HOSTILE[name])

    assert by_standfirst == card("What it reports.", "", "In the news")
    assert by_kind == card("In the news", "", "")
    assert by_nothing == card("Groundwork", "", "")


def test_pictures_are_left_out_of_a_text_and_letters_never() -> None:
    """A title without its emoji is the same title; one without a letter is not."""
    assert settable("🔥🔥 Breaking 👩🏽‍🚒 news 🇺🇦", 80) == "Breaking news"
    assert settable("Kyiv 基輔", 80) is None
    assert settable("Hawai\u02bbi, Bucures\u0326ti", 80) == "Hawai‘i, București"
    assert settable("a\u202eb\x00c\u2028d Par\u00adlia\u200bment", 80) == "ab c d Parliament"


def test_a_text_is_limited_before_it_is_looked_at() -> None:
    """A megabyte of title costs what a line costs."""
    text = settable("word " * 200_000, 300)

    assert text is not None
    assert len(text) <= 300
    assert text.endswith("word…")


def test_every_letter_that_counts_as_covered_is_in_its_font() -> None:
    """The list of letters beside the fonts tells the truth: none of them is blank."""
    listed = json.loads((ROOT / "generator/cards/fonts/coverage.json").read_text())
    faces = {family: Face((family,), 600, 40) for family in (*SERIF, *SANS)}
    blanks = {f: face.font("x").getmask("\uffff") for f, face in faces.items()}

    missing = [
        f"{family} U+{number:04X}"
        for family, runs in listed.items()
        for first, last in runs
        for number in range(first, last + 1)
        if not chr(number).isspace()
        and bytes(faces[family].font("x").getmask(chr(number))) == bytes(blanks[family])
    ]

    assert listed.keys() == {*SERIF, *SANS}
    assert missing == []
    assert family_of("\uffff", SERIF) is None


# --- the mark --------------------------------------------------------------------------------


def test_the_icons_are_those_of_the_mark() -> None:
    """`make icons` was run after the mark was changed."""
    tool = runpy.run_path(str(ROOT / "site_config/tools/make_icons.py"))

    assets = ROOT / "site_config" / "theme" / "assets"
    for name, data in tool["icons"]().items():
        assert (assets / name).read_bytes() == data, name


def test_the_mark_is_sharp_in_the_smallest_tab() -> None:
    """At 16 pixels each is of one colour or the other, and the letter is a good part of it."""
    small = mark.stamp(16)

    assert {colour for _, colour in small.getcolors()} == {0, 255}
    assert 0.25 < sum(map(bool, small.tobytes())) / 256 < 0.5


def test_the_mark_needs_no_style_and_no_other_file() -> None:
    """A policy that forbids inline styles leaves nothing out of it, also where it is opened alone."""
    written = (ROOT / "site_config/theme/assets/mark.svg").read_text()
    manifest = json.loads((ROOT / "site_config/theme/assets/site.webmanifest").read_text())

    assert not re.search("style|class|script|href|url", written)
    for icon in manifest["icons"]:
        assert (ROOT / "site_config/theme/assets" / icon["src"]).is_file()


# --- which page has which --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", "assets/cards/index.png"),
        ("topics/crimea", "assets/cards/topics/crimea.png"),
        ("actors/vladimir-putin", "assets/cards/actors/vladimir-putin.png"),
        ("about", "assets/cards/about.png"),
        ("sources", "assets/cards/sources.png"),
        ("sources/independent-2022-01-10", "assets/cards/sources.png"),
        ("timeline/2014-03", "assets/cards/timeline.png"),
        ("glossary/a", "assets/cards/glossary.png"),
        ("articles/page/2", "assets/cards/articles.png"),
        ("articles/page", "assets/cards/articles/page.png"),
        ("topics/crimea/timeline", "assets/cards/topics/crimea.png"),
    ],
)
def test_hundreds_of_sources_share_the_card_of_their_collection(page: str, expected: str) -> None:
    """A page has a card of its own where somebody would share it for its title."""
    assert card_path(page) == expected
    assert cards.owns_card(page) == (expected == f"assets/cards/{page or 'index'}.png")


def test_a_card_takes_its_words_from_the_head_of_the_page() -> None:
    """The heading and not the short title, the standfirst, the kicker and the day it stands at."""
    linked = Link("https://example.org/", (Text("disputed?"),))
    blocks = (
        Paragraph((Text("Explainer"),), role="kicker"),
        Heading(1, (Text("Crimea: why is it "), linked), "top"),
        Paragraph((Text("As of 23 November 2026. Covers events to 25 June 2024."),), role="asof"),
        Paragraph((Text("In four weeks."),), role="standfirst"),
    )
    page = Document("topics/crimea", "Crimea", "A description.", blocks)
    described = Document("actors/abc", "ABC", "A description with id-of-someone.", (
        Heading(1, (Text("ABC"),), "top"), Paragraph((Text("A service of "), linked, Text("."))),
    ))  # fmt: skip
    bare = Document("places", "Places", "Places in the explainers.", ())

    assert card_of(page) == Card(
        "Crimea: why is it disputed?", "In four weeks.", "Explainer", "As of 23 November 2026"
    )
    assert card_of(page, "10 January 2022").date == "10 January 2022"
    assert card_of(described).standfirst == "A service of disputed?."
    assert card_of(bare) == Card("Places", "Places in the explainers.", "", None)


def test_the_card_of_home_parts_its_heading_and_the_freshness_line_dates_a_page() -> None:
    """Home's heading is a sentence and a promise; components of a page's head are read too."""
    promise = "Background to the news. Every statement says who said it, and where."
    home = Document("", "Home", "A description.", (Heading(1, (Text(promise),), "top"),))
    fresh = Freshness((Dated("As of", (Text("23 November 2026"),)),))
    topic = Document("topics/x", "X", "Y", (Heading(1, (Text("Why x?"),), "top"), fresh))

    assert card_of(home) == Card(
        "Background to the news.", "Every statement says who said it, and where.", "", None
    )
    assert card_of(topic) == Card("Why x?", "Y", "", "As of 23 November 2026")


# --- kept and written ------------------------------------------------------------------------


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles that are drawn, in order."""
    titles: list[str] = []

    def draw(title: str, standfirst: str, kind: str, date: str | None, site: str) -> bytes:
        titles.append(title)
        return card(title, standfirst, kind, date, site)

    monkeypatch.setattr(store, "card", draw)
    return titles


WANTED = {
    "assets/cards/index.png": Card("Background to the news.", "Who said it.", ""),
    "assets/cards/topics/crimea.png": CRIMEA,
}


def test_the_same_words_give_the_same_bytes() -> None:
    """One commit gives the same pictures, whatever was drawn before."""
    first = card(CRIMEA.title, CRIMEA.standfirst, CRIMEA.kind, CRIMEA.date)
    card("Something else", "in between", "Issue")
    drawing_again = card(CRIMEA.title, CRIMEA.standfirst, CRIMEA.kind, CRIMEA.date)

    assert first == drawing_again


def test_a_kept_card_is_not_drawn_again(tmp_path: Path, drawings: list[str]) -> None:
    """A second build draws nothing, and has the same pictures."""
    cache = tmp_path / ".explainer" / "cards"

    first = cards.drawn(WANTED, cache)
    again = cards.drawn(WANTED, cache)

    assert first == again
    assert set(first) == set(WANTED)
    assert len(drawings) == 2


def test_a_card_whose_words_changed_is_drawn_anew(tmp_path: Path, drawings: list[str]) -> None:
    """Only the card that changed is drawn."""
    cache = tmp_path / ".explainer" / "cards"
    before = cards.drawn(WANTED, cache)
    changed = Card(CRIMEA.title, CRIMEA.standfirst, CRIMEA.kind, "As of 24 November 2026")

    after = cards.drawn(WANTED | {"assets/cards/topics/crimea.png": changed}, cache)

    assert [name for name in before if before[name] != after[name]] == [
        "assets/cards/topics/crimea.png"
    ]
    assert len(drawings) == 3


@pytest.mark.parametrize("spoil", [b"", b"\x89PNG", None], ids=["empty", "foreign", "one bit"])
def test_a_spoilt_card_is_drawn_anew(
    tmp_path: Path, drawings: list[str], spoil: bytes | None
) -> None:
    """What a disk has spoilt is noticed, never published, and mended."""
    cache = tmp_path / ".explainer" / "cards"
    sound = cards.drawn(WANTED, cache)
    for kept in cache.iterdir():
        data = bytearray(kept.read_bytes())
        data[-100] ^= 1
        kept.write_bytes(data if spoil is None else spoil)

    assert cards.drawn(WANTED, cache) == sound
    assert cards.drawn(WANTED, cache) == sound
    assert len(drawings) == 4


def test_a_card_kept_under_another_name_is_not_believed(
    tmp_path: Path, drawings: list[str]
) -> None:
    """A sound card of other words is not this page's card."""
    cache = tmp_path / ".explainer" / "cards"
    sound = cards.drawn(WANTED, cache)
    one, other = sorted(cache.iterdir())
    one.write_bytes(other.read_bytes())

    assert cards.drawn(WANTED, cache) == sound
    assert len(drawings) == 3


def test_a_cache_that_is_a_link_is_not_used(tmp_path: Path, drawings: list[str]) -> None:
    """A link in a stranger's commit could lead to other people's files."""
    (tmp_path / "foreign").mkdir()
    (tmp_path / ".explainer").symlink_to(tmp_path / "foreign")

    cards.drawn(WANTED, tmp_path / ".explainer" / "cards")
    cards.drawn(WANTED, tmp_path / ".explainer" / "cards")

    assert len(drawings) == 4
    assert not any((tmp_path / "foreign").rglob("*.card"))


def test_the_cache_forgets_what_was_not_wanted_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cards of last week stay for a while, but not for ever."""
    monkeypatch.setattr(store, "_SPARE", 3)
    for number in range(4):
        (tmp_path / f"{number}.card").write_bytes(b"old")
    one = {"assets/cards/index.png": WANTED["assets/cards/index.png"]}

    cards.drawn(one, tmp_path)
    cards.forget_others(map(cards.fingerprint, one.values()), tmp_path)
    kept_for_a_while = len(list(tmp_path.iterdir()))
    (tmp_path / "5.card").write_bytes(b"old")
    cards.forget_others(map(cards.fingerprint, one.values()), tmp_path)

    assert kept_for_a_while == 5
    assert len(list(tmp_path.iterdir())) == 1


def test_a_cache_that_cannot_be_used_stops_nothing(tmp_path: Path) -> None:
    """Cards are drawn and published all the same."""
    (tmp_path / "cards").write_text("a file where the folder should be")

    assert set(cards.drawn(WANTED, tmp_path / "cards")) == set(WANTED)
