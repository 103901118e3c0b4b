"""A built site served as a common static host serves it: its `_headers`, gzip, its 404 page."""

from __future__ import annotations

import contextlib
import gzip
import mimetypes
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TEXTS = {
    ".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".md", ".webmanifest", ".atom",
    ".ics", ".csv", ".bib",
}  # fmt: skip


class HeadersError(ValueError):
    """A line of `_headers` that no host would understand; the message says which and why."""


@dataclass(frozen=True)
class Rule:
    """One block of `_headers`: the addresses that it is for, what it sets and what it takes away."""

    pattern: re.Pattern[str]
    set: tuple[tuple[str, str], ...]
    unset: tuple[str, ...]


def parse_headers(text: str) -> tuple[Rule, ...]:
    """The rules of a `_headers` file, in its order.

    Shape: an address at the margin (`*` is anything, `:name` one step), below it, indented,
    `Name: value`, or `! Name` to take a header of an earlier rule away; `#` begins a comment.
    Errors: HeadersError for a line that is none of these.
    """
    rules: list[Rule] = []
    address: str | None = None
    held: list[tuple[str, str]] = []
    lost: list[str] = []

    def close() -> None:
        if address is None:
            return
        if not held and not lost:
            raise HeadersError(f"{address} sets no header")
        rules.append(Rule(_pattern(address), tuple(held), tuple(lost)))
        held.clear()
        lost.clear()

    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if line[0] not in " \t":
            close()
            if not words.startswith("/"):
                raise HeadersError(f"line {number}: {words!r} is not an address of this site")
            address = words
        elif address is None:
            raise HeadersError(f"line {number}: a header before any address")
        elif words.startswith("!"):
            lost.append(words[1:].strip().lower())
        else:
            name, colon, value = words.partition(":")
            if not colon or not re.fullmatch(r"[A-Za-z0-9-]+", name.strip()) or not value.strip():
                raise HeadersError(f"line {number}: {words!r} is not `Name: value`")
            held.append((name.strip(), value.strip()))
    close()
    return tuple(rules)


def _pattern(address: str) -> re.Pattern[str]:
    parts = re.split(r"(\*|:[A-Za-z]\w*)", address)
    return re.compile(
        "".join(
            ".*" if part == "*" else "[^/]+" if part.startswith(":") else re.escape(part)
            for part in parts
        )
    )


def headers_for(rules: tuple[Rule, ...], path: str) -> dict[str, str]:
    """The headers of one address; where rules set the same one, the values are joined by a comma."""
    found: dict[str, tuple[str, str]] = {}
    for rule in rules:
        if not rule.pattern.fullmatch(path):
            continue
        for name in rule.unset:
            found.pop(name, None)
        for name, value in rule.set:
            _, before = found.get(name.lower(), (name, ""))
            found[name.lower()] = (name, f"{before}, {value}" if before else value)
    return dict(found.values())


@lru_cache(maxsize=4096)
def _packed(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@dataclass
class Served:
    """A site at an address, while `serving` lasts. `addresses` are the paths asked for, in order."""

    folder: Path
    root: str
    addresses: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.root + path.lstrip("/")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server.served.addresses.append(path)
        folder = self.server.served.folder
        file = folder / path.lstrip("/")
        if not file.resolve().is_relative_to(folder.resolve()):
            file = folder / "404.html"
        elif file.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        elif path.endswith("/"):
            file = file / "index.html"
        found = file.is_file() and file.name not in {"_headers", "_redirects"}
        if not found:
            file = folder / "404.html"
        self._send(200 if found else 404, file, path, with_body)

    def _send(self, status: int, file: Path, path: str, with_body: bool) -> None:
        body = file.read_bytes() if file.is_file() else b"not found"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if kind.startswith("text/") or file.suffix in TEXTS:
            kind += "; charset=utf-8"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers_for(self.server.rules, path).items():
            self.send_header(name, value)
        if file.suffix in TEXTS and file.is_file():
            self.send_header("Vary", "Accept-Encoding")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                self.send_header("Content-Encoding", "gzip")
                body = _packed(file, file.stat().st_mtime_ns)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the tests say what was asked for, where it matters."""

    def version_string(self) -> str:
        return "static"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    served: Served
    rules: tuple[Rule, ...]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that is closed in the middle of an answer is no fault of the site."""


@contextlib.contextmanager
def serving(folder: Path, *, with_headers: bool = True) -> Iterator[Served]:
    """`folder` at an address of this machine, with the headers of its `_headers`, if it has any.

    Errors: HeadersError where `_headers` cannot be understood.
    """
    stated = folder / "_headers"
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.rules = (
            parse_headers(stated.read_text(encoding="utf-8"))
            if with_headers and stated.is_file()
            else ()
        )
        server.served = Served(folder, f"http://127.0.0.1:{server.server_port}/")
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        thread.start()
        try:
            yield server.served
        finally:
            server.shutdown()
            thread.join(5)
