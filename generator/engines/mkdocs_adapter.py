"""MkDocs, as a hook of `mkdocs build` and `mkdocs serve` and as our own commands call it.

The one module that imports MkDocs. `mkdocs.yml` names it under `hooks`, so plain MkDocs
writes the Markdown tree first, builds beside the live site and swaps the two when it is whole.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlsplit

from jinja2 import FileSystemLoader, TemplateError
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from generator.diagnostics import as_text, errors_in
from generator.document import Document
from generator.engines.made_with import fingerprint, stamps_of
from generator.engines.settings import SettingsError, settings_of
from generator.engines.site_folder import why_not_there
from generator.engines.theme_faults import fault_in, fault_of_hook
from generator.form import FormLacks
from generator.output import building_folder, live_folder, replace_folder, write_files, write_tree
from generator.publishing import Dress, Edition, Settings, Sheet
from generator.site import Site, markdown_files, read_site
from generator.skin import SkinError
from generator.values import Value, asdict
from generator.writers.html.body import body
from generator.writers.markdown import file_of, write

if TYPE_CHECKING:
    # A server that only `mkdocs serve` needs.
    from mkdocs.livereload import LiveReloadServer

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
    project_dir = Path(config.config_file_path).parent
    settings = _settings(config)
    live = Path(config.site_dir)
    _require_replaceable(live, project_dir)
    site = read_site(project_dir)
    if site.is_publishable:
        with _as_build_error():
            _edition = Edition(site, settings, project_dir)
        _documents = {file_of(document.path): document for document in site.documents}
        for diagnostic in site.diagnostics:
            # MkDocs' strict mode is for its own warnings; ours are told, and stop nothing here.
            log.info(as_text(diagnostic))
        write_tree(Path(config.docs_dir), markdown_files(site))
    elif _command == "serve" and _edition is not None:
        log.error(_report(site, "the last good site is served on"))
    else:
        raise BuildError(_report(site, "the site was not built"))
    date_by_commit(site)
    config.nav = [file_of("")]
    # Ours tells when each page really changed.
    config.theme.static_templates.discard("sitemap.xml")
    config.site_dir = str(building_folder(live))
    return config


@contextlib.contextmanager
def _as_build_error() -> Iterator[None]:
    """What is wrong with files of the project beside its content, as MkDocs tells it."""
    try:
        yield
    except (FormLacks, SettingsError, SkinError) as error:
        raise BuildError(str(error)) from None


def _require_replaceable(live: Path, project_dir: Path) -> None:
    """While serving, MkDocs builds into a folder of its own."""
    why = why_not_there(live, project_dir)
    if _command != "serve" and why:
        raise BuildError(f"{live.name}/ {why}")


def date_by_commit(site: Site) -> None:
    """Have MkDocs tell templates the day of the last commit, not the clock's; a day set outside stays."""
    if site.history.committed_at is not None and not os.environ.get("SOURCE_DATE_EPOCH"):
        os.environ["SOURCE_DATE_EPOCH"] = str(site.history.committed_at)


def on_page_context(context: TemplateContext, page: Page, **_: Any) -> TemplateContext:
    """Give the theme what it needs of a page beside its text."""
    return _dressed(context, _documents.get(page.file.src_uri))


def on_post_page(output: str, **_: Any) -> str:
    return _with_main(output, "main.html")


def on_template_context(context: TemplateContext, **_: Any) -> TemplateContext:
    return _dressed(context, None)


def _dressed(context: TemplateContext, document: Document | None) -> TemplateContext:
    return context if _edition is None else _worn(context, _edition, document)


def _worn(context: TemplateContext, edition: Edition, document: Document | None) -> TemplateContext:
    # The names are the templates' own; MkDocs' type knows only its own.
    cast(dict[str, Any], context).update(asdict(edition.dress(document)), document=document)
    return context


def _settings(config: MkDocsConfig) -> Settings:
    with _as_build_error():
        return settings_of(config, Path(config.config_file_path).parent)


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
        try:
            with _as_build_error():
                write_files(building, _edition.files)
        except BuildError:
            shutil.rmtree(building, ignore_errors=True)
            raise
    replace_folder(building, live)
    config.site_dir = str(live)
    if _edition is not None:
        _edition.forget_others()


def _report(site: Site, outcome: str) -> str:
    number = len(errors_in(site.diagnostics))
    lines = [as_text(diagnostic) for diagnostic in site.diagnostics]
    lines.append(f"{number} {'mistake' if number == 1 else 'mistakes'} in content/; {outcome}")
    return "\n".join(["content/ cannot be published:", *lines])


