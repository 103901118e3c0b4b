"""`explainer fmt`: every record in one form, with nothing that it says changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import (
    EXIT_MISTAKES,
    count,
    no_record,
    print_diagnostics,
    project_option,
    require_project,
)
from generator.diagnostics import printable

if TYPE_CHECKING:
    from generator.desk.fmt import File, Outcome

MANY = 500


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@project_option
@click.option("--check", is_flag=True, help="Name what would change, and write nothing.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
def fmt(paths: tuple[Path, ...], project_dir: Path, check: bool, diff: bool) -> None:
    """Write records in one form: order of keys, lines, quotation marks.

    PATHS are files or folders of content/; without them, all of it. Comments stay at their keys,
    and the text below the front matter of a page is not touched. A file that cannot be written
    anew without a change of what it says is left alone and named.

    \b
    Examples:
      explainer fmt
      explainer fmt content/articles --diff
    """
    require_project(project_dir)
    from generator.desk.fmt import files_in, look, mend

    content_dir = project_dir / "content"
    files, strange = files_in(content_dir, paths or (content_dir,))
    if strange and not paths:
        raise click.UsageError("there is no folder content/ with records here")
    if strange:
        raise no_record(strange[0])
    told: list[Outcome] = []
    with _counted(files) as counted:
        for outcome in map(look, counted):
            if outcome.is_changed and not (check or diff):
                mend(outcome)
            if outcome.is_changed or outcome.diagnostics:
                told.append(outcome)
    for outcome in told:
        _tell(outcome, diff)
    left = sum(not outcome.is_changed for outcome in told)
    _close(len(files), len(told) - left, left, is_done=not (check or diff), err=diff)
    if left or (check and told):
        sys.exit(EXIT_MISTAKES)


def _close(files: int, changed: int, left: int, *, is_done: bool, err: bool) -> None:
    parts = [
        f"{count(changed, 'file')} {'' if is_done else 'would be '}formatted",
        f"{files - changed - left:,} right",
    ]
    if left:
        parts.append(f"{left:,} left as {'it is' if left == 1 else 'they are'}")
    click.echo(f"{', '.join(parts)}.", err=err)


def _tell(outcome: Outcome, diff: bool) -> None:
    print_diagnostics(outcome.diagnostics, "text")
    if outcome.is_changed and not diff:
        click.echo(printable(outcome.file.shown))
        return
    for line in outcome.diff().splitlines():
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.echo(click.style(printable(line), fg=colour) if colour else printable(line))


@contextmanager
def _counted(files: list[File]) -> Iterator[Iterator[File]]:
    """The files, with a bar on a terminal where there are so many that it takes a while."""
    if len(files) < MANY or not sys.stderr.isatty():
        yield iter(files)
        return
    with click.progressbar(files, label="Formatting", file=sys.stderr) as bar:
        yield iter(bar)
