"""One reading of the content, from which each page and file is made when a browser asks for it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.engines.mkdocs_adapter import Renderer
from generator.graph import Graph
from generator.pages import Pages
from generator.publishing import Edition
from generator.site import Site
from generator.values import Value

_MISSING = "404.html"


class Engine(Value):
    """The theme and the settings as they were read; `look` counts how often they were."""

    renderer: Renderer
    assets: Mapping[str, Path]
    look: int


class PageMade(Value):
    """A page as the build would write it. `is_there` is False for the page of no address."""

    data: bytes
    is_there: bool

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:16]


class Shown:
    """The pages and files of a site that can be published, each made once."""

    def __init__(self, site: Site, engine: Engine, project_dir: Path) -> None:
        # Read with a memory, a site has pages that are not made yet.
        assert isinstance(site.documents, Pages)
        self._site = site
        self._pages = site.documents
        self.engine = engine
        self._edition = Edition(site, engine.renderer.settings, project_dir)
        self._made: dict[str, PageMade] = {}
        # A page that several ask for is made once. A search index, which takes long, keeps no page waiting.
        self._lock = threading.Lock()

    @property
    def graph(self) -> Graph:
        return self._site.graph

    def page(self, path: str) -> PageMade:
        """The page at a path without slashes at its ends, or that for addresses that hold nothing.

        Errors: EngineError for a template that cannot be used.
        """
        with self._lock:
            document = self._pages.find(path)
            key = path if document else _MISSING
            if key not in self._made:
                renderer = self.engine.renderer
                data = (
                    renderer.page(self._edition.sheet(document))
                    if document
                    else renderer.missing_page(self._edition.dress(None))
                )
                self._made[key] = PageMade(data, document is not None)
            return self._made[key]

    def file(self, path: str) -> bytes | None:
        """A file that is no page, as the build would write it; None where there is none."""
        if path == _MISSING:
            return self.page(_MISSING).data
        found = self._edition.file(path)
        if found is None and path in self.engine.assets:
            return self.engine.assets[path].read_bytes()
        return found

    def has_page(self, path: str) -> bool:
        return self._pages.is_there(path)

    def about(self, path: str, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Of these the warnings and notes on the record that a page is made from."""
        document = self._pages.find(path)
        if document is None or document.record_id is None:
            return ()
        begins, ends = self._stretch(document.record_id)
        return tuple(
            diagnostic
            for diagnostic in diagnostics
            if diagnostic.severity is not Severity.ERROR
            and begins.path == diagnostic.location.path
            and begins.line <= diagnostic.location.line
            and (ends is None or diagnostic.location.line < ends)
        )

    def _stretch(self, record_id: str) -> tuple[Location, int | None]:
        """Where a record begins, and the line of the next one of its file."""
        origins = self._site.graph.library.origins
        here = origins[record_id].location
        if self._site.graph.own_file(record_id):
            # Its text may begin below a comment, or below its front matter.
            return Location(here.path), None
        lines = sorted(o.location.line for o in origins.values() if o.location.path == here.path)
        return here, next((line for line in lines if line > here.line), None)
