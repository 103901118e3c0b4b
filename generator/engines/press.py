"""What makes the files of pages, each from its sheet and from nothing else of the site."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from generator.cards import design
from generator.engines.made_with import CODE
from generator.engines.mkdocs_adapter import EngineError, Renderer
from generator.publishing import Beside, Sheet
from generator.skin import SkinError
from generator.values import Value

# What makes a worker fit to help.
LIKE_HERE = "bring it to the same commit, run make site there, and start the worker again"


class Press:
    """The theme, the settings and the colours of one project, ready to make pages of sheets.

    `ground` is a fingerprint of all that pages are made of beside their sheets.
    Errors: EngineError where MkDocs refuses the settings, or Jinja a template.
    """

    def __init__(self, project_dir: Path) -> None:
        self.renderer = Renderer(project_dir)
        self._beside = Beside(project_dir)
        made_of = (CODE, self.renderer.ground, repr(self._beside.paint), design())
        self.ground = hashlib.sha256("\0".join(made_of).encode()).hexdigest()

    def files(self, sheet: Sheet) -> dict[str, bytes]:
        """Path below the site -> bytes: the page, and what stands beside it."""
        return {sheet.file: self.renderer.page(sheet), **self._beside.files(sheet)}

    def mark(self, sheet: Sheet) -> str:
        """A fingerprint of all that a page's files are made of: with the same, they have the same bytes."""
        return hashlib.sha256(f"{self.ground}\0{sheet.digest}".encode()).hexdigest()


class Order(Value):
    """What a worker needs to know to make pages as they are made here.

    `ground` is that of the press here; `day` the day of the build, in seconds since 1970.
    """

    project_dir: str
    ground: str
    day: str


def printed(order: Order, sheets: Sequence[Sheet]) -> list[dict[str, bytes]]:
    """The files of each page of a batch: the same for the same sheets, wherever they are made.

    Errors: EngineError where this process has other code, another theme or other settings.
    """
    press = _press_for(order)
    return [press.files(sheet) for sheet in sheets]


@lru_cache(maxsize=1)
def _press_for(order: Order) -> Press:
    os.environ["SOURCE_DATE_EPOCH"] = order.day
    try:
        press = Press(Path(order.project_dir))
        is_same = press.ground == order.ground
    except OSError as error:
        raise EngineError(
            f"a worker cannot read {error.filename}: {error.strerror}; {LIKE_HERE}"
        ) from None
    except SkinError as error:
        raise EngineError(f"a worker: {error}; {LIKE_HERE}") from None
    if not is_same:
        raise EngineError(
            f"a worker's {order.project_dir} has other code, another theme, other settings or libraries "
            f"than the machine that builds; {LIKE_HERE}"
        )
    return press
