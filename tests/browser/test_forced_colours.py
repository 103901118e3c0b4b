"""What readers have asked of their systems is kept: colours of their own."""

from __future__ import annotations

import pytest

from .conftest import Open
from .states import no_faults
from .test_layout import layout_faults
from .visits import PROBES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", ["home", "explainer", "article", "issue"])
def test_a_page_stands_in_the_readers_own_colours(kind: str, open_kind: Open) -> None:
    """Forced colours: the layout holds, no text is lost, and the focus is seen."""
    visit = open_kind(kind, width=390, forced=True)
    visit.settle()

    faults = {"layout": layout_faults(visit), "lost": visit.probe("lostInColours")[:10]}
    visit.page.keyboard.press("Tab")
    unseen = visit.page.evaluate(f"({PROBES}).unseen(document.activeElement)")
    faults["focus"] = [unseen] if unseen else []

    no_faults(faults)
