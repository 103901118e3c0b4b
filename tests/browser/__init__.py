"""The site in a real browser: what a reader sees, hears, prints and is spared."""
