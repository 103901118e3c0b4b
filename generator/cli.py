"""The command `explainer`: printing, exit codes, and nothing else.

Exit codes: 0 done; 1 the content has mistakes or the site could not be built; 2 wrong use of
the command; 70 a bug of ours.
"""

from __future__ import annotations

import socket
import sys
import time
import traceback
from pathlib import Path

import click

from generator import __version__
from generator.diagnostics import (
    Diagnostic,
    Severity,
    as_github,
    as_json,
    as_text,
    errors_in,
    printable,
)
from generator.site import Site, read_site

EXIT_MISTAKES = 1
EXIT_BUG = 70

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

project_option = click.option(
    "--project", "project_dir", default=".", show_default="this folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds content/ and mkdocs.yml.",
)  # fmt: skip
strict_option = click.option("--strict", is_flag=True, help="Let warnings fail the command too.")
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
    show_default=True, help="How to write the report; github marks lines in a pull request.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explainer")
def cli() -> None:
    """Turn content/ into a site of explainers that readers can check.

    \b
    Examples:
      explainer check          is everything in content/ right?
      explainer build          build site/
      explainer serve          see each change while you write
    """


@cli.command()
@project_option
@strict_option
@format_option
def check(project_dir: Path, strict: bool, form: str) -> None:
    """Read content/ and report every mistake, with its place and its cure.

    Example: explainer check --strict
    """
    _require_project(project_dir)
    site = read_site(project_dir)
    _report(site.diagnostics, form)
    click.echo(_summary(site), err=form != "text")
    if _fails(site, strict):
        sys.exit(EXIT_MISTAKES)


@cli.command()
@project_option
@strict_option
@format_option
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), default=None,
    show_default="site/ in the project", help="Where the finished site goes.",
)  # fmt: skip
def build(project_dir: Path, strict: bool, form: str, site_dir: Path | None) -> None:
    """Check content/ and build the site; a site with mistakes is not built.

    Example: explainer build --site-dir public
    """
    started = time.perf_counter()
    _require_project(project_dir)
    site = read_site(project_dir)
    _report(site.diagnostics, form)
    if _fails(site, strict):
        click.echo(f"{_summary(site)} The site was not built.", err=True)
        sys.exit(EXIT_MISTAKES)
    from generator.engines.mkdocs_adapter import EngineError, build_site

    target = (site_dir or project_dir / "site").absolute()
    _require_replaceable(target)
    try:
        pages = build_site(project_dir.absolute(), target)
    except EngineError as error:
        click.echo(f"The site was not built: {error}", err=True)
        sys.exit(EXIT_MISTAKES)
    seconds = time.perf_counter() - started
    click.echo(f"{_summary(site)} Built {pages:,} pages in {seconds:.1f} s: {_shown(target)}/")


@cli.command()
@project_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def serve(project_dir: Path, address: str) -> None:
    """Serve the site and rebuild it after each change of content/; Ctrl-C ends it.

    Example: explainer serve --address 127.0.0.1:8001
    """
    _require_project(project_dir)
    from generator.engines.mkdocs_adapter import EngineError, serve_site

    _require_free(address)
    try:
        serve_site(project_dir.absolute(), address)
    except EngineError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_MISTAKES)


def main() -> None:
    """The command's entry: whatever goes wrong, no traceback meets an editor unasked."""
    try:
        cli(prog_name="explainer")
    except Exception as error:
        click.echo(
            f"explainer: this is a bug of ours, not of yours: {printable(_in_one_line(error))}\n"
            "Please report it with the lines below and the command that you typed.",
            err=True,
        )
        for line in traceback.format_exception(error)[-4:]:
            click.echo("\n".join(map(printable, line.rstrip().split("\n"))), err=True)
        sys.exit(EXIT_BUG)


def _in_one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _require_project(project_dir: Path) -> None:
    if not (project_dir / "mkdocs.yml").is_file():
        raise click.UsageError(
            "there is no mkdocs.yml here; run the command in the project's folder, "
            "or name it with --project"
        )


def _require_replaceable(target: Path) -> None:
    """The folder is replaced whole, so it may hold nothing but a site built before."""
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / "sitemap.xml").is_file() or not (target / "404.html").is_file():
        raise click.UsageError(
            f"{_shown(target)}/ holds something else than a site, and would be replaced by one; "
            "name an empty or a new folder with --site-dir"
        )


def _require_free(address: str) -> None:
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65_535:
        raise click.UsageError(f'"{address}" is no address; write one such as 127.0.0.1:8001')
    try:
        with socket.create_server((host, int(port))):
            pass
    except OSError as error:
        raise click.UsageError(
            f"cannot listen on {address}: {error.strerror}; try --address {host}:{int(port) + 1}"
        ) from None


def _report(diagnostics: tuple[Diagnostic, ...], form: str) -> None:
    if form == "json":
        click.echo(as_json(diagnostics))
        return
    for diagnostic in diagnostics:
        if form == "github":
            click.echo(as_github(diagnostic))
            continue
        text = as_text(diagnostic)
        mark = f"{diagnostic.severity.value}[{diagnostic.code}]"
        coloured = click.style(mark, fg=_COLOURS[diagnostic.severity], bold=True)
        click.echo(text.replace(mark, coloured, 1))


def _summary(site: Site) -> str:
    """What was looked at, and what was found: a check that saw nothing must not look clean."""
    read = ", ".join(
        f"{number:,} {folder if number > 1 else folder.removesuffix('s')}"
        for folder, number in site.counts.items()
        if number
    )
    found = dict.fromkeys(Severity, 0)
    for diagnostic in site.diagnostics:
        found[diagnostic.severity] += 1
    told = ", ".join(
        f"{number:,} {severity.value}{'' if number == 1 else 's'}"
        for severity, number in found.items()
        if number
    )
    return f"Checked {read or 'no records'}: {told or 'no mistakes'}."


def _fails(site: Site, strict: bool) -> bool:
    if errors_in(site.diagnostics):
        return True
    return strict and any(d.severity is Severity.WARNING for d in site.diagnostics)


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
