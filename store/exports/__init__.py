"""Articles of other help centres, read from their exports and brought in as drafts."""

from store.exports.choosing import bring_in
from store.exports.files import SUFFIXES, is_article_table, is_export

__all__ = ["SUFFIXES", "bring_in", "is_article_table", "is_export"]
