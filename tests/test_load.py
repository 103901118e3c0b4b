"""Files become records: where ids come from, in which order, and what each value becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from generator.diagnostics import Location
from generator.load import Library, load
from generator.model import KINDS, Actor, Article, Event, Page, Source, Statement, Topic, Unnamed
from pydantic import ValidationError

from conftest import GOLDEN, MakeProject

SOURCE = "title: T\npublisher: P\n"


def loaded(project: Path) -> Library:
    library, diagnostics = load(project / "content")
    assert diagnostics == ()
    return library


def test_the_file_name_is_the_id_of_a_single_record(make_project: MakeProject) -> None:
    """An editor who writes one record a file types no id."""
    library = loaded(make_project({"sources/reuters-2022-01-09.yml": SOURCE}))

    assert list(library.records) == ["reuters-2022-01-09"]


def test_an_id_given_in_the_file_wins_over_its_name(make_project: MakeProject) -> None:
    """`id:` says what a record is called, whatever its file is called."""
    library = loaded(make_project({"sources/one.yml": f"id: other\n{SOURCE}"}))

    assert list(library.records) == ["other"]


def test_records_keep_the_order_of_paths_and_within_a_file_the_order_written(
    make_project: MakeProject,
) -> None:
    """The order of a folder's listing on disk never shows."""
    library = loaded(
        make_project(
            {
                "sources/b.yml": SOURCE,
                "sources/a.yaml": "- {id: z, title: T, publisher: P}\n"
                "- {id: y, title: T, publisher: P}\n",
                "sources/deeper/c.yml": SOURCE,
                "actors/d.yml": "name: N\ntype: person\n",
            }
        )
    )

    assert list(library.records) == ["d", "z", "y", "b", "c"]


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        ".DS_Store",
        "sources/.hidden.yml",
        "sources/a.yml~",
        "sources/.a.yml.swp",
        "sources/a.yml.swp",
        ".git/config",
        "sources/.drafts/b.yml",
    ],
)
def test_what_is_no_content_is_passed_over(make_project: MakeProject, path: str) -> None:
    """Notes to editors, hidden files and what editor programs leave behind."""
    library = loaded(make_project({"sources/x.yml": SOURCE, path: "anything: [at, all"}))

    assert list(library.records) == ["x"]


def test_every_kind_is_read_from_the_golden_project() -> None:
    """The small complete site holds at least one record of each of the nine kinds."""
    library = loaded(GOLDEN)

    assert {type(record) for record in library.records.values()} == set(KINDS)
    assert set(library.origins) >= set(library.records)


def test_an_article_needs_a_source_and_a_summary_alone(make_project: MakeProject) -> None:
    """Prose first: two lines are a valid article, and everything else has a default."""
    library = loaded(make_project({"articles/a.yml": "source: s\nsummary: What happened.\n"}))

    (article,) = library.of(Article)
    assert (article.source, article.summary) == ("s", "What happened.")
    assert (article.key_points, article.topics, article.statements) == ((), (), ())
    assert (article.title, article.date, article.received_as) == (None, None, None)


def test_values_become_what_their_field_means(make_project: MakeProject) -> None:
    """Dates, numbers, flags, languages and lists; all the rest stays the text that was typed."""
    library = loaded(
        make_project(
            {
                "places/p.yml": "name: 12:30\nlatitude: 45.3\nlongitude: -3.25\naliases: [NO, 010]\n",
                "terms/t.yml": "term: T\ndefinition: D\ncontested: true\n",
                "events/e.yml": "- {id: e, date: 1991~, text: 'x', sources: [s], status: claimed}\n",
                "sources/s.yml": f"{SOURCE}language: sr-Latn\nurl: https://a.example/b?c=d\n",
            }
        )
    )

    place, term, event, source = (library.records[id] for id in ("p", "t", "e", "s"))
    assert place.model_dump(include={"name", "latitude", "longitude", "aliases"}) == {
        "name": "12:30", "latitude": 45.3, "longitude": -3.25, "aliases": ("NO", "010"),
    }  # fmt: skip
    assert term.model_dump(include={"contested"}) == {"contested": True}
    assert isinstance(event, Event)
    assert (event.date.words, event.status) == ("about 1991", "claimed")
    assert isinstance(source, Source)
    assert (source.language, source.url) == ("sr-Latn", "https://a.example/b?c=d")


def test_white_space_of_one_line_texts_is_folded(make_project: MakeProject) -> None:
    """A title broken over lines is one line; a summary keeps its empty lines."""
    text = "title: >\n  A   long\n\n  title\npublisher: P\nnote: |\n\n  one\n\n  two\n\n"
    library = loaded(make_project({"sources/s.yml": text}))

    (source,) = library.of(Source)
    assert (source.title, source.note) == ("A long title", "one\n\ntwo")


def test_a_statement_may_name_a_speaker_or_say_why_there_is_none(
    make_project: MakeProject,
) -> None:
    """`speaker` is an id, or the words used for a speaker without a name."""
    text = (
        "question: Q?\nstatements:\n  - {speaker: jane, text: x}\n"
        "  - {speaker: {unnamed: an official, why: not allowed to speak}, text: y}\n"
    )
    library = loaded(make_project({"issues/i.yml": text}))

    named, unnamed = library.records["i"].statements  # type: ignore[attr-defined]
    assert isinstance(named, Statement)
    assert named.speaker == "jane"
    assert unnamed.speaker == Unnamed(unnamed="an official", why="not allowed to speak")


