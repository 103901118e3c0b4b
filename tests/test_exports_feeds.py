"""Feeds: valid by grammars that are not ours, and moved by content only."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import html5lib
import pytest
from generator.exports import Publication, atom, json_feed
from generator.exports.entries import FEED_LENGTH, Entry
from generator.history import History
from generator.values import replace as replaced
from jsonschema import Draft7Validator
from lxml import etree

from conftest import MakeProject
from exporting import CHANGED, COMMITTED_AT, HISTORY, SCHEMAS, TOPIC, files_of, publication_of
from hostile import HTML, MARKDOWN_INLINES

FEEDS = ("feed.xml", "topics/harbour-bridge/feed.xml")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))


@pytest.fixture(scope="module")
def json_feed_schema() -> Draft7Validator:
    return Draft7Validator(json.loads((SCHEMAS / "json-feed-1.1.json").read_text("utf-8")))


def entries(publication: Publication, path: str = "feed.xml") -> dict[str, etree._Element]:
    """Address -> entry."""
    root = etree.fromstring(files_of(publication)[path])
    return {entry.findtext(f"{ATOM}id") or "": entry for entry in root.iter(f"{ATOM}entry")}


def updated(publication: Publication, url: str) -> str | None:
    return entries(publication)[url].findtext(f"{ATOM}updated")


EXPLAINER = "https://example.org/topics/harbour-bridge/"
ARTICLE = "https://example.org/articles/harbour-vote/"


@pytest.mark.parametrize("path", FEEDS)
def test_atom_feeds_are_valid(grammar: etree.RelaxNG, path: str) -> None:
    """By the grammar of RFC 4287."""
    feed = etree.fromstring(files_of(publication_of())[path])

    assert grammar.validate(feed), grammar.error_log


def test_the_grammar_refuses_a_feed_without_an_id(grammar: etree.RelaxNG) -> None:
    """Control: the grammar is one that can fail."""
    feed = etree.fromstring(files_of(publication_of())["feed.xml"])
    feed.remove(feed.find(f"{ATOM}id"))

    assert not grammar.validate(feed)


@pytest.mark.parametrize("path", [path.replace(".xml", ".json") for path in FEEDS])
def test_json_feeds_are_valid(json_feed_schema: Draft7Validator, path: str) -> None:
    """By a schema of JSON Feed 1.1."""
    feed = json.loads(files_of(publication_of())[path])

    assert list(json_feed_schema.iter_errors(feed)) == []
    assert feed["version"] == "https://jsonfeed.org/version/1.1"


def test_both_forms_hold_the_same_entries() -> None:
    """A reader may take either."""
    made = files_of(publication_of())

    told = json.loads(made["feed.json"])["items"]
    assert [(item["id"], item["date_modified"]) for item in told] == [
        (url, entry.findtext(f"{ATOM}updated")) for url, entry in entries(publication_of()).items()
    ]


def test_the_site_has_explainers_and_articles() -> None:
    """Records that only serve them are no news."""
    assert set(entries(publication_of())) == {EXPLAINER, ARTICLE}


def test_an_article_leads_to_what_it_summarises() -> None:
    """Readers of the feed can go to the article itself."""
    graph, id = publication_of().graph, "harbour-gazette-2031-05-02"
    source = graph.sources[id].model_copy(update={"url": "https://gazette.example/vote"})
    publication = publication_of(graph=replace(graph, sources={**graph.sources, id: source}))

    related = entries(publication)[ARTICLE].find(f"{ATOM}link[@rel='related']")
    assert related is not None
    assert related.get("href") == "https://gazette.example/vote"


# --- only content, never commas --------------------------------------------------------------


def test_a_commit_alone_moves_no_entry() -> None:
    """Git cannot tell a comma from a correction, so its last change does not count."""
    touched = HISTORY.changed_by_path | {TOPIC: date(2031, 5, 10)}
    later = publication_of(history=replaced(HISTORY, changed_by_path=touched))

    for name in ("feed.xml", "feed.json"):
        assert files_of(later)[name] == files_of(publication_of())[name]


def test_an_explainer_moves_with_the_day_that_its_editor_gives() -> None:
    """`as_of` says up to when it holds; it is moved on purpose."""
    publication = publication_of(history=replaced(HISTORY, published_by_path={}))

    assert updated(publication, EXPLAINER) == "2031-05-03T00:00:00Z"


def test_an_explainer_moves_with_the_newest_fact_that_has_come(make_project: MakeProject) -> None:
    """A vote that is planned is not yet news."""
    project = make_project(
        {
            "topics/bridge.md": "---\ntitle: Bridge\nquestion: Why?\nin_short: A bridge. [@s]\n---\n",
            "events/e.yml": """
