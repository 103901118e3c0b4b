"""What editors' prose means: citations, links, escapes, paragraphs; and the Markdown of bodies."""

from __future__ import annotations

import re

import pytest
from generator.document import (
    BlockQuote,
    Citation,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Item,
    LineBreak,
    Link,
    List,
    PageLink,
    Paragraph,
    RecordLink,
    Rule,
    Strong,
    Table,
    Text,
    text_of,
)
from generator.prose import (
    BLOCK_LENGTH_LIMIT,
    BLOCK_LINES_LIMIT,
    BRACKETS_LIMIT,
    LINES_LIMIT,
    MARKS_LIMIT,
    NESTING_LIMIT,
    check_markdown,
    parse_markdown,
    parse_prose,
    scan,
    tidy,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hostile import STRINGS, folded


def nodes(text: str, *, is_markdown: bool = False) -> list[Citation | RecordLink]:
    return [reference.node for reference in scan(text, is_markdown=is_markdown).references]


def codes(text: str, *, is_markdown: bool = False) -> list[tuple[str, int]]:
    return [(p.code, p.offset) for p in scan(text, is_markdown=is_markdown).problems]


# --- citations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is so [@reuters].", [Citation("reuters")]),
        ("[@reuters-2022-01-09]", [Citation("reuters-2022-01-09")]),
        ("[@reuters, p. 4]", [Citation("reuters", "p. 4")]),
        ("[@reuters,p. 4]", [Citation("reuters", "p. 4")]),
        ("[@reuters, pp. 4, 7 and 9]", [Citation("reuters", "pp. 4, 7 and 9")]),
        ("[@reuters, at\n   length]", [Citation("reuters", "at length")]),
        ("[@reuters,]", [Citation("reuters")]),
        ("[@reuters ]", [Citation("reuters")]),
        ("[@one; @two]", [Citation("one"), Citation("two")]),
        (
            "[@one;@two, p. 2;  @three]",
            [Citation("one"), Citation("two", "p. 2"), Citation("three")],
        ),
        ("[@one][@two]", [Citation("one"), Citation("two")]),
        ("[@one] and [@one]", [Citation("one"), Citation("one")]),
    ],
)
def test_a_citation_names_its_source_and_the_place_in_it(
    text: str, expected: list[Citation]
) -> None:
    """`[@id]`, `[@id, place]`, and several in one bracket, set apart by semicolons."""
    assert nodes(text) == expected
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("So [@] it is", 4),
        ("So [@Reuters] it is", 4),
        ("So [@re uters] it is", 4),
        ("So [@one; two] it is", 10),
        ("So [@one;] it is", 9),
        ("So [@one; @] it is", 10),
        ("So [@-x] it is", 4),
        ("So [@x--y] it is", 4),
        ("So [@x/y] it is", 4),
        ("So [@x", 3),
        ("So [@x and [@y]", 3),
        ("So [@x\n\n]", 3),
        ("So [@" + "x" * 600 + "]", 3),
    ],
)
def test_a_broken_citation_is_reported_where_it_breaks(text: str, offset: int) -> None:
    """One problem, at the part that is wrong, or at the bracket that is never closed."""
    assert codes(text)[:1] == [("broken-citation", offset)]
    assert all(problem.help.startswith("write ") for problem in scan(text).problems)


def test_a_broken_citation_does_not_hide_the_next_one() -> None:
    """All mistakes come in one run, and what is right between them is still followed."""
    text = "One [@A], two [@b], three [@C]."

    assert codes(text) == [("broken-citation", 5), ("broken-citation", 27)]
    assert nodes(text) == [Citation("b")]


