"""The preview's server: this machine only, and nothing that a page of another site could ask of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from generator.preview.answers import Answer, answer, event
from generator.preview.banner import PLACE
from generator.preview.resident import Resident

HOST = "127.0.0.1"
# A connection over which nothing was told for so long gets a sign of life.
SILENCE_SECONDS = 15.0
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    # Kept, but never used without asking.
    ("Cache-Control", "no-cache"),
)

AdminFiles = Callable[[Path], Mapping[str, bytes]]


class PreviewServer(ThreadingHTTPServer):
    """Answers from what the resident process holds, on a port of this machine alone.

    `admin_files` gives the files below /admin/ of a project.
    Errors: OSError for a port that is taken.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        resident: Resident,
        port: int,
        project_dir: Path,
        admin_files: AdminFiles | None = None,
    ) -> None:
        self.resident = resident
        self._project_dir = project_dir
        self._admin_files = admin_files
        super().__init__((HOST, port), _Handler)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (HOST, "localhost"))

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def admin(self) -> Mapping[str, bytes]:
        return self._admin_files(self._project_dir) if self._admin_files else {}

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that is closed in the middle of an answer is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server: PreviewServer

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        # A name that leads here by another's DNS would make this site a page of theirs.
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._send(_told(403, "This preview answers to its own address only."), with_body)
            return
        path, _, query = self.path.partition("?")
        if path == f"{PLACE}/events":
            if with_body:
                self._tell_on(parse_qs(query).get("page", ["/"])[0])
            return
        state = self.server.resident.state()
        if state is None:
            self._send(_told(503, "The preview is ending."), with_body)
            return
        admin = self.server.admin() if path.startswith("/admin") else {}
        self._send(answer(state, path, admin), with_body)

    def _send(self, found: Answer, with_body: bool) -> None:
        tag = f'"{hashlib.sha256(found.body).hexdigest()[:32]}"'
        is_known = found.status == 200 and self.headers.get("If-None-Match") == tag
        self.send_response(304 if is_known else found.status)
        for name, value in _HEADERS:
            self.send_header(name, value)
        if found.status == 200:
            self.send_header("ETag", tag)
        if found.goes_to is not None:
            self.send_header("Location", found.goes_to)
        if is_known:
            self.end_headers()
            return
        self.send_header("Content-Type", found.kind)
        self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(found.body)

    def _tell_on(self, page: str) -> None:
        """Tell the script of a page of each state as it comes, until its page is closed."""
        self.close_connection = True
        self.send_response(200)
        for name, value in (*_HEADERS[:-1], ("Cache-Control", "no-store")):
            self.send_header(name, value)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        number = 0
        while True:
            state = self.server.resident.state(number, SILENCE_SECONDS)
            if state is None and self.server.resident.is_done:
                return
            if state is None:
                self.wfile.write(b": still here\n\n")
                continue
            number = state.number
            self.wfile.write(f"data: {event(state, page)}\n\n".encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: an editor looks at mistakes, not at requests."""

    def version_string(self) -> str:
        return "preview"


def _told(status: int, sentence: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{sentence}\n".encode())
