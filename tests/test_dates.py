"""Dates at the precision known: what may be typed, how it sorts, how it reads."""

from __future__ import annotations

import re
from datetime import date

import pytest
from generator.dates import DateError, PartialDate
from hypothesis import given
from hypothesis import strategies as st

parse = PartialDate.parse


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2014", "2014"),
        ("2014-03", "March 2014"),
        ("2014-03-18", "18 March 2014"),
        ("1991~", "about 1991"),
        ("1991?", "1991 (uncertain)"),
        ("1991-12%", "about December 1991 (uncertain)"),
        ("2014/2016", "2014 to 2016"),
        ("2014-02/2014-03", "February to March 2014"),
        ("2014-02/2015-03", "February 2014 to March 2015"),
        ("2014-02-20/2014-03-26", "20 February to 26 March 2014"),
        ("2014-03-16/2014-03-18", "16 to 18 March 2014"),
        ("2013-12-30/2014-01-02", "30 December 2013 to 2 January 2014"),
        ("2014/2014-03", "2014 to March 2014"),
        ("1991~/1992", "about 1991 to 1992"),
        ("2014-03/..", "from March 2014"),
        ("2014-03/", "from March 2014"),
        ("../2014-03", "until March 2014"),
        ("/2014-03", "until March 2014"),
        ("[..2014-03]", "March 2014 or earlier"),
        ("[2014-03-18..]", "18 March 2014 or later"),
        ("before 2014-03", "February 2014 or earlier"),
        ("before 2014-01", "December 2013 or earlier"),
        ("before 2014", "2013 or earlier"),
        ("before 2014-03-01", "28 February 2014 or earlier"),
        ("after 2014", "2015 or later"),
        ("after 2014-12", "January 2015 or later"),
        ("after 2016-02-28", "29 February 2016 or later"),
        ("  2014-03  ", "March 2014"),
    ],
)
def test_a_date_reads_as_a_person_would_say_it(typed: str, words: str) -> None:
    """Each form of EDTF that an editor may type, and the words on the page."""
    assert parse(typed).words == words


@pytest.mark.parametrize(
    ("typed", "message", "help"),
    [
        ("2014-02-30", "February 2014 has no day 30", "write a day from 01 to 28, or 2014-02"),
        ("2015-02-29", "February 2015 has no day 29", "write a day from 01 to 28"),
        ("2014-03-00", "March 2014 has no day 0", "write a day from 01 to 31"),
        ("2014-13", '"2014-13" has no month 13', "write 2014, 2014-03"),
        ("2014-00", '"2014-00" has no month 0', "write 2014, 2014-03"),
        ("0000", "there is no year 0", "write 2014"),
        ("18.03.2014", '"18.03.2014" is not a date', "such as 2014-03-18"),
        ("2014-3-8", '"2014-3-8" is not a date', "write 2014-03-08"),
        ("2014-3", '"2014-3" is not a date', "write 2014-03"),
        ("18 March 2014", '"18 March 2014" is not a date', "write 2014-03-18"),
        ("Mar 2014", '"Mar 2014" is not a date', "write 2014-03"),
        ("yesterday", '"yesterday" is not a date', "write 2014, 2014-03 or 2014-03-18"),
        ("", '"" is not a date', "write 2014"),
        ("2014-03/2014-02", 'the span "2014-03/2014-02" ends before it begins', "2014-02/2014-03"),
        ("../..", '"../.." has no date at either end', "write 2014"),
        ("before the war", '"the war" is not a date', "write 2014"),
        ("[2014-03..", '"[2014-03.." is not a date', "write 2014"),
    ],
)
def test_what_is_no_date_is_answered_with_the_cure(typed: str, message: str, help: str) -> None:
    """The message names the mistake; the help holds what to type instead."""
    with pytest.raises(DateError) as caught:
        parse(typed)

    assert str(caught.value) == message
    assert help in caught.value.help


def test_day_month_and_year_between_slashes_are_recognised() -> None:
    """18/3/2014 is no span of years but a day in another order."""
    with pytest.raises(DateError) as caught:
        parse("18/3/2014")

    assert str(caught.value) == '"18/3/2014" is not a date'
    assert "2014-03-18" in caught.value.help


@pytest.mark.parametrize("typed", ["12.31.2014", "2014-13-1", "2014-3-32", "99 March 2014"])
def test_no_cure_proposes_an_impossible_date(typed: str) -> None:
    """A help that names one date names one that can be typed."""
    with pytest.raises(DateError) as caught:
        parse(typed)

    for proposed in re.findall(r"\d{4}-\d{2}(?:-\d{2})?", caught.value.help):
        assert parse(proposed)


