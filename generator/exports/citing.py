"""How to cite a page: in words, as BibTeX and as CSL-JSON.

The day on which it was read is the reader's to add. A year is given where git knows the first
day of the page or an editor said as of when it holds, else "No date".
"""

from __future__ import annotations

import json
import re
from datetime import date

from generator.document import Document
from generator.exports.publication import Publication
from generator.exports.words import headline
from generator.model import Topic
from generator.pages.parts import day_words
from generator.values import Value


class Cited(Value):
    """One page, cited; each text is whole and literal."""

    text: str
    bibtex: str
    csl_json: str


def cite(publication: Publication, document: Document) -> Cited:
    published, changed = _days(publication, document)
    title = headline(publication.graph, document) if document.path else publication.name
    url = publication.address(document.path)
    key = re.sub(r"[^a-z0-9]+", "-", f"{publication.name} {document.path}".casefold()).strip("-")
    return Cited(
        _text(publication, title, url, published, changed),
        _bibtex(publication, key, title, url, published, changed),
        _csl_json(publication, key, title, url, published),
    )


def _days(publication: Publication, document: Document) -> tuple[date | None, date | None]:
    """First day and, where it is another, the last one."""
    if document.record_id is None:
        return None, None
    published = publication.published(document.record_id)
    changed = publication.modified(document.record_id)
    if published is None:
        record = publication.graph.library.records[document.record_id]
        as_of = record.as_of if isinstance(record, Topic) else None
        exact = as_of is not None and as_of.first_day == as_of.last_day
        return (as_of.last_day if as_of and exact else None), None
    return published, changed if changed != published else None


def _text(
    publication: Publication, title: str, url: str, published: date | None, changed: date | None
) -> str:
    when = day_words(published) if published else "No date"
    when += f", last changed {day_words(changed)}" if changed else ""
    end = "" if title.endswith(("?", "!", ".")) else "."
    return f"{publication.name}. “{title}{end}” {when}. {url}"


# --- BibTeX ----------------------------------------------------------------------------------

_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
})  # fmt: skip
_MONTHS = ("", *"jan feb mar apr may jun jul aug sep oct nov dec".split())


def _bibtex(
    publication: Publication,
    key: str,
    title: str,
    url: str,
    published: date | None,
    changed: date | None,
) -> str:
    fields = [
        ("author", f"{{{{{_tex(publication.name)}}}}}"),
        ("title", f"{{{{{_tex(title)}}}}}"),
    ]
    if published:
        fields += [("year", f"{{{published.year}}}"), ("month", _MONTHS[published.month])]
    if changed:
        fields.append(("note", f"{{Last changed {day_words(changed)}}}"))
    # Addresses are percent-encoded and stand in \url, which reads them as they are.
    fields.append(("url", f"{{{url}}}"))
    return "\n".join([f"@misc{{{key},", *(f"  {name} = {value}," for name, value in fields), "}"])


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)


# --- CSL-JSON --------------------------------------------------------------------------------


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def _csl_json(
    publication: Publication, key: str, title: str, url: str, published: date | None
) -> str:
    """Laid out by hand, with two spaces a level: the library's own way to do so is slow."""
    name = _quoted(publication.name)
    item = f"""[
  {{
    "id": {_quoted(key)},
    "type": "webpage",
    "title": {_quoted(title)},
    "author": [
      {{
        "literal": {name}
      }}
    ],
    "container-title": {name},
    "language": {_quoted(publication.language)},
    "URL": {_quoted(url)}"""
    if published:
        item += f""",
    "issued": {{
      "date-parts": [
        [
          {published.year},
          {published.month},
          {published.day}
        ]
      ]
    }}"""
    return f"{item}\n  }}\n]"
