"""The one place where a drawing becomes SVG text, and where what editors wrote is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.maps.geometry import Ring
from generator.values import Value

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Drawing(Value):
    """A finished drawing and the words that go with it.

    `svg` is one whole element, made for a page's HTML: no style, no script, no request. `title`
    and `description` say what it shows; `notes` are sentences to print below it, chiefly on what is
    disputed; `credit` says whose outlines it is drawn from, and is empty where there are none;
    `disputed` are the names of the places on it of which states say different things.
    """

    svg: str
    title: str
    description: str
    notes: tuple[str, ...] = ()
    credit: str = ""
    disputed: tuple[str, ...] = ()


def escaped(text: str) -> str:
    """Text as it may stand between tags and in an attribute with double quotes."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def element(name: str, content: str = "", **attributes: str | float | None) -> str:
    """An element with escaped attributes; `content` is markup already.

    `class_` writes class, `text_anchor` writes text-anchor; None leaves an attribute out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A number with one decimal at most."""
    return f"{round(value, 1):g}" if abs(value) < 100_000 else str(round(value))


def path(rings: Iterable[Ring], *, is_closed: bool = True) -> str:
    """Path data in whole units, each point relative to the one before it."""
    pieces = []
    for ring in rings:
        points = _whole(ring)
        if len(points) < (3 if is_closed else 2):
            continue
        x, y = points[0]
        text = f"M{x} {y}"
        command = ""
        for next_x, next_y in points[1:]:
            text += _step(command, next_x - x, next_y - y)
            command, x, y = "l", next_x, next_y
        pieces.append(text + ("z" if is_closed else ""))
    return "".join(pieces)


def _step(command: str, dx: int, dy: int) -> str:
    first = str(dx) if command else f"l{dx}"
    if command and dx >= 0:
        first = f" {dx}"
    return first + (str(dy) if dy < 0 else f" {dy}")


def _whole(ring: Ring) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for x, y in ring:
        here = (round(x), round(y))
        if not points or here != points[-1]:
            points.append(here)
    return points


def root(
    content: Sequence[str],
    *,
    prefix: str,
    title: str,
    description: str,
    width: int,
    height: int,
    class_: str = "map__svg",
    has_links: bool = False,
) -> str:
    """The whole drawing. With links in it, it is a group: what an image holds cannot be reached."""
    return element(
        "svg",
        element("title", escaped(title), id=f"{prefix}-t")
        + element("desc", escaped(description), id=f"{prefix}-d")
        + "".join(content),
        class_=class_,
        viewBox=f"0 0 {width} {height}",
        role="group" if has_links else "img",
        aria_labelledby=f"{prefix}-t {prefix}-d",
        direction="ltr",
    )
