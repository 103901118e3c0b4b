"""What no build of ours can leave out, each part for itself: `python -m tests.benchmarks least --size 1000`.

It says how near a target can be come to before anything is made faster that a build does beside it.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.engines.press import Press
from generator.engines.processes import available_jobs
from generator.pages import Pages
from generator.publishing import Beside, Edition
from generator.site import read_site, without_collecting

from .corpus import make_corpus
from .environment import Environment
from .failures import BenchmarkError
from .measure import measure
from .table import markdown_table
from .tools import CONTENDERS, OURS, Tool

REFERENCE = "mkdocs"
RUNS = 5
# What an edited article is read with, and what its page is made with besides.
TO_READ = "click, generator.source, generator.model"
TO_MAKE = "generator.pages, generator.publishing, generator.engines.press"

# The parts of a cold build, then those of one after an edit.
READING = "reading, references and rules"
PAGES = "making the pages"
TOLD = "what the theme is told of them"
BESIDE = "twins, pictures and drawings"
HTML = "HTML in the theme"
READ_WITH = "Python, and what one article is read with"
MADE_WITH = "with what its page is made with"
ASKED_CONTENT = "asking each file of content/ whether it is as it was"
ASKED_SITE = "asking each file of the site"

Seconds = dict[str, float]


def least(folder: Path, articles: int) -> str:
    """Two tables, of a cold build beside MkDocs' and of a build after one edit, in seconds.

    Errors: BenchmarkError where a build fails.
    """
    corpus = make_corpus(folder, articles)
    ours, theirs = (
        CONTENDERS[key].prepare(corpus, folder / key, Environment()) for key in (OURS, REFERENCE)
    )
    cold = _of_a_cold_build(ours.folder)
    reference = measure(theirs.command, theirs.folder, folder / "reference.log").seconds
    measure(ours.command, ours.folder, folder / "ours.log")
    edit = _of_an_edit(ours, folder)
    shared, jobs = sum(cold.values()) - cold[HTML], available_jobs()
    bound = reference / (shared / jobs)
    return "\n\n".join(
        (
            f"{articles:,} articles, {len(corpus.pages):,} pages",
            _table("cold, in one process", cold),
            f"`mkdocs build` takes {reference:.1f} s, with the same parts but for the HTML, {shared:.1f} s. Were "
            f"HTML and writing had for nothing, and these spread over {jobs} processors without loss, "
            f"ours would be {bound:.1f} times as fast.",
            _table("after one edit, in a new process", edit),
        )
    )


@without_collecting()
def _of_a_cold_build(project: Path) -> Seconds:
    found: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def clock(part: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        found[part] += time.perf_counter() - began

    with clock(READING):
        site = read_site(project)
    if not isinstance(site.documents, Pages):
        raise BenchmarkError("the corpus has mistakes")
    press, beside = Press(project), Beside(project)
    edition = Edition(site, press.renderer.settings, project)
    for first in site.documents.bundles:
        with clock(PAGES):
            pages = [*site.documents.of_bundle(first)]
        for page in pages:
            with clock(TOLD):
                sheet = edition.sheet(page)
            with clock(BESIDE):
                beside.files(sheet)
            with clock(HTML):
                press.renderer.page(sheet)
    return dict(found)


def _of_an_edit(ours: Tool, folder: Path) -> Seconds:
    def importing(modules: str) -> float:
        command = [sys.executable, "-c", f"import {modules}"]
        runs = [measure(command, folder, folder / "importing.log") for _ in range(RUNS)]
        return statistics.median(run.seconds for run in runs)

    return {
        READ_WITH: importing(TO_READ),
        MADE_WITH: importing(f"{TO_READ}, {TO_MAKE}"),
        ASKED_CONTENT: _asking(ours.folder / "content"),
        ASKED_SITE: _asking(ours.site),
    }


def _asking(folder: Path) -> float:
    """Only the asking: the names are known.

    Errors: BenchmarkError for a folder without files.
    """
    names = [f"{here}/{name}" for here, _, names in os.walk(folder) for name in names]
    if not names:
        raise BenchmarkError(f"there is nothing in {folder.name}/")
    began = time.perf_counter()
    for name in names:
        os.lstat(name)
    return time.perf_counter() - began


def _table(title: str, seconds: Seconds) -> str:
    return markdown_table([title, "s"], [[part, f"{took:.2f}"] for part, took in seconds.items()])
