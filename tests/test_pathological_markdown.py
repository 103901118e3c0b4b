"""Texts that make Markdown parsers slow, or run out of stack: each ends soon, as a page or refused.

"Soon" is ten seconds of processor time, from reading the file to HTML, whatever the size; a
clock stops what takes longer. Nothing may raise.
"""

from __future__ import annotations

import itertools
import json
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import markdown
import pytest
from generator.diagnostics import Diagnostic
from generator.model import MARKDOWN_LIMIT, PROSE_LIMIT
from generator.site import markdown_files, read_site
from generator.source import LINE_LIMIT

SECONDS = 10.0

pytestmark = pytest.mark.slow

UNITS = {
    "opening brackets": "[",
    "closing brackets": "]",
    "brackets in pairs": "[]",
    "escaped brackets": "[\\]",
    "open links": "[a](",
    "links in links": "[a](b",
    "links with open titles": '[a](b "',
    "links with open addresses": "[a](<b",
    "images": "![a](",
    "references": "[a][",
    "reference definitions": "[a]: b ",
    "footnotes": "[^1]",
    "parentheses": "(",
    "stars": "*",
    "opening emphasis": "*a ",
    "emphasis in emphasis": "**a *b ",
    "low lines": "_",
    "opening low lines": "_a ",
    "stars and low lines": "*_",
    "emphasis of every kind": "**a *b _c __d ",
    "emphasis across brackets": "[_a* ",
    "backticks": "`",
    "backticks of all lengths": "`a``",
    "code and brackets": "[`a ",
    "backslashes": "\\",
    "escaped stars": "\\*",
    "angle brackets": "<",
    "tags": "<a ",
    "tags with open attributes": '<a b="',
    "closing tags": "</a>",
    "comments": "<!--",
    "CDATA": "<![CDATA[",
    "processing instructions": "<?",
    "declarations": "<!A",
    "autolinks": "<http://",
    "mail addresses": "<a@b",
    "ampersands": "&",
    "entities": "&amp;",
    "open numeric entities": "&#x",
    "quotations": "> ",
    "quotations without spaces": ">",
    "lists": "- ",
    "starred lists": "* ",
    "numbered lists": "1. ",
    "lists of both kinds": "1. - ",
    "lists and quotations": "1. > ",
    "headings": "#",
    "equals signs": "=",
    "tildes": "~~~",
    "pipes": "|",
    "cells": "a|",
    "braces": "{",
    "attribute lists": "{: .a }",
    "exclamation marks": "!!! ",
    "colons": ":",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "zero-width spaces": "\u200b",
    "letters": "a",
    "placeholders": "\U000f00000\U000f0001",
    "citations": "[@s] ",
    "links to records": "[[s|a]] ",
}

WHOLE = {
    "underlined headings": "a\n=\n" * 2_400,
    "the same heading again and again": "## a\n\n" * 2_400,
    "rules": "***\n\n" * 2_400,
    "steps of lists": "\n\n".join("    " * min(n, 11) + "- x" for n in range(2_400)),
    "items apart": "1. x\n\n" * 2_400,
    "code below an item": "- a\n\n" + "        x\n\n" * 2_400,
    "quotations apart": "> x\n\n" * 2_400,
    "lazy quotations": "> a\n" * 2_000,
    "hard breaks": "a  \n" * 2_400,
    "a tall table": "a|b\n-|-\n" + "|\n" * 2_400,
    "many tables": ("a|b\n-|-\n" + "|\n" * 100 + "\n") * 45,
    "lines of no-break spaces": "\u00a0\n" * 4_900,
    "long words": "\n\n".join(["a" * 9_900] * 39),
    "<![>": '<![><img src="]>',
}

_converter = markdown.Markdown(
    extensions=["attr_list", "sane_lists", "tables", "toc", "fenced_code"]
)


