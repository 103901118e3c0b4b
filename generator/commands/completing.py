"""What a shell offers while somebody types: ids and codes, found without reading the content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from generator.desk.ids import ids_in

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_PROGRAM = Path(__file__).resolve().parent.parent


def ids_of(*folders: str) -> Complete:
    """Completes the ids of some kinds of records, or of all records and statements."""

    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del param
        project_dir = Path(ctx.params.get("project_dir") or ".")
        return _beginning_with(incomplete, ids_in(project_dir / "content", *folders))

    return complete


def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the codes that the manual knows: each is a file of its own."""
    del ctx, param
    told = (path.stem for path in (_PROGRAM / "manual").glob("*.md"))
    return _beginning_with(incomplete, sorted({*told, *_rules()}))


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the codes of rules."""
    del ctx, param
    return _beginning_with(incomplete, sorted(_rules()))


def _rules() -> Iterator[str]:
    return (path.stem.replace("_", "-") for path in (_PROGRAM / "checks").glob("[!_]*.py"))


def _beginning_with(incomplete: str, words: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]
