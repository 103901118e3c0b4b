"""A build after another makes what changed, and comes to the bytes of one that knows of no other."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from generator import reads, search
from generator.database import Reader, _connected, database_of, sum_of
from generator.document import Document
from generator.engines import direct
from generator.engines.direct import build_site
from generator.engines.mkdocs_adapter import EngineError
from generator.graph import Graph
from generator.pages import Pages, collections
from generator.search import Stretch
from generator.site import read_site
from generator.values import replace
from generator.views import addresses

from conftest import ROOT, THOROUGH, Run, edit, tree
from desk_at_work import Desk, add_second_explainer

pytestmark = pytest.mark.longer

TODAY = date(2031, 7, 1)
STEPS = 500 if THOROUGH else 15
KILLS = 100 if THOROUGH else 5


def build(project: Path, site: str = "site", jobs: int = 1) -> bool:
    """Build as the command does; whether there was anything to publish."""
    read = read_site(project, TODAY)
    if not read.is_publishable:
        return False
    build_site(project, project / site, read, jobs)
    return True


def clean(project: Path) -> dict[str, bytes]:
    """What a build comes to that has no other to begin from."""
    shutil.rmtree(project / "clean", ignore_errors=True)
    assert build(project, "clean")
    return tree(project / "clean")


def stamps(site: Path) -> dict[str, int]:
    return {
        path.relative_to(site).as_posix(): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file()
    }


def test_only_what_changed_is_written(golden_project: Path) -> None:
    """The files of other pages are the very same, with the time at which they were written."""
    build(golden_project)
    before = stamps(golden_project / "site")
    edit(golden_project, "terms/span.yml", "between two piers", "from pier to pier")

    build(golden_project)

    after = stamps(golden_project / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"glossary.md", "glossary/index.html", "assets/search-index.json"}
    assert after.keys() == before.keys()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The bundles of pages that builds in this process have made since it was emptied."""
    found: list[str] = []
    make = Pages.of_bundle

    def noting(pages: Pages, first: str) -> Iterator[Document]:
        found.append(first)
        return make(pages, first)

    monkeypatch.setattr(Pages, "of_bundle", noting)
    return found


def test_only_pages_that_rest_on_what_changed_are_made(
    golden_project: Path, made: list[str]
) -> None:
    build(golden_project)
    made.clear()
    edit(golden_project, "terms/span.yml", "between two piers", "from pier to pier")

    build(golden_project)

    # The explainer tells what the word means.
    assert sorted(made) == ["glossary", "topics/harbour-bridge"]


def test_an_actor_whose_words_stand_under_another_explainer_leads_there(
    golden_project: Path,
) -> None:
    """The explainer names the actor; the record that was edited stands on no page of theirs."""
    add_second_explainer(golden_project)
    build(golden_project)
    edit(golden_project, "issues/who-pays.yml", "[harbour-bridge]", "[harbour-bridge, toll-fight]")

    build(golden_project)

    page = (golden_project / "site" / "actors" / "ada-quill" / "index.html").read_text("utf-8")
    assert "toll-fight" in page
    assert tree(golden_project / "site") == clean(golden_project)


def test_a_commit_makes_the_pages_anew_that_tell_its_day(
    golden_project: Path, made: list[str]
) -> None:
    build(golden_project)
    made.clear()
    git = ["git", "-c", "user.name=Desk", "-c", "user.email=desk@example.org"]
    for arguments in (["init", "-q"], ["add", "content/topics"], ["commit", "-qm", "Explainers"]):
        subprocess.run([*git, *arguments], cwd=golden_project, check=True)

    build(golden_project)

    assert made
    assert all(first.startswith("topics/") for first in made), made
    assert tree(golden_project / "site") == clean(golden_project)


def test_what_nothing_changed_for_is_not_written_at_all(golden_project: Path) -> None:
    build(golden_project)
    before = stamps(golden_project / "site")

    build(golden_project)

    assert stamps(golden_project / "site") == before


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("site_config/theme/partials/footer.html", "<footer", "<footer data-new"),
        ("mkdocs.yml", "site_name: ", "site_name: New "),
        ("site_config/palette-first.js", "", "/* new */"),
    ],
)
def test_what_all_pages_are_made_with_makes_all_anew(
    file: str, before: str, after: str, golden_project: Path
) -> None:
    build(golden_project)
    pages = {p: d for p, d in tree(golden_project / "site").items() if p.endswith("index.html")}
    path = golden_project / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")

    build(golden_project)

    built = tree(golden_project / "site")
    assert built == clean(golden_project)
    assert [page for page, data in pages.items() if built[page] == data] == []


