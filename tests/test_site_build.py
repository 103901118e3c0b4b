"""Real MkDocs builds: whole, linked, the same everywhere, and never half done."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from conftest import GOLDEN, THOROUGH, Run, add_engine, mkdocs_build, tree

pytestmark = pytest.mark.slow

ADDRESS = "https://site.example/"


def published(project: Path) -> dict[str, bytes]:
    """All files of a project but what it remembers, which can be made again at any time."""
    return {path: data for path, data in tree(project).items() if path[:10] != ".explainer"}


def git(folder: Path, *arguments: str) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = {
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": "2021-02-03T04:05:06+00:00",
        "GIT_COMMITTER_DATE": "2021-02-03T04:05:06+00:00",
    }  # fmt: skip
    subprocess.run(["git", *arguments], cwd=folder, check=True, env={**clean, **own, **who})


@pytest.fixture
def committed(golden_project: Path) -> Path:
    """The golden project as a repository of one commit."""
    (golden_project / ".gitignore").write_text("/site/\n.site.*\n__pycache__/\n")
    git(golden_project, "init", "--quiet")
    git(golden_project, "add", "--all")
    git(golden_project, "commit", "--quiet", "--message", "all of it")
    return golden_project


def clone(project: Path, target: Path) -> Path:
    git(project.parent, "clone", "--quiet", f"file://{project}", str(target))
    return target


# --- a whole site ----------------------------------------------------------------------------


class Page(HTMLParser):
    """The anchors of a page, and everything on it that names another address."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id" and value:
                self.ids.append(value)
            if name in {"href", "src"} and value is not None and tag != "base":
                self.links.append(value)
            if name in {"popovertarget", "aria-labelledby", "aria-controls"} and value:
                self.links += [f"#{id}" for id in value.split()]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden project, built once by the command; tests only look at it."""
    project = tmp_path_factory.mktemp("golden") / "project"
    shutil.copytree(GOLDEN / "content", project / "content")
    add_engine(project)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("https://example.org/", ADDRESS))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"], cwd=project, capture_output=True, text=True,
        timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Page]:
    """Address -> parsed page, for every page of the built site."""
    return {
        urljoin(ADDRESS, path.relative_to(built).as_posix().removesuffix("index.html")): Page(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(built.rglob("*.html"))
    }


@pytest.mark.parametrize(
    "address",
    [
        "", "topics/", "topics/harbour-bridge/", "articles/", "articles/harbour-vote/", "issues/",
        "issues/who-pays/", "actors/", "actors/ada-quill/", "places/", "places/port-ansel/",
        "sources/", "sources/gazette-letters/", "timeline/", "glossary/", "about/",
    ],
)  # fmt: skip
def test_every_kind_of_page_and_every_collection_has_its_address(built: Path, address: str) -> None:
    """The addresses of the site are a promise to readers and other sites."""
    assert (built / address / "index.html").is_file()


def test_every_link_and_anchor_of_the_site_resolves(built: Path, pages: dict[str, Page]) -> None:
    """Pages, styles, scripts, pictures and panels, followed one by one as a browser would."""
    followed, anchored, dead = 0, 0, []
    for address, page in pages.items():
        base = ADDRESS if address.endswith("404.html") else address
        for link in page.links:
            target, anchor = urldefrag(urljoin(base, link))
            if not target.startswith(ADDRESS):
                assert urlsplit(target).scheme in {"https", "http", "mailto", "data"}, link
                continue
            followed += 1
            path = unquote(urlsplit(target).path).lstrip("/")
            file = built / path / "index.html" if path.endswith("/") or not path else built / path
            if not file.is_file():
                dead.append(f"{address}: {link}")
            elif anchor:
                anchored += 1
                if target not in pages or unquote(anchor) not in pages[target].ids:
                    dead.append(f"{address}: {link} (no such place)")

    assert dead == []
    assert followed > 800
    assert anchored > 200


def test_a_dead_link_would_be_seen(pages: dict[str, Page]) -> None:
    """Control: what the walk above looks at holds links and anchors of our own making."""
    explainer = pages[f"{ADDRESS}topics/harbour-bridge/"]

    assert "#:2" in explainer.links
    assert ":2" in explainer.ids
    assert any(link.endswith("glossary/#term-toll") for link in explainer.links)


def test_no_place_on_a_page_is_named_twice(pages: dict[str, Page]) -> None:
    """An id that stands twice would lead readers to the wrong words."""
    for address, page in pages.items():
        assert [id for id, n in Counter(page.ids).items() if n > 1] == [], address


def test_the_chain_of_attribution_stands_on_the_page_as_a_sentence(
    pages: dict[str, Page],
) -> None:
    """What a reader reads, after every writer has had its turn."""
    for address in ("topics/harbour-bridge/", "articles/harbour-vote/", "issues/who-pays/"):
        words = " ".join(pages[ADDRESS + address].words.split())
        assert (
            "Ada Quill, Mayor of Port Ansel, said on 1 May 2031To Radio Ansel, as reported by "
            "Coast Wire, in Harbour Gazette" in words
        ), address


def test_nothing_is_loaded_from_another_site(built: Path, pages: dict[str, Page]) -> None:
    """Fonts, styles and scripts come from this site alone."""
    loaded = []
    for address in pages:
        file = built / urlsplit(address).path.lstrip("/")
        text = (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")
        loaded += [
            link for link in Sources(text).found if link.startswith(("http:", "//", "https:"))
        ]

    assert loaded == []


class Sources(HTMLParser):
    """What a browser fetches on its own: scripts, pictures, style sheets."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag in {"script", "img", "iframe", "source"} and values.get("src"):
            self.found.append(values["src"] or "")
        if tag == "link" and values.get("rel") in {"stylesheet", "preload", "preconnect", "icon"}:
            self.found.append(values.get("href") or "")


