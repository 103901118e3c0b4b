"""What ends a benchmark: a number that nobody could trust."""

from __future__ import annotations


class BenchmarkError(Exception):
    """A run that must not be counted; the message says what happened and where its log lies."""