# --- links -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[nato]]", [RecordLink("nato", None)]),
        ("[[ nato ]]", [RecordLink("nato", None)]),
        ("[[nato|the alliance]]", [RecordLink("nato", "the alliance")]),
        ("[[nato|the\n  alliance]]", [RecordLink("nato", "the alliance")]),
        ("[[nato| *the* | alliance ]]", [RecordLink("nato", "*the* | alliance")]),
        ("[[nato]]'s and [[crimea]]", [RecordLink("nato", None), RecordLink("crimea", None)]),
        ("[[nato]][@reuters]", [RecordLink("nato", None), Citation("reuters")]),
        ("[[nato|a ] b]]", [RecordLink("nato", "a ] b")]),
    ],
)
def test_a_link_names_a_record_and_perhaps_the_words(
    text: str, expected: list[Citation | RecordLink]
) -> None:
    """`[[id]]` and `[[id|words]]`."""
    assert nodes(text) == expected
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("See [[]] now", 6),
        ("See [[NATO]] now", 6),
        ("See [[nato|]] now", 6),
        ("See [[nato| ]] now", 6),
        ("See [[|words]] now", 6),
        ("See [[../etc/passwd]] now", 6),
        ("See [[nato now", 4),
        ("See [[nato] now", 4),
        ("See [[nato\n\n]] now", 4),
        ("See [[nato [[crimea]]", 4),
        ("See [[[nato]]]", 4),
    ],
)
def test_a_broken_link_is_reported_where_it_breaks(text: str, offset: int) -> None:
    """At what stands in the brackets, or at the brackets that are never closed."""
    assert codes(text)[:1] == [("broken-link", offset)]
    assert all(problem.help.startswith("write ") for problem in scan(text).problems)


@given(
    before=st.text(alphabet="ab ,.\né👍\\*`", max_size=30),
    id=st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
    space=st.sampled_from(["", " "]),
    is_citation=st.booleans(),
)
def test_the_offset_of_a_reference_is_that_of_its_id(
    before: str, id: str, space: str, is_citation: bool
) -> None:
    """A diagnostic can point at the very id, whatever stands before it."""
    before = before.replace("\\", "/")
    text = f"{before}[@{id}{space}]" if is_citation else f"{before}[[{space}{id}]]"

    (reference,) = scan(text).references

    assert text[reference.offset :].startswith(id)


# --- escapes and code ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"\[@reuters]", "[@reuters]"),
        (r"\[[nato]]", "[[nato]]"),
        (r"\[[nato|x]] \[@y]", "[[nato|x]] [@y]"),
        (r"\[x]", r"\[x]"),
        (r"\\[x]", r"\\[x]"),
        (r"\*x\* \_ \` \\ \n", r"\*x\* \_ \` \\ \n"),
        ("\\", "\\"),
        ("\\[", "\\["),
        ("`[x]`", "`[x]`"),
    ],
)
def test_a_backslash_keeps_the_brackets_of_a_reference_as_text(typed: str, shown: str) -> None:
    """Before `[@` and `[[` it is not shown; anywhere else in YAML it is a character like others."""
    (paragraph,) = parse_prose(typed)

    assert text_of(paragraph) == shown
    assert nodes(typed) == []
    assert codes(typed) == []


def test_two_backslashes_are_two_characters_and_leave_the_citation() -> None:
    """A path that ends in a backslash can be followed by a citation."""
    (paragraph,) = parse_prose(r"C:\\[@reuters]")

    assert paragraph == (Text(r"C:\\"), Citation("reuters"))


def test_a_code_span_means_nothing_in_yaml() -> None:
    """Backticks are characters there, so a citation between them counts."""
    assert nodes("`[@reuters]`") == [Citation("reuters")]


@pytest.mark.parametrize(
    "text",
    [
        "`[@reuters]`",
        "``[[nato]] ` [@x``",
        "```[@reuters]```",
        "`a\nb [[nato]]`",
        r"\[@reuters]",
        r"\[[nato]]",
        r"\\\[[nato]]",
    ],
)
def test_code_and_escapes_hold_no_reference_in_markdown(text: str) -> None:
    """What a code span or a backslash keeps literal is not followed."""
    assert nodes(text, is_markdown=True) == []
    assert codes(text, is_markdown=True) == []


@pytest.mark.parametrize(
    "text", ["`unclosed [@reuters]", r"\`[@reuters]\`", "``a` [@reuters]", r"\\[@reuters]"]
)
def test_what_is_no_code_holds_references_in_markdown(text: str) -> None:
    """An unclosed backtick, an escaped one, an escaped backslash hide nothing."""
    assert nodes(text, is_markdown=True) == [Citation("reuters")]


