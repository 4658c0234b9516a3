"""The steps by which words are read, in their order; each says what its messages get.

Care first; another language; what was on the screen; the company's facts and the customer's
account; what answers the bot's last question, and questions, also read with what was said before;
what is not the company's; then what takes up a matter that was closed; last, what is
announced about it.
"""

from core.answering.steps.announced import announced_first
from core.answering.steps.answers import another_choice, by_intent
from core.answering.steps.beyond import care_first, without_article
from core.answering.steps.company import about_company
from core.answering.steps.foreign import in_another_language
from core.answering.steps.on_screen import read_screen, what_is_denied
from core.answering.steps.questions import likely_in_context
from core.answering.steps.subscribing import subscribing
from core.answering.steps.taken_up import taken_up

__all__ = [
    "about_company",
    "announced_first",
    "another_choice",
    "by_intent",
    "care_first",
    "in_another_language",
    "likely_in_context",
    "read_screen",
    "subscribing",
    "taken_up",
    "what_is_denied",
    "without_article",
]