def _with_main(page: str, template: str) -> str:
    """The page; one without <main> is empty, and nobody would see it in the terminal."""
    if "<main" not in page:
        raise BuildError(
            f"{template} of the theme gives a page without <main>; mend it, or take back what "
            "was changed: git checkout site_config/theme"
        )
    return page


_UNUSED = ("javascripts", "stylesheets", "images")


def _prune_assets(site_dir: Path) -> None:
    """Of the theme's own files none is used: its shell is ours."""
    for folder in _UNUSED:
        shutil.rmtree(site_dir / "assets" / folder, ignore_errors=True)


# --- our commands ----------------------------------------------------------------------------


def build_site(project_dir: Path, site_dir: Path) -> int:
    """Build `project_dir` with MkDocs in strict mode; returns the number of pages.

    Errors: EngineError where MkDocs gives up; the site that was there stays.
    """
    with _quiet(), _as_engine_error():
        config = _loaded(project_dir, site_dir=str(site_dir))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with _told_at_its_line(config):
                mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
            if live_folder(Path(config.site_dir)):
                shutil.rmtree(config.site_dir, ignore_errors=True)
    return sum(1 for _ in site_dir.rglob("index.html"))


def _loaded(project_dir: Path, **more: str) -> MkDocsConfig:
    try:
        return load_config(str(project_dir / "mkdocs.yml"), strict=True, **more)
    except MkDocsException:
        raise
    except SyntaxError as error:
        # A hook of others that is no Python.
        raise EngineError(f"{error.filename}:{error.lineno}: {error.msg}") from error
    except Exception as error:
        # Hooks of others are run while they are read.
        fault = fault_of_hook(error, project_dir)
        if fault is not None:
            raise EngineError(fault) from error
        if isinstance(error, ValueError):
            # MkDocs lets an address through that cannot be taken apart.
            raise EngineError(f"mkdocs.yml: {error}") from error
        raise


# Those of mkdocs.yml, and those that MkDocs always adds: what writers/html/body.py is written for.
EXTENSIONS = frozenset({"attr_list", "fenced_code", "sane_lists", "tables", "toc"})


HOOK = PurePosixPath("generator/engines/mkdocs_adapter.py")


class AsksForMoreError(Exception):
    """A theme wants to know something of a page that MkDocs finds out while it renders Markdown."""


class WrittenPage(Value):
    """What our theme asks of a page; whoever asks for more is given MkDocs' own page."""

    url: str
    content: str

    @property
    def is_homepage(self) -> bool:
        return self.url == ""

    def __getattr__(self, name: str) -> Any:
        raise AsksForMoreError(name)


class Renderer:
    """Pages one at a time, each with the bytes that a build by MkDocs gives it.

    `settings` are those of mkdocs.yml; `root` is the path of the site's address, such as "/".
    Errors: EngineError where MkDocs refuses the settings, or Jinja a template.
    """

    def __init__(self, project_dir: Path) -> None:
        with _told_as_engine_error(logging.WARNING):
            self._config = _loaded(project_dir)
            self._stamps = stamps_of(self._config.theme.dirs)
            self._env = self._config.theme.get_env()
            self.settings = _settings(self._config)
            self.root = urlsplit(self.settings.url).path
            home = _file("", self._config)
            self._config.nav = [file_of("")]
            self._nav = get_navigation(Files([home]), self._config)

    @property
    def knows_all(self) -> bool:
        """Whether mkdocs.yml asks for nothing that only a build by MkDocs itself gives."""
        config = self._config
        ours = [name for name in config.hooks if Path(name).parts[-3:] == HOOK.parts]
        return (
            [*config.hooks] == [*config.plugins] == ours
            and len(ours) == 1
            and set(config.markdown_extensions) == EXTENSIONS
            and config.theme.name == "material"
            and config.theme.static_templates == {"404.html", "sitemap.xml"}
            and not (config.mdx_configs or config.extra_templates)
        )

    @property
    def ground(self) -> str:
        """A fingerprint of what each page is made of beside its sheet: settings, theme, libraries."""
        day = str(self._context(None)["build_date_utc"])
        return fingerprint(repr(self._config.user_configs), self._config.theme.dirs, day)

    def is_theme_as_it_was(self) -> bool:
        """Whether no file of the theme was written since it was first looked at: templates are read one by one."""
        try:
            return stamps_of(self._config.theme.dirs) == self._stamps
        except OSError:
            return False

    def page(self, sheet: Sheet) -> bytes:
        """The file of a page."""
        document = sheet.document
        with _told_as_engine_error(), _told_at_its_line(self._config):
            worn = asdict(sheet.dress) | {"document": document}
            content = body(document, sheet.is_there)
            if content is not None:
                url = f"{quote(document.path)}/" if document.path else ""
                page = WrittenPage(url, content)
                with contextlib.suppress(AsksForMoreError):
                    return self._poured("main.html", self._context(page) | worn)
            return self._poured(
                "main.html", self._context(self._by_mkdocs(document, sheet.is_there)) | worn
            )

    def _poured(self, template: str, context: dict[str, Any]) -> bytes:
        text = _with_main(self._env.get_template(template).render(context), template)
        return text.encode("utf-8", errors="xmlcharrefreplace")

    def _by_mkdocs(self, document: Document, is_there: Callable[[str], bool]) -> Page:
        file = _file(document.path, self._config)
        file.content_string = write(document)
        page = Page(None, file, self._config)
        page.read_source(self._config)
        page.render(self._config, _SoughtFiles(self._config, is_there))
        return page

    def _context(self, page: Page | WrittenPage | None, base_url: str = "") -> dict[str, Any]:
        given = mkdocs_build.get_context(
            self._nav, [], self._config, cast(Page | None, page), base_url
        )
        return cast(dict[str, Any], given)

    def missing_page(self, dress: Dress) -> bytes:
        """The page for addresses that hold nothing."""
        with _told_as_engine_error(), _told_at_its_line(self._config):
            worn = asdict(dress) | {"document": None}
            context = self._context(None, self.root) | worn
            return self._poured("404.html", context)

    def assets(self) -> dict[str, Path]:
        """Path below the site -> file, for what the theme brings along as it is."""
        files = Files([])
        visible = _VisibleFiles(self._config.theme.dirs)
        files.add_files_from_theme(self._env.overlay(loader=visible), self._config)
        unused = tuple(f"assets/{folder}/" for folder in _UNUSED)
        return {
            file.src_uri: Path(file.abs_src_path)
            for file in files
            if file.abs_src_path and not file.src_uri.startswith(unused)
        }