# --- paragraphs of YAML prose ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", [(Text("One."),)]),
        ("One\nline.", [(Text("One line."),)]),
        ("One.\n\nTwo.", [(Text("One."),), (Text("Two."),)]),
        ("One.\n \t\n\n\nTwo.", [(Text("One."),), (Text("Two."),)]),
        ("One [@a]\n\n[@b] two", [(Text("One"), Citation("a")), (Citation("b"), Text(" two"))]),
        ("\n\nOne.\n\n", [(Text("One."),)]),
    ],
)
def test_an_empty_line_begins_a_paragraph(text: str, expected: list[object]) -> None:
    """Single line breaks are spaces."""
    assert list(parse_prose(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So it is. [@a]", (Text("So it is."), Citation("a"))),
        ("So it is [@a].", (Text("So it is."), Citation("a"))),
        ("So it is [@a] [@b].", (Text("So it is."), Citation("a"), Citation("b"))),
        ("So it is. [@a].", (Text("So it is."), Citation("a"))),
        ("So, [@a], it is", (Text("So,"), Citation("a"), Text(" it is"))),
        ("So [@a] it is", (Text("So"), Citation("a"), Text(" it is"))),
        ("So [@a] .5 it is", (Text("So"), Citation("a"), Text(" .5 it is"))),
        ("So [@a] :smile:", (Text("So"), Citation("a"), Text(" :smile:"))),
        ("So [@a]… it is", (Text("So"), Citation("a"), Text("… it is"))),
        ("So [[a]] . It is", (Text("So "), RecordLink("a", None), Text(" . It is"))),
        ("[@a]. It is", (Text("."), Citation("a"), Text(" It is"))),
    ],
)
def test_citations_close_up_behind_the_stop(text: str, expected: tuple[object, ...]) -> None:
    """A stop or comma typed after a citation is set before it; a space before it goes."""
    assert parse_prose(text) == (expected,)


def test_tidying_twice_changes_nothing() -> None:
    """What is tidy stays."""
    once = tidy((Text(" a "), Citation("x"), Text(" . b "), Citation("y"), Text(" ")))

    assert tidy(once) == once


WITHOUT_REFERENCES = st.text(max_size=80).filter(lambda t: "[@" not in t and "[[" not in t)


@given(
    text=st.one_of(WITHOUT_REFERENCES, st.lists(st.sampled_from(STRINGS), max_size=4).map(" ".join))
)
@example(text="\\[")
@example(text="a\u00a0b\u2003c\x0bd\x1ce\x85f\u2028g")
@example(text="\n\n \n")
@settings(max_examples=300)
def test_text_without_references_keeps_every_character(text: str) -> None:
    """Only the width of white space is lost."""
    assert " ".join(filter(None, map(text_of, parse_prose(text)))) == folded(text)
    assert scan(text).problems == ()
    assert scan(text).pieces == ((text,) if text else ())


@given(text=st.text(alphabet="[]@|\\`;, \nab-A", max_size=40))
@settings(max_examples=500)
def test_scanning_loses_nothing_and_ends(text: str) -> None:
    """Whatever brackets meet: pieces or problems, never an exception, in both readings."""
    for is_markdown in (False, True):
        found = scan(text, is_markdown=is_markdown)

        literal = "".join(piece for piece in found.pieces if isinstance(piece, str))
        assert len(literal) <= len(text)
        assert all(0 <= problem.offset < len(text) for problem in found.problems)
        if not found.references:
            assert literal == (
                text if is_markdown else re.sub(r"(?<!\\)((?:\\\\)*)\\(\[[\[@])", r"\1\2", text)
            )


