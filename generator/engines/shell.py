"""The theme around a page's text, rendered once for all pages that wear the same and then filled in.

Jinja needs milliseconds for what hardly differs between two pages. So the shell of a page is kept
with holes in it: for its text, its title and policies, and the parts of the theme that PARTS names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, cast

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment

from generator.engines.asked import asked_beyond

# The partials of the theme that differ from page to page; they are rendered for each.
PARTS = ("partials/head.html", "partials/use.html")
PAGE = "main.html"
# No text of a theme or a page holds this character.
_MARK = "\x00"


class HasContent(Protocol):
    """MkDocs' page, as far as templates ask for it."""

    content: str | None

    @property
    def url(self) -> str: ...


Context = Mapping[str, Any]
# What a page's templates are given beside its text, its page and its address.
Worn = Mapping[str, Any]


@dataclass
class Shells:
    """Pages filled into their shells.

    `context` makes what the templates are given for a page of MkDocs. Where the theme asks for more
    than a shell can tell, or a shell does not give what Jinja gives for the first page that wears it,
    pages are Jinja's own.
    Errors: TemplateError for a theme that cannot be read.
    """

    env: Environment
    context: Callable[[HasContent], Context]
    _shells: dict[object, tuple[str, ...] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._can_be_kept = not asked_beyond(self.env, PAGE, PARTS)
        holes = DictLoader({name: _hole(name) for name in PARTS})
        loader = ChoiceLoader([holes, cast(BaseLoader, self.env.loader)])
        self._with_holes = self.env.overlay(loader=loader, cache_size=50)

    def page(self, page: HasContent, worn: Worn) -> str:
        """A whole page of the site; `page` has its text, `worn` what it wears."""
        context = {**self.context(page), **worn}
        if not self._can_be_kept:
            return self._by_jinja(context)
        own = page.url if page.url in _addresses(worn) else None
        key = (worn["skin"], _folder_of(page.url), own)
        if key not in self._shells:
            shell = self._shell(context, page, worn)
            whole = self._by_jinja(context)
            fits = _filled(shell, self._fillings(context, page, worn)) == whole
            self._shells[key] = shell if fits else None
            return whole
        shell_of_it = self._shells[key]
        if shell_of_it is None:
            return self._by_jinja(context)
        return _filled(shell_of_it, self._fillings(context, page, worn))

    def _by_jinja(self, context: Context) -> str:
        return self.env.get_template(PAGE).render(context)

    def _shell(self, context: Context, page: HasContent, worn: Worn) -> tuple[str, ...]:
        """Texts and the names of holes in turn."""
        text, page.content = page.content, _hole("content")
        head = replace(
            worn["head"],
            title=_hole("title"),
            content_security_policy=_hole("policy"),
            referrer=_hole("referrer"),
        )
        try:
            rendered = self._with_holes.get_template(PAGE).render({**context, "head": head})
        finally:
            page.content = text
        return tuple(rendered.split(_MARK))

    def _fillings(self, context: Context, page: HasContent, worn: Worn) -> dict[str, str]:
        head = worn["head"]
        escape = self.env.filters["e"]
        return {
            "content": page.content or "",
            "title": str(escape(head.title)),
            "policy": str(escape(head.content_security_policy)),
            "referrer": head.referrer,
            **{name: self.env.get_template(name).render(context) for name in PARTS},
        }


def _hole(name: str) -> str:
    return f"{_MARK}{name}{_MARK}"


def _filled(shell: tuple[str, ...], fillings: Mapping[str, str]) -> str:
    parts = list(shell)
    parts[1::2] = [fillings[name] for name in shell[1::2]]
    return "".join(parts)


def _folder_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[0]


def _addresses(worn: Worn) -> frozenset[str]:
    """Addresses of which a shell tells whether its page is the one there: home, and the menu's."""
    return frozenset({"./", *(item.url for item in worn["skin"].menu)})
