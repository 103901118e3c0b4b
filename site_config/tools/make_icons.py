"""Write the mark as a picture in each form that browsers and phones ask for: `make icons`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from generator.cards import mark
from PIL import Image

GROUND, INK = "#0b4f5c", "#fdfcf9"
ASSETS = Path(__file__).resolve().parent.parent / "theme" / "assets"


def icons() -> dict[str, bytes]:
    """File name -> bytes. The same bytes each time, with one release of Pillow."""
    return {
        "mark.svg": mark.svg(GROUND, INK).encode(),
        "favicon.ico": _ico((16, 32, 48)),
        "apple-touch-icon.png": _png(180),
        "icon-512.png": _png(512),
    }


def _picture(side: int) -> Image.Image:
    """The mark in two colours and what lies between them at the edges."""
    ground, ink = (Image.new("RGB", (side, side), colour) for colour in (GROUND, INK))
    return Image.composite(ink, ground, mark.stamp(side))


def _png(side: int) -> bytes:
    file = io.BytesIO()
    _picture(side).quantize(16, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _ico(sides: tuple[int, ...]) -> bytes:
    file = io.BytesIO()
    first, *others = (_picture(side).convert("RGBA") for side in sorted(sides, reverse=True))
    sizes = [(side, side) for side in sides]
    first.save(file, "ICO", sizes=sizes, append_images=others)
    return file.getvalue()


if __name__ == "__main__":
    for name, data in icons().items():
        (ASSETS / name).write_bytes(data)
    sys.exit(0)
