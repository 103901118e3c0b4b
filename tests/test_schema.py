"""Help while typing: the schemas fit the real content, explain each field and know the ids."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from generator.cli import command
from generator.commands.schema import refresh
from generator.schema import FOLDER, first_line
from generator.schema.ids import known
from generator.schema.rendering import files, schema_of
from generator.schema.shapes import kinds, shape_of
from generator.site import read_graph
from jsonschema import Draft7Validator

from conftest import ROOT, MakeProject, Run
from schema_cases import json_of


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    """The schemas of the real content, by kind."""
    graph, problems = read_graph(ROOT)
    assert problems == ()
    return {name.removesuffix(".json"): json.loads(text) for name, text in files(known(graph))}


def read_as_json(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return json_of(text.split("---\n")[1] if path.suffix == ".md" else text)


# --- the schemas -----------------------------------------------------------------------------


def test_the_schemas_are_what_their_draft_allows(schemas: dict[str, Any]) -> None:
    """Each holds against the metaschema of draft-07, and every $ref leads somewhere within it."""
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)
        text = json.dumps(schema)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert set(re.findall(r'"#/definitions/([^"]*)"', text)) == set(schema["definitions"])


@pytest.mark.longer
def test_all_real_content_fits_the_schemas(schemas: dict[str, Any]) -> None:
    """Every file of content/, held against its schema by a validator that knows nothing of us."""
    looked_at = 0
    for name, schema in schemas.items():
        validator = Draft7Validator(schema)
        for path in sorted((ROOT / "content" / name).rglob("*.*")):
            faults = [error.message[:200] for error in validator.iter_errors(read_as_json(path))]
            assert faults == [], path
            looked_at += 1

    assert looked_at > 600


def test_ids_are_offered_with_what_they_stand_for(schemas: dict[str, Any]) -> None:
    """A speaker may be any actor and no source; beside each id stands its name."""
    actors = schemas["articles"]["definitions"]["actor-id"]
    offered = dict(zip(actors["enum"], actors["enumDescriptions"], strict=True))

    assert offered["sergei-ryabkov"] == "Sergei Ryabkov"
    assert "independent-2022-01-10" not in offered
    assert list(offered) == sorted(offered)
    statements = schemas["articles"]["definitions"]["statement-id"]
    assert all(re.match(r".+: .+", text) for text in statements["enumDescriptions"])


def test_an_id_that_looks_like_a_number_can_be_named(make_project: MakeProject) -> None:
    """YAML makes a number of 1984; the actor of that name is found all the same."""
    project = make_project({"actors/1984.yml": "name: Committee of 1984\ntype: organisation\n"})
    schema = schema_of(shape_of("actors"), known(read_graph(project)[0]))

    assert Draft7Validator(schema).is_valid(json_of("name: X\ntype: person\nrepresents: 1984\n"))
    assert not Draft7Validator(schema).is_valid(
        json_of("name: X\ntype: person\nrepresents: 1985\n")
    )


def test_what_could_not_be_read_is_known_by_its_id(make_project: MakeProject) -> None:
    """A record with a mistake may be named; one whose id is impossible may not."""
    project = make_project({
        "actors/half-written.yml": "name: Half\n",
        "places/list.yml": "- {id: Port_Ansel, name: Port Ansel}\n- {id: port-ansel, name: x}\n",
    })  # fmt: skip

    labels = known(read_graph(project)[0]).labels

    assert labels == {"actors": {"half-written": ""}, "places": {"port-ansel": "x"}}


@pytest.mark.parametrize(
    "kind", ["articles", "issues", "events", "actors", "places", "terms", "sources"]
)
def test_a_file_may_hold_a_list_whose_records_have_ids(kind: str, schemas: dict[str, Any]) -> None:
    """One record as it stands, several in a list; there each needs an id."""
    validator = Draft7Validator(schemas[kind])
    path = next(iter(sorted((ROOT / "content" / kind).glob("*.yml"))))
    record = read_as_json(path)
    record = record[0] if isinstance(record, list) else record
    unnamed = {key: value for key, value in record.items() if key != "id"}

    assert validator.is_valid(unnamed)
    assert validator.is_valid([{**unnamed, "id": "one"}, {**unnamed, "id": "two"}])
    assert not validator.is_valid([unnamed])
    assert not validator.is_valid([])
    assert not validator.is_valid(["words"])
    assert not validator.is_valid("words")


# --- the command, and what names the schemas -------------------------------------------------


def test_the_command_writes_a_schema_for_each_kind_once(
    golden_project: Path, explainer: Run
) -> None:
    """The second time nothing has changed, and nothing is touched."""
    shutil.rmtree(golden_project / FOLDER, ignore_errors=True)
    first = explainer("schema", cwd=golden_project)
    folder = golden_project / FOLDER
    times = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    second = explainer("schema", cwd=golden_project)

    assert (first.returncode, first.stderr, second.returncode) == (0, "", 0)
    assert re.fullmatch(
        r"9 schemas in site_config/schema/ with \d+ ids: wrote 9 of them\.\n", first.stdout
    )
    assert second.stdout.endswith(": no change.\n")
    assert sorted(times) == sorted(f"{kind.name}.json" for kind in kinds())
    assert times == {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_mistakes_in_the_content_do_not_keep_the_help_away(
    make_project: MakeProject, explainer: Run
) -> None:
    """Whoever has made one needs the schemas most; that something is missing there is said."""
    project = make_project({"actors/half-written.yml": "name: Half\n"})

    done = explainer("schema", cwd=project)

    assert done.returncode == 0
    assert done.stderr.startswith("1 mistake in content/: ")
    assert "half-written" in (project / FOLDER / "actors.json").read_text(encoding="utf-8")


def test_a_new_record_is_offered_after_a_refresh(golden_project: Path) -> None:
    """Of nine files those change that may name it; others keep their bytes."""
    refresh(golden_project, read_graph(golden_project)[0])
    new = golden_project / "content" / "terms" / "new-word.yml"
    new.write_text("term: New word\ndefinition: A word.\n", encoding="utf-8")

    changed = refresh(golden_project, read_graph(golden_project)[0])

    assert changed == 1
    assert "new-word" in (golden_project / FOLDER / "terms.json").read_text(encoding="utf-8")


def test_a_link_in_the_place_of_the_schemas_makes_room(
    golden_project: Path, tmp_path: Path
) -> None:
    """What it leads to stays as it is: it may have come with a stranger's branch."""
    shutil.rmtree(golden_project / FOLDER, ignore_errors=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (golden_project / FOLDER).symlink_to(elsewhere)

    refresh(golden_project, read_graph(golden_project)[0])

    assert list(elsewhere.iterdir()) == []
    assert (golden_project / FOLDER / "articles.json").is_file()


def test_the_first_line_of_a_file_leads_to_its_schema(golden_project: Path) -> None:
    """From a file of the kind's folder, and from one in a folder below."""
    refresh(golden_project, read_graph(golden_project)[0])

    for kind in kinds():
        for below in ([], ["2026"], ["2026", "11"]):
            line = first_line(kind.name, len(below))
            start = golden_project.joinpath("content", kind.name, *below)
            start.mkdir(parents=True, exist_ok=True)
            assert line.startswith("# yaml-language-server: $schema=")
            assert (start / line.partition("=")[2]).is_file()


def test_a_file_with_the_first_line_is_read_as_without(make_project: MakeProject) -> None:
    """To our own reader the line is a comment, in YAML and in front matter."""
    page = f"---\n{first_line('pages')}\ndescription: Us.\n---\n# About\n\nUs.\n"
    project = make_project({
        "actors/ada.yml": f"{first_line('actors')}\nname: Ada\ntype: person\n",
        "pages/about.md": page,
    })  # fmt: skip

    graph, problems = read_graph(project)

    assert problems == ()
    assert graph.actors["ada"].name == "Ada"
    assert graph.pages["about"].description == "Us."


def test_vs_code_finds_the_schema_of_each_kind_of_yaml() -> None:
    """Its settings name each schema with the folder of the same name, and no network."""
    text = (ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8")
    settings = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))

    assert settings["yaml.schemas"] == {
        f"./{FOLDER}/{kind.name}.json": f"content/{kind.name}/**/*.{{yml,yaml}}"
        for kind in kinds()
        if kind.body is None
    }
    assert settings["yaml.schemaStore.enable"] is False


def test_the_schemas_are_not_committed() -> None:
    """They can be made again at any time, and hold every id: each merge would clash."""
    assert f"/{FOLDER}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert command("schema") is not None
