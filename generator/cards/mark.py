"""The mark: a G that stands on its ground, as rectangles, so that it is sharp at 16 pixels."""

from __future__ import annotations

from PIL import Image, ImageDraw

# On a square of 32, every edge on an even number: left, top, right, bottom.
SIDE = 32
BARS = (
    (8, 4, 24, 8), (8, 8, 12, 22), (20, 16, 24, 22), (14, 12, 24, 16), (4, 22, 28, 28),
)  # fmt: skip


def stamp(side: int) -> Image.Image:
    """The mark as a picture of one channel: 255 where its letter is, 0 on its ground."""
    # Drawn so large that each edge falls on a pixel, and then shrunk as needed.
    times = -(-side // SIDE) * 2
    plate = Image.new("L", (SIDE * times, SIDE * times))
    pen = ImageDraw.Draw(plate)
    for left, top, right, bottom in BARS:
        pen.rectangle((left * times, top * times, right * times - 1, bottom * times - 1), fill=255)
    return plate.resize((side, side), Image.Resampling.BOX)


def svg(ground: str, ink: str) -> str:
    """The mark as one SVG without style, so that no policy can forbid a part of it.

    It carries its own ground, and so is as plain on a dark tab as on a light one.
    """
    path = "".join(f"M{a} {b}h{c - a}v{d - b}h{a - c}z" for a, b, c, d in BARS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<path fill="{ground}" d="M0 0h{SIDE}v{SIDE}H0z"/><path fill="{ink}" d="{path}"/></svg>\n'
    )
