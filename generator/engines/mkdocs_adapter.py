"""MkDocs, as a hook of `mkdocs build` and `mkdocs serve` and as our own commands call it.

The one module that imports MkDocs. `mkdocs.yml` names it under `hooks`, so plain MkDocs
writes the Markdown tree first, builds beside the live site and swaps the two when it is whole.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from generator.diagnostics import as_text, errors_in
from generator.document import Document
from generator.output import building_folder, live_folder, replace_folder, write_files, write_tree
from generator.publishing import Edition, Settings
from generator.site import Site, markdown_files, read_site
from generator.writers.markdown import file_of

log = logging.getLogger("mkdocs.hooks.explainer")


class EngineError(Exception):
    """MkDocs stopped; the message says why in its own words."""


# --- hook events -----------------------------------------------------------------------------

# MkDocs tells the command once, at its start, and keeps this module for every rebuild.
_command = "build"
# What was read last, for the steps of the same build that come after.
_edition: Edition | None = None
_documents: dict[str, Document] = {}


def on_startup(command: str, **_: Any) -> None:
    global _command, _edition, _documents
    # What an earlier command of the same process read is nothing to fall back on.
    _command, _edition, _documents = command, None, {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the Markdown tree, or stop the build with every mistake of the content.

    While serving, the tree of the last good content stays and is served on.
    """
    global _edition, _documents
    site = read_site(Path(config.config_file_path).parent)
    tree = Path(config.docs_dir)
    if site.is_publishable:
        _edition = Edition(site, _settings(config), Path(config.config_file_path).parent)
        _documents = {file_of(document.path): document for document in site.documents}
        for diagnostic in site.diagnostics:
            # MkDocs' strict mode is for its own warnings; ours are told, and stop nothing here.
            log.info(as_text(diagnostic))
        write_tree(tree, markdown_files(site))
    elif _command == "serve" and _edition is not None:
        log.error(_report(site, "the last good site is served on"))
    else:
        raise BuildError(_report(site, "the site was not built"))
    if site.history.committed_at is not None:
        # MkDocs dates its sitemap by this variable, else by the clock.
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(site.history.committed_at))
    config.nav = [file_of("")]
    # Ours tells when each page really changed.
    config.theme.static_templates.discard("sitemap.xml")
    config.site_dir = str(building_folder(Path(config.site_dir)))
    return config


def on_page_context(context: TemplateContext, page: Page, **_: Any) -> TemplateContext:
    """Give the theme what it needs of a page beside its text."""
    return _dressed(context, _documents.get(page.file.src_uri))


def on_template_context(context: TemplateContext, **_: Any) -> TemplateContext:
    return _dressed(context, None)


def _dressed(context: TemplateContext, document: Document | None) -> TemplateContext:
    if _edition is not None:
        worn = _edition.dress(document)
        # The names are the templates' own; MkDocs' type knows only its own.
        cast(dict[str, Any], context).update(vars(worn), document=document)
    return context


def _settings(config: MkDocsConfig) -> Settings:
    url = config.site_url or ""
    if not url.startswith(("https://", "http://")):
        raise BuildError(
            "mkdocs.yml has no site_url that begins with https://; feeds, maps for search engines and "
            "citations need the site's address"
        )
    return Settings(
        config.site_name, config.site_description or "", url if url.endswith("/") else f"{url}/",
        config.extra.get("repository"),
    )  # fmt: skip


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Watch content/ only: what a build writes to generated/ must not start another."""
    server.unwatch(config.docs_dir)
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Swap the finished site in, unless strict mode is about to refuse it."""
    building = Path(config.site_dir)
    live = live_folder(building)
    if live is None:
        return
    counters = [h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler)]
    if any(counter.get_counts() for counter in counters):
        shutil.rmtree(building, ignore_errors=True)
        return
    _prune_assets(building)
    if _edition is not None:
        write_files(building, _edition.files)
    replace_folder(building, live)
    config.site_dir = str(live)


def _report(site: Site, outcome: str) -> str:
    number = len(errors_in(site.diagnostics))
    lines = [as_text(diagnostic) for diagnostic in site.diagnostics]
    lines.append(f"{number} {'mistake' if number == 1 else 'mistakes'} in content/; {outcome}")
    return "\n".join(["content/ cannot be published:", *lines])


def _prune_assets(site_dir: Path) -> None:
    """Of the theme's own files none is used: its shell is ours."""
    for folder in ("javascripts", "stylesheets", "images"):
        shutil.rmtree(site_dir / "assets" / folder, ignore_errors=True)


# --- our commands ----------------------------------------------------------------------------


def build_site(project_dir: Path, site_dir: Path) -> int:
    """Build `project_dir` with MkDocs in strict mode; returns the number of pages.

    Errors: EngineError where MkDocs gives up; the site that was there stays.
    """
    with _quiet(), _as_engine_error():
        config = load_config(str(project_dir / "mkdocs.yml"), site_dir=str(site_dir), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
            if live_folder(Path(config.site_dir)):
                shutil.rmtree(config.site_dir, ignore_errors=True)
    return sum(1 for _ in site_dir.rglob("index.html"))


def serve_site(project_dir: Path, address: str) -> None:
    """Serve `project_dir` until interrupted, rebuilding once per change of content/."""
    _handler_for_people()
    with _as_engine_error():
        mkdocs_serve.serve(str(project_dir / "mkdocs.yml"), dev_addr=address)


@contextlib.contextmanager
def _as_engine_error() -> Iterator[None]:
    try:
        yield
    except Abort as error:
        raise EngineError(str(error.message or "MkDocs stopped")) from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Only warnings and errors of MkDocs reach the terminal."""
    logger = logging.getLogger("mkdocs")
    before = logger.level
    handler = _handler_for_people()
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)


def _handler_for_people() -> logging.Handler:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("mkdocs: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler
