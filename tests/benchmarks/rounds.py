"""All tools in turn, round after round, so that a slow minute of the machine falls on each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from .cases import CASES, Ready
from .corpus import Corpus
from .environment import Environment
from .measure import Measured
from .tools import CONTENDERS

# tool -> case -> one measurement a round
Results = dict[str, dict[str, list[Measured]]]


def lay_out(
    corpus: Corpus, folder: Path, tools: list[str], environment: Environment
) -> dict[str, Ready]:
    """Each tool in a folder of its own; what takes long here is not timed."""
    ready = {}
    for key in tools:
        contender = CONTENDERS[key]
        logs = folder / f"{key}-logs"
        logs.mkdir(parents=True)
        tool = contender.prepare(corpus, folder / key, environment)
        ready[key] = Ready(contender.name, tool, corpus, logs)
    return ready


def run(ready: Mapping[str, Ready], rounds: int, tell: Callable[[str], None]) -> Results:
    """Errors: BenchmarkError where a tool fails, or did not build what it was asked to."""
    results: Results = {key: {case: [] for case in CASES} for key in ready}
    for number in range(1, rounds + 1):
        for key, each in ready.items():
            for case, timed in CASES.items():
                found = timed(each, number)
                if found is None:
                    continue
                results[key][case].append(found)
                tell(
                    f"{each.corpus.articles:,} articles, round {number}, {each.name}, {case}: {found.seconds:.2f} s"
                )
    return results
