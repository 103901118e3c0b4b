"""A page put on paper, and what is wrong with it there."""

from __future__ import annotations

from .visits import Visit

# A4 without margins, in CSS pixels.
PAPER = {"width": 794, "height": 1123}


def put_on_paper(visit: Visit) -> None:
    """Give the page the paper's rules and size, as it stands: what is folded stays folded."""
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    visit.settle()


def paper_faults(visit: Visit) -> list[str]:
    """What paper keeps back, and what on it asks to be clicked."""
    return [
        *(f"folded away: {found}" for found in visit.probe("folded")[:10]),
        *(f"a control on paper: {found}" for found in visit.probe("controlsOnPaper")[:10]),
    ]
