"""An article's summary begun from a saved text or page: who is quoted, in which words, by whose hands."""

from generator.desk.draft.article import draft_article
from generator.desk.draft.drafting import Draft, Said, draft
from generator.desk.draft.writing import DraftedFiles

__all__ = ["Draft", "DraftedFiles", "Said", "draft", "draft_article"]
