"""Rules about chains, days, offices and pages: what they tell, and what they leave alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from generator.diagnostics import Severity
from generator.site import Site, read_site

TODAY = date(2031, 7, 1)
SOURCES = """
- {id: paper, title: Town says yes, publisher: The Gazette, date: 2031-05-02, language: en}
- {id: copy, title: Town says yes, publisher: The Mirror, date: 2031-05-03, republishes: paper}
- {id: wire, title: Vote, publisher: Coast Wire, date: 2031-05-01, language: fr}
- {id: digest, title: The week, publisher: The Digest, draws_on: [wire, agency], language: en}
- {id: note, title: A note, publisher: The town}
"""
ACTORS = """
- {id: agency, name: Agency, type: organisation}
- {id: coast-wire, name: Coast Wire, type: organisation}
- {id: digesters, name: The publishers, type: organisation, aliases: [The Digest]}
- {id: jane, name: Jane Smith, type: person, represents: town}
- {id: town, name: Port Ansel, type: organisation}
- {id: crews, name: The crews, type: organisation}
"""
TOPIC = "---\ntitle: T\nquestion: Q?\nin_short: Short. [@paper]\n{}---\n"


def read(tmp_path: Path, code: str, files: dict[str, str]) -> Site:
    """A project with the sources and actors above, read by one rule."""
    for name, text in {"sources/all.yml": SOURCES, "actors/all.yml": ACTORS, **files}.items():
        target = tmp_path / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    site = read_site(tmp_path, TODAY, (code,), with_pages=False)
    others = [d for d in site.diagnostics if d.code != code and d.severity is Severity.ERROR]
    assert others == []
    return site


def found(tmp_path: Path, code: str, files: dict[str, str]) -> list[tuple[str, str]]:
    """Where a rule found something, and its sentence."""
    mine = [d for d in read(tmp_path, code, files).diagnostics if d.code == code]
    return [(str(d.location).removeprefix("content/"), d.message) for d in mine]


def places(tmp_path: Path, code: str, files: dict[str, str]) -> list[str]:
    return [place for place, _ in found(tmp_path, code, files)]


def pointed(tmp_path: Path, code: str, files: dict[str, str]) -> list[str]:
    """The words at which the rule's findings point, as `line word`."""
    result = []
    for place in places(tmp_path, code, files):
        path, line, column = place.split(":")
        rest = files[path].splitlines()[int(line) - 1][int(column) - 1 :]
        result.append(f"{line} {re.split(r'[],}|]| ', rest)[0]}")
    return result


def issue(*statements: str) -> dict[str, str]:
    """An issue with one statement a line, from line 3 on."""
    lines = "".join(f"  - {{{statement}}}\n" for statement in statements)
    return {"issues/i.yml": f"question: Q?\nstatements:\n{lines}"}


def events(*lines: str) -> dict[str, str]:
    """Events `e1`, `e2` … of topic `t`, one a line."""
    records = (f"- {{id: e{n}, {line}}}\n" for n, line in enumerate(lines, start=1))
    return {"events/all.yml": "".join(records), "topics/t.md": TOPIC.format("")}


# --- secondhand-as-firsthand -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("sources: [copy]", "copy"),
        ("sources: [paper, copy]", None),
        ("sources: [copy], via: [paper]", None),
        ("via: [copy]", "copy"),
        ("via: [paper, copy]", None),
        ("via: [copy, coast-wire]", "copy"),
        ("via: [copy, paper]", "copy"),
        ("via: [digest, wire]", "digest"),
        ("via: [digest, agency]", "digest"),
        ("via: [wire, digest]", None),
        ("via: [agency, digest]", None),
        ("via: [{unnamed: an aide}, paper]", None),
    ],
)
def test_a_chain_agrees_with_the_records_of_its_sources(
    tmp_path: Path, line: str, word: str | None
) -> None:
    """A copy needs its original, and whoever passes words on stands behind whom they come from."""
    files = issue(f"speaker: jane, text: Yes., {line}")

    result = pointed(tmp_path, "secondhand-as-firsthand", files)

    assert result == ([f"3 {word}"] if word else [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("source: copy", ["articles/a.yml:1:9"]),
        ("source: paper\nreceived_as: copy", []),
        ("source: digest", []),
    ],
)
def test_an_article_is_that_of_the_original(tmp_path: Path, line: str, expected: list[str]) -> None:
    """The copy that reached the desk is what it was received as."""
    files = {"articles/a.yml": f"{line}\nsummary: S.\n"}

    assert places(tmp_path, "secondhand-as-firsthand", files) == expected


