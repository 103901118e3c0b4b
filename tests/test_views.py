"""Small answers drawn from the graph: chains, sides, ledgers, what came next, addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from generator.document import text_of
from generator.graph import Graph
from generator.languages import direction, language_name
from generator.load import load
from generator.model import Event
from generator.pages.statements import chain_sentence
from generator.resolving import resolve
from generator.views import addresses
from generator.views.addresses import Address, address_of, title_of
from generator.views.appearances import (
    events_naming,
    parts_of,
    statements_by,
    topics_of_actor,
    voices_of,
)
from generator.views.attribution import attribution
from generator.views.claims import answers
from generator.views.collections import grouped, initial, leaf_paths, paged
from generator.views.enlargement import enlargement, listed
from generator.views.ledger import OPEN_COUNT, id_of, ledger
from generator.views.names import name_of, native_name, speaker_name
from generator.views.next import what_happened_next
from generator.views.periods import OPEN_LIMIT, PERIOD_SIZE, key_events, stretches
from generator.views.positions import positions
from generator.views.provenance import provenance, resting_on
from generator.views.topic import (
    articles_of,
    events_of,
    issues_of,
    linked_in,
    places_of,
    statements_on,
    terms_of,
    whos_who,
)

from conftest import GOLDEN, MakeProject

MakeGraph = Callable[..., Graph]


def graph_of(project: Path) -> Graph:
    library, load_problems = load(project / "content")
    graph, problems = resolve(library)
    assert (load_problems, problems) == ((), ())
    return graph


@pytest.fixture(scope="module")
def golden() -> Graph:
    return graph_of(GOLDEN)


@pytest.fixture
def make_graph(make_project: MakeProject) -> MakeGraph:
    """A graph of a few files, beside a speaker, an agency, a paper and a state."""

    def make(files: dict[str, str] | None = None) -> Graph:
        return graph_of(make_project({**CAST, **(files or {})}))

    return make


CAST = {
    "actors/cast.yml": """\
- {id: sergei-ryabkov, name: Sergei Ryabkov, type: person, represents: russia}
- {id: russia, name: Russia, type: state}
- {id: ria-novosti, name: RIA Novosti, type: organisation}
- {id: reuters, name: Reuters, type: organisation}
- {id: independent, name: The Independent, type: organisation, aliases: [Indy]}
""",
    "sources/cast.yml": """\
- {id: paper, title: Talks begin, publisher: The Independent, date: 2022-01-10, kind: newspaper}
- {id: ria-text, title: An interview, publisher: RIA Novosti, kind: interview}
- {id: reuters-text, title: A dispatch, publisher: Reuters, kind: wire report}
- {id: echo-programme, title: A talk, publisher: Radio Echo, kind: broadcast}
- {id: ministry, title: A briefing, publisher: Russia, kind: official statement}
""",
    "topics/talks.md": "---\ntitle: Talks\nquestion: Why talks?\nin_short: So. [@paper]\n---\n",
}


def statement(lines: str, carrier: str = "") -> dict[str, str]:
    """One statement in an article that summarises `paper`."""
    indented = "".join(f"    {line}\n" for line in lines.strip().split("\n"))
    text = f"source: paper\nsummary: S.\n{carrier}statements:\n  -\n{indented}"
    return {"articles/art.yml": text}


def sentence(graph: Graph, key: str = "art.1") -> str:
    return text_of(chain_sentence(attribution(graph, graph.statements[key])))


# --- the chain of attribution ----------------------------------------------------------------


def test_a_chain_reads_from_the_first_hand_outwards(make_graph: MakeGraph) -> None:
    """Whom the words were said to, who passed them on, and where we read them."""
    graph = make_graph(
        statement("speaker: sergei-ryabkov\nquote: No.\nvia: [ria-novosti, reuters, paper]")
    )

    assert sentence(graph) == ("to RIA Novosti, as reported by Reuters, in The Independent")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("text: x", "in The Independent"),
        ("text: x\nvia: [reuters, paper]", "to Reuters, in The Independent"),
        ("text: x\nvia: [ria-text, paper]", "to RIA Novosti, in The Independent"),
        ("text: x\nvia: [echo-programme, paper]", "on Radio Echo, in The Independent"),
        ("text: x\nsources: [ria-text, paper]", "in RIA Novosti"),
        (
            "text: x\nvia: [{unnamed: a reporter, language: ru}, {who: reuters, date: 2022-01-09}, paper]",
            "to a reporter (in Russian), as reported by Reuters (9 January 2022), "
            "in The Independent",
        ),
        (
            "text: x\nvia: [{who: reuters, verb: claimed}, {who: paper, verb: confirmed}]",
            "claimed by Reuters, as confirmed by The Independent",
        ),
    ],
)  # fmt: skip
def test_each_hand_of_a_chain_has_the_words_of_its_place(
    make_graph: MakeGraph, lines: str, expected: str
) -> None:
    """ "To" the first, "as reported by" the next, "in" the text that was read, "on" the air."""
    graph = make_graph(statement(f"speaker: sergei-ryabkov\n{lines}"))

    assert sentence(graph) == expected


def test_a_text_that_passes_words_on_reports_them(make_graph: MakeGraph) -> None:
    """Nobody spoke "to" the second hand; a chain may name its text as well as its maker."""
    graph = make_graph(
        statement("speaker: sergei-ryabkov\ntext: x\nvia: [ria-novosti, reuters-text, paper]")
    )

    assert sentence(graph) == ("to RIA Novosti, as reported by Reuters, in The Independent")


def test_a_speakers_own_text_does_not_name_the_speaker_twice(make_graph: MakeGraph) -> None:
    """A ministry's briefing is the ministry speaking."""
    graph = make_graph(statement("speaker: russia\ntext: x\nvia: [ministry, paper]"))
    own = make_graph(statement("speaker: independent\ntext: x"))

    assert sentence(graph) == "in The Independent"
    assert sentence(own) == ""


