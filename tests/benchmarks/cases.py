"""What is timed of a tool. Another case is one more entry of CASES with a function of the same form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .corpus import Corpus
from .measure import Measured, measure
from .served import serve
from .sites import require_beside, require_pages, require_word
from .tools import Tool
from .tools.tool import EDITED


@dataclass(frozen=True)
class Ready:
    """A tool laid out for one corpus; `logs` is a folder for what it prints."""

    name: str
    tool: Tool
    corpus: Corpus
    logs: Path


def cold(ready: Ready, number: int) -> Measured:
    """Nothing was ever built: no site, no state, no caches."""
    ready.tool.forget()
    return _built(ready, f"cold-{number}")


def warm(ready: Ready, number: int) -> Measured:
    """After a build, one article was edited; a new process builds again."""
    word = f"heliotrope{number}"
    ready.tool.edit(word)
    found = _built(ready, f"warm-{number}")
    require_word(ready.name, ready.tool.site, EDITED, word)
    return found


def served(ready: Ready, number: int) -> Measured | None:
    """The preview runs; one article was edited, and its page is asked for until it shows the edit."""
    if not ready.tool.serving:
        return None
    return serve(ready.name, ready.tool, number, ready.logs / f"served-{number}.log")


def _built(ready: Ready, log: str) -> Measured:
    found = measure(ready.tool.command, ready.tool.folder, ready.logs / f"{log}.log")
    require_pages(ready.name, ready.tool.site, ready.corpus.pages)
    if ready.tool.whole:
        require_beside(ready.name, ready.tool.site, ready.corpus.beside)
    return found


# None where the tool is not timed in a case.
Case = Callable[[Ready, int], Measured | None]
# In the order of a round: each case finds what the one before it left.
CASES: Mapping[str, Case] = {"cold": cold, "warm": warm, "served": served}
