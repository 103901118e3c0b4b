"""The files below /admin/: the page, its settings, and the programs from the locked packages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from generator.form.checkout import entries, ids_of, lists
from generator.form.configuration import configuration, endings, kinds_of_hands, written_shapes
from generator.form.fields import Config
from generator.form.hosts import CodeHost, backend
from generator.schema import first_line

_BROWSER = Path(__file__).resolve().parent / "browser"
_PACKAGES = Path("node_modules")
_PROGRAM = _PACKAGES / "@sveltia" / "cms" / "dist" / "sveltia-cms.js"
_FONTS = _PACKAGES / "@sveltia" / "cms" / "npm" / "assets"
_FONT_ADDRESS = re.compile(
    rb"https://cdn\.[a-z.]+/fontsource/fonts/(?P<family>[a-z0-9-]+)[^/\"']*/(?P<style>[a-z0-9-]+)\.woff2"
)
_YAML = _PACKAGES / "yaml" / "browser"
_OURS = ("index.html", "form.css", "start.js", "bridge.js", "record.js", "weave.js", "emit.js")

SETTINGS = "settings.json"

# Stands in the page's own head; the program sets styles as it goes, and its fonts are part of it.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data:{hosts}; "
    "manifest-src 'self' blob: data:; form-action 'none'; base-uri 'none'"
)


class FormLacks(Exception):  # noqa: N818
    """The locked packages are not on this machine; the message says how to get them."""


def admin_files(
    project_dir: Path, name: str = "Groundwork", host: CodeHost | None = None
) -> Mapping[str, bytes]:
    """Every file below /admin/, by its path there.

    Without `host` the form works on the checkout through the preview server.
    Errors: FormLacks where the packages were not fetched.
    """
    return {
        **_fixed_files(),
        "index.html": _page(host),
        SETTINGS: _settings(project_dir, name, host),
    }


def admin_file(project_dir: Path, path: str, name: str = "Groundwork") -> bytes | None:
    """One of the files for work on the checkout; None where there is none of that path.

    Errors: FormLacks where the packages were not fetched.
    """
    if path == "index.html":
        return _page(None)
    if path == SETTINGS:
        return _settings(project_dir, name, None)
    return _fixed_files().get(path)


def _page(host: CodeHost | None) -> bytes:
    return _fixed_files()["index.html"].replace(b"{policy}", policy(host).encode())


def _settings(project_dir: Path, name: str, host: CodeHost | None) -> bytes:
    return (json.dumps(settings_of(project_dir, name, host), ensure_ascii=False) + "\n").encode()


@lru_cache(maxsize=1)
def _fixed_files() -> dict[str, bytes]:
    """What is the same for each project; read once, as a page asks for some eighty of them."""
    if not (_BROWSER / _PROGRAM).is_file() or not (_BROWSER / _YAML).is_dir():
        raise FormLacks("the form's program is not here yet; fetch it with: make form")
    found = [
        *(_BROWSER / _YAML).rglob("*.js"),
        *(_BROWSER / _FONTS).glob("*.woff2"),
        # Whoever publishes the form passes these on, too.
        *(_BROWSER / _FONTS).glob("*.LICENSE.txt"),
        *(_BROWSER / _PACKAGES / "yaml").glob("LICENSE"),
    ]
    paths = [*map(Path, _OURS), _PROGRAM, *(path.relative_to(_BROWSER) for path in sorted(found))]
    files = {path.as_posix(): (_BROWSER / path).read_bytes() for path in paths}
    files[_PROGRAM.as_posix()] = _with_own_fonts(files[_PROGRAM.as_posix()], tuple(files))
    return files


def _with_own_fonts(program: bytes, paths: tuple[str, ...]) -> bytes:
    """The program names its fonts at a network's address; the same ones lie in its package."""

    def own(found: re.Match[bytes]) -> bytes:
        family, style = found["family"].decode(), found["style"].decode()
        path = next((p for p in paths if f"/{family}-{style}-" in p and p.endswith("woff2")), "")
        return path.encode()

    return _FONT_ADDRESS.sub(own, program)


def policy(host: CodeHost | None = None) -> str:
    """What the page may ask of whom: itself alone, and in production its code host's interface."""
    hosts = "" if host is None else f" {host.origin}"
    return _POLICY.format(hosts=hosts)


def settings_of(project_dir: Path, name: str, host: CodeHost | None) -> Config:
    """What start.js reads; ids tell a person from a publication where either may stand."""
    known = entries(project_dir)
    listed = {} if host is None else lists(project_dir)
    return {
        "isLocal": host is None,
        "hosts": [] if host is None else [host.origin],
        "form": configuration(name, backend(host), listed),
        "lists": list(listed),
        "shapes": written_shapes(),
        "endings": endings(),
        "heads": {kind: first_line(kind) + "\n" for kind in endings() if endings()[kind] == "yml"},
        "ids": {kind: sorted(ids_of(known, kind)) for kind in kinds_of_hands()},
    }
