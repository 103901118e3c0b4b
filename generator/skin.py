"""What the theme's templates need beside a page's text: menus, the style sheet, the page's kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rcssmin import cssmin

from generator.document import Document

STYLES = Path("site_config") / "styles"
# The colours and the ground come first, paper last; what stands between is in no order.
_FIRST = ("tokens.css", "ground.css")
_LAST = ("print.css",)

# The collections, with the path of each; the first few stand in the header, all at the foot.
COLLECTIONS = (
    ("Explainers", "topics"),
    ("In the news", "articles"),
    ("Issues", "issues"),
    ("Timeline", "timeline"),
    ("Who’s who", "actors"),
    ("Sources", "sources"),
    ("Places", "places"),
    ("Glossary", "glossary"),
)
IN_HEADER = 6
_WIDE = frozenset(path for _, path in COLLECTIONS)


@dataclass(frozen=True)
class MenuItem:
    title: str
    url: str


@dataclass(frozen=True)
class Skin:
    """`kind` names a page's look; `section` is the menu's address that a page belongs to."""

    kind: str
    section: str
    menu: tuple[MenuItem, ...]
    everything: tuple[MenuItem, ...]
    search_worker: str
    first_script: str
    policy: str


def menus(standing: Iterable[Document]) -> tuple[tuple[MenuItem, ...], tuple[MenuItem, ...]]:
    """The header's menu, and that at the foot: all collections and every standing page."""
    collections = tuple(MenuItem(title, f"{path}/") for title, path in COLLECTIONS)
    pages = tuple(MenuItem(page.title, f"{page.path}/") for page in standing)
    return collections[:IN_HEADER], collections + pages


def kind_of(document: Document) -> str:
    """ "home", "topics" for an explainer, "list" for a collection, "standing" and so on."""
    if document.path == "":
        return "home"
    first = document.path.partition("/")[0]
    if document.record_id is None:
        return "list"
    return first if first in _WIDE else "standing"


def section_of(document: Document) -> str:
    return f"{document.path.partition('/')[0]}/"


def stylesheet(project_dir: Path) -> str:
    """All style sheets of the project as one, without comments and needless white space."""
    files = sorted((project_dir / STYLES).glob("*.css"), key=_rank)
    return "\n".join(str(cssmin(path.read_text("utf-8"))) for path in files) + "\n"


def _rank(path: Path) -> tuple[int, str]:
    if path.name in _FIRST:
        return (_FIRST.index(path.name) - len(_FIRST), path.name)
    return (1 if path.name in _LAST else 0, path.name)
