"""A real command on a real terminal: what it asks is waited for, and answered as by a person."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE_SECONDS = 30.0
CTRL_C = "\x03"
CTRL_D = "\x04"


class Terminal:
    """One run of `explainer`; `said` is all that its terminal has shown, without what was typed into it."""

    def __init__(self, *arguments: str, cwd: Path, **env: str) -> None:
        self.ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", *arguments],
            cwd=cwd, env={**os.environ, "TERM": "dumb", **env}, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True, preexec_fn=_own_terminal,
        )  # fmt: skip
        os.close(theirs)
        self.said = ""
        self._read_to = 0

    def wait_for(self, text: str) -> None:
        """Until the terminal shows a text behind what was waited for before."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while (at := self.said.find(text, self._read_to)) < 0:
            if not self._read(ends):
                raise AssertionError(f"waited in vain for {text!r}:\n{self.said}")
        self._read_to = at + len(text)

    def answer(self, prompt: str, typed: str) -> None:
        """Type a line once a question is asked."""
        self.wait_for(prompt)
        self.type(f"{typed}\n")

    def type(self, keys: str) -> None:
        if keys == CTRL_C:
            # Python loses a signal that comes in the moment in which it begins to wait for a line.
            time.sleep(0.5)
        os.write(self.ours, keys.encode("utf-8", "surrogateescape"))

    def end(self) -> int:
        """The exit code, once all is read."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while self._read(ends):
            pass
        code = self.process.wait(timeout=PATIENCE_SECONDS)
        os.close(self.ours)
        return code

    def _read(self, ends: float) -> bool:
        ready, _, _ = select.select([self.ours], [], [], max(0.0, ends - time.monotonic()))
        if not ready:
            self.process.kill()
            return False
        try:
            data = os.read(self.ours, 65_536)
        except OSError:  # the other end is closed
            return False
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        self.said += re.sub(r"\x1b\[\?2004[hl]\r?", "", text)
        return bool(data)


def _own_terminal() -> None:
    """As in a shell: the keys of this terminal, Ctrl-C among them, go to this process."""
    import fcntl
    import termios

    signal.signal(signal.SIGINT, signal.default_int_handler)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
