"""The front page's own forms."""

from __future__ import annotations

from generator.components.front import Lead, Leads, Marks
from generator.writers.html.ledger import status
from generator.writers.html.markup import element, escaped
from generator.writers.html.page import Forms, Page


def _leads(page: Page, block: Leads) -> str:
    first, *others = block.leads
    shown = _lead(page, first, "lead lead--first")
    if others:
        shown += element("div", "".join(_lead(page, lead, "lead") for lead in others), "lead__row")
    return element("div", shown, "leads")


def _lead(page: Page, lead: Lead, css: str) -> str:
    inside = element("p", escaped(lead.kicker), "kicker")
    inside += element("h2", page.inlines(lead.title), "lead__h", id=lead.anchor)
    inside += element("p", page.inlines(lead.standfirst), "lead__s")
    if lead.questions:
        questions = "".join(element("li", page.inlines(question)) for question in lead.questions)
        inside += element("ul", questions, "lead__q")
    if lead.line:
        inside += element("p", page.inlines(lead.line), "meta")
    return element("section", inside, css, aria_labelledby=lead.anchor)


def _marks(page: Page, block: Marks) -> str:
    del page
    rows = "".join(
        f"<li>{status(mark.status, mark.title)} {escaped(mark.meaning)}</li>"
        for mark in block.marks
    )
    return element("ul", rows, "marks")


FORMS: Forms = {Leads: _leads, Marks: _marks}
