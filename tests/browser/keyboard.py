"""A reader who has no mouse: Tab from the top of a page to its end."""

from __future__ import annotations

from .visits import Visit


def focus_faults(visit: Visit, presses: int) -> list[str]:
    """Controls that Tab does not reach in order, or whose focus cannot be seen, as the page stands.

    Tab is pressed `presses` times at most; of the controls behind, some of each form are given the
    focus as a keyboard would give it.
    Errors: AssertionError where the page has no control.
    """
    number = visit.probe("follow")
    assert number, "no control"
    session = visit.context.new_cdp_session(visit.page)
    key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    due = min(number, presses)
    for _ in range(due):
        session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    found = visit.probe("followed", due)
    return [
        *(f"never reached: {name}" for name in found["unreached"][:10]),
        *(f"out of turn: {name}" for name in found["outOfTurn"][:1]),
        *(f"not seen: {name}" for name in found["unseen"][:10]),
        *(f"not seen: {name}" for name in visit.probe("focusRest", 3)[:10]),
    ]
