"""A folder that is made to replace another shares with it what stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from generator.output import Filling, building_folder, replace_folder
from generator.output.second_names import Print
from generator.output.second_names import print_of as print_of_status

from conftest import tree as bytes_in


def tree(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in bytes_in(folder).items()}


def print_of(path: Path) -> Print:
    return print_of_status(path.lstat())


@pytest.fixture
def two_folders(tmp_path: Path) -> tuple[Path, Path]:
    """A live folder with a file, and the empty one that is to replace it."""
    before, new = tmp_path / "before", tmp_path / "new"
    before.mkdir()
    new.mkdir()
    (before / "a.html").write_text("words")
    return before, new


def test_the_same_bytes_are_the_same_file(two_folders: tuple[Path, Path]) -> None:
    before, new = two_folders
    Filling(new, before).fill({"a.html": b"words", "b/c.html": b"more"})

    assert (new / "a.html").samefile(before / "a.html")
    assert tree(new) == {"a.html": "words", "b/c.html": "more"}


def test_other_bytes_are_never_written_into_the_file_before(two_folders: tuple[Path, Path]) -> None:
    """Not even where the same path is filled twice, the first time with what was there."""
    before, new = two_folders
    Filling(new, before).fill({"a.html": b"words"})
    Filling(new, before).fill({"a.html": b"other"})

    assert tree(new) == {"a.html": "other"}
    assert tree(before) == {"a.html": "words"}


def test_a_link_in_the_folder_before_is_not_taken_for_a_file(
    two_folders: tuple[Path, Path], tmp_path: Path
) -> None:
    before, new = two_folders
    (tmp_path / "elsewhere").write_text("words")
    (before / "link.html").symlink_to(tmp_path / "elsewhere")
    prints = {"link.html": print_of(before / "link.html")}
    assert not Filling(new, before).carry_over(prints)
    Filling(new, before).fill({"link.html": b"words"})

    assert not (new / "link.html").is_symlink()
    assert tree(new) == {"link.html": "words"}


def test_files_are_carried_over_together_or_not_at_all(two_folders: tuple[Path, Path]) -> None:
    before, new = two_folders
    (before / "b.html").write_text("words")
    prints = {name: print_of(before / name) for name in ("a.html", "b.html")}
    assert Filling(new, before).carry_over(prints)
    assert (new / "b.html").samefile(before / "b.html")

    (before / "b.html").write_text("sword")
    (new / "a.html").unlink()
    (new / "b.html").unlink()

    assert not Filling(new, before).carry_over(prints)
    assert not Filling(new, before).carry_over({"../before/a.html": prints["a.html"]})
    assert tree(new) == {}
    assert tree(before) == {"a.html": "words", "b.html": "sword"}


def test_who_may_read_a_file_is_as_of_a_new_one(two_folders: tuple[Path, Path]) -> None:
    """A site that was built for one person alone is readable once it is built for all."""
    before, new = two_folders
    prints = {"a.html": print_of(before / "a.html")}
    (before / "a.html").chmod(0o600)

    assert not Filling(new, before).carry_over(prints)
    Filling(new, before).fill({"a.html": b"words"})

    assert (new / "a.html").stat().st_mode & 0o777 == new.stat().st_mode & 0o666


@pytest.mark.parametrize(
    "path",
    ["../made/x.html", "a.html/x", "a\0b", "\ud800", "n" * 300, "gone/x.html", "/made/x.html"],
)
def test_a_path_at_which_nothing_can_stand_makes_nothing(
    path: str, two_folders: tuple[Path, Path]
) -> None:
    before, new = two_folders
    (before.parent / "made").mkdir()
    (before.parent / "made" / "x.html").write_text("theirs")
    prints = {"a.html": print_of(before / "a.html"), path: (1, 2, 3)}

    assert not Filling(new, before).carry_over(prints)
    assert [*new.rglob("*")] == []


def test_nothing_is_made_outside_of_the_folder(two_folders: tuple[Path, Path]) -> None:
    before, new = two_folders
    (before / "made").mkdir()
    (before / "made" / "x.html").write_text("ours")
    leaving = "../new/../made/x.html"
    (before.parent / "made").mkdir()
    (before.parent / "made" / "x.html").write_text("ours")
    prints = {leaving: print_of(before / leaving)}
    (before.parent / "new" / "deeper").mkdir()

    assert not Filling(new / "deeper", before).carry_over(prints)
    assert [path.name for path in new.rglob("*")] == ["deeper"]


def test_a_disk_without_second_names_gets_copies(
    two_folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError

    before, new = two_folders
    monkeypatch.setattr(os, "link", refused)
    assert not Filling(new, before).carry_over({"a.html": print_of(before / "a.html")})
    Filling(new, before).fill({"a.html": b"words"})

    assert tree(new) == {"a.html": "words"}


# --- what the site before last left is begun with ---------------------------------------------


@pytest.fixture
def spare(two_folders: tuple[Path, Path]) -> Path:
    """The folder to be filled holds the same file as the live one, a file more and an older one."""
    before, new = two_folders
    os.link(before / "a.html", new / "a.html")
    (before / "old.html").write_text("new words")
    (new / "old.html").write_text("old words")
    (new / "gone" / "deep").mkdir(parents=True)
    (new / "gone" / "deep" / "x.html").write_text("x")
    return new


def test_what_is_held_already_is_taken_over_at_once(
    two_folders: tuple[Path, Path], spare: Path
) -> None:
    before, _ = two_folders
    prints = {name: print_of(before / name) for name in ("a.html", "old.html")}
    filling = Filling(spare, before)

    assert filling.carry_over(prints)
    filling.keep(prints)
    filling.prune()

    assert tree(spare) == {"a.html": "words", "old.html": "new words"}
    assert (spare / "old.html").samefile(before / "old.html")
    assert sorted(path.name for path in spare.iterdir()) == ["a.html", "old.html"]


def test_words_that_come_back_get_a_new_time(two_folders: tuple[Path, Path], spare: Path) -> None:
    """A browser that asks what is newer than the last site's page would keep that page."""
    before, _ = two_folders
    (spare / "old.html").write_text("words of the site before last")
    old = print_of(spare / "old.html")
    time.sleep(0.02)

    prints = Filling(spare, before).fill({"old.html": b"words of the site before last"})

    assert prints["old.html"][1] > old[1]
    assert (before / "old.html").read_text() == "new words"


