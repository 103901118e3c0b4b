"""The way from the front page to a page."""

from __future__ import annotations

from generator.document import Document
from generator.exports.jsonld.ids import Node
from generator.exports.publication import Publication


def breadcrumbs(publication: Publication, document: Document) -> Node | None:
    """One step for home and for each page above this one that exists; None for home itself."""
    if not document.path:
        return None
    parts = document.path.split("/")
    paths = ["/".join(parts[:count]) for count in range(1, len(parts))]
    steps = [(publication.name, "")]
    steps += [(title, path) for path in paths if (title := publication.title(path)) is not None]
    steps.append((document.title, document.path))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": publication.address(path),
            }
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }
