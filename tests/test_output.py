"""The file system on the way out: exact trees, untouched files, and folders replaced at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from generator.output import building_folder, folders, live_folder, replace_folder, write_tree


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def a_dead_process() -> int:
    """The number of a process that has surely ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


# --- a tree of files -------------------------------------------------------------------------


def test_a_folder_holds_exactly_what_was_asked_for(tmp_path: Path) -> None:
    """New files are written, others removed, empty folders with them; all of it is counted."""
    folder = tmp_path / "generated"
    wanted = {"index.md": "home\n", "topics/crimea.md": "Крим\n", "a/b/c.md": "deep\n"}

    assert write_tree(folder, {"old.md": "x", "gone/away/old.md": "x", "index.md": "x"}) == 3
    assert write_tree(folder, wanted) == 5

    assert tree(folder) == wanted
    assert not (folder / "gone").exists()


def test_a_file_that_has_the_right_bytes_is_not_touched(tmp_path: Path) -> None:
    """A server that watches the folder sees only what changed."""
    write_tree(tmp_path, {"a.md": "one", "b.md": "one"})
    for name in ("a.md", "b.md"):
        os.utime(tmp_path / name, (1, 1))
    inode = (tmp_path / "a.md").stat().st_ino

    changes = write_tree(tmp_path, {"a.md": "one", "b.md": "two"})

    assert changes == 1
    assert (tmp_path / "a.md").stat().st_mtime == 1
    assert (tmp_path / "a.md").stat().st_ino == inode
    assert (tmp_path / "b.md").stat().st_mtime > 1


def test_writing_the_same_tree_again_changes_nothing(tmp_path: Path) -> None:
    """Twice is once."""
    files = {"a.md": "one", "b/c.md": "two"}
    write_tree(tmp_path, files)

    assert write_tree(tmp_path, files) == 0


def test_the_git_ignore_file_stays(tmp_path: Path) -> None:
    """It keeps the empty folder in the repository, and is not ours to remove."""
    (tmp_path / ".gitignore").write_text("*\n")

    write_tree(tmp_path, {"a.md": "one"})
    write_tree(tmp_path, {})

    assert tree(tmp_path) == {".gitignore": "*\n"}


def test_line_ends_and_letters_are_written_as_they_are(tmp_path: Path) -> None:
    """UTF-8 and the given line ends on every system."""
    write_tree(tmp_path, {"a.md": "é\r\n🌉\n"})

    assert (tmp_path / "a.md").read_bytes() == b"\xc3\xa9\r\n\xf0\x9f\x8c\x89\n"


def test_files_are_readable_whatever_the_umask(tmp_path: Path) -> None:
    """A web server under another account can read what was published."""
    before = os.umask(0o077)
    try:
        write_tree(tmp_path, {"a.md": "one"})
    finally:
        os.umask(before)

    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o644


def test_a_file_that_is_written_anew_keeps_who_may_read_and_write_it(tmp_path: Path) -> None:
    """A checkout that several people share stays writable for all of them."""
    path = tmp_path / "a.md"
    path.write_text("one")
    path.chmod(0o664)

    write_tree(tmp_path, {"a.md": "two"})

    assert path.stat().st_mode & 0o777 == 0o664


def test_a_folder_in_the_way_of_a_file_gives_way(tmp_path: Path) -> None:
    """A record that became a page of its own leaves no folder behind, and the other way round."""
    write_tree(tmp_path, {"topics/a.md": "x"})

    write_tree(tmp_path, {"topics": "a file now"})
    assert tree(tmp_path) == {"topics": "a file now"}

    write_tree(tmp_path, {"topics/a.md": "x"})
    assert tree(tmp_path) == {"topics/a.md": "x"}


def test_a_link_in_the_way_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What the link pointed at keeps its bytes."""
    outside = tmp_path / "outside.md"
    outside.write_text("precious")
    folder = tmp_path / "generated"
    folder.mkdir()
    (folder / "a.md").symlink_to(outside)
    (folder / "b.md").symlink_to(tmp_path / "nowhere")
    (folder / "c").symlink_to(tmp_path / "nowhere")

    write_tree(folder, {"a.md": "precious", "b.md": "new", "c/d.md": "new"})

    assert outside.read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()
    assert not any(path.is_symlink() for path in folder.rglob("*"))
    assert tree(folder) == {"a.md": "precious", "b.md": "new", "c/d.md": "new"}


def test_a_folder_that_is_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """A link that somebody put into generated/ must not lead our files elsewhere."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("precious")
    folder = tmp_path / "generated"
    folder.mkdir()
    (folder / "topics").symlink_to(outside)

    write_tree(folder, {"topics/a.md": "new"})

    assert tree(outside) == {"a.md": "precious"}
    assert tree(folder) == {"topics/a.md": "new"}


