"""When each file was first and last committed, from one `git log`. The one owner of git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, Location, Severity
from generator.values import Value, field


class History(Value):
    """Days on which files were last and first committed, in UTC.

    Shape: `changed_by_path` and `published_by_path` hold paths relative to the folder asked about,
    with "/". A renamed file is first committed under its new name. A commit that .git-blame-ignore-revs
    lists, because it only wrote records in another form, changes no day. `committed_at` is the newest commit's time in seconds since 1970; None outside git.
    A path that is missing was never committed, or the clone is too shallow to know.
    """

    changed_by_path: dict[str, date] = field(default_factory=dict)
    committed_at: int | None = None
    published_by_path: dict[str, date] = field(default_factory=dict)

    @property
    def committed_on(self) -> date | None:
        """The day of the newest commit; None outside git."""
        return _day(self.committed_at)

    def changed(self, *paths: str) -> date | None:
        """The last day of the first of these paths that was ever committed: the file's present one,
        then those that it had before."""
        days = (self.changed_by_path[path] for path in paths if path in self.changed_by_path)
        return next(days, None)

    def published(self, *paths: str) -> date | None:
        """The first day of a file under any of its paths."""
        days = (self.published_by_path[path] for path in paths if path in self.published_by_path)
        return min(days, default=None)


def read_history(project_dir: Path) -> tuple[History, tuple[Diagnostic, ...]]:
    """The history of all files under `project_dir`.

    Errors: none raised. Without git, or outside a repository, the history is empty; in a
    shallow clone it holds no days, because the oldest commit there would claim every file.
    """
    if not is_in_repository(project_dir):
        return History(), _unread(project_dir)
    committed_at = _seconds(_git(project_dir, "log", "-1", "--format=%ct") or "")
    shallow = read_shallow(project_dir)
    if shallow:
        return History({}, committed_at), shallow
    log = _git(
        project_dir, "-c", "core.quotePath=false", "log", "--relative", "--no-renames",
        "--diff-filter=AM", "--format=%x00%H %ct", "--name-only", "-z", "--", ".",
    )  # fmt: skip
    changed, published = _days_by_path(log or "", _formatting_commits(project_dir))
    return History(changed, committed_at, published), ()


def newest_commit(project_dir: Path) -> str | None:
    """The name of the commit that the history ends with; None outside git and before the first."""
    return _git(project_dir, "rev-parse", "--verify", "--quiet", "HEAD")


def is_untracked(project_dir: Path, path: str) -> bool:
    """Whether git is sure to hold nothing at a path of the project; never outside a repository."""
    return _git(project_dir, "ls-files", "-z", "--", path) == ""


def read_shallow(project_dir: Path) -> tuple[Diagnostic, ...]:
    """A note where the clone is shallow, or git cannot read it; nothing elsewhere, and outside git."""
    is_shallow = _git(project_dir, "rev-parse", "--is-shallow-repository")
    if is_shallow is None:
        return _unread(project_dir)
    if is_shallow != "true\n":
        return ()
    note = Diagnostic(
        "shallow-clone", Location("."),
        "this clone has no full history, so no page says when it last changed",
        "run: git fetch --unshallow (in a workflow: fetch-depth: 0)",
        severity=Severity.NOTE,
    )  # fmt: skip
    return (note,)


class Refusal(Value):
    """Why git cannot read a repository, in one line, and what to do."""

    why: str
    help: str


def refusal(project_dir: Path) -> Refusal | None:
    """Why git cannot read the repository that there is; None where it can, and outside git."""
    folder = Path(os.path.realpath(project_dir))
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return None
    if shutil.which("git") is None:
        return Refusal("git is not here", "install git, or build where it is")
    done = _run(folder, "rev-parse", "--is-inside-work-tree")
    look = "type git status here: it tells what git wants"
    if done is None:
        return Refusal("git does not answer", look)
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode == 0 or not lines:
        return None
    return Refusal(f"git says: {lines[0].removeprefix('fatal: ')}", look)


def _unread(project_dir: Path) -> tuple[Diagnostic, ...]:
    found = refusal(project_dir)
    if found is None:
        return ()
    message = f"no page says when it last changed, because {found.why}"
    return (
        Diagnostic("unread-history", Location("."), message, found.help, severity=Severity.NOTE),
    )


def _formatting_commits(project_dir: Path) -> frozenset[str]:
    """The commits that changed no more than the form of files: a list that git's blame knows too."""
    path = project_dir / ".git-blame-ignore-revs"
    if path.is_symlink() or not path.is_file():
        return frozenset()
    lines = path.read_text("utf-8", "replace").splitlines()
    return frozenset(line.partition("#")[0].strip() for line in lines)


