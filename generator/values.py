"""Values: what is known by what it holds, and never changes.

They are defined in a fortieth of the time of a frozen dataclass, which a command's start shows, and made
in a seventh, which a large site shows. Source: msgspec, https://jcristharif.com/msgspec/structs.html
"""

from __future__ import annotations

from typing import dataclass_transform

from msgspec import Struct, field
from msgspec import to_builtins as plain
from msgspec.structs import asdict, astuple, replace

__all__ = ["Value", "asdict", "astuple", "field", "kinds_of", "names_of", "plain", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True):
    """A value with named parts; two of one kind are equal where all their parts are.

    One that works something out once and keeps it is made with `dict=True`.
    """


def names_of(kind: type[Value]) -> tuple[str, ...]:
    """The names of a value's parts, in their order."""
    return kind.__struct_fields__


def kinds_of(kind: type[Value]) -> dict[str, str]:
    """The name of each part -> what it is, as the class says it."""
    written: dict[str, str] = {}
    for above in reversed(kind.__mro__):
        written |= vars(above).get("__annotations__", {})
    return {name: written[name] for name in names_of(kind)}
