"""Documents into files: each writer escapes in one place, and no editor's character is markup."""
