"""The end of `explainer new`: files that are made, all or none, and what to type next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator.commands.common import shown
from generator.desk.new import NewFile, mistakes_of
from generator.diagnostics import as_text, printable
from generator.output import create_files
from generator.quotes.texts import TextError
from generator.site import read_graph


def write(files: Sequence[NewFile], project_dir: Path, notes: Sequence[str] = ()) -> None:
    """Make the files, and say what was made, what there is to know of it, and what to type next."""
    content_dir = project_dir.absolute() / "content"
    if content_dir.is_symlink():
        raise click.UsageError("content is a symbolic link; put the folder itself there")
    try:
        create_files(content_dir, {file.path: file.text for file in files})
    except FileExistsError as error:
        raise click.UsageError(
            f"{printable(shown(Path(error.filename)))} is there already; nothing was written"
        ) from None
    except OSError as error:
        raise click.UsageError(
            f"{printable(shown(Path(error.filename)))} cannot be written: {error.strerror}; "
            "nothing was written"
        ) from None
    for file in files:
        click.echo(f"Wrote {printable(shown(content_dir / file.path))}")
    for note in notes:
        click.echo(note)
    drafts = [file for file in files if "\ndraft: true\n" in file.text]
    first = f"settle each # confirm in {drafts[0].path}, then: " if drafts else ""
    click.echo(f"Next: {first}explainer check")


def write_draft(path: Path, project_dir: Path, today: date) -> None:
    """Draft an article from a text or a saved page, and write it with what it needs."""
    from generator.desk.draft import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
        draft_article,
    )

    graph, _ = read_graph(project_dir)
    try:
        drafted = draft_article(path, graph)
    except TextError as error:
        raise click.UsageError(f"--from: {printable(str(error))}") from None
    except ImportError as error:
        raise click.UsageError(
            f"saved pages are read with {error.name or 'a library'}, which is not there; "
            "type: .venv/bin/pip install '.[draft]'"
        ) from None
    files = [NewFile(name, text, Path(name).stem) for name, text in drafted.items()]
    told = [as_text(problem) for problem in mistakes_of(files, graph, today)]
    write(files, project_dir, [*map(printable, drafted.notes), *told])
