"""Help while typing: what an editor program is told of the records, read off the model."""

from __future__ import annotations

FOLDER = "site_config/schema"


def first_line(kind: str, folders_below: int = 0) -> str:
    """The first line of a new YAML file of a kind ("articles"), which names its schema.

    `folders_below` counts the folders between content/<kind>/ and the file. Front matter of `.md`
    files takes the line too, but no common editor program reads it there.
    """
    up = "../" * (2 + folders_below)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json"
