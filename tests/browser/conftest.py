"""Fixtures of the browser tests: one build of the real content, at two addresses, and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from . import machine
from .building import built_once, real_content
from .kinds import Site
from .server import Served, serving
from .visits import Reader, Visit

Found = TypeVar("Found")
Open = Callable[..., Visit]

# Longest that one test may keep the browser busy, in seconds.
HANGS_AFTER = 300


def needed(found: Found | machine.Lack) -> Found:
    """What a test needs. Where it is lacking, the test is skipped, and in CI it fails."""
    if not isinstance(found, machine.Lack):
        return found
    if machine.must_run():
        pytest.fail(f"browser test cannot run: {found}", pytrace=False)
    pytest.skip(f"browser test: {found}")


@pytest.fixture(scope="session")
def reader_process() -> Iterator[Reader]:
    reader = Reader(needed(machine.chromium()))
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Site:
    """The site of the real content, built by the command once in a test run."""
    return Site(built_once(shared_folder, "real", real_content))


@pytest.fixture(scope="session")
def served(site: Site) -> Iterator[Served]:
    """The site on a host that reads `_headers`."""
    with serving(site.folder) as served:
        yield served


@pytest.fixture(scope="session")
def served_bare(site: Site) -> Iterator[Served]:
    """The site on a host that sets no header: the page's own policy alone protects its readers."""
    with serving(site.folder, with_headers=False) as served:
        yield served


@pytest.fixture
def visit(reader_process: Reader) -> Iterator[Open]:
    """Open pages, each in a fresh window; all are closed after the test."""
    opened: list[Visit] = []

    def open_page(url: str, **how: object) -> Visit:
        opened.append(reader_process.open(url, **how))  # type: ignore[arg-type]
        return opened[-1]

    with reader_process.killed_after(HANGS_AFTER):
        yield open_page
        for each in opened:
            each.context.close()


@pytest.fixture
def open_kind(visit: Open, served: Served, site: Site) -> Open:
    """Open the page that stands for a kind: `open_kind("issue", width=390, dark=True)`."""

    def open_page(kind: str, **how: object) -> Visit:
        return visit(served.url(site.address(kind)), **how)

    return open_page


@pytest.fixture(scope="session")
def axe_source() -> str:
    return needed(machine.axe()).read_text(encoding="utf-8")
