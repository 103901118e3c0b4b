"""Ours: `explainer build`, which checks the content, too."""

from __future__ import annotations

import shutil
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from ..corpus import Corpus, program
from ..environment import Environment
from .tool import EDITED, Contender, Tool

MARK = '\nsummary: "The '


def records(corpus: Corpus, folder: Path, command: tuple[str, ...], site: Path) -> Tool:
    """A copy of the project of its own, so that nothing that one tool remembers serves another."""
    project = folder / "project"
    shutil.copytree(corpus.project, project)
    edited = project / "content" / f"{EDITED}.yml"
    state = (project / ".explainer", project / "site_config" / "schema")
    text = edited.read_text("utf-8")
    emptied = (project / "generated",)
    return Tool(command, project, site, state, edited, text, MARK, emptied, whole=True)


def _prepare(corpus: Corpus, folder: Path, _: Environment) -> Tool:
    site = folder / "site"
    command = str(program("explainer"))
    tool = records(corpus, folder, (command, "build", "--site-dir", str(site)), site)
    return replace(tool, serving=(command, "serve", "--port"))


CONTENDER = Contender("explainer build", lambda _: version("groundwork-explainer"), _prepare)
