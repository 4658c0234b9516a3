"""E-mail: what a mail that came in is, and how one of ours is put. Pure rules."""

from core.channels.email.addresses import is_own, is_same, tidy
from core.channels.email.automatic import why_no_answer
from core.channels.email.bounces import Fate, fate_of, in_words, is_nobody
from core.channels.email.composing import Letter, compose
from core.channels.email.quotes import own_words
from core.channels.email.received import ReceivedMail, Report
from core.channels.email.subjects import (
    bare_subject,
    is_another_matter,
    reply_subject,
    with_subject,
)
from core.channels.email.tags import (
    answered_by_address,
    answered_by_id,
    choice_tag,
    message_id,
    read_choice,
    reply_address,
)
from core.channels.email.trust import is_vouched_for

__all__ = [
    "Fate",
    "Letter",
    "ReceivedMail",
    "Report",
    "answered_by_address",
    "answered_by_id",
    "bare_subject",
    "choice_tag",
    "compose",
    "fate_of",
    "in_words",
    "is_another_matter",
    "is_nobody",
    "is_own",
    "is_same",
    "is_vouched_for",
    "message_id",
    "own_words",
    "read_choice",
    "reply_address",
    "reply_subject",
    "tidy",
    "why_no_answer",
    "with_subject",
]
