"""Ids that changed: the old version as it would read under the new names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from generator.model import Kind, Part, Path, Ref, marked

AnyPart = TypeVar("AnyPart", bound=Part)

_NAMED = re.compile(r"(?<=@)[a-z0-9]+(?:-[a-z0-9]+)*|(?<=\[\[)[a-z0-9]+(?:-[a-z0-9]+)*")


def with_names(part: AnyPart, names: Mapping[str, str]) -> AnyPart:
    """The part with each reference to an old id leading to the new one, in prose as well.

    A record that only follows another's new name is then no other than it was.
    """
    if not names:
        return part
    found: dict[Path, str] = {}
    for path, mark, text in marked(part):
        if isinstance(mark, Ref):
            renamed = names.get(text, text)
        elif mark.name == Kind.TEXT or ("@" not in text and "[[" not in text):
            continue
        else:
            renamed = _NAMED.sub(lambda match: names.get(match.group(), match.group()), text)
        if renamed != text:
            found[path] = renamed
    return _replaced(part, (), found) if found else part


def _replaced(value: Any, path: Path, found: Mapping[Path, str]) -> Any:
    if isinstance(value, Part):
        fields = {
            name: _replaced(getattr(value, name), (*path, name), found)
            for name in type(value).model_fields
            if any(key[: len(path) + 1] == (*path, name) for key in found)
        }
        return value.model_copy(update=fields) if fields else value
    if isinstance(value, tuple):
        return tuple(_replaced(item, (*path, n), found) for n, item in enumerate(value))
    return found.get(path, value)
