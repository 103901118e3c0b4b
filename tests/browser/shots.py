"""Pictures of every kind of page, for people to look at: `python -m tests.browser.shots OUT_DIR`.

One PNG for each kind, width and colour scheme: the window as it opens, and the whole page.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import machine
from .kinds import KINDS, Site
from .server import serving
from .visits import Reader

WIDTHS = (390, 768, 1280)
# A browser draws nothing beyond this many pixels, and nobody looks that far.
TALLEST = 16_000


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.shots", description=__doc__)
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("--only", action="append", choices=KINDS, help="this kind of page alone")
    parser.add_argument("--site", type=Path, default=Path("site"), help="a built site; else site/")
    parser.add_argument("--unfold", action="store_true", help="open every fold first")
    asked = parser.parse_args(arguments)
    program = machine.chromium()
    if isinstance(program, machine.Lack):
        print(program, file=sys.stderr)
        return 2
    asked.out_dir.mkdir(parents=True, exist_ok=True)
    reader, site = Reader(program), Site(asked.site)
    with serving(site.folder) as served:
        for kind in asked.only or KINDS:
            for width in WIDTHS:
                for dark in (False, True):
                    visit = reader.open(served.url(site.address(kind)), width=width, dark=dark)
                    if asked.unfold:
                        visit.unfold()
                    visit.settle()
                    name = f"{kind}-{width}-{'dark' if dark else 'light'}"
                    visit.page.screenshot(path=asked.out_dir / f"{name}.png")
                    tall = visit.page.evaluate("document.documentElement.scrollHeight")
                    visit.page.screenshot(
                        path=asked.out_dir / f"{name}-full.png", full_page=True,
                        clip={"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)},
                    )  # fmt: skip
                    visit.context.close()
    reader.close()
    print(f"{len(list(asked.out_dir.glob('*.png')))} pictures in {asked.out_dir}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
