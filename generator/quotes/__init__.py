"""Quotations against the texts that they were taken from: exact, never fuzzy."""
