"""The steps by which words are read, in their order; each says what its messages get.

Care first; another language; what was on the screen; the company's facts and the customer's
account; an article, also one read with what was said before; what is not the company's; last, what
takes up a matter that was closed.
"""

from core.answering.steps.beyond import care_first, without_article
from core.answering.steps.company import about_company
from core.answering.steps.foreign import in_another_language
from core.answering.steps.on_screen import is_corrected, read_screen
from core.answering.steps.questions import answer_question, likely_in_context
from core.answering.steps.refusals import not_helped, nothing_to_search, something_else
from core.answering.steps.says_more import what_is_wrong
from core.answering.steps.taken_up import taken_up

__all__ = [
    "about_company",
    "answer_question",
    "care_first",
    "in_another_language",
    "is_corrected",
    "likely_in_context",
    "not_helped",
    "nothing_to_search",
    "read_screen",
    "something_else",
    "taken_up",
    "what_is_wrong",
    "without_article",
]
