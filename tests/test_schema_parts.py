"""What help while typing is made of: the model's fields as data, their words, and single texts."""

from __future__ import annotations

import re

import pytest
from generator import model
from generator.dates import DateError, PartialDate
from generator.schema import dates, words
from generator.schema.ids import Known
from generator.schema.rendering import schema_of
from generator.schema.scalars import typed
from generator.schema.shapes import Shape, fields_of, groups, kinds, shape_of
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

SHAPES = (*kinds(), *groups())


# --- what is read off the model --------------------------------------------------------------


def test_the_fields_are_those_of_the_model_in_its_order() -> None:
    """Nothing that an editor may write is missing; the body of a .md file is no key."""
    for kind, record in zip(kinds(), model.KINDS, strict=True):
        names = [field.name for field in kind.fields]
        expected = [
            name for name in record.model_fields if name not in {"body", "formerly", "exempt"}
        ]

        assert kind.name == record.folder
        assert names == [*expected, "formerly", "exempt"]
        assert (kind.body is not None) == (record in model.MARKDOWN_KINDS)


def test_every_group_of_the_model_is_a_shape() -> None:
    """What stands below a key, such as a statement or a step of via, is found wherever it is."""
    parts = {part.__name__.lower() for part in model.Part.__subclasses__()}

    assert {group.name for group in groups()} == parts - {"record", "listedexemption"}


def test_a_field_says_what_it_holds() -> None:
    """Some of each sort: references name their folders, lists their items, numbers their bounds."""
    speaker = shape_of("statement").field("speaker").value
    via = shape_of("statement").field("via").value.item
    latitude = shape_of("places").field("latitude").value

    assert shape_of("statement").field("verb").default == "said"
    assert shape_of("terms").field("contested").default == "false"
    assert [f.name for f in fields_of("articles") if f.is_required] == ["source", "summary"]
    assert [f.name for f in fields_of("pages") if f.is_required] == []
    assert speaker.bare is not None
    assert speaker.bare.kinds == ("actors",)
    assert via is not None
    assert via.bare is not None
    assert via.bare.kinds == ("actors", "sources")
    assert (latitude.low, latitude.high) == (-90, 90)
    assert shape_of("topics").field("in_short").value.may_be_one
    assert shape_of("events").field("sources").value.least == 1
    with pytest.raises(KeyError):
        fields_of("nothing")
    with pytest.raises(KeyError):
        shape_of("articles").field("nothing")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_field_is_explained_in_one_sentence(shape: Shape) -> None:
    """What an editor program shows beside a key is plain, whole and short."""
    told = [words.of_kind(shape.name), *(words.of_field(shape.name, f.name) for f in shape.fields)]

    for sentence in told:
        assert re.fullmatch(r"[A-Z].{8,118}\.", sentence), sentence
    with pytest.raises(KeyError):
        words.of_field(shape.name, "nothing")


def test_no_sentence_is_kept_in_vain() -> None:
    """A field that goes takes its sentence with it."""
    there = {(shape.name, field.name) for shape in SHAPES for field in shape.fields}

    assert words.all_fields() <= there


def test_examples_and_defaults_are_right() -> None:
    """Whoever takes an example as it is offered has made no mistake."""
    looked_at = 0
    for kind in kinds():
        schema = schema_of(kind, Known())
        for name, shape in schema["definitions"].items():
            for field, place in shape.get("properties", {}).items():
                validator = Draft7Validator(place | {"definitions": schema["definitions"]})
                offered = [*place.get("examples", ()), *filter(None, [place.get("default")])]
                assert all(map(validator.is_valid, offered)), (name, field)
                looked_at += len(offered)

    assert looked_at > 100


# --- single texts ----------------------------------------------------------------------------


POINTS = [
    f"{date}{mark}"
    for date in ("2014", "2014-03", "2014-03-18", "2014-3", "2014-13", "2014-02-30", "0000", "987", "", "x")
    for mark in ("", "~", "?", "%", "~~", "-")
]  # fmt: skip


def test_the_pattern_of_a_date_knows_what_is_one() -> None:
    """A date by itself, before and after, in brackets and with spaces: as the reader takes it."""
    openings = (
        "",
        " ",
        "before ",
        "before  ",
        "before",
        "Before ",
        "after ",
        "[",
        "[..",
        "[..[",
        "..",
    )
    for opening in openings:
        for point in POINTS:
            for closing in ("", " ", "\n", "]", "..]", "..", "T12:00"):
                text = f"{opening}{point}{closing}"
                assert bool(re.search(dates.PATTERN, text)) == is_date(text), text


@pytest.mark.longer
def test_the_pattern_of_a_span_knows_all_but_their_order() -> None:
    """Two dates with a stroke between them, or one of them left open."""
    for first in (*POINTS, "..", " ", "before 2014"):
        for second in (*POINTS, "..", " ", "..]"):
            for stroke in ("/", "//", " / ", "/../"):
                text = f"{first}{stroke}{second}"
                assert bool(re.search(dates.PATTERN, text)) == is_date(text), text


@pytest.mark.parametrize("year", ["1900", "2000", "2014", "2016", "0004", "9999"])
def test_each_day_of_a_year_is_one_and_no_other(year: str) -> None:
    """Months have the days that they have, in leap years too."""
    for month in range(14):
        for day in range(33):
            text = f"{year}-{month:02}-{day:02}"
            assert bool(re.search(dates.PATTERN, text)) == is_date(text)


def is_date(text: str) -> bool:
    """Whether our reader takes it; a span that ends before it begins has the form of one."""
    try:
        PartialDate.parse(text)
    except DateError as error:
        return "ends before" in str(error) or "lies beyond" in str(error)
    return True


@pytest.mark.parametrize(
    "text",
    "~ null NULL true True FALSE no NO on y 7 007 -7 +7 0o17 0x1F 1e3 1.5 .5 1. 12:30 words "
    "1.2.3 1e 0x 1984-ada 2014~".split(),
)
def test_plain_texts_are_typed_as_yaml_1_2_has_it(text: str) -> None:
    """As another reader of YAML 1.2 types them."""
    other = YAML(typ="safe", pure=True).load(f"a: {text}\n")["a"]

    assert (typed(text), type(typed(text))) == (other, type(other))
