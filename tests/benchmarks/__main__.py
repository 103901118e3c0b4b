"""The benchmarks: `python -m tests.benchmarks [profile|least]`; README.md beside this says what is measured."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import least, machine, profiling, report, rounds
from .corpus import Corpus, make_corpus
from .environment import Environment
from .failures import BenchmarkError
from .tools import CONTENDERS, Lack


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where a number could not be trusted; what was wrong goes to the error stream."""
    options = _parser().parse_args(arguments)
    try:
        with _workplace(options.keep) as folder:
            if options.command == "profile":
                print(profiling.profile(folder, options.size, warm=options.warm))
            elif options.command == "least":
                print(least.least(folder, options.size))
            else:
                compare(folder, options.sizes, options.runs, options.only)
    except BenchmarkError as error:
        _tell(f"error: {error}")
        return 1
    return 0


def compare(folder: Path, sizes: list[int], runs: int, only: list[str]) -> None:
    """Print the machine, then each size as it is done, then the growth.

    Errors: BenchmarkError where a tool fails or builds something else than the corpus.
    """
    environment = Environment()
    if {"hugo", "hugo-whole", "zensical"} & set(only):
        _tell("Making the benchmarks' own environment, if it is not there …")
        environment.ready()
    told = {key: CONTENDERS[key].version(environment) for key in CONTENDERS if key in only}
    lacking = {key: each.why for key, each in told.items() if isinstance(each, Lack)}
    versions = {key: each for key, each in told.items() if isinstance(each, str)}
    print(machine.described({CONTENDERS[key].name: each for key, each in versions.items()}))
    print(f"- {runs} {'round' if runs == 1 else 'rounds'} of all tools in turn\n")
    done: dict[int, tuple[Corpus, rounds.Results]] = {}
    for size in sizes:
        _tell(f"Writing {size:,} articles …")
        corpus = make_corpus(folder / str(size), size)
        ready = rounds.lay_out(corpus, folder / str(size), list(versions), environment)
        done[size] = corpus, rounds.run(ready, runs, _tell)
        print(report.of_size(*done[size], lacking), flush=True)
        print()
    if len(done) > 1:
        print(report.of_growth(done))


@contextlib.contextmanager
def _workplace(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="groundwork-bench-") as temporary:
            yield Path(temporary)
        return
    folder = keep.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BenchmarkError(f"{keep} is not empty; name a new folder with --keep")
    yield folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=_size, nargs="+", default=[100, 1000], help="articles")
    parser.add_argument("--runs", type=_positive, default=3, help="rounds of all tools in turn")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="a new folder for corpus, sites and logs"
    )
    commands = parser.add_subparsers(dest="command")
    profile = commands.add_parser("profile", help="where the time of our build goes")
    profile.add_argument("--warm", action="store_true", help="a build after one edit")
    for command in (profile, commands.add_parser("least", help="what no build can leave out")):
        command.add_argument("--size", type=_size, default=1000, help="articles")
        # Without a default of its own, so that it does not undo what stood before the command.
        command.add_argument("--keep", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _size(text: str) -> int:
    number = int(text)
    if number < 10:
        raise argparse.ArgumentTypeError(
            "at least 10: an archive of fewer has records that name none"
        )
    return number


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
