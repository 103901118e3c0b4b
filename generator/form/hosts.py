"""Where the published form saves: a code host, through its own login."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.form.fields import Config
from generator.values import Value

_APIS = {
    "github": "https://api.github.com",
    "gitlab": "https://gitlab.com/api/v4",
    "gitea": "https://gitea.com/api/v1",
}
_KEYS = ("host", "repository", "branch", "sign_in", "api")


class CodeHost(Value):
    """The code host, the repository there, and who signs people in.

    `name` is one of github, gitlab and gitea; `sign_in` the address of the server that speaks to
    the host's login, None where people give a token instead; `api` that of a host of one's own.
    """

    name: str
    repository: str
    branch: str
    sign_in: str | None = None
    api: str | None = None

    @property
    def origin(self) -> str:
        """The one address that the form asks besides its own."""
        parts = urlsplit(self.api or _APIS[self.name])
        return f"{parts.scheme}://{parts.netloc}"


def code_host(value: object) -> CodeHost | None:
    """What `extra.admin` of mkdocs.yml says; None where the form is not to be published.

    Errors: ValueError, with what to write, for anything else.
    """
    if value is None or value is False:
        return None
    if not isinstance(value, Mapping):
        raise ValueError("extra.admin takes host:, repository: and branch:, each on its own line")
    given: Mapping[str, Any] = value
    strange = [key for key in given if key not in _KEYS]
    if strange:
        raise ValueError(f"extra.admin has no key {strange[0]}; it takes {', '.join(_KEYS)}")
    name, repository = given.get("host"), given.get("repository")
    if name not in _APIS:
        raise ValueError(f"extra.admin.host is one of {', '.join(_APIS)}")
    if not isinstance(repository, str) or not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+", repository):
        raise ValueError("extra.admin.repository is written owner/name")
    for key in ("sign_in", "api"):
        address = given.get(key)
        if address is not None and not re.fullmatch(
            r"https://[\w.:-]+(?:/[\w./-]*)?", str(address)
        ):
            raise ValueError(f"extra.admin.{key} is an address that begins with https://")
    branch = str(given.get("branch", "main"))
    return CodeHost(name, repository, branch, given.get("sign_in"), given.get("api"))


def backend(host: CodeHost | None) -> Config:
    """The same in the words of the form's program; None is the checkout."""
    if host is None:
        # The program wants a code host's name even where none is asked anything.
        return {"name": "github", "repo": "local/checkout", "auth_methods": ["oauth"]}
    found: Config = {"name": host.name, "repo": host.repository, "branch": host.branch}
    if host.sign_in:
        found["base_url"] = host.sign_in
    else:
        found["auth_methods"] = ["token"]
    if host.api:
        found["api_root"] = host.api
    return found


# A static host's headers for all pages forbid what the form needs: styles of its own making, and a
# window for signing in. The form's page has its own policy in its head.
_LIFTED = ("Content-Security-Policy", "Cross-Origin-Opener-Policy")


def headers_below_admin() -> str:
    """Lines for `_headers`, as Cloudflare Pages reads them: what is not sent below /admin/."""
    return "\n".join(["/admin/*", *(f"  ! {name}" for name in _LIFTED)]) + "\n"


def apache_below_admin() -> str:
    """The same for Apache, as `.htaccess` of that folder."""
    lines = [f"  Header always unset {name}" for name in _LIFTED]
    return "\n".join(["<IfModule mod_headers.c>", *lines, "</IfModule>"]) + "\n"
