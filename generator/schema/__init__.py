"""Help while typing: what an editor program is told of the records, read off the model."""