def test_a_speaker_without_a_name_is_called_what_the_source_called_them(
    make_graph: MakeGraph,
) -> None:
    """No name is made up, and the reason given is kept."""
    graph = make_graph(statement("speaker: {unnamed: an official, why: not cleared}\ntext: x"))

    told = attribution(graph, graph.statements["art.1"])

    assert (told.speaker, told.speaker_id, told.role, told.why_unnamed) == (
        "an official", None, None, "not cleared",
    )  # fmt: skip
    assert sentence(graph) == "in The Independent"
    assert speaker_name(graph, graph.statements["art.1"].statement) == "an official"


def test_a_translation_says_from_which_language(make_graph: MakeGraph) -> None:
    """English that was said in English is no translation."""
    russian = make_graph(statement("speaker: russia\nquote: x\noriginal_language: ru"))
    english = make_graph(statement("speaker: russia\nquote: x\noriginal_language: en"))

    assert attribution(russian, russian.statements["art.1"]).translated_from == "ru"
    assert attribution(english, english.statements["art.1"]).translated_from is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("speaker: {unnamed: an official}\ntext: x", "attributed to nobody by name"),
        ("speaker: russia\ntext: x\nverb: denied", "a denial"),
        ("speaker: russia\ntext: x\nverb: rejected", "a denial"),
        ("speaker: russia\ntext: x\ndenies: charge", "a denial"),
        ("speaker: independent\ntext: x", "asserted by the article itself"),
        ("speaker: russia\ntext: x", "attributed to a named speaker"),
        ("speaker: russia\ntext: x\nvia: [paper]", "attributed to a named speaker"),
        ("speaker: russia\ntext: x\nvia: [reuters, paper]", "reported at second hand"),
        ("speaker: russia\ntext: x\nvia: [{unnamed: a friend}, paper]", "reported at second hand"),
    ],
)
def test_the_standing_of_a_statement_follows_from_its_speaker_verb_and_chain(
    make_graph: MakeGraph, lines: str, expected: str
) -> None:
    """What a statement is, never whether it is true."""
    charge = (
        "question: Q?\nstatements:\n  - {id: charge, speaker: reuters, text: x, sources: [paper]}\n"
    )
    graph = make_graph(statement(lines) | {"issues/i.yml": charge})

    assert attribution(graph, graph.statements["art.1"]).standing == expected


# --- the office held on the day --------------------------------------------------------------

ROLES = """\
- id: blinken
  name: Antony Blinken
  type: person
  roles:
    - {title: Secretary of State, start: 2021-01-26, end: 2025-01-20}
    - {title: Deputy Secretary of State, start: 2015-01-09, end: 2017-01-20}
- {id: undated, name: U, type: person, roles: [{title: Spokesman}]}
- {id: two-undated, name: T, type: person, roles: [{title: Minister}, {title: Envoy}]}
- {id: none, name: N, type: person}
- {id: until, name: E, type: person, roles: [{title: Envoy, end: 2020}]}
- {id: vague, name: V, type: person, roles: [{title: Envoy, start: 2022}]}
"""


