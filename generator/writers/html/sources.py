"""The list of sources, the panel that each number opens, and the line under an answer."""

from __future__ import annotations

from generator.components.sources import CitedSource, RestsOn, SourceList
from generator.document import Text
from generator.writers.html.markup import element, escaped
from generator.writers.html.page import Forms, Page


def _source_list(page: Page, block: SourceList) -> str:
    lead = element("p", page.inlines(block.lead), "meta")
    items = "".join(_item(page, source) for source in block.sources)
    return f'{lead}\n\n<ol class="sources">{items}</ol>'


def _item(page: Page, source: CitedSource) -> str:
    told = f"{page.inlines(source.title)}, {page.inlines(source.line)}."
    if source.archived:
        told += f" {page.inlines(source.archived)}"
    # The panel stands in the item: side by side, what both say is sent once in a packed page.
    return element("li", element("p", told, "src") + _panel(page, source), id=source.anchor)


def _panel(page: Page, source: CitedSource) -> str:
    """The popover of a number: no script opens or closes it."""
    id, name = f"p{source.number}", f"Source {source.number}"
    kind = f"{name}, {source.kind}" if source.kind else name
    inside = element("p", escaped(kind), "pop__k")
    inside += element("p", page.inlines(source.title), "pop__t")
    inside += element("p", f"{page.inlines(source.line)}.", "pop__m")
    if source.remarks:
        inside += element("p", page.inlines(source.remarks), "pop__m")
    close = f'<button class="pop__x" popovertarget="{id}" popovertargetaction="hide">Close</button>'
    ways = page.inlines(
        (*source.archived, Text(" "), *source.about) if source.archived else source.about
    )
    inside += element("div", f"<span>{ways}</span>{close}", "pop__a")
    return f'<div class="pop" id="{id}" popover role="dialog" aria-label="{name}">{inside}</div>'


def _rests_on(page: Page, block: RestsOn) -> str:
    del page
    return f'<p class="rests"><a href="#sources">{escaped(block.words)}</a></p>'


FORMS: Forms = {SourceList: _source_list, RestsOn: _rests_on}
