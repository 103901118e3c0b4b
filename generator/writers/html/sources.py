"""The list of sources, the panel that each number opens, and the line under an answer."""

from __future__ import annotations

from generator.components.sources import CitedSource, RestsOn, SourceList
from generator.writers.html.markup import element, escaped
from generator.writers.html.page import Forms, Page


def _source_list(page: Page, block: SourceList) -> str:
    lead = element("p", page.inlines(block.lead), "meta")
    items = "".join(_item(page, source) for source in block.sources)
    panels = "".join(_panel(page, source) for source in block.sources)
    return f'{lead}\n\n<ol class="sources">{items}</ol>\n\n<div class="pops">{panels}</div>'


def _item(page: Page, source: CitedSource) -> str:
    title = element("p", page.inlines(source.title), "src__t")
    told = page.inlines(source.line)
    if source.remarks:
        told += ". " + page.inlines(source.remarks)
    line = element("p", told, "src__m")
    used = ""
    if source.used_in:
        used = element("p", f"Rests on it here: {page.inlines(source.used_in)}", "src__m")
    ways = element("p", page.inlines(source.ways), "src__m src__w")
    return element("li", title + line + ways + used, id=source.anchor)


def _panel(page: Page, source: CitedSource) -> str:
    """The popover of a number: no script opens or closes it."""
    id, title = f"p{source.number}", f"p{source.number}t"
    kind = f"Source {source.number}" + (f", {source.kind}" if source.kind else "")
    inside = element("p", escaped(kind), "pop__k")
    inside += element("p", page.inlines(source.title), "pop__t", id=title)
    inside += element("p", page.inlines(source.line), "pop__m")
    if source.remarks:
        inside += element("p", page.inlines(source.remarks), "pop__m")
    close = f'<button class="pop__x" popovertarget="{id}" popovertargetaction="hide">Close</button>'
    inside += element("div", f"<span>{page.inlines(source.ways)}</span>{close}", "pop__a")
    return (
        f'<div class="pop" id="{id}" popover role="dialog" aria-labelledby="{title}">{inside}</div>'
    )


def _rests_on(page: Page, block: RestsOn) -> str:
    entries = ""
    for id in block.source_ids:
        source = page.sources.get(id)
        if source is None:
            continue
        number = f'<a class="num" href="#{source.anchor}">{source.number}</a>'
        entries += element(
            "li", f"{number} {page.inlines(source.title)}, {page.inlines(source.line)}"
        )
    summary = element("summary", escaped(block.words))
    return f'<details class="rests">{summary}<ul>{entries}</ul></details>'


FORMS: Forms = {SourceList: _source_list, RestsOn: _rests_on}
