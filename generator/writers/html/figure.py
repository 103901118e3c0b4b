"""Maps and charts: the drawing, then in words what it shows."""

from __future__ import annotations

import posixpath
import re

from generator.components.figure import SCHEMES, Figure, file_of_drawing
from generator.writers.html.markup import attribute, element, escaped
from generator.writers.html.page import Forms, Page

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def _figure(page: Page, block: Figure) -> str:
    drawing = block.svg if block.file is None else _images(page, block)
    caption = element("p", page.inlines(block.caption), "map__c") if block.caption else ""
    if block.places:
        places = "".join(element("li", page.inlines(place)) for place in block.places)
        caption += element("ol", places, "map__l")
    caption += "".join(element("p", page.inlines(note), "map__k") for note in block.notes)
    caption += element("p", escaped(block.credit), "map__s") if block.credit else ""
    inside = drawing + (element("figcaption", caption) if caption else "")
    return element("figure", inside, f"map map--{block.kind}")


def _images(page: Page, block: Figure) -> str:
    """One image a colour scheme; the style sheet shows one, and only that one is fetched."""
    size = _SIZE.search(block.svg)
    sizes = f' width="{size[1]}" height="{size[2]}"' if size else ""
    return "".join(
        f'<img class="map__{scheme}" src="{posixpath.relpath(file_of_drawing(block, scheme), page.path or ".")}"'
        f'{sizes} alt="{attribute(block.about)}" loading="lazy">'
        for scheme in SCHEMES
    )


FORMS: Forms = {Figure: _figure}
