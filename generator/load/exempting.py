"""The list of exemptions in site_config/."""

from __future__ import annotations

from pathlib import Path

from generator import source
from generator.diagnostics import Diagnostic, Location
from generator.load.validating import validated
from generator.mistakes import mistakes
from generator.model import Exemption, ListedExemption
from generator.source import Origin
from generator.values import Value


class Listed(Value):
    """An exemption of the list in site_config/, and where it stands there."""

    record_id: str
    exemption: Exemption
    place: Location


def load_exemptions(path: Path, shown_as: str) -> tuple[tuple[Listed, ...], tuple[Diagnostic, ...]]:
    """The list of exemptions; none where there is no such file.

    Shape: the entries that could be read, and a diagnostic for each that could not.
    """
    if not path.is_symlink() and not path.exists():
        return (), ()
    data = source.read_regular_file(path, shown_as)
    text = data if isinstance(data, Diagnostic) else source.decode(data, shown_as)
    if isinstance(text, Diagnostic):
        return (), (text,)
    parsed = source.parse_yaml(text, shown_as)
    problems = list(parsed.diagnostics)
    node = parsed.node
    if node is None or (isinstance(node, source.Scalar) and node.is_null):
        return (), tuple(problems)
    if not isinstance(node, source.Sequence):
        message = "this file must hold a list of exemptions"
        help = "write lines such as - {record: …, exempt: {rule: …, why: …, owner: …, until: …}}"
        return (), (*problems, Diagnostic("wrong-type", node.location, message, help))
    found = []
    for item in node.items:
        origin = Origin(item)
        entry = validated(ListedExemption, source.plain(item))
        if isinstance(entry, ListedExemption):
            found.append(Listed(entry.record, entry.exempt, origin.at(("record",))))
        else:
            problems += mistakes(ListedExemption, entry, origin, named_by_file=False)
    return tuple(found), tuple(problems)