# --- what a revision held -------------------------------------------------------------------


class Tree(Value):
    """The files of one revision: path below the project, with "/", -> bytes.

    `left_out` are paths of what is no regular file (a link, a submodule), is larger than was asked
    for or is not in this clone, each with the reason.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()


def files_at_head(project_dir: Path, folder: str, word: str) -> dict[str, bytes]:
    """The files below a folder of the project that are called like a word, or hold it, at the last commit.

    Shape: as for `Tree`. Only what git holds is looked at: of the files of the work tree, git would have
    programs make what it compares.
    Errors: none raised; there are none outside git.
    """
    named = _git_bytes(project_dir, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", folder)
    holding = _git_bytes(
        project_dir,
        "grep",
        "--no-textconv",
        "-I",
        "-l",
        "-z",
        "-F",
        "-e",
        word,
        "HEAD",
        "--",
        folder,
    )
    paths = {
        path for path in map(os.fsdecode, _parted(named)) if PurePosixPath(path).stem == word
    } | {os.fsdecode(path).removeprefix("HEAD:") for path in _parted(holding)}
    if not paths or len(paths) > _FILES_LIMIT:
        return {}
    tree = read_tree(project_dir, "HEAD", tuple(sorted(paths)), lambda _: _FILE_LIMIT_BYTES)
    return tree.files if tree else {}


# So many files, each so large, are looked into.
_FILES_LIMIT = 1_000
_FILE_LIMIT_BYTES = 5_000_000


def _parted(names: bytes | None) -> list[bytes]:
    return (names or b"").split(b"\0")[:-1]


def is_in_repository(project_dir: Path) -> bool:
    return _git(project_dir, "rev-parse", "--is-inside-work-tree") == "true\n"


def find_commit(project_dir: Path, revision: str) -> str | None:
    """The full id of the commit that a revision names; None where it names none here."""
    if not revision or revision.startswith("-"):  # git would take it for an option
        return None
    found = _git(project_dir, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return found.strip() if found else None


def find_merge_base(project_dir: Path, one: str, other: str) -> str | None:
    """The commit at which two commits parted; None where this clone holds none."""
    found = _git(project_dir, "merge-base", one, other)
    return found.strip() if found else None


def read_tree(
    project_dir: Path, commit: str, paths: tuple[str, ...], limit: Callable[[str], int]
) -> Tree | None:
    """The files below `paths` as a commit holds them, none larger than `limit(path)` bytes.

    Errors: None where git cannot read the commit; links and submodules are never followed.
    """
    listed = _git_bytes(project_dir, "ls-tree", "-r", "-z", "-l", commit, "--", *paths)
    if listed is None:
        return None
    wanted: dict[str, str] = {}
    left_out: list[tuple[str, str]] = []
    total = 0
    for line in listed.split(b"\0")[:-1]:
        head, _, name = line.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape")
        mode, _, object_id, size = head.decode("ascii").split()
        if mode not in ("100644", "100755"):
            left_out.append((path, _NO_FILES.get(mode, "no regular file")))
        elif not size.isdigit() or int(size) > limit(path):
            left_out.append((path, "too large" if size.isdigit() else "not in this clone"))
        elif not _can_be_a_file(path):
            left_out.append((path, "a file whose name no folder can hold"))
        elif total + int(size) > TREE_LIMIT_BYTES:
            left_out.append((path, "beyond what is read of one revision"))
        else:
            wanted[path] = object_id
            total += int(size)
    ids = list(dict.fromkeys(wanted.values()))
    given = "".join(f"{object_id}\n" for object_id in ids).encode()
    found = _git_bytes(project_dir, "cat-file", "--batch", given=given)
    if found is None:
        return None
    data = _objects(found)
    left_out += [(path, "not in this clone") for path, id in wanted.items() if id not in data]
    files = {path: data[id] for path, id in wanted.items() if id in data}
    return Tree(files, tuple(left_out))


# One large file under ten thousand names is small in git, and nowhere else.
TREE_LIMIT_BYTES = 500_000_000
# In bytes, as file systems hold them; git holds any name.
_NAME_LIMIT = 230
_PATH_LIMIT = 2_000
_NO_FILES = {"120000": "a symbolic link", "160000": "a submodule"}


def _can_be_a_file(path: str) -> bool:
    """Whether a path of a revision stays in its folder and is no longer than a file's can be."""
    parts = path.split("/")
    is_short = max(len(os.fsencode(part)) for part in parts) <= _NAME_LIMIT
    return is_short and len(path) <= _PATH_LIMIT and {"", ".", ".."}.isdisjoint(parts)


