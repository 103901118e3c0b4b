"""What is read while something is made: noted, also where another had it made before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from generator import reads as reads_module
from generator.engines.readable import Readable, is_among, numbers_of
from generator.noting import noted
from generator.pages import Pages
from generator.reads import Noted, Read, Reads, Recent
from generator.values import names_of
from generator.views import addresses

from conftest import ROOT
from exporting import HISTORY, publication_of


def read_by(look: Callable[[Mapping[str, int]], Any]) -> set[Read]:
    reads = Reads()
    with reads.apart() as read:
        look(reads.noted("piers", {"north": 1, "south": 2}))
    return read


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (lambda piers: piers["north"], {("piers", "north")}),
        (lambda piers: piers.get("west"), {("piers", "west")}),
        (lambda piers: "west" in piers, {("piers", "west")}),
        (list, {("the keys of piers", None)}),
        (len, {("the keys of piers", None)}),
        (bool, {("the keys of piers", None)}),
        (lambda piers: list(piers.keys()), {("the keys of piers", None)}),
        (lambda piers: list(piers.values()), {("piers", None)}),
        (lambda piers: list(piers.items()), {("piers", None)}),
        (lambda piers: piers == {}, {("piers", None)}),
    ],
)
def test_each_look_is_noted(look: Callable[[Mapping[str, int]], Any], expected: set[Read]) -> None:
    assert read_by(look) == expected


def test_what_is_kept_has_been_read_by_whoever_is_handed_it() -> None:
    reads = Reads()
    piers = reads.noted("piers", {"north": 1})
    kept = Recent()
    with reads.apart() as first:
        reads.once(kept, "one", lambda: piers["north"])
    with reads.apart() as second:
        reads.once(kept, "two", lambda: reads.once(kept, "one", lambda: 0))

    assert first == second == {("piers", "north")}


def test_who_reads_what_was_worked_out_rests_on_that_alone() -> None:
    reads = Reads()
    piers = reads.noted("piers", {"north": 1, "south": 2})
    doubled = reads.worked_out("doubled", lambda: {name: 2 * n for name, n in piers.items()})
    with reads.apart() as first:
        assert doubled["south"] == 4
    with reads.apart() as second:
        assert doubled["south"] == 4

    assert first == second == {("doubled", "south")}


def test_a_page_of_a_list_rests_on_the_records_that_it_shows() -> None:
    graph, _ = noted(publication_of().graph, HISTORY)
    pages = Pages(graph, HISTORY)
    for path in ("actors", "articles", "places", "timeline", "glossary"):
        with graph.reads.apart() as read:
            list(pages.of_bundle(path))
        assert not {name for name, key in read if key is None} & {
            "actors", "articles", "events", "places", "sources", "terms", "records",
        }, path  # fmt: skip


def test_a_page_that_is_found_again_is_not_told_again_of_all_that_was_read() -> None:
    """A list of a hundred pages has ten thousand links to them."""
    graph, _ = noted(publication_of().graph, HISTORY)
    pages = Pages(graph, HISTORY)
    path = pages.paths()[1]
    with graph.reads.apart() as read:
        pages.find(path)
        known = set(read)
        read.clear()
        pages.find(path)
        first = set(read)
    with graph.reads.apart() as anew:
        pages.find(path)

    assert {name for name, _ in first} == {"addresses"}
    assert anew == known


def test_what_nobody_asks_for_is_let_go_and_what_is_asked_for_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reads_module, "MADE_LIMIT", 2)
    reads, kept = Reads(), Recent()
    piers = reads.noted("piers", {"north": 1})
    made: list[str] = []

    def once(key: str) -> int:
        return reads.once(kept, key, lambda: made.append(key) or piers["north"])

    for key in ("often", "seldom", "a", "often", "b", "often", "c", "often", "d"):
        with reads.apart() as read:
            assert once(key) == 1
        assert read == {("piers", "north")}
    once("seldom")

    assert made == ["often", "seldom", "a", "b", "c", "d", "seldom"]


def test_nothing_is_lost_where_making_fails() -> None:
    reads = Reads()
    piers = reads.noted("piers", {"north": 1})
    with reads.apart() as read, pytest.raises(ZeroDivisionError), reads.apart():
        _ = piers["north"] / 0

    assert read == {("piers", "north")}


def test_what_is_read_while_nobody_is_at_work_is_not_held() -> None:
    """All rules together read all there is."""
    reads, kept = Reads(), Recent()
    piers = reads.noted("piers", {"north": 1})
    for _ in range(2):
        reads.once(kept, "one", lambda: piers["north"])
    with reads.apart():
        assert piers["north"] == len(piers) == 1

    assert not reads.now


def test_every_mapping_of_records_and_of_days_is_noted() -> None:
    """A new index of the graph that nobody notes would leave pages as they were."""
    graph, history = noted(publication_of().graph, HISTORY)
    for holder in (graph, graph.library, history):
        names = [f.name for f in fields(holder)] if is_dataclass(holder) else names_of(type(holder))
        for name in names:
            value = getattr(holder, name)
            assert isinstance(value, Noted) or not isinstance(value, Mapping) or name == "_made"


def test_no_page_kind_and_no_view_remembers_by_itself() -> None:
    """Whoever asks second would seem to have read nothing; `graph.once` tells it."""
    rooms = (ROOT / "generator" / name for name in ("pages", "views"))
    own = [
        path.name
        for room in rooms
        for path in room.glob("*.py")
        if re.search(r"(?<!lru_)cache\(|@cache\b|@cached_property", path.read_text("utf-8"))
    ]

    # All pages of a site, for who asks by number: no page does.
    assert own == ["__init__.py"]


def test_all_that_a_record_holds_is_in_its_fingerprint() -> None:
    graph = publication_of().graph
    before = noted(graph, HISTORY)[0].reads
    id, source = next(iter(graph.sources.items()))
    for name, value in (("title", "Another"), ("date", None), ("accessed", date(1999, 1, 1))):
        changed = source.model_copy(update={name: value})
        now = Reads()
        now.noted("sources", {**graph.sources, id: changed})
        one, whole = numbers_of([("sources", id)]), numbers_of([("sources", None)])
        keys = numbers_of([("the keys of sources", None)])

        found = Readable(now).changed_since(Readable(before).told)

        assert is_among(one, found), name
        assert is_among(whole, found)
        assert not is_among(keys, found)


@pytest.mark.parametrize(
    ("before", "now"),
    [({"north": 1}, {"north": 1, "south": 2}), ({"north": 1, "south": 2}, {"north": 1})],
    ids=["comes", "goes"],
)
def test_what_comes_or_goes_has_changed(before: dict[str, int], now: dict[str, int]) -> None:
    reads = Reads(), Reads()
    for one, piers in zip(reads, (before, now), strict=True):
        one.noted("piers", piers)

    found = Readable(reads[1]).changed_since(Readable(reads[0]).told)

    for key, has_changed in (("north", False), ("south", True), ("west", False), (None, True)):
        assert is_among(numbers_of([("piers", key)]), found) == has_changed, key
    assert is_among(numbers_of([("the keys of piers", None)]), found)


@pytest.mark.parametrize("told", [b"12345678", b"123", bytes(24)])
def test_what_is_no_reading_is_refused(told: bytes) -> None:
    with pytest.raises((TypeError, ValueError)):
        Readable(Reads()).changed_since(told)
    with pytest.raises(TypeError):
        is_among(b"123", frozenset())


def test_a_value_of_which_nobody_said_what_it_is_is_refused() -> None:
    reads = Reads()
    reads.noted("piers", {"north": object()})
    with pytest.raises(TypeError, match="object"):
        Readable(reads)


def test_whether_a_page_of_a_long_timeline_is_there_is_known_without_its_events(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else each page that links there would be made anew with every event."""
    monkeypatch.setattr(addresses, "TIMELINE_PAGE_LIMIT", 1)
    monkeypatch.setattr(addresses, "GLOSSARY_PAGE_LIMIT", 0)
    graph, _ = noted(publication_of().graph, HISTORY)
    pages = Pages(graph, HISTORY)
    cut = {path for path in pages.paths() if path.startswith(("timeline/", "glossary/"))}
    with graph.reads.apart() as read:
        assert all(map(pages.is_there, cut))

    assert len(cut) > 2
    assert {name for name, _ in read} == {"addresses"}
