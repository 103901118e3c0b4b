"""The command `explainer`: printing, exit codes, and nothing else.

Exit codes: 0 done; 1 the content has mistakes or the site could not be built; 2 wrong use of
the command; 70 a bug of ours.
"""

from __future__ import annotations

import socket
import sys
import time
import traceback
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from generator.likeness import nearest

# What reads the whole content is imported by the commands that do: `verify --quote` is for use in
# a hurry.
if TYPE_CHECKING:
    from generator.site import Site

EXIT_MISTAKES = 1
EXIT_BUG = 70
# So many notes of one code are told one by one in a terminal.
NOTES_SHOWN = 3

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
    "--only", multiple=True, metavar="CODE", callback=_known_rules,
    help="Run this rule alone; may be given more than once.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explainer")
def cli() -> None:
    """Turn content/ into a site of explainers that readers can check.

    \b
    Examples:
      explainer check          is everything in content/ right?
      explainer explain CODE   what does a report mean?
      explainer verify         do the quotations stand in their sources?
      explainer build          build site/
      explainer serve          see each change while you write
    """


@cli.command()
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
    _require_project(project_dir)
    from generator.remembered import check_site
    from generator.reports import closing_line

    site = check_site(project_dir, today or date.today(), only)
    _report(site, form)
    click.echo(closing_line(site), err=form != "text")
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
    from generator.reports import closing_line
    from generator.site import read_site

    site = read_site(project_dir)
    _report(site, form)
    if _fails(site, strict):
        click.echo(f"{closing_line(site)} The site was not built.", err=True)
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
    click.echo(f"{closing_line(site)} Built {pages:,} pages in {seconds:.1f} s: {_shown(target)}/")


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


@cli.command("explain")
@click.argument("code", required=False)
def explain_code(code: str | None) -> None:
    """Say what a code means, why it matters, and how to mend it; without one, list them all.

    Example: explainer explain unsourced-claim
    """
    from generator import explain

    if code is None:
        click.echo(explain.as_list())
        return
    manual = explain.manual()
    if code not in manual:
        near = nearest(code, manual)
        hint = f'try "{near}"' if near else "explainer explain lists them"
        raise click.UsageError(f'there is no code "{printable(code)}"; {hint}')
    click.echo(explain.as_text(manual[code]))


@cli.command()
@project_option
@click.option(
    "--texts",
    "texts_dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder outside git with the sources' texts, named by source id (.txt, .html).",
)
@click.option("--quote", help="One quotation to be looked for, instead of those of content/.")
@click.option("--speaker", default=None, help="Who is said to have said it.")
@click.option(
    "--text",
    "text_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file with the text in which it should stand.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the verdict.",
)
@today_option
def verify(
    project_dir: Path, texts_dir: Path | None, quote: str | None, speaker: str | None,
    text_file: Path | None, form: str, today: date | None,
) -> None:  # fmt: skip
    """Compare quotations with the texts that they were taken from, word by word.

    What stands there is remembered in content/quotes.lock, the texts are not.

    \b
    Examples:
      explainer verify --texts ../texts
      explainer verify --quote "We will go" --speaker "Ada Quill" --text vote.txt
    """
    if quote is not None:
        if text_file is None or texts_dir is not None:
            raise click.UsageError("--quote needs --text FILE, and goes without --texts")
        _verify_one(quote, speaker, text_file, form)
        return
    if texts_dir is None or text_file is not None or speaker is not None:
        raise click.UsageError(
            "name the folder with --texts DIR, or one quotation with --quote and --text"
        )
    _require_project(project_dir)
    _verify_all(project_dir, texts_dir, form, today or date.today())


def _verify_one(quote: str, speaker: str | None, text_file: Path, form: str) -> None:
    from generator.quotes.judging import judge
    from generator.quotes.reading import ReadText
    from generator.quotes.report import verdict_as_json, verdict_as_text
    from generator.quotes.texts import TextError, read_text

    try:
        text = ReadText(read_text(text_file).text)
    except TextError as error:
        raise click.UsageError(str(error)) from None
    verdict = judge(quote, text, [speaker] if speaker else [])
    click.echo(verdict_as_json(verdict) if form == "json" else verdict_as_text(verdict))
    if not verdict.is_accepted:
        sys.exit(EXIT_MISTAKES)


def _verify_all(project_dir: Path, texts_dir: Path, form: str, today: date) -> None:
    from generator.output import write_file
    from generator.quotes.lock import NAME, write_lock
    from generator.site import read_graph
    from generator.verification import verify as compare

    graph, problems = read_graph(project_dir)
    if errors_in(problems):
        _print(problems, form)
        click.echo("The quotations wait until these are mended.", err=True)
        sys.exit(EXIT_MISTAKES)
    done = compare(graph, texts_dir, today)
    _print(done.diagnostics, form)
    changed = write_file(project_dir / "content" / NAME, write_lock(done.entries))
    total = done.verified + done.flagged + done.without_text
    told = [
        f"{done.verified:,} verified", f"{done.flagged:,} flagged",
        f"{done.without_text:,} without a text ({done.kept:,} of them verified before)",
    ]  # fmt: skip
    at_hand = f"{_count(total, 'quotation')}, {_count(done.texts, 'text')} at hand"
    outcome = f"{'Wrote' if changed else 'No change of'} content/{NAME}."
    click.echo(f"{at_hand}: {', '.join(told)}. {outcome}", err=form != "text")
    if done.flagged or errors_in(done.diagnostics):
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


def _report(site: Site, form: str) -> None:
    if form == "sarif":
        from generator import explain
        from generator.reports import as_sarif

        click.echo(as_sarif(site.diagnostics, explain.manual(), site))
    else:
        _print(site.diagnostics, form)


def _print(diagnostics: tuple[Diagnostic, ...], form: str) -> None:
    if form == "json":
        click.echo(as_json(diagnostics))
        return
    shown, folded = (diagnostics, ()) if form == "github" else _folded(diagnostics)
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
    if len(notes) <= 1:
        return diagnostics, ()
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


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"


def _fails(site: Site, strict: bool) -> bool:
    if errors_in(site.diagnostics):
        return True
    return strict and any(d.severity is Severity.WARNING for d in site.diagnostics)


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
