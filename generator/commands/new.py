"""`explainer new`: the file of a new record, from a few answers or options."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.commands.common import project_option, require_project, today_option
from generator.commands.completing import ids_of
from generator.desk.forms import FORMS, Form, Question


@click.group()
def new() -> None:
    """Begin a record: a right file of the right name in the right folder.

    On a terminal the command asks for what it needs; for scripts each answer is an option. Nothing
    that is there is ever overwritten.

    Example: explainer new article
    """


def _command(form: Form) -> click.Command:
    options = [_option(question) for question in form.questions]
    options.append(
        click.Option(["--id", "chosen_id"], metavar="ID", help="The id, where it is not to be the usual one.")
    )  # fmt: skip
    if form.folder == "articles":
        options.append(
            click.Option(
                ["--from", "from_file"], metavar="FILE",
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="Draft it from a text or a saved web page; what is uncertain is marked # confirm.",
            )
        )  # fmt: skip
    article = "an" if form.name[0] in "aeiou" else "a"
    command = click.Command(
        form.name, params=[*options],
        help=f"Begin {article} {form.name}: {form.about}.\n\nExample: {form.example}",
        short_help=f"{form.about[0].upper()}{form.about[1:]}.",
        callback=lambda **given: _run(form, **given),
    )  # fmt: skip
    return project_option(today_option(command))


def _option(question: Question) -> click.Option:
    often = "; may be given more than once" if question.several else ""
    details: dict[str, Any] = {"help": f"{question.asks}: {question.example}{often}."}
    if question.choices:
        details["type"] = click.Choice(question.choices)
    elif question.names:
        details["metavar"] = "ID"
        details["shell_complete"] = ids_of(question.names)
    else:
        details["metavar"] = "DATE" if question.key == "date" else "TEXT"
    return click.Option([question.flag, question.key], multiple=question.several, **details)


for _form in FORMS:
    new.add_command(_command(_form))


def _run(
    form: Form, project_dir: Path, today: date | None, chosen_id: str | None,
    from_file: Path | None = None, **given: Any,
) -> None:  # fmt: skip
    require_project(project_dir)
    answers = {key: value for key, value in given.items() if value}
    day = today or date.today()
    if from_file is not None:
        if chosen_id or "source" in answers:
            raise click.UsageError("--from finds the ids itself; leave --id and --source out")
        from generator.commands.writing import write_draft

        write_draft(from_file, project_dir, day, answers)
        return
    from generator.commands.beginning import Beginning
    from generator.commands.beginning_article import BeginningArticle

    kind = BeginningArticle if form.folder == "articles" else Beginning
    kind(form, project_dir, day, chosen_id, answers).run()