# --- Markdown bodies -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words.", Paragraph((Text("Words."),))),
        ("*a* **b** `c`", Paragraph((Emphasis((Text("a"),)), Text(" "), Strong((Text("b"),)), Text(" "), Code("c")))),
        ("## What?", Heading(2, (Text("What?"),), "what")),
        ("## What? {#why-not}", Heading(2, (Text("What?"),), "why-not")),
        ("## Ist's так? ##", Heading(2, (Text("Ist's так?"),), "ists-так")),
        ("#### *Four* [@a]", Heading(4, (Emphasis((Text("Four"),)), Text(" "), Citation("a")), "four")),
        ("- a\n- b", List((Item((Paragraph((Text("a"),)),)), Item((Paragraph((Text("b"),)),))))),
        ("1. a\n2. b", List((Item((Paragraph((Text("a"),)),)), Item((Paragraph((Text("b"),)),))), ordered=True)),
        ("> a", BlockQuote((Paragraph((Text("a"),)),))),
        ("    code *x*\n      more", CodeBlock("code *x*\n  more")),
        ("* * *", Rule()),
        ("a  \nb", Paragraph((Text("a"), LineBreak(), Text(" b")))),
        ("| a | b |\n|---|---|\n| c | d |", Table(((Text("a"),), (Text("b"),)), (((Text("c"),), (Text("d"),)),))),
        ("[x](https://e.example/)", Paragraph((Link("https://e.example/", (Text("x"),)),))),
        ("[x](mailto:a@b.example)", Paragraph((Link("mailto:a@b.example", (Text("x"),)),))),
        ("<https://e.example/>", Paragraph((Link("https://e.example/", (Text("https://e.example/"),)),))),
        ("[x](#here)", Paragraph((PageLink("", "here", (Text("x"),)),))),
        ("[x](/topics/crimea/)", Paragraph((PageLink("topics/crimea", None, (Text("x"),)),))),
        ("[x](/topics/crimea/#top)", Paragraph((PageLink("topics/crimea", "top", (Text("x"),)),))),
        ("[[nato|x]] [@a, p. 2]", Paragraph((RecordLink("nato", "x"), Text(" "), Citation("a", "p. 2")))),
        ("*[[nato]]*", Paragraph((Emphasis((RecordLink("nato", None),)),))),
        ("`[@a]` \\[[b]]", Paragraph((Code("[@a]"), Text(" [[b]]")))),
        pytest.param("    [@a]", CodeBlock("[@a]")),
        pytest.param("    x [[b|*c*]] y", CodeBlock("x [[b|*c*]] y")),
        ("<b>x</b> & &lt;i>", Paragraph((Text("<b>x</b> & <i>"),))),
        ("\\*a\\*", Paragraph((Text("*a*"),))),
        ("<div>x</div>", Paragraph((Text("<div>x</div>"),))),
        ("<p>*x*</p>", Paragraph((Text("<p>"), Emphasis((Text("x"),)), Text("</p>")))),
        ("<h1>x</h1>", Paragraph((Text("<h1>x</h1>"),))),
        ("<table><tr><td>x", Paragraph((Text("<table><tr><td>x"),))),
        ("<!-- x -->", Paragraph((Text("<!-- x -->"),))),
        ("<?php x ?>", Paragraph((Text("<?php x ?>"),))),
        ("![x](https://e.example/)", Paragraph((Text("![x](https://e.example/)"),))),
    ],
)  # fmt: skip
def test_markdown_becomes_nodes(text: str, expected: object) -> None:
    """Each construct of Markdown that a page can show, and nothing that it cannot."""
    assert check_markdown(text) == ()
    found = parse_markdown(text)

    assert len(found) == 1
    assert normal(found[0]) == normal(expected)


def normal(node: object) -> object:
    """A node whose neighbouring texts are one, and whose citations close up."""
    if isinstance(node, Paragraph):
        return Paragraph(tidy(merged(node.children)))
    if isinstance(node, Heading):
        return Heading(node.level, tidy(merged(node.children)), node.anchor)
    return node


def merged(inlines: tuple[object, ...]) -> tuple[object, ...]:
    result: list[object] = []
    for inline in inlines:
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        else:
            result.append(inline)
    return tuple(result)


@pytest.mark.parametrize("level", range(1, 7))
def test_a_list_in_a_list_keeps_its_depth(level: int) -> None:
    """Four spaces a level."""
    text = "\n".join(f"{'    ' * depth}- level {depth}" for depth in range(level))

    (block,) = parse_markdown(text)

    for depth in range(level):
        assert isinstance(block, List)
        (item,) = block.items
        assert item.blocks[0] == Paragraph((Text(f"level {depth}"),))
        block = item.blocks[-1]


