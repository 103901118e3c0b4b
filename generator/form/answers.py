"""What a preview server answers below /admin/: the form's files, and the checkout's records.

A page of somebody else's that is open in the same browser can send requests here, too; so what
writes must come from this very origin, and no name but this machine's is answered.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.form.checkout import RefusedError, entries, save
from generator.form.page import FormLacks, admin_file, policy
from generator.values import Value, field

PREFIX = "/admin/"
_RECORDS = "records/"
_OWN_NAMES = {"127.0.0.1", "localhost", "::1"}
_BODY_LIMIT = 2_000_000


class Answer(Value):
    """A status, headers and a body, for any server to send."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(
    project_dir: Path, method: str, target: str, headers: Mapping[str, str], body: bytes = b""
) -> Answer | None:
    """The answer to a request; None where the address is not below /admin/.

    `headers` are looked up by lower-case names. GET reads; PUT of `/admin/records/content/…`
    writes one record, from `{"text": …, "was": …}`.
    """
    path = unquote(urlsplit(target).path)
    if path == PREFIX.rstrip("/"):
        return Answer(308, headers={"location": PREFIX})
    if not path.startswith(PREFIX):
        return None
    if urlsplit(f"//{headers.get('host', '')}").hostname not in _OWN_NAMES:
        return _told(403, "the form is for this machine alone; open it at 127.0.0.1")
    inner = path.removeprefix(PREFIX) or "index.html"
    if inner == _RECORDS and method == "GET":
        texts = {name: entry.text for name, entry in entries(project_dir).items()}
        return _json(200, {"records": texts})
    if inner.startswith(_RECORDS) and method == "PUT":
        return _written(project_dir, inner.removeprefix(_RECORDS), headers, body)
    if method not in {"GET", "HEAD"}:
        return _told(405, "nothing is written here")
    return _file(project_dir, inner)


def _file(project_dir: Path, path: str) -> Answer:
    try:
        found = admin_file(project_dir, path)
    except FormLacks as lack:
        return Answer(503, f"{lack}\n".encode(), {"content-type": "text/plain; charset=utf-8"})
    if found is None:
        return _told(404, "there is no such file")
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind == "application/json":
        kind += "; charset=utf-8"
    return Answer(200, found, {**_SAFE, "content-type": kind, "content-security-policy": policy()})


_SAFE = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}


def _written(project_dir: Path, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
    if headers.get("origin") != f"http://{headers.get('host', '')}":
        return _told(403, "only the form itself may write")
    if headers.get("content-type", "").partition(";")[0] != "application/json":
        return _told(415, "a record is sent as JSON")
    if len(body) > _BODY_LIMIT:
        return _told(413, "this is too long for one record")
    try:
        sent = json.loads(body)
        text, was = sent["text"], sent["was"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return _told(400, "this is no record")
    if not isinstance(text, str) or not (was is None or isinstance(was, str)):
        return _told(400, "this is no record")
    try:
        return _json(200, {"text": save(project_dir, path, text, was)})
    except RefusedError as refusal:
        return _told(409, str(refusal))
    except UnicodeError:
        return _told(400, "there are characters in this that no file can hold")
    except OSError as error:
        return _told(409, f"it cannot be written: {error.strerror}")


def _told(status: int, message: str) -> Answer:
    return _json(status, {"message": message})


def _json(status: int, value: object) -> Answer:
    data = json.dumps(value, ensure_ascii=False).encode("utf-8")
    return Answer(status, data, {**_SAFE, "content-type": "application/json; charset=utf-8"})
