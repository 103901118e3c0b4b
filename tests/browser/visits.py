"""Pages opened as a reader opens them, with everything that they ask for and complain of."""

from __future__ import annotations

import os
import signal
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

# What the browser is given for any one step, in milliseconds.
PATIENCE = 30_000

HEIGHT = {320: 640, 390: 844, 768: 1024, 1280: 800}

# What a page complains of, kept by the page itself before any of its own scripts runs.
WATCH = """
addEventListener('securitypolicyviolation', event => (window.__violations ??= []).push(
  `${event.effectiveDirective} forbids ${event.blockedURI || 'inline'} ${event.sample}`));
window.__shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { window.__largest = list.getEntries().at(-1)?.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
"""


@dataclass
class Visit:
    """One page in a window of its own, and what happened in it so far.

    `requests` are in the order in which they were made; `errors` are messages of the console and
    exceptions of scripts, among them everything that a policy refused.
    """

    page: Page
    context: BrowserContext
    origin: str
    requests: list[Request] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What the page's policy refused; without scripts the console alone tells it."""
        told = self.page.evaluate("window.__violations ?? []")
        return [*told, *(text for text in self.errors if "Content Security Policy" in text)]

    def strangers(self) -> list[str]:
        """Addresses of others that the page asked something of."""
        return [
            request.url
            for request in self.requests
            if not request.url.startswith((self.origin, "data:", "blob:", "about:"))
        ]

    def size(self, width: int) -> None:
        """Give the window another width; the page is not loaded again."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})

    def unfold(self) -> None:
        """Open every fold of the page."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")

    def lay_out(self) -> None:
        """Lay out what is far from the window too, clipped as it is once a reader comes to it."""
        self.page.evaluate(
            """() => {
              for (const e of document.body.querySelectorAll('*')) {
                if (getComputedStyle(e).contentVisibility !== 'auto') continue;
                e.style.contentVisibility = 'visible';
                e.style.contain = 'layout style paint';
              }
            }"""
        )

    def probe(self, name: str, *arguments: Any) -> Any:
        """What a function of probes.js finds on the page as it stands."""
        return self.page.evaluate(f"arguments => ({PROBES}).{name}(...arguments)", list(arguments))

    def first(self, selector: str) -> Locator:
        """The first visible element of a selector.

        Errors: AssertionError, at once, where the page has none.
        """
        found = self.page.locator(f":is({selector}):visible").first
        assert found.count(), f"{self.page.url} has no {selector}"
        return found

    def settle(self) -> None:
        """Wait until the fonts are there, changes of looks are over, and two frames were painted."""
        self.page.evaluate(
            """async () => {
              const frame = () => new Promise(done => requestAnimationFrame(done));
              await document.fonts.ready;
              await frame();
              await Promise.allSettled(document.getAnimations()
                .filter(a => a.effect.getComputedTiming().endTime < 5000).map(a => a.finished));
              await frame();
            }"""
        )


PROBES = (Path(__file__).resolve().parent / "probes.js").read_text(encoding="utf-8")


class Reader:
    """A browser that opens pages, started when it is first needed and again after it was ended."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._mark = f"--started-for={uuid.uuid4()}"
        self._driver: Playwright | None = None
        self._browser: Browser | None = None

    def open(
        self,
        url: str,
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        calm: bool = False,
        forced: bool = False,
        whole: bool = True,
    ) -> Visit:
        """A page in a fresh window: nothing cached, nothing stored.

        `calm` is a reader who asked for less motion, `forced` one whose system sets the colours.
        Without `whole`, what is far from the window is not laid out, as for a reader at the top.
        """
        context = self.browser().new_context(
            viewport={"width": width, "height": HEIGHT[width]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce" if calm else "no-preference",
            forced_colors="active" if forced else "none",
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH)
        page = context.new_page()
        parts = urlsplit(url)
        visit = Visit(page, context, f"{parts.scheme}://{parts.netloc}/")
        page.on("request", lambda request: visit.requests.append(request))
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        page.on(
            "console",
            lambda message: visit.errors.append(message.text) if message.type == "error" else None,
        )
        page.goto(url, wait_until="load")
        if whole:
            visit.lay_out()
        return visit

    def browser(self) -> Browser:
        if self._browser is None or not self._browser.is_connected():
            self._driver = self._driver or sync_playwright().start()
            # Root may not use the sandbox; no name but this machine's leads anywhere.
            root = ["--no-sandbox"] if os.geteuid() == 0 else []
            self._browser = self._driver.chromium.launch(
                executable_path=self._program,
                args=[
                    *root,
                    self._mark,
                    "--disable-dev-shm-usage",
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                ],
            )
        return self._browser

    def close(self) -> None:
        if self._browser is not None and self._browser.is_connected():
            self._browser.close()
        if self._driver is not None:
            self._driver.stop()

    def kill(self) -> None:
        """End the browser that this object started, whatever it is doing."""
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                started_for_us = self._mark.encode() in entry.read_bytes()
                if started_for_us:
                    os.kill(int(entry.parent.name), signal.SIGKILL)
            except OSError:
                continue

    @contextmanager
    def killed_after(self, seconds: float) -> Iterator[None]:
        """A browser that hangs is ended: what waits for it then fails, and the next test goes on."""
        timer = threading.Timer(seconds, self.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
