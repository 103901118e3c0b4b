"""The longest pages anybody will make still look right, and load within twice the bounds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import THOROUGH

from .accessibility import violations
from .building import built_once
from .conftest import Open
from .kinds import Site
from .server import Served, serving
from .states import no_faults
from .stress import ARTICLE, EXPLAINER, name, write_stress
from .test_layout import layout_faults
from .visits import Reader
from .weight import KB, weigh

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def long_site(shared_folder: Path, reader_process: Reader) -> Site:
    """Sixty quotations, five hundred events and three hundred sources, built by the command."""
    return Site(built_once(shared_folder, "long", write_stress))


@pytest.fixture(scope="module")
def served_long(long_site: Site) -> Iterator[Served]:
    with serving(long_site.folder) as served:
        yield served


@pytest.mark.parametrize("address", [ARTICLE, EXPLAINER])
def test_a_page_of_great_length_holds_twice_the_bounds(
    address: str, visit: Open, served_long: Served, axe_source: str
) -> None:
    """The layout holds on a phone and on a desk, axe finds nothing, the weight is at most doubled."""
    page = visit(served_long.url(address), width=320)
    weight = weigh(page)
    faults = {"320 px": layout_faults(page)}

    page.unfold()
    for width in (320, 1280):
        page.size(width)
        page.settle()
        faults[f"{width} px, unfolded"] = layout_faults(page)
    if not THOROUGH:
        page.probe("shorten", 25)
    faults["axe"] = violations(page, axe_source)
    if weight.total > 220 * KB or weight.html > 50 * KB or weight.script > 40 * KB:
        faults["weight"] = [str(weight)]

    no_faults(faults)


def test_the_long_content_is_as_long_as_it_says(long_site: Site) -> None:
    """The control: names of 80 characters, 60 quotations, 500 events and 300 sources are on the pages."""
    article = (long_site.folder / ARTICLE / "index.html").read_text(encoding="utf-8")
    explainer = (long_site.folder / EXPLAINER / "index.html").read_text(encoding="utf-8")

    assert len(name(39)) == 80
    assert name(39) in article
    assert article.count("لن نقدم أي تنازلات") >= 30
    assert sum(f"committee-archive.info/{n}/" in explainer for n in range(300)) == 300
    assert len(long_site.pages("source")) == 300
