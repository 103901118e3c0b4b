"""From a character of a value back to the line and column at which an editor typed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from generator.diagnostics import Location
from generator.source import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse_markdown_file,
    parse_yaml,
    plain,
)
from hypothesis import given
from hypothesis import strategies as st


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar value under a node, keys left out."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for _, value in node.entries:
            yield from scalars(value)


def value_in(text: str, key: str = "key") -> Scalar:
    parsed = parse_yaml(text, "x.yml")
    assert parsed.diagnostics == ()
    assert isinstance(parsed.node, Mapping)
    node = parsed.node.get(key)
    assert isinstance(node, Scalar)
    return node


def place_of(text: str, mark: str) -> Location:
    """Where `mark` stands in a file, counted in the simplest way."""
    before = text[: text.index(mark)]
    return Location("x.yml", before.count("\n") + 1, len(before) - before.rfind("\n"))


FORMS = {
    "plain": "key: see [@x] here\n",
    "plain over lines": "key: words first\n  and then\n\n\n    see [@x] here\n",
    "plain in a list": "- a: 1\n  key: see [@x] here\n",
    "plain after a comment": "# note\n\nkey: # no\n  see [@x]\n",
    "single quotes": "key: 'it''s ''here'': see [@x]'\n",
    "single quotes over lines": "key: 'it''s\n\n   here:  see [@x]'\n",
    "double quotes": 'key: "a \\"b\\" \\u00e9\\t\\x41 see [@x]"\n',
    "double quotes over lines": 'key: "a\n   b \\\n   c\\\n\n  d see [@x]"\n',
    "double quotes on the next line": 'key:\n  "é\\n[@x]"\n',
    "literal": "key: |\n  first\n\n    indented\n  see [@x] here\n",
    "literal, stripped": "key: |-\n    see [@x]\n",
    "literal with a comment": "key: |  # why\n  see [@x]\n",
    "literal, indentation given": "key: |2\n    two spaces first [@x]\n",
    "literal after empty lines": "key: |\n\n\n  see [@x]\n",
    "folded": "key: >\n  first line\n  second line\n\n  see [@x]\n",
    "folded, kept": "key: >+\n  first [@x]\n\n\n",
    "folded with an indented part": "key: >-\n  first\n\n    indented\n    more\n\n  see [@x]\n",
    "folded, first line of all": "key: >-\n  [@x] opens\n  the text\n",
    "beyond the first plane": "key: 'é 𝕏 🌉 Адель see [@x]'\n",
    "a word that repeats": "key: >\n  a a a a\n  a a  a [@x] a\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_citation_is_found_where_it_was_typed(form: str) -> None:
    """In every form of YAML text, line and column are those of the file."""
    text = FORMS[form]
    parsed = parse_yaml(text, "x.yml")
    assert parsed.node is not None
    (value,) = (s for s in scalars(parsed.node) if "[@x]" in s.text)

    place = value.locate(value.text.index("[@x]"))

    assert place == place_of(text, "[@x]")


def test_every_character_of_a_folded_text_is_found() -> None:
    """All letters in turn, not the first alone."""
    text = "KEY: >-\n  ab cd\n  ef\n\n  gh\n     ij\n  kl\n"
    value = value_in(text, "KEY")

    found = [value.locate(value.text.index(letter)) for letter in "abcdefghijkl"]

    assert found == [place_of(text, letter) for letter in "abcdefghijkl"]


def test_a_text_that_begins_further_down_counts_the_lines_above() -> None:
    """Front matter begins on the second line of its file, the body below the second ---."""
    text = "---\ntitle: T\nin_short: >\n  one\n  two [@x]\n---\n# Head\n\nBody [@y]\n"

    parsed = parse_markdown_file(text, "x.yml")

    assert isinstance(parsed.node, Mapping)
    value = parsed.node.get("in_short")
    assert isinstance(value, Scalar)
    assert value.locate(value.text.index("[@x]")) == place_of(text, "[@x]")
    assert parsed.body is not None
    assert parsed.body.locate(parsed.body.text.index("[@y]")) == place_of(text, "[@y]")


@pytest.mark.parametrize(
    "body", ["\n## Q?\n\nsee [@x]\n", "\n\n  see [@x]\n", "> a quotation [@x]\n", "| a | [@x] |\n"]
)
def test_a_body_is_found_as_it_stands(body: str) -> None:
    """Markdown is not folded, whatever it begins with: an empty line, a quotation, a table."""
    text = f"---\ntitle: T\n---\n{body}"

    parsed = parse_markdown_file(text, "x.yml")

    assert parsed.body is not None
    assert parsed.body.locate(parsed.body.text.index("[@x]")) == place_of(text, "[@x]")


def test_a_file_without_front_matter_is_all_body() -> None:
    """A standing page may begin with its heading."""
    parsed = parse_markdown_file("# Head\n\nBody [@y]\n", "x.yml")

    assert parsed.node is None
    assert parsed.body is not None
    assert parsed.body.locate(parsed.body.text.index("[@y]")) == Location("x.yml", 3, 6)


def test_an_offset_past_the_end_stands_behind_the_last_character() -> None:
    """A problem at the end of a text has a place too."""
    value = value_in("key: abc\n")

    assert value.locate(3) == Location("x.yml", 1, 9)
    assert Scalar(Location("x.yml", 4, 2), "", "").locate(0) == Location("x.yml", 4, 2)


def test_scalars_stay_text() -> None:
    """What YAML 1.1 would make false, a number, a date or minutes is the text that was typed."""
    parsed = parse_yaml("[NO, 12:30, 2014-03-18, 0x1F, 1_000, yes, .5, ~, null, '', 'null']", "x")

    assert parsed.node is not None
    assert plain(parsed.node) == [
        "NO", "12:30", "2014-03-18", "0x1F", "1_000", "yes", ".5", None, None, "", "null",
    ]  # fmt: skip


def test_keys_without_a_value_are_left_out() -> None:
    """`date:` with nothing behind it is the same as no line at all."""
    parsed = parse_yaml("a: 1\nb:\nc: ~\nd: {e: , f: 2}\n", "x")

    assert parsed.node is not None
    assert plain(parsed.node) == {"a": "1", "d": {"f": "2"}}


# --- every offset, in texts that no one thought of -------------------------------------------


@dataclass(frozen=True)
class Written:
    """A scalar as a file holds it, and where in the file each visible character stands."""

    source: str
    text: str
    places: tuple[tuple[int, Location], ...]


letters = st.sampled_from([*"abcxyz0189.", "é", "ß", "Ж", "中", "🌉", "[", "]", "@", "(", "_", "*"])
words = st.lists(letters, min_size=1, max_size=6).map("".join)
lines = st.lists(words, min_size=1, max_size=4)
paragraphs = st.lists(lines, min_size=1, max_size=4)


class _Writer:
    """Writes a file character by character, so that it knows each place without searching."""

    def __init__(self, start: str) -> None:
        self.source = start
        self.text = ""
        self.places: list[tuple[int, Location]] = []

    def raw(self, written: str) -> None:
        self.source += written

    def visible(self, meaning: str, written: str | None = None) -> None:
        column = len(self.source) - self.source.rfind("\n")
        place = Location("x.yml", self.source.count("\n") + 1, column)
        self.places.append((len(self.text), place))
        self.text += meaning
        self.source += written or meaning

    def white(self, meaning: str, written: str) -> None:
        self.text += meaning
        self.source += written

    def done(self, end: str) -> Written:
        return Written(self.source + end + "\nnext: 1\n", self.text, tuple(self.places))


@st.composite
def blocks(draw: st.DrawFn) -> Written:
    """A literal or folded scalar of paragraphs of lines, at any indentation."""
    style = draw(st.sampled_from("|>"))
    indent = " " * draw(st.integers(1, 5))
    header = draw(st.sampled_from(["", "-"]))
    writer = _Writer(f"first: 1\nkey: {style}{header}\n{indent}")
    for number, block in enumerate(draw(paragraphs)):
        if number:
            gap = draw(st.integers(1, 3))
            # A line break that folding leaves is read as the empty line it stands for.
            kept = gap + 1 if style == "|" else gap * 2
            writer.white("\n" * kept, "\n" * (gap + 1) + indent)
        for index, line in enumerate(block):
            if index:
                writer.white("\n" if style == "|" else " ", "\n" + indent)
            for spot, letter in enumerate(line):
                if spot and draw(st.booleans()):
                    spaces = " " * draw(st.integers(1, 3))
                    writer.white(spaces, spaces)
                writer.visible(letter)
    return writer.done("")


@st.composite
def quoted(draw: st.DrawFn) -> Written:
    """A scalar in single or double quotes, with escapes and line breaks wherever they may be."""
    quote = draw(st.sampled_from("'\""))
    writer = _Writer(f"first: 1\nkey: {quote}")
    for number, word in enumerate(draw(st.lists(words, min_size=1, max_size=8))):
        if number:
            break_ = draw(st.sampled_from([" ", "  ", "\n  ", " \n    ", "\n\n  ", "\n \n\n   "]))
            count = break_.count("\n")
            meaning = break_ if not count else " " if count == 1 else "\n" * (count - 1)
            writer.white(meaning, break_)
        for letter in word:
            written = letter
            if quote == '"':
                form = draw(st.sampled_from(["", "", "u", "join"]))
                if form == "u":
                    written = f"\\U{ord(letter):08x}"
                elif form == "join" and writer.places:
                    writer.raw("\\\n   ")
            writer.visible(letter, written)
        if draw(st.booleans()):
            writer.visible(quote, "''" if quote == "'" else '\\"')
    return writer.done(quote)


@st.composite
def plains(draw: st.DrawFn) -> Written:
    """A plain scalar, perhaps over several lines."""
    writer = _Writer("first: 1\nkey: ")
    for number, word in enumerate(draw(st.lists(words, min_size=1, max_size=8))):
        if number:
            break_ = draw(st.sampled_from([" ", "   ", "\n  ", "  \n     ", "\n\n  "]))
            count = break_.count("\n")
            meaning = break_ if not count else " " if count == 1 else "\n" * (count - 1) * 2
            writer.white(meaning, break_)
        for spot, letter in enumerate(word):
            # Only a letter may begin a plain scalar; what else may stand inside it.
            writer.visible("a" if not number and not spot else letter)
    return writer.done("")


@given(st.one_of(blocks(), quoted(), plains()))
def test_every_visible_character_is_found_where_it_was_typed(written: Written) -> None:
    """Whatever the form, folding and escapes: offset in the value, place in the file."""
    value = value_in(written.source)

    assert value.text.rstrip("\n") == written.text
    assert [value.locate(offset) for offset, _ in written.places] == [
        place for _, place in written.places
    ]
