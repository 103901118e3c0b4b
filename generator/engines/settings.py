"""What mkdocs.yml says of us, and what in it no site of ours can be built with."""

from __future__ import annotations

import os
import re
from collections.abc import MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.form import code_host
from generator.publishing import Settings

TREE = "generated"
_DAY = "SOURCE_DATE_EPOCH"


class SettingsError(ValueError):
    """What is wrong, where, and what to write."""


def settings_of(config: Any, project_dir: Path) -> Settings:
    """Our settings; `config` is MkDocs' own of them.

    Errors: SettingsError for one that would harm the project or its readers.
    """
    _require_own_tree(config.docs_dir, project_dir)
    _require_our_addresses(config)
    _require_a_day(os.environ)
    try:
        form = code_host(config.extra.get("admin"))
    except ValueError as error:
        raise SettingsError(f"mkdocs.yml: {error}") from None
    return Settings(
        config.site_name, config.site_description or "", _address(config.site_url or ""),
        _repository(config.extra.get("repository")), form,
    )  # fmt: skip


def _require_own_tree(docs_dir: str, project_dir: Path) -> None:
    # MkDocs knows the folder by its name without "..".
    tree = Path(os.path.abspath(project_dir / TREE))  # noqa: PTH100
    if Path(docs_dir) != tree:
        raise SettingsError(
            f"mkdocs.yml: docs_dir must be {TREE}: all that the folder holds is made anew in each build, "
            "and whatever else stands in it would be gone"
        )
    if tree.is_symlink():
        raise SettingsError(
            f"{TREE} is a symbolic link, and all that it leads to would be gone; remove the link"
        )


def _require_our_addresses(config: Any) -> None:
    if not config.use_directory_urls:
        raise SettingsError(
            "mkdocs.yml: use_directory_urls must be true: our links lead to folders, and none would be found"
        )
    for key in ("exclude_docs", "draft_docs"):
        if getattr(config, key):
            raise SettingsError(
                f"mkdocs.yml: {key} would leave out pages to which others lead; take it out, and write "
                "draft: true in the record"
            )


def _require_a_day(environment: MutableMapping[str, str]) -> None:
    """The day of a build, should somebody have set it; one that is empty is none."""
    if not environment.get(_DAY, "?"):
        del environment[_DAY]
    if _DAY not in environment:
        return
    try:
        datetime.fromtimestamp(int(environment[_DAY]), UTC)
    except (ValueError, OverflowError, OSError):
        raise SettingsError(
            f"{_DAY} is {environment[_DAY]!r}, which is no day; give seconds since 1970, or unset it"
        ) from None


def _address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise SettingsError(
            "mkdocs.yml has no site_url that begins with https://; feeds, maps for search engines and "
            "citations need the site's address"
        )
    if not _is_address(url) or set(url) & {"?", "#"}:
        raise SettingsError(
            f"mkdocs.yml: site_url is {url!r}; write a host and the path of the site, such as "
            "https://example.org/news/"
        )
    return url if url.endswith("/") else f"{url}/"


def _repository(url: object) -> str | None:
    if not url:
        return None
    if (
        not isinstance(url, str)
        or not url.startswith(("https://", "http://"))
        or not _is_address(url)
    ):
        raise SettingsError(
            f"mkdocs.yml: extra.repository is {url!r}; write where the records stand on their code host, "
            "such as https://code.example/owner/name/blob/main"
        )
    return url.rstrip("/")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # A port that is none is found out when it is asked for.
        return bool(parts.hostname) and parts.port != 0 and not re.search(r"[\s\"'<>\\]", url)
    except ValueError:
        return False
