"""Articles of other help centres, as their vendors export them, on their way to drafts."""

from core.exports.dividing import first_draft
from core.exports.exported import Exported, Place
from core.exports.links import Links, linked_markdown
from core.exports.vendors import MAX_EXPORTED, Export, Lines, read_export

__all__ = [
    "MAX_EXPORTED",
    "Export",
    "Exported",
    "Lines",
    "Links",
    "Place",
    "first_draft",
    "linked_markdown",
    "read_export",
]
