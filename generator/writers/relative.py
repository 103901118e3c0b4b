"""Paths from one page to another."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(1 << 13)
def relative(target: str, folder: str) -> str:
    """The way from `folder` to `target`, both written from the site's root without a slash at the end.

    As posixpath.relpath gives it, which asks for the working folder twice each time; "" is the root.
    """
    if not folder:
        return target or "."
    if target == folder:
        return "."
    if target.startswith(f"{folder}/"):
        return target[len(folder) + 1 :]
    # From the folder above, for which it is remembered: pages of one folder lead to the same places.
    above = relative(target, folder.rpartition("/")[0])
    return ".." if above == "." else f"../{above}"
