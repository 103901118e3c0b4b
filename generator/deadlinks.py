"""Links inside the site that lead nowhere, looked for once all pages are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic, Location
from generator.document import Document, PageLink, anchors_of, walk_inlines
from generator.likeness import nearest
from generator.load import Library


def dead_links(documents: Sequence[Document], library: Library) -> Iterator[Diagnostic]:
    """A diagnostic for each link to a page that is not made, or to an anchor that it lacks.

    Links to records cannot be dead; these are addresses that an editor typed, such as
    /topics/crimea/#timeline.
    """
    anchors = {document.path or "index": set(anchors_of(document.blocks)) for document in documents}
    for document in documents:
        for inline in walk_inlines(document.blocks):
            if not isinstance(inline, PageLink):
                continue
            page = inline.page or document.path or "index"
            typed = f"/{inline.page}/" if inline.page else ""
            if page not in anchors:
                near = nearest(page, anchors)
                help = f"write /{near}/" if near else "name a page that exists, or link with [[id]]"
                message = f'there is no page "{typed}"'
                yield Diagnostic("dead-link", _place(document, library, typed), message, help)
            elif inline.anchor and inline.anchor not in anchors[page]:
                near = nearest(inline.anchor, anchors[page])
                help = f"write {typed}#{near}" if near else f"write {typed or 'the page'} alone"
                message = f'there is no place "#{inline.anchor}" on the page /{page}/'
                place = _place(document, library, f"{typed}#{inline.anchor}")
                yield Diagnostic("dead-link", place, message, help)


def _place(document: Document, library: Library, typed: str) -> Location:
    """Where the address was typed; the file alone where it stands there in another form."""
    origin = library.origins.get(document.record_id or "")
    if origin is None:
        return Location(document.source_file or "content")
    body = origin.body.text if origin.body else ""
    for form in (f"({typed}", f"({typed.replace('/#', '#')}", f"({typed.rstrip('/')})"):
        at = body.find(form)
        if at >= 0:
            return origin.inside(("body",), at + 1)
    return origin.location