def test_a_hand_of_a_chain_is_an_id_or_says_more(make_project: MakeProject) -> None:
    """`via: [tass, …]` is short for who; a hop may give verb, date, language, or no name."""
    text = (
        "question: Q?\nstatements:\n  - speaker: jane\n    text: x\n    via:\n      - tass\n"
        "      - {who: reuters, verb: reported, date: 2022-01-09, language: ru}\n"
        "      - {unnamed: two diplomats}\n"
    )
    library = loaded(make_project({"issues/i.yml": text}))

    first, second, third = library.records["i"].statements[0].via  # type: ignore[attr-defined]
    assert (first.who, first.verb) == ("tass", None)
    assert (second.who, second.verb, str(second.date), second.language) == (
        "reuters", "reported", "2022-01-09", "ru",
    )  # fmt: skip
    assert (third.who, third.unnamed) == (None, "two diplomats")


@pytest.mark.parametrize("short", ["in_short: One.", "in_short: [One.]", "in_short:\n  - One."])
def test_a_short_answer_may_be_one_text_or_a_list(make_project: MakeProject, short: str) -> None:
    """An explainer's short answer is a list of sentences; one alone needs no dash."""
    text = f"---\ntitle: T\nquestion: Q?\n{short}\n---\n## Why?\n\nSo.\n"
    library = loaded(make_project({"topics/t.md": text}))

    (topic,) = library.of(Topic)
    assert topic.in_short == ("One.",)
    assert topic.body == "## Why?\n\nSo.\n"


def test_the_first_heading_of_a_standing_page_is_its_title(make_project: MakeProject) -> None:
    """The heading is taken out of the body, whose lines keep their numbers."""
    library = loaded(make_project({"pages/about.md": "\n# About *us* #\n\nText [@s].\n"}))

    (page,) = library.of(Page)
    body = library.origins["about"].body
    assert page.title == "About *us*"
    assert page.body.strip() == "Text [@s]."
    assert body is not None
    assert body.locate(page.body.index("[@s]")) == Location("content/pages/about.md", 4, 6)


def test_a_standing_page_may_have_front_matter(make_project: MakeProject) -> None:
    """A title given there leaves the body as it is."""
    text = "---\ntitle: About us\ndescription: Who we are.\n---\n# Hello\n"
    library = loaded(make_project({"pages/about.md": text}))

    (page,) = library.of(Page)
    assert (page.title, page.description, page.body) == ("About us", "Who we are.", "# Hello\n")


def test_one_wrong_record_does_not_hide_the_others(make_project: MakeProject) -> None:
    """All mistakes come in one run, and all records that are right are there."""
    files = {
        "sources/a.yml": SOURCE,
        "sources/b.yml": "title: T\n",
        "sources/c.yml": "- {id: d, title: T, publisher: P}\n- {id: e, publisher: P}\n- [x]\n",
        "sources/f.yml": "title: 'T\n",
    }
    library, diagnostics = load(make_project(files) / "content")

    assert list(library.records) == ["a", "d"]
    assert [d.location.path for d in diagnostics] == [
        "content/sources/b.yml",
        "content/sources/c.yml",
        "content/sources/c.yml",
        "content/sources/f.yml",
    ]


def test_the_place_of_each_value_is_that_of_the_file(make_project: MakeProject) -> None:
    """A record knows where it was written, down to the item of a list."""
    text = "- id: a\n  title: T\n  publisher: P\n- id: b\n  title: T\n  publisher: P\n  draws_on: [a, c]\n"
    library = loaded(make_project({"sources/x.yml": text}))

    origin = library.origins["b"]
    assert origin.location == Location("content/sources/x.yml", 4, 3)
    assert origin.at(("draws_on", 1)) == Location("content/sources/x.yml", 7, 17)
    assert origin.at(("note",)) == origin.location
    assert origin.inside(("title",), 0) == Location("content/sources/x.yml", 5, 10)
    assert origin.inside(("draws_on",), 3) == Location("content/sources/x.yml", 7, 13)


def test_places_are_named_alike_on_every_machine(make_project: MakeProject) -> None:
    """A report names files from the project's folder, whatever that folder is called."""
    project = make_project({"sources/a.yml": "title: T\n"}, name="Ein Ördner")

    _, (found,) = load(project / "content")
    _, (shown,) = load(project / "content", shown_as="elsewhere")

    assert found.location.path == "content/sources/a.yml"
    assert shown.location.path == "elsewhere/sources/a.yml"


def test_a_record_cannot_be_changed_once_it_is_made(make_project: MakeProject) -> None:
    """Records are frozen: what two stages share, neither can bend."""
    library = loaded(make_project({"actors/a.yml": "name: A\ntype: person\n"}))

    (actor,) = library.of(Actor)
    with pytest.raises(ValidationError, match="frozen"):
        actor.name = "B"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_files_say_the_same(make_project: MakeProject, line_end: str, mark: str) -> None:
    """A byte-order mark and CRLF change neither a value nor a place."""
    text = mark + "title: T\npublisher: P\nnote: >\n  one\n  two\n".replace("\n", line_end)
    library = loaded(make_project({"sources/s.yml": text}))

    (source,) = library.of(Source)
    assert (source.title, source.note) == ("T", "one two")
    assert library.origins["s"].inside(("note",), 4) == Location("content/sources/s.yml", 5, 3)


@pytest.mark.parametrize("line", ["author:", "author: ~", "author: null", "date:", "draws_on:"])
def test_a_key_with_nothing_behind_it_is_as_if_not_there(
    make_project: MakeProject, line: str
) -> None:
    """An editor may leave a line of a template unfilled."""
    library = loaded(make_project({"sources/s.yml": f"{SOURCE}{line}\n"}))

    (source,) = library.of(Source)
    assert (source.author, source.date, source.draws_on) == (None, None, ())
