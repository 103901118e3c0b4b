"""Each page of tests/diagnostics/ is a specification: what is wrong, the files, the report.

A page is Markdown that anybody on the desk can read: a title, a sentence or two, a fenced block
for each file, and the report that `explainer check` gives for them, to the letter. The first
word after the fence says how a block is to be read:

- `report`: what is reported, and nothing else is;
- `escaped`: a file with what cannot be seen on a page: `\\t` and `\\xe9` stand for a tab and for
  one byte, `\\u202e` for a character, and `⟨# × 300⟩` for `#` three hundred times;
- `shell`: commands run in the project's folder once the files are written;
- anything else (`yaml`, `markdown`): a file as it stands.

After a change of wording, `UPDATE_GOLDEN=1 pytest tests/test_diagnostics.py` writes the reports
anew, to be reviewed as a diff.
"""

from __future__ import annotations

import ast
import contextlib
import os
import re
import subprocess
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from generator import model
from generator.checks import RULES
from generator.diagnostics import as_text
from generator.site import read_site

from conftest import ROOT

# A day on which nothing in the pages is overdue that should not be.
TODAY = date(2031, 7, 1)
# What `explainer verify` alone can report, which reads texts that are not in the project: its codes
# are tested in test_verify.py.
OF_VERIFY = {"headline-only", "misquotation", "speaker-open", "unreadable-text"}
OF_FMT = {"not-formatted"}
PAGES = sorted((ROOT / "tests" / "diagnostics").glob("*.md"))
BLOCK = re.compile(r"^(`{3,})(\w+)(?: (\S[^\n]*))?\n(.*?)^\1$\n?", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^\S.*?: (?:error|warning|note)\[([a-z0-9-]+)\] ", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page: its prose, its files below the project's folder, its commands, its report."""

    name: str
    prose: str
    files: dict[str, bytes]
    commands: str
    report: str

    @property
    def codes(self) -> set[str]:
        return set(CODE.findall(self.report))


def read_page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    files: dict[str, bytes] = {}
    blocks = {"report": "", "shell": ""}
    for _, kind, name, body in BLOCK.findall(text):
        if name:
            files[name] = unescaped(body) if kind == "escaped" else body.encode("utf-8")
        else:
            blocks[kind] += body
    return Page(path.stem, BLOCK.sub("", text), files, blocks["shell"], blocks["report"])


def unescaped(text: str) -> bytes:
    r"""`\t` and `\xe9` stand for one byte, `\u202e` for one character, `⟨a × 9⟩` for nine `a`."""
    text = re.sub(r"⟨(.+?) × (\d+)⟩", lambda m: m.group(1) * int(m.group(2)), text, flags=re.DOTALL)
    pieces = re.split(r"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|t)", text)
    return b"".join(
        piece.encode() if number % 2 == 0
        else b"\t" if piece == "t"
        else bytes([int(piece[1:], 16)]) if piece[0] == "x"
        else chr(int(piece[1:], 16)).encode()
        for number, piece in enumerate(pieces)
    )  # fmt: skip


@contextlib.contextmanager
def as_ordinary_user(*folders: Path) -> Iterator[None]:
    """Nothing is unreadable to the superuser, so that one looks through another's eyes."""
    if os.geteuid() != 0:
        yield
        return
    nobody = 65534
    for folder in folders:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, nobody, nobody, follow_symlinks=False)
    parents = {parent: parent.stat().st_mode for folder in folders for parent in folder.parents}
    for parent, mode in parents.items():
        if not mode & 0o001:
            parent.chmod(mode | 0o011)
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)
        for parent, mode in parents.items():
            if not mode & 0o001:
                parent.chmod(mode)


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> typing.Callable[[Page], str]:
    """What is reported for the files of a page, as `explainer check` prints it."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Desk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "desk@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))

    def report(page: Page) -> str:
        project = tmp_path / "project"
        (project / "content").mkdir(parents=True)
        for name, data in page.files.items():
            target = project / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if page.commands:
            subprocess.run(["sh", "-euc", page.commands], cwd=project, check=True, timeout=30)
        watcher = (
            as_ordinary_user(project) if "chmod" in page.commands else contextlib.nullcontext()
        )
        with watcher:
            site = read_site(project, TODAY)
        return "".join(f"{as_text(diagnostic)}\n" for diagnostic in site.diagnostics)

    return report


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_the_report_to_the_letter(
    path: Path, reported: typing.Callable[[Page], str]
) -> None:
    """Place, code, sentence, related places and help, of every mistake of the page's files."""
    page = read_page(path)

    report = reported(page)
    if os.environ.get("UPDATE_GOLDEN"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"```report\n{page.report}", f"```report\n{report}"))
        page = read_page(path)

    assert report == page.report


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_can_be_read_by_anybody(path: Path) -> None:
    """A title, a sentence of prose, files, one report; the name begins with the code."""
    page = read_page(path)

    title, _, prose = page.prose.strip().partition("\n")
    assert title.startswith("# ")
    assert prose.strip().endswith(".")
    assert "```" not in page.prose
    assert page.files or page.commands
    assert all(name.startswith("content/") and ".." not in name for name in page.files)
    assert any(page.name == code or page.name.startswith(f"{code}-") for code in page.codes)


