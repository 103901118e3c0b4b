"""What our build says in the head of a page, as the front matter that an author of a Hugo site would write.

Hugo has no records: what our pages are made from, it is told beside their Markdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from generator.cards import card_path, owns_card

from .material import ADDRESS

RECORDS = {"articles": "article", "topics": "explainer", "issues": "issue"}
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_PROPERTY = re.compile(r'<meta property="article:(\w+)" content="([^"]*)">')
_KICKER = re.compile(r"^(.+)\n\{: \.kicker \}$", re.MULTILINE)
_HEADING = re.compile(r"^# (.+?)(?: \{: #top \})?$", re.MULTILINE)
_HEAD_END = "\n---\n"

Node = dict[str, Any]


def with_front_matter(page: str, markdown: str, html: str) -> str:
    """The Markdown of a page with what `front_matter` finds, one key a line; JSON is YAML.

    Errors: ValueError where the Markdown has no front matter to add to.
    """
    head, end, body = markdown.partition(_HEAD_END)
    if not end:
        raise ValueError(f"/{page}/ has no front matter")
    found = front_matter(page, markdown, html)
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in found.items())
    return "\n".join([head, *lines]) + end + body


def front_matter(page: str, markdown: str, html: str) -> dict[str, Any]:
    """Of the page at `page`, "" for the front page, whose HTML our build wrote.

    `schema` is its type at schema.org, `picture` the path of the picture that it shows, and `card` is there
    where the picture is its own. All keys are lower case, as Hugo reads them.
    """
    nodes = _nodes(html)
    own = nodes[-1] if not page else nodes[0]
    told = list(_properties(html))
    section, _, rest = page.partition("/")
    record = RECORDS.get(section) if rest and "/" not in rest else None
    based_on = [_published(node) for node in own.get("isBasedOn") or own.get("citation") or []]
    found = {
        "schema": own["@type"],
        "headline": _headline(markdown),
        "record": record,
        "date": next((value for key, value in told if key == "published_time"), None),
        "lastmod": next((value for key, value in told if key == "modified_time"), None),
        "topics": [value for key, value in told if key == "tag"],
        "abstract": own.get("abstract"),
        "based_on": based_on,
        "statements": [_statement(each) for each in nodes if each["@type"] in ("Quotation", "Claim")],
        "entity": _entity(own, nodes),
        "picture": card_path(page),
    }  # fmt: skip
    if record == "article" and based_on:
        source = based_on[0]
        found |= {
            "publisher": source["publisher"],
            "about_url": source["url"],
            "day": source["date"],
        }
    if record == "explainer":
        # Beside its pages it has feeds.
        found["outputs"] = ["html", "markdown", "atom", "jsonfeed"]
    if owns_card(page):
        kicker = _KICKER.search(markdown)
        found["card"] = {"kind": kicker[1] if kicker else "", "day": found.get("day", "")}
    return {key: value for key, value in found.items() if value}


def _nodes(html: str) -> list[Node]:
    data = _DATA.search(html)
    if data is None:
        raise ValueError("a page without JSON-LD")
    return list(json.loads(data[1])["@graph"])


def _properties(html: str) -> Iterator[tuple[str, str]]:
    for key, value in _PROPERTY.findall(html):
        yield key, unescape(value)


def _headline(markdown: str) -> str:
    found = _HEADING.search(markdown)
    if found is None:
        raise ValueError("a page without a heading")
    return re.sub(r"\\(\W)", r"\1", found[1])


def _published(node: Node) -> dict[str, str]:
    """What a page rests on."""
    return {
        "schema": node["@type"], "id": _path(node.get("@id", "")), "title": node["name"],
        "publisher": node["publisher"]["name"], "url": node.get("url", ""),
        "date": node.get("datePublished", ""),
    }  # fmt: skip


def _statement(node: Node) -> dict[str, Any]:
    speaker = node.get("spokenByCharacter") or node["author"]
    return {
        "id": node["@id"].partition("#")[2], "text": node["text"], "exact": node["@type"] == "Quotation",
        "speaker": _path(speaker["@id"]), "date": node["dateCreated"],
    }  # fmt: skip


def _entity(own: Node, nodes: list[Node]) -> dict[str, str] | None:
    """Whom or what a page is about, where that has a node of its own."""
    about = own.get("about")
    named = about.get("@id") if isinstance(about, dict) else None
    node = next((each for each in nodes if each.get("@id") == named), None) if named else None
    if node is None or own["@type"] not in ("WebPage", "ProfilePage"):
        return None
    entity = {"schema": node["@type"], "id": _path(node["@id"]), "name": node["name"]}
    if "publisher" in node:
        entity |= {
            "publisher": node["publisher"]["name"], "url": node.get("url", ""),
            "date": node.get("datePublished", ""),
        }  # fmt: skip
    return entity


def _path(address: str) -> str:
    """An address of the site without the part that Hugo puts before it."""
    return address.removeprefix(ADDRESS)
