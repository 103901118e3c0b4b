"""`explainer explain`: the manual of codes."""

from __future__ import annotations

import click

from generator.commands.completing import codes
from generator.diagnostics import printable
from generator.likeness import nearest


@click.command("explain")
@click.argument("code", required=False, shell_complete=codes)
def explain(code: str | None) -> None:
    """Say what a code means, why it matters, and how to mend it; without one, list them all.

    Example: explainer explain unsourced-claim
    """
    from generator import explain as manual_of_codes

    if code is None:
        click.echo(manual_of_codes.as_list())
        return
    manual = manual_of_codes.manual()
    code = code.strip("[]").lower()
    if code not in manual:
        near = nearest(code, manual)
        hint = f'try "{near}"' if near else "explainer explain lists them"
        raise click.UsageError(f'there is no code "{printable(code)}"; {hint}')
    click.echo(manual_of_codes.as_text(manual[code]))
