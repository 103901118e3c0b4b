"""The command `explainer`: which commands there are, and what happens when one fails.

Exit codes: 0 done; 1 the content has mistakes or the site could not be built; 2 wrong use of
the command; 70 a bug of ours.
"""

from __future__ import annotations

import sys
import traceback

import click

from generator import __version__
from generator.diagnostics import printable

EXIT_BUG = 70

# In the order of an editor's day.
NAMES = (
    "check", "explain", "fmt", "verify", "build", "serve", "where", "rename", "todo", "schema",
)  # fmt: skip


class Commands(click.Group):
    """Commands that are imported when they are asked for: each starts without the others' libraries."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        return command(cmd_name)


def command(name: str) -> click.Command | None:
    """The command of that name; None where there is none."""
    match name:
        case "build":
            from generator.commands.build import build as found
        case "check":
            from generator.commands.check import check as found
        case "explain":
            from generator.commands.explain import explain as found
        case "fmt":
            from generator.commands.fmt import fmt as found
        case "rename":
            from generator.commands.rename import rename as found
        case "schema":
            from generator.commands.schema import schema as found
        case "serve":
            from generator.commands.serve import serve as found
        case "todo":
            from generator.commands.todo import todo as found
        case "verify":
            from generator.commands.verify import verify as found
        case "where":
            from generator.commands.where import where as found
        case _:
            return None
    return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explainer")
def cli() -> None:
    """Turn content/ into a site of explainers that readers can check.

    \b
    Examples:
      explainer check          is everything in content/ right?
      explainer explain CODE   what does a report mean?
      explainer fmt            write records in one form
      explainer verify         do the quotations stand in their sources?
      explainer build          build site/
      explainer serve          see each change while you write
      explainer where ID       what refers to a record?
      explainer rename OLD NEW give a record another id, everywhere
      explainer todo           what is to be done, the most urgent first
      explainer schema         let your editor program help
    """


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
