"""Hugo with the whole job: what our build writes beside the pages, each as a Hugo site makes it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from generator.cards.letters import FONTS

from ..corpus import Corpus
from ..environment import Environment
from .front_matter import with_front_matter
from .hugo import laid_out, told_version
from .tool import Contender, Tool

WHOLE = Path(__file__).resolve().parent.parent / "hugo_whole"
# An author who edits a summary edits what the front matter says of it.
ALSO = ('\ndescription: "The ', '\nabstract: "The ')


def _prepare(corpus: Corpus, folder: Path, environment: Environment) -> Tool:
    def written(page: str, markdown: str) -> str:
        html = (corpus.built / page / "index.html").read_text("utf-8")
        return with_front_matter(page, markdown, html)

    tool = laid_out(corpus, folder, environment, written=written, over=("whole/whole.toml",))
    shutil.copytree(WHOLE, folder / "whole")
    fonts = folder / "whole" / "assets" / "fonts"
    fonts.mkdir()
    for font in FONTS.glob("*.ttf"):
        shutil.copy(font, fonts)
    return replace(tool, also=ALSO, whole=True)


CONTENDER = Contender("hugo, the whole job", told_version, _prepare)
