"""The one place where a text becomes HTML: escaped text, attributes, elements."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import quote

# White space that is not one space between two words: those are let stand.
_SPACE = re.compile(r"\s{2,}|[^\S ]")


# For texts: a name, a title or an address stands on many pages.
once = lru_cache(1 << 13)


@once
def single_spaced(text: str) -> str:
    """`text` with white space as wide as one space."""
    return _SPACE.sub(" ", text)


@once
def escaped(text: str) -> str:
    """Text for an element's content; white space is as wide as one space."""
    return html.escape(single_spaced(text), quote=False)


@once
def attribute(text: str) -> str:
    """Text for a quoted attribute."""
    return html.escape(single_spaced(text), quote=True)


@once
def address(href: str) -> str:
    """An address for an attribute; whatever an address cannot hold is percent-encoded."""
    return html.escape(quote(href, safe="%/:?#@!$&*+,;=~-._()'"), quote=True)


def element(tag: str, content: str, css: str | None = None, **attributes: str | None) -> str:
    """`<tag class="css" …>content</tag>`; attribute values are escaped here, content is not."""
    told = f' class="{css}"' if css else ""
    for name, value in attributes.items():
        if value is not None:
            told += f' {name.rstrip("_").replace("_", "-")}="{attribute(value)}"'
    return f"<{tag}{told}>{content}</{tag}>"


def icon(name: str) -> str:
    """A symbol of the page's sprite (site_config/theme/partials/sprite.html)."""
    return f'<svg class="i" aria-hidden="true"><use href="#_{name}"/></svg>'
