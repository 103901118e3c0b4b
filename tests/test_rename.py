"""`explainer rename`: an id everywhere, or nowhere; what the content says stays as it was."""

from __future__ import annotations

import difflib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from generator import cli
from generator.desk.edits import Edit, EditError, edited
from generator.desk.renaming import RefusalError, Renaming, carry_out, plan
from generator.diagnostics import Location
from generator.history import read_history
from generator.output import seen_in
from generator.site import Site, read_graph, read_site
from generator.writers import markdown

from conftest import GOLDEN, ROOT, THOROUGH, MakeProject, Run, tree

TODAY = date(2031, 7, 1)
GAZETTE = "title: Letters\npublisher: The Gazette\n"


def run(*arguments: str, project: Path) -> Result:
    return CliRunner().invoke(cli.cli, ["rename", *arguments, "--project", str(project)])


def content(project: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in tree(project / "content").items()}


# --- the same content under other ids --------------------------------------------------------

RENAMED = re.compile(r"[a-z0-9]-renamed-[0-9]+")


def reported(site: Site, back: dict[str, str]) -> Counter[tuple[str, ...]]:
    """Every diagnostic without its line, with the ids that records had before."""
    return Counter(
        (d.code, *(RENAMED.sub(lambda found: back[found.group()], text)
                   for text in (d.location.path, d.message, d.help)))
        for d in site.diagnostics
    )  # fmt: skip


def said(site: Site, back: dict[str, str]) -> dict[str, list[str]]:
    """The lines of every page, with the ids that records had before.

    Sorted, since some lists of a page have the order of the files' names.
    """

    def before(text: str) -> str:
        return RENAMED.sub(lambda found: back[found.group()], text)

    return {
        before(document.path): sorted(before(markdown.write_twin(document)).split("\n"))
        for document in site.documents
    }


@pytest.mark.slow
def test_random_renames_change_no_diagnostic_and_no_line_of_the_site(
    make_project: MakeProject,
) -> None:
    """Records and statements of the real content, any of them, to ids that sort anywhere."""
    project = make_project()
    shutil.copytree(ROOT / "content", project / "content", dirs_exist_ok=True)
    before = read_site(project, TODAY)
    records = sorted(before.graph.library.records)
    statements = sorted(s.key for s in before.graph.statements.values() if s.statement.id)
    now = {id: id for id in (*records, *statements)}
    chance = random.Random(6)

    for number in range(200 if THOROUGH else 12):
        id = chance.choice(statements if number % 4 == 0 else records)
        new = f"{chance.choice('abcdefghijklmnopqrstuvwxyz0123456789')}-renamed-{number}"
        carry_out(project, plan(project, now[id], new))
        now[id] = new

    after = read_site(project, TODAY)
    back = {new: id for id, new in now.items()}
    assert reported(after, back) == reported(before, {})
    assert said(after, back) == said(before, {})
    assert after.quotations == before.quotations
    formatted = CliRunner().invoke(cli.cli, ["fmt", "--check", "--project", str(project)])
    assert formatted.exit_code == 0, formatted.output
    assert [path.name for path in project.glob(".content*")] == []


# --- what is edited, and nothing beside ------------------------------------------------------

FILES = {
    "sources/gazette.yml": GAZETTE,
    "places/quay.yml": "# The quay\nname: Quay   # as on the map\n",
    "actors/all.yml": (
        "# People\n"
        "- id: jane   # of the town\n"
        "  name: Jane\n"
        "  type: person\n"
        "\n"
        "- {id: ann, name: Ann, type: person, represents: jane}\n"
    ),
    "terms/span.yml": (
        'term: "jane"\r\n'
        "definition: >-\r\n"
        "  A word of [[jane|jane]], of jane\r\n"
        "  and of [[jane]].\r\n"
    ),
    "topics/ferry.md": (
        "---\ntitle: Ferry\nquestion: Whose?\nin_short: Jane’s. [@gazette]\nmap: ['quay']\n---\n"
        "## When? {#when}\n\nIn May at [[ quay ]]. [@gazette; @gazette, p. 2] `[[quay]]`\n\n"
        "See [the quay](/places/quay/#events) and [it][1].\n\n[1]: /places/quay/\n"
    ),
    "articles/vote.yml": (
        "source: gazette\nsummary: S.\nstatements:\n"
        "  - {speaker: jane, quote: It will stand., via: [gazette]}\n"
        "  - {id: first, speaker: ann, text: It will. , denies: second}\n"
        "  - {id: second, speaker: jane, text: It will not.}\n"
    ),
}  # fmt: skip


