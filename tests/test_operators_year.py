"""What whoever runs a site does in a year beside its content: settings, styles, theme, folders, machine."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from generator.commands import schema
from generator.engines import direct
from generator.engines.direct import build_site
from generator.engines.mkdocs_adapter import EngineError
from generator.engines.site_folder import why_not_there
from generator.engines.work import Work
from generator.graph import Graph
from generator.load import Library
from generator.output import why_irreplaceable
from generator.site import read_site
from generator.skin import SkinError, manifest, stylesheet
from PIL import Image

from conftest import ROOT, Run, edit, mkdocs_build, tree

pytestmark = pytest.mark.longer

STYLES = "site_config/styles"
THEME = "site_config/theme"


def by_mkdocs(project: Path) -> subprocess.CompletedProcess[str]:
    return mkdocs_build(project, "-q", PYTHONPATH=str(ROOT))


# --- the folder that a site goes to ----------------------------------------------------------


@pytest.mark.parametrize("name", [".git", "CNAME", ".well-known"])
def test_a_site_is_not_put_in_the_place_of_what_others_keep_beside_it(
    name: str, tmp_path: Path
) -> None:
    for held in ("sitemap.xml", "404.html", ".htaccess", ".nojekyll", name):
        (tmp_path / held).touch()

    assert f"holds {name}, which would be gone" in (why_irreplaceable(tmp_path) or "")
    (tmp_path / name).unlink()
    assert why_irreplaceable(tmp_path) is None


@pytest.mark.slow
def test_what_the_theme_brings_along_is_given_to_each_site(
    golden_project: Path, explainer: Run
) -> None:
    """A file is; what is hidden is not, and so would be gone."""
    (golden_project / THEME / "CNAME").write_text("example.org\n")
    (golden_project / THEME / ".well-known").mkdir()
    site = golden_project / "site"
    assert explainer("build", cwd=golden_project).returncode == 0
    assert explainer("build", cwd=golden_project).returncode == 0
    assert (site / "CNAME").read_text() == "example.org\n"

    (site / ".well-known").mkdir()
    done = explainer("build", cwd=golden_project)

    assert done.returncode == 2
    assert "site/ holds .well-known" in done.stderr


def test_nor_in_the_place_of_a_link_a_file_or_somebody_elses_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "thesis.md").touch()
    (tmp_path / "link").symlink_to("folder")

    assert "is a file" in (why_irreplaceable(tmp_path / "file") or "")
    assert "holds something else" in (why_irreplaceable(tmp_path / "folder") or "")
    assert f"build into {tmp_path / 'folder'}" in (why_irreplaceable(tmp_path / "link") or "")
    assert why_irreplaceable(tmp_path / "new") is None
    (tmp_path / "itself").symlink_to("itself")
    assert "is a symbolic link" in (why_not_there(tmp_path / "itself", tmp_path) or "")


@pytest.mark.slow
def test_neither_way_of_building_takes_a_repository_away(
    golden_project: Path, explainer: Run
) -> None:
    assert explainer("build", cwd=golden_project).returncode == 0
    config = golden_project / "site" / ".git" / "config"
    config.parent.mkdir()
    config.write_text("[core]\n")

    ours, reference = explainer("build", cwd=golden_project), by_mkdocs(golden_project)

    assert (ours.returncode, reference.returncode) == (2, 1)
    assert "site/ holds .git" in ours.stderr
    assert "site/ holds .git" in reference.stderr
    assert config.exists()
    assert [*golden_project.glob(".site*")] == []


@pytest.mark.slow
def test_a_site_is_built_into_no_folder_of_records(golden_project: Path, explainer: Run) -> None:
    done = explainer("build", "--site-dir", "content/pub", cwd=golden_project)

    assert done.returncode == 2
    assert "content/pub/ is in content/" in done.stderr
    reference = mkdocs_build(golden_project, "-q", "-d", "content/pub", PYTHONPATH=str(ROOT))
    assert reference.returncode == 1
    assert "is in content/" in reference.stderr
    assert not (golden_project / "content" / "pub").exists()


def test_a_folder_where_a_disk_is_mounted_is_told(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> bool:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), "site")

    monkeypatch.setattr(direct, "replace_folder", busy)

    with pytest.raises(EngineError, match="where a disk is mounted; name a folder below it"):
        build(golden_project)


# --- the theme and the styles ----------------------------------------------------------------


def test_pages_made_while_the_theme_changed_are_made_again(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is saved and taken back within one build, after that has looked what theme there is."""
    base = golden_project / THEME / "base.html"
    before = base.read_text()
    make: Callable[..., Any] = Work.write_theme

    def saved_meanwhile(work: Work) -> Any:
        base.write_text(before.replace("<main", '<main data-other=""', 1))
        return make(work)

    monkeypatch.setattr(Work, "write_theme", saved_meanwhile)
    build(golden_project)
    monkeypatch.undo()
    assert b"data-other" in (golden_project / "site" / "index.html").read_bytes()

    base.write_text(before)
    build(golden_project)

    assert not any(b"data-other" in data for data in tree(golden_project / "site").values())


def build(project: Path) -> None:
    build_site(project, project / "site", read_site(project), 1)


