"""Groundwork: from article summaries in git to explainers that readers can check."""

import os

# Plugins of other packages have no business with our records; looking for them takes 20 ms.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "0.1.0"
