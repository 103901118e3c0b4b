"""`explainer todo`: what is to be done, the most urgent first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import count, project_option, require_project, today_option
from generator.diagnostics import printable

if TYPE_CHECKING:
    from generator.desk.todo import Group, Task

_COLOURS = {"mistake": "red", "expired exemption": "red", "changed quotation": "red"}


@click.command()
@project_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=None, show_default="all",
    help="Show so many, the most urgent.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to write the list.",
)  # fmt: skip
@today_option
def todo(project_dir: Path, limit: int | None, form: str, today: date | None) -> None:
    """List what is overdue, unverified, exempt for a while, noted, drafted or forgotten.

    Example: explainer todo --limit 10
    """
    require_project(project_dir)
    from generator.desk.todo import tasks
    from generator.exemptions import LIST, granted
    from generator.load import load_exemptions
    from generator.remembered import check_site
    from generator.site import read_graph

    today = today or date.today()
    graph, _ = read_graph(project_dir)
    listed, _ = load_exemptions(project_dir / LIST, LIST)
    exemptions = tuple(granted(graph.library, listed))
    diagnostics = check_site(project_dir, today).diagnostics
    found = tasks(graph, diagnostics, exemptions, project_dir, today)
    counts = Counter(task.group for task in found)
    if form == "json":
        click.echo(_as_json(found[:limit], counts))
        return
    for task in found[:limit]:
        mark = click.style(task.group.value, fg=_COLOURS.get(task.group.value, "yellow"))
        click.echo(f"{printable(str(task.place))}: {mark}: {printable(task.text)}")
    click.echo(_closing_line(counts, len(found), limit))


def _closing_line(counts: Counter[Group], total: int, limit: int | None) -> str:
    if not total:
        return "Nothing to do."
    told = ", ".join(_counted(number, group.value) for group, number in counts.items())
    cut = f" ({limit:,} shown)" if limit is not None and limit < total else ""
    return f"{total:,} to do{cut}: {told}."


def _counted(number: int, group: str) -> str:
    if group.endswith("s"):  # what one record has several of
        return f"{group} of {count(number, 'record')}"
    return count(number, group)


def _as_json(found: Sequence[Task], counts: Counter[Group]) -> str:
    told = {
        "tasks": [
            {
                "group": task.group.value, "path": task.place.path, "line": task.place.line,
                "column": task.place.column, "text": task.text,
                "due": task.due.isoformat() if task.due else None,
            }
            for task in found
        ],
        "counts": {group.value: number for group, number in counts.items()},
    }  # fmt: skip
    return json.dumps(told, indent=2).replace("\x7f", "\\u007f")
