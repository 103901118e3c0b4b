"""Adapters to the programs that turn the Markdown tree into a site; each in one module."""
