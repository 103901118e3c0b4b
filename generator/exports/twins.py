"""Where the Markdown twin of each page lies: beside it, under the name of an index."""

from __future__ import annotations

from generator.document import Document


def twin_path(document: Document) -> str:
    """The file of a page's twin below the site: "topics/crimea/index.md"; home is index.md."""
    return f"{document.path}/index.md".lstrip("/")