def changed(project: Path, old: str, new: str) -> list[str]:
    """The lines that a rename takes away and puts in, of all files."""
    before = content(project)
    done = run(old, new, project=project)
    assert done.exit_code == 0, done.output
    after = content(project)
    lines = []
    for path in sorted({*before, *after}):
        pair = (before.get(path, "").splitlines(True), after.get(path, "").splitlines(True))
        lines += [f"{path} {line!r}" for line in difflib.ndiff(*pair) if line[0] in "+-"]
    return lines


def test_comments_line_ends_and_words_stay(make_project: MakeProject) -> None:
    """Only where the text means the record; a name that looks like its id is no id."""
    assert changed(make_project(FILES), "jane", "jane-smith") == [
        "actors/all.yml '- - id: jane   # of the town\\n'",
        "actors/all.yml '+ - id: jane-smith   # of the town\\n'",
        "actors/all.yml '+   formerly: [jane]\\n'",
        "actors/all.yml '- - {id: ann, name: Ann, type: person, represents: jane}\\n'",
        "actors/all.yml '+ - {id: ann, name: Ann, type: person, represents: jane-smith}\\n'",
        "articles/vote.yml '-   - {speaker: jane, quote: It will stand., via: [gazette]}\\n'",
        "articles/vote.yml '+   - {speaker: jane-smith, quote: It will stand., via: [gazette]}\\n'",
        "articles/vote.yml '-   - {id: second, speaker: jane, text: It will not.}\\n'",
        "articles/vote.yml '+   - {id: second, speaker: jane-smith, text: It will not.}\\n'",
        "terms/span.yml '-   A word of [[jane|jane]], of jane\\r\\n'",
        "terms/span.yml '+   A word of [[jane-smith|jane]], of jane\\r\\n'",
        "terms/span.yml '-   and of [[jane]].\\r\\n'",
        "terms/span.yml '+   and of [[jane-smith]].\\r\\n'",
    ]


def test_a_file_named_by_its_record_gets_the_new_name(make_project: MakeProject) -> None:
    """Links, lists and typed addresses of Markdown follow; what stands in code is shown as it is."""
    assert changed(make_project(FILES), "quay", "north-quay") == [
        "places/north-quay.yml '+ # The quay\\n'",
        "places/north-quay.yml '+ formerly: [quay]\\n'",
        "places/north-quay.yml '+ name: Quay   # as on the map\\n'",
        "places/quay.yml '- # The quay\\n'",
        "places/quay.yml '- name: Quay   # as on the map\\n'",
        "topics/ferry.md \"- map: ['quay']\\n\"",
        "topics/ferry.md \"+ map: ['north-quay']\\n\"",
        "topics/ferry.md '- In May at [[ quay ]]. [@gazette; @gazette, p. 2] `[[quay]]`\\n'",
        "topics/ferry.md '+ In May at [[ north-quay ]]. [@gazette; @gazette, p. 2] `[[quay]]`\\n'",
        "topics/ferry.md '- See [the quay](/places/quay/#events) and [it][1].\\n'",
        "topics/ferry.md '+ See [the quay](/places/north-quay/#events) and [it][1].\\n'",
        "topics/ferry.md '- [1]: /places/quay/\\n'",
        "topics/ferry.md '+ [1]: /places/north-quay/\\n'",
    ]


