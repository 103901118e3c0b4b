"""content/ in, a Library of typed records out, with a diagnostic for all that is no record."""

from generator.load.exempting import Listed, load_exemptions
from generator.load.filing import RESERVED_PAGE_IDS
from generator.load.library import Damaged, Entered, Library
from generator.load.memory import Memory
from generator.load.validating import VERSIONS, mistake_in
from generator.load.whole import load, with_texts

__all__ = [
    "RESERVED_PAGE_IDS",
    "VERSIONS",
    "Damaged",
    "Entered",
    "Library",
    "Listed",
    "Memory",
    "load",
    "load_exemptions",
    "mistake_in",
    "with_texts",
]
