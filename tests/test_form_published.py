"""The form on the published site: off, unless mkdocs.yml says where it saves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from generator.engines.mkdocs_adapter import EngineError, build_site
from generator.form import FormLacks, admin_files

from conftest import ROOT

pytestmark = pytest.mark.slow

HOST = "  admin: {host: github, repository: desk/site, branch: main}\n"


def _switched_on(project: Path, setting: str = HOST) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("extra:\n", f"extra:\n{setting}"), encoding="utf-8")


def test_the_form_of_the_site_saves_on_its_code_host(golden_project: Path) -> None:
    """Switched on, it is there with its own policy, and the other pages keep theirs."""
    try:
        admin_files(ROOT)
    except FormLacks as lack:
        pytest.skip(str(lack))
    _switched_on(golden_project)

    build_site(golden_project, golden_project / "site")

    site = golden_project / "site"
    settings = json.loads((site / "admin" / "settings.json").read_text(encoding="utf-8"))
    backend = {"name": "github", "repo": "desk/site", "branch": "main", "auth_methods": ["token"]}
    assert settings["form"]["backend"] == backend
    assert not settings["isLocal"]
    page = (site / "admin" / "index.html").read_text(encoding="utf-8")
    assert "connect-src 'self' data: https://api.github.com;" in page
    headers = (site / "_headers").read_text(encoding="utf-8")
    assert headers.endswith(
        "/admin/*\n  ! Content-Security-Policy\n  ! Cross-Origin-Opener-Policy\n"
    )
    assert "/admin" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_wrong_setting_stops_the_build_and_says_what_to_write(
    golden_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A half setting is not taken for no setting."""
    _switched_on(golden_project, "  admin: true\n")

    with pytest.raises(EngineError):
        build_site(golden_project, golden_project / "site")

    assert "mkdocs.yml: extra.admin takes host:" in capsys.readouterr().err
