"""An article from the file of a saved text to the files of its draft."""

from __future__ import annotations

from pathlib import Path

from generator.desk.draft.drafting import draft
from generator.desk.draft.writing import DraftedFiles, written
from generator.graph import Graph
from generator.quotes.texts import read_text


def draft_article(path: Path, graph: Graph) -> DraftedFiles:
    """The records of an article, drafted from a text or a saved page.

    Shape: the article with `draft: true`, and its source unless the site has it. What the text does
    not tell is left out; what it only suggests is marked `# confirm`.
    Errors: TextError for a file that cannot be read as text.
    """
    saved = read_text(path)
    return written(draft(saved, graph), saved, graph)
