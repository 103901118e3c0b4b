"""How every command behaves on a terminal and beside one: colours, Ctrl-C, completion."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from generator import cli, explain
from generator.commands.completion import SHELLS
from generator.desk.ids import ids_in
from generator.site import read_graph

from conftest import ROOT, THOROUGH, MakeProject, Run, heed_interrupts, tree
from terminal import Terminal

MISTAKE = {"actors/a.yml": "name: A\ntype: persona\n"}
STOPPED = "Stopped; nothing is left half-written.\n"


# --- colours ---------------------------------------------------------------------------------


@pytest.mark.longer
def test_a_terminal_is_told_in_colours(make_project: MakeProject) -> None:
    """Control for the next: on a terminal the mark of an error is red."""
    terminal = Terminal("check", cwd=make_project(MISTAKE))

    assert terminal.end() == 1
    assert "\x1b[31m\x1b[1merror[unknown-value]\x1b[0m" in terminal.said


@pytest.mark.longer
def test_no_color_is_heeded_on_a_terminal(make_project: MakeProject) -> None:
    """Whatever the variable says, as https://no-color.org asks."""
    terminal = Terminal("check", cwd=make_project(MISTAKE), NO_COLOR="0")

    assert terminal.end() == 1
    assert "error[unknown-value]" in terminal.said
    assert "\x1b[" not in terminal.said


@pytest.mark.longer
def test_an_empty_no_color_asks_for_nothing(make_project: MakeProject) -> None:
    """Only a variable with something in it counts."""
    terminal = Terminal("check", cwd=make_project(MISTAKE), NO_COLOR="")

    assert terminal.end() == 1
    assert "\x1b[31m" in terminal.said


# --- Ctrl-C ----------------------------------------------------------------------------------


def interrupted(project: Path, *arguments: str, once: str = "") -> tuple[int, str]:
    """Exit code and errors of a command that Ctrl-C ends: once a file is there, else at its start."""
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "generator", *arguments] if not once
        else [sys.executable, "-m", "generator", *arguments],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heed_interrupts, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
    )  # fmt: skip
    assert process.stderr
    before = ""
    ends = time.monotonic() + 60
    if once:
        while not list(project.glob(once)) and time.monotonic() < ends and process.poll() is None:
            time.sleep(0.005)
    else:
        # The command's own module has been imported: it is at work.
        for line in process.stderr:
            before = line
            if line.rstrip().endswith((" generator.source", " generator.graph")):
                break
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    lines = [line for line in told.splitlines(True) if not line.startswith("import time:")]
    assert before is not None
    # A shell calls both 130: where Ctrl-C meets code that is made of a string, such as a dataclass,
    # Python remembers it and ends by the signal itself, whatever was made of it since.
    code = 130 if process.returncode == -signal.SIGINT else process.returncode
    return code, "".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        *([["build"], ["schema"]] if THOROUGH else []),
        ["fmt"],
        ["verify", "--texts", "content"],
        ["new", "place", "--name", "Quay"],
    ],
    ids=lambda command: command[0],
)
def test_ctrl_c_ends_a_command_in_one_line(golden_project: Path, command: list[str]) -> None:
    """Exit code 130, no traceback, and the project as it was."""
    before = tree(golden_project)

    code, told = interrupted(golden_project, *command)

    assert (code, told) == (130, STOPPED)
    assert tree(golden_project) == before


@pytest.mark.slow
def test_ctrl_c_while_the_site_is_being_written_leaves_no_half_of_it(golden_project: Path) -> None:
    """The folder in which it was being built goes with it; the site that was there stays."""
    settings, hook = golden_project / "mkdocs.yml", "generator/engines/mkdocs_adapter.py"
    settings.write_text(settings.read_text().replace(f"- {hook}", f"- {ROOT / hook}"))

    code, told = interrupted(golden_project, "build", once=".site.building-*")

    assert (code, told) == (130, STOPPED)
    assert sorted(path.name for path in golden_project.iterdir() if "site" in path.name) == [
        "site_config"
    ]


# --- completion ------------------------------------------------------------------------------


def completed(project: Path, *words: str) -> list[str]:
    """What a shell would offer for the last of these words."""
    done = subprocess.run(
        [sys.executable, "-m", "generator"], cwd=project, capture_output=True, text=True, check=False,
        env={
            **os.environ, "_EXPLAINER_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["explainer", *words]), "COMP_CWORD": str(len(words)),
        },
    )  # fmt: skip
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(shell: str) -> None:
    """The command prints it, to be put where the shell reads it."""
    done = CliRunner().invoke(cli.cli, ["completion", shell])

    assert done.exit_code == 0
    assert f"_EXPLAINER_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not there")
def test_bash_completes_with_the_script_that_is_printed(
    golden_project: Path, explainer: Run
) -> None:
    """A real bash reads the script, and offers the ids of sources."""
    script = golden_project / "completion.bash"
    script.write_text(explainer("completion", "bash", cwd=golden_project).stdout)
    command = golden_project / "bin" / "explainer"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
    command.chmod(0o755)
    typed = (
        "source ./completion.bash; COMP_WORDS=(explainer new event --source gaz); COMP_CWORD=4; "
        '_explainer_completion explainer gaz --source; echo "${COMPREPLY[@]}"'
    )
    path = f"{command.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", typed], cwd=golden_project, capture_output=True, text=True,
        env={**os.environ, "PATH": path}, check=False,
    )  # fmt: skip

    assert done.stdout.strip() == "gazette-letters", done.stderr


@pytest.mark.longer
def test_commands_kinds_and_codes_complete(golden_project: Path) -> None:
    """The codes are all that the manual knows."""
    assert completed(golden_project, "ver") == ["verify"]
    assert completed(golden_project, "new", "ac") == ["actor"]
    assert completed(golden_project, "explain", "") == sorted(explain.manual())


@pytest.mark.parametrize("where", ["golden", "real"])
def test_ids_are_found_without_reading_the_content(golden_project: Path, where: str) -> None:
    """Names of files and lines of `id:` give just the ids that there are."""
    project = golden_project if where == "golden" else ROOT
    graph, _ = read_graph(project)
    said = {p.statement.id for p in graph.statements.values() if p.statement.id}

    assert set(ids_in(project / "content")) == set(graph.library.records) | said
    assert ids_in(project / "content", "sources") == sorted(graph.sources)


def test_what_completes_ids_loads_no_model(golden_project: Path) -> None:
    """Somebody waits for it between two keys."""
    program = (
        "import sys; from pathlib import Path; from generator.commands.new import new; "
        "from generator.desk.ids import ids_in; assert ids_in(Path('content')); "
        "print(sorted({'pydantic', 'yaml', 'markdown'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=golden_project, capture_output=True, text=True, check=False
    )  # fmt: skip

    assert done.stdout == "[]\n", done.stderr


def test_completion_follows_no_link_and_survives_what_it_cannot_read(
    golden_project: Path, tmp_path: Path
) -> None:
    """Content may come from a stranger."""
    content = golden_project / "content"
    before = ids_in(content)
    (tmp_path / "secret.yml").write_text("id: secret\n")
    (content / "actors" / "link.yml").symlink_to(tmp_path / "secret.yml")
    (content / "actors" / "folder").symlink_to(tmp_path)
    (content / "actors" / "large.yml").write_bytes(b"x" * 1_100_000)
    os.mkfifo(content / "actors" / "pipe.yml")

    assert [id for id in ids_in(content) if id not in before] == ["large", "pipe"]
