"""Freshness, the short answer and the contents."""

from __future__ import annotations

from generator.components.head import Brief, Contents, Freshness
from generator.writers.html.markup import attribute, element, escaped
from generator.writers.html.page import Forms, Page


def _freshness(page: Page, block: Freshness) -> str:
    facts = "".join(
        f"<div><dt>{escaped(dated.label)}</dt><dd>{page.inlines(dated.value)}</dd></div>"
        for dated in block.facts
    )
    return f'<dl class="asof">{facts}</dl>'


def _brief(page: Page, block: Brief) -> str:
    title = element("h2", escaped(block.title), id=block.anchor)
    return element(
        "section", title + page.blocks(block.blocks), "brief", aria_labelledby=block.anchor
    )


def _contents(page: Page, block: Contents) -> str:
    """One list of the page's parts: beside the text where there is room, else in its place."""
    del page
    inside = ""
    for group in block.groups:
        entries = "".join(
            f'<li><a href="#{attribute(jump.target)}">{escaped(jump.words)}</a></li>'
            for jump in group.jumps
        )
        label = f'<p class="jump__l">{escaped(group.label)}</p>'
        inside += f"<div>{label}<ul>{entries}</ul></div>"
    return f'<nav class="jump" aria-label="On this page"><div class="jump__in">{inside}</div></nav>'


FORMS: Forms = {Freshness: _freshness, Brief: _brief, Contents: _contents}
