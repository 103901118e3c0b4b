"""Hugo on the same Markdown: header, menu, footer and head of a page, resolved links, a search file."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

from ..corpus import Corpus
from ..environment import Environment
from .material import ADDRESS, DESCRIPTION, MARK, NAME, menu
from .tool import EDITED, Contender, Lack, Tool

SITE = Path(__file__).resolve().parent.parent / "hugo_site"
# Python-Markdown's attribute lists differ from Goldmark's by a colon.
_ATTRIBUTES = re.compile(r"\{: ([^{}\n]*)\}$", re.MULTILINE)


def for_goldmark(markdown: str) -> str:
    return _ATTRIBUTES.sub(r"{\1}", markdown)


def told_version(environment: Environment) -> str | Lack:
    binary = environment.hugo
    told = environment.version_told_by(str(binary), "version") if binary else ""
    found = re.search(r"v(\d[\d.]*)", told)
    return found[1] if found else Lack(environment.why_lacking("hugo"))


def laid_out(
    corpus: Corpus, folder: Path, environment: Environment, *,
    written: Callable[[str, str], str] = lambda _, markdown: markdown, over: tuple[str, ...] = (),
) -> Tool:  # fmt: skip
    """The site in `folder`. `written` is given each page and its Markdown, and returns the Markdown as it
    is to be written; `over` are settings that go over the others, in `folder`.
    """
    shutil.copytree(SITE, folder)
    content = folder / "content"
    for source in sorted(corpus.markdown.rglob("*.md")):
        path = source.relative_to(corpus.markdown)
        page = "" if str(path) == "index.md" else path.with_suffix("").as_posix()
        # Beside a file of the name index.md Hugo takes all others for its attachments.
        target = content / (path if page else "_index.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        markdown = for_goldmark(written(page, source.read_text("utf-8")))
        target.write_text(markdown, encoding="utf-8")
    shutil.copytree(ROOT / "site_config" / "theme" / "assets", folder / "static" / "assets")
    _write_settings(folder / "config", corpus)
    edited = content / f"{EDITED}.md"
    remembered, built = folder / "remembered", folder / "public"
    files = ",".join(("hugo.toml", "config/site.json", *over))
    settings = ("--cacheDir", str(remembered), "--config", files)
    command = (str(environment.hugo), "build", "--quiet", *settings)
    serving = (str(environment.hugo), "server", *settings, "--port")
    state = (remembered, folder / "resources", folder / ".hugo_build.lock")
    mark = for_goldmark(MARK)
    return Tool(
        command, folder, built, state, edited, edited.read_text("utf-8"), mark, serving=serving
    )


def _prepare(corpus: Corpus, folder: Path, environment: Environment) -> Tool:
    return laid_out(corpus, folder, environment)


def _write_settings(folder: Path, corpus: Corpus) -> None:
    folder.mkdir()
    entries = [
        {"name": Path(file).stem.title(), "pageRef": f"/{Path(file).stem}", "weight": number + 1}
        for number, file in enumerate(menu(corpus.markdown)[1:])
    ]
    settings = {
        "baseURL": ADDRESS, "title": NAME, "params": {"description": DESCRIPTION},
        "menus": {"main": entries},
    }  # fmt: skip
    (folder / "site.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")


CONTENDER = Contender("hugo", told_version, _prepare)
