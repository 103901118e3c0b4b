"""What a preview answers to each address, as data: nothing here knows of connections."""

from __future__ import annotations

import json
import mimetypes
from pathlib import Path
from urllib.parse import unquote

from generator.diagnostics import Diagnostic
from generator.engines.mkdocs_adapter import EngineError
from generator.preview.banner import PLACE, banner, told, with_banner
from generator.preview.own_pages import failed_page, manual_page, waiting_page
from generator.preview.resident import State, bug
from generator.preview.shown import PageMade
from generator.skin import SkinError
from generator.values import Value, replace

_OWN_FILES = ("preview.css", "preview.js")
_TEXTS = (".css", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".webmanifest")


class Answer(Value):
    """`goes_to` is the address to ask instead, with a status of 302; `page` the path of the page that is
    given, None for all that is no page of the site."""

    status: int
    kind: str
    body: bytes
    goes_to: str | None = None
    page: str | None = None


def answer(state: State, path: str) -> Answer:
    """The answer to the path of an address, still quoted, without its query.

    No file is looked for by its path: each is known by name.
    """
    if _plain(path) is None:
        return _refused()
    if path.startswith(f"{PLACE}/"):
        return _own(path.removeprefix(f"{PLACE}/"))
    name = _below_root(state, path)
    if name is None:
        return _elsewhere(_root(state)) if path == "/" else page_at(state, "404")
    return _of_site(state, path, name)


def _of_site(state: State, path: str, name: str) -> Answer:
    if state.shown is None:
        return page_at(state, name)
    if name == "" or name.endswith("/"):
        page = name.removesuffix("/")
        moved = None if state.shown.has_page(page) else state.shown.file(f"{page}/index.html")
        return Answer(200, _kind(".html"), moved) if moved else page_at(state, page)
    try:
        found = state.shown.file(name)
    except SkinError as error:
        return Answer(404, "text/plain; charset=utf-8", f"{error}\n".encode())
    if found is not None:
        return Answer(200, _kind(name), found)
    if state.shown.has_page(name):
        return _elsewhere(f"{path}/")
    return page_at(state, name)


def page_at(state: State, path: str) -> Answer:
    """A page as the build would write it, with the banner."""
    state, made, own = _made(state, path)
    text = banner(state, own, made.fingerprint, is_there=made.is_there)
    status = 200 if made.is_there or state.shown is None else 404
    page = path if made.is_there else None
    return Answer(status, "text/html; charset=utf-8", with_banner(made.data, text), page=page)


def event(state: State, address: str) -> str:
    """What the script on the page of an address is told: whether to load it anew, and its banner.

    Where there is no good version yet, it is told of no page: one from before stays in its window.
    """
    name = _below_root(state, address)
    state, made, own = _made(state, "404" if name is None else name.removesuffix("/"))
    look = state.shown.engine.look if state.shown else 0
    shown = told(state, own, is_there=made.is_there)
    page = made.fingerprint if state.shown else ""
    return json.dumps({"page": page, "look": str(look), "told": shown})


def _below_root(state: State, address: str) -> str | None:
    """The name of what an address means below the site's own, of a page without its index.html.

    None for an address of which the site has nothing.
    """
    name, root = _plain(address), _root(state)
    if name is None or not address.startswith(root):
        return None
    return name.removeprefix(root[1:]).removesuffix("index.html")


def _root(state: State) -> str:
    return state.shown.engine.renderer.root if state.shown else "/"


def _made(state: State, path: str) -> tuple[State, PageMade, tuple[Diagnostic, ...]]:
    """The page, and the state as that page has to tell it."""
    if state.shown is None:
        return state, PageMade(waiting_page(), False), ()
    try:
        made = state.shown.page(path)
        return state, made, state.shown.about(path, state.diagnostics)
    except Exception as error:  # of the theme, or of ours: what could be shown before is shown on
        if state.last is not None:
            return _made(state.last, path)
        told = str(error) if isinstance(error, (EngineError, SkinError)) else bug(error)
        trouble = "\n".join(filter(None, [state.trouble, told]))
        troubled = replace(state, trouble=trouble, shown=state.earlier, earlier=None)
        if state.earlier is None:
            return replace(troubled, shown=state.shown), PageMade(failed_page(), False), ()
        return _made(troubled, path)


def _plain(path: str) -> str | None:
    """The name that a path stands for, without its first slash; None for one that leaves the site."""
    try:
        name = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    parts = name.split("/")
    is_odd = "\\" in name or not name.isprintable() or not name.startswith("/")
    if is_odd or {".", ".."} & set(parts) or "" in parts[1:-1]:
        return None
    return name[1:]


def _own(name: str) -> Answer:
    if name in _OWN_FILES:
        return Answer(200, _kind(name), (Path(__file__).parent / name).read_bytes())
    if name.startswith("explain/"):
        page = manual_page(name.removeprefix("explain/"))
        if page is not None:
            return Answer(200, "text/html; charset=utf-8", page)
    return _refused()


def _refused() -> Answer:
    return Answer(404, "text/plain; charset=utf-8", b"There is nothing at this address.\n")


def _elsewhere(address: str) -> Answer:
    return Answer(302, "text/plain; charset=utf-8", b"", address)


def _kind(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".webmanifest"):
        kind = "application/manifest+json"
    if name.endswith(".md"):
        kind = "text/markdown"
    return f"{kind}; charset=utf-8" if name.endswith((*_TEXTS, ".html")) else kind
