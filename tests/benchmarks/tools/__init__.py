"""The tools that are compared; ours is the first, and the one that all others are set against."""

from __future__ import annotations

from . import explainer, hugo, hugo_whole, material, reference, zensical
from .tool import Contender, Lack, Tool

OURS = "explainer"
CONTENDERS: dict[str, Contender] = {
    OURS: explainer.CONTENDER,
    "mkdocs": reference.CONTENDER,
    "material": material.CONTENDER,
    "zensical": zensical.CONTENDER,
    "hugo": hugo.CONTENDER,
    "hugo-whole": hugo_whole.CONTENDER,
}

__all__ = ["CONTENDERS", "OURS", "Contender", "Lack", "Tool"]
