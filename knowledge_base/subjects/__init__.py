"""Noticing what a message is about besides articles."""

from knowledge_base.subjects.finder import SubjectFinder
from knowledge_base.subjects.index import SubjectIndex

__all__ = ["SubjectFinder", "SubjectIndex"]
