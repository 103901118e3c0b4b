"""Paths from one page to another."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(1 << 16)
def relative(target: str, folder: str) -> str:
    """The way from `folder` to `target`, both written from the site's root without a slash at the end.

    As posixpath.relpath gives it, which asks for the working folder twice each time; "" is the root.
    """
    there = target.split("/") if target else []
    here = folder.split("/") if folder else []
    common = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."