@pytest.mark.parametrize(
    ("speaker", "date", "role"),
    [
        ("blinken", "2022-01-09", "Secretary of State"),
        ("blinken", "2021-01-26", "Secretary of State"),
        ("blinken", "2016-06", "Deputy Secretary of State"),
        ("blinken", "2018-01-01", None),
        ("blinken", "2025-01-21", None),
        ("undated", "2022-01-09", "Spokesman"),
        ("two-undated", "2022-01-09", None),
        ("none", "2022-01-09", None),
        ("until", "2019", "Envoy"),
        ("until", "2021", None),
        ("vague", "2023", "Envoy"),
        ("vague", "2021", None),
        ("blinken", "../2022", None),
        ("blinken", "2022/..", None),
    ],
)
def test_a_role_is_shown_only_where_it_was_held_on_that_day(
    make_graph: MakeGraph, speaker: str, date: str, role: str | None
) -> None:
    """Words are judged by the office in which they were said."""
    files = statement(f"speaker: {speaker}\ntext: x\ndate: {date}") | {"actors/more.yml": ROLES}
    graph = make_graph(files)

    assert attribution(graph, graph.statements["art.1"]).role == role


@pytest.mark.parametrize(
    ("speaker", "date"), [("vague", "2022-03"), ("blinken", "2021"), ("blinken", "2025-01")]
)
def test_a_role_that_may_not_have_begun_is_not_claimed(
    make_graph: MakeGraph, speaker: str, date: str
) -> None:
    """ "On that day" is said only where both dates are exact enough to know it."""
    files = statement(f"speaker: {speaker}\ntext: x\ndate: {date}") | {"actors/more.yml": ROLES}
    graph = make_graph(files)

    assert attribution(graph, graph.statements["art.1"]).role is None


def test_an_undated_statement_of_an_article_was_made_by_its_day(make_graph: MakeGraph) -> None:
    """The article's date stands in for the statement's; without any date no office is named."""
    files = {"actors/more.yml": ROLES}
    dated = make_graph(files | statement("speaker: blinken\ntext: x"))
    other = statement("speaker: blinken\ntext: x", "date: 2018\n")
    left = make_graph(files | other)

    assert attribution(dated, dated.statements["art.1"]).role == "Secretary of State"
    assert attribution(left, left.statements["art.1"]).role is None


def test_an_undated_statement_of_an_issue_names_no_office(make_graph: MakeGraph) -> None:
    """Nothing says when it was made."""
    text = "question: Q?\nstatements:\n  - {speaker: blinken, text: x, sources: [paper]}\n"
    graph = make_graph({"actors/more.yml": ROLES, "issues/i.yml": text})

    assert attribution(graph, graph.statements["i.1"]).role is None


# --- issues ----------------------------------------------------------------------------------

ISSUE = """\
question: Who is right?
topics: [talks]
statements:
  - {speaker: sergei-ryabkov, date: 2022-01-09, position: Late., sources: [paper]}
  - {speaker: reuters, position: Undated., sources: [paper]}
  - {speaker: russia, date: 2021-12, position: Early., sources: [paper]}
  - {speaker: {unnamed: a diplomat}, date: 2022-01, position: Vague., sources: [paper]}
  - {speaker: russia, date: 2020, text: No position., sources: [paper]}
"""


def test_positions_stand_by_side_in_the_order_in_which_sides_were_heard(
    make_graph: MakeGraph,
) -> None:
    """A spokesman's words stand under whom he speaks for; what takes no position is left out."""
    graph = make_graph({"issues/i.yml": ISSUE})

    sides = positions(graph, graph.issues["i"])

    assert [(s.name, s.actor_id, [p.statement.position for p in s.positions]) for s in sides] == [
        ("Russia", "russia", ["Early.", "Late."]),
        ("a diplomat", None, ["Vague."]),
        ("Reuters", "reuters", ["Undated."]),
    ]


def test_two_unnamed_speakers_are_one_side_only_if_called_alike(make_graph: MakeGraph) -> None:
    """Two who are called differently may be two."""
    text = "question: Q?\nstatements:\n" + "".join(
        f"  - {{speaker: {{unnamed: {name}}}, position: P., sources: [paper]}}\n"
        for name in ("an envoy", "a diplomat", "an envoy")
    )
    graph = make_graph({"issues/i.yml": text})

    sides = positions(graph, graph.issues["i"])

    assert [(side.name, len(side.positions)) for side in sides] == [
        ("an envoy", 2), ("a diplomat", 1),
    ]  # fmt: skip


