"""What is remembered between two checks: never believed against the files, never needed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path

import pytest
from generator import cache, source
from generator import database as kept
from generator.database import database_of as database
from generator.diagnostics import as_text
from generator.load import VERSIONS, Library, load
from generator.remembered import check_site
from generator.resolving import resolve
from generator.site import Site

from conftest import GOLDEN, ROOT, edit

TODAY = date(2031, 7, 1)
MISTAKE = ("  - speaker: ferry-crews\n", "  - speaker: ferry-crew\n")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small complete site, large enough to be remembered, with files that are not of this moment."""
    monkeypatch.setattr(cache, "FILES_LIMIT", 5)
    monkeypatch.setattr(cache, "GRAIN_NS", 0)
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    return tmp_path


def told(site: Site) -> list[str]:
    return [as_text(diagnostic) for diagnostic in site.diagnostics]


def parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are really parsed from now on."""
    seen: list[str] = []
    whole = source.parse_yaml

    def noted(text: str, shown: str) -> source.Parsed:
        seen.append(shown)
        return whole(text, shown)

    monkeypatch.setattr(source, "parse_yaml", noted)
    return seen


def test_a_second_reading_gives_the_same_and_parses_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records, graph and diagnostics are those of the first."""
    first, problems = load(project / "content")
    seen = parsed_files(monkeypatch)

    second, again = load(project / "content")

    assert problems == again == ()
    assert second.records == first.records
    assert second.folders_by_id == first.folders_by_id
    assert resolve(second)[0].mentions == resolve(first)[0].mentions
    assert seen == []


@pytest.mark.longer
def test_the_real_content_is_the_same_from_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Library, graph and diagnostics, compared record by record, and no file is parsed again."""
    monkeypatch.setattr(cache, "FILES_LIMIT", 5)
    monkeypatch.setattr(cache, "GRAIN_NS", 0)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    first, problems = load(tmp_path / "content")
    graph, lost = resolve(first)
    seen = parsed_files(monkeypatch)

    second, again = load(tmp_path / "content")
    parsed_by_load = list(seen)
    same, lost_again = resolve(second)

    assert parsed_by_load == []
    assert (again, lost_again) == (problems, lost)
    assert list(second.records.items()) == list(first.records.items())
    assert second.folders_by_id == first.folders_by_id
    assert (same.mentions, same.statements) == (graph.mentions, graph.statements)
    assert {id: o.location for id, o in second.origins.items()} == {
        id: o.location for id, o in first.origins.items()
    }


def test_a_place_is_exact_although_the_file_was_not_parsed(project: Path) -> None:
    """It is parsed when somebody asks where something stands."""
    first, _ = load(project / "content")
    second, _ = load(project / "content")

    def places(library: Library) -> list[str]:
        paths = (("statements", 0, "quote"), ("id",), ("summary",), ("body",))
        return [str(o.at(path)) for o in library.origins.values() for path in paths]

    assert places(second) == places(first)


@pytest.mark.parametrize(
    "change",
    [
        lambda p: edit(p, "articles/harbour-vote.yml", *MISTAKE),
        lambda p: (p / "content" / "places" / "town-hall.yml").unlink(),
        lambda p: (p / "content" / "terms" / "toll.yml").rename(p / "content" / "terms" / "tax.yml"),
        lambda p: (p / "content" / "terms" / "span2.yml").write_text("id: span\nterm: S\ndefinition: D\n"),
        lambda p: (p / "content" / "terms" / "bad.yml").write_text("term: [\n"),
    ],
    ids=["edited", "removed", "renamed", "twin-id", "broken"],
)  # fmt: skip
def test_a_change_is_seen_like_at_the_first_time(project: Path, change: object) -> None:
    """Edited, removed, renamed, doubled, broken: the report is that of a fresh clone."""
    check_site(project, TODAY)
    assert callable(change)
    change(project)

    warm = told(check_site(project, TODAY))
    shutil.rmtree(database(project).parent)
    cold = told(check_site(project, TODAY))

    assert warm == cold
    assert warm != []


def test_the_same_state_is_answered_from_memory(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is read, and the report is the same; another day is another state."""
    first = check_site(project, TODAY)
    monkeypatch.setattr(
        "generator.remembered.read_site", lambda *_, **__: pytest.fail("read again")
    )

    second = check_site(project, TODAY)

    assert told(second) == told(first)
    assert (second.counts, second.quotations) == (first.counts, first.quotations)
    assert (second.checked.looked, second.checked.rules) == (
        first.checked.looked,
        first.checked.rules,
    )
    with pytest.raises(pytest.fail.Exception):
        check_site(project, date(2032, 7, 1))


def test_a_change_that_hides_its_time_is_seen(project: Path) -> None:
    """Size and time of a file are as before; that its status was changed cannot be set back."""
    file = project / "content" / "articles" / "harbour-vote.yml"
    load(project / "content")
    before = file.stat()
    edit(project, "articles/harbour-vote.yml", "speaker: ferry-crews", "speaker: ferry-crewz")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    library, _ = load(project / "content")

    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert "ferry-crewz" in str(library.records["harbour-vote"])