def test_the_readers_search_finds_records(built: Path) -> None:
    """The index holds the words of pages that the navigation leaves out."""
    index = (built / "assets" / "search-index.json").read_text(encoding="utf-8")

    assert "articles/harbour-vote/" in index
    assert "ferry crews say that nobody asked them" in index
    assert not (built / "search").exists()


# --- the same everywhere ---------------------------------------------------------------------


def test_plain_mkdocs_in_a_clean_clone_warns_of_nothing_and_builds_the_same(
    committed: Path, tmp_path: Path, explainer: Run
) -> None:
    """`mkdocs build --strict` is the reference; `explainer build` gives its bytes."""
    one, other = clone(committed, tmp_path / "one"), clone(committed, tmp_path / "other")

    done = mkdocs_build(one, "--strict")
    ours = explainer("build", cwd=other)

    assert done.returncode == 0, done.stderr
    assert "Documentation built" in done.stderr
    assert re.findall(r"^(?:WARNING|ERROR).*", done.stdout + done.stderr, re.MULTILINE) == []
    assert ours.returncode == 0, ours.stderr
    assert tree(one / "site") == tree(other / "site")
    assert len(tree(one / "site")) > 30


def test_one_commit_gives_the_same_bytes_everywhere(
    committed: Path, tmp_path: Path, explainer: Run
) -> None:
    """Two folders, time zones, locales and hash seeds; its date is the commit's, not the clock's."""
    one = clone(committed, tmp_path / "one")
    other = clone(committed, tmp_path / "zwei" / "Ein längerer Ördner")

    first = explainer(
        "build", cwd=one, TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", LANG="C.UTF-8",
        PYTHONHASHSEED="1",
    )  # fmt: skip
    second = explainer(
        "build", cwd=other, TZ="America/Los_Angeles", LC_ALL="POSIX", LANG="de_DE.ISO-8859-1",
        PYTHONHASHSEED="4242", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0",
    )  # fmt: skip

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "topics/harbour-bridge.md" in tree(one / "site")
    assert "<lastmod>2021-02-03</lastmod>" in (one / "site" / "sitemap.xml").read_text()
    assert tree(one / "site") == tree(other / "site")


def is_spare(path: str) -> bool:
    """Whether a path is of what the next build begins with: a site that was replaced."""
    return path.startswith(".explainer/spare/")


def test_a_second_build_changes_nothing(golden_project: Path, explainer: Run) -> None:
    """Nothing of the first build finds its way into the next, and no scraps are left."""
    first = explainer("build", cwd=golden_project, SOURCE_DATE_EPOCH="1700000000")
    before = {path: data for path, data in tree(golden_project).items() if not is_spare(path)}

    second = explainer("build", cwd=golden_project, SOURCE_DATE_EPOCH="1700000000")

    assert (first.returncode, second.returncode) == (0, 0)
    after = {path: data for path, data in tree(golden_project).items() if not is_spare(path)}
    assert after == before


# --- an editor's day -------------------------------------------------------------------------

LATE = """\
source: coast-wire-2031-06-30
title: The morning after
summary: The ferry crews will ask a court.
topics:
  - harbour-bridge
"""


def test_five_lines_appear_everywhere_and_leave_no_trace(
    golden_project: Path, explainer: Run
) -> None:
    """On its page, the home page, its topic's and its source's; removed, the site is as before."""
    assert explainer("build", cwd=golden_project, SOURCE_DATE_EPOCH="1").returncode == 0
    before = published(golden_project)
    article = golden_project / "content" / "articles" / "morning-after.yml"

    article.write_text(LATE, encoding="utf-8")
    assert explainer("build", cwd=golden_project, SOURCE_DATE_EPOCH="1").returncode == 0

    for address in (
        "articles/morning-after", "", "topics/harbour-bridge", "articles",
        "sources/coast-wire-2031-06-30",
    ):  # fmt: skip
        page = golden_project / "site" / address / "index.html"
        assert "The morning after" in page.read_text(encoding="utf-8"), address

    article.unlink()
    assert explainer("build", cwd=golden_project, SOURCE_DATE_EPOCH="1").returncode == 0

    assert published(golden_project) == before
    left = (path.relative_to(golden_project).as_posix() for path in golden_project.rglob("*"))
    assert [path for path in left if "morning" in path and not is_spare(path)] == []


