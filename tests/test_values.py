"""Values: equal by what they hold, told apart by what they are, and never changed."""

from __future__ import annotations

from collections import Counter
from types import ModuleType

import pytest
from generator import cards, components, document, skin
from generator.dates import PartialDate
from generator.diagnostics import Diagnostic, Location, Related, Severity
from generator.document import Document, Emphasis, Paragraph, Strong, Text
from generator.exports import citing, head
from generator.publishing import sheet
from generator.publishing.sheet import digest_of
from generator.values import Value, field, kinds_of, names_of, packed, read_as, replace, written


class Berth(Value):
    quay: str
    length: int = 90
    ships: tuple[str, ...] = ()


class LongBerth(Berth):
    cranes: list[str] = field(default_factory=list)


def test_a_value_is_what_it_holds_and_of_one_kind() -> None:
    assert Berth("north") == Berth("north", 90)
    assert hash(Berth("north")) == hash(Berth("north"))
    assert Berth("north") != Berth("south")
    assert Emphasis((Text("a"),)) != Strong((Text("a"),))


def test_a_value_does_not_change() -> None:
    berth = Berth("north")

    with pytest.raises(AttributeError):
        berth.quay = "south"  # type: ignore[misc]

    assert replace(berth, length=120) == Berth("north", 120)
    assert berth == Berth("north")


def test_two_values_share_no_list() -> None:
    one, other = LongBerth("north"), LongBerth("north")
    one.cranes.append("red")

    assert other.cranes == []


def test_the_parts_of_a_value_are_known_with_those_of_what_it_is_made_after() -> None:
    assert names_of(LongBerth) == ("quay", "length", "ships", "cranes")
    assert kinds_of(LongBerth) == {
        "quay": "str", "length": "int", "ships": "tuple[str, ...]", "cranes": "list[str]",
    }  # fmt: skip


def test_values_of_two_kinds_are_packed_apart() -> None:
    """A word that is made strong makes a page another, and nothing else does."""
    pages = [
        Document("a", "A", "", (Paragraph((kind((Text("word"),)),)),))
        for kind in (Emphasis, Strong)
    ]

    assert packed(pages[0]) != packed(pages[1])
    assert digest_of(pages[0]) != digest_of(pages[1])
    assert digest_of(pages[0]) == digest_of(replace(pages[1], blocks=pages[0].blocks))


def test_what_was_worked_out_of_a_value_is_not_packed() -> None:
    day = PartialDate.parse("2031-05-01")
    before = packed(day)
    assert day.words

    assert packed(day) == before


def test_what_is_no_value_is_not_packed() -> None:
    with pytest.raises(TypeError):
        packed(Berth(object()))  # type: ignore[arg-type]


def test_a_value_is_read_as_it_was_written() -> None:
    place = Location("content/a.yml", 3, 4)
    told = Diagnostic("a", place, "m", "h", (Related(place, "there"),), Severity.NOTE)

    assert read_as(Diagnostic, written(told)) == told


@pytest.mark.parametrize(
    "text", ["", "[", "null", "{}", '["Berth"]', '["Berth", 1]', '["Other", "north"]', "\udc80"]
)
def test_any_other_text_is_no_value(text: str) -> None:
    with pytest.raises(ValueError):  # whatever is wrong with it
        read_as(Berth, text)


def test_kinds_of_which_a_page_is_made_have_names_of_their_own() -> None:
    """They are packed by their names: two of one name would be one."""
    rooms = (document, components, skin, head, citing, cards, sheet)
    kinds = [
        kind
        for room in rooms
        for module in (room, *(m for m in vars(room).values() if isinstance(m, ModuleType)))
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Value) and kind is not Value
    ]

    names = Counter(kind.__name__ for kind in set(kinds))
    assert len(names) > 60
    assert [name for name, times in names.items() if times > 1] == []
