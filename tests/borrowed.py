"""Words of others in our own prose: runs of seven words that stand in a folder of texts, too.

    .venv/bin/python -m tests.borrowed FOLDER [FOLDER ...]

Content is written in our own words; what is taken over stands between quotation marks. The folders
hold the texts that it was written from, anywhere outside git. Exit code 1 where something is found.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator import references, sentences
from generator.model import Kind, TextKind, marked
from generator.site import read_graph

ROOT = Path(__file__).resolve().parent.parent
RUN = 7
# What names a thing is the same wherever it is named.
NAMES = {"title", "publisher", "name", "term", "aliases", "office", "quote", "author"}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def words_of(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def runs(words: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(position, run) of every seven words in a row."""
    for start in range(len(words) - RUN + 1):
        yield start, tuple(words[start : start + RUN])


def own_words(text: str, *, is_markdown: bool) -> str:
    """A prose text without its citations and quotations."""
    pieces = []
    for piece in references.scan(text, is_markdown=is_markdown).pieces:
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            pieces.append(getattr(piece.node, "words", None) or " ")
    return sentences.without_quotations("".join(pieces), " | ")


def prose(project: Path) -> Iterator[tuple[str, str]]:
    """(place, text) of all that the site says in its own voice."""
    graph, _ = read_graph(project)
    for record in graph.library.records.values():
        for path, mark, text in marked(record):
            is_name = any(part in NAMES for part in path if isinstance(part, str))
            if isinstance(mark, TextKind) and not is_name:
                place = f"{record.folder}/{record.id} {'.'.join(map(str, path))}"
                yield place, own_words(text, is_markdown=mark.name == Kind.MARKDOWN)


def borrowed(project: Path, folders: list[Path]) -> list[str]:
    """Each stretch of our prose that stands in a text of the folders, with both places."""
    known: dict[tuple[str, ...], Path] = {}
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            text = file.read_text(encoding="utf-8", errors="replace")
            known |= {run: file for _, run in runs(words_of(text))}
    found = []
    for place, text in prose(project):
        for part in re.split(r"\|", text):
            words, end = words_of(part), 0
            hits = [(start, known[run]) for start, run in runs(words) if run in known]
            for start, file in hits:
                if start >= end:
                    found.append(f"{place}: “{' '.join(words[start : start + RUN])}” ({file.name})")
                end = start + RUN
    return found


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    stretches = borrowed(ROOT, [Path(name) for name in sys.argv[1:]])
    print(*stretches, sep="\n")
    print(f"{len(stretches)} stretches of {RUN} words or more stand in both")
    sys.exit(bool(stretches))