def test_statements_on_an_issue_come_from_articles_too(golden: Graph) -> None:
    """Oldest first; what an article carries stands beside what the issue carries itself."""
    found = statements_on(golden, issues_of(golden, "harbour-bridge"))

    assert [placed.key for placed in found] == [
        "who-pays.1", "mayor-pays-for-itself", "harbour-vote.2",
    ]  # fmt: skip


# --- topics ----------------------------------------------------------------------------------

EVENTS = """\
- {id: late, date: 2022-03-01, text: x, sources: [paper], topics: [talks]}
- {id: same-day-first, date: 2022-01-10, text: x, sources: [paper], topics: [talks]}
- {id: same-day-second, date: 2022-01-10, text: x, sources: [paper], topics: [talks, talks]}
- {id: same-month, date: 2022-01, text: x, sources: [paper], topics: [talks]}
- {id: same-year, date: 2022, text: x, sources: [paper], topics: [talks]}
- {id: span, date: 2021-12-30/2022-02, text: x, sources: [paper], topics: [talks]}
- {id: elsewhere, date: 2022-01-11, text: x, sources: [paper]}
"""


def test_same_day_events_keep_file_order(make_graph: MakeGraph) -> None:
    """Oldest first, the vaguer date before the days within it, and no event twice."""
    graph = make_graph({"events/e.yml": EVENTS})

    assert [event.id for event in events_of(graph, "talks")] == [
        "span", "same-year", "same-month", "same-day-first", "same-day-second", "late",
    ]  # fmt: skip


def test_a_topic_without_records_has_none(make_graph: MakeGraph) -> None:
    """An explainer may be its prose alone."""
    graph = make_graph()

    assert (
        events_of(graph, "talks") == issues_of(graph, "talks") == articles_of(graph, "talks") == ()
    )
    assert whos_who(graph, "talks") == places_of(graph, "talks") == terms_of(graph, "talks") == ()


def test_articles_of_a_topic_stand_newest_first(make_graph: MakeGraph) -> None:
    """Those without a date come last, those of one day in the order of their files."""
    article = "source: ria-text\nsummary: S.\ntopics: [talks]\n"
    graph = make_graph(
        {
            "articles/a.yml": f"{article}date: 2021\n",
            "articles/b.yml": article,
            "articles/c.yml": f"{article}date: 2022-01-10\n",
            "articles/d.yml": f"{article}date: 2022-01-10\n",
            "articles/e.yml": "source: paper\nsummary: S.\n",
        }
    )

    assert [article.id for article in articles_of(graph, "talks")] == ["c", "d", "a", "b"]


def test_whos_who_gathers_everyone_whom_a_topic_needs(golden: Graph) -> None:
    """From events, from positions and from links in the prose; persons first, then by name."""
    assert [actor.id for actor in whos_who(golden, "harbour-bridge")] == [
        "ada-quill", "port-ansel-council", "ferry-crews",
    ]  # fmt: skip


def test_an_actor_knows_the_explainers_that_count_it_among_their_people(golden: Graph) -> None:
    """From the actor's side the answer is the same as from the explainer's."""
    found = {id: [t.id for t in topics_of_actor(golden, id)] for id in golden.actors}
    expected: dict[str, list[str]] = {id: [] for id in golden.actors}
    for topic_id in golden.topics:
        for actor in whos_who(golden, topic_id):
            expected[actor.id].append(topic_id)

    assert found == expected
    assert any(found.values())


def test_places_and_terms_come_from_events_and_links(golden: Graph) -> None:
    """A term belongs where it says so or where it is linked; each once, by name."""
    assert [place.id for place in places_of(golden, "harbour-bridge")] == [
        "port-ansel", "town-hall",
    ]  # fmt: skip
    assert [term.id for term in terms_of(golden, "harbour-bridge")] == ["span", "toll"]


def test_links_are_read_from_every_prose_field_but_citations_are_not_links(
    golden: Graph,
) -> None:
    """Front matter and body, in the order of first use."""
    assert linked_in(golden.topics["harbour-bridge"]) == ("port-ansel", "toll")
    assert linked_in(golden.articles["harbour-vote"]) == ("ferry-crews",)


def test_the_questions_of_an_explainer_are_its_headings(golden: Graph) -> None:
    """Headings below a question are parts of its answer."""


# --- what is known ---------------------------------------------------------------------------


