"""The whole pipeline on one screen: content in, documents and diagnostics out."""

from __future__ import annotations

import contextlib
import dataclasses
import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from generator.checking import ABOUT_PAGES, ABOUT_RECORDS, Checked, check
from generator.diagnostics import Diagnostic, errors_in, in_reading_order
from generator.document import Document
from generator.drafts import drafts, published
from generator.exemptions import LIST
from generator.graph import Graph
from generator.ground import Ground
from generator.history import History, newest_commit, read_history, read_shallow
from generator.load import Library, load, load_exemptions
from generator.load import Memory as Records
from generator.lost import Lost
from generator.noting import noted
from generator.pages import Pages
from generator.resolving import Followed, resolve
from generator.values import Value, field, replace
from generator.views.verification import quotation_counts
from generator.writers import markdown

# The rule that says in better words what a published reference to a draft comes to.
REFERENCE_TO_DRAFT = "reference-to-draft"


class Site(Value):
    """What one reading of the content gave.

    `documents` is empty where a diagnostic is an error: what is wrong is not published. Each is made
    when it is first asked for.
    `counts` says how many records were read, by folder; `checked` what the rules looked at, which
    they do once every reference leads somewhere; `quotations` counts those that were compared with
    their texts, that were changed since, that never were, and that need not be.
    `graph` is what `documents` were made of; `drafts` counts the articles that were left out there.
    """

    documents: Sequence[Document]
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

    def page(self, path: str) -> Document | None:
        """One of the documents by its path; None where there is none."""
        return self.documents.find(path) if isinstance(self.documents, Pages) else None

    def has_page(self, path: str) -> bool:
        """Whether one of the documents has this path; it need not be made for the answer."""
        return isinstance(self.documents, Pages) and self.documents.is_there(path)


@dataclasses.dataclass
class Memory:
    """What a process that reads again and again keeps from one reading to the next."""

    records: Records = dataclasses.field(default_factory=Records)
    followed: Followed = dataclasses.field(default_factory=Followed)
    _history: tuple[History, tuple[Diagnostic, ...]] | None = None
    _commit: str | None = None

    def history(self, project_dir: Path) -> tuple[History, tuple[Diagnostic, ...]]:
        """As `read_history`; git is asked for all of it only where there is a new commit."""
        commit = newest_commit(project_dir)
        if self._history is None or commit != self._commit:
            self._history, self._commit = read_history(project_dir), commit
        return self._history


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
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


@without_collecting()
def read_graph(project_dir: Path) -> tuple[Graph, tuple[Diagnostic, ...]]:
    """The records of `project_dir`/content as one graph, without pages and rules."""
    library, load_problems = load(project_dir / "content")
    graph, graph_problems = resolve(library, lost=Lost(project_dir).file_of)
    return graph, in_reading_order((*load_problems, *graph_problems))


@without_collecting()
def read_site(
    project_dir: Path,
    today: date | None = None,
    only: Sequence[str] = (),
    *,
    with_pages: bool = True,
    with_drafts: bool = False,
    memory: Memory | None = None,
    ahead: Callable[[Site], None] | None = None,
) -> Site:
    """Read `project_dir`/content, hold all of it against the rules and see which pages it gives.

    `today` is the day on which reviews and exemptions are due; with `only`, rules of other codes
    are left out; without `with_pages`, there are none. Drafts are held against the rules like all
    else; pages show them only `with_drafts`. With a `memory`, what is as it was is not read again.
    `ahead` is given the site before the rules look at it, where nothing else is wrong and no draft is
    left out: its pages are those of the site that is returned, unless a rule finds an error.
    Errors: none raised for what an editor wrote; each mistake is a diagnostic.
    """
    known = memory.records if memory is not None else None
    # Git is a process of its own: it answers while the records are read.
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(_history, project_dir, with_pages, memory)
        library, load_problems = load(project_dir / "content", memory=known)
        listed, list_problems = load_exemptions(project_dir / LIST, LIST)
        graph, graph_problems = resolve(
            library, listed, memory.followed if memory else None, Lost(project_dir).file_of
        )
    history, history_notes = asked.result()
    diagnostics = (*load_problems, *list_problems, *graph_problems, *history_notes)
    made: Sequence[Document] = ()
    checked = Checked()
    shown, left_out = graph, 0 if with_drafts else len(drafts(graph))
    if not errors_in(diagnostics):
        day = today or date.today()
        ground, days, pages = _noting(graph, history, day)
        if left_out:
            without, lost = published(graph, listed)
            all_there_is = ground
            ground, days, pages = _noting(without, history, day)
            checked = _check_both(all_there_is, ground, lost, only)
        else:
            if ahead is not None:
                diagnosed = in_reading_order(diagnostics)
                ahead(Site(pages, diagnosed, _counts(graph), days, graph=ground.graph))
            checked = check(ground, only)
        shown, history = ground.graph, days
        diagnostics = (*diagnostics, *checked.diagnostics)
        if with_pages and not errors_in(diagnostics):
            made = pages
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


def _noting(graph: Graph, history: History, day: date) -> tuple[Ground, History, Pages]:
    """What rules look at and pages are made of; what is read of it is noted."""
    graph, history = noted(graph, history)
    pages = Pages(graph, history)
    return Ground(graph, day, pages.find, pages.paths), history, pages


def _check_both(
    everything: Ground, shown: Ground, lost: Sequence[Diagnostic], only: Sequence[str]
) -> Checked:
    """The rules on all there is, and once more on what is left without the drafts.

    `lost` are the references that would lead nowhere then. What rests on a draft alone would be
    published with nothing to rest on, so errors count there too; pages are made of the latter only.
    """
    of_records = [code for code in ABOUT_RECORDS if not only or code in only]
    of_pages = [code for code in ABOUT_PAGES if not only or code in only]
    checked = check(everything, of_records) if of_records else Checked()
    more: tuple[Diagnostic, ...] = ()
    if any(d.code == REFERENCE_TO_DRAFT for d in checked.diagnostics):
        shown = everything
    elif errors_in(lost):
        shown, more = everything, errors_in(lost)
    elif of_records:
        more = errors_in(check(shown, of_records).diagnostics)
    if of_pages:
        checked += check(shown, of_pages)
    return replace(checked, diagnostics=(*checked.diagnostics, *more))


def _history(
    project_dir: Path, with_pages: bool, memory: Memory | None
) -> tuple[History, tuple[Diagnostic, ...]]:
    if memory is not None:
        return memory.history(project_dir)
    return read_history(project_dir) if with_pages else (History(), read_shallow(project_dir))


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
