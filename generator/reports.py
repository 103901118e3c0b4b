"""What a check found, for people and for programs: the closing line, and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic, Location, Severity, errors_in, printable
from generator.manual import Explanation
from generator.site import Site

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def closing_line(site: Site) -> str:
    """What was looked at, and what was found: a check that saw nothing must not look clean."""
    read = ", ".join(
        f"{number:,} {folder if number > 1 else folder.removesuffix('s')}"
        for folder, number in site.counts.items()
        if number
    )
    found = dict.fromkeys(Severity, 0)
    for diagnostic in site.diagnostics:
        found[diagnostic.severity] += 1
    told = ", ".join(
        f"{number:,} {severity.value}{'' if number == 1 else 's'}"
        for severity, number in found.items()
        if number
    )
    line = f"Checked {read or 'no records'}{_rules(site)}: {told or 'no mistakes'}."
    return f"{line}{_quotations(site)}{_drafts(site)}"


def _rules(site: Site) -> str:
    checked = site.checked
    if not checked.rules:
        waiting = errors_in(site.diagnostics)
        return ", the rules waiting until these are mended" if waiting else ""
    number = f"{checked.rules} rule{'' if checked.rules == 1 else 's'}"
    return (
        f" by {number} ({checked.looked:,} looked at, {checked.skipped:,} skipped, "
        f"{checked.exempt:,} exempt)"
    )


def _quotations(site: Site) -> str:
    counts = site.quotations
    if not any(counts.values()):
        return ""
    return " Quotations: " + ", ".join(f"{n:,} {state}" for state, n in counts.items()) + "."


def _drafts(site: Site) -> str:
    if not site.drafts:
        return ""
    return f" {site.drafts:,} draft{'' if site.drafts == 1 else 's'} left out of the site."


# --- SARIF -----------------------------------------------------------------------------------


def as_sarif(
    diagnostics: Sequence[Diagnostic], manual: Mapping[str, Explanation], site: Site
) -> str:
    """A SARIF 2.1.0 log of one run, with the rules that were broken and what each means.

    Source: the OASIS standard; paths are relative to the project's folder, columns count
    characters.
    """
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    run = {
        "tool": {
            "driver": {
                "name": "explainer",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code, manual.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The project's folder."}}},
        "results": [_result(d, codes.index(d.code)) for d in diagnostics],
        "properties": {"summary": printable(closing_line(site))},
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2).replace("\x7f", "\\u007f")


def _rule(code: str, explanation: Explanation | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if explanation is not None:
        rule["shortDescription"] = {"text": explanation.means}
        rule["fullDescription"] = {"text": f"{explanation.means} {explanation.why}"}
    return rule


def _result(diagnostic: Diagnostic, rule_index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": f"{printable(diagnostic.message)}. Help: {printable(diagnostic.help)}"},
        "locations": [_location(diagnostic.location)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {**_location(related.location), "message": {"text": printable(related.text)}}
            for related in diagnostic.related
        ]
    return result


def _location(location: Location) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(location.path), "uriBaseId": "PROJECT"},
            "region": {"startLine": location.line, "startColumn": location.column},
        }
    }


def _uri(path: str) -> str:
    return quote(path, safe="/-._~")
