"""`explainer changes`: what a change means, in facts rather than lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import project_option, require_project, working
from generator.diagnostics import printable

if TYPE_CHECKING:
    from generator.changes.change import Group

_COLOURS = {"status": "red", "quotations": "red", "removed": "yellow", "sources": "yellow"}


@click.command()
@click.argument("revisions", metavar="[BASE..HEAD]", required=False)
@project_option
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text",
    show_default=True, help="How to write the report; markdown is for a pull request's comment.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show wording and long lists unfolded.")
@click.option(
    "--pages/--no-pages", "with_pages", default=True, show_default=True,
    help="Make the pages of both versions, to say which read otherwise.",
)  # fmt: skip
def changes(
    revisions: str | None, project_dir: Path, form: str, everything: bool, with_pages: bool
) -> None:
    """Say what a change means: facts, sources, dates, quotations and pages, not lines.

    Without a revision, the working tree is compared with the last commit. BASE alone compares
    the working tree with BASE; BASE...HEAD compares HEAD with the commit at which it left BASE,
    as a pull request does. What changes the status of something published comes first.

    \b
    Examples:
      explainer changes                        what did I change since the last commit?
      explainer changes main...my-branch       what will this branch change?
      explainer changes HEAD~1..HEAD --format json
    """
    require_project(project_dir)
    from generator.changes.as_json import as_json
    from generator.changes.as_markdown import as_markdown
    from generator.changes.as_text import as_text
    from generator.changes.compare import read_changes
    from generator.changes.sides import UnknownRevisionError

    try:
        with working("Comparing both versions"):
            found = read_changes(project_dir, revisions, with_pages=with_pages)
    except UnknownRevisionError as error:
        raise click.UsageError(printable(f"{error}; {error.help}")) from None
    if form == "json":
        click.echo(as_json(found))
    elif form == "markdown":
        click.echo(as_markdown(found), nl=False)
    else:
        click.echo(as_text(found, everything=everything, emphasised=_emphasised))


def _emphasised(text: str, group: Group | None) -> str:
    return click.style(text, fg=_COLOURS.get(group.value) if group else None, bold=True)