def _objects(batch: bytes) -> dict[str, bytes]:
    """Id -> bytes, from what `git cat-file --batch` gave; missing ones are left out."""
    found: dict[str, bytes] = {}
    start = 0
    while (end := batch.find(b"\n", start)) >= 0:
        words = batch[start:end].decode("ascii", "replace").split()
        start = end + 1
        if len(words) == 3:
            size = int(words[2])
            found[words[0]] = batch[start : start + size]
            start += size + 1
    return found


def _days_by_path(
    log: str, formatting: frozenset[str] = frozenset()
) -> tuple[dict[str, date], dict[str, date]]:
    """The last and the first day of each path in what `git log -z --name-only` gave.

    A commit is an empty field, its name and time, and its paths; `formatting` are commits that
    changed nothing.

    Only a field between two NULs can be empty: no path is, so none can pass for a commit.
    """
    changed: dict[str, date] = {}
    published: dict[str, date] = {}
    day: date | None = None
    is_time = changes = False
    for text in log.split("\0"):
        if not text:
            is_time = True
        elif is_time:
            commit, _, time = text.partition(" ")
            day, changes = _day(_seconds(time)), commit not in formatting
            is_time = False
        elif day is not None:
            path = text.removeprefix("\n")
            if changes:
                changed.setdefault(path, day)
            # Clocks differ: the earliest day counts, so that no page changed before it was published.
            published[path] = min(day, published.get(path, day))
    return published | changed, published


# The last second of the year 9999: a commit's time is whatever its author claims.
_LAST_SECOND = 253_402_300_799


def _seconds(text: str) -> int | None:
    found = re.fullmatch(r"\s*([0-9]{1,12})\s*", text)
    seconds = int(found.group(1)) if found else None
    return seconds if seconds is not None and seconds <= _LAST_SECOND else None


def _day(seconds: int | None) -> date | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).date()


def _git(folder: Path, *arguments: str) -> str | None:
    found = _git_bytes(folder, *arguments)
    return None if found is None else found.decode("utf-8", "replace")


def _git_bytes(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    done = _run(folder, *arguments, given=given)
    return done.stdout if done is not None and done.returncode == 0 else None


def _run(
    folder: Path, *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes] | None:
    """What git did; None where there is no git, or it takes longer than a minute."""
    # The content's own git settings could name programs to run (a pager, a file monitor).
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", "--no-pager", *arguments]
    # Inside a hook, git's own variables would lead to another repository than this folder's.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        return subprocess.run(
            command, capture_output=True, check=False, timeout=60,
            env=environment, input=given,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
