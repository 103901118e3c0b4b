"""What commands share: their options, how they report, and what they ask of a project."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.completing import rules
from generator.diagnostics import (
    Diagnostic,
    Severity,
    as_github,
    as_json,
    as_text,
    errors_in,
    printable,
)
from generator.likeness import nearest

# What reads the whole content is imported by the commands that do: others are for use in a hurry.
if TYPE_CHECKING:
    from generator.site import Site

EXIT_MISTAKES = 1
# So many notes of one code are told one by one in a terminal.
NOTES_SHOWN = 3
# Work that is done sooner needs no word.
QUIET_SECONDS = 2.0
TICK_SECONDS = 0.5

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

project_option = click.option(
    "--project", "project_dir", default=".", show_default="this folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds content/ and mkdocs.yml.",
)  # fmt: skip

strict_option = click.option("--strict", is_flag=True, help="Let warnings fail the command too.")
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text",
    show_default=True, help="How to write the report; github marks lines in a pull request.",
)  # fmt: skip


class Day(click.ParamType):  # type: ignore[type-arg]  # not generic in older releases
    """A day, written 2026-11-24."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            return self.fail(f'"{value}" is no day; write one such as 2026-11-24', param, ctx)


today_option = click.option(
    "--today", type=Day(), default=None, show_default="the day of the clock",
    help="The day on which reviews and exemptions are due.",
)  # fmt: skip


def _known_rules(ctx: Any, param: Any, codes: tuple[str, ...]) -> tuple[str, ...]:
    if not codes:
        return codes
    from generator.checks import RULES

    known = [rule.code for rule in RULES]
    for code in codes:
        if code not in known:
            near = nearest(code, known)
            hint = f'write "{near}"' if near else "explainer explain lists them"
            raise click.BadParameter(f'there is no rule "{code}"; {hint}', ctx, param)
    return codes


only_option = click.option(
    "--only", multiple=True, metavar="CODE", callback=_known_rules, shell_complete=rules,
    help="Run this rule alone; may be given more than once.",
)  # fmt: skip


def require_project(project_dir: Path) -> None:
    if not (project_dir / "mkdocs.yml").is_file():
        raise click.UsageError(
            "there is no mkdocs.yml here; run the command in the project's folder, "
            "or name it with --project"
        )


def no_record(path: Path) -> click.UsageError:
    """A path that was named, and below which no record stands."""
    return click.UsageError(
        f'"{printable(str(path))}" holds no record; '
        "name a file or a folder below content/, such as content/articles"
    )


def report(site: Site, form: str, *, whole: bool) -> None:
    """Tell what was found; without `whole`, a terminal shows of many notes of one code the first."""
    if form == "sarif":
        from generator import explain
        from generator.reports import as_sarif

        click.echo(as_sarif(site.diagnostics, explain.manual(), site))
    else:
        print_diagnostics(site.diagnostics, form, whole=whole)


def print_diagnostics(
    diagnostics: tuple[Diagnostic, ...], form: str, *, whole: bool = True
) -> None:
    if form == "json":
        click.echo(as_json(diagnostics))
        return
    shown, folded = (diagnostics, ()) if whole or form == "github" else _folded(diagnostics)
    for diagnostic in shown:
        if form == "github":
            click.echo(as_github(diagnostic))
            continue
        text = as_text(diagnostic)
        mark = f"{diagnostic.severity.value}[{diagnostic.code}]"
        coloured = click.style(mark, fg=_COLOURS[diagnostic.severity], bold=True)
        click.echo(text.replace(mark, coloured, 1))
    for code, number in folded:
        more = "1 more note" if number == 1 else f"{number:,} more notes"
        click.echo(f"{more} of {code}: explainer check --only {code} shows them")


def _folded(
    diagnostics: tuple[Diagnostic, ...],
) -> tuple[tuple[Diagnostic, ...], tuple[tuple[str, int], ...]]:
    """What a terminal shows: of many notes of one code the first, and how many there are more."""
    notes = Counter(d.code for d in diagnostics if d.severity is Severity.NOTE)
    left = Counter({code: min(number, NOTES_SHOWN) for code, number in notes.items()})
    shown = []
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.NOTE:
            left[diagnostic.code] -= 1
            if left[diagnostic.code] < 0:
                continue
        shown.append(diagnostic)
    more = ((code, number - NOTES_SHOWN) for code, number in sorted(notes.items()))
    return tuple(shown), tuple((code, number) for code, number in more if number > 0)


@contextlib.contextmanager
def working(what: str) -> Iterator[None]:
    """A line on the terminal that counts the seconds of long work, and is gone when that is done.

    There is none where errors do not go to a terminal, or to one that cannot take a line back.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    is_done = threading.Event()
    counting = threading.Thread(target=_count_seconds, args=(what, is_done), daemon=True)
    counting.start()
    try:
        yield
    finally:
        is_done.set()
        counting.join()


def _count_seconds(what: str, is_done: threading.Event) -> None:
    began, line = time.monotonic(), ""
    pause = QUIET_SECONDS
    while not is_done.wait(pause):
        line = f"{what} … {time.monotonic() - began:.0f} s"
        click.echo(f"\r{line}", nl=False, err=True)
        pause = TICK_SECONDS
    if line:
        click.echo(f"\r{' ' * len(line)}\r", nl=False, err=True)


def count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"


def fails(site: Site, strict: bool) -> bool:
    if errors_in(site.diagnostics):
        return True
    return strict and any(d.severity is Severity.WARNING for d in site.diagnostics)


def shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
