"""What a process that reads again and again keeps of the reading before."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import cache
from generator.listing import File, Found, find
from generator.load.library import Entered, Library
from generator.values import Value


class Spotless(Value):
    """A reading in which nothing was wrong: its files, what each of them gave, and all of it."""

    files: list[File]
    entered: dict[str, Entered]
    library: Library


@dataclasses.dataclass
class Memory:
    """The records of each file that was read without a mistake, for a process that reads again.

    A file is believed to be as it was when its stamp is, and was old enough when it was read; so is
    the list of a folder's files. `spotless` is the reading before, None where something was wrong there.
    """

    known: dict[str, tuple[cache.Stamp, Entered]] = dataclasses.field(default_factory=dict)
    spotless: Spotless | None = None
    found: Found | None = None

    def find(self, content_dir: Path, shown_as: str) -> Found:
        """The files of content/, looked for again where a folder is another."""
        if self.found is None or not self.found.is_as_it_was():
            self.found = find(content_dir, shown_as)
        return self.found

    def get(self, shown: str, stamp: cache.Stamp | None) -> Entered | None:
        """What a file that is still as it was gave; None where it must be read."""
        stood, entered = self.known.get(shown, (None, None))
        return entered if stamp is not None and stood == stamp else None

    def put(self, shown: str, stamp: cache.Stamp, entered: Entered) -> None:
        if cache.is_settled(stamp):
            self.known[shown] = (stamp, entered)

    def others(self, files: Iterable[File]) -> Iterator[File]:
        """The files that do not give what they gave in the spotless reading, or may not."""
        before = self.spotless.entered if self.spotless else {}
        for file in files:
            entered = self.get(file.shown, file.stamp())
            if entered is None or entered is not before.get(file.shown):
                yield file

    def forget_all_but(self, shown: set[str]) -> None:
        for gone in self.known.keys() - shown:
            del self.known[gone]