def test_what_is_newer_in_the_site_before_does_not_get_an_older_time(
    two_folders: tuple[Path, Path], spare: Path
) -> None:
    """A build that was ended before it could remember has left another file there."""
    before, _ = two_folders
    remembered = {"old.html": print_of(spare / "old.html")}

    assert not Filling(spare, before).carry_over(remembered)


def test_modes_are_as_of_new_files_and_folders(two_folders: tuple[Path, Path], spare: Path) -> None:
    before, _ = two_folders
    (before / "a.html").chmod(0o600)
    (spare / "gone").chmod(0o700)
    (spare / "empty" / "deep").mkdir(parents=True)
    filling = Filling(spare, before)

    assert not filling.carry_over({"a.html": print_of(before / "a.html")})
    filling.fill({"a.html": b"words", "gone/deep/x.html": b"x"})

    of_files = spare.stat().st_mode & 0o666
    assert (spare / "a.html").stat().st_mode & 0o777 == of_files
    assert (spare / "gone").stat().st_mode == spare.stat().st_mode
    assert not (spare / "empty").exists()


def test_a_page_taken_over_in_vain_keeps_its_time(two_folders: tuple[Path, Path]) -> None:
    """One of the pages that were made with it is not there: they are made again, it with them."""
    before, new = two_folders
    expected = print_of(before / "a.html")
    filling = Filling(new, before)
    assert filling.carry_over({"a.html": expected})

    assert filling.carry_over({"a.html": expected})
    assert filling.fill({"a.html": b"words"}) == {"a.html": expected}


@pytest.mark.parametrize("path", ["gone/deep", "gone/deep/x.html/y.html"])
def test_a_file_can_take_the_place_of_a_folder_and_a_folder_that_of_a_file(
    path: str, two_folders: tuple[Path, Path], spare: Path
) -> None:
    filling = Filling(spare, two_folders[0])
    filling.fill({path: b"new"})
    filling.keep([path])
    filling.prune()

    assert tree(spare) == {path: "new"}


def test_a_link_that_is_held_leads_nowhere(
    two_folders: tuple[Path, Path], spare: Path, tmp_path: Path
) -> None:
    """As somebody might commit it: what is written goes into the folder, not to where it leads."""
    (tmp_path / "elsewhere").mkdir()
    (spare / "pages").symlink_to(tmp_path / "elsewhere")
    filling = Filling(spare, two_folders[0])

    filling.fill({"pages/x.html": b"x"})

    assert (spare / "pages" / "x.html").read_text() == "x"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_site_is_begun_with_the_one_before_the_last(tmp_path: Path) -> None:
    live, spare = tmp_path / "site", tmp_path / "state" / "spare"
    live.mkdir()
    spare.parent.mkdir()
    (live / "a.html").write_text("a")
    first = building_folder(live, spare)
    replace_folder(first, live, spare=spare)
    assert tree(spare) == {"a.html": "a"}

    second = building_folder(live, spare)

    assert tree(second) == {"a.html": "a"}
    assert not spare.exists()
    replace_folder(second, live, spare=spare)
    assert (tree(live), tree(spare)) == ({"a.html": "a"}, {})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "state"]


def test_a_spare_folder_that_another_left_stays(tmp_path: Path) -> None:
    """Somebody may be taking it just now: nothing in it is touched."""
    live, spare = tmp_path / "site", tmp_path / "state" / "spare"
    live.mkdir()
    building = building_folder(live, spare)
    spare.mkdir(parents=True)
    (spare / "theirs.html").write_text("theirs")

    replace_folder(building, live, spare=spare)

    assert tree(spare) == {"theirs.html": "theirs"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "state"]


def test_a_link_that_was_a_site_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x.html").write_text("x")
    live = tmp_path / "site"
    live.symlink_to(tmp_path / "real")
    replace_folder(building_folder(live), live)

    assert live.is_dir()
    assert not live.is_symlink()
    assert tree(tmp_path / "real") == {"x.html": "x"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real", "site"]


@pytest.mark.parametrize("in_the_way", ["link to a folder", "link above", "file", "other mode"])
def test_what_is_no_folder_of_ours_is_not_begun_with(in_the_way: str, tmp_path: Path) -> None:
    live, spare, precious = tmp_path / "site", tmp_path / "state" / "spare", tmp_path / "precious"
    (precious / "spare").mkdir(parents=True)
    (precious / "spare" / "x.html").write_text("precious")
    match in_the_way:
        case "link above":
            spare.parent.symlink_to(precious)
        case "link to a folder":
            spare.parent.mkdir()
            spare.symlink_to(precious / "spare")
        case "file":
            spare.parent.mkdir()
            spare.write_text("x")
        case _:
            spare.mkdir(parents=True)
            spare.chmod(0o700)
    live.mkdir()

    building = building_folder(live, spare)
    assert list(building.iterdir()) == []
    replace_folder(building, live, spare=spare)

    assert tree(precious) == {"spare/x.html": "precious"}
    assert list(live.iterdir()) == []
    assert list(tmp_path.glob(".site.*")) == []