def test_the_key_of_the_record_that_says_so_is_named(tmp_path: Path) -> None:
    """A source can republish one text and draw on another."""
    both = "- {id: both, title: T, publisher: P, republishes: note, draws_on: [wire]}\n"
    files = issue("speaker: jane, text: Yes., via: [both, note, wire]")

    site = read(tmp_path, "secondhand-as-firsthand", files | {"sources/both.yml": both})

    related = {d.message: str(d.related[0].location) for d in site.diagnostics if d.related}
    assert related == {
        'by its own record "both" comes after "note", not before it': "content/sources/both.yml:1:51"
    }


# --- missing-link-in-chain -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("speaker: jane, quote: Yes, via: [digest]", True),
        ("speaker: jane, text: Yes, via: [digest]", False),
        ("speaker: jane, quote: Yes, sources: [digest]", False),
        ("speaker: jane, quote: Yes, via: [paper]", False),
        ("speaker: jane, quote: Yes, via: [agency, digest]", False),
        ("speaker: jane, quote: Yes, via: [wire, digest]", False),
        ("speaker: jane, quote: Yes, via: [coast-wire, digest]", False),
        ("speaker: jane, quote: Yes, via: [paper, digest]", False),
        ("speaker: jane, quote: Yes, via: [{unnamed: an aide}, digest]", False),
        ("speaker: digesters, quote: Yes, via: [digest]", False),
        ("speaker: {unnamed: a clerk, why: W}, quote: Yes, via: [digest]", True),
    ],
)
def test_a_quotation_names_whoever_passed_it_on(tmp_path: Path, line: str, is_told: bool) -> None:
    """Unless the text speaks for itself, or the words came to it in a way that the chain gives."""
    result = found(tmp_path, "missing-link-in-chain", issue(line))

    message = '"digest" has its words from "wire" or "agency", and the chain does not say so'
    assert [told for _, told in result] == [message] * is_told


# --- source-before-event ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "sources", "is_told"),
    [
        ("2031-05-03", "paper", True),
        ("2031-05-03", "paper, copy", True),
        ("2031-05-02", "paper", False),
        ("2031-05", "paper", False),
        ("2031", "paper", False),
        ("2031-06", "paper", True),
        ("2031-06~", "paper", False),
        ("2031-05-03?", "paper", False),
        ("2031-05-01/2031-05-09", "paper", False),
        ("2031-05-03/..", "paper", True),
        ("before 2031-06", "paper", False),
        ("after 2031-05-02", "paper", True),
        ("2032", "note", False),
    ],
)
def test_no_text_tells_of_a_later_day(
    tmp_path: Path, date: str, sources: str, is_told: bool
) -> None:
    """Only where all of the source's day lies before all of the event's is it sure."""
    files = events(f"date: {date}, text: It voted., sources: [{sources}]")

    result = pointed(tmp_path, "source-before-event", files)

    assert result == ["1 paper"] * is_told


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("date: 2031-05-03, sources: [paper]", True),
        ("date: 2031-05-03, via: [agency, paper]", True),
        ("sources: [paper]", False),
        ("date: 2031-05-01, sources: [paper]", False),
    ],
)
def test_no_text_quotes_what_is_said_later(tmp_path: Path, line: str, is_told: bool) -> None:
    """The finding stands at the source, in the list or in the chain."""
    result = pointed(tmp_path, "source-before-event", issue(f"speaker: jane, text: Yes., {line}"))

    assert result == ["3 paper"] * is_told


