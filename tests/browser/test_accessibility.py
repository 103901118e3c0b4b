"""axe finds nothing: WCAG 2.2 AA and best practice, on every kind of page."""

from __future__ import annotations

import pytest

from conftest import THOROUGH

from .accessibility import COLOUR_RULES, violations
from .conftest import Open
from .kinds import KINDS
from .parts import SEARCH_RESULT, open_citation, open_search
from .states import State, every_state, no_faults

pytestmark = pytest.mark.slow

# A short run looks at this many rows of a list: the others are made by the same lines of code.
ROWS = 25


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, open_kind: Open, axe_source: str) -> None:
    """Phone and desk, light and dark, folded and unfolded: no rule is broken.

    A short run asks every rule on a phone in the light, and on a desk in the dark those that colours
    can break; everything is unfolded.
    """
    faults = {}

    if THOROUGH:
        for state in every_state((390, 768, 1280)):
            visit = open_kind(kind, width=state.width, dark=state.dark)
            if state.unfolded:
                visit.unfold()
            visit.settle()
            faults[str(state)] = violations(visit, axe_source)
            visit.page.close()
    else:
        visit = open_kind(kind, width=390)
        visit.unfold()
        visit.probe("shorten", ROWS)
        visit.settle()
        faults[str(State(390, False, True))] = violations(visit, axe_source)
        visit.size(1280)
        visit.page.emulate_media(color_scheme="dark")
        visit.settle()
        faults[str(State(1280, True, True))] = violations(visit, axe_source, COLOUR_RULES)

    no_faults(faults)


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_axe_finds_nothing_with_a_citation_open(
    width: int, dark: bool, open_kind: Open, axe_source: str
) -> None:
    """The panel of a source is as good as the page around it."""
    visit = open_kind("explainer", width=width, dark=dark)
    open_citation(visit)
    visit.probe("shorten", ROWS)
    visit.settle()

    found = violations(visit, axe_source)

    no_faults({"citation open": found})


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_axe_finds_nothing_with_search_open(
    width: int, dark: bool, open_kind: Open, axe_source: str
) -> None:
    """The search dialog, empty and with results."""
    visit = open_kind("home", width=width, dark=dark)
    faults = {}

    field = open_search(visit)
    faults["empty"] = violations(visit, axe_source)
    field.fill("Crimea")
    visit.page.locator(SEARCH_RESULT).first.wait_for()
    faults["with results"] = violations(visit, axe_source)

    no_faults(faults)
