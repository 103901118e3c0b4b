"""The timeline: periods that fold, and marks as tall as a date is vague."""

from __future__ import annotations

from generator.components.timeline import Count, Moment, Period, Timeline
from generator.writers.html.ledger import status
from generator.writers.html.markup import element, escaped
from generator.writers.html.page import Forms, Page

_WORDS = {"claimed": "Claimed", "disputed": "Disputed"}


def _timeline(page: Page, block: Timeline) -> str:
    return "\n\n".join(_period(page, period) for period in block.periods)


def _period(page: Page, period: Period) -> str:
    moments = element("ol", "".join(_moment(page, m) for m in period.moments), "tl")
    if not period.title:
        return moments
    number = len(period.moments)
    counted = f'<span class="period__n">{number} {"event" if number == 1 else "events"}</span>'
    title = element("span", escaped(period.title), "period__t")
    summary = element("summary", f"{title} {counted}")
    is_open = " open" if period.is_open else ""
    anchor = f' id="{period.anchor}"' if period.anchor else ""
    return f'<details class="period"{anchor}{is_open}>{summary}{moments}</details>'


def _moment(page: Page, moment: Moment) -> str:
    when = page.inline(moment.date)
    if moment.anchor:
        when = f'<a href="#{moment.anchor}">{when}</a>'
    inside = element("p", page.inlines(moment.text))
    if moment.status in _WORDS:
        told = status(moment.status, _WORDS[moment.status]) + _standing(page, moment)
        inside += element("p", told, "tl__s")
    if moment.vote:
        inside += _vote(moment.vote)
    if moment.note:
        inside += element("p", page.inlines(moment.note), "tl__s")
    date = element("p", when, "tl__d")
    css = f"tl__i tl--{moment.vagueness}"
    return element("li", date + element("div", inside, "tl__b"), css, id=moment.anchor)


def _standing(page: Page, moment: Moment) -> str:
    """Who claims or disputes it, without saying the word of its standing twice: "Claimed by …"."""
    if not moment.standing:
        return ""
    told = page.inlines(moment.standing)
    rest = told.removeprefix(f"{moment.status} ")
    return f" {rest}" if rest != told else f": {told}"


def _vote(counts: tuple[Count, ...]) -> str:
    """The figures in words, each beside a bar that is only drawn."""
    most = max(count.number for count in counts) or 1
    rows = ""
    for count in counts:
        width = round(100 * count.number / most)
        bar = (
            '<svg class="vote__b" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect width="{width}" height="10"/></svg>'
        )
        rows += f"<li><span>{escaped(count.label)} <b>{count.number:,}</b></span>{bar}</li>"
    return f'<ul class="vote">{rows}</ul>'


FORMS: Forms = {Timeline: _timeline}
