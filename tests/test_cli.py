"""The command `explainer`: what it prints, and with which code it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from generator import __version__, cli, remembered, site
from generator.checks import RULES

from conftest import ROOT, MakeProject, Run

MISTAKE = {"actors/a.yml": "name: A\ntype: persona\n"}
RIGHT = {"actors/a.yml": "name: A\ntype: person\n", "pages/p.md": "# P\n\nOf [[a]].\n"}


def run(*arguments: str) -> Result:
    """The command inside this process; what it prints and its exit code are the real ones."""
    return CliRunner().invoke(cli.cli, list(arguments))


def with_our_own_hook(project: Path) -> Path:
    """Let MkDocs load the hook from where it is developed and not from the project's copy."""
    settings, hook = project / "mkdocs.yml", "generator/engines/mkdocs_adapter.py"
    settings.write_text(settings.read_text().replace(f"- {hook}", f"- {ROOT / hook}"))
    return project


def shallow(project: Path) -> Path:
    """A clone of a project that lacks its history, which is a thing to note and no mistake."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(project)]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "1"],
                      ["commit", "-qm", "2", "--allow-empty"]):  # fmt: skip
        subprocess.run([*git, *arguments], check=True)
    target = project.parent / "shallow"
    command = ["git", "clone", "-q", "--depth=1", f"file://{project}", str(target)]
    subprocess.run(command, check=True)
    return target


# --- check -----------------------------------------------------------------------------------


def test_check_of_right_content_says_what_it_read(golden_project: Path) -> None:
    """A check that saw nothing must not look clean: every kind is counted."""
    done = run("check", "--project", str(golden_project), "--today", "2031-07-01")
    counts = re.search(r"\((\d+) looked at, (\d+) skipped", done.stdout)
    looked, skipped = counts.groups() if counts else ("", "")

    assert done.exit_code == 0
    assert int(looked) > 10
    assert done.stdout == (
        "Checked 1 article, 1 topic, 1 issue, 4 events, 6 actors, 2 places, 2 terms, "
        f"4 sources, 1 page, 5 statements by {len(RULES)} rules ({looked} looked at, {skipped} "
        "skipped, 0 exempt): no mistakes. "
        "Quotations: 1 verified, 0 changed, 0 never verified, 0 exempt.\n"
    )


def test_check_of_nothing_says_that_it_read_nothing(make_project: MakeProject) -> None:
    """An empty folder is no success to be proud of."""
    done = run("check", "--project", str(make_project()))

    assert (done.exit_code, done.stdout) == (
        0,
        f"Checked no records by {len(RULES)} rules (0 looked at, 0 skipped, 0 exempt): no mistakes.\n",
    )


def test_check_writes_nothing(golden_project: Path) -> None:
    """It may be run at any time, by anybody, beside a running server."""
    before = sorted(golden_project.rglob("*"))

    run("check", "--project", str(golden_project))

    assert sorted(golden_project.rglob("*")) == before


def test_a_mistake_is_told_with_its_place_and_its_cure(make_project: MakeProject) -> None:
    """Three lines an editor can act on, then the count; the command ends with 1."""
    done = run("check", "--project", str(make_project(MISTAKE)))

    assert done.exit_code == 1
    assert done.stdout == (
        'content/actors/a.yml:2:7: error[unknown-value] "persona" is no value of "type"\n'
        '  help: write "person"; the choices are: person, organisation, state, people\n'
        "Checked no records, the rules waiting until these are mended: 1 error.\n"
    )


def test_the_same_report_is_given_whatever_the_folder_and_the_way_there(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From inside the project and from elsewhere."""
    project = make_project(MISTAKE)
    from_elsewhere = run("check", "--project", str(project))

    monkeypatch.chdir(project)

    assert run("check").stdout == from_elsewhere.stdout


def test_a_report_for_programs_is_json_alone_on_standard_output(
    make_project: MakeProject,
) -> None:
    """The summary goes to the other stream, so that a program can read the first."""
    done = run("check", "--format", "json", "--project", str(make_project(MISTAKE)))

    (found,) = json.loads(done.stdout)
    assert done.exit_code == 1
    assert found == {
        "code": "unknown-value",
        "severity": "error",
        "path": "content/actors/a.yml",
        "line": 2,
        "column": 7,
        "message": '"persona" is no value of "type"',
        "help": 'write "person"; the choices are: person, organisation, state, people',
        "related": [],
    }
    assert "1 error" in done.stderr


