"""Quotations with their chains, a claim beside its denial, and where a text comes from."""

from __future__ import annotations

from generator.components.statement import Chain, Side, SourceCard, Versus, Words, capitalised
from generator.document import quoted_words
from generator.languages import direction
from generator.writers.html.markup import attribute, element, escaped, icon
from generator.writers.html.page import Forms, Page


def _words(page: Page, block: Words) -> str:
    office = f", {escaped(block.office)}," if block.office else ""
    done = element("span", f" {page.inlines(block.done)}", "quote__v") if block.done else ""
    who = element("p", page.inlines(block.speaker) + office + done, "quote__w")
    told = element("p", page.inlines(block.said), "quote__t") if block.said else ""
    caption = (
        element("p", page.inlines(capitalised(block.sentence)), "quote__s")
        if block.sentence
        else ""
    )
    if block.remarks:
        caption += element("p", page.inlines(block.remarks), "quote__n")
    if block.history:
        steps = "".join(map(page.item, block.history))
        caption += element("p", "What became of it", "quote__l") + element("ol", steps, "became")
    if block.chain:
        number = len(block.chain.steps)
        summary = f'<summary>{escaped(block.chain.label)} <span class="how__n">{number} steps</span></summary>'
        caption += f'<details class="how">{summary}{_chain(page, block.chain)}</details>'
    caption += _foot(page, block)
    if block.quote is None:
        return element("div", who + told + caption, "quote quote--told", id=block.anchor)
    inside = element("figcaption", who + told.replace("quote__t", "quote__n", 1) + caption)
    return element(
        "figure", _quoted(block.quote, block.language) + inside, "quote", id=block.anchor
    )


def _foot(page: Page, block: Words) -> str:
    """Whether the words were compared, where they stand, and the address of the statement."""
    told = []
    if block.evidence:
        told.append((icon("checked") if block.is_checked else "") + page.inlines(block.evidence))
    if block.anchor:
        told.append(f'<a href="#{attribute(block.anchor)}">Link to this statement</a>')
    return element("p", " ".join(told), "quote__e") if told else ""


def _quoted(quote: str, language: str | None) -> str:
    words = element("p", f"“{escaped(quoted_words(quote))}”")
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
    pair = element("div", sides, "vs__pair")
    return element("section", title + pair, "vs", aria_labelledby=block.anchor)


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
