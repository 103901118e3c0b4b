"""How an organisation grew: in words year by year, as a chart in steps, and on small maps."""

from __future__ import annotations

from generator.components.figure import Figure
from generator.document import Blocks, Inlines, PageLink, Paragraph, Text
from generator.graph import Graph
from generator.maps import Drawing, enlargement_chart, enlargement_maps
from generator.pages import parts
from generator.views.addresses import page_of
from generator.views.enlargement import Round, enlargement

# Small maps of more years than these say less, not more.
MAPS_SHOWN = 5


def growth(graph: Graph, organisation_id: str) -> Blocks:
    """The members of an organisation by the year in which they joined; nothing where none is named."""
    rounds = enlargement(graph, organisation_id)
    if not rounds:
        return ()
    drawings = enlargement_maps(rounds, _years(rounds))
    chart = _chart(enlargement_chart(rounds))
    in_words = parts.bullets(map(_round, rounds))
    if not drawings:
        return (chart, *in_words)
    together = "".join(drawing.svg for drawing in drawings)
    notes = tuple((Text(note),) for note in drawings[0].notes)
    maps = Figure(
        f'<div class="map__years">{together}</div>', "years", "", (), (), notes, drawings[0].credit
    )
    return (chart, *in_words, maps)


def growth_in_short(graph: Graph, organisation_id: str, file: str) -> Blocks:
    """The chart alone, as a drawing of its own, and the way to the years and their sources."""
    rounds = enlargement(graph, organisation_id)
    if not rounds:
        return ()
    drawing = enlargement_chart(rounds)
    page = page_of(graph.actors[organisation_id])
    more = PageLink(page, "members", parts.words("Each year’s members, with sources and maps"))
    return (_chart(drawing, file), Paragraph((more,), role="more"))


def _chart(drawing: Drawing, file: str | None = None) -> Figure:
    about = f"{drawing.title}. {drawing.description}"
    return Figure(drawing.svg, "chart", about, (), (), (), drawing.credit, file)


def _round(found: Round) -> Inlines:
    return (Text(f"{found.words}."), *parts.cites(found.source_ids))


def _years(rounds: tuple[Round, ...]) -> list[int]:
    """The first year, the last, and between them those in which most joined."""
    between = sorted(rounds[1:-1], key=lambda r: len(r.joined), reverse=True)[: MAPS_SHOWN - 2]
    return sorted({rounds[0].year, rounds[-1].year, *(r.year for r in between)})
