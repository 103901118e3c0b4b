"""MkDocs with the theme Material on the Markdown alone: no hook, the theme's own search."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..corpus import Corpus, program
from ..environment import Environment
from .tool import EDITED, Contender, Tool

ADDRESS = "https://example.org/"
NAME = "Groundwork"
DESCRIPTION = "Every statement says who said it, where, when and through whom."
MARK = "\n## Summary {: #summary }\n\nThe "


def menu(markdown: Path) -> list[str]:
    """The files of the menu: what stands at the top, so that it does not grow with the archive."""
    return [
        "index.md",
        *sorted(file.name for file in markdown.glob("*.md") if file.stem != "index"),
    ]


def pages(corpus: Corpus, folder: Path, command: tuple[str, ...]) -> Tool:
    """The Markdown with a mkdocs.yml, which Zensical reads, too; the site goes to site/ beside it."""
    shutil.copytree(corpus.markdown, folder / "docs")
    # JSON is YAML.
    (folder / "mkdocs.yml").write_text(json.dumps(_settings(corpus.markdown), indent=1))
    edited = folder / "docs" / f"{EDITED}.md"
    state = (folder / ".cache",)
    return Tool(command, folder, folder / "site", state, edited, edited.read_text("utf-8"), MARK)


def _settings(markdown: Path) -> dict[str, Any]:
    return {
        "site_name": NAME, "site_description": DESCRIPTION, "site_url": ADDRESS, "docs_dir": "docs",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "sane_lists", "tables"],
        "nav": menu(markdown), "not_in_nav": "*\n",
        # Anchors that stand in HTML are not found, and telling so takes time.
        "validation": {"links": {"anchors": "ignore"}},
    }  # fmt: skip


def _prepare(corpus: Corpus, folder: Path, _: Environment) -> Tool:
    return pages(corpus, folder, (str(program("mkdocs")), "build", "--quiet"))


CONTENDER = Contender(
    "mkdocs + material", lambda _: f"{version('mkdocs')} + {version('mkdocs-material')}", _prepare
)
