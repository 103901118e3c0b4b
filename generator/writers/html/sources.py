"""The list of sources, the panel that each number opens, and the line under an answer."""

from __future__ import annotations

from generator.components.sources import CitedSource, RestsOn, SourceList
from generator.writers.html.markup import attribute, element, escaped
from generator.writers.html.page import Forms, Page


def _source_list(page: Page, block: SourceList) -> str:
    lead = element("p", page.inlines(block.lead), "meta")
    items = "".join(_item(page, source) for source in block.sources)
    return f'{lead}\n\n<ol class="sources">{items}</ol>'


def _item(page: Page, source: CitedSource) -> str:
    """A source in the list, which is also the panel that its number opens where the reader is.

    No script opens or closes it: it is a popover that stands in the list while it is closed. The
    style sheet writes its number before its kind.
    """
    id = f":{source.number}"
    more = [page.inlines(source.line) + "."]
    more += [page.inlines(i) for i in (source.archived, source.remarks, source.about) if i]
    inside = element("p", escaped(source.kind), "src__k")
    inside += element("p", page.inlines(source.title), "src__t")
    inside += element("p", " ".join(more), "src__m")
    inside += f'<button popovertarget="{id}">Close</button>'
    return element("li", f'<div class="src" id="{id}" popover>{inside}</div>')


def _rests_on(page: Page, block: RestsOn) -> str:
    del page
    told = f'<a href="#sources">{escaped(block.words)}</a>'
    if block.answer:
        told += f' <a href="#{attribute(block.answer)}">Link to this answer</a>'
    return element("p", told, "rests")


FORMS: Forms = {SourceList: _source_list, RestsOn: _rests_on}
