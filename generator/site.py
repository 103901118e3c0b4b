"""The whole pipeline on one screen: content in, documents and diagnostics out."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.checking import Checked, check
from generator.diagnostics import Diagnostic, errors_in, in_reading_order
from generator.document import Document
from generator.drafts import drafts, published
from generator.exemptions import LIST
from generator.graph import Graph, resolve
from generator.ground import Ground
from generator.history import History, read_history, read_shallow
from generator.load import Library, load, load_exemptions
from generator.pages import Pages
from generator.views.verification import quotation_counts
from generator.writers import markdown


@dataclass(frozen=True)
class Site:
    """What one reading of the content gave.

    `documents` is empty where a diagnostic is an error: what is wrong is not published.
    `counts` says how many records were read, by folder; `checked` what the rules looked at, which
    they do once every reference leads somewhere; `quotations` counts those that were compared with
    their texts, that were changed since, that never were, and that need not be.
    `graph` is what `documents` were made of; `drafts` counts the articles that were left out there.
    """

    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]
    counts: dict[str, int]
    history: History
    checked: Checked = field(default_factory=Checked)
    quotations: dict[str, int] = field(default_factory=dict)
    graph: Graph = field(default_factory=lambda: Graph(Library()))
    drafts: int = 0

    @property
    def is_publishable(self) -> bool:
        return not errors_in(self.diagnostics)


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Garbage collection put off: records stay, and looking through them again and again for what
    may go takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was read is kept: it need not be looked through now either.
            gc.freeze()
            gc.enable()


@_without_collecting()
def read_graph(project_dir: Path) -> tuple[Graph, tuple[Diagnostic, ...]]:
    """The records of `project_dir`/content as one graph, without pages and rules."""
    library, load_problems = load(project_dir / "content")
    graph, graph_problems = resolve(library)
    return graph, in_reading_order((*load_problems, *graph_problems))


@_without_collecting()
def read_site(
    project_dir: Path,
    today: date | None = None,
    only: Sequence[str] = (),
    *,
    with_pages: bool = True,
    with_drafts: bool = False,
) -> Site:
    """Read `project_dir`/content, hold all of it against the rules and make every page of it.

    `today` is the day on which reviews and exemptions are due; with `only`, rules of other codes
    are left out; without `with_pages`, no page is made that no rule asks for. Drafts are held against
    the rules like all else; pages show them only `with_drafts`.
    Errors: none raised for what an editor wrote; each mistake is a diagnostic.
    """
    library, load_problems = load(project_dir / "content")
    listed, list_problems = load_exemptions(project_dir / LIST, LIST)
    graph, graph_problems = resolve(library, listed)
    history, history_notes = (
        read_history(project_dir) if with_pages else (History(), read_shallow(project_dir))
    )
    diagnostics = (*load_problems, *list_problems, *graph_problems, *history_notes)
    made: tuple[Document, ...] = ()
    checked = Checked()
    shown, left_out = graph, 0 if with_drafts else len(drafts(graph))
    day = today or date.today()
    if not errors_in(diagnostics):
        pages = Pages(graph, history)
        checked = check(Ground(graph, day, pages.find, pages.paths), only)
        diagnostics = (*diagnostics, *checked.diagnostics)
        if left_out and not errors_in(diagnostics):
            # What rests on a draft alone would be published with nothing to rest on.
            shown, problems = published(graph, listed)
            pages = Pages(shown, history)
            if not errors_in(problems):
                again = check(Ground(shown, day, pages.find, pages.paths), only)
                problems = errors_in(again.diagnostics)
            diagnostics = (*diagnostics, *problems)
        if with_pages and not errors_in(diagnostics):
            made = tuple(pages.all())
    counts = quotation_counts(graph)
    return Site(
        made,
        in_reading_order(diagnostics),
        _counts(graph),
        history,
        checked,
        counts,
        shown,
        left_out,
    )


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
