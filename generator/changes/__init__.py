"""What a change means: two readings of the content compared record by record, in facts."""
