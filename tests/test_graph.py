"""Records as one graph: every reference followed both ways, every origin counted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from generator.diagnostics import Location
from generator.graph import Graph, Mention
from generator.load import load
from generator.resolving import resolve

from conftest import GOLDEN, MakeProject


def graph_of(project: Path) -> Graph:
    library, load_problems = load(project / "content")
    graph, problems = resolve(library)
    assert (load_problems, problems) == ((), ())
    return graph


def source(id: str, more: str = "", publisher: str = "P") -> str:
    return f"- {{id: {id}, title: Title of {id}, publisher: {publisher}{more}}}\n"


@pytest.fixture(scope="module")
def golden() -> Graph:
    return graph_of(GOLDEN)


# --- links both ways -------------------------------------------------------------------------


def test_a_record_knows_who_names_it_and_in_which_field(golden: Graph) -> None:
    """Every reference can be walked backwards, to the very item of a list."""
    assert golden.mentions_of("town-hall") == (Mention("vote-held", ("places", 0)),)
    assert Mention("town-hall", ("part_of",)) in golden.mentions_of("port-ansel")
    assert Mention("harbour-bridge", ("body",)) in golden.mentions_of("port-ansel")
    assert Mention("town-hall", ("status",)) in golden.mentions_of("gazette-letters")
    assert Mention("harbour-vote", ("statements", 0, "via", 1, "who")) in golden.mentions_of(
        "coast-wire"
    )
    assert Mention("harbour-vote", ("statements", 1, "denies")) in golden.mentions_of(
        "mayor-pays-for-itself"
    )


def test_what_nobody_names_has_no_mentions(golden: Graph) -> None:
    """An unused record is an empty answer, not an error; so is an id that does not exist."""
    assert golden.mentions_of("about") == ()
    assert golden.mentions_of("nothing-of-that-name") == ()


def test_a_citation_in_prose_counts_as_a_reference(make_project: MakeProject) -> None:
    """Each `[@a; @b]` and `[[c]]` of every prose field, in the order of the text."""
    graph = graph_of(
        make_project(
            {
                "sources/s.yml": source("a") + source("b"),
                "actors/c.yml": "name: C\ntype: person\ndescription: One [@a, p. 4; @b] of [[c|us]].\n",
            }
        )
    )

    mentioned = {id: graph.mentions_of(id) for id in "abc"}
    assert mentioned == dict.fromkeys("abc", (Mention("c", ("description",)),))


# --- statements ------------------------------------------------------------------------------


def test_a_statement_without_an_id_has_a_key_of_its_carrier(golden: Graph) -> None:
    """Keys are unique over the site and stay while the article's order stays."""
    assert list(golden.statements) == [
        "mayor-pays-for-itself", "harbour-vote.2", "harbour-vote.3", "harbour-vote.4", "who-pays.1",
    ]  # fmt: skip


def test_a_statement_belongs_to_the_issue_it_names_else_to_the_one_it_stands_under(
    golden: Graph,
) -> None:
    """Statements of articles name their issue; those of an issue need not."""
    issues = {key: placed.issue_id for key, placed in golden.statements.items()}

    assert issues == {
        "mayor-pays-for-itself": "who-pays",
        "harbour-vote.2": "who-pays",
        "harbour-vote.3": None,
        "harbour-vote.4": None,
        "who-pays.1": "who-pays",
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sources: [letter, copy], via: [copy]", ("letter", "copy")),
        ("via: [wire, letter, copy]", ("copy",)),
        ("via: [copy, wire]", ("copy",)),
        ("via: [{unnamed: two diplomats}]", ("paper",)),
        ("verb: said", ("paper",)),
    ],
)
def test_a_statement_rests_on_what_it_names_else_on_its_last_text_else_on_its_article(
    make_project: MakeProject, line: str, expected: tuple[str, ...]
) -> None:
    """Every statement says where it stands, even where the editor gave neither."""
    graph = graph_of(
        make_project(
            {
                "sources/s.yml": source("paper") + source("letter") + source("copy"),
                "actors/a.yml": "- {id: jane, name: J, type: person}\n"
                "- {id: wire, name: W, type: organisation}\n",
                "articles/art.yml": "source: paper\nsummary: S.\nstatements:\n"
                f"  - {{speaker: jane, text: x, {line}}}\n",
            }
        )
    )

    assert graph.statements["art.1"].source_ids == expected


def test_a_mention_leads_to_the_statement_in_which_it_stands(golden: Graph) -> None:
    """And to none where the record names something outside its statements."""
    denial = Mention("harbour-vote", ("statements", 1, "denies"))

    placed = golden.statement_named_by(denial)

    assert placed is golden.statements["harbour-vote.2"]
    assert golden.statement_named_by(Mention("harbour-vote", ("key_points", 1))) is None
    assert golden.statement_named_by(Mention("vote-held", ("places", 0))) is None


def test_an_article_has_its_own_date_or_that_of_its_source(make_project: MakeProject) -> None:
    """Nothing is typed twice: the source says when it was published."""
    files = {
        "sources/s.yml": source("dated", ", date: 2022-01-10") + source("undated"),
        "articles/a.yml": "source: dated\nsummary: S.\n",
        "articles/b.yml": "source: dated\nsummary: S.\ndate: 2022-01-12\n",
        "articles/c.yml": "source: undated\nsummary: S.\n",
    }
    graph = graph_of(make_project(files))

    dates = {id: graph.article_date(article) for id, article in graph.articles.items()}
    assert {id: str(date) for id, date in dates.items()} == {
        "a": "2022-01-10", "b": "2022-01-12", "c": "None",
    }  # fmt: skip


