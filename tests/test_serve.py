"""The reference: a plain `mkdocs serve`, edits of content/, and what a browser then gets."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import GOLDEN, add_engine, heed_interrupts

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 90.0
# MkDocs looks for changes many times a second; a second rebuild would begin well within this.
QUIET_SECONDS = 1.0
ENDS_WITHIN_SECONDS = 10.0


class Server:
    """A server in a process of its own; what it prints goes to a file."""

    def __init__(self, project: Path, command: list[str]) -> None:
        self.project = project
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"127.0.0.1:{port}"
        self.log_file = project.parent / "log.txt"
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *(part.format(address=self.address) for part in command)],
                cwd=project, stdout=log, stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"}, preexec_fn=heed_interrupts,
            )  # fmt: skip

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    @property
    def builds(self) -> int:
        # Not "Documentation built": MkDocs leaves a line out that says what an earlier one said.
        return self.log.count("Building documentation...")

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            return ""

    def write(self, path: str, text: str) -> None:
        """Save as most programs do, in one step: MkDocs never sees a file that is still empty."""
        whole = self.project.parent / "saved"
        whole.write_text(text, encoding="utf-8")
        whole.replace(self.project / "content" / path)

    def wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        ends = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < ends:
            if is_so():
                return
            assert self.process.poll() is None, f"the server ended:\n{self.log}"
            time.sleep(0.1)
        raise AssertionError(f"waited in vain until {what}:\n{self.log}")

    def wait_for_quiet(self) -> None:
        """Let a rebuild that should not come show itself."""
        builds, since = self.builds, time.monotonic()
        while time.monotonic() - since < QUIET_SECONDS:
            if self.builds != builds:
                builds, since = self.builds, time.monotonic()
            time.sleep(0.1)

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(ENDS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


MKDOCS = ["-m", "mkdocs", "serve", "--dev-addr", "{address}"]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The golden project, served by plain MkDocs, without our command."""
    project = tmp_path / "project"
    shutil.copytree(GOLDEN / "content", project / "content")
    add_engine(project)
    server = Server(project, MKDOCS)
    try:
        server.wait_until(lambda: "bridge" in server.page(""), "the first page came")
        yield server
    finally:
        server.end()


ABOUT = "# About this site\n\nA sentence with the word {word}.\n"


def test_each_edit_is_one_rebuild_and_each_mistake_keeps_the_last_good_page(
    server: Server,
) -> None:
    """A day at the desk: edit, edit again, add, mistake, mend, remove; each counted."""
    server.wait_for_quiet()
    assert server.builds == 1, "serving begins with one build and starts no other by itself"

    server.write("pages/about.md", ABOUT.format(word="heliotrope"))
    server.wait_until(lambda: "heliotrope" in server.page("about/"), "the edit was on the page")
    server.wait_for_quiet()
    assert server.builds == 2, server.log

    server.write("pages/about.md", ABOUT.format(word="vermilion"))
    server.wait_until(lambda: "vermilion" in server.page("about/"), "the next edit was there")
    server.wait_for_quiet()
    assert server.builds == 3, server.log

    server.write("actors/new.yml", "name: Somebody New\ntype: person\n")
    server.wait_until(lambda: "Somebody New" in server.page("actors/new/"), "a new page came")
    server.wait_for_quiet()
    assert server.builds == 4, server.log

    server.write("actors/new.yml", "name: Somebody New\ntype: persona\n")
    place = "content/actors/new.yml:2:7: error[unknown-value]"
    server.wait_until(lambda: place in server.log, "the mistake was told with its place")
    server.wait_for_quiet()
    assert "vermilion" in server.page("about/")
    assert "Somebody New" in server.page("actors/new/")
    assert server.log.count(place) == 1
    assert "Traceback" not in server.log

    before = server.builds
    server.write("actors/new.yml", "name: Somebody Mended\ntype: person\n")
    server.wait_until(lambda: "Somebody Mended" in server.page("actors/new/"), "it was mended")
    server.wait_for_quiet()
    assert server.builds == before + 1, server.log

    (server.project / "content" / "actors" / "new.yml").unlink()
    server.wait_until(lambda: "Somebody" not in server.page("actors/"), "the page was gone")
    assert not (server.project / "generated" / "actors" / "new.md").exists()
    server.wait_for_quiet()
    assert server.builds == before + 2, server.log


def test_serving_leaves_the_published_site_alone(server: Server) -> None:
    """What is served stands elsewhere; site/ belongs to `build`."""
    assert not (server.project / "site").exists()
    assert list(server.project.glob(".site*")) == []


def test_serving_ends_at_once_when_asked(server: Server) -> None:
    """Ctrl-C ends it without a traceback."""
    server.end()

    assert server.process.returncode == 0
    assert "Traceback" not in server.log


def test_serving_content_that_was_never_right_says_what_is_wrong(tmp_path: Path) -> None:
    """With no good site to show, plain MkDocs ends with the report."""
    project = tmp_path / "project"
    (project / "content" / "actors").mkdir(parents=True)
    (project / "content" / "actors" / "a.yml").write_text("name: A\n")
    add_engine(project)

    server = Server(project, MKDOCS)
    try:
        code = server.process.wait(PATIENCE_SECONDS)
    finally:
        server.end()

    assert code == 1
    assert "content/actors/a.yml:1:1: error[missing-field]" in server.log
    assert "Traceback" not in server.log
