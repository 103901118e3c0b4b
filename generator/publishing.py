"""One edition of the site: what the theme needs of each page, and every file beside the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from generator.cards import Card, card_of, card_path, drawn, owns_card
from generator.components.figure import SCHEMES, Figure, file_of_drawing
from generator.document import Document
from generator.exports import Publication, files, twin_path
from generator.exports.citing import Cited, cite
from generator.exports.head import Head, head, head_of_missing
from generator.exports.publication import policies_of
from generator.exports.security import script_hash
from generator.history import is_untracked
from generator.maps.standalone import standalone
from generator.model import Page
from generator.search import search_index
from generator.site import Site
from generator.skin import Skin, first_script, map_styles, menus, skin, stylesheet
from generator.writers import markdown

ICON = Path("site_config") / "theme" / "assets" / "favicon.ico"
CARDS_KEPT = Path(".explainer") / "cards"


@dataclass(frozen=True)
class Settings:
    """Who publishes where. `repository` is the address of the records on their code host, such as
    "https://code.example/owner/name/blob/main"; None where readers are not led there."""

    name: str
    description: str
    url: str
    repository: str | None = None


@dataclass(frozen=True)
class Dress:
    """All that the theme's templates are given of one page beside its text.

    `report` is where the record can be mended on the code host; `record` its file.
    """

    skin: Skin
    head: Head
    cited: Cited | None = None
    record: str | None = None
    report: str | None = None
    twin: str | None = None


class Edition:
    """The pages and files of one reading of the content, under one address."""

    def __init__(self, site: Site, settings: Settings, project_dir: Path) -> None:
        self._site = site
        self._settings = settings
        self._project_dir = project_dir
        self._first_script = first_script(project_dir)
        standing = [d for d in site.documents if self._is_standing(d)]
        self._menus = menus(standing)
        self.publication = Publication(
            site.graph, site.history, site.documents,
            settings.name, settings.description, settings.url,
            policies=policies_of(site.graph),
            script_hashes=(script_hash(self._first_script),),
            with_twins=True,
        )  # fmt: skip

    def dress(self, document: Document | None) -> Dress:
        """What a page wears; the page for addresses that hold nothing is None."""
        worn = skin(document, self._menus, self._first_script)
        if document is None:
            return Dress(worn, head_of_missing(self.publication))
        return Dress(
            worn, head(self.publication, document), cite(self.publication, document),
            document.source_file, self._on_code_host(document), f"/{twin_path(document)}",
        )  # fmt: skip

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Path below the site -> bytes, for all that no engine writes."""
        twins = {twin_path(d): markdown.write_twin(d).encode() for d in self._site.documents}
        return {
            **twins,
            **files(self.publication),
            **dict(self._drawings()),
            **self._cards(),
            # Browsers ask for it here unprompted.
            "favicon.ico": (self._project_dir / ICON).read_bytes(),
            "assets/site.css": stylesheet(self._project_dir).encode(),
            "assets/search-index.json": search_index(self._site.graph, self._site.documents),
        }

    def _drawings(self) -> Iterator[tuple[str, bytes]]:
        """The drawings that are too large to stand in their page, once for each colour scheme."""
        paint = {scheme: map_styles(self._project_dir, scheme) for scheme in SCHEMES}
        for document in self._site.documents:
            for block in document.blocks:
                if isinstance(block, Figure) and block.file is not None:
                    for scheme, (styles, colours) in paint.items():
                        svg = standalone(block.svg, styles, colours)
                        yield file_of_drawing(block, scheme), svg.encode()

    def _cards(self) -> dict[str, bytes]:
        """The pictures for those who share a page, kept beside the build."""
        wanted = {
            card_path(d.path): self._card(d) for d in self._site.documents if owns_card(d.path)
        }
        # What somebody put there with the project was not drawn by us.
        kept = is_untracked(self._project_dir, CARDS_KEPT.as_posix())
        return drawn(wanted, self._project_dir / CARDS_KEPT if kept else None)

    def _card(self, document: Document) -> Card:
        """An article's card has the day of the article; an explainer's finds its own."""
        article = self._site.graph.articles.get(document.record_id or "")
        date = self._site.graph.article_date(article) if article else None
        return card_of(document, date.words if date else None)

    def _is_standing(self, document: Document) -> bool:
        record = self._site.graph.library.records.get(document.record_id or "")
        return isinstance(record, Page)

    def _on_code_host(self, document: Document) -> str | None:
        """The record's place on the code host: its file, at the line where it begins."""
        if document.record_id is None or self._settings.repository is None:
            return None
        place = self._site.graph.library.origins[document.record_id].location
        return f"{self._settings.repository}/{quote(place.path)}#L{place.line}"
