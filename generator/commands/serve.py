"""`explainer serve`: the site while it is being written."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import count, print_diagnostics, project_option, require_project
from generator.commands.schema import refresh
from generator.diagnostics import Diagnostic, Severity, printable

if TYPE_CHECKING:
    from generator.preview.resident import State

# Whoever asks for a page while the content is read gets a turn so soon, and need not wait ten times as long.
TURN_SECONDS = 0.0005


@click.command()
@project_option
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8000, show_default=True,
    help="Where to listen on this machine; 0 takes a free port.",
)  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the front page in the browser.")
@click.option("--poll", is_flag=True, help="Look at the files instead of being told of changes.")
def serve(project_dir: Path, port: int, opens: bool, poll: bool) -> None:
    """Show the site while you write: each change at once, mistakes as a banner; Ctrl-C ends it.

    Drafts are shown. Only this machine can see it.

    Example: explainer serve --port 8001
    """
    require_project(project_dir)
    from generator.form import answer
    from generator.preview.resident import Resident
    from generator.preview.server import PreviewServer
    from generator.preview.watching import Watch

    sys.setswitchinterval(TURN_SECONDS)
    folder = project_dir.resolve()
    resident = Resident(folder, partial(_tell, folder))
    try:
        server = PreviewServer(resident, port, folder, form=answer)
    except OSError as error:
        raise click.UsageError(
            f"cannot listen on port {port}: {error.strerror}; try --port {port + 1 if port < 65_535 else port - 1}"
        ) from None
    watch = Watch(folder, resident.touched, poll=poll)
    resident.start()
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    try:
        state = resident.state()
        if state is not None:
            click.echo(f"Preview: {server.url} (Ctrl-C ends it)")
            if state.shown is not None and not state.shown.engine.renderer.knows_all:
                click.echo(
                    "What mkdocs.yml asks of MkDocs alone, such as other hooks, is left out here; "
                    "mkdocs serve shows it."
                )
        if watch.is_polling and not poll:
            click.echo("The system tells of no changes; files are looked at twice a second.")
        if opens:
            click.launch(server.url)
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        watch.stop()
        resident.stop()
        server.shutdown()
        click.echo("", err=True)
        sys.exit(0)


def _tell(project_dir: Path, state: State) -> None:
    """One line for each reading, after the mistakes that it found; editor programs learn new ids."""
    # Whoever listened may be gone; the preview goes on.
    with contextlib.suppress(OSError):
        print_diagnostics((*state.errors, *_warnings(state)), "text")
        if state.trouble:
            click.echo("\n".join(map(printable, state.trouble.split("\n"))))
        click.echo(_line(state))
        if state.is_fresh and state.shown is not None:
            refresh(project_dir, state.shown.graph)


def _warnings(state: State) -> list[Diagnostic]:
    """Those in the files that were saved: of the others they were told before, or are by a check."""
    return [
        d
        for d in state.diagnostics
        if d.severity is Severity.WARNING and d.location.path in state.changed
    ]


def _line(state: State) -> str:
    files = printable(", ".join(state.changed[:3]))
    more = len(state.changed) - 3
    what = f"{files}{f' and {more:,} more' if more > 0 else ''}: " if files else ""
    number = len(state.errors)
    if state.is_fresh:
        outcome = "shown with the last good theme and settings" if state.trouble else "shown"
    elif state.shown is None:
        outcome = "nothing to show yet"
    else:
        outcome = "the last good version is shown"
    mistakes = f"{count(number, 'mistake')}, " if number else ""
    return f"{time.strftime('%H:%M:%S')} {what}{mistakes}{outcome} ({state.seconds:.1f} s)"
