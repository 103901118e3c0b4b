"""The reference: plain `mkdocs build` of the same project, with our hook."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from ..corpus import Corpus, program
from ..environment import Environment
from .explainer import records
from .tool import Contender, Tool


def _prepare(corpus: Corpus, folder: Path, _: Environment) -> Tool:
    site = folder / "site"
    command = (str(program("mkdocs")), "build", "--quiet", "--site-dir", str(site))
    return records(corpus, folder, command, site)


CONTENDER = Contender("mkdocs build, our hook", lambda _: version("mkdocs"), _prepare)
