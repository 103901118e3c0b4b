"""What the theme's templates need beside a page's text: menus, the style sheet, the page's kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from rcssmin import cssmin

from generator.document import Document
from generator.maps.standalone import colours_in
from generator.values import Value
from generator.views.collections import COLLECTIONS

THEME = Path("site_config") / "theme"
ICON = THEME / "assets" / "favicon.ico"
MANIFEST = "assets/site.webmanifest"
STYLES = Path("site_config") / "styles"
FIRST_SCRIPT = Path("site_config") / "palette-first.js"
# The colours and the ground come first, paper last; what stands between is in no order.
_FIRST = ("tokens.css", "ground.css")
_LAST = ("print.css",)

# So many collections stand in the header; all stand at the foot.
IN_HEADER = 6


class MenuItem(Value):
    title: str
    url: str


Menus = tuple[tuple[MenuItem, ...], tuple[MenuItem, ...]]


class Skin(Value):
    """`kind` names a page's look; `section` is the menu's address that a page belongs to."""

    kind: str
    section: str
    menu: tuple[MenuItem, ...]
    everything: tuple[MenuItem, ...]
    first_script: str


def skin(document: Document | None, menus: Menus, script: str) -> Skin:
    """The skin of a page; None is the page for addresses that hold nothing."""
    if document is None:
        return Skin("missing", "", *menus, script)
    return Skin(kind_of(document), section_of(document), *menus, script)


def menus(standing: Iterable[Document]) -> Menus:
    """The header's menu, and that at the foot: all collections and every standing page."""
    collections = tuple(MenuItem(title, f"{path}/") for path, title in COLLECTIONS.items())
    pages = tuple(MenuItem(page.title, f"{page.path}/") for page in standing)
    return collections[:IN_HEADER], collections + pages


def kind_of(document: Document) -> str:
    """ "home", "topics" for an explainer, "list" for a collection, "standing" and so on."""
    if document.path == "":
        return "home"
    first = document.path.partition("/")[0]
    if document.record_id is None:
        return "list"
    return first if first in COLLECTIONS else "standing"


def section_of(document: Document) -> str:
    return f"{document.path.partition('/')[0]}/"


class SkinError(Exception):
    """A file of site_config/ cannot be used: which, why, and what to do."""


def first_script(project_dir: Path) -> str:
    """The one script that runs before a page is drawn, so that it appears in the chosen colours."""
    return _text(project_dir, FIRST_SCRIPT).strip()


def icon(project_dir: Path) -> bytes:
    return _data(project_dir, ICON)


def manifest(project_dir: Path, name: str) -> bytes:
    """What a phone is told of the site that is put on its home screen: the theme's, under the site's name."""
    path = THEME / MANIFEST
    try:
        told = json.loads(_text(project_dir, path))
        told |= {"name": name, "short_name": name}
    except (ValueError, TypeError, RecursionError):
        raise SkinError(f"{path}: no JSON; bring it back: git checkout {path}") from None
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def stylesheet(project_dir: Path) -> str:
    """All style sheets of the project as one, without comments and needless white space."""
    names = sorted((path.name for path in (project_dir / STYLES).glob("*.css")), key=_rank)
    return "\n".join(_sheet(project_dir, name) for name in names) + "\n"


def map_styles(project_dir: Path, scheme: str) -> tuple[str, dict[str, str]]:
    """The style sheet of maps, and the values of the variables in it in the "light" or "dark" scheme."""
    tokens = _text(project_dir, STYLES / "tokens.css")
    colours = colours_in(tokens, ":root")
    if scheme == "dark":
        colours |= colours_in(tokens, "[data-theme=dark]")
    return _sheet(project_dir, "map.css"), colours


def _sheet(project_dir: Path, name: str) -> str:
    """Errors: SkinError for one that would spoil those that are joined behind it."""
    text = _text(project_dir, STYLES / name)
    begun = _WHOLE.sub(lambda found: " " * len(found[0]), text).find("/*")
    if begun >= 0:
        line = text.count("\n", 0, begun) + 1
        raise SkinError(
            f"{STYLES / name}:{line}: a comment begins here and never ends; write */ behind it"
        )
    return str(cssmin(text))


# Comments, and texts in which no comment begins.
_WHOLE = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)


def _text(project_dir: Path, path: Path) -> str:
    try:
        return _data(project_dir, path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SkinError(f"{path}: not in UTF-8; save it as UTF-8") from None


def _data(project_dir: Path, path: Path) -> bytes:
    try:
        return (project_dir / path).read_bytes()
    except OSError as error:
        raise SkinError(
            f"{path} cannot be read: {error.strerror}; bring it back: git checkout {path}"
        ) from None


def _rank(name: str) -> tuple[int, str]:
    if name in _FIRST:
        return (_FIRST.index(name) - len(_FIRST), name)
    return (1 if name in _LAST else 0, name)
