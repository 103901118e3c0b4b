"""The site while it is being written: a resident process that shows each change as it is saved."""
