"""To which package of the generator the time of a profile belongs.

A library's time belongs to the package that called for it: what MkDocs and Jinja take is `engines`',
what the YAML parser takes is `source`'s. What modules take to be imported is told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

import generator

ROOT = Path(generator.__file__).resolve().parent
IMPORTS = "(imports)"
OUTSIDE = "(outside the generator)"

# As the standard library's profiler names them: (file, line, function).
Function = tuple[str, int, str]
# (primitive calls, calls, own seconds, seconds with callees), and these four of each caller.
Times = tuple[int, int, float, float]
Entry = tuple[int, int, float, float, Mapping[Function, Times]]

# A share goes up one caller a round; no library calls deeper than this before ours called it, but
# for recursion, of which what is left over is too little to matter.
_ROUNDS = 60


def stage_of(function: Function) -> str | None:
    """The package that a function is of, or None for a library's."""
    file = PurePath(function[0])
    if "importlib" in function[0]:
        return IMPORTS
    if not file.is_relative_to(ROOT):
        return None
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def seconds_by_stage(profile: Mapping[Function, Entry]) -> dict[str, float]:
    """Seconds of each stage, the longest first; together they are those of the whole profile."""
    shares = _shares(profile)
    seconds: dict[str, float] = {}
    for function, (_, _, own, _, _) in profile.items():
        for stage, share in shares[function].items():
            seconds[stage] = seconds.get(stage, 0.0) + own * share
    return dict(sorted(seconds.items(), key=lambda item: -item[1]))


def _shares(profile: Mapping[Function, Entry]) -> dict[Function, dict[str, float]]:
    """Function -> stage -> its share of the function's own time; shares of one function make 1."""
    shares = {function: {stage_of(function) or OUTSIDE: 1.0} for function in profile}
    libraries = [
        function for function in profile if stage_of(function) is None and profile[function][4]
    ]
    for _ in range(_ROUNDS):
        for function in libraries:
            shares[function] = _from_callers(profile[function][4], shares)
    return shares


def _from_callers(
    callers: Mapping[Function, Times], shares: Mapping[Function, Mapping[str, float]]
) -> dict[str, float]:
    """By how long each caller waited, or how often it called where all waited for nothing."""
    waited = sum(times[3] for times in callers.values())
    called = sum(times[1] for times in callers.values()) or 1
    found: dict[str, float] = {}
    for caller, times in callers.items():
        weight = times[3] / waited if waited > 0 else times[1] / called
        for stage, share in shares.get(caller, {OUTSIDE: 1.0}).items():
            found[stage] = found.get(stage, 0.0) + weight * share
    return found
