"""The import rule of the generator: downwards only, and each outside thing has one owner."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from conftest import ROOT

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"values"}),
    frozenset(
        {
            "__init__", "characters", "database", "dates", "diagnostics", "document", "languages",
            "likeness", "manual", "output", "placeholders", "reads",
        }
    ),
    frozenset({"components", "references", "syntax"}),
    frozenset({"cache", "model", "prose", "quotes", "sentences", "source"}),
    frozenset({"listing", "mistakes", "naming", "reading"}),
    frozenset({"history", "load"}),
    frozenset({"exemptions", "lost"}),
    frozenset({"graph"}),
    frozenset({"noting", "resolving", "verification", "views"}),
    frozenset({"drafts", "maps", "schema"}),
    frozenset({"cards", "deadlinks", "ground", "pages"}),
    frozenset({"checks"}),
    frozenset({"checking", "exports", "search", "writers"}),
    frozenset({"site"}),
    frozenset({"form", "skin"}),
    frozenset({"changes", "desk", "explain", "publishing", "remembered", "reports"}),
    frozenset({"engines"}),
    frozenset({"preview"}),
    frozenset({"commands"}),
    frozenset({"__main__", "cli"}),
)  # fmt: skip
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

# Rooms of one layer do not know each other, but for these: (who imports, what).
NEIGHBOURS = {
    ("load", "load"),
    ("views", "views"),
    ("pages", "pages"),
    ("checks", "checks"),
    ("cards", "cards"),
    ("changes", "changes"),
    ("exports", "exports"),
    ("writers", "writers"),
    ("maps", "maps"),
    ("output", "output"),
    ("quotes", "quotes"),
    ("form", "form"),
    ("schema", "schema"),
    ("resolving", "resolving"),
    ("desk", "desk"),
    ("engines", "engines"),
    ("preview", "preview"),
    ("publishing", "publishing"),
    ("commands", "commands"),
    ("__main__", "cli"),
}

OWNERS = {
    "yaml": {"source.py"},
    "pydantic": {"model.py", "load/validating.py"},
    "pydantic_core": {"model.py"},
    "markdown": {"prose.py"},
    "nh3": {"prose.py"},
    "mkdocs": {"engines/mkdocs_adapter.py"},
    "material": {"engines/mkdocs_adapter.py"},
    "subprocess": {"history.py"},
    "click": {"cli.py", "commands/"},
    "babel": {"languages.py"},
    "rcssmin": {"skin.py"},
    "msgspec": {"values.py"},
    "rapidfuzz": {"quotes/comparison.py", "checks/date_conflict.py"},
    "sqlite3": {"database.py"},
    "trafilatura": {"desk/draft/declared.py"},
    "watchdog": {"preview/watching.py"},
    "http": {"preview/server.py"},
    "jinja2": {"engines/mkdocs_adapter.py"},
    "distributed": {"engines/cluster.py"},
    "PIL": {
        "cards/drawing.py",
        "cards/mark.py",
        "cards/png.py",
        "cards/setting.py",
        "cards/store.py",
    },
    # What no module may import: imports that this test could not see, and unsafe stores.
    "importlib": set(),
    "pickle": set(),
    "marshal": set(),
    "shelve": set(),
}

# Where the program meets the person who called it.
EDGE = {"cli.py", "commands/"}
PRINTING = {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write"}
LEAVING = {"sys.exit", "os._exit", "exit", "quit", "SystemExit"}
WRITING = {
    "os.makedirs", "os.mkdir", "os.rename", "os.replace", "os.symlink", "os.link", "os.truncate",
    "os.write", "os.fdopen", "shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree",
    "shutil.move", "tempfile.mkstemp", "tempfile.mkdtemp", "tempfile.NamedTemporaryFile",
}  # fmt: skip
WRITING_METHODS = {
    "write_text", "write_bytes", "writelines", "mkdir", "touch", "rename", "chmod", "symlink_to",
    "hardlink_to",
}  # fmt: skip
REMOVING = {"os.remove", "os.unlink", "os.rmdir", "os.removedirs", "shutil.rmtree"}
REMOVING_METHODS = {"unlink", "rmdir"}
# The adapter takes away what MkDocs wrote into a folder that is not live yet.
# So does the cache with a database that it cannot believe.
# Cards lie beside the site's pages, and in a folder of pictures that can be drawn again.
REMOVERS = {"database.py", "cards/store.py", "output/", "engines/mkdocs_adapter.py"}
WRITERS = {"database.py", "cards/store.py", "output/"}


def test_every_module_keeps_the_layers_and_the_owners() -> None:
    """No module of generator/ imports upwards, sideways, or what another module owns."""
    files = {
        path.relative_to(ROOT / "generator").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "generator").rglob("*.py"))
    }

    faults = [fault for name, text in files.items() for fault in faults_of(name, text)]

    assert len(files) > 20
    assert faults == []


def test_every_layer_is_filled() -> None:
    """A room that this test names exists, so that no rule guards an empty place."""
    rooms = {path.stem for path in (ROOT / "generator").iterdir() if path.name != "__pycache__"}

    assert rooms == set(LEVEL)


def test_the_readme_shows_each_room_on_its_layer() -> None:
    """The table in "How it fits together" is the list that is tested here."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", readme, re.MULTILINE)
    shown = {int(number): {room.strip("/") for room in _rooms(text)} for number, text in rows}

    hidden = {"__init__", "__main__"}
    assert shown == {number: set(rooms - hidden) for number, rooms in enumerate(LAYERS)}


