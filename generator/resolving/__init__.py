"""Every reference followed, both ways: a Library as one graph."""

from generator.resolving.memory import Followed
from generator.resolving.whole import resolve

__all__ = ["Followed", "resolve"]
