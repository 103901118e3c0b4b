"""`explainer where`: all that refers to a record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import count, project_option, require_project
from generator.commands.completing import ids_of
from generator.diagnostics import Location, printable
from generator.likeness import nearest_id

if TYPE_CHECKING:
    from generator.desk.whereabouts import Whereabouts
    from generator.graph import Graph
    from generator.views.addresses import Address

_HEADINGS = {
    "field": "In fields",
    "citation": "Cited in prose",
    "link": "Linked in prose",
    "address": "By its address",
    "exemption": "In the list of exemptions",
    "lock": "In the lock of quotations",
}


@click.command()
@click.argument("id", shell_complete=ids_of())
@project_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to write the places.",
)  # fmt: skip
def where(id: str, project_dir: Path, form: str) -> None:
    """Show where a record or a statement stands, and every place that refers to it.

    Example: explainer where vladimir-putin
    """
    require_project(project_dir)
    from generator.desk.whereabouts import whereabouts
    from generator.site import read_graph

    graph, _ = read_graph(project_dir)
    _require_known(graph, id)
    found = whereabouts(graph, project_dir, id)
    click.echo(_as_json(found) if form == "json" else _as_text(found))


def _require_known(graph: Graph, id: str) -> None:
    library = graph.library
    if id in library.origins or id in graph.statements:
        return
    now = library.id_by_former_id.get(id)
    near = nearest_id(id, library.origins)
    hint = f'; it is called "{now}" now' if now else f'; did you mean "{near}"?' if near else ""
    raise click.UsageError(f'nothing has the id "{printable(id)}"{hint}')


def _as_text(found: Whereabouts) -> str:
    lines = [f"{click.style(found.id, bold=True)}: {found.kind}, {found.defined}"]
    if found.address is not None:
        lines.append(f"On the site: {_on_site(found.address)}")
    for how, number in found.counts().items():
        if number:
            lines += ["", f"{_HEADINGS[how.value]} ({number:,})"]
            lines += [
                f"  {n.place}: {printable(n.words)}" for n in found.named if n.how is how
            ]  # fmt: skip
    total, files = len(found.named), len({n.place.path for n in found.named})
    told = (
        f"{count(total, 'place')} in {count(files, 'file')}." if total else "Nothing refers to it."
    )
    return "\n".join([*lines, "", told])


def _on_site(address: Address) -> str:
    page = f"/{address.page}/" if address.page else "/"
    return f"{page}#{address.anchor}" if address.anchor else page


def _as_json(found: Whereabouts) -> str:
    told = {
        "id": found.id,
        "kind": found.kind,
        "defined": _place(found.defined),
        "address": _on_site(found.address) if found.address else None,
        "named": [
            {
                "how": n.how.value, **_place(n.place), "record": n.record_id or None,
                "field": n.field or None, "words": n.words,
            }
            for n in found.named
        ],
    }  # fmt: skip
    return json.dumps(told, indent=2).replace("\x7f", "\\u007f")


def _place(place: Location) -> dict[str, str | int]:
    return {"path": place.path, "line": place.line, "column": place.column}
