"""`explainer check`: every mistake in content/, with its place and its cure."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.commands.common import (
    EXIT_MISTAKES,
    fails,
    format_option,
    only_option,
    project_option,
    report,
    require_project,
    strict_option,
    today_option,
    working,
)


@click.command()
@project_option
@strict_option
@format_option
@only_option
@today_option
def check(
    project_dir: Path, strict: bool, form: str, only: tuple[str, ...], today: date | None
) -> None:
    """Read content/ and report every mistake, with its place and its cure.

    Example: explainer check --strict
    """
    require_project(project_dir)
    from generator.remembered import check_site
    from generator.reports import closing_line

    with working("Checking content/"):
        site = check_site(project_dir, today or date.today(), only)
    report(site, form)
    click.echo(closing_line(site), err=form != "text")
    if fails(site, strict):
        sys.exit(EXIT_MISTAKES)
