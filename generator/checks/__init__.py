"""One rule, one file: its docstring is the manual, its name the code.

A rule is a module with `SEVERITY`, `subjects(ground)` and `look(ground, subject)`; it stands in
RULES.
"""

from __future__ import annotations

from generator.checks import (
    changed_quote,
    dead_anchor,
    dead_link,
    single_origin,
    unsourced_claim,
    unverified_quote,
)
from generator.ground import Rule

RULES: tuple[Rule, ...] = tuple(
    map(
        Rule.of,
        (
            changed_quote,
            dead_anchor,
            dead_link,
            single_origin,
            unsourced_claim,
            unverified_quote,
        ),
    )
)
