"""`explainer rename`: another id for a record, wherever it stands."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import (
    EXIT_MISTAKES,
    count,
    print_diagnostics,
    project_option,
    require_project,
    working,
)
from generator.commands.completing import ids_of
from generator.diagnostics import printable

if TYPE_CHECKING:
    from generator.desk.renaming import Renaming


@click.command()
@click.argument("old", shell_complete=ids_of())
@click.argument("new")
@project_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
def rename(old: str, new: str, project_dir: Path, dry_run: bool) -> None:
    """Give a record or a statement another id, wherever it stands: all of it or nothing.

    Files, fields, citations, links, the lock of quotations and the list of exemptions follow, and
    the old address leads to the new one.

    \b
    Examples:
      explainer rename nato-expansion nato-growth --dry-run
      explainer rename nato-expansion nato-growth
    """
    require_project(project_dir)
    from generator.desk.renaming import RefusalError, carry_out, plan

    try:
        renaming = plan(project_dir, old, new)
        if dry_run:
            for line in _differences(renaming):
                click.echo(line)
        else:
            with working("Renaming"):
                carry_out(project_dir, renaming)
    except RefusalError as refusal:
        if not refusal.diagnostics:
            raise click.UsageError(printable(str(refusal))) from None
        print_diagnostics(refusal.diagnostics, "text")
        click.echo(f"{str(refusal).capitalize()}.", err=True)
        sys.exit(EXIT_MISTAKES)
    except OSError as error:
        # A disk that is full has no file to name.
        told = printable(f"{error.filename or 'content'}: {error.strerror}")
        click.echo(f"Nothing was renamed: {told}.", err=True)
        sys.exit(EXIT_MISTAKES)
    click.echo(_told(renaming, dry_run))


def _told(renaming: Renaming, dry_run: bool) -> str:
    files = count(len(renaming.after), "file")
    places = count(len(renaming.uses), "place")
    verb = "Would rename" if dry_run else "Renamed"
    told = f'{verb} "{renaming.old}" to "{renaming.new}": {places} that named it, {files}.'
    if renaming.led_on:
        told += f" /{renaming.led_on[0]}/ {'would lead' if dry_run else 'leads'} on to "
        told += f"/{renaming.led_on[1]}/."
    if renaming.old in renaming.graph.sources:
        told += f" A saved text of it for explainer verify is called {renaming.new} from now on."
    return told


def _differences(renaming: Renaming) -> Iterator[str]:
    """Each changed line, before and after, file by file."""
    old_name, new_name = renaming.moved or ("", "")
    for path, data in sorted(renaming.before.items()):
        now = new_name if path == old_name else path
        before, after = (_lines(d) for d in (data, renaming.after[now]))
        head = path if now == path else f"{path} → {now}"
        yield click.style(printable(head), bold=True)
        for line in list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]:
            if line.startswith("@@"):
                yield f"  {line}"
                continue
            yield click.style(f"  {printable(line)}", fg="red" if line[0] == "-" else "green")


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()
