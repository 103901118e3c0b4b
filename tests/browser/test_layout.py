"""Nothing sticks out, is cut away or lies on something else, at any width."""

from __future__ import annotations

import pytest

from .conftest import Open
from .kinds import KINDS
from .paper import paper_faults, put_on_paper
from .parts import CITATION, OPEN_PANEL
from .states import WIDTHS, no_faults
from .visits import HEIGHT, Visit

pytestmark = pytest.mark.slow

# As many faults of one sort are told of one page.
MOST = 8


def layout_faults(visit: Visit) -> list[str]:
    """Everything about the layout of a page as it stands that a reader would call broken."""
    return [
        *visit.probe("sideways")[:MOST],
        *(f"cut: {found}" for found in visit.probe("cut")[:MOST]),
        *(f"overlapping: {found}" for found in visit.probe("overlapping")[:MOST]),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_sticks_out_is_cut_overlaps_moves_or_stays_folded_on_paper(
    kind: str, open_kind: Open
) -> None:
    """From 320 to 1280 px, folded and unfolded, on paper, and for who asked for less motion.

    Colours do not move anything, so they are left as they are. One load serves all of it.
    """
    visit = open_kind(kind, width=320)
    faults = {}

    for width in WIDTHS:
        visit.size(width)
        visit.settle()
        faults[f"{width} px"] = layout_faults(visit)
    put_on_paper(visit)
    faults["on paper"] = [*paper_faults(visit), *layout_faults(visit)]
    visit.page.emulate_media(media="screen", reduced_motion="reduce")
    visit.unfold()
    for width in WIDTHS:
        visit.size(width)
        visit.settle()
        faults[f"{width} px, unfolded"] = layout_faults(visit)
    faults["less motion"] = visit.probe("moving")

    no_faults(faults)


@pytest.mark.parametrize("width", [390, 1280])
def test_an_open_citation_lies_within_the_window(width: int, open_kind: Open) -> None:
    """The panel of a source is whole: on a phone and on a desk, for the first and the last."""
    visit = open_kind("explainer", width=width)
    visit.first(CITATION)
    numbers = visit.page.locator(f"{CITATION}:visible")
    faults = {}

    for number in {0, numbers.count() - 1}:
        numbers.nth(number).click()
        panel = visit.page.locator(OPEN_PANEL)
        panel.wait_for()
        box = panel.bounding_box()
        assert box is not None
        inside = (
            box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= width + 0.5
            and box["y"] + box["height"] <= HEIGHT[width] + 0.5
        )  # fmt: skip
        faults[f"citation {number}"] = [] if inside else [f"the panel lies at {box}"]
        faults[f"citation {number}"] += [f"cut: {found}" for found in visit.probe("cut")]
        visit.page.keyboard.press("Escape")

    no_faults(faults)


def test_on_a_phone_positions_have_the_whole_width(open_kind: Open) -> None:
    """Below the name of who holds them; beside it, half of the window was blank."""
    visit = open_kind("issue", width=390)

    boxes = visit.page.evaluate(
        """[...document.querySelectorAll('.pos tbody tr')].map(row =>
           [...row.children].map(cell => cell.getBoundingClientRect().toJSON()))"""
    )

    assert boxes
    for who, said in boxes:
        assert said["left"] == who["left"]
        assert said["top"] >= who["bottom"] - 1
        assert said["width"] > 330