def test_a_source_without_a_day_is_a_skip_and_no_pass(tmp_path: Path) -> None:
    """One a subject, however many of its sources have none; the others are looked at all the same."""
    files = events("date: 2031-05-03, text: It voted., sources: [note, digest, paper]")

    site = read(tmp_path, "source-before-event", files)

    assert (site.checked.looked, site.checked.skipped) == (1, 1)
    assert [d.code for d in site.diagnostics if d.severity is Severity.ERROR] == [
        "source-before-event"
    ]


# --- date-conflict ---------------------------------------------------------------------------

VOTE = "The council voted for the bridge by 11 to 10"


@pytest.mark.parametrize(
    ("first", "second", "text", "is_told"),
    [
        ("2031-05-01", "2031-05-03", f"{VOTE} votes.", True),
        ("2031-05-01", "2031-05-03", f"{VOTE}. [@paper]", True),
        (
            "2031-05-01",
            "2031-05-03",
            "The town council voted for the new bridge by 11 to 10.",
            True,
        ),
        ("2031-05-01", "2031-05", f"{VOTE}.", False),
        ("2031-05-01", "2031-05-01", f"{VOTE}.", False),
        ("2031-04", "2031-05", f"{VOTE}.", True),
        ("2031-05-01", "2033-05-01", f"{VOTE}.", False),
        ("2031-05-01", "before 2031-04", f"{VOTE}.", False),
        ("2031-05-01", "2031-05-03", "The council voted for the bridge by 12 to 9.", False),
        ("2031-05-01", "2031-05-03", f"{VOTE} in the second round.", True),
        ("2031-05-01", "2031-05-03", "Work on the bridge began.", False),
    ],
)
def test_two_records_of_one_event_agree_on_its_day(
    tmp_path: Path, first: str, second: str, text: str, is_told: bool
) -> None:
    """They read alike, share an actor, and their days do not overlap but lie near."""
    more = "sources: [paper], topics: [t], actors: [town]"
    files = events(
        f"date: {first}, text: {VOTE}., {more}", f'date: {second}, text: "{text}", {more}'
    )

    result = places(tmp_path, "date-conflict", files)

    assert result == ["events/all.yml:2:18"] * is_told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The first round of talks on the bridge ended.", "The second round of talks on the bridge ended."),
        ("The levy was prolonged until 31 January.", "The levy was prolonged until 31 July."),
        ("The levy rose to 20 per cent.", "The levy rose to 25 per cent."),
    ],
)  # fmt: skip
def test_events_of_one_row_are_told_apart_by_their_numbers(
    tmp_path: Path, one: str, other: str
) -> None:
    """In figures, as ordinals or as months."""
    more = "sources: [paper], topics: [t], actors: [town]"
    files = events(f"date: 2031-01, text: {one}, {more}", f"date: 2031-05, text: {other}, {more}")

    assert found(tmp_path, "date-conflict", files) == []


@pytest.mark.parametrize(
    ("other", "is_told"),
    [("[[agency|The Agency of Bridges]]", True), ("[[crews|The crews]]", False)],
)
def test_the_words_of_links_are_part_of_the_text(tmp_path: Path, other: str, is_told: bool) -> None:
    """Two who do the same thing on two days are two events."""
    more = "sources: [paper], topics: [t], actors: [town]"
    files = events(
        f'date: 2031-05-01, text: "[[agency|The Agency of Bridges]] sent them home.", {more}',
        f'date: 2031-05-03, text: "{other} sent them home.", {more}',
    )

    assert places(tmp_path, "date-conflict", files) == ["events/all.yml:2:18"] * is_told


