"""A project of any size to build, and the Markdown that the generator makes of it.

The same size gives the same bytes and the same commit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.archive import write_archive
from tests.conftest import add_engine

from .failures import BenchmarkError
from .sites import files_beside

# Pages show when they last changed, by the commit.
COMMITTED_AT = "2026-01-01T12:00:00+00:00"
# What a build leaves in a project beside the site.
STATE = (".explainer", "generated", "site_config/schema")


@dataclass(frozen=True)
class Corpus:
    """`pages` are the folders of the site's pages, as "articles/report-0"; "" is the front page.

    `built` is the site that the reference makes of it, and `beside` the paths in it of what is written
    beside the pages.
    """

    articles: int
    project: Path
    markdown: Path
    pages: frozenset[str]
    built: Path = Path()
    beside: frozenset[str] = frozenset()


def make_corpus(folder: Path, articles: int) -> Corpus:
    """Write the project into `folder`, and build it once for its Markdown tree and its site.

    Errors: BenchmarkError where the generator refuses the project.
    """
    project, markdown = folder / "project", folder / "markdown"
    write_project(project, articles)
    trial, built = folder / "trial", folder / "built"
    shutil.copytree(project, trial)
    done = subprocess.run(
        [str(program("mkdocs")), "build", "--quiet", "--site-dir", str(built)],
        cwd=trial, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BenchmarkError(f"the corpus cannot be built:\n{done.stderr}")
    shutil.copytree(trial / "generated", markdown, ignore=shutil.ignore_patterns(".*"))
    shutil.rmtree(trial)
    return Corpus(articles, project, markdown, pages_of(markdown), built, files_beside(built))


def write_project(project: Path, articles: int) -> None:
    """The content, settings and theme of a project, in a git repository with one commit."""
    project.mkdir(parents=True)
    write_archive(project, articles)
    add_engine(project)
    for path in STATE:
        shutil.rmtree(project / path, ignore_errors=True)
    (project / "generated").mkdir()
    (project / ".gitignore").write_text("".join(f"/{path}/\n" for path in STATE))
    for arguments in (
        ["init", "--quiet", "--initial-branch=main"],
        # Else git tidies thousands of files up behind our back, while they are copied and timed.
        ["config", "gc.auto", "0"],
        ["add", "--all"],
        ["commit", "--quiet", "--message=An archive"],
    ):
        subprocess.run(["git", *arguments], cwd=project, env=_git_environment(), check=True)


def pages_of(markdown: Path) -> frozenset[str]:
    """The pages that a tree of Markdown becomes, one folder a page."""
    paths = (file.relative_to(markdown).with_suffix("") for file in markdown.rglob("*.md"))
    return frozenset("" if str(path) == "index" else path.as_posix() for path in paths)


def program(name: str) -> Path:
    """A command that is installed beside the running Python."""
    return Path(sys.executable).parent / name


def _git_environment() -> dict[str, str]:
    """Nothing of the machine's own settings of git: no names, hooks or signatures."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "Desk"), ("EMAIL", "desk@example.org"), ("DATE", COMMITTED_AT))
    }
    return {**kept, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
