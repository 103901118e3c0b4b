"""In how many ways a page is looked at: some in every test run, all of them on request."""

from __future__ import annotations

from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class State:
    """One way to look at a page."""

    width: int
    dark: bool
    unfolded: bool

    def __str__(self) -> str:
        return (
            f"{self.width} px, {'dark' if self.dark else 'light'}, "
            f"{'unfolded' if self.unfolded else 'folded'}"
        )


WIDTHS = (320, 390, 768, 1280)


def every_state(widths: tuple[int, ...] = WIDTHS) -> tuple[State, ...]:
    """Light before dark, folded before unfolded, narrow before wide."""
    return tuple(
        State(width, dark, unfolded)
        for dark in (False, True)
        for unfolded in (False, True)
        for width in widths
    )


def no_faults(faults: dict[str, list[str]]) -> None:
    """Fail with all that was found and nothing else, so that a person can read it."""
    if told(faults):
        pytest.fail(told(faults), pytrace=False)


def told(faults: dict[str, list[str]]) -> str:
    """All that was found, by where it was found: for people."""
    blocks = [
        "\n".join([f"{where}:", *(f"  - {fault}" for fault in found)])
        for where, found in faults.items()
        if found
    ]
    return "\n" + "\n".join(blocks) if blocks else ""
