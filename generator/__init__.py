"""Groundwork: from article summaries in git to explainers that readers can check."""

__version__ = "0.1.0"
