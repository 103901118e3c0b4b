"""Records as nobody should write them: keys in any order, every style of YAML, comments everywhere.

PyYAML writes the values, so that what comes out is right YAML by another hand than ours; comments
are then set between the lines, each with the path of the key or item that it stands beside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from generator import source

RESOLVER = yaml.resolver.Resolver()

Path = tuple[str | int, ...]

WORDS = (
    "Geneva", "talks", "“no", "concessions”,", "née", "Владимир", "مرحبا", "日本", "it's", '"so"', "#", "#1", "a:b",
    "key:", "-", "–", "[[nato|NATO]]", "[@source, p. 4]", "{x}", "&", "*", "!", "%", "\\", "?", ",", "|", ">", "`", "@",
    "w" * 150, "https://example.org/a?b=c#d", "null", "5", "...", "---",
)  # fmt: skip
TEXTS = (
    "", "true", "No", "1984", "2014-03-18", "12:30", "~", "null", "- x", "? x", ": x", "x:", "# x", "x # y", "x #y",
    "[x", "{x", "]", "}", "a, b", " first", "last ", "two  spaces  here", "a\tb", "line\nline", "a\n\n\nb", "\n\nx",
    "p one\n\np two", "  indented\nmore", "a \nb", "ends in a break\n", "ends in breaks\n\n", "'", '"', "\\n", "---",
    "...", "!tag", "&name", "*name", "%x", "@x", "`x", "<<", "=", "a: b", "|", ">-", "x\u00a0y",
)  # fmt: skip
KEYS = {
    "statements": ("id", "speaker", "role", "date", "verb", "quote", "text", "via", "sources", "note", "exempt", "slip"),
    "exempt": ("rule", "why", "owner", "until"),
    "via": ("who", "verb", "date"),
    "record": ("id", "source", "summary", "title", "received_as", "key_points", "topics", "statements", "exempt", "titel"),
}  # fmt: skip
LISTS = {"key_points", "topics", "sources", "via", "statements"}


@dataclass(frozen=True)
class Messy:
    """A file of article records, and the path beside which each of its comments stands.

    None for comments of which nobody can say more than that they are there: between two lists, say.
    """

    text: str
    path_by_comment: dict[str, Path | None] = field(default_factory=dict)


def messy(dice: random.Random) -> Messy:
    """One file, as the dice fall."""
    count = dice.choice([0, 0, 1, 3])
    values = [_record(dice) for _ in range(count)] if count else _record(dice)
    node = _node(values, dice)
    text = yaml.serialize(
        node, indent=dice.choice([2, 3, 4, 7]), width=dice.choice([20, 60, 100, 400]), allow_unicode=True
    )  # fmt: skip
    return _with_comments(text, dice)


def _record(dice: random.Random) -> dict[str, object]:
    return _keys("record", dice, least=2)


def _keys(name: str, dice: random.Random, least: int = 1) -> dict[str, object]:
    keys = dice.sample(KEYS[name], dice.randint(least, len(KEYS[name])))
    return {key: _value(key, dice) for key in keys}


def _value(key: str, dice: random.Random) -> object:
    if key == "exempt":
        return _keys("exempt", dice)
    if key not in LISTS:
        return _text(dice)
    items = range(dice.choice([0, 1, 2, 4]))
    if key == "statements":
        return [_keys("statements", dice) for _ in items]
    if key == "via":
        return [_keys("via", dice) if dice.random() < 0.3 else _id(dice) for _ in items]
    return [_text(dice) if key == "key_points" else _id(dice) for _ in items]


def _id(dice: random.Random) -> str:
    return f"id-{dice.randint(1, 99)}"


def _text(dice: random.Random) -> str | None:
    chance = dice.random()
    if chance < 0.05:
        return None
    if chance < 0.3:
        return dice.choice(TEXTS)
    paragraphs = [
        " ".join(dice.choices(WORDS, k=dice.randint(1, 30)))
        for _ in range(dice.choice([1, 1, 1, 2]))
    ]
    return "\n\n".join(paragraphs)


def _node(value: object, dice: random.Random) -> yaml.Node:
    string = "tag:yaml.org,2002:str"
    if value is None:
        return yaml.ScalarNode("tag:yaml.org,2002:null", dice.choice(["", "~", "null"]))
    if isinstance(value, str):
        style = dice.choice(["", "", "'", '"', ">", "|"])
        # A bare 1984 must not come out as !!str 1984.
        tag = string if style else RESOLVER.resolve(yaml.ScalarNode, value, (True, False))
        return yaml.ScalarNode(tag, value, style=style)
    is_flow = dice.random() < 0.25
    if isinstance(value, list):
        items = [_node(item, dice) for item in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=is_flow)
    assert isinstance(value, dict)
    pairs = [(yaml.ScalarNode(string, key), _node(inner, dice)) for key, inner in value.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=is_flow)


# --- comments --------------------------------------------------------------------------------


def places(text: str) -> dict[int, list[tuple[int, Path]]]:
    """Line (from 0) -> the keys and items that begin on it, as (column, path), in reading order."""
    found: dict[int, list[tuple[int, Path]]] = {}
    for location, path in _starts(source.parse_yaml(text, "").node, ()):
        found.setdefault(location.line - 1, []).append((location.column - 1, path))
    return found


def _starts(node: source.Node | None, path: Path) -> Iterator[tuple[source.Location, Path]]:
    if isinstance(node, source.Sequence):
        for number, item in enumerate(node.items):
            yield item.location, (*path, number)
            yield from _starts(item, (*path, number))
    elif isinstance(node, source.Mapping):
        for key, value in node.entries:
            yield key.location, (*path, key.text)
            yield from _starts(value, (*path, key.text))


def _scalars(node: source.Node | None) -> Iterator[source.Scalar]:
    if isinstance(node, source.Scalar):
        yield node
    elif isinstance(node, source.Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, source.Mapping):
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _with_comments(text: str, dice: random.Random) -> Messy:
    """Comments above lines and at their ends, where YAML has them, and empty lines."""
    lines = text.rstrip("\n").split("\n")
    inside, headers = set(), set()
    for scalar in _scalars(source.parse_yaml(text, "").node):
        first = scalar.location.line - 1
        rows = scalar.raw.rstrip("\n").count("\n")
        inside |= set(range(first + 1, first + rows + 1))
        if scalar.quote in {"|", ">"} and scalar.raw:
            headers.add(first)
    by_line = places(text)
    paths: dict[str, Path | None] = {}
    out: list[str] = []
    for number, line in enumerate(lines):
        begins = by_line.get(number, [])
        if number in inside or not begins:
            out.append(line)
            continue
        column = len(line) - len(line.lstrip())
        if number and number - 1 not in inside | headers and dice.random() < 0.1:
            out.append(" " * dice.randint(0, 12) + _comment(paths, None))
            # Not run on by what follows, and so not taken with it.
            out.append("")
        if number and dice.random() < 0.2:
            out.append("")
        for _ in range(dice.choice([0, 0, 0, 1, 2])):
            out.append(" " * column + _comment(paths, begins[0][1]))
            # What an empty line parts from the first key is the file's own.
            out += [""] * (dice.choice([0, 0, 0, 1]) if number else 0)
        ends_here = number + 1 not in inside or number in headers
        # What stands behind a closing bracket belongs to more than began on the line.
        if ends_here and not line.endswith(("]", "}", "],", "},")) and dice.random() < 0.3:
            line += " " * dice.randint(1, 3) + _comment(paths, begins[-1][1])
        out.append(line)
    for _ in range(dice.choice([0, 1, 2])):
        out += [""] * dice.choice([0, 1, 3])
        out.append(" " * dice.choice([0, 0, 1]) + _comment(paths, None))
    return Messy("\n".join(out) + "\n", paths)


def _comment(paths: dict[str, Path | None], path: Path | None) -> str:
    comment = f"# comment {len(paths) + 1}"
    paths[comment] = path
    return comment
