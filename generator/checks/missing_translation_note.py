"""The words of a quotation are not in the language in which they were said, and nothing says whose they are.

Why: A translation is somebody's choice of words. Readers must know that it is one, and whose.

Before:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        quote: Every member of the crews will have work.
        via: [coast-wire-2031-06-30]

After:

    # content/issues/ferry-jobs.yml
    question: Will the ferry crews keep their work?
    statements:
      - speaker: ada-quill
        quote: Every member of the crews will have work.
        original_language: fr
        via: [coast-wire-2031-06-30]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.graph import PlacedStatement
from generator.ground import Finding, Ground, Skip, statement_finding, statements
from generator.languages import language_name

SEVERITY = Severity.WARNING


def subjects(ground: Ground) -> Iterator[PlacedStatement]:
    """Every quotation."""
    yield from (placed for placed in statements(ground) if placed.statement.quote is not None)


def look(ground: Ground, placed: PlacedStatement) -> Iterator[Finding | Skip]:
    statement = placed.statement
    language = statement.language or "en"
    source = next((ground.graph.sources[id] for id in placed.source_ids), None)
    read_in = source.language if source else None
    original = statement.original_language
    if original is None:
        if read_in is None:
            yield Skip("the language of the source is not known")
        elif _base(read_in) != _base(language):
            message = (
                f"the words are {language_name(language)}, the source is {language_name(read_in)}"
            )
            help = (
                f"add original_language: {read_in}, or language: {read_in} if they are quoted in it"
            )
            yield statement_finding(ground, placed, ("quote",), message, help)
    elif _base(original) != _base(language) and read_in is None and not statement.translated_by:
        message = f"nothing says who translated these words from {language_name(original)}"
        help = "add language: to the record of the source, or translated_by: to the statement"
        yield statement_finding(ground, placed, ("original_language",), message, help)


def _base(tag: str) -> str:
    return tag.partition("-")[0]