def test_a_folder_whose_name_is_no_text_is_told_and_remembered(project: Path) -> None:
    """An archive unpacked with another encoding is an editor's mistake, and stops no check."""
    folder = project / "content" / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / "x.yml").write_text("name: X\n")

    first, second = (check_site(project, date(2031, 6, 1)) for _ in range(2))

    (told,) = [d for d in first.diagnostics if d.code == "unknown-folder"]
    assert told.message == '"caf?" is no kind of record'
    assert second.diagnostics == first.diagnostics


def test_a_file_that_changes_while_it_is_read_is_not_remembered(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered is of the bytes that were parsed."""
    file = project / "content" / "terms" / "toll.yml"
    whole = source.decode

    def meanwhile(data: bytes, shown: str) -> object:
        if shown.endswith("toll.yml"):
            file.write_text("term: Another\ndefinition: Another\n")
        return whole(data, shown)

    monkeypatch.setattr(source, "decode", meanwhile)
    load(project / "content")

    assert "content/terms/toll.yml" not in cache.open_cache(project, VERSIONS).known


def test_a_place_is_asked_for_when_its_file_is_gone(project: Path) -> None:
    """The place of the record itself is still known, and nothing breaks."""
    load(project / "content")
    library, _ = load(project / "content")
    shutil.rmtree(project / "content")

    for origin in library.origins.values():
        assert origin.at(("statements", 0, "quote")).path == origin.location.path


@pytest.mark.parametrize(
    "records",
    [
        [], {}, 5, [5], [[5, 1, 1]], [["x", 1, 1]], [[{}, "1", 1]], [[{"id": "toll"}, 1, 1]],
        [[{"id": "toll", "term": "T", "definition": "D", "more": "M"}, 1, 1]],
    ],
)  # fmt: skip
def test_records_of_another_form_are_read_from_the_file(project: Path, records: object) -> None:
    """Even with the right sum: none are lost, and the file is not blamed."""
    right, _ = load(project / "content")
    with sqlite3.connect(database(project)) as connection:
        for shown, stamp in connection.execute("SELECT shown, stamp FROM files").fetchall():
            text = json.dumps(records)
            total = zlib.crc32(f"{shown}\0{stamp}\0{text}".encode())
            row = (text, total, shown)
            connection.execute("UPDATE files SET records = ?, sum = ? WHERE shown = ?", row)
    connection.close()

    library, problems = load(project / "content")

    assert (library.records, problems) == (right.records, ())


def test_a_spoilt_letter_is_noticed(project: Path) -> None:
    """SQLite hands out what a disk has spoilt; every row has a sum."""
    right, _ = load(project / "content")
    sql = "UPDATE files SET records = replace(records, 'e', 'a')"
    with sqlite3.connect(database(project)) as connection:
        connection.execute(sql)
    connection.close()

    assert load(project / "content")[0].records == right.records


def test_a_file_number_may_be_larger_than_the_database_counts(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some disks number their files up to 2 to the power of 64."""
    whole = cache.stamp_from

    def large(status: os.stat_result) -> cache.Stamp:
        size, changed, number, status_changed = whole(status)
        return (size, changed, number + 2**63, status_changed)

    monkeypatch.setattr(cache, "stamp_from", large)
    load(project / "content")
    seen = parsed_files(monkeypatch)
    load(project / "content")

    assert seen == []


@pytest.mark.longer
def test_a_locked_database_is_left_alone(project: Path) -> None:
    """Another process writes: this one reads the files, and spoils nothing."""
    right, _ = load(project / "content")
    size = database(project).stat().st_size
    with sqlite3.connect(database(project), isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        edit(project, "terms/toll.yml", "definition: ", "definition: Now ")
        library, problems = load(project / "content")
        other.execute("ROLLBACK")
    other.close()

    assert problems == ()
    assert library.records.keys() == right.records.keys()
    assert database(project).stat().st_size == size


def test_a_process_killed_while_it_writes_leaves_what_was_there(project: Path) -> None:
    """A transaction that never ended is rolled back by the next to come."""
    load(project / "content")
    before = cache.open_cache(project, VERSIONS).known
    script = (
        "import os, sys; from pathlib import Path; from generator import database\n"
        "def work(to):\n"
        "    to.execute('PRAGMA cache_spill = 1'); to.execute('PRAGMA cache_size = 1')\n"
        "    to.execute('DELETE FROM files')\n"
        "    rows = [(str(n), 'x' * 999, 0, 'y' * 9999) for n in range(500)]\n"
        "    to.executemany('INSERT INTO files VALUES (?, ?, ?, ?)', rows)\n"
        "    os._exit(9)\n"
        "database.write(Path(sys.argv[1]), work)\n"
    )
    command = [sys.executable, "-c", script, str(database(project))]
    killed = subprocess.run(command, cwd=ROOT, check=False)

    assert killed.returncode == 9
    load(project / "content")
    edit(project, "terms/toll.yml", "definition: ", "definition: Now ")
    load(project / "content")
    assert cache.open_cache(project, VERSIONS).known.keys() == before.keys()


@pytest.mark.longer
def test_processes_at_once_do_not_spoil_each_other(project: Path) -> None:
    """Whoever comes first writes; all report the same, and the database is sound."""
    right, _ = load(project / "content")
    shutil.rmtree(database(project).parent)
    script = (
        "import sys; from pathlib import Path; from generator import cache; from generator.load import load\n"
        "cache.FILES_LIMIT, cache.GRAIN_NS = 5, 0\n"
        "for _ in range(5):\n"
        "    library, problems = load(Path(sys.argv[1]))\n"
        "    print(len(library.records), len(problems))\n"
    )
    command = [sys.executable, "-c", script, str(project / "content")]
    several = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(3)]
    outputs = [process.communicate()[0].decode().split("\n") for process in several]

    assert {line for output in outputs for line in output if line} == {f"{len(right.records)} 0"}
    with sqlite3.connect(database(project)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_link_to_the_database_of_another_is_not_followed(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither as the file nor as the folder: what it leads to stays as it is."""
    theirs = tmp_path_factory.mktemp("theirs") / kept.NAME
    theirs.write_bytes(b"theirs")
    folder = database(project).parent
    folder.mkdir()
    database(project).symlink_to(theirs)
    load(project / "content")
    shutil.rmtree(folder)
    folder.symlink_to(theirs.parent)
    load(project / "content")

    assert theirs.read_bytes() == b"theirs"
    assert [path.name for path in theirs.parent.iterdir()] == [kept.NAME]


def test_where_nothing_may_be_written_reading_goes_on(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only folder is no mistake, and its database is not thrown away."""
    right, _ = load(project / "content")
    whole = kept._connected

    def read_only(path: Path, mode: str) -> object:
        return whole(path, "ro")

    monkeypatch.setattr(kept, "_connected", read_only)
    edit(project, "terms/toll.yml", "definition: ", "definition: Now ")
    library, problems = load(project / "content")

    assert (library.records.keys(), problems) == (right.records.keys(), ())
    assert cache.open_cache(project, VERSIONS).known


def test_a_database_of_other_code_is_read_by_nobody(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What other code made of the files is read anew, and then remembered for this code."""
    load(project / "content")
    before = len(cache.open_cache(project, VERSIONS).known)

    monkeypatch.setattr(cache, "_fingerprint", lambda *_, **__: "other code")

    assert cache.open_cache(project, VERSIONS).known == {}
    load(project / "content")
    assert len(cache.open_cache(project, VERSIONS).known) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda p: p.write_bytes(b"not a database"),
        lambda p: p.write_bytes(p.read_bytes()[:4096] + b"\xaa" * (p.stat().st_size - 4096)),
        lambda p: p.write_bytes(b""),
        lambda p: sqlite3.connect(p).executescript(
            "DROP TABLE files; CREATE VIEW files AS WITH RECURSIVE n(shown, stamp, sum, records) AS "
            "(VALUES('', '', 0, '[]') UNION ALL SELECT * FROM n) SELECT * FROM n;"
        ),
        lambda p: sqlite3.connect(p).executescript("CREATE TABLE more (x);"),
    ],
    ids=["no-database", "torn", "empty", "endless-view", "more-tables"],
)  # fmt: skip
def test_a_database_that_is_dropped_is_made_again(project: Path, damage: object) -> None:
    """One check later everything is remembered as before."""
    load(project / "content")
    before = cache.open_cache(project, VERSIONS).known
    assert callable(damage)
    damage(database(project))

    assert load(project / "content")[1] == ()
    assert cache.open_cache(project, VERSIONS).known == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda p: p.write_bytes(b"not a database"),
        lambda p: p.write_bytes(p.read_bytes()[:3000] + b"\x00" * 500),
        lambda p: sqlite3.connect(p).executescript("DROP TABLE files; CREATE TABLE files (x);"),
        lambda p: sqlite3.connect(p).executescript("UPDATE code SET fingerprint = 'other';"),
        lambda p: sqlite3.connect(p).executescript("UPDATE files SET records = '[[{}]]'; UPDATE reports SET text = '[]';"),
        lambda p: (p.unlink(), p.mkdir()),
    ],
    ids=["no-database", "torn", "foreign-table", "other-code", "foreign-records", "a-folder"],
)  # fmt: skip
def test_a_database_that_cannot_be_believed_is_not(project: Path, damage: object) -> None:
    """It is dropped without a word, and the report is the right one."""
    edit(project, "articles/harbour-vote.yml", *MISTAKE)
    right = told(check_site(project, TODAY))
    assert callable(damage)
    damage(database(project))

    assert told(check_site(project, TODAY)) == right
    assert told(check_site(project, TODAY)) == right


def test_a_small_project_leaves_no_trace(tmp_path: Path) -> None:
    """Below some hundred files nothing is remembered."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")

    check_site(tmp_path, TODAY)

    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_a_file_of_this_very_moment_is_not_remembered(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within one tick of the clock a second change could leave no trace."""
    monkeypatch.setattr(cache, "GRAIN_NS", 60_000_000_000)
    for path in (project / "content").rglob("*"):
        path.touch()

    load(project / "content")

    assert not database(project).exists() or not cache.open_cache(project).known
