"""Every field of every kind, with each thing that one might type there, right or wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from generator.schema.scalars import typed
from generator.schema.shapes import Allowed, Shape, Type, kinds

# A small site that all cases may name. One actor's id looks like a number, as a year might.
BASE = {
    "actors/ada-quill.yml": "name: Ada Quill\ntype: person\n",
    "actors/1984.yml": "name: Committee of 1984\ntype: organisation\n",
    "places/port-ansel.yml": "name: Port Ansel\n",
    "sources/gazette.yml": "title: Harbour to close\npublisher: The Gazette\n",
    "terms/lease.yml": "term: Lease\ndefinition: A loan for money.\n",
    "issues/closing.yml": "question: May it close?\n",
    "events/closing-day.yml": "date: 2014\ntext: It closed.\nsources: [gazette]\n",
    "topics/harbour.md": "---\ntitle: Harbour\nquestion: Why?\nin_short: So.\n---\n## Why?\n\nSo.\n",
    "articles/vote.yml": (
        "source: gazette\nsummary: They voted.\n"
        "statements: [{id: quill-no, speaker: ada-quill, quote: No}]\n"
    ),
}
IDS = {
    "actors": "ada-quill", "places": "port-ansel", "sources": "gazette", "terms": "lease",
    "issues": "closing", "events": "closing-day", "topics": "harbour", "articles": "vote",
    "statements": "quill-no",
}  # fmt: skip
# What a key asks for beside it, of which a schema knows nothing: a position is taken on an issue.
COMPANIONS = {"position": {"issue": IDS["issues"]}}
BODY = "# A heading\n\n## Why? {#why}\n\nSo.\n"


@dataclass(frozen=True)
class Place:
    """A place in a record of a kind; `put` gives the record with a piece of YAML there, or none."""

    kind: Shape
    path: str
    value: Allowed
    put: Callable[[str | None], str]


@dataclass(frozen=True)
class Case:
    kind: Shape
    place: str
    type: str
    typed: str
    text: str


def cases(*, everywhere: bool) -> list[Case]:
    """All of them; a group of keys once, or `everywhere` that it may stand."""
    seen: set[str] | None = None if everywhere else set()
    found = []
    for kind in kinds():
        for place in _places(kind, kind, _block, "", seen):
            for name, fragment in _spellings(place.value):
                shown = place.value.type.value
                found.append(Case(kind, place.path, shown, name, place.put(fragment)))
    return found


def json_of(text: str) -> Any:
    """YAML as a program reads it that types plain scalars, by version 1.2."""
    return _plain(yaml.compose(text, Loader=yaml.CSafeLoader))


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if node is None else node.value if node.style else typed(node.value)


def _block(keys: dict[str, str]) -> str:
    return "".join(f"{key}: {fragment}\n" for key, fragment in keys.items())


def _flow(keys: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {fragment}" for key, fragment in keys.items()) + "}"


def _places(
    kind: Shape,
    shape: Shape,
    wrap: Callable[[dict[str, str]], str],
    path: str,
    seen: set[str] | None,
) -> Iterator[Place]:
    if seen is not None and shape.name in seen:
        return
    if seen is not None:
        seen.add(shape.name)
    least = _least(shape)

    def group(fragment: str | None) -> str:
        return wrap(least | ({"wrong-key": fragment} if fragment is not None else {}))

    yield Place(kind, f"{path}*", Allowed(Type.GROUP), group)
    for field in shape.fields:

        def put(fragment: str | None, name: str = field.name) -> str:
            keys = {key: text for key, text in least.items() if key != name}
            if fragment is None:
                return wrap(keys)
            return wrap(keys | COMPANIONS.get(name, {}) | {name: fragment})

        here = f"{path}{field.name}"
        yield Place(kind, here, field.value, put)
        inside, inner = put, field.value
        if field.value.item is not None:
            inner = field.value.item

            def inside(fragment: str | None, put: Any = put) -> str:
                return str(put("[]" if fragment is None else f"[{fragment}]"))

            yield Place(kind, f"{here}[]", inner, inside)
        if inner.group is not None:
            wrapped = _wrapping(inside)
            yield from _places(kind, inner.group, wrapped, f"{here}.", seen)


def _wrapping(inside: Callable[[str | None], str]) -> Callable[[dict[str, str]], str]:
    return lambda keys: inside(_flow(keys))


def _least(shape: Shape) -> dict[str, str]:
    """The keys without which there is no such record, each with a sound value."""
    needed = {f.name for f in shape.fields if f.is_required} | set(shape.needs_one_of[:1])
    return {f.name: _sound(f.value) for f in shape.fields if f.name in needed}


def _sound(value: Allowed) -> str:
    if value.type is Type.LIST:
        assert value.item is not None
        return f"[{_sound(value.item)}]"
    if value.type is Type.GROUP:
        assert value.group is not None
        return _sound(value.bare) if value.bare else _flow(_least(value.group))
    if value.type is Type.REFERENCE:
        return IDS[value.kinds[0]]
    return SOUND.get(value.type) or value.choices[0]


SOUND = {
    Type.TEXT: "Some words", Type.PROSE: "Some words", Type.ID: "own-OWN", Type.DATE: "2014-03-18",
    Type.URL: '"https://example.org/a"', Type.LANGUAGE: "en", Type.NUMBER: "45.3",
    Type.COUNT: "100", Type.FLAG: "true",
}  # fmt: skip

# What may be typed anywhere: name -> the piece of YAML, None for a key that is not there.
ANYWHERE: dict[str, str | None] = {
    "left out": None, "nothing": "", "null": "null", "an empty text": '""', "a space": '" "',
    "a word": "nonsense", "two words": "Some words", "a list": "[nonsense, words]",
    "an empty list": "[]", "a list with nothing in it": "[~]", "a list in a list": "[[nonsense]]",
    "a group": "{nonsense: words}", "an empty group": "{}", "a whole number": "7",
    "a fraction": "7.5", "true": "true", "True": "True", "NO": "NO", "a text in quotation marks": "'words'",
    "a time": "12:30", "not a number": ".nan",
}  # fmt: skip
_LONG = "x" * 1_001
_TEXTS = {
    "as long as it may be": "x" * 1_000, "too long": _LONG, "much too long": "x" * 10_001,
    "long with many spaces": f"'{'x ' * 20}{' ' * 1_000}x'",
}  # fmt: skip
_IDS = {
    "capitals": "Ada-Quill", "two hyphens": "ada--quill", "a hyphen first": "'-ada'",
    "an underscore": "ada_quill", "an id that is too long": "x" * 101, "a year": "1984",
    "a negative number": "-7", "an id with a number in front": "1984-ada",
    "a number with an exponent": "1e3", "a number of noughts": "007",
}  # fmt: skip
_DATES = {
    "a month": "2014-03", "a span": "2014-02/2014-03", "about": "1991~", "an open end": "2014-03/..",
    "before a day": "before 2014-03-18", "a bracket in quotation marks": "'[..2014]'",
    "a bracket without quotation marks": "[..2014]", "a day that is not": "2014-02-30",
    "in words": "18 March 2014", "with strokes": "18/03/2014", "eight figures": "20140318",
    "a span that ends before it begins": "2014/2013", "no date lies beyond": "after 9999",
    "a year as a number": "2014", "a year with a point": "2014.0", "a year above all": "10000",
    "a year of three figures": "987", "a year with a nought before it": "0987",
}  # fmt: skip
_URLS = {
    "no scheme": "www.example.org", "another scheme": "ftp://example.org",
    "a space within": "'https://example.org/a b'", "a space around": "' https://example.org '",
    "a script": "'javascript:alert(1)'", "a quotation mark": "'https://example.org/\"x'",
    "an address that is too long": f"'https://example.org/{'x' * 2_000}'", "scheme alone": "'https://'",
}  # fmt: skip
_LANGUAGES = {
    form: f"'{form}'"
    for form in (
        "English",
        "en_GB",
        "en-GB",
        "sr-Latn",
        "sr-Latn-RS",
        "no",
        "EN",
        "e",
        " ru ",
        "en-",
    )
} | {"a language that looks like a refusal": "no"}
_NUMBERS = {
    "in quotation marks": "'45.3'", "below nought": "-33.5", "out of bounds": "200",
    "out of bounds in quotation marks": "'200'", "a degree sign": "45° N", "an exponent": "1e1",
    "a plus": "+45", "a point last": "'45.'", "a point first": ".5", "a comma": "'45,3'", "a number by sixteen": "0x10",
    "a point last, not in quotation marks": "45.", "too many decimals": "45.1234567890123",
}  # fmt: skip
_COUNTS = {
    "with a comma": "'1,000'", "in quotation marks": "'100'", "below nought": "-1",
    "a point": "1.0", "too many figures": "1000000000", "an underscore": "1_000", "a plus": "+5", "with a word": "'100 votes'",
    "a number by sixteen": "0x10", "an exponent": "1e1", "only a comma": "','",
}  # fmt: skip
_FLAGS = {"in quotation marks": "'true'", "yes": "yes", "FALSE": "FALSE", "one": "1"}
_CHOICES = {"another word": "nonsense", "in quotation marks": "'nonsense'"}
OF_TYPE: dict[Type, dict[str, str]] = {
    Type.TEXT: _TEXTS, Type.PROSE: _TEXTS, Type.ID: _IDS, Type.DATE: _DATES, Type.URL: _URLS,
    Type.LANGUAGE: _LANGUAGES, Type.NUMBER: _NUMBERS, Type.COUNT: _COUNTS, Type.FLAG: _FLAGS,
    Type.CHOICE: _CHOICES, Type.REFERENCE: _IDS,
}  # fmt: skip


def _spellings(value: Allowed) -> Iterator[tuple[str, str | None]]:
    if value.type is Type.GROUP and value.group is None:  # the keys of a record or a group
        yield from {
            "no other key": None,
            "a wrong key": "x",
            "a wrong key without a value": "",
        }.items()
        return
    yield "sound", _sound(value)
    yield from ANYWHERE.items()
    yield from OF_TYPE.get(value.type, {}).items()
    inner = value.bare or value
    if value.bare:
        yield from _IDS.items()
    if value.group is not None:
        yield "the keys that are needed", _flow(_least(value.group))
    if inner.type is Type.REFERENCE:
        yield "an id that is nowhere", "nowhere-at-all"
        for kind, id in IDS.items():
            yield f"an id of {kind}", id
    for choice in inner.choices:
        yield "a choice", choice
        yield "a choice in capitals", choice.upper()
