"""A process that reads the content again and again finds what a fresh one would."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from generator import cache, listing, source
from generator.diagnostics import as_text
from generator.history import History
from generator.model import Record
from generator.pages import Pages
from generator.preview import resident as resident_module
from generator.preview.resident import Resident, State
from generator.preview.shown import Shown
from generator.preview.watching import Touched
from generator.resolving import again
from generator.resolving.following import Follower
from generator.site import Memory, Site, read_graph, read_site

from careless import Hand
from conftest import GOLDEN, ROOT, add_engine, edit


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small complete site, with files that are not of this moment."""
    monkeypatch.setattr(cache, "GRAIN_NS", 0)
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    add_engine(tmp_path)
    return tmp_path


def rewritten(path: str, before: str, after: str) -> Callable[[Path], object]:
    def change(content: Path) -> None:
        edit(content.parent, path, before, after)

    return change


# One after another, so that each is read by a memory that saw the others.
CHANGES: tuple[Callable[[Path], object], ...] = (
    rewritten("articles/harbour-vote.yml", "The council of Port Ansel", "The town of Port Ansel"),
    rewritten("articles/harbour-vote.yml", "ferry-crews\n    date", "ferry-crew\n    date"),
    rewritten("articles/harbour-vote.yml", "ferry-crew\n    date", "ferry-crews\n    date"),
    lambda c: (c / "terms" / "bad.yml").write_text("term: [\n"),
    lambda c: (c / "terms" / "bad.yml").write_text("term: Bad\ndefinition: A word.\n"),
    lambda c: (c / "terms" / "bad.yml").rename(c / "terms" / "worse.yml"),
    lambda c: (c / "terms" / "more.yml").write_text("id: span\nterm: S\ndefinition: D\n"),
    lambda c: (c / "terms" / "more.yml").unlink(),
    lambda c: (c / "terms" / "worse.yml").unlink(),
    lambda c: (c / "quotes.lock").unlink(),
    lambda c: (c / "topics" / "harbour-bridge.md").rename(c / "topics" / "the-bridge.md"),
    lambda c: shutil.rmtree(c / "places"),
    lambda c: shutil.rmtree(c),
    lambda c: shutil.copytree(GOLDEN / "content", c),
)


def found(site: Site) -> tuple[list[str], list[object], dict[str, int]]:
    return [as_text(d) for d in site.diagnostics], list(site.documents), site.counts


@pytest.mark.longer
def test_each_change_is_read_as_in_a_fresh_process(project: Path) -> None:
    """Records, pages and mistakes: edited, broken, mended, added, renamed, removed, all gone, all back."""
    memory = Memory()
    read_site(project, memory=memory)

    for number, change in enumerate(CHANGES):
        change(project / "content")

        assert found(read_site(project, memory=memory)) == found(read_site(project)), number


