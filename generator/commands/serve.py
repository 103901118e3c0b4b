"""`explainer serve`: the site while it is being written."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import click

from generator.commands.common import EXIT_MISTAKES, project_option, require_project


@click.command()
@project_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def serve(project_dir: Path, address: str) -> None:
    """Serve the site and rebuild it after each change of content/; Ctrl-C ends it.

    Example: explainer serve --address 127.0.0.1:8001
    """
    require_project(project_dir)
    from generator.engines.mkdocs_adapter import EngineError, serve_site

    _require_free(address)
    try:
        serve_site(project_dir.absolute(), address)
    except EngineError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_MISTAKES)


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