def test_a_statement_gets_another_id(make_project: MakeProject) -> None:
    """Its place on its carrier's page is no page, so nothing is kept of the old one."""
    assert changed(make_project(FILES), "second", "jane-says-no") == [
        "articles/vote.yml '-   - {id: first, speaker: ann, text: It will. , denies: second}\\n'",
        "articles/vote.yml '+   - {id: first, speaker: ann, text: It will. , denies: jane-says-no}\\n'",
        "articles/vote.yml '-   - {id: second, speaker: jane, text: It will not.}\\n'",
        "articles/vote.yml '+   - {id: jane-says-no, speaker: jane, text: It will not.}\\n'",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: A\n", "name: A\nformerly: [old]\n"),
        ("name:  A\n", "formerly: [old]\nname:  A\n"),
        ("# A\n---\nname: A\n", "# A\n---\nformerly: [old]\nname: A\n"),
        ("id: old\nname: A\n", "id: new\nname: A\nformerly: [old]\n"),
        ("name: A\nid: old\n", "name: A\nid: new\nformerly: [old]\n"),
        ("name: A\nid: 'old' # x", "name: A\nid: 'new' # x\nformerly: [old]"),
        ("{name: A}\n", "{formerly: [old], name: A}\n"),
        ("name: A\nformerly: b\n", "name: A\nformerly: [b, old]\n"),
        ("name: A\nformerly: [b, c]\n", "name: A\nformerly: [b, c, old]\n"),
        ("name: A\nformerly: []\n", "name: A\nformerly: [old]\n"),
        ("name: A\nformerly:\n", "name: A\nformerly: [old]\n"),
        ("name: A\nformerly:\n  - b # x\n", "name: A\nformerly:\n  - b # x\n  - old\n"),
        ("name: A\nformerly: [old, b]\n", "name: A\nformerly: [old, b]\n"),
    ],
)
def test_the_old_id_is_kept_in_the_form_that_is_there(
    make_project: MakeProject, before: str, after: str
) -> None:
    """`formerly` comes below the id or first, and where fmt puts it in a file that is in its form."""
    project = make_project({"places/old.yml": before})

    done = run("old", "new", project=project)

    assert done.exit_code == 0, done.output
    assert content(project) == {"places/new.yml": after}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# About\n\nUs.\n", "---\nformerly: [old]\n---\n# About\n\nUs.\n"),
        ("---\n---\n# About\n", "---\nformerly: [old]\n---\n# About\n"),
        ("---\ndescription: D\n---\n# A\n", "---\ndescription: D\nformerly: [old]\n---\n# A\n"),
    ],
)
def test_a_page_keeps_its_old_id_in_front_matter(
    make_project: MakeProject, before: str, after: str
) -> None:
    """Which is made for it where there was none."""
    project = make_project({"pages/old.md": before})

    done = run("old", "new", project=project)

    assert done.exit_code == 0, done.output
    assert content(project) == {"pages/new.md": after}


def test_an_id_that_comes_back_is_first_and_last(make_project: MakeProject) -> None:
    """Feeds know an entry by its first address, so that one is never forgotten."""
    project = make_project({"places/a.yml": "name: A\n"})

    for old, new in (("a", "b"), ("b", "a")):
        assert run(old, new, project=project).exit_code == 0

    assert content(project) == {"places/a.yml": "name: A\nformerly: [a, b]\n"}


def test_the_list_of_exemptions_and_the_lock_follow(make_project: MakeProject) -> None:
    """A quotation is known by its speaker's id too, and stays verified."""
    project = make_project()
    shutil.copytree(GOLDEN / "content", project / "content", dirs_exist_ok=True)
    exemptions = project / "site_config" / "exemptions.yml"
    exemption = "{rule: orphan-record, why: W, owner: O, until: 2031-12}"
    exemptions.write_text(f"# Ours\n- record: ada-quill # hers\n  exempt: {exemption}\n")
    before = read_graph(project)[0].quotations

    for old, new in (("ada-quill", "quill"), ("harbour-vote", "vote"),
                     ("harbour-gazette-2031-05-02", "gazette")):  # fmt: skip
        done = run(old, new, project=project)
        assert done.exit_code == 0, done.output

    after = read_graph(project)[0].quotations
    assert exemptions.read_text() == f"# Ours\n- record: quill # hers\n  exempt: {exemption}\n"
    assert [c.state for c in before.values()] == [c.state for c in after.values()]
    assert '"text": "gazette"' in content(project)["quotes.lock"]
    assert "A saved text of it for explainer verify is called gazette from now on." in done.output


