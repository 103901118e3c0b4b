"""A checkout with its form behind /admin/, as the preview server has it, and no site around it."""

from __future__ import annotations

import contextlib
import mimetypes
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from generator.form import Answer, CodeHost, admin_files, answer


@contextlib.contextmanager
def form_of(project: Path, host: CodeHost | None = None) -> Iterator[str]:
    """The address of the form of a project, for as long as the block runs.

    With `host` it is the published form, of which a server knows nothing but its files.
    """
    published = {} if host is None else admin_files(project, host=host)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_PUT(self) -> None:
            self._answer()

        def _answer(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", "0")))
            if host is None:
                found = answer(project, self.command, self.path, headers, body)
            else:
                found = _file(published, self.path)
            if found is None:
                self.send_error(404)
                return
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """Say nothing: a test reads what the page says."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/admin/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _file(files: Mapping[str, bytes], address: str) -> Answer | None:
    name = urlsplit(address).path.removeprefix("/admin/") or "index.html"
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Answer(200, files[name], {"content-type": kind}) if name in files else None
