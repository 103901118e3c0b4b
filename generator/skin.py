"""What the theme's templates need beside a page's text: menus, the style sheet, the page's kind."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rcssmin import cssmin

from generator.document import Document
from generator.maps.standalone import colours_in
from generator.values import Value
from generator.views.collections import COLLECTIONS

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


def first_script(project_dir: Path) -> str:
    """The one script that runs before a page is drawn, so that it appears in the chosen colours."""
    return (project_dir / FIRST_SCRIPT).read_text("utf-8").strip()


def stylesheet(project_dir: Path) -> str:
    """All style sheets of the project as one, without comments and needless white space."""
    files = sorted((project_dir / STYLES).glob("*.css"), key=_rank)
    return "\n".join(str(cssmin(path.read_text("utf-8"))) for path in files) + "\n"


def map_styles(project_dir: Path, scheme: str) -> tuple[str, dict[str, str]]:
    """The style sheet of maps, and the values of the variables in it in the "light" or "dark" scheme."""
    folder = project_dir / STYLES
    tokens = (folder / "tokens.css").read_text("utf-8")
    colours = colours_in(tokens, ":root")
    if scheme == "dark":
        colours |= colours_in(tokens, "[data-theme=dark]")
    return str(cssmin((folder / "map.css").read_text("utf-8"))), colours


def _rank(path: Path) -> tuple[int, str]:
    if path.name in _FIRST:
        return (_FIRST.index(path.name) - len(_FIRST), path.name)
    return (1 if path.name in _LAST else 0, path.name)