def test_edits_count_characters_and_leave_the_rest() -> None:
    """A byte-order mark, each kind of line end and characters outside the first plane."""
    data = "\ufeffä😀old\r\nold\rx old\n".encode()
    places = [Location("f", 1, 3), Location("f", 3, 3)]

    assert edited(data, [Edit(p, "old", "new") for p in places]) == (
        "\ufeffä😀new\r\nold\rx new\n".encode()
    )
    with pytest.raises(EditError):
        edited(data, [Edit(Location("f", 2, 2), "old", "new")])


# --- refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("quai", "x", 'no record or statement has the id "quai"; write "quay"'),
        ("former", "x", 'no record or statement has the id "former"; it is called "about" now'),
        ("vote.1", "x", 'no record or statement has the id "vote.1"'),
        ("quay", "North Quay", 'cannot be an id: lower-case letters, digits and hyphens; write "north-quay"'),
        ("quay", "quay", 'the id "quay" is taken: content/places/quay.yml:1:1'),
        ("quay", "jane", 'the id "jane" is taken: content/actors/all.yml:2:7'),
        ("quay", "first", 'the id "first" is taken: content/articles/vote.yml:5:10'),
        ("quay", "former", '"former" was the id of "about" before, and leads there'),
        ("quay", "index", 'the address "index" belongs to the site itself'),
        ("about", "timeline", 'the address "timeline" belongs to the site itself'),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_changes(
    make_project: MakeProject, old: str, new: str, message: str
) -> None:
    """Each refusal says why, and what to write."""
    project = make_project({**FILES, "pages/about.md": "---\nformerly: former\n---\n# About\n"})
    before = tree(project / "content")

    done = run(old, new, project=project)

    # The file's own first line is a comment; the record begins below it.
    assert done.exit_code == 2
    assert message.replace("quay.yml:1:1", "quay.yml:2:1") in done.output
    assert tree(project / "content") == before


def test_content_with_mistakes_is_not_renamed(make_project: MakeProject) -> None:
    """What cannot be read cannot be followed; the mistakes are told as check tells them."""
    project = make_project({**FILES, "terms/pier.yml": "term: Pier\n"})
    before = tree(project / "content")

    done = run("quay", "north-quay", project=project)

    assert done.exit_code == 1
    assert "content/terms/pier.yml:1:1: error[missing-field]" in done.output
    assert "Nothing is renamed until these are mended." in done.output
    assert tree(project / "content") == before


@pytest.mark.parametrize(
    "written",
    ['type: person\nrepresents: "j\\x61ne"\n', "name: &x jane\ntype: person\nrepresents: *x\n"],
    ids=["an escape", "a value that is two things"],
)
def test_what_could_not_be_changed_alone_is_refused(
    make_project: MakeProject, written: str
) -> None:
    """An id in other letters, and one that is a name too: to be written plainly first."""
    name = "" if "name" in written else "name: Bob\n"
    project = make_project({**FILES, "actors/bob.yml": name + written})
    before = tree(project / "content")

    done = run("jane", "jane-smith", project=project)

    assert done.exit_code == 2, done.output
    assert "content/actors/bob.yml" in done.output or '"bob"' in done.output
    assert tree(project / "content") == before
    assert list(project.glob(".content*")) == []


def test_a_dry_run_shows_the_lines_and_writes_nothing(make_project: MakeProject) -> None:
    """Every line that would change, before and after."""
    project = make_project(FILES)
    before = tree(project / "content")

    done = run("quay", "north-quay", "--dry-run", project=project)

    assert done.exit_code == 0
    assert "content/places/quay.yml → content/places/north-quay.yml\n" in done.stdout
    assert "  +formerly: [quay]\n" in done.stdout
    assert "  -map: ['quay']\n  +map: ['north-quay']\n" in done.stdout
    assert done.stdout.endswith(
        'Would rename "quay" to "north-quay": 4 places that named it, 2 files. '
        "/places/quay/ would lead on to /places/north-quay/.\n"
    )
    assert tree(project / "content") == before


# --- whole or not at all ---------------------------------------------------------------------

LOOKED_AT = ("open", "os", "shutil", "tempfile", "ctypes")


