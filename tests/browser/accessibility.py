"""axe, asked about a page as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from .visits import Visit

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# What can differ between two colour schemes of one page, and nothing else can.
COLOUR_RULES = ("color-contrast", "link-in-text-block")


def violations(visit: Visit, axe_source: str, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds, WCAG 2.2 AA and best practice, or by the named rules alone.

    Shape: one line for each rule broken: its name, what it says, how often, and the first places.
    Errors: AssertionError where axe looked at nothing.
    """
    wanted = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    if not visit.page.evaluate("'axe' in window"):
        visit.page.evaluate(axe_source)
    found = visit.page.evaluate(
        """async runOnly => {
          const result = await axe.run(document, {
            runOnly, resultTypes: ['violations'], elementRef: false,
          });
          return {
            looked: result.passes.length + result.violations.length,
            broken: result.violations.map(v => [v.id, v.help, v.nodes.length,
              v.nodes.slice(0, 3).map(n => n.target.flat().join(' '))]),
          };
        }""",
        wanted,
    )
    assert found["looked"], "axe looked at nothing"
    return [
        f"{rule}: {help} ({count}×: {', '.join(places)})"
        for rule, help, count, places in found["broken"]
    ]
