"""The preview's server: this machine only, and nothing that a page of another site could ask of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs

from generator.preview.answers import Answer, answer, event
from generator.preview.banner import PLACE
from generator.preview.resident import Resident

HOST = "127.0.0.1"
# A connection over which nothing was told for so long gets a sign of life.
SILENCE_SECONDS = 15.0
# A record as a form sends it is shorter by far.
_BODY_LIMIT = 4_000_000
_FORM = "/admin"
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


class FormReply(Protocol):
    """What the form answers: a status, a body and headers."""

    @property
    def status(self) -> int:
        """Of HTTP."""

    @property
    def body(self) -> bytes:
        """As it is sent."""

    @property
    def headers(self) -> Mapping[str, str]:
        """All but the length."""


# The form below /admin/: (project, method, address, headers by lower-case name, body) -> its answer.
Form = Callable[[Path, str, str, Mapping[str, str], bytes], FormReply | None]


class PreviewServer(ThreadingHTTPServer):
    """Answers from what the resident process holds, on a port of this machine alone.

    `form` answers whatever is asked of addresses below /admin/; without it there is nothing.
    Errors: OSError for a port that is taken.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, resident: Resident, port: int, project_dir: Path, form: Form | None = None
    ) -> None:
        self.resident = resident
        self.project_dir = project_dir
        self.form = form
        super().__init__((HOST, port), _Handler)
        names = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}
        # A browser leaves the port out where it is the usual one.
        self.hosts = names | ({HOST, "localhost"} if self.server_port == 80 else set())

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that is closed in the middle of an answer is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server: PreviewServer

    def do_GET(self) -> None:
        if not self._is_ours() or self._ask_form():
            return
        path, _, query = self.path.partition("?")
        if path == f"{PLACE}/events":
            self._tell_on(parse_qs(query).get("page", ["/"])[0])
            return
        state = self.server.resident.newest()
        found = answer(state, path) if state else _told(503, "The preview is ending.")
        if found.page is not None:
            self.server.resident.looked_at = found.page
        self._send(found)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_PUT(self) -> None:
        """Only the form takes anything."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > _BODY_LIMIT:
            self.close_connection = True
            self._send(_told(413, "This is too long, or does not say how long it is."))
            return
        body = self.rfile.read(int(length))
        if self._is_ours() and not self._ask_form(body):
            self._send(_told(405, "Nothing is written here."))

    def do_POST(self) -> None:
        self.do_PUT()

    def _is_ours(self) -> bool:
        """Whether this very address was asked for; a refusal is sent where it was not.

        A name that leads here by another's DNS would make this site a page of theirs.
        """
        if self.headers.get("Host", "").lower() in self.server.hosts:
            return True
        self._send(_told(403, "This preview answers to its own address only."))
        return False

    def _ask_form(self, body: bytes = b"") -> bool:
        """Let the form answer; whether it did."""
        path = self.path.partition("?")[0]
        if self.server.form is None or not (path == _FORM or path.startswith(f"{_FORM}/")):
            return False
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.form(self.server.project_dir, self.command, self.path, headers, body)
        if reply is None:
            return False
        self._put(reply.status, reply.headers, reply.body)
        return True

    def _send(self, found: Answer) -> None:
        tag = f'"{hashlib.sha256(found.body).hexdigest()[:32]}"'
        # Kept by the browser, but never used without asking.
        headers = {**dict(_HEADERS), "Cache-Control": "no-cache"}
        if found.goes_to is not None:
            headers["Location"] = found.goes_to
        if found.status == 200:
            headers["ETag"] = tag
            if self.headers.get("If-None-Match") == tag:
                self._put(304, headers)
                return
        self._put(found.status, {**headers, "Content-Type": found.kind}, found.body)

    def _put(self, status: int, headers: Mapping[str, str], body: bytes | None = None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body is not None and self.command != "HEAD":
            self.wfile.write(body)

    def _tell_on(self, page: str) -> None:
        """Tell the script of a page of each state that is another to it, until its page is closed."""
        self.close_connection = True
        kind = {"Content-Type": "text/event-stream", "Connection": "close"}
        self._put(200, {**dict(_HEADERS), **kind, "Cache-Control": "no-store"})
        number, last = 0, ""
        while self.command != "HEAD":
            state = self.server.resident.state(number, SILENCE_SECONDS)
            if state is None and self.server.resident.is_done:
                return
            told = event(state, page) if state else last
            number = state.number if state else number
            self.wfile.write(f"data: {told}\n\n".encode() if told != last else b": still here\n\n")
            last = told

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: an editor looks at mistakes, not at requests."""

    def version_string(self) -> str:
        return "preview"


def _told(status: int, sentence: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{sentence}\n".encode())
