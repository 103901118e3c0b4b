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
    no_record,
    only_option,
    project_option,
    report,
    require_project,
    strict_option,
    today_option,
    working,
)
from generator.values import replace


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@project_option
@strict_option
@format_option
@only_option
@today_option
def check(
    paths: tuple[Path, ...],
    project_dir: Path,
    strict: bool,
    form: str,
    only: tuple[str, ...],
    today: date | None,
) -> None:
    """Read content/ and report every mistake, with its place and its cure.

    All of it is always read. With PATHS, files or folders of content/, only what stands there is
    told and counts for the outcome.

    Example: explainer check --strict content/articles
    """
    require_project(project_dir)
    for path in paths:
        _require_content(path, project_dir)
    from generator.remembered import check_site
    from generator.reports import closing_line

    with working("Checking content/"):
        site = check_site(project_dir, today or date.today(), only)
    told = site
    if paths:
        wanted = [path.resolve() for path in paths]
        there = tuple(d for d in site.diagnostics if _is_in(wanted, project_dir / d.location.path))
        told = replace(site, diagnostics=there)
    report(told, form, whole=bool(only or paths))
    click.echo(closing_line(site), err=form != "text")
    if fails(told, strict):
        sys.exit(EXIT_MISTAKES)


def _is_in(wanted: list[Path], path: Path) -> bool:
    here = path.resolve()
    return any(here.is_relative_to(place) for place in wanted)


def _require_content(path: Path, project_dir: Path) -> None:
    """Of a file that is never looked at it would be said that nothing is wrong with it."""
    from generator.exemptions import LIST

    content = (project_dir / "content").resolve()
    there = (content, (project_dir / LIST).resolve())
    here = path.resolve()
    if not any(here.is_relative_to(place) or place.is_relative_to(here) for place in there):
        raise no_record(path)