def codes_shown() -> set[str]:
    """Every code that a page reports."""
    return {code for path in PAGES for code in read_page(path).codes}


def test_every_code_has_a_page() -> None:
    """A new diagnostic brings its page, and a page goes when its diagnostic goes."""
    shown = codes_shown() | OF_VERIFY | OF_FMT
    patterns = {re.escape(rule.code) for rule in RULES} | {
        pattern
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for pattern in codes_in(path.read_text(encoding="utf-8"))
    }

    assert len(patterns) > 30
    assert sorted(p for p in patterns if not any(re.fullmatch(p, code) for code in shown)) == []
    assert sorted(c for c in shown if not any(re.fullmatch(p, c) for p in patterns)) == []


def test_every_kind_that_can_be_named_has_a_page_for_its_unknown_ids() -> None:
    """`unknown-actor`, `unknown-source` and so on: one code for each kind of reference."""
    shown = {code for path in PAGES for code in read_page(path).codes}
    kinds = {
        mark.kinds[0]
        for name, alias in vars(model).items()
        if name.endswith("Ref")
        for mark in typing.get_args(alias)
        if isinstance(mark, model.Ref) and len(mark.kinds) == 1
    }

    assert len(kinds) > 5
    assert {f"unknown-{kind.removesuffix('s')}" for kind in kinds} <= shown


# --- which codes there are -------------------------------------------------------------------

# How a diagnostic is made: the call's last name, and the position of the code in it.
FUNCTIONS = {"Diagnostic": 0, "_mistake": 0, "Problem": 1}
METHODS = {"report": 0, "_report": 0}
# A code that is handed on from where it was written: `code`, `problem.code`, `context["code"]`.
HANDED_ON = re.compile(r"code|\w+\.code|\w+\['code'\]")


def codes_in(source: str) -> set[str]:
    """Patterns of the codes that a module's calls can give: a literal, or `unknown-.+`."""
    found: set[str] = set()
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.Call) and (argument := code_argument(function)) is not None:
            found |= patterns_of(argument)
        if isinstance(function, ast.FunctionDef):
            found |= patterns_assigned_in(function)
    return found


def patterns_assigned_in(function: ast.FunctionDef) -> set[str]:
    """What a variable `code` of a function can hold, where a diagnostic is made of it."""
    nodes = list(ast.walk(function))
    arguments = [code_argument(node) for node in nodes if isinstance(node, ast.Call)]
    if not any(isinstance(argument, ast.Name) for argument in arguments):
        return set()
    assigned = [node for node in nodes if isinstance(node, ast.Assign)]
    values = [node.value for node in assigned if ast.unparse(node.targets[0]) == "code"]
    return {pattern for value in values for pattern in patterns_of(value)}


def code_argument(call: ast.Call) -> ast.expr | None:
    """The argument of a call that is a diagnostic's code; None for any other call."""
    if isinstance(call.func, ast.Name):
        position = FUNCTIONS.get(call.func.id)
    elif isinstance(call.func, ast.Attribute):
        position = METHODS.get(call.func.attr, FUNCTIONS.get(call.func.attr))
    else:
        position = None
    if position is None:
        return None
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    return (named or call.args[position:])[0]


def patterns_of(argument: ast.expr) -> set[str]:
    """A code that cannot be read from the source at all is an error, not an empty answer."""
    if isinstance(argument, ast.Constant):
        return {re.escape(str(argument.value))}
    if isinstance(argument, ast.IfExp):
        return patterns_of(argument.body) | patterns_of(argument.orelse)
    if isinstance(argument, ast.JoinedStr):
        parts = (".+" if isinstance(p, ast.FormattedValue) else p.value for p in argument.values)
        return {"".join(str(part) for part in parts)}
    if HANDED_ON.fullmatch(ast.unparse(argument)):
        return set()
    raise AssertionError(f"write the code as a literal: {ast.unparse(argument)}")


def test_codes_are_found_however_they_are_written() -> None:
    """The search for codes sees each form that the generator uses, and none that it does not."""
    source = """
def g():
    code = ctypes.get_errno()

def f(self, kind, problem):
    code = f"unknown-{kind}" if kind else "unknown-thing"
    Diagnostic(code, place, "m", "h")
    self.report("a", place); loader._report("b", place); _mistake("c", "m", "h")
    Problem(0, "d", "m", "h"); Problem(offset=0, code="e"); diagnostics.Diagnostic("g", place)
    Diagnostic(problem.code, place); self.report(context["code"], place)
    _report(site.diagnostics, form); self.other("x")
"""

    assert codes_in(source) == {"unknown-.+", r"unknown\-thing", *"abcdeg"}
    with pytest.raises(AssertionError, match="literal"):
        codes_in("self.report(pick(), place)")
