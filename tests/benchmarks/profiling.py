"""Where our build's time goes: `python -m tests.benchmarks profile --size 1000`.

The build runs in this process, and the profiler makes it two to three times slower: shares count
here, seconds do not.
"""

from __future__ import annotations

import contextlib
import cProfile
import io
import os
import pstats
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from generator.commands.build import build

from .corpus import make_corpus
from .environment import Environment
from .failures import BenchmarkError
from .measure import environment, measure
from .stages import seconds_by_stage
from .table import markdown_table
from .tools import CONTENDERS, OURS

LONGEST_FUNCTIONS = 25
# Stages of less than this share are told together.
LEAST_SHARE = 0.005


def profile(folder: Path, articles: int, *, warm: bool) -> str:
    """The stages and the longest functions of a cold build, or of one after an edit.

    Errors: BenchmarkError where the build fails.
    """
    corpus = make_corpus(folder, articles)
    tool = CONTENDERS[OURS].prepare(corpus, folder / OURS, Environment())
    if warm:
        measure(tool.command, tool.folder, folder / "first.log")
        tool.edit("heliotrope")
    os.environ.update(environment())
    profiler = cProfile.Profile()
    began = time.perf_counter()
    with _in(tool.folder), _silent() as told, profiler:
        try:
            build.main([*tool.command[2:], "--jobs", "1"], standalone_mode=False)
        except SystemExit:
            raise BenchmarkError(f"the build failed:\n{told.getvalue()}") from None
    seconds = time.perf_counter() - began
    case = "after one edit" if warm else "cold"
    title = f"{articles:,} articles, {len(corpus.pages):,} pages, {case}: {seconds:.1f} s under the profiler"
    return f"{title}\n\n{_stages(profiler)}\n\n{_functions(profiler)}"


def _stages(profiler: cProfile.Profile) -> str:
    # The entries have no public name that is typed.
    found = seconds_by_stage(cast(Any, pstats.Stats(profiler)).stats)
    whole = sum(found.values()) or 1.0
    long = {stage: took for stage, took in found.items() if took >= LEAST_SHARE * whole}
    others = {f"{len(found) - len(long)} others": sum(found.values()) - sum(long.values())}
    rows = [
        [stage, f"{took:.2f}", f"{took / whole:.1%}"] for stage, took in (long | others).items()
    ]
    return markdown_table(["stage", "s", "share"], rows)


def _functions(profiler: cProfile.Profile) -> str:
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(
        LONGEST_FUNCTIONS
    )
    return text.getvalue().strip()


@contextlib.contextmanager
def _in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _silent() -> Iterator[io.StringIO]:
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        yield told