def test_the_ledger_tells_what_is_established_claimed_and_disputed(golden: Graph) -> None:
    """Each fact under its status, oldest first, and the editor's list of what is not known."""
    found = ledger(golden, "harbour-bridge")

    assert [id_of(fact) for fact in found.known.facts] == ["ferry-opened", "vote-held"]
    assert found.known.more == 0
    assert [id_of(fact) for fact in found.claimed.facts] == ["estimate-made"]
    assert [id_of(fact) for fact in found.disputed.facts] == [
        "estimate-published",
        "mayor-pays-for-itself",
    ]
    assert found.unknown.sentences == ("Who made the estimate, and when.",)


def test_an_editor_orders_the_ledger_and_pins_sentences(make_graph: MakeGraph) -> None:
    """What is named in `highlights` stands first under its own heading, after pinned sentences."""
    events = "".join(
        f"- {{id: e{n}, date: {2000 + n}, text: x, sources: [paper], topics: [other], status: {s}}}\n"
        for n, s in ((1, "established"), (2, "established"), (3, "claimed"), (4, "claimed"))
    )
    issue = (
        "question: Q?\ntopics: [other]\nstatements:\n"
        "  - {id: said, speaker: reuters, date: 2000, verb: claimed, position: P., sources: [paper]}\n"
        "  - {id: no, speaker: reuters, date: 2009, verb: denied, denies: said, text: T., sources: [paper]}\n"
    )
    other = (
        "---\ntitle: O\nquestion: O?\nin_short: So.\nhighlights: [e2, e4]\npinned:\n"
        "  - {status: claimed, text: First of all. [@paper]}\n---\n"
    ).replace("First of all. [@paper]", '"First of all. [@paper]"')
    graph = make_graph({"events/e.yml": events, "issues/i.yml": issue, "topics/other.md": other})

    found = ledger(graph, "other")

    assert [id_of(fact) for fact in found.known.facts] == ["e2"]
    assert found.known.more == 1
    assert found.claimed.sentences == ("First of all. [@paper]",)
    assert [id_of(fact) for fact in found.claimed.facts] == ["e4", "e3"]
    assert [id_of(fact) for fact in found.disputed.facts] == ["said"]


def test_the_ledger_opens_with_what_the_editor_chose(make_graph: MakeGraph) -> None:
    """Else with the first few; what stands first does not stand again below."""
    events = "".join(
        f"- {{id: e{n}, date: {2000 + n}, text: x, sources: [paper], topics: [talks, other]}}\n"
        for n in range(1, 10)
    )
    other = "---\ntitle: O\nquestion: O?\nin_short: So.\nhighlights: [e9, e2]\n---\n"
    graph = make_graph({"events/e.yml": events, "topics/other.md": other})

    chosen, first = ledger(graph, "other"), ledger(graph, "talks")

    assert [id_of(fact) for fact in chosen.known.facts] == ["e9", "e2"]
    assert chosen.known.more == 7
    assert [id_of(f) for f in first.known.facts] == [f"e{n}" for n in range(1, OPEN_COUNT + 1)]
    assert first.known.more == 9 - OPEN_COUNT


def test_what_happened_next_is_surely_later(make_graph: MakeGraph) -> None:
    """Events of the article's topics only; a date too vague to be later is left out."""
    article = "source: paper\nsummary: S.\ntopics: [talks]\n"
    more = (
        "- {id: open, date: ../2023, text: x, sources: [paper], topics: [talks]}\n"
        "- {id: next-day, date: 2022-01-11, text: x, sources: [paper], topics: [talks]}\n"
        "- {id: next-month, date: 2022-02, text: x, sources: [paper], topics: [talks]}\n"
        "- {id: day-before, date: 2022-01-09, text: x, sources: [paper], topics: [talks]}\n"
    )
    graph = make_graph({"articles/a.yml": article, "events/e.yml": EVENTS + more})

    found = what_happened_next(graph, graph.articles["a"])

    assert [event.id for event in found] == ["next-day", "next-month", "late"]


def test_an_article_without_a_date_has_no_next(make_graph: MakeGraph) -> None:
    """After what, nobody could say."""
    text = "source: ria-text\nsummary: S.\ntopics: [talks]\n"
    graph = make_graph(
        {
            "articles/a.yml": text,
            "articles/b.yml": f"{text}date: 2020/..\n",
            "events/e.yml": EVENTS,
        }
    )

    assert what_happened_next(graph, graph.articles["a"]) == ()
    assert what_happened_next(graph, graph.articles["b"]) == ()


