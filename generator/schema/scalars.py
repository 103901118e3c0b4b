"""One text of YAML as JSON Schema sees it: a string, a number, true or false, or nothing.

Our own reader takes every scalar as text, and a date such as 2014 or a title such as 1984 is one.
An editor program reads types first, so where text is meant here, a number is let through too.
What is checked stands below `else`: there an editor program takes no completions from it, and does
not offer "null" and "true" for a title.
"""

from __future__ import annotations

import re
from typing import Any

from generator.references import ID_PATTERN
from generator.schema import dates
from generator.schema.shapes import Allowed, Type

Schema = dict[str, Any]
Plain = str | int | float | bool | None

# What no text is: all that YAML has, less a value that is left out.
NOTHING: Schema = {
    "title": "nothing",
    "not": {"type": ["string", "number", "boolean", "object", "array"]},
}
GIVEN: Schema = {
    "type": "string",
    "errorMessage": "this is needed here: write a value, or nothing can be published",
}

_CORE_INT = re.compile(r"[-+]?[0-9]+")
_CORE_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")
_CORE_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def typed(text: str) -> Plain:
    """What a program that reads YAML 1.2 makes of a text without quotation marks.

    Source: the core schema of YAML 1.2.2, section 10.3.2; infinity and "not a number" stay text.
    """
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text[0] in "tT"
    if _CORE_INT.fullmatch(text):
        return int(text)
    if _CORE_BASED.fullmatch(text):
        return int(text, 0)
    return float(text) if _CORE_FLOAT.fullmatch(text) else text


def text_schema(value: Allowed) -> Schema:
    """What a given value of a type must be; GROUP, LIST, CHOICE and REFERENCE are none of these."""
    match value.type:
        case Type.TEXT | Type.PROSE:
            return {
                "type": ["string", "number", "boolean"],
                "pattern": r"\S",
                "maxLength": value.limit,
                "patternErrorMessage": "this is empty: write the text, or remove the key",
                "errorMessage": "write this as one text",
            }
        case Type.ID:
            return {
                "type": ["string", "integer"],
                "pattern": f"^(?:{ID_PATTERN.pattern})$",
                "minimum": 0,
                "maxLength": value.limit,
                "errorMessage": "an id is lower-case letters, digits and single hyphens, such as jane-smith",
            }
        case Type.DATE:
            return {
                "type": ["string", "integer"],
                "pattern": dates.PATTERN,
                "minimum": 1,
                "maximum": dates.LAST_YEAR,
                "errorMessage": "write 2014, 2014-03 or 2014-03-18; a span as 2014-02/2014-03; 1991~ for about",
            }
        case Type.URL:
            return {
                "type": "string",
                "pattern": r"^\s*https?://[^\s<>\"'`\\^{|}\[\]\x00-\x20]+\s*$".replace(r"\"", '"'),
                "maxLength": 2_000,
                "errorMessage": "write the whole address, beginning with https://",
            }
        case Type.LANGUAGE:
            return {
                "type": "string",
                "pattern": r"^\s*[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?\s*$",
                "errorMessage": "write a BCP 47 tag, such as en, ru, uk or sr-Latn",
            }
        case Type.NUMBER:
            return {
                "type": ["number", "string"],
                "pattern": r"^-?[0-9]{1,3}(?:\.[0-9]{1,12})?$",
                "minimum": value.low,
                "maximum": value.high,
                "errorMessage": "write decimal degrees, such as 45.3",
            }
        case Type.COUNT:
            return {
                "type": ["integer", "string"],
                "pattern": "^(?:,*[0-9]){1,9},*$",
                "minimum": 0,
                "maximum": 999_999_999,
                "errorMessage": "write figures alone, such as 100",
            }
        case Type.FLAG:
            return {
                "type": ["boolean", "string"],
                "pattern": "^(?:true|false)$",
                "errorMessage": "write true or false",
            }
    raise TypeError(f"{value.type} is more than one text")
