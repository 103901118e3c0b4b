"""How to cite a page."""

from __future__ import annotations

import json
import re

from generator.exports.citing import cite
from generator.history import History
from generator.values import replace

from exporting import publication_of
from hostile import HTML, MARKDOWN_INLINES

PATH = "topics/harbour-bridge"


def cited(path: str = PATH, **changes: object):  # type: ignore[no-untyped-def]
    publication = publication_of(**changes)
    return cite(publication, publication.document_by_path[path])


def test_a_page_is_cited_in_words() -> None:
    """Who, what, when and where, as a reader types it into a footnote."""
    assert cited().text == (
        "The Desk. “Why does Port Ansel argue about a bridge?” 4 May 2031, last changed 9 May 2031. "
        "https://example.org/topics/harbour-bridge/"
    )


def test_a_page_is_cited_in_bibtex() -> None:
    """The day on which it was read is left to the reader."""
    assert (
        cited().bibtex
        == """@misc{the-desk-topics-harbour-bridge,
  author = {{The Desk}},
  title = {{Why does Port Ansel argue about a bridge?}},
  year = {2031},
  month = may,
  note = {Last changed 9 May 2031},
  url = {https://example.org/topics/harbour-bridge/},
}"""
    )


def test_a_page_is_cited_in_csl_json() -> None:
    """As reference managers import it."""
    (item,) = json.loads(cited().csl_json)

    assert item == {
        "id": "the-desk-topics-harbour-bridge",
        "type": "webpage",
        "title": "Why does Port Ansel argue about a bridge?",
        "author": [{"literal": "The Desk"}],
        "container-title": "The Desk",
        "language": "en",
        "URL": "https://example.org/topics/harbour-bridge/",
        "issued": {"date-parts": [[2031, 5, 4]]},
    }


def test_without_git_an_explainer_has_the_day_of_which_it_speaks() -> None:
    """An editor wrote it down."""
    assert "3 May 2031. https" in cited(history=History()).text


def test_what_has_no_day_says_so() -> None:
    """No year is invented, in any form."""
    told = cited("articles/harbour-vote", history=History())

    assert "” No date. https" in told.text
    assert "year" not in told.bibtex
    assert "issued" not in json.loads(told.csl_json)[0]


def test_no_title_breaks_bibtex() -> None:
    """What TeX takes for a command is escaped, and braces stay in pairs."""
    publication = publication_of()

    for title in (*HTML, *MARKDOWN_INLINES, "50 % & #1 $_^~\\{}"):
        page = replace(publication.document_by_path["about"], title=title)
        told = cite(publication, page)
        line = re.search(r"title = \{\{(.*)\}\},\n", told.bibtex)
        assert line is not None, title
        bare = re.sub(r"\\(?:text[a-z]+\{\}|[{}$&#%_])", "", line.group(1))
        assert line.group(1) == " ".join(line.group(1).split()), title
        assert not set(bare) & set("\\{}$&#%_^~"), title
        assert json.loads(told.csl_json)[0]["title"] == title