def test_the_cure_for_a_span_that_ends_before_it_begins_is_itself_a_date() -> None:
    """What the help tells an editor to type can be typed."""
    with pytest.raises(DateError) as caught:
        parse("2014-03-18/2014-02")

    assert parse(caught.value.help.removeprefix("write ")).words == "February to 18 March 2014"


@pytest.mark.parametrize(
    "typed", ["after 9999", "after 9999-12", "after 9999-12-31", "before 0001-01-01", "before 0001"]
)
def test_a_step_over_the_edge_of_the_calendar_is_no_date(typed: str) -> None:
    """The calendar runs from year 1 to 9999; beyond it nothing can be said, and nothing breaks."""
    with pytest.raises(DateError):
        parse(typed)


def test_a_vaguer_date_sorts_before_the_days_within_it() -> None:
    """A month stands before its days and a year before its months; a span at its start."""
    typed = ["2014", "2014-03", "2014-03-01", "2014-03-02/2015", "2014-03-03", "2014-04", "2015"]

    in_order = sorted((parse(text) for text in reversed(typed)), key=lambda d: d.sort_key)

    assert [str(one) for one in in_order] == typed


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-03-18", date(2014, 3, 18), date(2014, 3, 18)),
        ("2014-02/2014-03", date(2014, 2, 1), date(2014, 3, 31)),
        ("2014-03/..", date(2014, 3, 1), None),
        ("../2014-03", None, date(2014, 3, 31)),
        ("before 2014", None, date(2013, 12, 31)),
        ("after 2014", date(2015, 1, 1), None),
    ],
)
def test_the_days_that_a_date_can_mean(typed: str, first: date | None, last: date | None) -> None:
    """First and last day; None where that side is open."""
    found = parse(typed)

    assert (found.first_day, found.last_day) == (first, last)


@pytest.mark.parametrize(
    ("typed", "inside", "outside"),
    [
        ("2014-03", date(2014, 3, 31), date(2014, 4, 1)),
        ("2014-03/..", date(2030, 1, 1), date(2014, 2, 28)),
        ("../2014-03", date(1900, 1, 1), date(2014, 4, 1)),
        ("[..2014-03]", date(2014, 3, 31), date(2014, 4, 1)),
    ],
)
def test_a_date_covers_the_days_it_can_mean(typed: str, inside: date, outside: date) -> None:
    """`covers` says yes to each day that the date can mean and to no other."""
    assert parse(typed).covers(inside)
    assert not parse(typed).covers(outside)


@pytest.mark.parametrize(
    ("typed", "iso", "year"),
    [
        ("2014-03-18", "2014-03-18", 2014),
        ("1991~", "1991", 1991),
        ("1991-12%", "1991-12", 1991),
        ("2014/2016", None, 2014),
        ("../2016", None, 2016),
        ("after 2014", None, 2015),
    ],
)
def test_a_timeline_files_a_date_under_one_year(typed: str, iso: str | None, year: int) -> None:
    """HTML's `time` gets the point without its doubts, and nothing for spans and open ends."""
    assert (parse(typed).iso, parse(typed).year) == (iso, year)


years = st.integers(min_value=2, max_value=9998)
months = st.integers(min_value=1, max_value=12)
days = st.integers(min_value=1, max_value=28)
points = st.one_of(
    years.map(lambda y: f"{y:04d}"),
    st.tuples(years, months).map(lambda p: f"{p[0]:04d}-{p[1]:02d}"),
    st.tuples(years, months, days).map(lambda p: f"{p[0]:04d}-{p[1]:02d}-{p[2]:02d}"),
)
marks = st.sampled_from(["", "~", "?", "%"])
marked_points = st.tuples(points, marks).map("".join)
dates = st.one_of(
    marked_points,
    marked_points.map("before {}".format),
    marked_points.map("after {}".format),
    marked_points.map("{}/..".format),
    marked_points.map("../{}".format),
    st.tuples(points, points).map(lambda p: "/".join(sorted(p, key=lambda t: (t[:4], len(t), t)))),
)


@given(dates)
def test_a_date_survives_being_written_and_read_again(typed: str) -> None:
    """EDTF out, EDTF in: nothing is gained and nothing lost, whatever was typed."""
    try:
        first = parse(typed)
    except DateError:
        assert "/" in typed  # a span may end before it begins
        return

    assert parse(first.edtf) == first
    assert str(first) == first.edtf


@given(st.text(max_size=20) | st.from_regex(r"[0-9~?%./ \[\]-]{0,14}", fullmatch=True))
def test_any_text_is_a_date_or_a_mistake_with_a_cure(typed: str) -> None:
    """No text makes the reader of dates stumble; each refusal says what to type."""
    try:
        found = parse(typed)
    except DateError as error:
        help = error.help
    else:
        help = "write nothing else"
        assert found.words
        assert (
            found.first_day is None or found.last_day is None or (found.first_day <= found.last_day)
        )

    assert help.startswith("write ")
