"""An article's summary begun from a saved text or page: who is quoted, in which words, by whose hands."""

from generator.desk.draft.drafting import Draft, DraftedFiles, Said, draft, draft_article

__all__ = ["Draft", "DraftedFiles", "Said", "draft", "draft_article"]