def _rooms(row: str) -> list[str]:
    """The names that begin the entries of a row; others in backticks are no rooms."""
    return [found for entry in row.split(" · ") if (found := entry.split("`")[1])]


def test_a_search_for_mkdocs_names_one_module() -> None:
    """What a reader's search for MkDocs finds is its adapter alone."""
    naming = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "generator").rglob("*.py"))
        if re.search("import mkdocs|from mkdocs", path.read_text(encoding="utf-8"))
    ]

    assert naming == ["generator/engines/mkdocs_adapter.py"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("dates.py", "from generator.model import Date", "dates.py:1 imports upwards: model"),
        ("graph.py", "from generator import views", "graph.py:1 imports upwards: views"),
        ("graph.py", "import generator.site", "graph.py:1 imports upwards: site"),
        ("views/x.py", "from ..pages import parts", "views/x.py:1 imports upwards: pages"),
        ("views/x.py", "from . import names\nfrom .. import cli", "views/x.py:2 imports upwards"),
        ("model.py", "from generator.source import plain", "model.py:1 imports sideways: source"),
        ("history.py", "from generator import load", "history.py:1 imports sideways: load"),
        ("output/x.py", "from generator.engines import x", "output/x.py:1 imports upwards: engines"),
        ("model.py", "def f():\n    from generator import site", "model.py:2 imports upwards"),
        ("helpers.py", "", "helpers.py:1 belongs to no layer"),
        ("extra/thing.py", "", "extra/thing.py:1 belongs to no layer"),
        ("load.py", "import yaml", "load.py:1 imports yaml, which is source.py's"),
        ("load.py", "from yaml import compose", "load.py:1 imports yaml"),
        ("views/x.py", "import pydantic.fields", "views/x.py:1 imports pydantic"),
        ("pages/x.py", "from markdown import Markdown", "pages/x.py:1 imports markdown"),
        ("writers/html.py", "import nh3", "writers/html.py:1 imports nh3"),
        ("cli.py", "from mkdocs.config import load_config", "cli.py:1 imports mkdocs"),
        ("output/x.py", "import subprocess", "output/x.py:1 imports subprocess"),
        ("site.py", "import importlib", "site.py:1 imports importlib, which is nobody's"),
        ("site.py", "__import__('yaml')", "site.py:1 calls __import__"),
        ("site.py", "print('done')", "site.py:1 prints"),
        ("load.py", "import click as c\nc.echo('x')", "load.py:2 prints"),
        ("load.py", "from click import echo\necho('x')", "load.py:2 prints"),
        ("site.py", "import sys\nsys.exit(1)", "site.py:2 ends the program"),
        ("graph.py", "raise SystemExit(1)", "graph.py:1 ends the program"),
        ("site.py", "open('x', 'w')", "site.py:1 writes files"),
        ("site.py", "open('x', mode='ab')", "site.py:1 writes files"),
        ("site.py", "path.open('r+')", "site.py:1 writes files"),
        ("site.py", "path.write_text('x')", "site.py:1 writes files"),
        ("site.py", "path.replace(other)", "site.py:1 writes files"),
        ("site.py", "import os\nos.open(p, os.O_WRONLY | os.O_CREAT)", "site.py:2 writes files"),
        ("engines/x.py", "import shutil\nshutil.copy(a, b)", "engines/x.py:2 writes files"),
        ("load.py", "path.unlink()", "load.py:1 removes files"),
        ("load.py", "from shutil import rmtree\nrmtree(p)", "load.py:2 removes files"),
    ],
)  # fmt: skip
def test_a_module_that_breaks_the_rule_is_named(name: str, text: str, expected: str) -> None:
    """Control: each kind of fault is seen, with its place."""
    faults = faults_of(name, text)

    assert any(fault.startswith(expected) for fault in faults), faults


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("graph.py", "from generator import prose\nfrom generator.load import Library"),
        ("views/x.py", "from generator.views.names import name_of"),
        ("views/x.py", "from .names import name_of"),
        ("pages/x.py", "from generator import views"),
        ("cli.py", "from generator import __version__\nfrom generator.commands import y"),
        ("commands/x.py", "from generator.engines import y\nimport click\nclick.echo('x')"),
        ("site.py", "from generator.writers import markdown"),
        ("engines/x.py", "from generator.writers.markdown import file_of"),
        ("source.py", "import os, yaml\nos.open(p, os.O_RDONLY | os.O_NOFOLLOW)\nopen('x')"),
        ("site.py", "text = 'a'.replace('a', 'b')\nopen('x', 'rb')"),
        ("output/x.py", "path.write_bytes(b'')\npath.unlink()"),
        ("cli.py", "import click, sys\nclick.echo('x')\nsys.exit(1)"),
    ],
)
def test_a_module_that_keeps_the_rule_is_left_alone(name: str, text: str) -> None:
    """Control: what the design allows raises nothing, so the rule is no blanket ban."""
    assert list(faults_of(name, text)) == []