def test_a_report_for_programs_without_mistakes_is_an_empty_list(
    make_project: MakeProject,
) -> None:
    """Nothing found is still JSON."""
    done = run("check", "--format", "json", "--project", str(make_project(RIGHT)))

    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_a_report_for_pull_requests_marks_the_line(make_project: MakeProject) -> None:
    """In the form that GitHub reads from a workflow's output."""
    done = run("check", "--format", "github", "--project", str(make_project(MISTAKE)))

    assert done.stdout.startswith(
        "::error file=content/actors/a.yml,line=2,col=7,title=unknown-value::"
        '"persona" is no value of "type"%0Ahelp: write '
    )
    assert done.stdout.count("\n") == 1


def test_a_note_is_told_and_fails_nothing(make_project: MakeProject) -> None:
    """A shallow clone is worth knowing, even under strict rules."""
    project = shallow(make_project(RIGHT))

    done = run("check", "--strict", "--project", str(project))

    assert done.exit_code == 0
    assert "note[shallow-clone]" in done.stdout
    assert done.stdout.endswith(": 1 note.\n")


def test_colours_are_for_terminals(make_project: MakeProject) -> None:
    """A report that goes to a file holds no escape codes; one for a terminal marks the error."""
    project = str(make_project(MISTAKE))
    plain = CliRunner().invoke(cli.cli, ["check", "--project", project])
    coloured = CliRunner().invoke(cli.cli, ["check", "--project", project], color=True)

    assert "\x1b" not in plain.output
    assert "\x1b[31m\x1b[1merror[unknown-value]\x1b[0m" in coloured.output


# --- build -----------------------------------------------------------------------------------


