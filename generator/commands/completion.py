"""`explainer completion`: commands, options, ids and codes completed by the shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_EXPLAINER_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete commands, options, ids and codes.

    \b
    Example:
      bash: explainer completion bash >> ~/.bashrc
      zsh:  explainer completion zsh >> ~/.zshrc
      fish: explainer completion fish > ~/.config/fish/completions/explainer.fish
    """
    root = click.get_current_context().find_root().command
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(root, {}, "explainer", _VARIABLE).source())