def test_the_own_day_in_a_text_tells_no_events_apart(tmp_path: Path) -> None:
    """It is the very thing that the records differ in."""
    more = "sources: [paper], topics: [t], actors: [town]"
    files = events(
        f"date: 2031-04-30, text: The council voted for the bridge on 30 April 2031., {more}",
        f"date: 2031-05-01, text: The council voted for the bridge on 1 May 2031., {more}",
    )

    assert places(tmp_path, "date-conflict", files) == ["events/all.yml:2:18"]


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("topics: [t], actors: [town]", "topics: [t], actors: [crews]", False),
        ("topics: [t], places: [p]", "topics: [t], places: [p]", True),
        ("topics: [t], actors: [town]", "topics: [u], actors: [town]", False),
        ("topics: [t, u], actors: [town]", "topics: [u], actors: [town]", True),
        ("topics: [t, u], actors: [town]", "topics: [u, t], actors: [town]", True),
    ],
)
def test_one_event_is_of_one_topic_and_of_one_place_or_actor(
    tmp_path: Path, one: str, other: str, is_told: bool
) -> None:
    """Told once, however many topics they share."""
    files = events(
        f"date: 2031-05-01, text: {VOTE}., sources: [paper], {one}",
        f"date: 2031-05-03, text: {VOTE}., sources: [paper], {other}",
    )
    files |= {"topics/u.md": TOPIC.format(""), "places/p.yml": "name: P\n"}

    assert places(tmp_path, "date-conflict", files) == ["events/all.yml:2:18"] * is_told


# --- role-out-of-date ------------------------------------------------------------------------


def official(*roles: str) -> dict[str, str]:
    lines = "".join(f"  - {{{role}}}\n" for role in roles)
    return {"actors/o.yml": f"name: Ada Quill\ntype: person\nroles:\n{lines}"}


@pytest.mark.parametrize(
    ("title", "words", "is_told"),
    [
        ("President of Ansel", "President", True),
        ("President of Ansel", "president of Ansel", True),
        ("President of Ansel", "Former President", False),
        ("President of Ansel", "then President", False),
        ("President of Ansel", "President-elect", False),
        ("President of Ansel", "Acting President", False),
        ("President of Ansel", "Vice President", False),
        ("President of Ansel", "Vice-President of Ansel", False),
        ("President of Ansel", "Aide to President Reed", False),
        ("President of Ansel", "Spokesman of the President", False),
        ("President of Ansel", "Presidential aide", False),
        ("President of Ansel", "Senator", False),
        ("Prime Minister of Ansel", "Prime Minister", True),
        ("Prime Minister of Ansel", "Minister", False),
        ("Prime Minister of Ansel", "Deputy Prime Minister", False),
        ("Minister of Finance of Ansel", "Prime Minister", False),
        ("Minister of Finance of Ansel", "Foreign Minister", False),
        ("Minister of Finance of Ansel", "Ansel’s finance minister", True),
        ("Minister of Foreign Affairs of Ansel", "Foreign Minister", True),
        ("Minister of Foreign Affairs of Ansel", "Deputy Foreign Minister", False),
        ("Deputy Minister of Foreign Affairs", "Deputy Foreign Minister", True),
        ("US Secretary of State", "Secretary of State", True),
        ("Secretary of State", "Assistant Secretary of State", False),
        ("Secretary of State", "Press secretary", False),
        ("British foreign secretary", "Foreign Secretary", True),
        ("Federal Chancellor of Ansel", "Chancellor Quill", True),
        ("Chairman", "Chairman", True),
        ("Member of the council", "Member of the council", True),
        ("Member of the council", "Member of the opposition", False),
    ],
)
def test_an_office_is_known_by_its_head(
    tmp_path: Path, title: str, words: str, is_told: bool
) -> None:
    """Whole words in any case; another office with the same word in it is another office."""
    files = official(f"title: {title}, start: 2030-01-01") | issue(
        f"speaker: o, role: {words}, date: 2029, text: Yes., sources: [paper]"
    )

    result = places(tmp_path, "role-out-of-date", files)

    assert result == ["issues/i.yml:3:24"] * is_told