@pytest.mark.longer
def test_build_says_what_it_built_and_where(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number of records, mistakes, pages and seconds, and the folder."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.chdir(with_our_own_hook(golden_project))

    done = run("build")

    assert done.exit_code == 0, done.output
    assert re.search(
        r"0 exempt\): .+\. Quotations: .+\. Built 25 pages in \d+\.\d s: site/\n$", done.stdout
    )
    assert len(list((golden_project / "site").rglob("index.html"))) == 25


@pytest.mark.longer
def test_build_puts_the_site_where_it_is_told_to(
    golden_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder, from another folder; nothing else is left anywhere."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    # One process: what measures the tests would leave the figures of each other one here.
    done = run("build", "--project", str(golden_project), "--site-dir", "public", "--jobs", "1")

    assert done.exit_code == 0, done.output
    assert (elsewhere / "public" / "index.html").is_file()
    assert not (golden_project / "site").exists()
    assert [path.name for path in elsewhere.iterdir()] == ["public"]


def test_build_refuses_content_with_mistakes(make_project: MakeProject) -> None:
    """Every mistake is told, and that nothing was built; no folder is made."""
    project = make_project(MISTAKE, engine=True)

    done = run("build", "--project", str(project))

    assert done.exit_code == 1
    assert "error[unknown-value]" in done.stdout
    assert done.stderr == (
        "Checked no records, the rules waiting until these are mended: 1 error. "
        "The site was not built.\n"
    )
    assert not (project / "site").exists()
    assert [path.name for path in (project / "generated").iterdir()] == [".gitignore"]


def test_build_tells_in_its_own_words_why_mkdocs_stopped(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong setting is no bug of ours, and no traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    settings = with_our_own_hook(golden_project) / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nno_such_setting: 1\n")

    done = run("build", "--project", str(golden_project))

    assert done.exit_code == 1
    assert "The site was not built:" in done.stderr
    assert "Traceback" not in done.output
    assert [path.name for path in golden_project.glob(".site*")] == []


@pytest.mark.longer
def test_a_warning_of_mkdocs_refuses_the_site(
    golden_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our command is always strict: the finished folder is thrown away, the old site stays."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    project = str(with_our_own_hook(golden_project))
    assert run("build", "--project", project).exit_code == 0
    before = (golden_project / "site" / "index.html").read_bytes()
    (golden_project / "warns.py").write_text(
        "import logging\n\n\ndef on_page_markdown(markdown, **_):\n"
        '    logging.getLogger("mkdocs.hooks.warns").warning("something is odd")\n'
    )
    settings = golden_project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("\nhooks:\n", "\nhooks:\n  - warns.py\n"))

    done = run("build", "--project", project)

    assert done.exit_code == 1
    assert "something is odd" in done.stderr
    assert (golden_project / "site" / "index.html").read_bytes() == before
    assert [path.name for path in golden_project.glob(".site*")] == []


@pytest.mark.longer
def test_two_builds_in_one_process_do_not_mix(
    golden_project: Path, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memories of the first, of texts and of settings, change nothing in the second."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    other = make_project(RIGHT, name="other", engine=True)

    first = run("build", "--project", str(golden_project))
    second = run("build", "--project", str(other))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert not (other / "site" / "topics" / "harbour-bridge").exists()
    assert (other / "site" / "actors" / "a" / "index.html").is_file()
    assert (golden_project / "site" / "topics" / "harbour-bridge" / "index.html").is_file()


# --- wrong use, and bugs of ours -------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "No such command"),
        (["check", "--foo"], "No such option"),
        (["check", "--format", "xml"], "Invalid value for '--format'"),
        (["check", "--project", "/no/such/folder"], "does not exist"),
        (["build", "extra"], "Got unexpected extra argument"),
        (["check", "extra"], "does not exist"),
        (["build", "--project", "{empty}"], "there is no mkdocs.yml here"),
        (["serve", "--project", "{empty}"], "there is no mkdocs.yml here"),
    ],
)
def test_wrong_use_of_a_command_is_answered_with_its_right_use(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    """Exit code 2, which tells a script that nothing was looked at."""
    done = run(*(argument.format(empty=tmp_path) for argument in arguments))

    assert done.exit_code == 2
    assert told in done.stderr
    assert "Usage:" in done.stderr


@pytest.mark.parametrize("command", ["check", "build", "serve", "explain"])
def test_every_command_shows_an_example_of_its_use(command: str) -> None:
    """Nobody has to guess how a command is typed."""
    done = run(command, "-h")

    assert done.exit_code == 0
    assert f"Example: explainer {command}" in done.stdout


def test_the_command_tells_its_version() -> None:
    """For a report of a bug."""
    assert run("--version").stdout == f"explainer, version {__version__}\n"


def test_a_bug_of_ours_ends_with_seventy_and_asks_for_a_report(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An editor reads first that it is not their fault."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    for module in (site, remembered):
        monkeypatch.setattr(module, "read_site", broken)
    monkeypatch.setattr(sys, "argv", ["explainer", "check", "--project", str(make_project())])

    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 70
    told = capsys.readouterr().err
    assert told.startswith(
        "explainer: this is a bug of ours, not of yours: RuntimeError: a wheel came off\n"
    )
    assert "Please report it" in told
    assert "raise RuntimeError" in told


def test_the_command_runs_in_a_process_of_its_own(
    make_project: MakeProject, explainer: Run
) -> None:
    """`python -m generator` is `explainer`; its exit code is what a script sees."""
    done = explainer("check", cwd=make_project(MISTAKE))

    assert done.returncode == 1
    assert "error[unknown-value]" in done.stdout
    assert done.stderr == ""


@pytest.mark.longer
def test_no_plugin_of_another_package_sees_the_records(
    make_project: MakeProject, explainer: Run, tmp_path: Path
) -> None:
    """Some are loaded into whatever checks data by pydantic; there this one would end the command."""
    (tmp_path / "watching.py").write_text("raise SystemExit('a plugin was loaded')\n")
    told = tmp_path / "watching-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: watching\nVersion: 1\n")
    (told / "entry_points.txt").write_text("[pydantic]\nwatching = watching:plugin\n")

    done = explainer("check", cwd=make_project(RIGHT), PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.longer
def test_checking_does_not_load_the_site_builder(make_project: MakeProject) -> None:
    """A check in a pre-commit hook is quick: MkDocs comes in only where a site is built."""
    code = (
        "import sys\nfrom generator.cli import cli\n"
        "cli(['check'], standalone_mode=False)\n"
        "assert 'generator.graph' in sys.modules\nassert 'mkdocs' not in sys.modules\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=make_project(RIGHT), capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr
