"""The fast build: the bytes of `mkdocs build`, by however many processes, or MkDocs itself."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from generator.database import database_of
from generator.dates import DateError, PartialDate
from generator.engines.cluster import Cluster, _require_same, cluster
from generator.engines.direct import build_site
from generator.engines.mkdocs_adapter import EngineError, Renderer
from generator.engines.press import Order, Press, printed
from generator.engines.theme_faults import fault_in
from generator.publishing import Sheet
from generator.site import read_site
from jinja2 import Environment, FileSystemLoader

from browser.building import built_once, real_content
from conftest import ROOT, Run, edit, heed_interrupts, mkdocs_build, tree

Bytes = dict[str, bytes]


def by_mkdocs(project: Path, site: str = "reference") -> Bytes:
    done = mkdocs_build(project, "--strict", "-q", "-d", site, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    return tree(project / site)


def same(ours: Bytes, reference: Bytes) -> None:
    assert [path for path in reference if ours.get(path) != reference[path]] == []
    assert ours.keys() == reference.keys()


@pytest.mark.longer
def test_one_process_writes_all_that_a_site_has(golden_project: Path) -> None:
    """A page for each document with its twin beside it, what belongs to no page, and no scraps."""
    site = read_site(golden_project)

    number = build_site(golden_project, golden_project / "site", site, 1)

    written = tree(golden_project / "site")
    assert number == len(site.documents) > 20
    for document in site.documents:
        assert f"{document.path}/index.html".removeprefix("/") in written
        assert f"{document.path or 'index'}.md" in written
    assert {
        "404.html",
        "sitemap.xml",
        "assets/search-index.json",
        "assets/site.css",
    } <= written.keys()
    assert b"</html>" in written["topics/harbour-bridge/index.html"]
    assert [path.name for path in golden_project.glob(".site*")] == []


@pytest.mark.longer
def test_a_setting_that_mkdocs_refuses_leaves_the_old_site(golden_project: Path) -> None:
    site = read_site(golden_project)
    build_site(golden_project, golden_project / "site", site, 1)
    before = tree(golden_project / "site")
    settings = golden_project / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nno_such_setting: 1\n")

    with pytest.raises(EngineError, match="no_such_setting"):
        build_site(golden_project, golden_project / "site", site, 1)

    assert tree(golden_project / "site") == before


@pytest.mark.longer
def test_a_theme_that_breaks_in_the_middle_leaves_nothing_half_built(golden_project: Path) -> None:
    use = golden_project / "site_config" / "theme" / "partials" / "use.html"
    use.write_text("{% if page.url == 'glossary/' %}{{ nothing.of.that.name }}{% endif %}\n")

    with pytest.raises(EngineError):
        build_site(golden_project, golden_project / "site", read_site(golden_project), 1)

    assert [path.name for path in golden_project.glob("*site*")] == ["site_config"]
    assert [path.name for path in golden_project.glob(".site*")] == []


# What somebody may write into a template -> what is told of it.
BROKEN_TEMPLATES = {
    b"\n{{ 1 / 0 }}\n": "footer.html:2: ZeroDivisionError: division by zero",
    b"{{ nothing.of.that.name }}": "footer.html:1: UndefinedError: 'nothing' is undefined",
    b"\n\n{% if %}": "footer.html:3: TemplateSyntaxError: Expected an expression",
    b"{{ page | nothing }}": "footer.html:1: TemplateAssertionError: No filter named 'nothing'.",
    b"{% include 'nothing.html' %}": "footer.html:1: TemplateNotFound: 'nothing.html'",
    b"{% include 'partials/footer.html' %}": "footer.html:1: RecursionError: ",
    b"caf\xe9\n": "footer.html: not in UTF-8; save it as UTF-8",
}


@pytest.mark.longer
@pytest.mark.parametrize("text", BROKEN_TEMPLATES)
def test_what_fails_in_a_template_is_told_at_its_line(golden_project: Path, text: bytes) -> None:
    footer = golden_project / "site_config" / "theme" / "partials" / "footer.html"
    footer.write_bytes(text)
    told = re.escape(f"site_config/theme/partials/{BROKEN_TEMPLATES[text]}")

    with pytest.raises(EngineError, match=f"^{told}"):
        build_site(golden_project, golden_project / "site", read_site(golden_project), 1)


@pytest.mark.longer
@pytest.mark.parametrize("name", ["main.html", "404.html"])
def test_a_template_that_makes_empty_pages_publishes_none(golden_project: Path, name: str) -> None:
    (golden_project / "site_config" / "theme" / name).write_text("")

    with pytest.raises(EngineError, match=rf"^{name} of the theme gives a page without <main>"):
        build_site(golden_project, golden_project / "site", read_site(golden_project), 1)


@pytest.mark.slow
def test_it_is_told_too_where_mkdocs_builds_itself(golden_project: Path, explainer: Run) -> None:
    (golden_project / "more.py").write_text("def on_config(config):\n    return config\n")
    settings = golden_project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("hooks:\n", "hooks:\n  - more.py\n"))
    footer = golden_project / "site_config" / "theme" / "partials" / "footer.html"
    footer.write_text("{{ 1 / 0 }}")

    done = explainer("build", cwd=golden_project)

    assert done.returncode == 1
    assert "not built: site_config/theme/partials/footer.html:1: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_fails_in_our_code_is_no_fault_of_the_template_that_calls_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ parse('no date') }}")
    page = Environment(loader=FileSystemLoader(tmp_path)).get_template("page.html")

    with pytest.raises(DateError) as raised:
        page.render(parse=PartialDate.parse)

    assert fault_in(raised.value, tmp_path, [str(tmp_path)]) is None


@pytest.mark.slow
def test_the_real_content_has_the_bytes_of_mkdocs(shared_folder: Path) -> None:
    """The site that is looked at in a browser is that of `mkdocs build`."""
    site = built_once(shared_folder, "real", real_content)

    ours = tree(site)

    assert len(ours) > 1000
    same(ours, by_mkdocs(site.parent))


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_processes_gives_the_same_bytes(
    jobs: int, golden_project: Path, explainer: Run
) -> None:
    done = explainer("build", "--jobs", str(jobs), cwd=golden_project)

    assert done.returncode == 0, done.stderr
    same(tree(golden_project / "site"), by_mkdocs(golden_project))


def a_word_about_each_page(theme: Path) -> None:
    """Its length, of which nobody but the theme can know."""
    footer = theme / "partials" / "footer.html"
    footer.write_text(
        footer.read_text() + "<p>{{ page.content | length if page else 0 }} letters</p>\n"
    )


def another_head(theme: Path) -> None:
    head = theme / "partials" / "head.html"
    head.write_text(
        head.read_text() + '<meta name="x" content="{{ page.url if page else 404 }}">\n'
    )


def another_page(theme: Path) -> None:
    (theme / "main.html").write_text(
        '{% extends "base.html" %}{% block use %}<p>{{ record | e }}, {{ page.url }}</p>{% endblock %}\n'
    )


def what_mkdocs_finds_out(theme: Path) -> None:
    """Headings and the title come from reading Markdown."""
    footer = theme / "partials" / "footer.html"
    asked = "{{ page.title }}, {{ page.toc }}, {{ page.meta.title }}"
    footer.write_text(f"{footer.read_text()}<p>{{% if page %}}{asked}{{% endif %}}</p>\n")


def a_link_to_one_page(theme: Path) -> None:
    """It is another one on that page itself than on its neighbours."""
    footer = theme / "partials" / "footer.html"
    footer.write_text(
        footer.read_text() + """<a href="{{ 'actors/radio-ansel/' | url }}">x</a>\n"""
    )


def files_that_a_build_makes(theme: Path) -> None:
    """A theme's robots.txt is not the site's."""
    (theme / "robots.txt").write_text("mine")


def files_of_its_own(theme: Path) -> None:
    """Hidden ones stay where they are, wherever their folder lies."""
    for folder in ("more", "more/deeper", ".more", "more/.deeper", "more/.deeper/down"):
        (theme / folder).mkdir()
        (theme / folder / "a.txt").write_text(folder)
        (theme / folder / ".b.txt").write_text(folder)


@pytest.mark.slow
@pytest.mark.parametrize("has_to_ask", [False, True])
def test_a_theme_that_asks_for_more_is_rendered_as_it_asks(
    has_to_ask: bool, golden_project: Path, explainer: Run
) -> None:
    """Whatever it asks of a page that only MkDocs finds out, MkDocs is asked."""
    theme = golden_project / "site_config" / "theme"
    known = (
        a_word_about_each_page, another_head, another_page, a_link_to_one_page,
        files_that_a_build_makes, files_of_its_own,
    )  # fmt: skip
    for change in (what_mkdocs_finds_out,) if has_to_ask else known:
        change(theme)

    done = explainer("build", cwd=golden_project)

    assert done.returncode == 0, done.stderr
    same(tree(golden_project / "site"), by_mkdocs(golden_project))


def children(of: int) -> list[int]:
    """The processes that a process has started and that are still there."""
    found = Path(f"/proc/{of}/task/{of}/children")
    return [int(pid) for pid in found.read_text().split()] if found.exists() else []


def is_there(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(found: Callable[[], bool]) -> bool:
    ends = time.monotonic() + 60
    while not found() and time.monotonic() < ends:
        time.sleep(0.005)
    return found()


@pytest.fixture
def building(golden_project: Path) -> Iterator[subprocess.Popen[str]]:
    """A build by three processes, at the moment at which they are there."""
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--jobs", "3"], cwd=golden_project, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=heed_interrupts,
    ) as process:  # fmt: skip
        assert wait_for(lambda: len(children(process.pid)) == 3)
        yield process
        process.kill()


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_no_process_behind(building: subprocess.Popen[str]) -> None:
    helpers = children(building.pid)

    building.kill()
    building.wait(60)

    assert wait_for(lambda: not any(map(is_there, helpers)))


@pytest.mark.slow
def test_a_process_that_the_system_ends_is_told_and_the_old_site_stays(
    building: subprocess.Popen[str], golden_project: Path
) -> None:
    os.kill(children(building.pid)[0], signal.SIGKILL)

    _, told = building.communicate(timeout=60)

    assert building.returncode == 1
    assert "The site was not built: the system ended a process" in told
    assert "Traceback" not in told
    assert [path.name for path in golden_project.glob("*site*")] == ["site_config"]


@pytest.mark.slow
def test_what_others_hook_into_a_build_is_heeded(golden_project: Path, explainer: Run) -> None:
    (golden_project / "signs.py").write_text(
        "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nSigned.\\n'\n"
    )
    settings = golden_project / "mkdocs.yml"
    hook = "  - generator/engines/mkdocs_adapter.py\n"
    settings.write_text(settings.read_text().replace(hook, f"{hook}  - signs.py\n"))

    done = explainer("build", cwd=golden_project)

    assert done.returncode == 0, done.stderr
    ours = tree(golden_project / "site")
    assert b"<p>Signed.</p>" in ours["index.html"]
    same(ours, by_mkdocs(golden_project))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("use_directory_urls: false", "use_directory_urls must be true"),
        ('exclude_docs: "actors/radio-ansel.md"', "exclude_docs would leave out pages"),
        ('draft_docs: "about.md"', "draft_docs would leave out pages"),
        ("docs_dir: content", "docs_dir must be generated"),
        ("docs_dir: docs", "docs_dir must be generated"),
        ("site_url: https://example.org/?a=1", "write a host and the path of the site"),
        ("site_url: https://example.org:99999/", "write a host and the path of the site"),
        ("site_url: https://exa mple.org/", "write a host and the path of the site"),
        ("extra: {repository: 'javascript:alert(1)//'}", "write where the records stand"),
        ("extra: {repository: [a]}", "write where the records stand"),
    ],
)
def test_settings_that_would_harm_project_or_readers_are_refused_by_both(
    more: str, told: str, golden_project: Path, explainer: Run
) -> None:
    key = more.partition(":")[0]
    settings = golden_project / "mkdocs.yml"
    lines = re.split(r"^(?=[a-z])", settings.read_text(), flags=re.MULTILINE)
    kept = [line for line in lines if not line.startswith((f"{key}:", "strict:"))]
    settings.write_text(f"{''.join(kept)}{more}\n")
    content = tree(golden_project / "content")
    (golden_project / "docs").mkdir()
    (golden_project / "docs" / "guide.md").write_text("# A guide\n")

    reference = mkdocs_build(golden_project, "-q", "-d", "reference", PYTHONPATH=str(ROOT))
    done = explainer("build", cwd=golden_project)

    assert (done.returncode, reference.returncode) == (1, 1)
    assert told in done.stderr
    assert told in reference.stderr
    assert tree(golden_project / "content") == content
    assert (golden_project / "docs" / "guide.md").exists()
    assert not (golden_project / "site").exists()


@pytest.mark.slow
def test_a_setting_that_mkdocs_alone_knows_is_left_to_it(
    golden_project: Path, explainer: Run
) -> None:
    edit(
        golden_project,
        "../mkdocs.yml",
        "  - tables\n",
        "  - tables\n  - toc:\n      permalink: true\n",
    )
    assert not Renderer(golden_project).knows_all
    reference = mkdocs_build(golden_project, "-q", "-d", "reference", PYTHONPATH=str(ROOT))

    done = explainer("build", cwd=golden_project)

    assert (done.returncode, reference.returncode) == (0, 0)
    same(tree(golden_project / "site"), tree(golden_project / "reference"))


@pytest.mark.slow
def test_a_second_ctrl_c_hangs_nothing_and_leaves_nothing(
    building: subprocess.Popen[str], golden_project: Path
) -> None:
    helpers = children(building.pid)

    building.send_signal(signal.SIGINT)
    time.sleep(0.05)
    building.send_signal(signal.SIGINT)
    building.wait(30)

    assert building.returncode in {130, -signal.SIGINT}
    assert wait_for(lambda: not any(map(is_there, helpers)))
    assert [path.name for path in golden_project.glob(".site*")] == []


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_that_cannot_be_made_is_told(
    jobs: str, golden_project: Path, explainer: Run
) -> None:
    done = explainer("build", "--jobs", jobs, "--site-dir", "/proc/site", cwd=golden_project)

    assert done.returncode == 1
    assert "The site was not built: a file cannot be read or written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_another_extension_of_markdown_is_heeded(golden_project: Path, explainer: Run) -> None:
    settings = golden_project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("  - tables\n", "  - tables\n  - smarty\n"))

    done = explainer("build", cwd=golden_project)

    assert done.returncode == 0, done.stderr
    same(tree(golden_project / "site"), by_mkdocs(golden_project))


@pytest.mark.longer
def test_pages_made_elsewhere_have_their_place_and_their_bytes(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order in which batches come back is nothing to readers; what is kept is sent to nobody."""
    site = read_site(golden_project)
    build_site(golden_project, golden_project / "here", site, 1)
    sent: list[int] = []

    class Elsewhere:
        """Makes what it is sent at once, and would know nothing else."""

        def __init__(self, order: Order) -> None:
            self.order = order

        def send(self, sheets: Sequence[Sheet]) -> list[dict[str, bytes]]:
            sent.append(len(sheets))
            return printed(self.order, sheets)

        def receive(self, made: list[dict[str, bytes]]) -> list[dict[str, bytes]]:
            return made

    @contextlib.contextmanager
    def elsewhere(_: str, order: Order) -> Iterator[Elsewhere]:
        yield Elsewhere(order)

    monkeypatch.setattr("generator.engines.direct.cluster", elsewhere)
    monkeypatch.setattr("generator.engines.direct.SENT_LIMIT", 1)
    for _ in range(2):
        number = build_site(
            golden_project, golden_project / "site", site, scheduler="dask://elsewhere:1"
        )
        assert number == sum(sent) > 20
        same(tree(golden_project / "site"), tree(golden_project / "here"))