def test_a_theme_that_tells_the_day_of_the_build_is_told_it_anew(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    footer = golden_project / "site_config" / "theme" / "partials" / "footer.html"
    footer.write_text(footer.read_text() + "<p>{{ build_date_utc }}</p>\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    build(golden_project)
    assert b"2001-09-09" in (golden_project / "site" / "index.html").read_bytes()

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1100000000")
    build(golden_project)

    assert b"2004-11-09" in (golden_project / "site" / "index.html").read_bytes()


def test_rows_that_are_not_as_they_were_written_are_not_believed(golden_project: Path) -> None:
    build(golden_project)
    right = tree(golden_project / "site")
    for spoil in (
        "UPDATE bundles SET pages = (SELECT pages FROM bundles WHERE first = '')",
        "UPDATE bundles SET pages = replace(pages, 'index.html', 'index.htm')",
        "UPDATE sites SET mark = ''",
        "UPDATE sites SET readable = x'00'",
        "UPDATE bundles SET read = ''",
        "UPDATE bundles SET pages = '[]'",
    ):
        with sqlite3.connect(database_of(golden_project)) as database:
            database.execute(spoil)
        database.close()

        build(golden_project)

        assert tree(golden_project / "site") == right, spoil


def test_what_somebody_did_to_the_built_site_is_undone(golden_project: Path) -> None:
    build(golden_project)
    site = golden_project / "site"
    (site / "glossary" / "index.html").write_bytes(b"mine")
    (site / "index.md").unlink()
    (site / "about" / "index.html").unlink()
    (site / "about" / "index.html").symlink_to(site / "404.html")

    build(golden_project)

    assert tree(site) == clean(golden_project)
    assert not (site / "about" / "index.html").is_symlink()


def rewrite_rows(project: Path, change: Callable[[list[Any]], list[Any]]) -> None:
    """Have the database say something else of each page, with a sum that is right."""
    with sqlite3.connect(database_of(project)) as database:
        rows = database.execute(
            "SELECT site, first, read, pages, files, rows FROM bundles"
        ).fetchall()
        assert rows
        for site, first, read, pages, files, more in rows:
            told = json.dumps([change(page) for page in json.loads(pages)])
            row = (told, sum_of(site, first, read, told, files, more), first)
            database.execute("UPDATE bundles SET pages = ?, sum = ? WHERE first = ?", row)
    database.close()


def test_rows_with_right_sums_are_not_believed_either(golden_project: Path) -> None:
    """As somebody might commit them."""
    build(golden_project)
    right = tree(golden_project / "site")
    before = {path.name for path in golden_project.iterdir()}
    for files in (
        '{"../made/x.html": [1, 2, 3]}',
        '{"404.html/x": [1, 2, 3]}',
        '{"made/deep/x": [1, 2, 3]}',
        '{"a\\u0000b": [1, 2, 3]}',
        '{"\\ud800": [1, 2, 3]}',
        '{"x": [1e999, 1, 1]}',
        '{"x": [1, 2]}',
        '{"x": "abc"}',
        "[]",
        "{}",
        json.dumps({"n" * 300: [1, 2, 3]}),
    ):
        rewrite_rows(golden_project, lambda told, files=files: [*told[:2], files, *told[3:]])

        build(golden_project)

        assert {path.name for path in golden_project.iterdir()} == before, files
        assert tree(golden_project / "site") == right, files
        assert not (golden_project / "site" / "made").exists()


def test_bundles_with_right_sums_are_not_believed_either(golden_project: Path) -> None:
    build(golden_project)
    right = tree(golden_project / "site")
    names = ("read", "pages", "files", "rows")
    for changed in (
        {"read": "*"}, {"read": "QQ=="}, {"read": ""}, {"read": "é"}, {"files": "{}", "rows": ""},
        {"files": '{"../x": [1, 2, 3]}'}, {"files": "null"}, {"files": "["},
        {"pages": "[]"}, {"pages": "null"}, {"pages": "[[1]]"}, {"pages": '[["", "x"]]'}, {"pages": "{"},
    ):  # fmt: skip
        with sqlite3.connect(database_of(golden_project)) as database:
            rows = database.execute(
                f"SELECT site, first, {', '.join(names)} FROM bundles"
            ).fetchall()
            for site, first, *texts in rows:
                new = {**dict(zip(names, texts, strict=True)), **changed}
                row = (*new.values(), sum_of(site, first, *new.values()), first)
                database.execute(
                    "UPDATE bundles SET read = ?, pages = ?, files = ?, rows = ?, sum = ? "
                    "WHERE first = ?", row,
                )  # fmt: skip
        database.close()

        build(golden_project)

        assert tree(golden_project / "site") == right, changed


@pytest.mark.parametrize(
    "words", [[5, 5, 5, 5, [5]], [], ["", "a", "b", None, [1]], ["", "a", "b", None, None], [None, "a", "b", None, []]]
)  # fmt: skip
def test_pages_with_right_sums_have_words(words: list[Any], golden_project: Path) -> None:
    build(golden_project)
    right = tree(golden_project / "site")
    rewrite_rows(golden_project, lambda told: [*told[:3], *words])

    build(golden_project)

    assert tree(golden_project / "site") == right


@pytest.mark.parametrize(
    "site", ["NULL", "x'00ff'", "7", "'a' || char(0) || 'b'", f"'/{'n' * 300}'", "'/nowhere'"]
)
def test_rows_of_no_site_are_thrown_away(site: str, golden_project: Path) -> None:
    build(golden_project)
    with sqlite3.connect(database_of(golden_project)) as database:
        database.execute(f"INSERT INTO bundles VALUES ({site}, 'x', 1, '', '[]', '{{}}', '')")
        database.execute(f"INSERT INTO sites VALUES ({site}, 'x', x'00')")
    database.close()
    edit(golden_project, "terms/span.yml", "between two piers", "from pier to pier")

    build(golden_project)

    with sqlite3.connect(database_of(golden_project)) as database:
        sites = database.execute(
            "SELECT site FROM bundles UNION ALL SELECT site FROM sites"
        ).fetchall()
        marks = database.execute("SELECT count(*) FROM sites").fetchall()
    database.close()
    assert {*sites} == {(str(golden_project / "site"),)}
    assert marks == [(1,)]


def test_the_files_of_the_site_before_are_never_written_into(golden_project: Path) -> None:
    """Who still reads the old site, by a name of their own, reads what it was."""
    build(golden_project)
    glossary = golden_project / "site" / "glossary" / "index.html"
    held = golden_project / "held.html"
    os.link(glossary, held)
    before = held.read_bytes()
    edit(golden_project, "terms/span.yml", "between two piers", "from pier to pier")

    build(golden_project)

    assert held.read_bytes() == before != glossary.read_bytes()


def test_a_disk_on_which_nothing_can_wait_is_told_and_the_old_site_stays(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(golden_project)
    before = tree(golden_project / "site")
    edit(golden_project, "terms/span.yml", "between two piers", "from pier to pier")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("generator.output.aside.tempfile.TemporaryFile", full)
    with pytest.raises(EngineError, match=r"read or written: .*No space"):
        build(golden_project)

    assert tree(golden_project / "site") == before
    assert not [*golden_project.glob(".site.*")]


def test_rows_that_do_not_reach_the_disk_are_forgotten(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is there by then: a build has not failed for what only the next one needs."""
    full = partial(Path("/dev/full").open, "w+b", buffering=1 << 24)
    files = iter([lambda **_: full(), tempfile.TemporaryFile])
    monkeypatch.setattr(
        "generator.output.aside.tempfile",
        SimpleNamespace(TemporaryFile=lambda **named: next(files)(**named)),
    )
    assert build(golden_project)

    assert (golden_project / "site" / "index.html").is_file()


def test_folders_too_deep_to_name_in_the_spare_one_stop_no_build(golden_project: Path) -> None:
    build(golden_project)
    build(golden_project, "other")
    spare = golden_project / ".explainer" / "spare"
    spare.mkdir(exist_ok=True)
    here = os.open(spare, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    edit(golden_project, "terms/span.yml", "between two piers", "from pier to pier")

    assert build(golden_project)

    assert tree(golden_project / "site") == clean(golden_project)


def test_a_database_that_another_holds_is_waited_for_once(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each batch of pages would wait for it."""
    build(golden_project)
    path, opened = database_of(golden_project), []
    monkeypatch.setattr(
        "generator.database._connected",
        lambda *given: opened.append(given) or _connected(*given),
    )
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        reader = Reader(path)
        assert reader.rows("SELECT first FROM bundles") == []
        assert reader.rows("SELECT first FROM bundles") == []

    assert len(opened) == 1
    assert Reader(path).rows("SELECT first FROM bundles")


def in_git(project: Path) -> Path:
    """The project in a repository in which nothing is committed yet."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    return project


@pytest.fixture
def rows_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stretches of the search index that builds in this process have made since it was emptied."""
    found: list[str] = []
    make = Stretch.rows

    def noting(stretch: Stretch, graph: Graph) -> bytes:
        found.append(stretch.name)
        return make(stretch, graph)

    monkeypatch.setattr(Stretch, "rows", noting)
    monkeypatch.setattr(search, "STRETCH", 2)
    return found


def test_only_what_changed_of_the_search_index_is_made(
    golden_project: Path, rows_made: list[str]
) -> None:
    in_git(golden_project)
    build(golden_project)
    rows_made.clear()
    edit(golden_project, "terms/span.yml", "between two piers", "from pier to pier")

    build(golden_project)

    assert rows_made
    assert {name.partition(" ")[0] for name in rows_made} == {"terms"}
    assert b"from pier to pier" in search_index(golden_project)
    assert tree(golden_project / "site") == clean(golden_project)


def search_index(project: Path) -> bytes:
    return (project / "site" / "assets" / "search-index.json").read_bytes()


@pytest.mark.parametrize("is_sent", [False, True], ids=["ours", "sent"])
def test_words_of_a_database_that_came_with_the_project_are_not_published(
    is_sent: bool, golden_project: Path
) -> None:
    """Whoever sends content could send a database too, with sums that are right."""
    in_git(golden_project)
    build(golden_project)
    with sqlite3.connect(database_of(golden_project)) as database:
        names = "site, first, read, pages, files, rows"
        query = f"SELECT {names} FROM bundles WHERE first LIKE 'rows of %'"
        for *told, rows in database.execute(query).fetchall():
            changed = rows.replace("pier", "PIER")
            row = (changed, sum_of(*told, changed), told[1])
            database.execute("UPDATE bundles SET rows = ?, sum = ? WHERE first = ?", row)
    database.close()
    if is_sent:
        add = ["git", "add", "--force", ".explainer/state.db"]
        subprocess.run(add, cwd=golden_project, check=True)

    build(golden_project)

    # The control shows that the words would have been taken.
    assert (b"PIER" not in search_index(golden_project)) == is_sent


def test_feeds_are_made_anew_on_the_day_of_another_commit(golden_project: Path) -> None:
    """What is planned is no news until its day has come."""
    in_git(golden_project)
    git = ["git", "-c", "user.name=Desk", "-c", "user.email=desk@example.org"]
    subprocess.run([*git, "add", "content"], cwd=golden_project, check=True)
    for day in ("2014-03-01", "2035-03-01"):
        dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        commit = [*git, "commit", "-q", "--allow-empty", "-m", day]
        subprocess.run(commit, cwd=golden_project, check=True, env={**os.environ, **dates})
        build(golden_project)
        assert tree(golden_project / "site") == clean(golden_project), day


def cut_collections(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists, timeline and search index in many parts, and little that is kept meanwhile, as in an archive.

    The parts of the index are kept in a repository alone.
    """
    in_git(project)
    for path, listed in collections._LISTS.items():
        monkeypatch.setitem(collections._LISTS, path, replace(listed, page_size=2))
    monkeypatch.setattr(search, "STRETCH", 2)
    monkeypatch.setattr(addresses, "TIMELINE_PAGE_LIMIT", 1)
    monkeypatch.setattr(addresses, "GLOSSARY_PAGE_LIMIT", 0)
    monkeypatch.setattr(reads, "MADE_LIMIT", 3)
    edit(project, "pages/about.md", "/timeline/#event-vote-held", "/timeline/")


@pytest.mark.slow
@pytest.mark.parametrize("is_cut", [False, True], ids=["small", "archive"])
def test_any_work_of_a_desk_comes_to_the_bytes_of_a_clean_build(
    is_cut: bool, golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits, additions, removals, renames and new orders, spoilt sites and spoilt state, at random."""
    if is_cut:
        cut_collections(golden_project, monkeypatch)
    desk = Desk(golden_project, seed=7)
    log: list[str] = []
    published = 0
    for step in range(STEPS):
        log.append(desk.work())
        if not build(golden_project, jobs=1 + step % 2):
            desk.undo()
            continue
        published += 1
        ours, reference = tree(golden_project / "site"), clean(golden_project)
        wrong = [path for path in reference if ours.get(path) != reference[path]]
        assert (wrong, ours.keys() - reference.keys()) == ([], set()), log[-5:]
    assert published > STEPS // 2


def started(project: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--jobs", "2"], cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_old_or_the_new_site(
    golden_project: Path, explainer: Run
) -> None:
    """And what is kept of it never leads the next build astray."""
    moments = random.Random(11)
    began = time.monotonic()
    assert explainer("build", cwd=golden_project).returncode == 0
    takes = time.monotonic() - began
    site, old = golden_project / "site", tree(golden_project / "site")
    left = {"old": 0, "new": 0}
    for number in range(KILLS):
        edit(golden_project, "terms/span.yml", "definition: ", "definition: Now ")
        assert build(golden_project, "next")
        new = tree(golden_project / "next")
        with started(golden_project) as process:
            # Most of a build is reading; what is written is written at its end.
            time.sleep(takes * moments.uniform(0.3, 1.1))
            process.kill()
        found = tree(site)
        assert found in (old, new), number
        left["new" if found == new else "old"] += 1
        if number % 3 == 0:
            assert build(golden_project)
            assert tree(site) == new
            found = new
        old = found
    assert explainer("build", cwd=golden_project).returncode == 0
    assert tree(site) == clean(golden_project)
    assert [path.name for path in golden_project.glob(".site.*")] == []
    # The moments were not all too early or all too late.
    assert all(left.values()) or not THOROUGH


@pytest.mark.slow
@pytest.mark.parametrize("is_older", [True, False], ids=["older", "other"])
def test_a_build_that_another_overtakes_remembers_nothing_of_it(
    is_older: bool, golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one has other content and puts its site in place before this one writes down its own."""
    build(golden_project)
    if not is_older:
        edit(golden_project, "places/port-ansel.yml", "A town", "A port")
    older = read_site(golden_project, TODAY)
    if not is_older:
        edit(golden_project, "places/port-ansel.yml", "A port", "A town")
    edit(golden_project, "terms/span.yml", "definition: ", "definition: Now ")
    whole = direct.replace_folder

    def overtaken(building: Path, live: Path, **kept: Any) -> bool:
        done = whole(building, live, **kept)
        monkeypatch.setattr(direct, "replace_folder", whole)
        child = os.fork()
        if child == 0:
            code = 1
            with contextlib.suppress(BaseException):
                build_site(golden_project, live, older, 1)
                code = 0
            os._exit(code)
        assert os.waitpid(child, 0)[1] == 0
        return done

    monkeypatch.setattr(direct, "replace_folder", overtaken)
    build(golden_project)

    build(golden_project)

    assert tree(golden_project / "site") == clean(golden_project)


@pytest.mark.slow
def test_builds_at_once_do_not_spoil_each_other(golden_project: Path, explainer: Run) -> None:
    assert explainer("build", cwd=golden_project).returncode == 0
    for _ in range(3 if THOROUGH else 1):
        edit(golden_project, "terms/span.yml", "definition: ", "definition: Now ")
        several = [started(golden_project) for _ in range(3)]
        told = [process.communicate(timeout=240) for process in several]
        assert [process.returncode for process in several] == [0, 0, 0], told
        reference = clean(golden_project)
        assert tree(golden_project / "site") == reference

        assert build(golden_project)
        assert tree(golden_project / "site") == reference
    assert [path.name for path in golden_project.glob(".site.*")] == []
