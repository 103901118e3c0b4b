"""The command `explainer`: which commands there are, and what happens when one fails.

Exit codes: 0 done; 1 the content has mistakes or the site could not be built; 2 wrong use of
the command; 70 a bug of ours; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from typing import Any

import click

from generator import __version__
from generator.diagnostics import printable

EXIT_BUG = 70
# What shells expect of a command that Ctrl-C ended.
EXIT_STOPPED = 130
_OBJECTS_UNTIL_COLLECTED = 100_000

# In the order of an editor's day.
NAMES = (
    "new", "check", "explain", "fmt", "verify", "changes", "build", "serve", "where", "rename",
    "todo", "schema", "completion",
)  # fmt: skip


class Commands(click.Group):
    """Commands that are imported when they are asked for: each starts without the others' libraries."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(NAMES)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; one that Ctrl-C ends, or the end of input at a question, says so in a line."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, EOFError, click.Abort):
            say_stopped()
            ctx.exit(EXIT_STOPPED)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        return command(cmd_name)


def command(name: str) -> click.Command | None:  # noqa: C901  # one case a command
    """The command of that name; None where there is none."""
    match name:
        case "build":
            from generator.commands.build import build as found
        case "changes":
            from generator.commands.changes import changes as found
        case "check":
            from generator.commands.check import check as found
        case "completion":
            from generator.commands.completion import completion as found
        case "explain":
            from generator.commands.explain import explain as found
        case "fmt":
            from generator.commands.fmt import fmt as found
        case "new":
            from generator.commands.new import new as found
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


def say_stopped() -> None:
    # A terminal has shown ^C at the end of whatever stood there.
    line_break = "\n" if sys.stderr.isatty() else ""
    click.echo(f"{line_break}Stopped; nothing is left half-written.", err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explainer")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Turn content/ into a site of explainers that readers can check.

    \b
    Examples:
      explainer new article    begin a record
      explainer check          is everything in content/ right?
      explainer explain CODE   what does a report mean?
      explainer fmt            write records in one form
      explainer verify         do the quotations stand in their sources?
      explainer changes        what did I change, in facts?
      explainer build          build site/
      explainer serve          see each change while you write
      explainer where ID       what refers to a record?
      explainer rename OLD NEW give a record another id, everywhere
      explainer todo           what is to be done, the most urgent first
      explainer schema         let your editor program help
    """
    # A variable that is there and not empty, whatever it says: https://no-color.org
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def main() -> None:
    """The command's entry: whatever goes wrong, no traceback meets an editor unasked."""
    # Modules stay: to look through them again and again for what may go is a tenth of a command's start.
    gc.set_threshold(_OBJECTS_UNTIL_COLLECTED)
    try:
        cli(prog_name="explainer")
    except KeyboardInterrupt:
        say_stopped()
        sys.exit(EXIT_STOPPED)
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
