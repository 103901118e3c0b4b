"""The outcome of a check, remembered for as long as nothing that it looked at has changed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator import cache
from generator.checking import Checked
from generator.diagnostics import Diagnostic
from generator.exemptions import LIST
from generator.history import History, read_shallow
from generator.load import VERSIONS
from generator.site import Site, read_site
from generator.values import Value, read_as, replace, written


def check_site(project_dir: Path, today: date, only: Sequence[str] = ()) -> Site:
    """What `read_site` finds without making pages; where all is as it was, from memory.

    What counts: every file of content/ and the list of exemptions (by size, times and number), all
    our code, the day, the rules asked for, and whether the clone is shallow.
    """
    shallow = str(read_shallow(project_dir))
    files = _files(project_dir)
    state = cache.state_of(files, VERSIONS, today.isoformat(), *only, shallow)
    kept = cache.read_report(project_dir, state, VERSIONS) if state else None
    site = _from_text(kept) if kept else None
    if site is not None:
        return site
    site = read_site(project_dir, today, only, with_pages=False)
    # Of an id that is unknown it is told where it stood at the last commit, which may be another soon.
    if any(d.code.startswith("unknown-") for d in site.diagnostics):
        return site
    if state is not None and state == cache.state_of(
        files, VERSIONS, today.isoformat(), *only, shallow
    ):
        text = _as_text(site)
        if text is not None:
            cache.keep_report(project_dir, state, text, VERSIONS)
    return site


def _files(project_dir: Path) -> list[Path]:
    def below(folder: str) -> Iterator[Path]:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                yield Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    yield from below(entry.path)

    try:
        content_dir = project_dir / "content"
        # The folder itself counts too: a link in its place is a mistake of its own.
        return [content_dir, *below(str(content_dir)), project_dir / LIST]
    except OSError:
        return []


class _Told(Value):
    """What is kept of a site of which only the report is asked for."""

    diagnostics: tuple[Diagnostic, ...]
    counts: dict[str, int]
    checked: Checked
    quotations: dict[str, int]
    drafts: int


def _as_text(site: Site) -> str | None:
    """What is kept of a site; None where a part of it cannot be written."""
    checked = replace(site.checked, diagnostics=())
    told = _Told(site.diagnostics, site.counts, checked, site.quotations, site.drafts)
    with contextlib.suppress(UnicodeEncodeError):
        return written(told)
    return None


def _from_text(text: str) -> Site | None:
    """The site of a text that `_as_text` wrote; None for any other."""
    with contextlib.suppress(ValueError, RecursionError):
        told = read_as(_Told, text)
        return Site(
            (), told.diagnostics, told.counts, History(), told.checked, told.quotations, drafts=told.drafts
        )  # fmt: skip
    return None
