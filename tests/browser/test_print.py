"""On paper a reader can follow every source, and ink is dark. See test_layout.py for the rest."""

from __future__ import annotations

import pytest

from .conftest import Open
from .paper import put_on_paper

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", ["explainer", "article", "issue"])
def test_the_list_of_sources_writes_its_addresses_out(kind: str, open_kind: Open) -> None:
    """A reader of the paper can type the address of every source."""
    visit = open_kind(kind)
    put_on_paper(visit)

    found = visit.probe("addressesMissing")

    assert found["links"] > 0
    assert found["missing"][:10] == []


def test_paper_is_white_for_a_reader_in_the_dark(open_kind: Open) -> None:
    """Dark colours are for screens: ink is dark on paper."""
    visit = open_kind("explainer", dark=True)
    put_on_paper(visit)

    ink = visit.page.evaluate("getComputedStyle(document.querySelector('main p')).color")

    red, green, blue = (int(number) for number in ink.partition("(")[2][:-1].split(",")[:3])
    assert max(red, green, blue) < 100


def test_with_whose_copy_a_quotation_was_compared_stands_on_paper(open_kind: Open) -> None:
    """Only what leads to another place is left out of the line."""
    visit = open_kind("article")
    put_on_paper(visit)

    lines = visit.page.evaluate(
        "[...document.querySelectorAll('.quote__e')].map(e => e.innerText.trim()).filter(t => t)"
    )

    told = [line for line in lines if "of the copy by" in line]
    assert told
    assert [line for line in told if "of the copy by ." in line] == []
    assert not any("Link to this statement" in line for line in lines)
