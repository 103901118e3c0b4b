"""Maps and charts: the drawing, then in words what it shows."""

from __future__ import annotations

from generator.components.figure import Figure
from generator.writers.html.markup import element, escaped
from generator.writers.html.page import Forms, Page


def _figure(page: Page, block: Figure) -> str:
    caption = element("p", page.inlines(block.caption), "map__c") if block.caption else ""
    if block.places:
        places = "".join(element("li", page.inlines(place)) for place in block.places)
        caption += element("ol", places, "map__l")
    caption += "".join(element("p", page.inlines(note), "map__k") for note in block.notes)
    caption += element("p", escaped(block.credit), "map__s") if block.credit else ""
    inside = block.svg + (element("figcaption", caption) if caption else "")
    return element("figure", inside, f"map map--{block.kind}")


FORMS: Forms = {Figure: _figure}
