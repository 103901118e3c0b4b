"""Small answers drawn from the graph: plain data, no markup."""
