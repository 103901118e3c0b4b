"""`explainer serve` as it is typed: what it prints, how it ends, and how soon a change is shown."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import write_archive
from conftest import GOLDEN, THOROUGH, MakeProject, Run, add_engine, edit, heed_interrupts

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 120.0
ENDS_WITHIN_SECONDS = 1.0
ARTICLES = 1000
# A change is shown within this, median of all rounds, on a processor that has nothing else to do.
SHOWN_WITHIN_SECONDS = 1.0
ROUNDS = 20 if THOROUGH else 5


class Command:
    """`explainer serve` in a process of its own, at a free port; what it prints goes to a file."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.log_file = project.parent / "log.txt"
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "generator", "serve", "--port", "0"], cwd=project, stdout=log,
                stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"},
                preexec_fn=heed_interrupts,
            )  # fmt: skip

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def until_log(self, pattern: str) -> re.Match[str]:
        ends = time.monotonic() + PATIENCE_SECONDS
        while (found := re.search(pattern, self.log)) is None:
            assert self.process.poll() is None, f"the command ended:\n{self.log}"
            assert time.monotonic() < ends, f"waited in vain for {pattern}:\n{self.log}"
            time.sleep(0.02)
        return found

    def port(self) -> int:
        return int(self.until_log(r"Preview: http://127\.0\.0\.1:(\d+)/")[1])

    def seconds_to_end(self) -> float:
        """How long it takes to end after Ctrl-C, on a processor that has nothing else to do."""
        began, busy = time.monotonic(), slowness()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE_SECONDS)
        return (time.monotonic() - began) / max(busy, slowness())

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE_SECONDS)


def slowness() -> float:
    """How many times longer than its own time a piece of work takes on this machine just now."""
    began, worked = time.monotonic(), time.process_time()
    while time.process_time() - worked < 0.1:
        pass
    return max(1.0, (time.monotonic() - began) / (time.process_time() - worked))


def golden(folder: Path) -> Path:
    project = folder / "project"
    shutil.copytree(GOLDEN / "content", project / "content")
    add_engine(project)
    return project


@contextlib.contextmanager
def serving(project: Path) -> Iterator[Command]:
    command = Command(project)
    try:
        yield command
    finally:
        command.kill()


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    with serving(golden(tmp_path)) as command:
        yield command


def files_of(project: Path) -> list[Path]:
    """All but the schemas for editor programs, which learn of new ids, and what Python compiled."""
    others = {"schema", "__pycache__"}
    return [path for path in sorted(project.rglob("*")) if not others & set(path.parts)]


def test_a_day_at_the_desk_is_one_line_for_each_change(command: Command) -> None:
    """Mistakes with place and cure, once each; nothing is written beside the content but schemas."""
    before = files_of(command.project)
    command.port()
    record = command.project / "content" / "actors" / "new.yml"

    record.write_text("name: Somebody New\ntype: persona\n")
    command.until_log("1 mistake, the last good version is shown")
    record.write_text("name: Somebody New\ntype: person\n")
    command.until_log(r"content/actors/new.yml: shown \(\d+\.\d s\)")
    record.write_text("name: Somebody #1 New\ntype: person\n")
    command.until_log(r"content/actors/new.yml:1:.*warning\[comment-in-text\]")
    footer = command.project / "site_config" / "theme" / "partials" / "footer.html"
    text = footer.read_text("utf-8")
    footer.write_text("{{ 1 / 0 }}")
    command.until_log("footer.html:1: ZeroDivisionError")
    command.until_log("footer.html: shown with the last good theme and settings")
    footer.write_text(text)
    command.until_log(r"footer.html: shown \(")

    assert command.log.count("content/actors/new.yml:2:7: error[unknown-value]") == 1
    assert files_of(command.project) == sorted([*before, record])
    assert "\x1b" not in command.log


def test_the_form_saves_what_the_next_page_shows(command: Command) -> None:
    """A record sent to /admin/ is a file of the content, and a page a moment later."""
    port = command.port()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    sent = json.dumps({"text": "name: Somebody New\ntype: person\n", "was": None})
    headers = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"}

    connection.request("PUT", "/admin/records/content/actors/new.yml", sent, headers)
    answer = connection.getresponse()

    assert (answer.status, answer.read() and None) == (200, None)
    command.until_log(r"content/actors/new.yml: shown")
    connection.request("GET", "/actors/new/")
    assert "Somebody New" in connection.getresponse().read().decode()
    connection.close()


