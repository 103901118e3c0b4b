"""The form of a date as one pattern, for programs that know patterns but no calendar of ours.

Source: generator/dates.py, which it follows; that a span ends before it begins is beyond a pattern.
"""

from __future__ import annotations

_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_YEAR = "(?!0000)[0-9]{4}"
_DAY = (
    f"(?:{_YEAR}-(?:"
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP_YEAR}-02-29)"
)
POINT = f"(?:{_DAY}|{_YEAR}(?:-(?:0[1-9]|1[0-2]))?)[~?%]?"
_SPAN = rf"(?:{POINT}/(?:{POINT}|\.\.)?|(?:\.\.)?/{POINT})"
PATTERN = (
    rf"^\s*(?:{POINT}|{_SPAN}|(?:before|after) \s*{POINT}|\[\.\.{POINT}\]|\[{POINT}\.\.\])\s*$"
)
LAST_YEAR = 9999