class _VisibleFiles(FileSystemLoader):
    """Knows a theme's files without those in hidden folders, which MkDocs leaves out one by one:
    Material keeps fourteen thousand icons there."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for theme in self.searchpath:
            for here, below, names in os.walk(theme):
                below[:] = [name for name in below if not name.startswith(".")]
                found.update(Path(here, name).relative_to(theme).as_posix() for name in names)
        return sorted(found)


class _SoughtFiles(Files):
    """The site's Markdown files, of which none is made before a link leads to it."""

    def __init__(self, config: MkDocsConfig, is_there: Callable[[str], bool]) -> None:
        super().__init__(())
        self._config = config
        self._is_there = is_there

    def get_file_from_path(self, path: str) -> File | None:
        name = PurePosixPath(path).as_posix()
        page = "" if name == file_of("") else name.removesuffix(".md")
        if name != file_of(page) or not self._is_there(page):
            return None
        return _file(page, self._config)


def _file(page: str, config: MkDocsConfig) -> File:
    """The Markdown file of a page as if it stood in generated/."""
    return File(file_of(page), None, config.site_dir, config.use_directory_urls)


@contextlib.contextmanager
def _as_engine_error() -> Iterator[None]:
    try:
        yield
    except Abort as error:
        raise EngineError(str(error.message or "MkDocs stopped")) from error


@contextlib.contextmanager
def _told_as_engine_error(level: int = logging.ERROR) -> Iterator[None]:
    """Nothing reaches the terminal; where it ends, the error says what MkDocs would have said."""
    told: list[str] = []
    handler = _Listener(told, level)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield
    except MkDocsException as error:
        raise EngineError("\n".join([*told, str(error.message)])) from error
    except TemplateError as error:
        raise EngineError(f"the theme cannot be used: {error.message}") from error
    except SkinError as error:
        raise EngineError(str(error)) from error
    finally:
        logger.removeHandler(handler)


@contextlib.contextmanager
def _told_at_its_line(config: MkDocsConfig) -> Iterator[None]:
    """What fails while a template, or a hook of others, is at work is told at its line."""
    try:
        yield
    except Exception as error:
        hooks = [name for name in config.hooks if Path(name).parts[-3:] != HOOK.parts]
        project_dir = Path(config.config_file_path).parent
        fault = fault_in(
            error, project_dir, [*config.theme.dirs, *map(str, map(project_dir.joinpath, hooks))]
        )
        if fault is None:
            raise
        raise EngineError(fault) from error


class _Listener(logging.Handler):
    def __init__(self, told: list[str], level: int) -> None:
        super().__init__(level)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        self._told.append(record.getMessage())


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
