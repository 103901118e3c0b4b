"""A preview in this process, as `explainer serve` starts it, and what a browser would get from it."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.preview.resident import Resident, State
from generator.preview.server import Form, PreviewServer
from generator.preview.watching import Watch

# Long enough for a machine that has much else to do.
PATIENCE_SECONDS = 60.0
_BANNER = re.compile(
    rb'<link rel="stylesheet" href="/_preview/preview.css">.*<script src="/_preview/preview.js" defer></script>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Got:
    """A status, a body, and headers by lower-case name."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def banner(self) -> str:
        found = _BANNER.search(self.body)
        return found.group().decode() if found else ""

    @property
    def page(self) -> bytes:
        """The body without what the preview added to it."""
        return _BANNER.sub(b"", self.body, count=1)


@dataclass
class Preview:
    """A running preview of a project."""

    project: Path
    server: PreviewServer
    resident: Resident
    states: list[State] = field(default_factory=list)

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with contextlib.closing(connection):
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            data = answer.read()
            return Got(answer.status, data, {k.lower(): v for k, v in answer.getheaders()})

    def write(self, path: str, text: str) -> None:
        file = self.project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        ends = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < ends, f"waited in vain until {what}: {self.states[-1:]}"
            time.sleep(0.02)

    def until_page(self, path: str, words: str) -> Got:
        self.until(lambda: words in self.get(path).text, f"{path} says {words}")
        return self.get(path)

    def until_banner(self, path: str, words: str) -> Got:
        self.until(lambda: words in self.get(path).banner, f"the banner of {path} says {words}")
        return self.get(path)

    @contextlib.contextmanager
    def events(self, page: str) -> Iterator[Iterator[dict[str, str]]]:
        """What the script on a page is told, one by one, until the page is left."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)
        connection.request("GET", f"/_preview/events?page={page}")
        answer = connection.getresponse()
        assert answer.getheader("Content-Type") == "text/event-stream"

        def told() -> Iterator[dict[str, str]]:
            for line in answer:
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

        with contextlib.closing(connection):
            yield told()
            answer.close()


@contextlib.contextmanager
def previewing(
    project: Path, *, form: Form | None = None, poll: bool = False, port: int = 0
) -> Iterator[Preview]:
    """A preview of a project, until the end of the block."""
    states: list[State] = []
    resident = Resident(project, states.append)
    server = PreviewServer(resident, port, project, form)
    watch = Watch(project, resident.touched, poll=poll)
    resident.start()
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield Preview(project, server, resident, states)
    finally:
        watch.stop()
        resident.stop()
        server.shutdown()
        server.server_close()
        thread.join(5)
