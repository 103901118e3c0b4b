"""The two versions that are compared: a commit or the working tree, read into a graph."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from generator import history
from generator.diagnostics import Diagnostic, Location, errors_in, in_reading_order
from generator.exemptions import LIST
from generator.graph import Graph
from generator.load import Listed, load, load_exemptions
from generator.output import write_files
from generator.quotes import lock
from generator.resolving import resolve
from generator.source import BYTES_LIMIT, read_regular_file
from generator.values import Value, field, replace

WORKING_TREE = "the working tree"
CONTENT = "content"


class UnknownRevisionError(ValueError):
    """A revision that names nothing in this repository; `help` says what to type."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


class Side(Value):
    """One version of the content.

    `files` are the bytes of each file by its path in the project, with plain line ends;
    `unread_paths` are files of which something could not be made a record.
    """

    name: str
    commit: str | None
    graph: Graph
    problems: tuple[Diagnostic, ...]
    listed: tuple[Listed, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    unread_paths: frozenset[str] = frozenset()

    @property
    def is_sound(self) -> bool:
        return not errors_in(self.problems)


class Range(Value):
    """What is compared with what: two commits; the newer is None for the working tree."""

    base: str
    base_name: str
    head: str | None
    head_name: str


def find_range(project_dir: Path, asked: str | None) -> Range:
    """The two sides that `BASE`, `BASE..HEAD` or `BASE...HEAD` name, as git reads them.

    Nothing asked is HEAD against the working tree; an end left out is HEAD. Three dots compare
    with the commit at which the two parted, as a pull request does.
    Errors: UnknownRevisionError for what names no commit here.
    """
    if not history.is_in_repository(project_dir):
        refusal = history.refusal(project_dir)
        if refusal is not None:
            raise UnknownRevisionError(
                f"there is no earlier version to compare with, because {refusal.why}", refusal.help
            )
        raise UnknownRevisionError(
            "this folder is in no git repository, so there is no earlier version to compare with",
            "run the command in a clone of the project",
        )
    text = asked or "HEAD"
    for dots in ("...", ".."):
        one, found, other = text.partition(dots)
        if not found:
            continue
        one, other = one or "HEAD", other or "HEAD"
        base, head = _commit(project_dir, one), _commit(project_dir, other)
        if dots == "..":
            return Range(base, one, head, other)
        parted = history.find_merge_base(project_dir, base, head)
        if parted is None:
            raise UnknownRevisionError(
                f'"{one}" and "{other}" have no commit in common here', _help(project_dir)
            )
        return Range(parted, f"where {other} left {one}", head, other)
    return Range(_commit(project_dir, text), text, None, WORKING_TREE)


def _commit(project_dir: Path, revision: str) -> str:
    found = history.find_commit(project_dir, revision)
    if found is None:
        if revision == "HEAD":
            raise UnknownRevisionError(
                "nothing was committed here yet, so there is no earlier version",
                "commit the content once",
            )
        raise UnknownRevisionError(f'there is no revision "{revision}" here', _help(project_dir))
    return found


def _help(project_dir: Path) -> str:
    if history.read_shallow(project_dir):
        return "this clone has no full history; run: git fetch --unshallow"
    return "write a branch, a tag or a commit that git log shows"


def read_commit(project_dir: Path, commit: str, name: str) -> Side:
    """The content as a commit holds it; links and submodules are left out, and told.

    Errors: UnknownRevisionError where this clone does not hold all of the commit.
    """
    tree = history.read_tree(project_dir, commit, (CONTENT, LIST), _limit)
    if tree is None:
        raise UnknownRevisionError(f'the files of "{name}" cannot be read', _help(project_dir))
    # The loader reads folders, so the commit is laid out in one of its own, outside the project.
    with tempfile.TemporaryDirectory(prefix="explainer-changes-") as folder:
        write_files(Path(folder), tree.files)
        side = _read(Path(folder), name, commit, tree.files)
        left_out = tuple(
            Diagnostic(
                "unreadable-file", Location(_shown(path)),
                f"this is {why}, and was left out", "look at it by itself",
            )
            for path, why in tree.left_out
        )  # fmt: skip
        return replace(side, problems=(*side.problems, *left_out))


def read_working_tree(project_dir: Path) -> Side:
    """The content as it lies in the folder now, committed or not."""
    files: dict[str, bytes] = {}
    content = project_dir / CONTENT
    # What the loader refuses to enter is not entered here: os.walk would follow a link at the top.
    top = () if content.is_symlink() else os.walk(content, followlinks=False)
    for folder, folders, names in top:
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            _take(project_dir, Path(folder, name), files)
    _take(project_dir, project_dir / LIST, files)
    return _read(project_dir, WORKING_TREE, None, files)


def _take(project_dir: Path, path: Path, files: dict[str, bytes]) -> None:
    shown = path.relative_to(project_dir).as_posix()
    try:
        is_regular = stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return
    data = read_regular_file(path, shown, _limit(shown)) if is_regular else None
    if isinstance(data, bytes):
        files[shown] = data


def _shown(path: str) -> str:
    """A path as reports show it: bytes that are no characters give way."""
    return path.encode("utf-8", "replace").decode()


def _limit(path: str) -> int:
    return lock.LIMIT_BYTES if path == f"{CONTENT}/{lock.NAME}" else BYTES_LIMIT


def _read(project_dir: Path, name: str, commit: str | None, files: dict[str, bytes]) -> Side:
    library, load_problems = load(project_dir / CONTENT)
    listed, list_problems = load_exemptions(project_dir / LIST, LIST)
    graph, graph_problems = resolve(library, listed)
    problems = in_reading_order((*load_problems, *list_problems, *graph_problems))
    plain = {_shown(path): data.replace(b"\r\n", b"\n") for path, data in files.items()}
    unread = frozenset(problem.location.path for problem in errors_in(load_problems))
    return Side(name, commit, graph, problems, listed, plain, unread)
