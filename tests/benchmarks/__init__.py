"""How fast the generator is, beside other tools on the same pages; README.md here says how to read it."""
