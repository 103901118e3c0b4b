"""Long work is counted on a terminal, and nowhere else."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import select
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

import pytest
from generator.commands import common
from generator.commands.common import working


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal that errors go to, where long work is soon long."""
    screen, keyboard = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(common, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(common, "TICK_SECONDS", 0.01)
    with open(keyboard, "w", encoding="utf-8") as stream:
        yield Terminal(screen, stream)
    os.close(screen)


@dataclass
class Terminal:
    """The end at which its screen can be read, and what is written to."""

    screen: int
    stream: TextIO

    def shows(self) -> str:
        # The system hands on what is written when it has time.
        found = b""
        while select.select([self.screen], [], [], 0.3)[0]:
            found += os.read(self.screen, 10_000)
        return found.decode()


def test_long_work_counts_its_seconds_and_leaves_no_trace(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is written over by spaces, and the cursor is where it was."""
    monkeypatch.setattr(sys, "stderr", terminal.stream)

    with working("Building"):
        time.sleep(0.4)

    shown = terminal.shows()
    assert shown.startswith("\rBuilding … 0 s")
    assert shown.endswith(f"\r{' ' * len('Building … 0 s')}\r")


def test_short_work_says_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that is gone at once is a flicker."""
    monkeypatch.setattr(sys, "stderr", terminal.stream)
    monkeypatch.setattr(common, "QUIET_SECONDS", 60)

    with working("Building"):
        pass

    assert terminal.shows() == ""


def test_a_terminal_that_takes_no_line_back_is_left_alone(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would keep every one of them."""
    monkeypatch.setattr(sys, "stderr", terminal.stream)
    monkeypatch.setenv("TERM", "dumb")

    with working("Building"):
        time.sleep(0.05)

    assert terminal.shows() == ""


def test_where_there_is_no_terminal_there_is_no_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log, a pipe or a program that reads."""
    monkeypatch.setattr(common, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(sys, "stderr", io.StringIO())

    with working("Building"):
        time.sleep(0.05)

    assert sys.stderr.getvalue() == ""


def test_a_failure_in_long_work_takes_the_line_away(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said of it stands on a line of its own."""
    monkeypatch.setattr(sys, "stderr", terminal.stream)

    with contextlib.suppress(KeyboardInterrupt), working("Building"):
        time.sleep(0.4)
        raise KeyboardInterrupt

    assert terminal.shows().endswith(" \r")