# --- origins ---------------------------------------------------------------------------------


def test_five_papers_that_copy_one_wire_are_one_origin(make_project: MakeProject) -> None:
    """Copies do not add weight: what is counted is where a text came from."""
    papers = "".join(source(f"paper-{n}", ", republishes: wire") for n in range(1, 6))
    graph = graph_of(make_project({"sources/s.yml": source("wire") + papers}))

    assert graph.origins_of([f"paper-{n}" for n in range(1, 6)]) == ("wire",)
    assert graph.origins_of(["wire", "paper-1"]) == ("wire",)


def test_a_copy_of_a_copy_leads_to_the_first_text(make_project: MakeProject) -> None:
    """The chain is followed to its end, and one that divides gives each of its ends."""
    text = (
        source("first")
        + source("second", ", republishes: first")
        + source("third", ", republishes: second")
        + source("digest", ", draws_on: [third, other, agency]")
        + source("other")
    )
    graph = graph_of(
        make_project({"sources/s.yml": text, "actors/agency.yml": "name: A\ntype: organisation\n"})
    )

    assert graph.origins_of(["third"]) == ("first",)
    assert graph.origins_of(["digest"]) == ("first", "other", "agency")
    assert graph.origins_of(["digest", "second", "other"]) == ("first", "other", "agency")


def test_sources_without_a_known_origin_count_for_themselves(make_project: MakeProject) -> None:
    """Two papers that name no common source are two."""
    graph = graph_of(make_project({"sources/s.yml": source("a") + source("b")}))

    assert graph.origins_of(["b", "a", "b"]) == ("b", "a")
    assert graph.origins_of([]) == ()


def test_an_agency_and_its_own_dispatch_are_one_origin(make_project: MakeProject) -> None:
    """A paper that draws on an agency has no other origin than the agency's dispatch itself."""
    files = {
        "actors/coast-wire.yml": "name: Coast Wire\ntype: organisation\n",
        "sources/s.yml": source("dispatch", publisher="Coast Wire")
        + source("paper", ", draws_on: [coast-wire]"),
    }
    graph = graph_of(make_project(files))

    assert len(graph.origins_of(["dispatch", "paper"])) == 1


# --- what leads nowhere ----------------------------------------------------------------------


def test_a_reference_that_leads_nowhere_is_told_with_the_nearest_id(
    make_project: MakeProject,
) -> None:
    """The place is that of the id itself, and the closest match is shown where it stands."""
    files = {
        "sources/reuters-2022.yml": "title: T\npublisher: P\n",
        "events/e.yml": "- {id: e, date: 2022, text: x, sources: [reuters-2020]}\n",
    }
    library, _ = load(make_project(files) / "content")

    _, (found,) = resolve(library)

    assert (found.code, found.location) == (
        "unknown-source", Location("content/events/e.yml", 1, 42),
    )  # fmt: skip
    assert found.related[0].location == Location("content/sources/reuters-2022.yml", 1, 1)
    assert 'write "reuters-2022"' in found.help


def test_a_graph_is_made_although_references_are_broken(make_project: MakeProject) -> None:
    """The other stages may still look at what is whole."""
    files = {"events/e.yml": "- {id: e, date: 2022, text: x, sources: [a], topics: [t]}\n"}
    library, _ = load(make_project(files) / "content")

    graph, problems = resolve(library)

    assert [p.code for p in problems] == ["unknown-source", "unknown-topic"]
    assert list(graph.events) == ["e"]


@pytest.mark.parametrize(
    ("files", "circle"),
    [
        (
            {"sources/s.yml": source("a", ", republishes: b") + source("b", ", draws_on: [a]")},
            "a → b → a",
        ),
        ({"sources/s.yml": source("a", ", republishes: a")}, "a → a"),
        (
            {
                "actors/x.yml": "- {id: a, name: A, type: person, represents: b}\n"
                "- {id: b, name: B, type: state, represents: a}\n"
            },
            "a → b → a",
        ),
        (
            {
                "places/x.yml": "- {id: a, name: A, part_of: b}\n- {id: b, name: B, part_of: c}\n"
                "- {id: c, name: C, part_of: a}\n"
            },
            "a → b → c → a",
        ),
    ],
)
def test_a_circle_is_told_once(
    make_project: MakeProject, files: dict[str, str], circle: str
) -> None:
    """What republishes, represents or contains itself could never be followed to its end."""
    library, _ = load(make_project(files) / "content")

    _, problems = resolve(library)

    assert [(p.code, p.message) for p in problems] == [
        ("circular-reference", f"this leads back to itself: {circle}")
    ]


def test_ways_that_meet_again_are_no_circle(make_project: MakeProject) -> None:
    """A digest may draw on two papers that both copy one wire."""
    text = (
        source("digest", ", draws_on: [a, b]")
        + source("a", ", republishes: wire")
        + source("b", ", republishes: wire")
        + source("wire")
    )

    graph = graph_of(make_project({"sources/s.yml": text}))

    assert graph.origins_of(["digest"]) == ("wire",)


def test_statements_may_answer_each_other(make_project: MakeProject) -> None:
    """Two sides that deny each other's words are no circle of records."""
    text = (
        "question: Q?\nstatements:\n  - {id: one, speaker: a, text: x, sources: [s], denies: two}\n"
        "  - {id: two, speaker: a, text: y, sources: [s], denies: one}\n"
    )
    files = {
        "issues/i.yml": text,
        "actors/a.yml": "name: A\ntype: person\n",
        "sources/s.yml": "title: T\npublisher: P\n",
    }

    graph = graph_of(make_project(files))

    assert graph.statements["one"].statement.denies == "two"