def test_a_link_to_a_folder_that_nobody_asked_for_is_removed_alone(tmp_path: Path) -> None:
    """Pruning never reaches through a link."""
    outside = tmp_path / "outside"
    write_tree(outside, {"a.md": "precious"})
    folder = tmp_path / "generated"
    write_tree(folder, {"b.md": "x"})
    (folder / "link").symlink_to(outside)

    write_tree(folder, {"b.md": "x"})

    assert not (folder / "link").is_symlink()
    assert tree(outside) == {"a.md": "precious"}


@pytest.mark.parametrize("path", ["../outside.md", "a/../../outside.md", "/tmp/outside.md"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    """Ids cannot hold such a path; should one ever, nothing is written."""
    folder = tmp_path / "generated"

    with pytest.raises(ValueError):
        write_tree(folder, {path: "x"})

    assert not (tmp_path / "outside.md").exists()


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_no_scraps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is replaced whole or not at all."""
    write_tree(tmp_path, {"a.md": "old"})

    def full_disk(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_tree(tmp_path, {"a.md": "new"})

    assert tree(tmp_path) == {"a.md": "old"}


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    """A half-written file never stays beside the whole ones."""
    (tmp_path / ".writing-x1y2").write_text("hal")

    write_tree(tmp_path, {"a.md": "one"})

    assert tree(tmp_path) == {"a.md": "one"}


# --- a folder replaced at once ---------------------------------------------------------------


@pytest.fixture(params=["exchange", "two renames"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Linux, where two folders change names at once, and systems without that call."""
    if request.param == "two renames":
        monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    return str(request.param)


def test_a_finished_folder_takes_the_place_of_the_live_one(tmp_path: Path, system: str) -> None:
    """The new site stands where the old one stood, and nothing is left beside it."""
    live = tmp_path / "site"
    write_tree(live, {"index.html": "old", "gone.html": "old"})

    building = building_folder(live)
    write_tree(building, {"index.html": "new"})
    assert tree(live) == {"index.html": "old", "gone.html": "old"}
    replace_folder(building, live)

    assert tree(live) == {"index.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_first_site_needs_no_predecessor(tmp_path: Path, system: str) -> None:
    """A clean clone has no site/ yet."""
    live = tmp_path / "deep" / "site"
    building = building_folder(live)
    write_tree(building, {"index.html": "new"})

    replace_folder(building, live)

    assert tree(live) == {"index.html": "new"}
    assert [path.name for path in live.parent.iterdir()] == ["site"]


def test_a_building_folder_is_empty_and_knows_what_it_replaces(tmp_path: Path) -> None:
    """What an earlier try of this process left in it is gone."""
    live = tmp_path / "site"
    write_tree(building_folder(live), {"half.html": "x"})

    building = building_folder(live)

    assert list(building.iterdir()) == []
    assert building.parent == live.parent
    assert live_folder(building) == live


@pytest.mark.parametrize("name", ["site", ".site", "site.building-12", ".hidden"])
def test_a_folder_that_is_no_building_folder_replaces_nothing(tmp_path: Path, name: str) -> None:
    """Only a folder made for it may be swapped in."""
    assert live_folder(tmp_path / name) is None


def test_what_a_dead_process_was_building_is_removed(tmp_path: Path) -> None:
    """Killed builds leave no folders behind for ever; running ones are left alone."""
    dead = tmp_path / f".site.building-{a_dead_process()}"
    alive = tmp_path / f".site.building-{os.getppid()}"
    odd = tmp_path / ".site.building-somebody"
    for folder in (dead, alive, odd, tmp_path / ".other.building-1"):
        write_tree(folder, {"half.html": "x"})

    building = building_folder(tmp_path / "site")

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [".other.building-1", alive.name, building.name]
    )


def test_a_site_that_was_taken_away_and_not_replaced_is_put_back(tmp_path: Path) -> None:
    """Where two renames are needed, a stop between them loses nothing for longer than a build."""
    write_tree(tmp_path / ".site.old", {"index.html": "old"})

    building_folder(tmp_path / "site")

    assert tree(tmp_path / "site") == {"index.html": "old"}


def test_an_exchange_that_fails_for_another_reason_is_an_error(tmp_path: Path) -> None:
    """Only "there is no such call" leads to the second way; the rest is not hidden."""
    (tmp_path / "a").mkdir()

    with pytest.raises(OSError, match="No such file") as caught:
        folders._exchange(tmp_path / "a", tmp_path / "missing")

    assert caught.value.filename == str(tmp_path / "a")