def stopped_at(project: Path, renaming: Renaming, moment: int, how: signal.Signals) -> int:
    """Rename in a process that gets a signal when the file system is asked for the n-th thing."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    left = [moment]

    def stop(event: str, _: object) -> None:
        if event.split(".")[0] in LOOKED_AT:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), how)

    # A shell lets what it runs in the background ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.addaudithook(stop)
    try:
        carry_out(project, renaming)
    except KeyboardInterrupt:
        os._exit(1)
    os._exit(0)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_who_is_stopped_leaves_the_old_content_or_the_new(
    golden_project: Path, how: signal.Signals
) -> None:
    """At moments spread over the whole of it: no file is half written, and none is ahead of another."""
    exemptions = golden_project / "site_config" / "exemptions.yml"
    exemption = "{rule: orphan-record, why: W, owner: O, until: 2031-12}"
    exemptions.write_text(f"- record: harbour-bridge\n  exempt: {exemption}\n")
    old = shutil.copytree(golden_project / "content", golden_project.parent / "old")
    listed = exemptions.read_bytes()
    before = tree(old)
    renaming = plan(golden_project, "harbour-bridge", "bridge")
    carry_out(golden_project, renaming)
    after = tree(golden_project / "content")
    assert after != before

    outcomes = []
    for moment in range(1, 2_000, 1 if THOROUGH else 7):
        shutil.rmtree(golden_project / "content")
        shutil.copytree(old, golden_project / "content")
        exemptions.write_bytes(listed)
        renaming = replace(renaming, seen=seen_in(golden_project / "content"))
        ended = stopped_at(golden_project, renaming, moment, how)
        found = tree(golden_project / "content")
        assert found in (before, after), f"broken at {moment}"
        if how is signal.SIGINT:
            is_new = found == after
            assert (b"harbour-bridge" in exemptions.read_bytes()) is not is_new
            assert is_new or list(golden_project.glob(".content*")) == []
        outcomes.append(found == after)
        if ended == 0:
            break

    assert ended == 0
    assert outcomes.count(False) >= 3
    # What a killed one left beside the content is cleared by the next.
    assert run("bridge", "span-bridge", project=golden_project).exit_code == 0
    assert list(golden_project.glob(".content*")) == []


@pytest.mark.parametrize("path", ["actors/bodies.yaml", "actors/new.yml"])
def test_what_is_saved_meanwhile_stays_and_nothing_is_renamed(
    golden_project: Path, path: str
) -> None:
    """An editor program saves when it likes: an old file anew, or a new one."""
    renaming = plan(golden_project, "harbour-bridge", "bridge")
    saved = golden_project / "content" / path
    saved.write_text("# saved meanwhile\n")
    before = tree(golden_project)

    with pytest.raises(RefusalError, match="saved meanwhile; run it again"):
        carry_out(golden_project, renaming)

    assert tree(golden_project) == before


# --- readers and feeds -----------------------------------------------------------------------


def git(folder: Path, *arguments: str, day: str = "2031-05-10") -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    when = f"{day}T12:00:00+00:00"
    who = {
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    }  # fmt: skip
    subprocess.run(["git", *arguments], cwd=folder, check=True, env={**clean, **who})


def test_a_record_keeps_its_days_under_its_new_name(make_project: MakeProject) -> None:
    """It was published when it first was; until the new name is committed, the old one's days hold."""
    project = make_project({"places/quay.yml": "name: Quay\n"})
    git(project, "init", "--quiet")
    git(project, "add", "content")
    git(project, "commit", "--quiet", "--message", "quay")

    assert run("quay", "north-quay", project=project).exit_code == 0
    graph, _ = read_graph(project)
    history, _ = read_history(project)
    files = graph.own_files("north-quay")

    assert files == ("content/places/north-quay.yml", "content/places/quay.yml")
    assert history.changed(*files) == history.published(*files) == date(2031, 5, 10)

    git(project, "add", "content")
    git(project, "commit", "--quiet", "--message", "north-quay", day="2031-06-20")
    history, _ = read_history(project)

    assert history.published(*files) == date(2031, 5, 10)
    assert history.changed(*files) == date(2031, 6, 20)


