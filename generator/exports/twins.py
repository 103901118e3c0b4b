"""Where the Markdown twin of each page lies: beside its folder, so that links between twins hold."""

from __future__ import annotations

from generator.document import Document, Listed


def twin_path(document: Document | Listed) -> str:
    """The file of a page's twin below the site: "topics/crimea.md"; home is index.md."""
    return f"{document.path}.md" if document.path else "index.md"
