"""Zensical on the same Markdown, with the same settings as MkDocs + Material."""

from __future__ import annotations

from pathlib import Path

from ..corpus import Corpus
from ..environment import Environment
from .material import pages
from .tool import Contender, Lack, Tool


def _version(environment: Environment) -> str | Lack:
    told = environment.version_told_by(str(environment.program("zensical")), "--version")
    return told.split()[-1] if told else Lack(environment.why_lacking("zensical"))


def _prepare(corpus: Corpus, folder: Path, environment: Environment) -> Tool:
    return pages(
        corpus,
        folder,
        (str(environment.program("zensical")), "build", "--config-file", "mkdocs.yml"),
    )


CONTENDER = Contender("zensical", _version, _prepare)
