"""`explainer schema`: what an editor program needs to help while one types."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import count, project_option, require_project

if TYPE_CHECKING:
    from generator.graph import Graph


@click.command("schema")
@project_option
def schema(project_dir: Path) -> None:
    """Write the schemas with which editor programs complete keys and ids, and underline mistakes.

    The files in content/ stay as they are. A new file names its schema in its first line; VS Code
    finds it without.

    Example: explainer schema
    """
    require_project(project_dir)
    from generator.diagnostics import errors_in
    from generator.schema import FOLDER
    from generator.schema.shapes import kinds
    from generator.site import read_graph

    graph, problems = read_graph(project_dir)
    try:
        changed = refresh(project_dir, graph)
    except OSError as error:
        raise click.UsageError(_unwritable(error)) from None
    ids = count(len(graph.library.folders_by_id), "id")
    outcome = f"wrote {changed:,} of them" if changed else "no change"
    click.echo(f"{len(kinds())} schemas in {FOLDER}/ with {ids}: {outcome}.")
    mistakes = errors_in(problems)
    if mistakes:
        click.echo(
            f"{count(len(mistakes), 'mistake')} in content/: what stands in a file that cannot be "
            "read is not offered; explainer check tells more.",
            err=True,
        )


def refresh(project_dir: Path, graph: Graph) -> int:
    """Bring the schemas up to date with a graph, without a word; how many files changed.

    Files that have the right bytes are not touched, so that nothing that watches them wakes up.
    """
    from generator.checks import RULES
    from generator.output import write_files
    from generator.schema import FOLDER
    from generator.schema.ids import known
    from generator.schema.rendering import files

    folder = Path(FOLDER)
    # Named from the folder above, so that a link in the schemas' place makes room for them.
    return sum(
        write_files(project_dir / folder.parent, {f"{folder.name}/{name}": text.encode()})
        for name, text in files(known(graph, [rule.code for rule in RULES]))
    )


def refresh_or_tell(project_dir: Path, graph: Graph) -> None:
    """The same, for whoever wants something else: where they cannot be written, no more than that is told."""
    try:
        refresh(project_dir, graph)
    except OSError as error:
        click.echo(f"note: {_unwritable(error)}: editor programs go by what was there", err=True)


def _unwritable(error: OSError) -> str:
    from generator.schema import FOLDER

    return f"{FOLDER}/ cannot be written: {error.strerror}; make room or give leave there"
