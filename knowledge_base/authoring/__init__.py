"""What helps who writes: articles that compete, questions that belong together."""

from knowledge_base.authoring.clustering import Group, group_by_meaning, nearness_in
from knowledge_base.authoring.confusable import competitors_of
from knowledge_base.authoring.suggesting import check_examples, same_questions

__all__ = [
    "Group",
    "check_examples",
    "competitors_of",
    "group_by_meaning",
    "nearness_in",
    "same_questions",
]