def test_a_record_that_nobody_knows_yet_keeps_no_old_id(make_project: MakeProject) -> None:
    """A file that was never committed was never on the site, so no address need lead on."""
    project = make_project({"places/quay.yml": "name: Quay\n"})
    git(project, "init", "--quiet")

    done = run("quay", "north-quay", project=project)

    assert done.exit_code == 0, done.output
    assert content(project) == {"places/north-quay.yml": "name: Quay\n"}
    assert "leads on" not in done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden project's site, built after its explainer and a standing page were renamed."""
    from conftest import add_engine

    project = tmp_path_factory.mktemp("renamed") / "project"
    shutil.copytree(GOLDEN / "content", project / "content")
    add_engine(project)
    for old, new in (
        ("harbour-bridge", "bridge"),
        ("bridge", "new-bridge"),
        ("about", "who-we-are"),
    ):
        assert run(old, new, project=project).exit_code == 0
    command = [sys.executable, "-m", "generator", "build"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "href", "canonical", "title"),
    [
        ("topics/harbour-bridge", "../new-bridge/", "topics/new-bridge/", "The harbour bridge"),
        ("topics/bridge", "../new-bridge/", "topics/new-bridge/", "The harbour bridge"),
        ("about", "../who-we-are/", "who-we-are/", "About"),
    ],
)
def test_an_old_address_leads_on(
    built: Path, old: str, href: str, canonical: str, title: str
) -> None:
    """By itself and by a link, without script, and with the address that search engines are to keep."""
    text = (built / old / "index.html").read_text("utf-8")

    assert (built / old / href / "index.html").resolve().is_file()
    assert f'<link rel="canonical" href="https://example.org/{canonical}">' in text
    assert f'<meta http-equiv="refresh" content="0; url={href}">' in text
    assert re.search(rf'<main>\n<h1>[^<]+</h1>\n<p><a href="{href}">{title}[^<]*</a></p>', text)
    assert '<html lang="en">' in text
    assert "default-src &#x27;none&#x27;" in text
    assert "<script" not in text
    assert "style" not in text


@pytest.mark.slow
def test_hosts_are_told_of_old_addresses(built: Path) -> None:
    """Of pages, their twins and their feeds, one by one."""
    redirects = (built / "_redirects").read_text().splitlines()

    assert redirects[:4] == [
        "/about/ /who-we-are/ 301",
        "/about.md /who-we-are.md 301",
        "/topics/harbour-bridge/ /topics/new-bridge/ 301",
        "/topics/harbour-bridge.md /topics/new-bridge.md 301",
    ]
    assert "/topics/bridge/feed.xml /topics/new-bridge/feed.xml 301" in redirects
    assert (
        "RedirectMatch 301 ^/topics/bridge/feed[.]xml$ /topics/new-bridge/feed.xml"
        in (built / ".htaccess").read_text()
    )


@pytest.mark.slow
def test_what_moved_is_in_no_list_of_pages(built: Path) -> None:
    """Maps for search engines and feeds name the new addresses; a feed's entry keeps its id."""
    sitemap = (built / "sitemap.xml").read_text()
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.fromstring((built / "topics" / "new-bridge" / "feed.xml").read_bytes())
    ids = {
        entry.find("a:link", atom).get("href"): entry.findtext("a:id", namespaces=atom)
        for entry in feed.iterfind("a:entry", atom)
    }

    assert "/topics/new-bridge/<" in sitemap
    assert "/topics/harbour-bridge/" not in sitemap
    assert feed.findtext("a:id", namespaces=atom) == (
        "https://example.org/topics/harbour-bridge/feed.xml"
    )
    assert "https://example.org/topics/new-bridge/" not in ids or (
        ids["https://example.org/topics/new-bridge/"]
        == "https://example.org/topics/harbour-bridge/"
    )


def test_the_command_is_whole_in_a_process_of_its_own(
    make_project: MakeProject, explainer: Run
) -> None:
    """As an editor types it."""
    project = make_project(FILES)

    done = explainer("rename", "quay", "north-quay", cwd=project)

    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout == (
        'Renamed "quay" to "north-quay": 4 places that named it, 2 files. '
        "/places/quay/ leads on to /places/north-quay/.\n"
    )