# --- the rule --------------------------------------------------------------------------------


def faults_of(name: str, text: str) -> list[str]:
    """What a module does that its place does not allow; `name` is its path below generator/."""
    room = room_of(name)
    if room not in LEVEL:
        return [f"{name}:1 belongs to no layer; name its room in LAYERS"]
    tree = ast.parse(text)
    return [
        *(f"{name}:{line} {fault}" for line, fault in _import_faults(name, room, tree)),
        *(f"{name}:{line} {fault}" for line, fault in _call_faults(name, tree)),
    ]


def room_of(name: str) -> str:
    return name.split("/")[0].removesuffix(".py")


def _import_faults(name: str, room: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    for line, module in _imported(name, tree):
        top, *rest = module.split(".")
        if top != "generator":
            owners = OWNERS.get(top)
            if owners is not None and not _is_one_of(name, owners):
                owned = " and ".join(sorted(owners)) or "nobody"
                yield line, f"imports {top}, which is {owned}'s"
            continue
        other = rest[0] if rest else "__init__"
        if other not in LEVEL:
            yield line, f"imports {other}, which belongs to no layer"
        elif other == "__init__":
            continue  # the package itself holds a version number only
        elif LEVEL[other] > LEVEL[room]:
            yield line, f"imports upwards: {other}"
        elif LEVEL[other] == LEVEL[room] and (room, other) not in NEIGHBOURS:
            yield line, f"imports sideways: {other}"


def _is_one_of(name: str, owners: set[str]) -> bool:
    """Whether a module is named there, or lies in a room that is, such as "commands/"."""
    return name in owners or f"{name.split('/')[0]}/" in owners


def _imported(name: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, absolute name) of every import, wherever in the module it stands."""
    package = ["generator", *name.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            if module != "generator":
                yield node.lineno, module
                continue
            for alias in node.names:  # `from generator import prose` names a module
                is_room = alias.name in LEVEL
                yield node.lineno, f"generator.{alias.name}" if is_room else "generator"


def _call_faults(name: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    meanings = _meanings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and getattr(node.exc, "id", "") in LEAVING:
            yield node.lineno, "ends the program"
        if not isinstance(node, ast.Call):
            continue
        called = _dotted(node.func, meanings)
        if called == "__import__":
            yield node.lineno, "calls __import__"
        if called in PRINTING and not _is_one_of(name, EDGE):
            yield node.lineno, "prints"
        if called in LEAVING and not _is_one_of(name, EDGE):
            yield node.lineno, "ends the program"
        if _writes(node, called) and not _is_one_of(name, WRITERS):
            yield node.lineno, "writes files"
        if _removes(node, called) and not _is_one_of(name, REMOVERS):
            yield node.lineno, "removes files"


def _meanings(tree: ast.AST) -> dict[str, str]:
    """Local name -> what it was imported as, so that an alias hides nothing."""
    meanings: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            meanings |= {a.asname: a.name for a in node.names if a.asname}
        elif isinstance(node, ast.ImportFrom) and node.module:
            meanings |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return meanings


def _dotted(function: ast.expr, meanings: dict[str, str]) -> str:
    if isinstance(function, ast.Name):
        return meanings.get(function.id, function.id)
    if isinstance(function, ast.Attribute):
        return f"{_dotted(function.value, meanings)}.{function.attr}"
    return ""


def _writes(call: ast.Call, called: str) -> bool:
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if called in WRITING or method in WRITING_METHODS:
        return True
    if called == "os.open":
        return not any(getattr(n, "attr", "") == "O_RDONLY" for n in ast.walk(call))
    if called == "open" or method == "open":
        given = call.args[1:2] if called == "open" else call.args[:1]
        values = [*given, *(k.value for k in call.keywords if k.arg == "mode")]
        modes = [v.value for v in values if isinstance(v, ast.Constant)]
        return any(isinstance(m, str) and len(m) <= 3 and set(m) & set("wax+") for m in modes)
    # str.replace takes two texts, Path.replace one target.
    return (
        method == "replace"
        and len(call.args) == 1
        and not call.keywords
        and "." in called
        and (called.split(".")[0] not in {"re", "dataclasses"})
    )


def _removes(call: ast.Call, called: str) -> bool:
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return called in REMOVING or method in REMOVING_METHODS