def test_ctrl_c_ends_it_at_once(command: Command) -> None:
    """With a page that listens, without a traceback, and with the code of what is done."""
    connection = http.client.HTTPConnection("127.0.0.1", command.port(), timeout=60)
    connection.request("GET", "/_preview/events?page=/")
    connection.getresponse().readline()

    seconds = command.seconds_to_end()
    connection.close()

    assert command.process.returncode == 0
    assert seconds < ENDS_WITHIN_SECONDS
    assert "Traceback" not in command.log


def test_ctrl_c_ends_it_while_it_reads(tmp_path: Path) -> None:
    """At any moment of its start, as when somebody typed the wrong command."""
    project = golden(tmp_path)
    for pause in (0.5, 0.8):
        command = Command(project)
        time.sleep(pause)

        command.seconds_to_end()

        # Before our first line runs, Python itself tells of an interrupt.
        assert "generator/preview" not in command.log


def test_what_the_preview_leaves_out_is_told(tmp_path: Path) -> None:
    """A hook of others changes pages of the build, and none here."""
    project = golden(tmp_path)
    (project / "signs.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown\n")
    hook = "  - generator/engines/mkdocs_adapter.py\n"
    edit(project, "../mkdocs.yml", hook, f"{hook}  - signs.py\n")

    with serving(project) as command:
        command.port()
        command.until_log("such as other hooks, is left out here")


def test_a_taken_port_is_wrong_use(
    tmp_path: Path, explainer: Run, make_project: MakeProject
) -> None:
    """The next one is proposed."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = explainer("serve", "--port", str(port), cwd=make_project(engine=True))

    assert done.returncode == 2
    assert f"try --port {port + 1}" in done.stderr


def test_content_that_was_never_right_is_served_with_its_mistakes(tmp_path: Path) -> None:
    """The report is in the terminal too."""
    project = golden(tmp_path)
    (project / "content" / "actors" / "a.yml").write_text("name: A\n")

    with serving(project) as command:
        command.port()
        # The address is told first.
        command.until_log("nothing to show yet")

    assert "content/actors/a.yml:1:1: error[missing-field]" in command.log
    assert "1 mistake, nothing to show yet" in command.log


def test_a_change_is_shown_within_a_second_on_a_site_of_a_thousand_articles(tmp_path: Path) -> None:
    """From the write of a file until its page is there over HTTP; the browser learns it by an event.

    What else the machine does is measured beside it and taken off.
    """
    project = tmp_path / "project"
    write_archive(project, ARTICLES)
    add_engine(project)

    with serving(project) as command:
        port = command.port()
        found = list(rounds(project / "content" / "articles" / "report-3.yml", port))

    waited = statistics.median(wall for wall, _ in found)
    alone = statistics.median(wall / slow for wall, slow in found)
    told = (
        f"{ROUNDS} changes among {ARTICLES:,} articles: median {waited:.2f} s, "
        f"worst {max(wall for wall, _ in found):.2f} s; on a free processor about {alone:.2f} s"
    )
    assert alone < SHOWN_WITHIN_SECONDS, told


def rounds(file: Path, port: int) -> Iterator[tuple[float, float]]:
    """Seconds until each change was shown, and the slowness of the machine meanwhile."""
    text = file.read_text("utf-8")
    listening = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    listening.request("GET", "/_preview/events?page=/articles/report-3/")
    events = listening.getresponse()
    events.readline()
    for number in range(ROUNDS):
        word = f"heliotrope{number}"
        before = slowness()
        began = time.monotonic()
        file.write_text(text.replace("The ", f"The {word} ", 1), encoding="utf-8")
        while word not in page(port):
            while not events.readline().startswith(b"data: "):
                pass
        yield time.monotonic() - began, max(before, slowness())
    listening.close()


def page(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    connection.request("GET", "/articles/report-3/")
    text = connection.getresponse().read().decode()
    connection.close()
    return text
