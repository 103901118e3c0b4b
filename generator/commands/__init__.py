"""One command, one file: what it asks, what it prints, how it ends."""
