"""`explainer build`: the site, if nothing is wrong with its content."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.commands.common import (
    EXIT_MISTAKES,
    fails,
    format_option,
    project_option,
    report,
    require_project,
    shown,
    strict_option,
    working,
)
from generator.commands.schema import refresh_or_tell


def _scheduler(_: click.Context, __: click.Parameter, address: str | None) -> str | None:
    with contextlib.suppress(ValueError):
        if address is None or (urlsplit(address).scheme == "dask" and urlsplit(address).hostname):
            return address
    raise click.BadParameter("write the address of a scheduler, such as dask://desk.example:8786")


@click.command()
@project_option
@strict_option
@format_option
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), default=None,
    show_default="site/ in the project", help="Where the finished site goes.",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(min=1), default=None, show_default="one for each processor",
    help="How many processes write the pages.",
)  # fmt: skip
@click.option(
    "--executor", "scheduler", default=None, metavar="dask://HOST:PORT", callback=_scheduler,
    help="A Dask scheduler whose workers make the pages; each has this checkout at the same path.",
)  # fmt: skip
def build(
    project_dir: Path,
    strict: bool,
    form: str,
    site_dir: Path | None,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Check content/ and build the site; a site with mistakes is not built.

    Example: explainer build --site-dir public
    """
    started = time.perf_counter()
    require_project(project_dir)
    # Before anything is read, it is taken down what code this is.
    import generator.engines.made_with  # noqa: F401
    from generator.reports import closing_line
    from generator.site import read_site

    with working("Checking content/"):
        site = read_site(project_dir)
    report(site, form, whole=False)
    if fails(site, strict):
        click.echo(f"{closing_line(site)} The site was not built.", err=True)
        sys.exit(EXIT_MISTAKES)
    refresh_or_tell(project_dir, site.graph)
    from generator.engines.direct import build_site
    from generator.engines.mkdocs_adapter import EngineError

    target = (site_dir or project_dir / "site").absolute()
    _require_replaceable(target, project_dir)
    try:
        with working("Building the pages"):
            pages = build_site(project_dir.absolute(), target, site, jobs, scheduler)
    except EngineError as error:
        click.echo(f"The site was not built: {error}", err=True)
        sys.exit(EXIT_MISTAKES)
    seconds = time.perf_counter() - started
    click.echo(f"{closing_line(site)} Built {pages:,} pages in {seconds:.1f} s: {shown(target)}/")


def _require_replaceable(target: Path, project_dir: Path) -> None:
    from generator.engines.site_folder import why_not_there

    why = why_not_there(target, project_dir)
    if why:
        raise click.UsageError(f"{shown(target)}/ {why} (--site-dir)")