def test_an_event_of_two_topics_happened_once(make_graph: MakeGraph) -> None:
    """An article that touches both lists it a single time."""
    files = {
        "topics/other.md": "---\ntitle: O\nquestion: O?\nin_short: So.\n---\n",
        "articles/a.yml": "source: paper\nsummary: S.\ntopics: [talks, other]\n",
        "events/e.yml": "- {id: e, date: 2023, text: x, sources: [paper], topics: [other, talks]}\n",
    }
    graph = make_graph(files)

    assert [event.id for event in what_happened_next(graph, graph.articles["a"])] == ["e"]


# --- a long row of events in periods ---------------------------------------------------------


def row(make_graph: MakeGraph, *by_year: tuple[int, int]) -> tuple[Event, ...]:
    """Events of a topic, so many in each year; e0, e1 and so on, oldest first."""
    dates = [f"{year}-01-{day + 1:02d}" for year, number in by_year for day in range(number)]
    lines = (
        f"- {{id: e{n}, date: {date}, text: x, sources: [paper], topics: [talks]}}\n"
        for n, date in enumerate(dates)
    )
    return events_of(make_graph({"events/e.yml": "".join(lines)}), "talks")


def titles(events: tuple[Event, ...]) -> list[tuple[str, int]]:
    return [(stretch.title, len(stretch.events)) for stretch in stretches(events)]


def test_a_short_row_stands_in_one_piece(make_graph: MakeGraph) -> None:
    """Up to the limit nothing folds; one more, and it does; of nothing there is no stretch."""
    assert titles(row(make_graph, (2014, OPEN_LIMIT))) == [("", OPEN_LIMIT)]
    assert titles(row(make_graph, (2013, 1), (2014, OPEN_LIMIT))) == [
        ("2013", 1), ("2014", OPEN_LIMIT),
    ]  # fmt: skip
    assert stretches(()) == ()


def test_periods_are_of_whole_years(make_graph: MakeGraph) -> None:
    """Neighbouring years share one while it is not full; a year is never cut."""
    events = row(make_graph, (1949, 3), (1990, 4), (1999, 5), (2004, 1), (2014, PERIOD_SIZE + 8))

    assert titles(events) == [
        ("1949 to 1999", 12), ("2004", 1), ("2014", PERIOD_SIZE + 8),
    ]  # fmt: skip
    assert [e.id for s in stretches(events) for e in s.events] == [e.id for e in events]


def test_the_key_events_are_those_chosen_or_two_of_a_period(make_graph: MakeGraph) -> None:
    """Every period is told; the whole row where it is short."""
    events = row(make_graph, (1999, 8), (2014, 12), (2022, 9))
    short = events[:OPEN_LIMIT]

    assert [e.id for e in key_events(events, {"e10", "e12"})] == [
        "e0", "e4", "e10", "e12", "e20", "e24",
    ]  # fmt: skip
    assert [e.id for e in key_events(events, ())] == ["e0", "e4", "e8", "e14", "e20", "e24"]
    assert key_events(short, {"e3"}) == short
    assert key_events((), {"e3"}) == ()


# --- who joined when -------------------------------------------------------------------------

LEAGUE = """\
id: league
name: League
type: organisation
members:
  - {name: Veria, since: 1999-03-12, sources: [paper]}
  - {who: russia, since: 1949, sources: [paper, ria-text]}
  - {name: anthea, since: 1999, sources: [ria-text]}
"""


def test_members_are_told_by_the_year_in_which_they_joined(make_graph: MakeGraph) -> None:
    """Oldest first, by name within a year, counted up, each with its sources."""
    graph = make_graph({"actors/league.yml": LEAGUE})

    first, second = enlargement(graph, "league")

    assert (first.words, second.words) == (
        "1949: Russia (1 member)", "1999: anthea and Veria (3 members)",
    )  # fmt: skip
    assert (first.joined[0].actor_id, second.joined[0].actor_id) == ("russia", None)
    assert first.source_ids == ("paper", "ria-text")
    assert second.source_ids == ("ria-text", "paper")


def test_an_actor_that_names_no_members_has_no_rounds(make_graph: MakeGraph) -> None:
    """An unknown one is a mistake of ours."""
    graph = make_graph()

    assert enlargement(graph, "russia") == ()
    with pytest.raises(KeyError):
        enlargement(graph, "nobody")


