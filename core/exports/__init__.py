"""Articles of other help centres, as their vendors export them, on their way to drafts."""

from core.exports.dividing import first_draft
from core.exports.exported import Exported, Place
from core.exports.links import Links, linked_markdown
from core.exports.tables import article_of, columns_of, problem_of
from core.exports.vendors import MAX_EXPORTED, Export, Lines, read_export

__all__ = [
    "MAX_EXPORTED",
    "Export",
    "Exported",
    "Lines",
    "Links",
    "Place",
    "article_of",
    "columns_of",
    "first_draft",
    "linked_markdown",
    "problem_of",
    "read_export",
]
