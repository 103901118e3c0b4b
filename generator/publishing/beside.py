"""The files beside a page: its Markdown twin, its drawings, and its picture for those who share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from generator import database
from generator.cards import Card, card_path, drawn, forget_others
from generator.components.figure import SCHEMES, Figure, file_of_drawing
from generator.document import Document
from generator.exports import twin_path
from generator.history import is_untracked
from generator.maps.standalone import standalone
from generator.publishing.sheet import Sheet
from generator.skin import map_styles
from generator.writers import markdown

CARDS_KEPT = Path(database.FOLDER) / "cards"


class Beside:
    """Makes what stands beside pages, in the colours of one project."""

    def __init__(self, project_dir: Path) -> None:
        self._project_dir = project_dir

    def files(self, sheet: Sheet) -> dict[str, bytes]:
        """Path below the site -> bytes, for all that stands beside one page."""
        document = sheet.document
        twin = {twin_path(document): markdown.write_twin(document).encode()}
        return twin | dict(self.drawings(document)) | self._picture(document, sheet.card)

    def drawings(self, document: Document) -> Iterator[tuple[str, bytes]]:
        """The drawings that are too large to stand in their page, once for each colour scheme."""
        for block in document.blocks:
            if isinstance(block, Figure) and block.file is not None:
                for scheme in SCHEMES:
                    svg = standalone(block.svg, *self.paint[scheme])
                    yield file_of_drawing(block, scheme), svg.encode()

    @cached_property
    def paint(self) -> dict[str, tuple[str, dict[str, str]]]:
        """Colour scheme -> the styles of a drawing that stands alone, and the colours in them."""
        return {scheme: map_styles(self._project_dir, scheme) for scheme in SCHEMES}

    def forget_others(self, wanted: Iterable[str]) -> None:
        """Let go of pictures that are kept and that no page has now; `wanted` are fingerprints of cards."""
        if self._cards_kept is not None:
            forget_others(wanted, self._cards_kept)

    def _picture(self, document: Document, card: Card | None) -> dict[str, bytes]:
        if card is None:
            return {}
        return drawn({card_path(document.path): card}, self._cards_kept)

    @cached_property
    def _cards_kept(self) -> Path | None:
        # What somebody put there with the project was not drawn by us.
        is_ours = is_untracked(self._project_dir, CARDS_KEPT.as_posix())
        return self._project_dir / CARDS_KEPT if is_ours else None
