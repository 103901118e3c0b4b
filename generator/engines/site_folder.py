"""Where a site may be put: in the place of no folder in which somebody would miss something."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from generator.output import why_irreplaceable
from generator.skin import THEME

# What MkDocs takes from no theme, beside all that is hidden.
_NOT_BROUGHT = (".html", ".md", ".py")


def why_not_there(site_dir: Path, project_dir: Path) -> str | None:
    """Why a site must not be put there, as words behind the folder's name; None where it may."""
    # Unlike a Path's own, it also follows a link that leads to itself.
    if Path(os.path.realpath(site_dir)).is_relative_to(os.path.realpath(project_dir / "content")):
        return "is in content/, which holds records alone; name another folder"
    return why_irreplaceable(site_dir, _brought(project_dir))


def _brought(project_dir: Path) -> list[str]:
    """What the theme gives to the top of each site, by name."""
    with contextlib.suppress(OSError):
        return [
            name
            for name in os.listdir(project_dir / THEME)
            if not name.startswith(".") and not name.lower().endswith(_NOT_BROUGHT)
        ]
    return []
