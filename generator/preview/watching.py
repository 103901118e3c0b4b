"""Who saves what: the files that a preview is made of, watched, and the noise of editors left out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Protocol

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_OPENED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from generator.exemptions import LIST

# Reading a file is no change of it.
_NO_CHANGE = frozenset({EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE})
_FOLDERS = ("content", "site_config")
_POLL_SECONDS = 0.5


class Touched(Enum):
    """What a change asks for: the records read again, or the theme and the settings as well."""

    CONTENT = "content"
    LOOK = "look"


class Tell(Protocol):
    """Who is told of a change."""

    def __call__(self, touched: Touched, path: str, *, is_whole: bool) -> None:
        """`path` is in the project; `is_whole` says that nobody is writing to the file any more."""


class Watch:
    """Tells of each change below content/ and site_config/ and of mkdocs.yml, until it is stopped.

    The system is asked to tell; where it does not (`is_polling`), the files are looked at twice a
    second, as they are with `poll`: some network drives and containers never tell.
    """

    def __init__(self, project_dir: Path, tell: Tell, *, poll: bool = False) -> None:
        self._project_dir = project_dir
        self._tell = tell
        self._watched: dict[str, ObservedWatch] = {}
        self.is_polling = poll
        if not poll:
            try:
                self._observer = self._started(Observer())
            except OSError:
                # The system's watches are used up, or it has none.
                self.is_polling = True
        if self.is_polling:
            self._observer = self._started(PollingObserver(timeout=_POLL_SECONDS))

    def _started(self, observer: BaseObserver) -> BaseObserver:
        self._watched = {}
        try:
            observer.schedule(self._handler(observer), str(self._project_dir))
            observer.start()
            for folder in _FOLDERS:
                self._follow(observer, folder)
        except OSError:
            observer.stop()
            raise
        return observer

    def _handler(self, observer: BaseObserver) -> _Handler:
        return _Handler(partial(self._heard, observer))

    def _follow(self, observer: BaseObserver, folder: str) -> None:
        """Watch a folder, anew where another has taken its place."""
        path = self._project_dir / folder
        before = self._watched.pop(folder, None)
        if before is not None:
            observer.unschedule(before)
        if path.is_dir() and not path.is_symlink():
            handler = self._handler(observer)
            self._watched[folder] = observer.schedule(handler, str(path), recursive=True)

    def _heard(self, observer: BaseObserver, path: Path, is_whole: bool) -> None:
        try:
            shown = path.relative_to(self._project_dir).as_posix()
        except ValueError:
            return
        if shown in _FOLDERS:
            # Where no watch is left for it, the rest is watched on.
            with contextlib.suppress(OSError):
                self._follow(observer, shown)
        touched = touched_by(shown)
        if touched is not None:
            self._tell(touched, shown, is_whole=is_whole)

    def stop(self) -> None:
        self._observer.stop()


def touched_by(path: str) -> Touched | None:
    """What a change of a file, by its path in the project, asks for; None for what shows nowhere."""
    first, _, rest = path.partition("/")
    names = path.split("/")
    if any(name.startswith(".") for name in names) or names[-1].endswith(("~", ".swp", ".tmp")):
        return None
    if first == "content" or path == LIST:
        return Touched.CONTENT
    if path == "mkdocs.yml" or (first == "site_config" and not rest.startswith("schema")):
        return Touched.LOOK
    return None


class _Handler(FileSystemEventHandler):
    def __init__(self, heard: Callable[[Path, bool], None]) -> None:
        self._heard = heard

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _NO_CHANGE or (event.is_directory and _is_listing(event)):
            return
        # A file is whole once its writer closed it, or put it in the place of another.
        is_closed = event.event_type == EVENT_TYPE_CLOSED
        for path, is_whole in (
            (event.src_path, is_closed),
            (event.dest_path, not event.is_directory),
        ):
            if path:
                self._heard(Path(path if isinstance(path, str) else path.decode()), is_whole)


def _is_listing(event: FileSystemEvent) -> bool:
    """A folder is called modified for each file in it, which tells of itself."""
    return event.event_type == "modified"
