"""The file system on the way out: files whole or not at all, folders at once."""

from __future__ import annotations

from generator.output.aside import Aside, Waiting
from generator.output.files import create_files, write_file, write_files, write_tree
from generator.output.folders import (
    Seen,
    building_folder,
    folder_beside,
    live_folder,
    remove_folder,
    replace_folder,
    seen_in,
    why_irreplaceable,
)
from generator.output.second_names import Filling, Print

__all__ = [
    "Aside",
    "Filling",
    "Print",
    "Seen",
    "Waiting",
    "building_folder",
    "create_files",
    "folder_beside",
    "live_folder",
    "remove_folder",
    "replace_folder",
    "seen_in",
    "why_irreplaceable",
    "write_file",
    "write_files",
    "write_tree",
]
