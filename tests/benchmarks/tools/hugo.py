"""Hugo on the same Markdown: header, menu, footer and head of a page, resolved links, a search file."""

from __future__ import annotations

import json
import re
import shutil
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


def _version(environment: Environment) -> str | Lack:
    binary = environment.hugo
    told = environment.version_told_by(str(binary), "version") if binary else ""
    found = re.search(r"v(\d[\d.]*)", told)
    return found[1] if found else Lack(environment.why_lacking("hugo"))


def _prepare(corpus: Corpus, folder: Path, environment: Environment) -> Tool:
    shutil.copytree(SITE, folder)
    content = folder / "content"
    for source in sorted(corpus.markdown.rglob("*.md")):
        path = source.relative_to(corpus.markdown)
        # Beside a file of the name index.md Hugo takes all others for its attachments.
        target = content / ("_index.md" if str(path) == "index.md" else path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(for_goldmark(source.read_text("utf-8")), encoding="utf-8")
    shutil.copytree(ROOT / "site_config" / "theme" / "assets", folder / "static" / "assets")
    _write_settings(folder / "config", corpus)
    edited = content / f"{EDITED}.md"
    remembered, built = folder / "remembered", folder / "public"
    settings = ("--cacheDir", str(remembered), "--config", "hugo.toml,config/site.json")
    command = (str(environment.hugo), "build", "--quiet", *settings)
    serving = (str(environment.hugo), "server", *settings, "--port")
    state = (remembered, folder / "resources", folder / ".hugo_build.lock")
    mark = for_goldmark(MARK)
    return Tool(
        command, folder, built, state, edited, edited.read_text("utf-8"), mark, serving=serving
    )


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


CONTENDER = Contender("hugo", _version, _prepare)