def test_a_style_sheet_that_would_spoil_the_others_is_told(golden_project: Path) -> None:
    citation = golden_project / STYLES / "citation.css"
    text = citation.read_text()
    citation.write_text(f"{text}\n/* to be done\n")
    line = text.count("\n") + 2

    with pytest.raises(SkinError, match=f"citation.css:{line}: a comment begins here"):
        stylesheet(golden_project)

    citation.write_text(f'a::after{{content:"/*"}}\n{text}')
    assert stylesheet(golden_project)

    citation.write_text(f"﻿{text}")
    assert "﻿" not in stylesheet(golden_project)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        (f"{STYLES}/tokens.css", None, "tokens.css cannot be read: No such file"),
        (f"{STYLES}/map.css", b"a{content:'\xff'}", "map.css: not in UTF-8"),
        ("site_config/palette-first.js", None, "git checkout site_config/palette-first.js"),
        (f"{THEME}/assets/favicon.ico", None, "favicon.ico cannot be read"),
        (f"{THEME}/assets/site.webmanifest", b"[]", "site.webmanifest: no JSON"),
        (f"{THEME}/main.html", b"", "main.html of the theme gives a page without <main>"),
        (f"{THEME}/base.html", b"{{ 1/0 }}<main>", "base.html:1: ZeroDivisionError"),
    ],
)
def test_both_ways_refuse_what_is_wrong_beside_the_content(
    path: str, data: bytes | None, told: str, golden_project: Path, explainer: Run
) -> None:
    file = golden_project / path
    if data is None:
        file.unlink()
    else:
        file.write_bytes(data)

    ours, reference = explainer("build", cwd=golden_project), by_mkdocs(golden_project)

    assert ours.returncode == 1, ours.stderr
    assert told in ours.stderr
    assert reference.returncode == 1
    assert told.partition(":")[0] in reference.stderr
    assert not (golden_project / "site").exists()


# --- the settings ----------------------------------------------------------------------------


@pytest.mark.slow
def test_another_name_is_on_the_pictures_and_on_a_home_screen(
    golden_project: Path, explainer: Run
) -> None:
    card = golden_project / "site" / "assets" / "cards" / "index.png"
    assert explainer("build", cwd=golden_project).returncode == 0
    before = foot_of(card)

    edit(golden_project, "../mkdocs.yml", "site_name: Groundwork", "site_name: The Daily Other")
    assert explainer("build", cwd=golden_project).returncode == 0

    assert foot_of(card) != before
    manifest_file = golden_project / "site" / "assets" / "site.webmanifest"
    told, written = json.loads(manifest_file.read_text()), manifest_file.stat().st_mtime_ns
    assert explainer("build", cwd=golden_project).returncode == 0
    assert manifest_file.stat().st_mtime_ns == written, "as it was, it is not written again"
    assert (told["name"], told["short_name"]) == ("The Daily Other", "The Daily Other")
    assert {"name": "Groundwork"}.items() <= json.loads(manifest(ROOT, "Groundwork")).items()


def foot_of(card: Path) -> bytes:
    with Image.open(BytesIO(card.read_bytes())) as picture:
        return picture.convert("RGB").crop((0, 530, 1200, 630)).tobytes()


@pytest.mark.slow
def test_a_hook_of_others_that_fails_is_told_at_its_line(
    golden_project: Path, explainer: Run
) -> None:
    hook = golden_project / "signs.py"
    edit(
        golden_project, "../mkdocs.yml",
        "  - generator/engines/mkdocs_adapter.py\n", "  - generator/engines/mkdocs_adapter.py\n  - signs.py\n",
    )  # fmt: skip

    hook.write_text("def on_page_markdown(markdown, **_):\n    raise ValueError('no pen')\n")
    done = explainer("build", cwd=golden_project)
    assert done.returncode == 1
    assert "signs.py:2: ValueError: no pen" in done.stderr

    hook.write_text("import nothere\n")
    done = explainer("build", cwd=golden_project)
    assert done.returncode == 1
    assert "signs.py:1: ModuleNotFoundError" in done.stderr

    hook.write_text("def on_page_markdown(:\n")
    done = explainer("build", cwd=golden_project)
    assert done.returncode == 1
    assert "signs.py:1: invalid syntax" in done.stderr


# --- the machine -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "code"), [("", 0), ("0", 0), ("abc", 1), ("1e9", 1), ("9" * 20, 1)]
)
def test_a_day_that_is_none_is_told_and_an_empty_one_is_none(
    day: str, code: int, golden_project: Path, explainer: Run
) -> None:
    done = explainer("build", cwd=golden_project, SOURCE_DATE_EPOCH=day)

    assert done.returncode == code, done.stderr
    assert ("SOURCE_DATE_EPOCH is" in done.stderr) == bool(code)


def test_where_no_schema_can_be_written_that_is_told_and_no_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(schema, "refresh", refused)

    schema.refresh_or_tell(ROOT, Graph(Library()))

    assert capsys.readouterr().err == (
        "note: site_config/schema/ cannot be written: Permission denied; make room or give leave there: "
        "editor programs go by what was there\n"
    )


@pytest.mark.slow
def test_a_file_outside_content_is_not_said_to_be_right(
    golden_project: Path, explainer: Run
) -> None:
    for path in ("mkdocs.yml", "site_config/theme", "/etc/passwd"):
        done = explainer("check", path, cwd=golden_project)
        assert done.returncode == 2
        assert "holds no record" in done.stderr
    for path in ("content", "content/actors", "site_config", "."):
        assert explainer("check", path, cwd=golden_project).returncode == 0


@pytest.mark.slow
def test_where_git_refuses_it_is_said_what_it_says(golden_project: Path, explainer: Run) -> None:
    (golden_project / ".git").write_text("gitdir: /nowhere\n")

    built = explainer("build", cwd=golden_project)
    changes = explainer("changes", cwd=golden_project)

    assert built.returncode == 0
    assert "note[unread-history]" in built.stdout
    assert changes.returncode == 2
    assert "because git says: not a git repository: /nowhere" in changes.stderr
