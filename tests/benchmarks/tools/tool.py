"""A tool that is ready to be timed: what is run where, what it leaves, and what is edited."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..corpus import Corpus
from ..environment import Environment

EDITED = "articles/report-0"


@dataclass(frozen=True)
class Lack:
    """A tool that is not here, and why."""

    why: str


@dataclass(frozen=True)
class Tool:
    """`edited` is the one file that an edit changes, `text` what it held at first, and an edit puts
    a word behind `mark`, which stands there once, and behind each of `also`. `state` is what the tool
    remembers beside the site, and `emptied` are folders of it that must be there, if empty. `serving` is the
    command of its live preview before the number of a port; empty where it is not timed. `whole` says that
    it writes beside the pages what ours does.
    """

    command: tuple[str, ...]
    folder: Path
    site: Path
    state: tuple[Path, ...]
    edited: Path
    text: str
    mark: str
    emptied: tuple[Path, ...] = ()
    serving: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    whole: bool = False

    def forget(self) -> None:
        """As if nothing had ever been built here."""
        for path in (self.site, *self.state, *self.emptied):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for path in self.emptied:
            path.mkdir()

    def edit(self, word: str) -> None:
        """Errors: ValueError where a mark does not stand there exactly once."""
        text = self.text
        for mark in (self.mark, *self.also):
            if self.text.count(mark) != 1:
                raise ValueError(f"{self.edited} holds {mark!r} {self.text.count(mark)} times")
            text = text.replace(mark, f"{mark}{word} ")
        self.edited.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Contender:
    """`version` says what would run, or what is lacking; `prepare` lays it out in a folder of its own."""

    name: str
    version: Callable[[Environment], str | Lack]
    prepare: Callable[[Corpus, Path, Environment], Tool]
