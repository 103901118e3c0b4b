"""Other people's texts, read from a folder outside git and never kept: plain text or saved pages."""

from __future__ import annotations

import re
import stat
from html.parser import HTMLParser
from pathlib import Path

from generator.values import Value

TEXT_LIMIT_BYTES = 20_000_000
ENDINGS = (".txt", ".html", ".htm", ".md")


class TextError(Exception):
    """A file that is no text that can be read; the message says why."""


class SavedText(Value):
    """The words of one file, and the bytes they came from."""

    path: Path
    text: str
    data: bytes


def read_text(path: Path) -> SavedText:
    """The words of a text file or a saved page.

    Errors: TextError for what is no regular file, too large, or not text.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise TextError(f"{path.name} is no regular file")
        if status.st_size > TEXT_LIMIT_BYTES:
            raise TextError(f"{path.name} has more than {TEXT_LIMIT_BYTES:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise TextError(f"{path.name} cannot be read: {error.strerror}") from None
    text = _decoded(data, path.name)
    return SavedText(path, text_of_page(text) if _is_page(path, text) else text, data)


def decoded_page(saved: SavedText) -> str | None:
    """The markup of a saved page; None for plain text."""
    text = _decoded(saved.data, saved.path.name)
    return text if _is_page(saved.path, text) else None


def _is_page(path: Path, text: str) -> bool:
    return path.suffix.lower() in {".html", ".htm"} or _LOOKS_LIKE_PAGE.match(text) is not None


_LOOKS_LIKE_PAGE = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)


def _decoded(data: bytes, name: str) -> str:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TextError(f"{name} is not a text file")
    declared = _CHARSET.search(data[:4_000])
    encodings = ["utf-8-sig"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings.insert(0, "utf-16")
    if declared:
        encodings.append(declared.group(1).decode("ascii"))
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise TextError(f"{name} is not UTF-8; save it as UTF-8")


# --- saved pages -----------------------------------------------------------------------------

UNENDED_LIMIT = 1_000
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary
    table tbody td tfoot th thead tr ul""".split()
)  # fmt: skip
_UNSEEN = frozenset(
    "script style noscript template nav button select svg iframe head object textarea".split()
)
# Classes that say of themselves that an element is no part of the text.
_ADVERTS = frozenset("ad ads advert advertisement sponsored".split())
_VOID = frozenset("br hr img input meta link source area base col embed param track wbr".split())


def text_of_page(html: str) -> str:
    """What a reader of a page sees: its paragraphs, apart by empty lines; its title first.

    What only steers (scripts, navigation, buttons) or is marked as an advert is left out. A `q` gets marks; so does a
    `blockquote` that has none, because the page sets it as somebody's words.
    Errors: TextError for a page of which so many tags never end that reading it would take minutes.
    """
    if html.count("<") - html.count(">") > UNENDED_LIMIT:
        raise TextError("this page is broken off: many of its tags never end; save it again")
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.parts: list[str] = []
        self.unseen: list[str] = []
        self.title: list[str] | None = None
        self.page_title = ""
        self.quote_starts: list[int] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "title" and not self.page_title:
            self.title = []
            return
        hidden = dict(attributes)
        is_hidden = "hidden" in hidden or hidden.get("aria-hidden") == "true"
        is_hidden = is_hidden or not _ADVERTS.isdisjoint((hidden.get("class") or "").split())
        if tag == "body":
            # A head that was never closed ends here.
            self.unseen = []
        if tag in _UNSEEN or (is_hidden and tag not in _VOID):
            self.unseen.append(tag)
        if tag == "br":
            self.parts.append("\n")
        elif tag == "q":
            self.parts.append("“")
        elif tag in _BLOCKS:
            self._flush()
        if tag == "blockquote":
            self.quote_starts.append(len(self.paragraphs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self.title is not None:
            self.page_title = " ".join("".join(self.title).split())
            self.title = None
        if tag in self.unseen:
            while self.unseen.pop() != tag:
                pass
            return
        if tag == "q":
            self.parts.append("”")
        elif tag in _BLOCKS:
            self._flush()
        if tag == "blockquote" and self.quote_starts:
            self._set_as_speech(self.quote_starts.pop())

    def handle_data(self, data: str) -> None:
        if self.title is not None:
            self.title.append(data)
        elif not self.unseen:
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _flush(self) -> None:
        text = re.sub(r" *\n *", "\n", "".join(self.parts)).strip()
        self.parts.clear()
        if text and not self.unseen:
            self.paragraphs.append(text)

    def _set_as_speech(self, start: int) -> None:
        inside = self.paragraphs[start:]
        words = [p for p in inside if not re.match(r"\s*[—–―]", p)]
        if not words or any(p[0] in '“"«„‘‚‹' for p in words):
            return
        last = self.paragraphs.index(words[-1], start)
        for index in range(start, last + 1):
            if self.paragraphs[index] in words:
                self.paragraphs[index] = "“" + self.paragraphs[index]
        self.paragraphs[last] += "”"

    def text(self) -> str:
        self._flush()
        title = self.page_title
        if title and self.paragraphs and self.paragraphs[0] not in title:
            return "\n\n".join([title, *self.paragraphs])
        return "\n\n".join(self.paragraphs)
