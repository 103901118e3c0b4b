"""The process that keeps the site in its memory and reads again what is saved."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.diagnostics import Diagnostic, errors_in
from generator.engines.mkdocs_adapter import EngineError, Renderer
from generator.preview.shown import Engine, Shown
from generator.preview.watching import Touched
from generator.site import Memory, Site, read_site
from generator.skin import MANIFEST, SkinError
from generator.values import Value

# An editor's program writes a file in several steps; a checkout writes many files.
QUIET_SECONDS = 0.03
# Of a file that is whole only its neighbours may still come, and whoever writes several does so at once.
HUSH_SECONDS = 0.005
# Whoever asks for a page just after a save wants the page with the edit.
ANSWER_SECONDS = 0.5
PATIENCE_SECONDS = 0.5
# What earlier readings left is cleared away while nobody saves, or when there is much of it.
IDLE_SECONDS = 4.0
READINGS_LIMIT = 30


class State(Value):
    """What is known after a reading.

    `number` counts the states. `shown` is the last good version of the site, None where there
    never was one; `is_fresh` says that it is of this reading; `earlier` is the one before it. `trouble` says what is wrong beside
    the content: with the settings, the theme or the program. `changed` are the files that were
    saved before, and `seconds` the time from the first of these until the site could be asked for.
    `last` is the state of the reading before as long as the rules have not looked at this one: `diagnostics`
    are still those of then.
    """

    number: int
    diagnostics: tuple[Diagnostic, ...] = ()
    trouble: str | None = None
    shown: Shown | None = None
    earlier: Shown | None = None
    is_fresh: bool = False
    changed: tuple[str, ...] = ()
    seconds: float = 0.0
    last: State | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return errors_in(self.diagnostics)


@dataclass
class _Waiting:
    """What was saved since the last reading began, and when that began and was last added to.

    `files` says of each whether it is whole by now.
    """

    files: dict[str, bool] = field(default_factory=dict)
    look: bool = False
    first: float = 0.0
    last: float = 0.0

    @property
    def quiet_at(self) -> float:
        """When no more is expected of what was saved."""
        return self.last + (HUSH_SECONDS if all(self.files.values()) else QUIET_SECONDS)


class Resident:
    """Reads the project once, and again after each change that it is told of, one at a time.

    `looked_at` is the path of the page that somebody opened last.
    """

    def __init__(self, project_dir: Path, tell: Callable[[State], None]) -> None:
        self._project_dir = project_dir
        self._tell = tell
        self.looked_at = ""
        self._memory = Memory()
        self._engine: Engine | None = None
        # Read, but not yet known to be good for a page.
        self._next_engine: Engine | None = None
        self._trouble: str | None = None
        self._looks = 0
        self._changed = threading.Condition()
        self._waiting = _Waiting({"": True}, look=True, first=time.monotonic())
        # What was saved is read, and not shown yet.
        self._is_behind = False
        self._state: State | None = None
        # Of the reading that is under way, where it could be shown before the rules have looked at it.
        self._ahead: State | None = None
        self._is_done = False
        # Readings since the memory was last cleared.
        self._left = 0

    def start(self) -> None:
        threading.Thread(target=self._run, name="reading", daemon=True).start()

    def stop(self) -> None:
        with self._changed:
            self._is_done = True
            self._changed.notify_all()

    def touched(self, touched: Touched, path: str, *, is_whole: bool = False) -> None:
        """Take notice of a change; it is read soon, together with those that come with it.

        `is_whole` says that nobody is writing to the file any more.
        """
        with self._changed:
            now = time.monotonic()
            if not self._waiting.files:
                self._waiting.first = now
            self._waiting.files[path] = is_whole
            self._waiting.look |= touched is Touched.LOOK
            self._waiting.last = now
            self._changed.notify_all()

    def state(self, after: int = 0, patience: float | None = None) -> State | None:
        """The newest state, as soon as its number is higher than `after`.

        None where none came within `patience` seconds, or none will.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_done or self._is_newer(after), patience)
            return self._state if self._is_newer(after) and not self._is_done else None

    def newest(self) -> State | None:
        """The newest state, with all in it that was saved before, unless that takes long to read.

        None where none will come.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._is_done or not (self._is_behind or self._waiting.files),
                ANSWER_SECONDS,
            )
        return self.state()

    @property
    def is_done(self) -> bool:
        return self._is_done

    def _is_newer(self, number: int) -> bool:
        return self._state is not None and self._state.number > number

    def _run(self) -> None:
        while (waiting := self._next()) is not None:
            state = self._read(waiting)
            self._left += 1
            if (state.errors or state.trouble) and self._is_amid(waiting):
                continue
            self._show(state)
            self._tell(state)
            if self._left >= READINGS_LIMIT:
                self._clear_away()

    def _next(self) -> _Waiting | None:
        """What was saved, once no more of it comes; None at the end."""
        with self._changed:
            if not self._changed.wait_for(self._is_called, IDLE_SECONDS if self._left else None):
                self._clear_away()
                self._changed.wait_for(self._is_called)
            while not self._is_done:
                now = time.monotonic()
                rest = min(self._waiting.quiet_at, self._waiting.first + PATIENCE_SECONDS)
                if rest <= now or self._state is None:
                    taken, self._waiting = self._waiting, _Waiting()
                    self._is_behind = True
                    return taken
                self._changed.wait(rest - now)
            return None

    def _is_called(self) -> bool:
        return self._is_done or bool(self._waiting.files)

    def _is_amid(self, waiting: _Waiting) -> bool:
        """Whether more was saved so soon after what was read that all of it is to be read as one.

        References may lead nowhere until the last of several files is saved.
        """
        with self._changed:
            rest = waiting.last + QUIET_SECONDS - time.monotonic()
            self._changed.wait_for(self._is_called, max(rest, 0.0))
            if self._is_done or not self._waiting.files:
                return False
            if self._waiting.first > waiting.first + PATIENCE_SECONDS:
                return False
            self._waiting.files = {**waiting.files, **self._waiting.files}
            self._waiting.look |= waiting.look
            self._waiting.first = waiting.first
            return True

    def _show(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._is_behind = False
            self._changed.notify_all()

    def _clear_away(self) -> None:
        """Give back the memory of the sites before: `read_site` puts its records out of the way of the
        collector, where they would stay for ever."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._left = 0

    def _read(self, waiting: _Waiting) -> State:
        """The state after a reading.

        Errors: none raised; a bug of ours is told, and the last good site is kept.
        """
        before = self._checked
        diagnostics, fresh = before.diagnostics, None
        try:
            if waiting.look or self._engine is None:
                self._look_again()
            site = read_site(
                self._project_dir, with_drafts=True, memory=self._memory,
                ahead=partial(self._show_ahead, waiting),
            )  # fmt: skip
            diagnostics = site.diagnostics
            if site.is_publishable:
                fresh = self._ahead.shown if self._ahead else self._made_of(site)
            trouble = self._trouble
        except (EngineError, SkinError) as error:
            trouble = str(error)
        except OSError as error:
            trouble = (
                f"{error.filename} cannot be read: {error.strerror}"
                if error.filename
                else bug(error)
            )
        except Exception as error:  # an editor loses the preview to no bug of ours
            trouble = bug(error)
        seconds = self._ahead.seconds if self._ahead and fresh else self._since(waiting)
        # It knows the states before.
        self._ahead = None
        return State(
            self._number + 1, diagnostics, trouble, fresh or before.shown,
            before.shown if fresh else before.earlier, fresh is not None, _files(waiting), seconds,
        )  # fmt: skip

    def _show_ahead(self, waiting: _Waiting, site: Site) -> None:
        """Show a site before the rules have looked at it, the page first that was looked at last.

        Only where neither rules nor theme had anything against the site before: else a page would
        come and go with each save.
        """
        before = self._checked
        if before.shown is None or not before.is_fresh or before.trouble or self._next_engine:
            return
        assert self._engine is not None
        # What a rule would have found may be why something cannot be made.
        with contextlib.suppress(Exception):
            shown = Shown(site, self._engine, self._project_dir)
            shown.page(self.looked_at)
            self._ahead = State(
                self._number + 1, before.diagnostics, self._trouble, shown, before.shown, True,
                _files(waiting), self._since(waiting), before,
            )  # fmt: skip
            self._show(self._ahead)

    @property
    def _checked(self) -> State:
        """The newest state of which all is known."""
        return (self._state.last or self._state) if self._state else State(0)

    @property
    def _number(self) -> int:
        return self._state.number if self._state else 0

    def _since(self, waiting: _Waiting) -> float:
        """The seconds since something was saved."""
        return time.monotonic() - waiting.first

    def _look_again(self) -> None:
        """Read the theme and the settings; what cannot be used is told, and the last is kept."""
        try:
            renderer = Renderer(self._project_dir)
            assets = renderer.assets()
        except EngineError as error:
            self._trouble = str(error)
            return
        self._looks += 1
        self._next_engine = Engine(renderer, assets, self._looks)
        self._trouble = None

    def _made_of(self, site: Site) -> Shown | None:
        """A site in its new theme, if that can make a page, else in the last that could."""
        engine, self._next_engine = self._next_engine, None
        if engine is not None:
            try:
                shown = Shown(site, engine, self._project_dir)
                shown.page("")
                for name in _OF_EACH_PAGE:
                    shown.file(name)
            except (EngineError, SkinError) as error:
                self._trouble = str(error)
            else:
                self._engine = engine
                return shown
        return Shown(site, self._engine, self._project_dir) if self._engine else None


# What could be wrong with the theme beside its pages.
_OF_EACH_PAGE = ("404.html", "assets/site.css", "favicon.ico", MANIFEST)


def _files(waiting: _Waiting) -> tuple[str, ...]:
    return tuple(filter(None, waiting.files))


def bug(error: Exception) -> str:
    """What is told of an exception that nobody foresaw."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"this is a bug of ours, not of yours: {type(error).__name__}: {error} ({where})"