@pytest.mark.parametrize(
    ("role", "day", "held"),
    [
        ("start: 2030-01-01, end: 2030-12-31", "2029-12-31", "from 1 January 2030 to 31 December 2030"),
        ("start: 2030-01-01, end: 2030-12-31", "2031-01-01", "from 1 January 2030 to 31 December 2030"),
        ("start: 2030-01-01, end: 2030-12-31", "2030-12-31", None),
        ("start: 2030-06, end: 2030", "2030", None),
        ("start: 2030", "2029-12/2030-01", None),
        ("start: 2030", "2031-05", None),
        ("start: 2030", "2029", "from 2030"),
        ("end: 2030", "2031-01-01", "until 2030"),
        ("end: 2030", "1990", None),
        ("start: 2030", "before 2032", None),
    ],
)  # fmt: skip
def test_an_office_is_wrong_where_it_cannot_have_been_held(
    tmp_path: Path, role: str, day: str, held: str | None
) -> None:
    """A day that may lie within it is no mistake."""
    files = official(f"title: Mayor of Ansel, {role}") | issue(
        f"speaker: o, role: Mayor, date: {day}, text: Yes., sources: [paper]"
    )

    result = found(tmp_path, "role-out-of-date", files)

    message = f'"o" was not Mayor of Ansel on that day, but {held}'
    assert [told for _, told in result] == [message] * (held is not None)


@pytest.mark.parametrize(
    ("roles", "counted"),
    [
        (("title: Mayor",), (1, 1)),
        (("title: Mayor, start: 2030", "title: Mayor of Ansel"), (1, 1)),
        (("title: Mayor, start: 2030", "title: Mayor, end: 2029"), (1, 0)),
        (("title: Senator, start: 2030",), (1, 0)),
    ],
)
def test_an_office_without_days_is_a_skip(
    tmp_path: Path, roles: tuple[str, ...], counted: tuple[int, int]
) -> None:
    """One of which the record knows nothing is none, and one of several terms will do."""
    files = official(*roles) | issue(
        "speaker: o, role: Mayor, date: 2029, text: Yes., sources: [paper]"
    )

    site = read(tmp_path, "role-out-of-date", files)

    assert (site.checked.looked, site.checked.skipped) == counted
    assert site.is_publishable


def test_words_of_links_give_offices_too(tmp_path: Path) -> None:
    """In events and in our own words of statements; the place is the link."""
    files = official("title: Mayor of Ansel, start: 2030")
    files |= events(
        "date: 2029, text: 'The plan of [[o|Mayor Quill]] and [[o]].', sources: [paper]"
    )
    files |= issue(
        "speaker: crews, date: 2029, text: 'Met [[o|the mayor]].', sources: [paper]",
        "speaker: crews, date: 2029, position: 'With [[o|Mayor Quill]].', sources: [paper]",
        "speaker: crews, date: 2030, text: 'Met [[o|the mayor]].', sources: [paper]",
        "speaker: crews, text: 'Met [[o|the mayor]].', sources: [paper]",
    )

    told = pointed(tmp_path, "role-out-of-date", files)
    site = read(tmp_path, "role-out-of-date", files)

    assert told == ["1 o", "3 o", "4 o"]
    assert (site.checked.looked, site.checked.skipped) == (5, 1)


def test_the_day_of_an_article_is_that_of_its_statements(tmp_path: Path) -> None:
    """Where a statement has none of its own."""
    article = (
        "source: paper\nsummary: S.\nstatements:\n  - {speaker: o, role: Mayor, text: Yes.}\n"
        "  - {speaker: o, role: Mayor, date: 2032, text: No.}\n"
    )
    files = official("title: Mayor, start: 2031-06") | {"articles/a.yml": article}

    assert places(tmp_path, "role-out-of-date", files) == ["articles/a.yml:4:24"]


# --- denial-without-claim --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("verb: denied", "denied"),
        ("verb: denied, denies: claim", None),
        ("verb: rejected", None),
        ("date: 2031-05-02, denies: claim", None),
        ("date: 2031-05-01, denies: claim", "claim"),
        ("date: 2031-05-01, confirms: claim", "claim"),
        ("date: 2031-05-01, corrects: claim", "claim"),
        ("date: 2031-05-01, withdraws: claim", "claim"),
        ("date: 2031-05, denies: claim", None),
        ("date: 2031, verb: denied, denies: claim", None),
        ("date: before 2031-05-02, denies: claim", "claim"),
        ("denies: claim", None),
    ],
)
def test_an_answer_names_what_was_said_before_it(
    tmp_path: Path, line: str, word: str | None
) -> None:
    """Where the days may be one, nothing is wrong."""
    files = issue(
        "id: claim, speaker: jane, date: 2031-05-02, text: Yes., sources: [paper]",
        f"speaker: crews, text: No., {line}, sources: [paper]",
    )

    result = pointed(tmp_path, "denial-without-claim", files)

    assert result == ([f"4 {word}"] if word else [])


