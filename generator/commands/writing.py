"""The end of `explainer new`: files that are made, all or none, and what to type next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from generator.commands.asking import ask, is_terminal
from generator.commands.common import shown
from generator.commands.schema import refresh_or_tell
from generator.desk.forms import FORM_BY_FOLDER, OF_THE_SOURCE
from generator.desk.new import Answer, NewFile, key_at, mistake, mistakes_of, with_answer
from generator.diagnostics import as_text, errors_in, printable
from generator.graph import Graph
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
        # A disk that is full has no file to name.
        place = Path(error.filename) if error.filename else content_dir
        raise click.UsageError(
            f"{printable(shown(place))} cannot be written: {error.strerror}; nothing was written"
        ) from None
    for file in files:
        click.echo(f"Wrote {printable(shown(content_dir / file.path))}")
    for note in notes:
        click.echo(note)
    graph, problems = read_graph(project_dir)
    if not errors_in(problems):
        # The first line of each new file names its schema.
        refresh_or_tell(project_dir, graph)
    drafts = [file for file in files if "\ndraft: true\n" in file.text]
    first = f"settle each # confirm in {drafts[0].path}, then: " if drafts else ""
    click.echo(f"Next: {first}explainer check")


def write_draft(path: Path, project_dir: Path, today: date, answers: Mapping[str, Answer]) -> None:
    """Draft an article from a text or a saved page, and write it with what it needs.

    `answers` are those given as options: they count for more than what the text tells.
    """
    from generator.desk.draft import (
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
    files = _filled(files, answers, graph, today)
    told = [as_text(problem) for problem in mistakes_of(files, graph, today)]
    write(files, project_dir, [*map(printable, drafted.notes), *told])


def _filled(
    files: list[NewFile], answers: Mapping[str, Answer], graph: Graph, today: date
) -> list[NewFile]:
    """The files with what the text did not tell: as it was given, or as somebody says who is asked."""
    by_folder = {file.path.split("/")[0]: file for file in files}
    for key, answer in answers.items():
        folder = "sources" if key in OF_THE_SOURCE else "articles"
        question = next(q for q in FORM_BY_FOLDER["articles"].questions if q.key == key)
        wrong = mistake(folder, question, answer, graph)
        if wrong or folder not in by_folder:
            raise click.UsageError(
                f"{question.flag}: {printable(wrong or 'the source of this text is there and says it')}"
            )
        by_folder[folder] = with_answer(by_folder[folder], key, answer)
    if is_terminal() and "sources" in by_folder:
        source = by_folder["sources"]
        for problem in mistakes_of([source], graph, today):
            key = key_at(source, problem.location.line)
            asked = (q for q in FORM_BY_FOLDER["sources"].questions if q.key == key)
            for question in asked:
                click.echo(f"The text does not tell its {question.asks.lower()}.")
                found = ask(question, partial(mistake, "sources", question, graph=graph))
                by_folder["sources"] = with_answer(by_folder["sources"], key, found)
    return [by_folder[file.path.split("/")[0]] for file in files]
