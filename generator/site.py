"""The whole pipeline on one screen: content in, documents and diagnostics out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.deadlinks import dead_links
from generator.diagnostics import Diagnostic, errors_in, in_reading_order
from generator.document import Document
from generator.graph import Graph, resolve
from generator.history import History, read_history
from generator.load import load
from generator.pages import documents
from generator.writers import markdown


@dataclass(frozen=True)
class Site:
    """What one reading of the content gave.

    `documents` is empty where a diagnostic is an error: what is wrong is not published.
    `counts` says how many records were read, by folder.
    """

    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]
    counts: dict[str, int]
    history: History

    @property
    def is_publishable(self) -> bool:
        return not errors_in(self.diagnostics)


def read_site(project_dir: Path) -> Site:
    """Read `project_dir`/content and make every page of it.

    Errors: none raised for what an editor wrote; each mistake is a diagnostic.
    """
    library, load_problems = load(project_dir / "content")
    graph, graph_problems = resolve(library)
    history, history_notes = read_history(project_dir)
    diagnostics = in_reading_order((*load_problems, *graph_problems, *history_notes))
    made: tuple[Document, ...] = ()
    if not errors_in(diagnostics):
        made = tuple(documents(graph, history))
        diagnostics = in_reading_order((*diagnostics, *dead_links(made, library)))
    return Site(made, diagnostics, _counts(graph), history)


def markdown_files(site: Site) -> dict[str, str]:
    """The Markdown tree: path below generated/ -> text."""
    return {markdown.file_of(d.path): markdown.write(d) for d in site.documents}


def _counts(graph: Graph) -> dict[str, int]:
    counts = {
        folder: len(getattr(graph, folder))
        for folder in (
            "articles", "topics", "issues", "events", "actors", "places", "terms", "sources", "pages",
        )
    }  # fmt: skip
    return counts | {"statements": len(graph.statements)}