def whole(site: Site) -> list[object]:
    """All that a reading found, each mapping in its order."""
    graph, library = site.graph, site.graph.library
    mappings = [getattr(graph, f.name) for f in fields(graph) if f.init]
    return [
        *found(site),
        list(library.records.items()),
        list(library.folders_by_id.items()),
        library.damaged,
        library.quote_entries,
        *(list(mapping.items()) for mapping in mappings if isinstance(mapping, Mapping)),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("is_settled", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_is_read_as_in_a_fresh_process(
    seed: int, is_settled: bool, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every mapping in its order too; files of this moment are read again, others are believed."""
    if not is_settled:
        monkeypatch.setattr(cache, "GRAIN_NS", 2_000_000_000)
    hand, memory, done = Hand(project / "content", seed), Memory(), []
    publishable = 0

    for _ in range(40):
        done.append(hand.edit())
        site = read_site(project, with_drafts=True, memory=memory)

        assert whole(site) == whole(read_site(project, with_drafts=True)), done
        publishable += site.is_publishable
    assert 0 < publishable < 40


ARTICLE = "articles/harbour-vote.yml"
EXEMPT = (
    "exempt: {rule: hard-to-read, why: W, owner: O, until: 2099-01-01}\ntopics: [harbour-bridge]"
)


# What is written, and whether all other records stay what and where they were.
@pytest.mark.parametrize(
    ("path", "before", "after", "is_alone"),
    [
        (ARTICLE, "will vote on a bridge", "will decide on a bridge", True),
        (ARTICLE, "[@gazette-letters, p. 4]", "[@gazette-letters, p. 5]", True),
        (ARTICLE, "topics: [harbour-bridge]", EXEMPT, True),
        ("events/bridge.yml", "crossed the harbour", "crossed the bay", True),
        ("terms/toll.yml", "term: ", "term: A ", True),
        (ARTICLE, "[@gazette-letters, p. 4]", "[@coast-wire-2031-06-30]", False),
        (ARTICLE, "[@gazette-letters, p. 4]", "[gazette-letters]", False),
        (ARTICLE, "within a single generation", "in a generation", False),
        (
            ARTICLE,
            "  - speaker: harbour-gazette",
            "  - text: T\n  - speaker: harbour-gazette",
            False,
        ),
        (ARTICLE, "issue: who-pays\n    position: Hold that", "position: Hold that", False),
        ("events/bridge.yml", "2031-03-09", "2031-07-09", False),
        ("quotes.lock", "body", "headline", False),
    ],
)
def test_words_that_change_leave_all_other_records_where_they_were(
    path: str,
    before: str,
    after: str,
    is_alone: bool,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """References of the others are not even looked at, unless something leads or stands elsewhere."""
    memory = Memory()
    first = read_site(project, memory=memory)
    looked_at: list[str] = []
    resolve = Follower.resolve

    def noted(follower: Follower, record: Record) -> None:
        looked_at.append(record.id)
        resolve(follower, record)

    edit(project, path, before, after)
    with monkeypatch.context() as patch:
        patch.setattr(Follower, "resolve", noted)
        second = read_site(project, memory=memory)

    library = first.graph.library
    own = {id for id in library.records if library.origins[id].location.path.endswith(path)}
    assert (set(looked_at) == own) == is_alone
    assert whole(second) == whole(read_site(project))
    # What was kept of it is no worse to go on from.
    edit(project, path, after, before)
    assert whole(read_site(project, memory=memory)) == whole(read_site(project)) == whole(first)


def test_a_file_of_many_records_is_gone_on_with_in_one_go(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word in a list of hundreds is no more work than all of it: no index is made anew for each."""
    event = "- id: ferry-{n}\n  date: 2031-01-02\n  text: Ferry {n} left.\n  sources: [gazette-letters]\n  topics: [harbour-bridge]\n"
    many = project / "content" / "events" / "many.yml"
    many.write_text("".join(event.format(n=n) for n in range(200)))
    memory, made = Memory(), 0
    read_site(project, memory=memory)
    exchanged = again._exchanged

    def counted(*given: Any) -> Any:
        nonlocal made
        made += 1
        return exchanged(*given)

    monkeypatch.setattr(again, "_exchanged", counted)
    edit(project, "events/many.yml", "Ferry 7 left.", "Ferry 7 sailed.")

    site = read_site(project, memory=memory)

    assert 0 < made < 10
    assert whole(site) == whole(read_site(project))


def test_a_chain_is_followed_anew_once_the_source_in_it_can_be_read(project: Path) -> None:
    """What a statement rests on is no more what it was without the source."""
    memory = Memory()
    sources = project / "content" / "sources" / "all.yml"
    article = project / "content" / "articles" / "harbour-vote.yml"
    # A chain that ends with another source than the article's.
    article.write_text(
        article.read_text().replace("coast-wire, harbour-gazette-2031-05-02]", "gazette-letters]")
    )
    text = sources.read_text("utf-8")
    assert "- id: gazette-letters\n" in text
    for data in (
        text,
        text.replace("- id: gazette-letters\n", "- id: gazette-letters\n  kin: d\n"),
        text,
    ):
        sources.write_text(data, "utf-8")

        assert whole(read_site(project, memory=memory)) == whole(read_site(project))


def test_what_is_as_it_was_is_not_parsed_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the file that changed is."""
    memory = Memory()
    read_site(project, memory=memory)
    seen: list[str] = []
    whole = source.parse_yaml

    def noted(text: str, shown: str) -> source.Parsed:
        seen.append(shown)
        return whole(text, shown)

    monkeypatch.setattr(source, "parse_yaml", noted)
    (project / "content" / "terms" / "more.yml").write_text("term: More\ndefinition: A word.\n")

    read_site(project, memory=memory)

    assert seen == ["content/terms/more.yml"]


def test_a_file_that_came_while_its_folder_was_listed_is_found_next_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large folder takes a while: what came behind its back is in no list that may be believed."""
    memory = Memory()
    whole = listing._twins

    def twins(folder: listing.Folder, files: list[str]) -> Any:
        if folder.relative.as_posix() == "sources":
            new = project / "content" / "actors" / "newcomer.yml"
            new.write_text("name: Newcomer\ntype: person\n")
        return whole(folder, files)

    monkeypatch.setattr(listing, "_twins", twins)
    first = read_site(project, memory=memory)
    monkeypatch.undo()
    monkeypatch.setattr(cache, "GRAIN_NS", 0)

    assert "newcomer" not in first.graph.actors
    assert "newcomer" in read_site(project, memory=memory).graph.actors


def test_a_file_that_is_hardly_saved_is_read_again(tmp_path: Path) -> None:
    """Within the clock's grain a second change may leave no trace."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    memory = Memory()

    read_site(tmp_path, memory=memory)

    assert memory.records.known == {}


@pytest.mark.parametrize(
    "content", [GOLDEN, pytest.param(ROOT, marks=pytest.mark.slow)], ids=["golden", "real"]
)
def test_a_page_made_alone_is_the_page_of_the_whole_site(content: Path) -> None:
    """In any order, and each stands below the page that it is made with."""
    graph, _ = read_graph(content)
    whole = list(Pages(graph, History()).all())
    alone = Pages(graph, History())

    assert len(whole) > 20
    for document in reversed(whole):
        assert alone.is_there(document.path)
        assert alone.find(document.path) == document
    assert tuple(alone) == tuple(whole)
    assert alone[0] == whole[0]
    assert alone[1:3] == tuple(whole[1:3])
    for path in ("no", "no/such", "topics/no-such", "articles/page/99", "topics/", "/"):
        assert alone.find(path) is None
        assert not alone.is_there(path)


@pytest.mark.slow
def test_the_sites_before_do_not_stay_in_memory(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day of saving costs no more than its last few versions."""
    monkeypatch.setattr(resident_module, "READINGS_LIMIT", 1)
    shown: list[weakref.ref[Shown]] = []
    told = threading.Semaphore(0)

    def tell(state: State) -> None:
        assert state.shown is not None
        state.shown.page("articles/harbour-vote")
        shown.append(weakref.ref(state.shown))
        told.release()

    reading = Resident(project, tell)
    reading.start()
    for number in range(5):
        if number:
            reading.touched(Touched.CONTENT, "content/pages/about.md")
        assert told.acquire(timeout=60)
    reading.stop()
    gc.collect()

    assert [ref() is None for ref in shown][:3] == [True] * 3
