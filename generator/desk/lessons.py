"""What a new file teaches: keys that it may have, as comments that are right without their #."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from generator.graph import Graph

# Blocks begin at a key. One that names a record, such as {topic}, is left out where there is none.
_LESSONS = {
    "articles": """\
title: Our own words for it, where the headline will not do
topics: [{topic}]
key_points:
  - What the article says first, in one sentence.
  - What it says next.
statements:
  - speaker: {person}
    verb: said
    quote: the exact words, without quotation marks
    via: [{organisation}, {own_source}]
""",
    "topics": """\
why: What the news leaves out, and why it is explained here. [@{source}]
as_of: {today}
review_by: {later}
not_known:
  - What nobody knows yet. [@{source}]
""",
    "issues": """\
title: A few words for lists
summary: What they differ about, in two sentences. [@{source}]
topics: [{topic}]
statements:
  - speaker: {person}
    text: Says in your words what they said.
    position: Where that puts them on the question.
    sources: [{source}]
""",
    "events": """\
status: established
topics: [{topic}]
actors: [{person}]
places: [{place}]
note: What the sources leave open.
""",
    "actors": """\
aliases: [Another name, A short form]
native_name: Імʼя
native_language: uk
roles:
  - {{title: Head of the office, start: 2019-05, sources: [{source}]}}
description: Who this is, in a sentence or two. [@{source}]
sources: [{source}]
""",
    "places": """\
kind: town
latitude: 45.3
longitude: 34.4
part_of: {place}
description: Where this is, in a sentence. [@{source}]
sources: [{source}]
""",
    "terms": """\
aliases: [Another word for it]
contested: true
topics: [{topic}]
see_also: [{term}]
sources: [{source}]
""",
    "sources": """\
author: The name as it is printed
date: 2026-11-20
url: https://www.un.org/en/
kind: newspaper
language: en
draws_on: [{organisation}]
seen: The printed paper, page 3.
""",
}
_AFTER = {
    "topics": (
        "The questions and their answers go below the second line of ---, such as:",
        "  ## How did it begin? {#beginning}",
        "  In 1997, under an agreement. [@the-id-of-a-source]",
        "Every paragraph cites. [[id]] links to any record, [[id|words]] with words of your own.",
    ),
    "articles": ("In summary and key_points, [[id]] links to a record and [@id] cites a source.",),
    "issues": ("Statements that no article on the site carries stand here.",),
}
_LEAD = "It may have more. Take the # and its space off where one of these fits:"


def comments(
    folder: str, graph: Graph, today: date, *, given: Collection[str], own_source: str = ""
) -> str:
    """The lines of comment that end a new file of a kind; each key's example holds on its own.

    `given` are the keys that the file has already; ids in the examples are of records that exist,
    `own_source` that of the article's source.
    """
    names = _names(graph, today) | ({"own_source": own_source} if own_source else {})
    told = [block for key, block in _blocks(_LESSONS[folder], names) if key not in given]
    lines = [_LEAD, *"".join(told).splitlines()] if told else []
    return "".join(f"# {line}\n" for line in (*lines, *_AFTER.get(folder, ())))


def _blocks(text: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for block in re.findall(r"^\S[^\n]*\n(?: [^\n]*\n)*", text, re.MULTILINE):
        if all(name in names for name in re.findall(r"(?<!\{)\{(\w+)\}", block)):
            yield block.partition(":")[0], block.format_map(names)


def _names(graph: Graph, today: date) -> dict[str, str]:
    """An id of each kind that the examples may name, and two days."""
    month = today.month + 6
    later = f"{today.year + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
    found = {
        "today": today.isoformat(),
        "later": later,
        "topic": next(iter(graph.topics), None),
        "person": next((a.id for a in graph.actors.values() if a.type == "person"), None),
        "organisation": next((a.id for a in graph.actors.values() if a.type == "organisation"), None),
        "place": next(iter(graph.places), None),
        "source": next(iter(graph.sources), None),
        "term": next(iter(graph.terms), None),
    }  # fmt: skip
    return {name: id for name, id in found.items() if id is not None}
