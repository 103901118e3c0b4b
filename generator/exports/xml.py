"""XML as bytes: the same tree gives the same bytes, and no character breaks it."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree

Element = ElementTree.Element
FIRST_LINE = '<?xml version="1.0" encoding="utf-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def child(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new element at the end of `parent`; characters that XML has no room for are left out."""
    kept = {name: _allowed(value) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, kept)
    if text is not None:
        element.text = _allowed(text)
    return element


def written(root: Element) -> bytes:
    """A whole document in UTF-8, indented, ending in a line break."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f"{FIRST_LINE}{body}\n".encode()


def escaped(text: str) -> str:
    """Text between two tags."""
    return escape(_allowed(text), quote=False)


def _allowed(text: str) -> str:
    return _NOT_XML.sub("", text)
