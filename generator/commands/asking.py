"""Questions on a terminal: each again until it is answered so that the record can be written."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable
from typing import Any

import click

from generator.desk.forms import Question
from generator.diagnostics import printable

# Says what is wrong with an answer; None where it is right.
Mistake = Callable[[Any], str | None]


def is_terminal() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: Question, mistake: Mistake) -> str | tuple[str, ...]:
    """The answer to a question of a form; empty where it need not be answered and was not."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - the arrow keys then move within the line

    def checked(typed: str) -> str | tuple[str, ...]:
        answer = several(typed) if question.several else typed.strip()
        if question.choices:
            answer = _chosen(typed.strip().lower(), question.choices)
        if question.needed and not answer:
            raise click.UsageError(f"write {question.example}")
        wrong = mistake(answer)
        if wrong:
            raise click.UsageError(printable(wrong))
        return answer

    found: str | tuple[str, ...] = click.prompt(
        _words(question), default="", show_default=False, value_proc=checked
    )
    return found


def several(typed: str) -> tuple[str, ...]:
    """The ids of one line, between commas or spaces, each once."""
    return tuple(dict.fromkeys(re.findall(r"[^\s,]+", typed)))


def _words(question: Question) -> str:
    if question.choices:
        return f"{question.asks} ({', '.join(question.choices)})"
    told = "ids" if question.several else ""
    optional = "" if question.needed else "Enter to leave it out"
    hint = "; ".join(part for part in (told, optional) if part)
    return f"{question.asks} ({hint})" if hint else question.asks


def _chosen(typed: str, choices: tuple[str, ...]) -> str:
    """The choice that was typed, whole or in its first letters, where these fit one alone."""
    begun = [choice for choice in choices if choice.startswith(typed)] if typed else []
    if typed in choices:
        return typed
    if len(begun) == 1:
        return begun[0]
    raise click.UsageError(f"write one of: {', '.join(choices)}")


def ask_id(mistake: Mistake) -> str:
    """An id of somebody's own choice."""
    question = Question("id", "Id", "lower-case letters a-z, digits and hyphens", needed=True)
    return str(ask(question, mistake))


def is_this_one(told: str) -> bool:
    """Whether what is there already is what was meant."""
    click.echo(printable(told))
    # Enter alone must not decide: to say yes changes what was typed, or ends the command.
    return click.confirm("Is it this one?", default=None)
