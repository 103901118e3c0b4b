"""What the schemas refuse is what the model refuses: each mistake at each field of each kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from generator.diagnostics import Diagnostic, errors_in
from generator.graph import Graph
from generator.load import load
from generator.resolving import resolve
from generator.schema.ids import Known, known
from generator.schema.rendering import schema_of
from generator.schema.shapes import kinds
from jsonschema import Draft7Validator

from conftest import THOROUGH, MakeProject
from schema_cases import BASE, BODY, Case, cases, json_of
from test_diagnostics import PAGES, read_page

SPELLING = "YAML makes a number of it, and how that was spelled is gone when a schema looks"
WORD = "YAML makes true or false of it, however it is spelled"
WOULD_LET_MORE_THROUGH = "with true, True would be an id; and nobody calls a record so"
COMPARING = "a pattern cannot compare two dates, nor reckon"

# What only the model refuses, and then what only the schema does: (typed, type) -> why.
MODEL_ALONE = {
    ("a number by sixteen", "count"): SPELLING,
    ("a number by sixteen", "number"): SPELLING,
    ("a plus", "count"): SPELLING,
    ("a plus", "number"): SPELLING,
    ("a point", "count"): SPELLING,
    ("a point first", "number"): SPELLING,
    ("a point last, not in quotation marks", "number"): SPELLING,
    ("a whole number", "date"): SPELLING,  # the year 7 is written 0007
    ("a year of three figures", "date"): SPELLING,
    ("a year with a point", "date"): SPELLING,
    ("an exponent", "count"): SPELLING,
    ("an exponent", "number"): SPELLING,
    ("too many decimals", "number"): SPELLING,
    ("FALSE", "flag"): WORD,
    ("True", "flag"): WORD,
    ("a span that ends before it begins", "date"): COMPARING,
    ("no date lies beyond", "date"): COMPARING,
    ("out of bounds in quotation marks", "number"): "a text has no bounds",
}
SCHEMA_ALONE = {
    ("a wrong key without a value", "group"): "the reader leaves out what has no value",
    ("long with many spaces", "text"): "spaces are counted before they are taken off",
    ("true", "group"): WOULD_LET_MORE_THROUGH,
    ("true", "id"): WOULD_LET_MORE_THROUGH,
    ("true", "list"): WOULD_LET_MORE_THROUGH,  # formerly:, whose one id needs no list
    ("true", "reference"): WOULD_LET_MORE_THROUGH,
}
AT_MOST = 24


@pytest.mark.slow
def test_each_mistake_at_each_field_is_refused_by_both_or_by_neither(
    make_project: MakeProject,
) -> None:
    """Over six thousand records, each with one thing typed in one place, most of them wrong."""
    found = cases(everywhere=THOROUGH)
    names = [f"case-{number}" for number in range(len(found))]
    project = make_project(BASE | dict(map(_file, found, names)))
    graph, problems = _read(project)
    validators = _validators(_without_ids_of_cases(known(graph)))

    by_model = {Path(d.location.path).stem for d in errors_in(problems) if d.code != "duplicate-id"}
    by_schema = {
        name
        for case, name in zip(found, names, strict=True)
        if not validators[case.kind.name].is_valid(_value(case, name))
    }

    assert len(found) > 6_000
    assert len(by_model) > 3_000
    assert len(names) - len(by_model) > 1_500
    assert _gathered(found, names, by_model - by_schema) == sorted(MODEL_ALONE)
    assert _gathered(found, names, by_schema - by_model) == sorted(SCHEMA_ALONE)


def test_the_exceptions_do_not_grow() -> None:
    """A new difference between model and schema is mended, or an old one goes for it."""
    assert len(MODEL_ALONE) + len(SCHEMA_ALONE) <= AT_MOST


# Pages whose mistake no schema can see, and the file with it.
UNSEEN = {
    "invalid-id-file-name": "content/places/Port Ansel.yml",  # the name of a file
    "invalid-date-end-before-start": "content/actors/jane-smith.yml",  # two keys are compared
    "duplicate-id-former": "content/pages/on-time.md",  # stands in the body
    "missing-field-no-heading": "content/pages/about.md",  # stands in the body
    "too-long": "content/sources/herald.yml",  # a line of the file, not a text
}
WITH_FILES = [path for path in PAGES if read_page(path).files and not read_page(path).commands]
VISIBLE = re.compile(
    r"missing-field|unknown-(?!folder|rule)\w+|wrong-(?:type|kind)|too-long|invalid-(?!utf8)\w+"
)


@pytest.mark.parametrize("path", WITH_FILES, ids=lambda path: path.stem)
def test_the_schemas_see_the_mistakes_of_the_manual(path: Path, make_project: MakeProject) -> None:
    """In each file of tests/diagnostics/ that can be read, they refuse what is reported there."""
    page = read_page(path)
    project = make_project({n.removeprefix("content/"): data for n, data in page.files.items()})
    graph, problems = _read(project)
    validators = _validators(known(graph))
    reported = {d.location.path for d in errors_in(problems) if VISIBLE.fullmatch(d.code)}
    unreadable = {d.location.path for d in errors_in(problems)} - reported

    looked_at = {
        name: validators[kind].is_valid(_read_as_json(name, page.files[name].decode()))
        for name in sorted(set(page.files) - unreadable)
        if (kind := name.split("/")[1]) in validators and name.endswith((".yml", ".md"))
    }

    refused = {name for name, is_valid in looked_at.items() if not is_valid}
    unseen = {UNSEEN[path.stem]} if path.stem in UNSEEN else set()
    assert refused == reported & looked_at.keys() - unseen


def _file(case: Case, name: str) -> tuple[str, str]:
    text = case.text.replace("OWN", name)
    if case.kind.body is None:
        return f"{case.kind.name}/{name}.yml", text
    return f"{case.kind.name}/{name}.md", f"---\n{text}---\n{BODY}"


def _value(case: Case, name: str) -> object:
    """The record as a schema sees it; front matter may be empty."""
    value = json_of(case.text.replace("OWN", name))
    return {} if value is None and case.kind.body else value


def _read_as_json(name: str, text: str) -> object:
    if not name.endswith(".md"):
        return json_of(text)
    return json_of(text.split("---\n")[1]) if text.startswith("---\n") else {}


def _gathered(found: list[Case], names: list[str], wanted: set[str]) -> list[tuple[str, str]]:
    """What was typed, and where by type, in these cases; each once."""
    pairs = zip(found, names, strict=True)
    return sorted({(case.typed, case.type) for case, name in pairs if name in wanted})


def _read(project: Path) -> tuple[Graph, tuple[Diagnostic, ...]]:
    library, load_problems = load(project / "content")
    graph, problems = resolve(library)
    return graph, (*load_problems, *problems)


def _without_ids_of_cases(ids: Known) -> Known:
    """Thousands, which nothing names and each list of ids would hold."""
    return Known(
        {
            kind: {
                id: label for id, label in labels.items() if not id.startswith(("case-", "own-"))
            }
            for kind, labels in ids.labels.items()
        }
    )


def _validators(ids: Known) -> dict[str, Draft7Validator]:
    return {kind.name: Draft7Validator(schema_of(kind, ids)) for kind in kinds()}