# --- one-sided-issue -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["speaker: crews, position: No."], "The crews"),
        (["speaker: crews, position: No.", "speaker: town, position: Yes."], None),
        (["speaker: jane, position: Yes.", "speaker: town, position: Yes."], "Port Ansel"),
        (["speaker: crews, position: No.", "speaker: town, text: Yes."], "The crews"),
        (["speaker: crews, text: No."], None),
        (["speaker: {unnamed: a clerk, why: W}, position: No."], "a clerk"),
        (
            ["speaker: {unnamed: a clerk, why: W}, position: No.", "speaker: jane, position: Yes."],
            None,
        ),
    ],
)
def test_an_issue_has_two_sides(tmp_path: Path, lines: list[str], name: str | None) -> None:
    """Whoever represents an actor is of its side; only positions count."""
    files = issue(*(f"{line}, sources: [paper]" for line in lines))

    result = found(tmp_path, "one-sided-issue", files)

    told = ("issues/i.yml:1:11", f"only {name} takes a position on this issue")
    assert result == [told] * (name is not None)


def test_the_other_side_may_stand_in_an_article(tmp_path: Path) -> None:
    """Statements belong to the issue that they name."""
    article = (
        "source: paper\nsummary: S.\nstatements:\n"
        "  - {speaker: town, text: Yes., issue: i, position: Yes.}\n"
    )
    files = issue("speaker: crews, position: No., sources: [paper]") | {"articles/a.yml": article}

    assert found(tmp_path, "one-sided-issue", files) == []


# --- review-overdue --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "is_told", "skipped"),
    [
        ("review_by: 2031-06-30\n", True, 0),
        ("review_by: 2031-07-01\n", False, 0),
        ("review_by: 2031-07\n", False, 0),
        ("review_by: 2031-06\n", True, 0),
        ("review_by: 2031\n", False, 0),
        ("review_by: 2030-06/..\n", False, 1),
        ("", False, 1),
    ],
)
def test_a_review_is_overdue_when_its_last_day_is_past(
    tmp_path: Path, line: str, is_told: bool, skipped: int
) -> None:
    """A month lasts to its end; without a day nothing is promised."""
    site = read(tmp_path, "review-overdue", {"topics/t.md": TOPIC.format(line)})

    told = [str(d.location) for d in site.diagnostics if d.code == "review-overdue"]
    assert told == ["content/topics/t.md:5:12"] * is_told
    assert site.checked.skipped == skipped


# --- orphan-record ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "is_told"),
    [
        ("actors/x.yml", "name: X\ntype: person\n", True),
        ("actors/x.yml", "name: X\ntype: person\ndescription: Of [[x|X]].\n", True),
        ("places/x.yml", "name: X\n", True),
        ("sources/x.yml", "title: X\npublisher: P\n", True),
        ("terms/x.yml", "term: X\ndefinition: D.\n", True),
        ("terms/x.yml", "term: X\ndefinition: D.\ntopics: [t]\n", False),
        ("events/x.yml", "date: 2031\ntext: X.\nsources: [paper]\n", True),
        ("events/x.yml", "date: 2031\ntext: X.\nsources: [paper]\ntopics: [t]\n", False),
        ("events/x.yml", "date: 2031\ntext: X.\nsources: [paper]\nactors: [town]\n", False),
        ("events/x.yml", "date: 2031\ntext: X.\nsources: [paper]\nplaces: [p]\n", False),
        ("issues/x.yml", "question: X?\n", False),
    ],
)
def test_a_record_is_named_by_another(tmp_path: Path, path: str, text: str, is_told: bool) -> None:
    """That it names itself brings no reader to it."""
    files = {path: text, "topics/t.md": TOPIC.format(""), "places/p.yml": "name: P\n"}

    result = places(tmp_path, "orphan-record", files)

    assert result.count(f"{path}:1:1") == is_told


