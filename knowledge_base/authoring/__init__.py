"""What helps who writes: articles that compete, questions that belong together."""

from knowledge_base.authoring.clustering import Group, group_by_meaning
from knowledge_base.authoring.confusable import competitors_of

__all__ = ["Group", "competitors_of", "group_by_meaning"]