@pytest.mark.parametrize(
    ("names", "expected"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_names_are_listed_as_in_a_sentence(names: tuple[str, ...], expected: str) -> None:
    """Commas, and a word before the last."""
    assert listed(names) == expected


# --- appearances -----------------------------------------------------------------------------


def test_a_record_gathers_where_it_appears(golden: Graph) -> None:
    """Events of an actor and a place, words of a speaker, answers to a statement."""
    crews = events_naming(golden, "ferry-crews")

    assert [event.id for event in crews] == ["ferry-opened", "estimate-published"]
    assert [e.id for e in events_naming(golden, "town-hall")] == ["vote-held"]
    assert [s.key for s in statements_by(golden, "ferry-crews")] == ["harbour-vote.2"]
    assert [s.key for s in statements_by(golden, "port-ansel-council")] == ["who-pays.1"]
    assert [s.placed.key for s in answers(golden, "mayor-pays-for-itself")] == ["harbour-vote.2"]
    assert [a.id for a in voices_of(golden, "port-ansel-council")] == ["ada-quill"]
    assert [p.id for p in parts_of(golden, "port-ansel")] == ["town-hall"]
    assert parts_of(golden, "town-hall") == voices_of(golden, "ada-quill") == ()


# --- sources ---------------------------------------------------------------------------------


def test_a_copy_leads_back_to_the_first_text(make_graph: MakeGraph) -> None:
    """And the first text knows what was made of it."""
    text = (
        "- {id: copy, title: C, publisher: P, republishes: paper}\n"
        "- {id: copy-of-copy, title: CC, publisher: P, republishes: copy}\n"
        "- {id: digest, title: D, publisher: P, draws_on: [paper, reuters]}\n"
    )
    graph = make_graph({"sources/more.yml": text})

    assert [s.id for s in provenance(graph, "copy-of-copy").originals] == ["copy", "paper"]
    assert graph.origins_of(["copy-of-copy"]) == ("paper",)
    assert [r.id for r in provenance(graph, "digest").draws_on] == ["paper", "reuters"]
    first = provenance(graph, "paper")
    assert (first.originals, [s.id for s in first.copies], [s.id for s in first.users]) == (
        (), ["copy"], ["digest"],
    )  # fmt: skip


def test_all_that_rests_on_a_source_is_told_by_kind(golden: Graph) -> None:
    """What would have to be looked at again if the source were withdrawn."""
    found = resting_on(golden, "gazette-letters")

    assert [article.id for article in found.articles] == ["harbour-vote"]
    assert [event.id for event in found.events] == ["ferry-opened", "estimate-published"]
    assert found.statement_keys == ("who-pays.1",)
    assert found.topic_ids == ("harbour-bridge",)
    assert [issue.id for issue in found.issues] == ["who-pays"]
    assert found.other_ids == ("town-hall", "toll")


# --- addresses, names and pages of lists -----------------------------------------------------


def test_every_record_and_statement_has_an_address(golden: Graph) -> None:
    """Kinds with pages of their own, and events and terms on the page of their collection."""
    found = {id: address_of(golden, id) for id in (*golden.library.records, *golden.statements)}

    assert found["harbour-bridge"] == Address("topics/harbour-bridge")
    assert found["about"] == Address("about")
    assert found["vote-held"] == Address("timeline", "event-vote-held")
    assert found["toll"] == Address("glossary", "term-toll")
    assert found["mayor-pays-for-itself"] == Address(
        "articles/harbour-vote", "statement-mayor-pays-for-itself"
    )
    assert found["who-pays.1"] == Address("issues/who-pays", "statement-who-pays.1")
    assert len(set(found.values())) == len(found)


def test_an_unknown_id_has_no_address(golden: Graph) -> None:
    """Broken references were reported long before."""
    with pytest.raises(KeyError):
        address_of(golden, "nowhere")


def test_a_long_timeline_has_a_page_a_year_and_a_long_glossary_one_a_letter(
    golden: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was an anchor on one page becomes an anchor on the page of its year or letter."""
    monkeypatch.setattr(addresses, "TIMELINE_PAGE_LIMIT", 3)
    monkeypatch.setattr(addresses, "GLOSSARY_PAGE_LIMIT", 1)

    assert address_of(golden, "vote-held") == Address("timeline/2031", "event-vote-held")
    assert address_of(golden, "ferry-opened") == Address("timeline/1891", "event-ferry-opened")
    assert address_of(golden, "toll") == Address("glossary/t", "term-toll")


@pytest.mark.parametrize(
    ("term", "page"),
    [("Мис", "other"), ("24 hours", "other"), ("“Near abroad”", "n"), ("…", "other"), ("Élan", "other")],
)  # fmt: skip
def test_terms_that_begin_with_no_latin_letter_share_a_page(
    make_graph: MakeGraph, monkeypatch: pytest.MonkeyPatch, term: str, page: str
) -> None:
    """Quotation marks do not count; addresses stay plain."""
    monkeypatch.setattr(addresses, "GLOSSARY_PAGE_LIMIT", 0)
    graph = make_graph({"terms/t.yml": f"term: '{term}'\ndefinition: D.\n"})

    assert address_of(graph, "t").page == f"glossary/{page}"


def test_each_record_is_called_by_its_own_name(golden: Graph) -> None:
    """What a link says where the editor gave no words."""
    titles = {id: title_of(golden, id) for id in (*golden.library.records, *golden.statements)}

    assert titles["ada-quill"] == "Ada Quill"
    assert titles["toll"] == "Toll"
    assert titles["who-pays"] == "The cost of the bridge"
    assert titles["vote-held"] == "30 June 2031"
    assert titles["harbour-vote"] == "Town to vote on ‘bridge that pays for itself’"
    assert titles["mayor-pays-for-itself"] == titles["harbour-vote"]
    assert titles["about"] == "About this site"
    assert all(titles.values())


def test_an_article_and_an_issue_without_titles_have_names(make_graph: MakeGraph) -> None:
    """An article is called as its source is, an issue by its question."""
    graph = make_graph(
        {"articles/a.yml": "source: paper\nsummary: S.\n", "issues/i.yml": "question: Who?\n"}
    )

    assert name_of(graph, graph.articles["a"]) == "Talks begin"
    assert name_of(graph, graph.issues["i"]) == "Who?"


def test_a_name_in_its_own_script_has_its_language(golden: Graph) -> None:
    """None where no such name is given."""
    assert native_name(golden.actors["ada-quill"]) == ("Адель Куилл", "uk")
    assert native_name(golden.places["port-ansel"]) is None


def test_groups_are_neighbours_and_pages_are_cut_at_their_size() -> None:
    """A group too large for a page goes on on the next, under the same heading."""
    groups = grouped(["a1", "a2", "a3", "b1", "a4"], lambda entry: entry[0])

    leaves = paged(groups, "list", page_size=2)

    assert [(g.label, g.entries) for g in groups] == [
        ("a", ("a1", "a2", "a3")), ("b", ("b1",)), ("a", ("a4",)),
    ]  # fmt: skip
    assert [leaf.path for leaf in leaves] == ["list", "list/page/2", "list/page/3"]
    assert [leaf.number for leaf in leaves] == [1, 2, 3]
    assert [leaf.name for leaf in leaves] == ["1 (a)", "2 (a to b)", "3 (a)"]
    assert [e for leaf in leaves for g in leaf.groups for e in g.entries] == [
        "a1", "a2", "a3", "b1", "a4",
    ]  # fmt: skip


def test_a_collection_without_entries_is_one_empty_page() -> None:
    """Its address exists from the first day."""
    (leaf,) = paged((), "list")

    assert (leaf.path, leaf.groups, leaf.name) == ("list", (), "1")


def test_where_the_pages_of_a_list_stand_is_known_without_its_groups() -> None:
    for count in range(12):
        groups = grouped(range(count), lambda number: str(number // 3))
        leaves = paged(groups, "list", page_size=4)
        assert leaf_paths("list", count, page_size=4) == tuple(leaf.path for leaf in leaves)


@pytest.mark.parametrize(
    ("name", "letter"),
    [("alpha", "A"), ("“Quoted”", "Q"), ("école", "É"), ("Крым", "К"), ("12 men", "0–9"), ("…", "#")],
)  # fmt: skip
def test_a_name_is_filed_under_its_first_letter(name: str, letter: str) -> None:
    """Marks in front of it do not count; digits and the rest have places of their own."""
    assert initial(name) == letter


def test_languages_have_names_and_directions() -> None:
    """From BCP 47 tags; what is not known is shown as it was typed."""
    assert [language_name(tag) for tag in ("ru", "sr-Latn", "crh", "qqq")] == [
        "Russian", "Serbian", "Crimean Tatar", "qqq",
    ]  # fmt: skip
    assert [direction(tag) for tag in ("ar", "he-IL", "ru", None)] == ["rtl", "rtl", "ltr", "ltr"]