def test_a_mistake_leaves_the_old_site_byte_for_byte(golden_project: Path, explainer: Run) -> None:
    """It is told with its place, by our command and by plain MkDocs, and nothing is published."""
    assert explainer("build", cwd=golden_project).returncode == 0
    before = tree(golden_project)
    mistake = golden_project / "content" / "articles" / "wrong.yml"
    mistake.write_text("source: coast-wire-2031-06-31\nsummary: S.\n")

    ours = explainer("build", cwd=golden_project)
    plain = mkdocs_build(golden_project)

    place = (
        'content/articles/wrong.yml:1:9: error[unknown-source] no source "coast-wire-2031-06-31"'
    )
    assert ours.returncode == 1
    assert place in ours.stdout + ours.stderr
    assert plain.returncode == 1
    assert place in plain.stdout + plain.stderr
    mistake.unlink()
    assert tree(golden_project) == before


def warn_while_building(project: Path) -> None:
    """A second hook, such as a project may have, that finds something to warn of."""
    (project / "warns.py").write_text(
        "import logging\n\n\ndef on_page_markdown(markdown, **_):\n"
        '    logging.getLogger("mkdocs.hooks.warns").warning("something is odd")\n'
    )
    settings = project / "mkdocs.yml"
    hook = "  - generator/engines/mkdocs_adapter.py\n"
    settings.write_text(settings.read_text().replace(hook, f"{hook}  - warns.py\n"))


@pytest.mark.parametrize("command", ["explainer", "mkdocs"])
def test_a_warning_under_strict_rules_leaves_the_old_site(
    golden_project: Path, explainer: Run, command: str
) -> None:
    """A refused site is never seen, and nothing half-built stays beside the old one."""
    assert explainer("build", cwd=golden_project).returncode == 0
    before = tree(golden_project / "site")
    warn_while_building(golden_project)
    about = golden_project / "content" / "pages" / "about.md"
    about.write_text("# About this site\n\nAnother sentence.\n", encoding="utf-8")

    if command == "explainer":
        done = explainer("build", cwd=golden_project)
    else:
        done = mkdocs_build(golden_project, "--strict")

    assert done.returncode == 1
    assert "something is odd" in done.stderr
    assert tree(golden_project / "site") == before
    assert [path.name for path in golden_project.glob(".site*")] == []


def test_a_warning_without_strict_rules_is_told_and_published(golden_project: Path) -> None:
    """Plain `mkdocs build` warns and goes on, as everywhere."""
    warn_while_building(golden_project)

    done = mkdocs_build(golden_project)

    assert done.returncode == 0
    assert "something is odd" in done.stderr
    assert (golden_project / "site" / "index.html").is_file()


def test_a_failure_in_the_middle_of_a_build_leaves_the_old_site(
    golden_project: Path, explainer: Run
) -> None:
    """A theme that breaks after half the pages takes nothing away."""
    assert explainer("build", cwd=golden_project).returncode == 0
    before = tree(golden_project / "site")
    main = golden_project / "site_config" / "theme" / "main.html"
    broken = "{% if page and page.url == 'glossary/' %}{{ nothing.of.that.name }}{% endif %}"
    main.write_text(
        main.read_text(encoding="utf-8") + "\n{% block use %}" + broken + "{% endblock %}\n"
    )

    done = explainer("build", cwd=golden_project)

    assert done.returncode != 0
    assert tree(golden_project / "site") == before
    assert explainer("check", cwd=golden_project).returncode == 0


def test_a_killed_build_leaves_the_whole_old_or_the_whole_new_site(golden_project: Path) -> None:
    """Killed at moments spread over its length, and a little beyond."""
    about = golden_project / "content" / "pages" / "about.md"
    versions = ["# About\n\nThe first version.\n", "# About\n\nThe second version.\n"]

    printed = golden_project.parent / "printed.txt"

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "generator", "build"], cwd=golden_project,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
            stdout=subprocess.DEVNULL, stderr=printed.open("wb"),
        )  # fmt: skip

    whole = []
    for text in versions:
        about.write_text(text, encoding="utf-8")
        began = time.monotonic()
        assert start().wait(240) == 0, printed.read_text()
        seconds = time.monotonic() - began
        whole.append(tree(golden_project / "site"))
    assert whole[0] != whole[1]

    # How fast a busy machine builds changes: a build that ended before its moment does not
    # count, and the next moments come sooner.
    moments = [0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
    moments = moments if THOROUGH else moments[::3]
    killed, tries = 0, 0
    while killed < len(moments) and tries < 60:
        about.write_text(versions[tries % 2], encoding="utf-8")
        process = start()
        time.sleep(seconds * moments[killed])
        process.kill()
        was_killed = process.wait(240) == -signal.SIGKILL
        assert tree(golden_project / "site") in whole, f"broken at {moments[killed]}, try {tries}"
        killed += was_killed
        seconds *= 1 if was_killed else 0.95
        tries += 1

    assert killed == len(moments)
    about.write_text(versions[0], encoding="utf-8")
    assert start().wait(240) == 0, printed.read_text()
    assert tree(golden_project / "site") == whole[0]
    assert [path.name for path in golden_project.glob(".site*")] == []