- {id: opened, date: 2031-05-06, text: It opened., sources: [s], topics: [bridge]}
- {id: vague, date: 2031-05, text: A fair., sources: [s], topics: [bridge]}
- {id: planned, date: 2031-06-01, text: A vote., sources: [s], topics: [bridge]}
""",
            "sources/s.yml": "title: T\npublisher: P\n",
        }
    )
    publication = publication_of(project, history=History({}, COMMITTED_AT))

    assert updated(publication, "https://example.org/topics/bridge/") == "2031-05-06T00:00:00Z"


def test_an_article_was_new_on_the_day_it_was_published_here() -> None:
    """Not on the day of the article that it summarises."""
    entry = entries(publication_of())[ARTICLE]

    assert entry.findtext(f"{ATOM}published") == "2031-05-04T00:00:00Z"
    assert entry.findtext(f"{ATOM}updated") == "2031-05-04T00:00:00Z"


def test_without_git_an_article_has_the_day_of_what_it_summarises() -> None:
    """A shallow clone knows no day of its own, and invents none."""
    entry = entries(publication_of(history=History({}, COMMITTED_AT)))[ARTICLE]

    assert entry.find(f"{ATOM}published") is None
    assert entry.findtext(f"{ATOM}updated") == "2031-05-02T00:00:00Z"


def test_what_has_no_day_at_all_is_left_out(
    make_project: MakeProject, grammar: etree.RelaxNG
) -> None:
    """A feed must say when; nothing is said rather than something invented."""
    project = make_project(
        {
            "topics/t.md": "---\ntitle: T\nquestion: Why?\nin_short: So. [@s]\n---\n",
            "sources/s.yml": "title: T\npublisher: P\n",
        }
    )
    publication = publication_of(project, history=History())

    feed = etree.fromstring(files_of(publication)["feed.xml"])
    assert entries(publication) == {}
    assert grammar.validate(feed), grammar.error_log


def test_the_days_of_a_file_with_several_records_are_nobodys(make_project: MakeProject) -> None:
    """A record added later was not published on the file's first day."""
    article = "{{id: {0}, source: s, summary: A summary., date: 2031-05-02}}"
    project = make_project(
        {
            "articles/all.yml": "\n".join(f"- {article.format(id)}" for id in ("a", "b")),
            "sources/s.yml": "title: T\npublisher: P\n",
        }
    )
    days = {"content/articles/all.yml": CHANGED}
    publication = publication_of(project, history=History(days, COMMITTED_AT, days))

    entry = entries(publication)["https://example.org/articles/a/"]
    assert entry.find(f"{ATOM}published") is None
    assert entry.findtext(f"{ATOM}updated") == "2031-05-02T00:00:00Z"


# --- form ------------------------------------------------------------------------------------


def test_the_same_records_give_the_same_bytes() -> None:
    """Whoever builds a commit gets what everybody gets."""
    assert files_of(publication_of()) == files_of(publication_of())


def test_a_long_archive_keeps_its_feed_short(make_project: MakeProject) -> None:
    """The newest stand in it, the newest first."""
    day = "{{id: a{0:03}, source: s, summary: S., date: {1}}}"
    days = [date.fromordinal(date(2030, 1, 1).toordinal() + n) for n in range(FEED_LENGTH + 10)]
    project = make_project(
        {
            "articles/all.yml": "\n".join(f"- {day.format(n, d)}" for n, d in enumerate(days)),
            "sources/s.yml": "title: T\npublisher: P\n",
        }
    )

    urls = list(entries(publication_of(project, history=History())))
    assert len(urls) == FEED_LENGTH
    assert urls[0] == f"https://example.org/articles/a{FEED_LENGTH + 9:03}/"


def _entry(text: str, **more: Any) -> Entry:
    return Entry("https://example.org/x/", text, text, text, None, CHANGED, (text,), **more)


@pytest.mark.parametrize("form", [atom, json_feed], ids=["atom", "json"])
def test_no_text_is_taken_for_markup(form: Any, grammar: etree.RelaxNG) -> None:
    """Titles and summaries are text to the last character, in both forms."""
    texts = (*HTML, *MARKDOWN_INLINES)
    made = form.feed(publication_of(), "feed", "Feed", "", [_entry(text) for text in texts])

    if form is json_feed:
        found = [(item["title"], item["summary"]) for item in json.loads(made)["items"]]
    else:
        root = etree.fromstring(made)
        assert grammar.validate(root), grammar.error_log
        found = [
            (e.findtext(f"{ATOM}title"), e.findtext(f"{ATOM}summary"))
            for e in root.iter(f"{ATOM}entry")
        ]
    assert found == [(text, text) for text in texts]


def test_markup_in_a_summary_is_text_in_the_html_of_an_entry(make_project: MakeProject) -> None:
    """A feed reader that shows HTML shows the characters that an editor typed."""
    project = make_project(
        {
            "topics/t.md": """---
title: T
question: Q?
in_short:
  - <script>alert(1)</script> & "more" [@s]
  - <img src=x onerror=alert(1)> [@s]
as_of: 2031-05-03
---
""",
            "sources/s.yml": "title: T\npublisher: P\n",
        }
    )
    entry = entries(publication_of(project))["https://example.org/topics/t/"]

    html = html5lib.parse(entry.findtext(f"{ATOM}content"), namespaceHTMLElements=False)
    assert [element.tag for element in html.find("body").iter()] == ["body", "ul", "li", "li"]
    assert [item.text for item in html.iter("li")] == [
        '<script>alert(1)</script> & "more"',
        "<img src=x onerror=alert(1)>",
    ]


def test_a_character_that_xml_has_no_room_for_is_left_out() -> None:
    """A feed that no program can read helps nobody."""
    made = atom.feed(publication_of(), "feed.xml", "F", "", [_entry("a\x00b\ufffec\ud800d")])

    assert etree.fromstring(made).findtext(f"{ATOM}entry/{ATOM}title") == "abcd"


def test_the_licence_stands_in_the_feed_where_there_is_one(grammar: etree.RelaxNG) -> None:
    """And nowhere else: none is invented."""
    free = publication_of(licence="https://licence.example/", rights="Free to copy.")

    root = etree.fromstring(files_of(free)["feed.xml"])
    assert grammar.validate(root), grammar.error_log
    assert root.findtext(f"{ATOM}rights") == "Free to copy."
    assert root.find(f"{ATOM}link[@rel='license']").get("href") == "https://licence.example/"
    assert b"rights" not in files_of(publication_of())["feed.xml"]
