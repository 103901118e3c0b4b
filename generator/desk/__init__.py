"""An editor's tools: what helps to write, move and mend records."""
