"""One edition of the site: what the theme needs of each page, and every file beside the pages."""

from __future__ import annotations

from generator.publishing.beside import Beside
from generator.publishing.edition import Edition, Settings
from generator.publishing.portions import Portion
from generator.publishing.sheet import Dress, Sheet, file_of

__all__ = ["Beside", "Dress", "Edition", "Portion", "Settings", "Sheet", "file_of"]