@pytest.mark.longer
def test_a_process_with_another_theme_makes_no_pages(golden_project: Path) -> None:
    press = Press(golden_project)
    footer = golden_project / "site_config" / "theme" / "partials" / "footer.html"
    footer.write_text(footer.read_text() + "other")

    with pytest.raises(EngineError, match="another theme"):
        printed(Order(str(golden_project), press.ground, "1000000000"), [])
    with pytest.raises(EngineError):
        printed(Order(str(golden_project / "nowhere"), press.ground, "1000000000"), [])


@pytest.mark.longer
def test_code_that_changes_during_a_build_is_not_remembered(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made by it cannot be told from what the new code makes."""
    monkeypatch.setattr("generator.engines.made_with.CODE", "what this process began with")
    build_site(golden_project, golden_project / "site", read_site(golden_project), 1)

    assert not database_of(golden_project).exists()


@pytest.mark.longer
def test_a_cluster_that_is_lost_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.engines.cluster._STEP", 0.01)
    monkeypatch.setattr("generator.engines.cluster._ALONE", 0.05)
    monkeypatch.setattr("generator.engines.cluster._PATIENCE", 1)

    @dataclass
    class Client:
        answers: dict[str, str | None]

        def scheduler_info(self) -> dict[str, object]:
            return {"workers": {}}

        def run(self, *_: object, **__: object) -> dict[str, str | None]:
            return self.answers

    class Lost(Executor):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            raise RuntimeError("gone\nand more")

    there = Cluster("dask://x:1", Order("", "", ""), Client({}), Lost())
    with pytest.raises(EngineError, match=r"no worker of dask://x:1 is left"):
        there.receive(Future())
    with pytest.raises(EngineError, match=r"made no pages: gone$"):
        there.send([])
    with pytest.raises(EngineError, match="has no workers"):
        _require_same(Client({}), "dask://x:1", there.order)
    with pytest.raises(EngineError, match="the worker w2 is not like this machine: old"):
        _require_same(Client({"w1": None, "w2": "old"}), "dask://x:1", there.order)
    with (
        pytest.raises(EngineError, match="does not answer"),
        cluster("dask://127.0.0.1:9", there.order),
    ):
        pass
