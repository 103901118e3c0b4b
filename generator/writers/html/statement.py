"""Quotations with their chains, a claim beside its denial, and where a text comes from."""

from __future__ import annotations

from generator.components.statement import Chain, Side, SourceCard, Versus, Words, capitalised
from generator.document import without_outer_marks
from generator.languages import direction
from generator.writers.html.markup import attribute, element, escaped, icon
from generator.writers.html.page import Forms, Page


def _words(page: Page, block: Words) -> str:
    who = page.inlines(block.speaker)
    office = f", {escaped(block.office)}" if block.office else ""
    inside = ""
    if block.quote is not None:
        inside += _quoted(block.quote, block.language)
        caption = element("p", who + office, "quote__w")
        if block.said:
            caption += element("p", page.inlines(block.said), "quote__n")
    else:
        verb = element("span", f" {escaped(block.verb)}", "quote__v")
        inside += element("p", who + office + verb, "quote__w")
        inside += element("p", page.inlines(block.said), "quote__t")
        caption = ""
    if block.sentence:
        caption += element("p", page.inlines(capitalised(block.sentence)), "quote__s")
    if block.remarks:
        caption += element("p", page.inlines(block.remarks), "quote__n")
    if block.history:
        told = "".join(map(page.item, block.history))
        caption += element("p", "What became of it", "quote__l") + element("ol", told, "became")
    if block.evidence:
        mark = icon("checked") if block.is_checked else ""
        caption += element("p", mark + page.inlines(block.evidence), "quote__e")
    if block.chain:
        number = len(block.chain.steps)
        summary = f'<summary>{escaped(block.chain.label)} <span class="how__n">{number} steps</span></summary>'
        caption += f'<details class="how">{summary}{_chain(page, block.chain)}</details>'
    if block.anchor:
        anchor = attribute(block.anchor)
        caption += f'<p class="share"><a href="#{anchor}">Link to this statement</a></p>'
    css = "quote" if block.quote is not None else "quote quote--told"
    if block.quote is None:
        return element("div", inside + caption, css, id=block.anchor)
    return element("figure", inside + element("figcaption", caption), css, id=block.anchor)


def _quoted(quote: str, language: str | None) -> str:
    words = element("p", f"“{escaped(without_outer_marks(quote))}”")
    way = direction(language) if language else None
    return element("blockquote", words, lang=language, dir=way)


def _chain(page: Page, chain: Chain) -> str:
    steps = ""
    for index, step in enumerate(chain.steps):
        is_us = index == len(chain.steps) - 1
        inside = element("span", escaped(step.done), "hop__v")
        inside += element("span", page.inlines(step.who), "hop__w")
        inside += element("span", page.inlines(step.more), "hop__m") if step.more else ""
        steps += element("li", inside, "hop hop--us" if is_us else "hop")
    return element("ol", steps, "chain chain--long" if len(chain.steps) > 5 else "chain")


def _versus(page: Page, block: Versus) -> str:
    title = element("h3", page.inlines(block.title), id=block.anchor)
    sides = _side(page, block.claim, "vs__side")
    sides += "".join(_side(page, side, "vs__side vs__side--b") for side in block.answers)
    outcome = element("p", page.inlines(block.outcome), "vs__end") if block.outcome else ""
    pair = element("div", sides, "vs__pair")
    return element("section", title + pair + outcome, "vs", aria_labelledby=block.anchor)


def _side(page: Page, side: Side, css: str) -> str:
    inside = element("p", escaped(side.label), "vs__l") + element(
        "p", page.inlines(side.who), "vs__w"
    )
    if side.quote is not None:
        inside += _quoted(side.quote, side.language)
    elif side.said:
        inside += element("p", page.inlines(side.said))
    return element("div", inside + element("p", page.inlines(capitalised(side.way)), "vs__v"), css)


def _source_card(page: Page, block: SourceCard) -> str:
    title = element("h2", escaped(block.title), "card__h", id=block.anchor)
    chain = _chain(page, block.chain) if block.chain else ""
    label = element("p", escaped(block.chain.label), "chain__l") if block.chain else ""
    foot = element("p", page.inlines(block.foot), "card__f") if block.foot else ""
    inside = title + page.blocks(block.blocks) + label + chain + foot
    return element("section", inside, "card", aria_labelledby=block.anchor)


FORMS: Forms = {Words: _words, Versus: _versus, SourceCard: _source_card}
