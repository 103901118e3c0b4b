"""Values: what is known by what it holds, and never changes.

They are defined in a fortieth of the time of a frozen dataclass, which a command's start shows, and made
in a seventh, which a large site shows. Source: msgspec, https://jcristharif.com/msgspec/structs.html
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

import msgspec
from msgspec import Struct, field
from msgspec.structs import asdict, astuple, replace

__all__ = [
    "Value", "asdict", "astuple", "field", "kinds_of", "names_of", "packed", "read_as", "replace", "written",
]  # fmt: skip

Kind = TypeVar("Kind", bound="Value")


# Written as its kind and its parts in their order: of one that stands where several kinds may, it shows
# which it is.
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True, tag=True, tag_field="is a", array_like=True):
    """A value with named parts; two of one kind are equal where all their parts are.

    One that works something out once and keeps it is made with `dict=True`.
    """


def names_of(kind: type[Value]) -> tuple[str, ...]:
    """The names of a value's parts, in their order."""
    return kind.__struct_fields__


def kinds_of(kind: type[Value]) -> dict[str, str]:
    """The name of each part -> what it is, as the class says it."""
    found: dict[str, str] = {}
    for above in reversed(kind.__mro__):
        found |= vars(above).get("__annotations__", {})
    return {name: found[name] for name in names_of(kind)}


_packer = msgspec.msgpack.Encoder(order="deterministic")


def packed(value: Any) -> bytes:
    """Values and all that stands in them as bytes: the same for the same kinds and parts, in any process.

    Kinds are told by their names, mappings are in no order.
    Errors: TypeError for what is neither plain nor a value; UnicodeEncodeError for half a character.
    """
    return _packer.encode(value)


def written(value: Value) -> str:
    """A value as JSON, for `read_as`.

    Errors: UnicodeEncodeError for half a character.
    """
    return msgspec.json.encode(value).decode()


def read_as(kind: type[Kind], text: str) -> Kind:
    """The value of a text that `written` gave.

    Errors: ValueError for a text that is no value of this kind.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None
