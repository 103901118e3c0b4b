"""`explainer verify`: quotations against the texts that they were taken from."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.commands.common import (
    EXIT_MISTAKES,
    count,
    print_diagnostics,
    project_option,
    require_project,
    today_option,
)
from generator.diagnostics import errors_in


@click.command()
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
    require_project(project_dir)
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
        print_diagnostics(problems, form)
        click.echo("The quotations wait until these are mended.", err=True)
        sys.exit(EXIT_MISTAKES)
    done = compare(graph, texts_dir, today)
    print_diagnostics(done.diagnostics, form)
    changed = write_file(project_dir / "content" / NAME, write_lock(done.entries))
    total = done.verified + done.flagged + done.without_text
    told = [
        f"{done.verified:,} verified", f"{done.flagged:,} flagged",
        f"{done.without_text:,} without a text ({done.kept:,} of them verified before)",
    ]  # fmt: skip
    at_hand = f"{count(total, 'quotation')}, {count(done.texts, 'text')} at hand"
    outcome = f"{'Wrote' if changed else 'No change of'} content/{NAME}."
    click.echo(f"{at_hand}: {', '.join(told)}. {outcome}", err=form != "text")
    if done.flagged or errors_in(done.diagnostics):
        sys.exit(EXIT_MISTAKES)