def test_the_same_private_characters_in_a_text_stay_characters() -> None:
    """What stands for references while Markdown is read can be typed, and stands for itself."""
    (block,) = parse_markdown(
        "\U000f00000\U000f0001 [[nato]] \U000f0000 \U000f00001\U000f0001 `\U000f00000\U000f0001`"
    )

    assert isinstance(block, Paragraph)
    assert [i for i in block.children if isinstance(i, RecordLink)] == [RecordLink("nato", None)]
    assert (
        text_of(block.children)
        == "\U000f00000\U000f0001 nato \U000f0000 \U000f00001\U000f0001 \U000f00000\U000f0001"
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "ftp://e.example/", "//e.example/", "page.md", "../x", "?x", "https:", "mailto:", "https:e.example", "/../x", "x", "#", "",
    ],
)  # fmt: skip
def test_a_link_leads_to_the_web_a_mailbox_or_this_site(address: str) -> None:
    """Any other address is reported, with what to write instead."""
    (problem,) = check_markdown(f"Words [x](<{address}>) words")

    assert problem.code == "unsafe-link"
    assert "https://" in problem.help


@pytest.mark.parametrize("address", ["/a b", "/Topics/", "/topics/ crimea/"])
def test_a_link_inside_the_site_is_spelt_as_ids_are(address: str) -> None:
    """No page has a space or a capital in its address."""
    (problem,) = check_markdown(f"Words [x](<{address}>) words")

    assert problem.code == "unsafe-link"


def test_an_unsafe_link_is_reported_at_its_address() -> None:
    """The place is that of the address, not of the paragraph."""
    text = "One.\n\nTwo [x](javascript:alert(1)) three."

    (problem,) = check_markdown(text)

    assert text[problem.offset :].startswith("javascript:")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * (BLOCK_LENGTH_LIMIT + 1), "characters"),
        ("[" * (2 * BRACKETS_LIMIT + 1), "brackets"),
        ("*" * (MARKS_LIMIT + 1), "marks"),
        ("> " * (NESTING_LIMIT + 1) + "x", "nested"),
        (" " * 4 * NESTING_LIMIT + " - x", "nested"),
        ("x\n\n" * LINES_LIMIT, "lines"),
    ],
)
def test_text_beyond_a_limit_is_refused(text: str, words: str) -> None:
    """What Python-Markdown could choke on becomes a diagnostic that says how much is too much."""
    (problem,) = check_markdown(text)

    assert problem.code == "too-complex"
    assert words in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "x" * BLOCK_LENGTH_LIMIT,
        "> " * NESTING_LIMIT + "x",
        "*a* " * (MARKS_LIMIT // 2),
        "x\n" * (BLOCK_LINES_LIMIT - 2),
        "x\n\n" * (LINES_LIMIT // 2 - 2),
    ],
)
def test_text_at_a_limit_is_read(text: str) -> None:
    """The limit itself is allowed."""
    if len(text) <= BLOCK_LENGTH_LIMIT:
        assert check_markdown(text) == ()
        assert parse_markdown(text)


def test_too_much_is_reported_at_the_block_that_has_it() -> None:
    """The offset is that of the paragraph, whatever stands above it."""
    text = "One.\n\nTwo.\n\n" + "*" * (MARKS_LIMIT + 1) + "\n\nThree."

    (problem,) = check_markdown(text)

    assert problem.offset == text.index("**")


@pytest.mark.parametrize("entity", ["&#x202E;", "&#8238;", "&#x202D;", "&#xFEFF;"])
def test_an_entity_cannot_bring_in_a_hidden_character(entity: str) -> None:
    """What may not stand in a file as a character may not come to the page by its number."""
    text = f"one {entity}two"

    shown = "".join(text_of(b.children) for b in parse_markdown(text) if isinstance(b, Paragraph))
    assert check_markdown(text) or shown in {"one two", text}