def test_a_link_from_a_page_is_enough(tmp_path: Path) -> None:
    """Standing pages name records too."""
    files = {"actors/x.yml": "name: X\ntype: person\n", "pages/p.md": "# P\n\nSee [[x]].\n"}

    assert "actors/x.yml:1:1" not in places(tmp_path, "orphan-record", files)


# --- missing-translation-note ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("via: [wire]", "Yes"),
        ("via: [wire], original_language: fr", None),
        ("via: [wire], language: fr", None),
        ("via: [wire], language: fr-CA", None),
        ("via: [paper]", None),
        ("via: [paper], language: fr", "Yes"),
        ("via: [paper], original_language: fr", None),
        ("sources: [paper, wire]", None),
        ("sources: [wire, paper]", "Yes"),
        ("via: [note], original_language: fr", "fr"),
        ("via: [note], original_language: en", None),
        ("via: [note], original_language: fr, translated_by: town", None),
    ],
)
def test_a_translation_says_that_it_is_one(tmp_path: Path, line: str, word: str | None) -> None:
    """The language of the words, of the text that they were read in and of the speaker agree."""
    files = issue(f"speaker: jane, quote: Yes, {line}")

    result = pointed(tmp_path, "missing-translation-note", files)

    assert result == ([f"3 {word}"] if word else [])


def test_the_language_of_a_source_may_not_be_known(tmp_path: Path) -> None:
    """Then nothing can be said of words without original_language."""
    site = read(
        tmp_path, "missing-translation-note", issue("speaker: jane, quote: Yes, via: [note]")
    )

    assert (site.checked.looked, site.checked.skipped) == (1, 1)


# --- quote-too-long --------------------------------------------------------------------------


def words(count: int) -> str:
    return " ".join(["word"] * count)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ([f"quote: {words(75)}, via: [paper]"], None),
        ([f"quote: {words(76)}, via: [paper]"], 3),
        ([f"quote: {words(30)}, via: [paper]", f"quote: {words(46)}, via: [wire, paper]"], 4),
        ([f"quote: {words(40)}, via: [paper]", f"quote: {words(40)}, via: [wire]"], None),
        ([f"quote: {words(40)}, via: [paper]", f"text: {words(40)}, via: [paper]"], None),
        ([f"quote: {words(74)} the mayor’s — …, via: [paper]"], 3),
        ([f"quote: {words(73)} town-hall mayor’s — …, via: [paper]"], None),
        ([f"quote: {words(76)}"], None),
    ],
)
def test_a_page_quotes_little_of_one_source(
    tmp_path: Path, lines: list[str], line: int | None
) -> None:
    """All quotations of the page count together, and the longest is named."""
    files = issue(*(f"speaker: jane, {text}" for text in lines))

    result = places(tmp_path, "quote-too-long", files)

    assert result == [f"issues/i.yml:{line}:28"] * (line is not None)


def test_an_issue_shows_what_articles_quote_on_it(tmp_path: Path) -> None:
    """Each page is told of by itself, so that it can be exempt by itself."""
    article = (
        "source: paper\nsummary: S.\nstatements:\n"
        f"  - {{speaker: jane, quote: {words(40)}, issue: i}}\n"
    )
    files = issue(f"speaker: jane, quote: {words(41)}, via: [paper]") | {"articles/a.yml": article}
    exempt = "exempt: {rule: quote-too-long, why: W, owner: O, until: 2031-12-31}\n"

    told = found(tmp_path, "quote-too-long", files)
    files["issues/i.yml"] = exempt + files["issues/i.yml"]
    site = read(tmp_path, "quote-too-long", files)

    message = '81 words of "paper" are quoted on this page; the limit is 75'
    assert told == [("issues/i.yml:3:28", message)]
    assert (site.checked.exempt, site.diagnostics) == (1, ())
