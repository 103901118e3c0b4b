"""The report for programs: one JSON object, in ASCII.

    {"version": 1,
     "base": {"name", "commit", "mistakes"}, "head": {…},       commit is null for the working tree
     "facts_changed": true, "verdict": "…",
     "changes": [{"group", "kind", "id", "name", "field", "what", "before", "after",
                  "path", "line", "address"}],                  the gravest first; null where unknown
     "pages": [{"address", "how"}],                             null where they could not be made
     "layout": ["path"], "not_compared": ["id"]}

`group` is one of status, quotations, removed, sources, dates, facts, added, renamed, verified,
wording. `how` is new, gone or changed. Long texts are cut around what differs. A key may come
without a new version; one that goes or means something else makes one.
"""

from __future__ import annotations

import json
from typing import Any

from generator.changes.change import Change, Changes, Compared
from generator.changes.telling import verdict

VERSION = 1


def as_json(changes: Changes) -> str:
    """The object as text; see this module's docstring for its shape."""
    report = {
        "version": VERSION,
        "base": _side(changes.base),
        "head": _side(changes.head),
        "facts_changed": bool(changes.facts),
        "verdict": verdict(changes),
        "changes": [_change(change) for change in changes.changes],
        "pages": None
        if changes.pages is None
        else [{"address": page.address, "how": page.how} for page in changes.pages],
        "layout": list(changes.layout),
        "not_compared": list(changes.not_compared),
    }
    # ASCII alone: a report may be printed to a terminal, and JSON leaves DEL as it is.
    return json.dumps(report, indent=2).replace("\x7f", "\\u007f")


def _side(side: Compared) -> dict[str, Any]:
    return {"name": side.name, "commit": side.commit, "mistakes": len(side.problems)}


def _change(change: Change) -> dict[str, Any]:
    subject, difference = change.subject, change.difference
    return {
        "group": difference.group.value,
        "kind": subject.kind,
        "id": subject.id,
        "name": subject.name,
        "field": difference.field,
        "what": difference.what,
        "before": difference.before,
        "after": difference.after,
        "path": subject.place.path if subject.place else None,
        "line": subject.place.line if subject.place else None,
        "address": subject.address,
    }
