"""Every rule on everything it looks at, less what is exempt: findings as diagnostics, all counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks import RULES
from generator.diagnostics import Diagnostic, Severity
from generator.exemptions import Granted
from generator.ground import Finding, Ground, Rule, Skip
from generator.likeness import nearest
from generator.values import Value

# Rules that look at finished pages, which takes far longer than all else.
ABOUT_PAGES = frozenset({"dead-anchor", "dead-link"})
ABOUT_RECORDS = tuple(rule.code for rule in RULES if rule.code not in ABOUT_PAGES)


class Checked(Value):
    """What the rules found, and what they looked at.

    `looked` counts the pairs of a rule and a thing that it looked at; `skipped` those of which it
    could say nothing; `exempt` the findings that an exemption covers. `idle` are the codes of
    rules that had nothing to look at.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    rules: int = 0
    looked: int = 0
    skipped: int = 0
    exempt: int = 0
    idle: tuple[str, ...] = ()

    def __add__(self, other: Checked) -> Checked:
        """Both, of rules that ran apart."""
        return Checked(
            self.diagnostics + other.diagnostics,
            self.rules + other.rules,
            self.looked + other.looked,
            self.skipped + other.skipped,
            self.exempt + other.exempt,
            self.idle + other.idle,
        )


def check(ground: Ground, only: Sequence[str] = ()) -> Checked:
    """Run the rules; with `only`, those of these codes.

    Errors: none raised; an exemption that names no rule, has ended or covers nothing is told too.
    """
    rules = [rule for rule in RULES if not only or rule.code in only]
    exemptions = tuple(ground.graph.exemptions.values())
    used: set[int] = set()
    found: list[Diagnostic] = []
    looked = skipped = exempt = 0
    idle = []
    for rule in rules:
        before = looked
        for subject in rule.subjects(ground):
            looked += 1
            for result in rule.look(ground, subject):
                if isinstance(result, Skip):
                    skipped += 1
                    continue
                covering = _covering(rule, result, exemptions, ground)
                if covering is None:
                    found.append(_diagnostic(rule, result))
                else:
                    exempt += 1
                    used.add(covering)
        if looked == before:
            idle.append(rule.code)
    found += _about_exemptions(ground, exemptions, used, rules)
    return Checked(tuple(found), len(rules), looked, skipped, exempt, tuple(idle))


def _covering(
    rule: Rule, finding: Finding, exemptions: Sequence[Granted], ground: Ground
) -> int | None:
    for index, grant in enumerate(exemptions):
        if grant.covers(rule.code, finding.record_id, finding.statement):
            return None if grant.has_ended(ground.today) else index
    return None


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    return Diagnostic(
        rule.code,
        finding.place,
        finding.message,
        finding.help,
        finding.related,
        finding.severity or rule.severity,
    )


def _about_exemptions(
    ground: Ground, exemptions: Sequence[Granted], used: set[int], rules: list[Rule]
) -> Iterator[Diagnostic]:
    codes = [rule.code for rule in RULES]
    running = {rule.code for rule in rules}
    for index, grant in enumerate(exemptions):
        code, until = grant.exemption.rule, grant.exemption.until
        if grant.record_id not in ground.graph.library.records:
            message = f'no record "{grant.record_id}"'
            yield Diagnostic("unknown-reference", grant.place, message, "name a record that exists")
        elif code not in codes:
            near = nearest(code, codes)
            help = f'write "{near}"' if near else "name a rule; explainer explain lists them"
            yield Diagnostic("unknown-rule", grant.place, f'no rule "{code}"', help)
        elif grant.has_ended(ground.today):
            message = f"this exemption from {code} ended on {until.words}"
            help = "mend what it covered, or have its owner set a new date and say why"
            yield Diagnostic("expired-exemption", grant.until_place, message, help)
        elif index not in used and code in running:
            yield Diagnostic(
                "unused-exemption", grant.place, f"nothing here needs an exemption from {code}",
                "remove it", severity=Severity.WARNING,
            )  # fmt: skip
