"""What a saved page declares of itself in its head: title, publisher, author, day, address, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from generator.dates import DateError, PartialDate
from generator.values import Value, asdict, replace

ARTICLE_TYPES = re.compile(r"(?:News|Blog|Reportage|Opinion|Analysis)?(?:Article|Posting)$|Report$")
# A page may hold anything; what describes it is short.
VALUE_LIMIT = 600
NESTING_LIMIT = 12


class Declared(Value):
    """What is told of a text, as it is told; None where it is not."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: PartialDate | None = None
    language: str | None = None
    url: str | None = None
    # Whose text it is, by the page's own word, and the words for that.
    first_published_by: str | None = None
    kind: str | None = None

    def or_else(self, other: Declared) -> Declared:
        """This, and what it lacks from the other."""
        lacking = {
            name: value for name, value in asdict(other).items() if getattr(self, name) is None
        }
        return replace(self, **lacking)


def declared_in(html: str) -> Declared:
    """What a page says of itself: JSON-LD first, then its `meta` and `link`, then its `html`.

    What is missing there is looked for on the page by trafilatura, where that is installed.
    """
    head = _Head()
    head.feed(html)
    head.close()
    said = _of_json(head.scripts).or_else(_of_meta(head))
    return said.or_else(_of_page(html))


class _Head(HTMLParser):
    """Collects `meta`, `link rel=canonical`, `html lang` and JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.canonical: str | None = None
        self.language: str | None = None
        self.scripts: list[str] = []
        self._is_data = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "html":
            self.language = given.get("lang") or self.language
        elif tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            if given.get("content"):
                self.meta.setdefault(name.lower(), given["content"])
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.canonical = self.canonical or given.get("href")
        elif tag == "script" and "ld+json" in given.get("type", ""):
            self._is_data = True
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._is_data = False

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.scripts[-1] += data


# --- JSON-LD -----------------------------------------------------------------------------------


def _of_json(scripts: list[str]) -> Declared:
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            if any(ARTICLE_TYPES.search(str(kind)) for kind in _listed(thing.get("@type"))):
                return _of_thing(thing)
    return Declared()


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > NESTING_LIMIT:
        return
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            if isinstance(item, (dict, list)):
                yield from _things(item, depth + 1)


def _of_thing(thing: dict[str, Any]) -> Declared:
    page = thing.get("mainEntityOfPage")
    address = page.get("@id") if isinstance(page, dict) else page
    return Declared(
        title=_line(thing.get("headline") or thing.get("name")),
        publisher=_names(thing.get("publisher")),
        author=_names(thing.get("author")),
        date=_day(thing.get("datePublished")),
        language=_tag(thing.get("inLanguage")),
        url=_address(thing.get("url")) or _address(address),
        first_published_by=_names(thing.get("isBasedOn")),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names(value: Any) -> str | None:
    """The names of one or several persons or bodies, as English lists them."""
    names = [_line(v.get("name") if isinstance(v, dict) else v) for v in _listed(value)]
    return joined([name for name in names if name and not _address(name)])


def joined(names: list[str]) -> str | None:
    """ "A", "A and B", "A, B and C"; None of nobody."""
    kept = list(dict.fromkeys(names))
    return (
        " and ".join([", ".join(kept[:-1]), kept[-1]]) if len(kept) > 1 else "".join(kept) or None
    )


# --- meta, link and html -----------------------------------------------------------------------

_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "publish-date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip


def _of_meta(head: _Head) -> Declared:
    meta = head.meta
    author = next((_line(meta[k]) for k in ("author", "article:author", "dc.creator", "parsely-author", "byl") if k in meta), None)  # fmt: skip
    return Declared(
        title=_line(meta.get("og:title") or meta.get("twitter:title") or meta.get("dc.title")),
        publisher=_line(meta.get("og:site_name") or meta.get("dc.publisher")),
        author=None if author is None or _address(author) else re.sub(r"^By ", "", author),
        date=next((day for day in (_day(meta.get(key)) for key in _DATES) if day), None),
        language=_tag(head.language) or _tag(meta.get("og:locale")),
        url=_address(head.canonical) or _address(meta.get("og:url")),
        first_published_by=_line(meta.get("syndication-source") or meta.get("original-source")),
    )


def _line(value: Any) -> str | None:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return words if words and words.isprintable() and len(words) <= VALUE_LIMIT else None


def _day(value: Any) -> PartialDate | None:
    match = re.match(r"\d{4}-\d{2}-\d{2}", value.strip()) if isinstance(value, str) else None
    try:
        return PartialDate.parse(match.group()) if match else None
    except DateError:
        return None


def _tag(value: Any) -> str | None:
    found = (
        re.fullmatch(r"([a-z]{2,3})(?:[-_]([A-Z]{2}))?", value) if isinstance(value, str) else None
    )
    return "-".join(part for part in found.groups() if part) if found else None


def _address(value: Any) -> str | None:
    is_address = isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"'`\\^{|}\[\]]+", value)
    return value if is_address and len(value) <= VALUE_LIMIT else None


# --- the page itself ---------------------------------------------------------------------------


def _of_page(html: str) -> Declared:
    """What trafilatura reads off the page: a by-line or a time that is set as one."""
    try:
        from trafilatura import extract_metadata
    except ImportError:
        return Declared()
    # Only what the page sets as its own: no day is guessed from its text.
    exact = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    try:
        found = extract_metadata(html, date_config=exact, extensive=False)
    except Exception:
        # A page that another library cannot read is no mistake of the editor's.
        return Declared()
    author = joined(
        [name.strip() for name in (_line(found.author) or "").split(";") if name.strip()]
    )
    host = re.sub(r"^www\.", "", found.hostname or "")
    publisher = _line(found.sitename)
    return Declared(
        title=_line(found.title),
        # It takes the host for a name where there is none.
        publisher=publisher
        if publisher and publisher.lower() not in {host, f"www.{host}"}
        else None,
        author=author,
        date=_day(found.date),
        url=_address(found.url),
    )
