"""A verdict for people and for programs."""

from __future__ import annotations

import json
from typing import Any

from generator.diagnostics import printable
from generator.quotes.comparison import Change
from generator.quotes.verdict import Verdict


def verdict_as_text(verdict: Verdict) -> str:
    """What a person reads: the verdict, who speaks, the passage, and the difference word by word."""
    head = "accepted" if verdict.reason is None else f"flagged[{verdict.reason}]"
    lines = [f"{head}: {printable(verdict.message)}"]
    if verdict.speaker is not None and verdict.reason is None:
        given = f" ({printable(verdict.given)})" if verdict.given else ""
        lines.append(f"  speaker {verdict.speaker.value}{given}")
    lines += [f"  warning: {warning}" for warning in verdict.warnings]
    if verdict.passage is not None:
        label = "passage" if verdict.reason is None else "nearest passage"
        lines.append(
            f"  {label}, line {verdict.passage.line}: {printable(_cut(verdict.passage.text))}"
        )
    if any(change.kind != "equal" for change in verdict.changes):
        lines.append(f"  compared: {printable(' '.join(map(_marked, verdict.changes)))}")
        lines.append("  ([-…-] stands in the source alone, {+…+} in the quotation alone)")
    return "\n".join(lines)


def _cut(text: str) -> str:
    return text if len(text) <= 600 else f"{text[:597]}…"


def _marked(change: Change) -> str:
    match change.kind:
        case "equal":
            words = change.quote.split()
            return change.quote if len(words) <= 12 else " ".join([*words[:5], "…", *words[-5:]])
        case "added":
            return f"{{+{change.quote}+}}"
        case "dropped":
            return f"[-{change.source}-]"
    return f"[-{change.source}-] {{+{change.quote}+}}"


def verdict_as_json(verdict: Verdict) -> str:
    """One JSON object: verdict, reason, speaker, warnings, passage and comparison."""
    passage = verdict.passage
    found: dict[str, Any] = {
        "verdict": "accepted" if verdict.reason is None else "flagged",
        "reason": verdict.reason,
        "message": verdict.message,
        "speaker": verdict.speaker.value if verdict.speaker else None,
        "given": verdict.given or None,
        "headline_only": verdict.in_headline_only,
        "warnings": list(verdict.warnings),
        "passage": None
        if passage is None
        else {
            "text": passage.text,
            "line": passage.line,
            "start": passage.start,
            "end": passage.end,
        },
        "comparison": [
            {"kind": change.kind, "quote": change.quote, "source": change.source}
            for change in verdict.changes
        ],
    }
    return json.dumps(found, indent=2).replace("\x7f", "\\u007f")