class TooSlowError(Exception):
    """The time is up."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Raise TooSlowError once this process has worked for `seconds`."""

    def stop(signal_number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    # Again and again, because an exception in a finaliser is lost.
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def outcome(tmp_path: Path, files: dict[str, str]) -> tuple[Diagnostic, ...] | str:
    """The diagnostics, or the HTML of all pages."""
    files["sources/s.yml"] = '{"title": "S", "publisher": "P"}'
    for path, text in files.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    try:
        with stopped_after(SECONDS):
            return result(tmp_path)
    except TooSlowError:
        pass  # its traceback may end in code that has no lines, which pytest cannot show
    return pytest.fail(f"still at work after {SECONDS} seconds", pytrace=False)


def result(project: Path) -> tuple[Diagnostic, ...] | str:
    site = read_site(project)
    if not site.is_publishable:
        return site.diagnostics
    pages = [text.split("---\n", 2)[2] for text in markdown_files(site).values()]
    return "".join(_converter.reset().convert(page) for page in pages)


def of_page(body: str) -> dict[str, str]:
    return {"pages/p.md": f"---\ntitle: T\n---\n{body}"[: MARKDOWN_LIMIT - 100]}


def in_one_line(unit: str) -> dict[str, str]:
    return of_page(unit * ((LINE_LIMIT - 100) // len(unit)))


def in_one_short_line(unit: str) -> dict[str, str]:
    return of_page(unit * (9_900 // len(unit)))


def in_lines(unit: str) -> dict[str, str]:
    line = unit * (90 // len(unit) + 1)
    return of_page("\n".join([line] * 100))


def in_blocks(unit: str) -> dict[str, str]:
    block = (unit * 180)[:180]
    return of_page("\n\n".join([block] * 100))


def in_words(unit: str) -> dict[str, str]:
    """A block at its limits, followed by as many words as a block may have."""
    return of_page((unit * 60 + "word " * 2_000)[:9_900])


def in_prose(unit: str) -> dict[str, str]:
    text = "x " + (unit * PROSE_LIMIT)[: PROSE_LIMIT - 10]
    return {"terms/t.yml": json.dumps({"term": "T", "definition": text}, ensure_ascii=False)}


def in_a_full_file(unit: str) -> dict[str, str]:
    block = (unit * 180)[:180]
    return of_page("\n\n".join([block] * 2_100))


def in_full_blocks(unit: str) -> dict[str, str]:
    block = (unit * 60 + "word " * 2_000)[:9_900]
    return of_page("\n\n".join([block] * 40))


def in_twenty_fields(unit: str) -> dict[str, str]:
    text = "x " + (unit * PROSE_LIMIT)[: PROSE_LIMIT - 10]
    record = {"source": "s", "summary": "x", "key_points": [text] * 20}
    return {"articles/a.yml": json.dumps(record, ensure_ascii=False, indent=1)}


# Those that cost the most where nothing refuses them.
HEAVY = (
    "opening brackets", "escaped brackets", "open links", "links in links", "references", "stars",
    "stars and low lines", "emphasis in emphasis", "emphasis across brackets", "backticks of all lengths",
    "code and brackets", "backslashes", "angle brackets", "ampersands", "numbered lists", "lists of both kinds",
    "lists and quotations", "pipes", "citations", "links to records",
)  # fmt: skip


Shape = Callable[[str], dict[str, str]]


def test_there_are_at_least_thirty_pathological_inputs() -> None:
    """Each unlike the others."""
    assert len({*UNITS.values(), *WHOLE.values()}) >= 30


def cases(names: Iterable[str], *shapes: Shape) -> list[object]:
    """Each name in each shape."""
    return [
        pytest.param(name, shape, id=f"{name}-{shape.__name__}")
        for name, shape in itertools.product(names, shapes)
    ]


def assert_inert(found: tuple[Diagnostic, ...] | str) -> None:
    """A page without raw HTML from the text, or a diagnostic that says what to do."""
    if isinstance(found, str):
        assert found
        assert "<!--" not in found
        assert "<img" not in found
        return
    assert found
    assert all(diagnostic.help for diagnostic in found)


@pytest.mark.parametrize(
    ("name", "shape"),
    cases(UNITS, in_one_line, in_one_short_line, in_lines, in_blocks, in_words, in_prose),
)
def test_a_mark_repeated_ends_soon(tmp_path: Path, name: str, shape: Shape) -> None:
    """One mark, again and again: as a line, as lines, as blocks, in a prose field."""
    assert_inert(outcome(tmp_path, shape(UNITS[name])))


@pytest.mark.parametrize("name", WHOLE)
def test_a_large_structure_ends_soon(tmp_path: Path, name: str) -> None:
    """Thousands of headings, items, rows."""
    assert_inert(outcome(tmp_path, of_page(WHOLE[name])))


def test_a_table_of_more_cells_than_characters_ends_soon(tmp_path: Path) -> None:
    """Eight hundred columns, and rows of one cell each: twenty times as many cells as letters."""
    table = "|" + "a|" * 800 + "\n|" + "-|" * 800 + "\n" + "a\n" * 1_500

    assert_inert(outcome(tmp_path, of_page(table)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "shape"), cases(HEAVY, in_a_full_file, in_full_blocks, in_twenty_fields)
)
def test_a_file_full_of_a_mark_ends_soon(tmp_path: Path, name: str, shape: Shape) -> None:
    """The same up to the limit of a file's size."""
    assert_inert(outcome(tmp_path, shape(UNITS[name])))


def test_the_clock_stops_what_takes_too_long() -> None:
    """The control: a loop without end does end."""

    def endless() -> None:
        with stopped_after(0.05):
            while True:
                pass

    with pytest.raises(TooSlowError):
        endless()
